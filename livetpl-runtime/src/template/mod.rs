//! Trees, diffs and patches: pure, no I/O, no async. Owns everything between a rendered template and a patch.
//!
//! Read `plan` and `marks` first, then `recorder`, `walk`, `tree`, `diff`, `list`, `in_place`, `kept` with `of_std`, `lvt`; `ssr` reads patches back.

mod diff;
pub mod forms;
mod in_place;
pub mod kept;
mod list;
pub mod lvt;
pub mod marks;
mod moves;
mod nested;
mod of_std;
pub mod plan;
mod plans;
mod recorder;
pub mod ssr;
mod tree;
mod upload;
mod url;
mod values;
mod walk;

pub use forms::{
    FORM_FIELD, FieldKind, FieldRule, FieldUse, FormUse, Submission, SubmitterUse, ValueKind,
};
pub use lvt::Lvt;
pub use plan::{ActionUse, Fragment, LiveTemplate, Plan, Slot, UploadUse};
pub(crate) use plans::plans_met;
pub use plans::{plan_name, plan_named};
pub use recorder::{Record, Recorder};
pub use tree::Tree;
pub use upload::{Entered, UploadEntry};
pub use values::{hex, root_hash, static_position, write_shape};
pub use walk::Malformed;
