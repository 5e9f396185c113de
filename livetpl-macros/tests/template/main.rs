//! The template compiler's front half, from outside: byte identity, positions, messages.
//!
//! `generated.rs` holds for every case of `cases.rs` three templates: as written, flattened and printed, and printed
//! with marks everywhere. One test says whether that file is up to date, another renders all over the same data.
//! After a change run `tests/template/bless` and read the difference.

mod browser_dom;
mod browser_slots;
mod captures;
mod cases;
mod chapters;
mod cuts;
mod forms;
#[allow(unused, non_camel_case_types, clippy::all)]
mod generated;
mod hostile;
mod identity;
mod mistakes;
mod patterns;
mod problems;
#[path = "../../src/template/mod.rs"]
#[allow(dead_code, reason = "the tests use the front half only")]
mod template;
