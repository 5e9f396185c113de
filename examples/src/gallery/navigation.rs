//! Finding things: search, filters and links.

use super::{Example, Group, Needs, sources};

pub(super) const GROUP: Group = Group {
    title: "Search and navigation",
    examples: &[
        Example {
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
        },
        Example {
            name: "url-filters",
            title: "URL filters",
            shows: "What was searched, filtered and sorted by is the address: a link, a GET form and an action change it, and a reload, the history and another browser show the same list.",
            hint: "Filter, search and sort; watch the address; go back, or open it elsewhere.",
            needs: Needs::Nothing,
            sources: sources!(
                "src/url_filters/mod.rs",
                "templates/url_filters.html",
                "src/url_filters/tests.rs"
            ),
        },
        Example {
            name: "spa-navigation",
            title: "SPA navigation",
            shows: "Linked pages with parameters in their paths. Another island comes over the open connection, another view is fetched and put in place, and nothing of it is written in JavaScript.",
            hint: "Follow the links, go back and forward, switch JavaScript off: they are ordinary links.",
            needs: Needs::Nothing,
            sources: sources!(
                "src/spa_navigation/mod.rs",
                "templates/spa_navigation.html",
                "templates/spa_navigation_island.html",
                "src/spa_navigation/tests.rs"
            ),
        },
    ],
};
