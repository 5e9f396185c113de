//! First steps: a struct, a template, actions.

use super::{Example, Group, Needs, sources};

pub(super) const GROUP: Group = Group {
    title: "First steps",
    examples: &[Example {
        name: "counter",
        title: "Counter",
        shows: "A struct, a template and two actions. The count is persisted: it survives a reload, and works without JavaScript.",
        hint: "Reload the page, open a second one, or switch JavaScript off: the count stays.",
        needs: Needs::Nothing,
        sources: sources!("src/counter/mod.rs", "templates/counter.html"),
    }],
};
