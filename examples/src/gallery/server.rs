//! The server speaks first: what comes without being asked for.

use super::{Example, Group, Needs, sources};

pub(super) const GROUP: Group = Group {
    title: "The server speaks first",
    examples: &[
        Example {
            name: "live-dashboard",
            title: "Live dashboard",
            shows: "One background task takes the figures for everybody; a page takes a pointer to them, and has no timer.",
            hint: "Look: the figures are taken once a second by one task, however many pages are open.",
            needs: Needs::JavaScript(
                "a plain page shows the figures of the moment in which it was loaded",
            ),
            sources: sources!(
                "src/live_dashboard/mod.rs",
                "templates/live_dashboard.html",
                "src/live_dashboard/tests.rs",
                "src/live_dashboard/figures.rs"
            ),
        },
        Example {
            name: "reconnection",
            title: "Reconnection",
            shows: "What becomes of a page whose socket is lost: what it keeps, what the store keeps, and how it comes back.",
            hint: "Sockets get lost: in tunnels, behind lids, in deploys. The page waits on the server for half a minute, and the script comes back to it.",
            needs: Needs::WebSocket("what it tells of is the socket"),
            sources: sources!(
                "src/reconnection/mod.rs",
                "templates/reconnection.html",
                "src/reconnection/tests.rs"
            ),
        },
        Example {
            name: "live-preview",
            title: "Live preview",
            shows: "A text, and what it looks like, while it is written. The caret stays where it is.",
            hint: "Write. The preview follows a moment after the last key.",
            needs: Needs::Nothing,
            sources: sources!(
                "src/live_preview/mod.rs",
                "templates/live_preview.html",
                "src/live_preview/tests.rs",
                "src/live_preview/blocks.rs"
            ),
        },
        Example {
            name: "server-push",
            title: "Server push",
            shows: "The application tells a session something, in all of its tabs, though no page asked just then.",
            hint: "Ask for a reminder in one tab and wait in another.",
            needs: Needs::JavaScript("a plain page is told nothing once it is loaded"),
            sources: sources!(
                "src/server_push/mod.rs",
                "templates/server_push.html",
                "src/server_push/tests.rs",
                "src/server_push/reminders.rs"
            ),
        },
    ],
};
