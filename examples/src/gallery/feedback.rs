//! What a page says and shows beside its data: dialogs, keys, effects.

use super::{Example, Group, Needs, sources};

pub(super) const GROUP: Group = Group {
    title: "Dialogs and effects",
    examples: &[
        Example {
            name: "flash-messages",
            title: "Flash messages",
            shows: "What a page says about what just happened: until it is dismissed, for three seconds, or once behind a redirect.",
            hint: "Save with and without a title, and post the plain form: it says so once, after a page load.",
            needs: Needs::Nothing,
            sources: sources!("src/flash_messages/mod.rs", "templates/flash_messages.html"),
        },
        Example {
            name: "modal",
            title: "Modal",
            shows: "A form in a modal dialog. The browser opens it, an error keeps it open and stands in it, a success closes it.",
            hint: "Add somebody, and then somebody else with the same address.",
            needs: Needs::Nothing,
            sources: sources!("src/modal/mod.rs", "templates/modal.html"),
        },
        Example {
            name: "dialogs",
            title: "Dialogs",
            shows: "Menus and dialogs on a page that changes every second: what is open stays open, with its focus and what was typed.",
            hint: "Open a menu, rename a paper, and take your time.",
            needs: Needs::Nothing,
            sources: sources!("src/dialogs/mod.rs", "templates/dialogs.html"),
        },
        Example {
            name: "confirm",
            title: "Confirm",
            shows: "A question before something is deleted. That it was asked is the server’s to know, not the browser’s.",
            hint: "Delete a file; then write the word that deletes them all.",
            needs: Needs::Nothing,
            sources: sources!("src/confirm/mod.rs", "templates/confirm.html"),
        },
        Example {
            name: "tabs",
            title: "Tabs",
            shows: "Tabs by the book: roles, one tab stop, arrow keys, Home and End. Without JavaScript they are links.",
            hint: "Click on a tab, and go on with the arrow keys.",
            needs: Needs::Nothing,
            sources: sources!(
                "src/tabs/mod.rs",
                "templates/tabs.html",
                "src/tabs/tests.rs"
            ),
        },
        Example {
            name: "animations",
            title: "Animations",
            shows: "What comes, goes and moves is seen to. Who prefers reduced motion sees none of it.",
            hint: "Add leaves, click on one, and shuffle them.",
            needs: Needs::Nothing,
            sources: sources!(
                "src/animations/mod.rs",
                "templates/animations.html",
                "src/animations/animations.js"
            ),
        },
        Example {
            name: "keyboard-shortcuts",
            title: "Keyboard shortcuts",
            shows: "Keys that do what buttons do. A bare key counts while nobody types and no modifier is held.",
            hint: "Press j, k, s and ?. Then write a note with these letters in it: there they are letters. Ctrl and Enter keep the note.",
            needs: Needs::Nothing,
            sources: sources!(
                "src/keyboard_shortcuts/mod.rs",
                "templates/keyboard_shortcuts.html",
                "src/keyboard_shortcuts/tests.rs"
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
