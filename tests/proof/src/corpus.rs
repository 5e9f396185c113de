//! The generated templates: a table of what can be done with each. `build.rs` writes them.

use std::sync::LazyLock;

use livetpl_runtime::template::{Plan, Recorder, Tree};

use crate::book;
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
    /// Renders the state into a recorder, whole.
    pub record: fn(&Data, &mut Recorder) -> askama::Result<()>,
    /// Renders the state into a recorder for the tree that is updated with it.
    pub record_against: fn(&Data, &mut Recorder, &mut Tree) -> askama::Result<()>,
    /// Renders the state.
    pub live: fn(&Data) -> askama::Result<String>,
    /// Renders the plain askama template.
    pub plain: fn(&Data) -> askama::Result<String>,
}

/// `From<&Data>` for both structs of a module.
#[macro_export]
#[doc(hidden)]
macro_rules! copies {
    ({ $($fields:tt)* }) => {
        $crate::copies!(@one Live { $($fields)* });
        $crate::copies!(@one Plain { $($fields)* });
    };
    (@one $name:ident { $($field:ident: data.$same:ident.clone(),)* }) => {
        impl From<&$crate::data::Data> for $name {
            fn from(data: &$crate::data::Data) -> Self {
                $name { $($field: data.$same.clone(),)* }
            }
        }
    };
}
/// The [`Template`] of a module's two structs.
#[macro_export]
#[doc(hidden)]
macro_rules! template {
    ($name:expr, $source:expr) => {
        $crate::corpus::Template {
            name: $name,
            source: $source,
            plan: <Live as livetpl::LiveTemplate>::PLAN,
            record: |data, recorder| recorder.record(&Live::from(data), &livetpl::Lvt::default()),
            record_against: |data, recorder, tree| {
                recorder.record_against(tree, &Live::from(data), &livetpl::Lvt::default())
            },
            live: |data| askama::Template::render(&Live::from(data)),
            plain: |data| askama::Template::render(&Plain::from(data)),
        }
    };
}

/// A hand-written page: a module of this name with a `TEMPLATE`, whose states have all fields of [`Data`].
///
/// What the template names is in a module `imports` beside it, with `livetpl::LiveState`.
#[macro_export]
macro_rules! page {
    ($name:ident, $source:expr $(, $($attribute:tt)*)?) => {
        #[allow(unused, reason = "a page looks at some of its fields")]
        mod $name {
            use super::imports::*;

            $crate::page!(@structs (source = $source, ext = "html" $(, $($attribute)*)?) {
                title: String,
                text: String,
                html: String,
                flag: bool,
                open: bool,
                n: i64,
                count: i64,
                maybe: Option<String>,
                kind: $crate::data::Kind,
                words: Vec<String>,
                rows: Vec<$crate::data::Row>,
                shared: std::sync::Arc<Vec<$crate::data::Row>>,
                pairs: Vec<(String, i64)>,
            });

            pub(crate) const TEMPLATE: $crate::corpus::Template =
                $crate::template!(stringify!($name), $source);
        }
    };
    (@structs ($($attribute:tt)*) { $($field:ident: $ty:ty,)* }) => {
        #[derive(Clone, LiveState)]
        #[template($($attribute)*)]
        pub(crate) struct Live { $($field: $ty,)* }

        #[derive(askama::Template)]
        #[template($($attribute)*)]
        pub(crate) struct Plain { $($field: $ty,)* }

        $crate::copies!({ $($field: data.$field.clone(),)* });
    };
}
/// The seed that the templates are made from.
pub const SEED: &str = env!("LIVETPL_PROOF_SEED_USED");

/// All templates: the generated ones, and the book's.
pub fn corpus() -> &'static [Template] {
    static ALL: LazyLock<Vec<Template>> =
        LazyLock::new(|| [generated::CORPUS, book::PLANNED, book::COARSE].concat());
    &ALL
}

#[allow(clippy::all, unused, reason = "written by a program")]
mod generated {
    mod imports {
        pub(super) use std::sync::Arc;

        pub(super) use livetpl::LiveState;

        pub(super) use crate::corpus::Template;
        pub(super) use crate::data::{Kind, Row};
        pub(super) use crate::{copies, template};
    }
    use imports::Template;

    include!(concat!(env!("OUT_DIR"), "/corpus.rs"));
}
