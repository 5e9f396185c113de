//! Who is there, and as whom.

use super::{Example, Group, Needs, sources};

pub(super) const GROUP: Group = Group {
    title: "Who is there",
    examples: &[
        Example {
            name: "presence",
            title: "Presence",
            shows: "Who is on this page, who comes and who goes. Nobody keeps a list: who closes the last tab has left.",
            hint: "Open this page in a second browser, and close it again: whoever is here sees you come and go.",
            needs: Needs::WebSocket("a person is here for as long as a socket of theirs is open"),
            sources: sources!(
                "src/presence/mod.rs",
                "templates/presence.html",
                "src/presence/tests.rs"
            ),
        },
        Example {
            name: "login",
            title: "Login",
            shows: "A form that sets a signed cookie over every transport, an authenticator that reads it, and one session for all devices of a user.",
            hint: "Sign in on two devices: both have one session, and what you pin on one appears on the other.",
            needs: Needs::Nothing,
            sources: sources!(
                "src/login/mod.rs",
                "templates/login.html",
                "src/login/tests.rs",
                "src/login/accounts.rs"
            ),
        },
    ],
};
