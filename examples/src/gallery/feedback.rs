//! What a page says and shows beside its data: dialogs, keys, effects.

use super::{Example, Group, Needs, sources};

pub(super) const GROUP: Group = Group {
    title: "Dialogs and effects",
    examples: &[Example {
        name: "flash-messages",
        title: "Flash messages",
        shows: "What a page says about what just happened: until it is dismissed, for three seconds, or once behind a redirect.",
        hint: "Save with and without a title, and post the plain form: it says so once, after a page load.",
        needs: Needs::Nothing,
        sources: sources!("src/flash_messages/mod.rs", "templates/flash_messages.html"),
    }],
};
