//! The generated templates: a table of what can be done with each. `build.rs` writes them.

use livetpl_runtime::template::{Plan, Recorder};

use crate::data::Data;

/// A template in both its forms.
#[derive(Clone, Copy)]
pub struct Template {
    /// Its name: `t17`.
    pub name: &'static str,
    /// Its files, for reports.
    pub source: &'static str,
    /// What the macro made of it.
    pub plan: &'static Plan,
    /// Renders the state into a recorder.
    pub record: fn(&Data, &mut Recorder) -> askama::Result<()>,
    /// Renders the state.
    pub live: fn(&Data) -> askama::Result<String>,
    /// Renders the plain askama template.
    pub plain: fn(&Data) -> askama::Result<String>,
}

/// `From<&Data>` for both structs of a module.
macro_rules! copies {
    ({ $($fields:tt)* }) => {
        $crate::corpus::copies!(@one Live { $($fields)* });
        $crate::corpus::copies!(@one Plain { $($fields)* });
    };
    (@one $name:ident { $($field:ident: data.$same:ident.clone(),)* }) => {
        impl From<&$crate::data::Data> for $name {
            fn from(data: &$crate::data::Data) -> Self {
                $name { $($field: data.$same.clone(),)* }
            }
        }
    };
}
pub(crate) use copies;

/// The [`Template`] of a module's two structs.
macro_rules! template {
    ($name:expr, $source:expr) => {
        $crate::corpus::Template {
            name: $name,
            source: $source,
            plan: <Live as livetpl::LiveState>::PLAN,
            record: |data, recorder| recorder.render(&Live::from(data)),
            live: |data| askama::Template::render(&Live::from(data)),
            plain: |data| askama::Template::render(&Plain::from(data)),
        }
    };
}
pub(crate) use template;

/// The seed that the templates are made from.
pub const SEED: &str = env!("LIVETPL_PROOF_SEED_USED");

/// All generated templates.
pub fn corpus() -> &'static [Template] {
    generated::CORPUS
}

#[allow(clippy::all, unused, reason = "written by a program")]
mod generated {
    mod imports {
        pub(super) use std::sync::Arc;

        pub(super) use livetpl::LiveState;

        pub(super) use crate::corpus::{Template, copies, template};
        pub(super) use crate::data::{Kind, Row};
    }
    use imports::Template;

    include!(concat!(env!("OUT_DIR"), "/corpus.rs"));
}
