//! What a page says and shows beside its data: dialogs, keys, effects.

use super::{Example, Group, Needs, sources};

pub(super) const GROUP: Group = Group {
    title: "Dialogs and effects",
    examples: &[
        Example {
            name: "keyboard-shortcuts",
            title: "Keyboard shortcuts",
            shows: "Keys that do what buttons do. A bare key counts while nobody types and no modifier is held.",
            hint: "Press j, k, s and ?. Then write a note with these letters in it: there they are letters. Ctrl and Enter keep the note.",
            needs: Needs::Nothing,
            sources: sources!(
                "src/keyboard_shortcuts/mod.rs",
                "templates/keyboard_shortcuts.html"
            ),
        },
        Example {
            name: "loading-states",
            title: "Loading states",
            shows: "What shows while an action runs, by attributes alone. It ends with the answer, whether that is good, bad or empty.",
            hint: "Every action here takes more than a second. Press the buttons, also both of the lower ones at once.",
            needs: Needs::Nothing,
            sources: sources!("src/loading_states/mod.rs", "templates/loading_states.html"),
        },
        Example {
            name: "highlight",
            title: "Highlight",
            shows: "What the server changes flashes; what it does not change is not touched.",
            hint: "Each round changes some of the prices.",
            needs: Needs::Nothing,
            sources: sources!("src/highlight/mod.rs", "templates/highlight.html"),
        },
    ],
};
