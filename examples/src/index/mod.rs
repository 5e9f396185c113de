//! The gallery's front page: what there is to see.

use livetpl::prelude::*;

/// Examples of one kind.
#[derive(Clone)]
struct Group {
    title: &'static str,
    examples: &'static [Example],
}

/// One example, as the front page lists it.
#[derive(Clone)]
struct Example {
    path: &'static str,
    title: &'static str,
    shows: &'static str,
}

const GROUPS: &[Group] = &[
    Group {
        title: "First steps",
        examples: &[Example {
            path: "/counter",
            title: "Counter",
            shows: "A struct, a template and two actions. The count is persisted: it survives a reload, and works without JavaScript.",
        }],
    },
    Group {
        title: "Several people",
        examples: &[
            Example {
                path: "/message-log",
                title: "Message log",
                shows: "Publish and subscribe: what one tab sends appears in all tabs of the browser, each of which has joined under its own name.",
            },
            Example {
                path: "/chat-rooms",
                title: "Chat rooms",
                shows: "A topic for each room, and one function that says who may subscribe to which: the members’ room stays closed to strangers.",
            },
            Example {
                path: "/seat-picker",
                title: "Seat picker",
                shows: "Two click on one seat, one gets it. Holds run out, and end when their holder’s last page is gone.",
            },
            Example {
                path: "/shared-notepad",
                title: "Shared notepad",
                shows: "One text, many writers. What was written at the same time is merged, or both texts are shown: nothing is lost.",
            },
        ],
    },
    Group {
        title: "The server speaks first",
        examples: &[
            Example {
                path: "/live-dashboard",
                title: "Live dashboard",
                shows: "One background task takes the figures for everybody; a page takes a pointer to them, and has no timer.",
            },
            Example {
                path: "/reconnection",
                title: "Reconnection",
                shows: "What becomes of a page whose socket is lost: what it keeps, what the store keeps, and how it comes back.",
            },
        ],
    },
];

/// The list of examples.
#[live_controller]
#[derive(Clone)]
#[template(path = "index.html")]
pub(crate) struct Index {
    groups: &'static [Group],
}

impl Default for Index {
    fn default() -> Self {
        Index { groups: GROUPS }
    }
}

#[live_controller]
impl Index {}
