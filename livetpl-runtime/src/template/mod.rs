//! Trees, diffs and patches: pure, no I/O, no async. Owns the plan's types, the recorder and the tree.
//!
//! Read `plan` first, then `recorder`, `tree`, `diff`, `ssr`.

pub mod marks;
pub mod plan;

pub use plan::{ActionUse, Fragment, Plan, Slot};
