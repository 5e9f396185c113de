//! The gallery's front page: what there is to see.

use livetpl::prelude::*;

/// One example, as the front page lists it.
#[derive(Clone)]
struct Example {
    path: &'static str,
    title: &'static str,
    shows: &'static str,
}

const EXAMPLES: &[Example] = &[
    Example {
        path: "/counter",
        title: "Counter",
        shows: "A struct, a template and two actions. The count is persisted: it survives a reload, and works without JavaScript.",
    },
    Example {
        path: "/message-log",
        title: "Message log",
        shows: "Publish and subscribe: what one tab sends appears in all tabs of the browser, each of which has joined under its own name.",
    },
];

/// The list of examples.
#[live_controller]
#[derive(Clone)]
#[template(path = "index.html")]
pub(crate) struct Index {
    examples: &'static [Example],
}

impl Default for Index {
    fn default() -> Self {
        Index { examples: EXAMPLES }
    }
}

#[live_controller]
impl Index {}
