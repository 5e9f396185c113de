//! Finding things: search, filters and links.

use super::{Example, Group, Needs, sources};

pub(super) const GROUP: Group = Group {
    title: "Search and navigation",
    examples: &[Example {
        name: "active-search",
        title: "Active search",
        shows: "A search that answers while one types: each pause is a question, and only what comes and goes is sent.",
        hint: "Type a part of an element’s name, its symbol or its number.",
        needs: Needs::Nothing,
        sources: sources!(
            "src/active_search/mod.rs",
            "templates/active_search.html",
            "src/active_search/elements.rs"
        ),
    }],
};
