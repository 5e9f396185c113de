//! The proof of livetpl's first two guarantees, over random templates and random states.
//!
//! Read `data` (what the templates show), `corpus` (the templates) and `book` (more, by hand), `sequence` (random states), `oracle` (what must
//! hold of each transition), `run` (all of it), `chromium` and `nodes` (the same in a browser), `faults` (that the oracles would notice).

pub mod book;
pub mod chromium;
pub mod corpus;
pub mod data;
pub mod faults;
pub mod nodes;
pub mod oracle;
#[path = "../generator/rng.rs"]
pub mod rng;
pub mod run;
pub mod sequence;
