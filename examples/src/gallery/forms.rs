//! Forms: what people fill in, and what becomes of it.

use super::{Example, Group, Needs, sources};

pub(super) const GROUP: Group = Group {
    title: "Forms",
    examples: &[
        Example {
            name: "click-to-edit",
            title: "Click to edit",
            shows: "A card that becomes a form, and a card again. Which of them it is, is a field of the state.",
            hint: "Edit the contact. What is refused is said at its field, and what was typed stays.",
            needs: Needs::Nothing,
            sources: sources!(
                "src/click_to_edit/mod.rs",
                "templates/click_to_edit.html",
                "src/click_to_edit/tests.rs"
            ),
        },
        Example {
            name: "edit-row",
            title: "Edit row",
            shows: "One row of a table becomes fields: the form stands beside the table, and its fields name it.",
            hint: "Edit a row; reload while you do.",
            needs: Needs::Nothing,
            sources: sources!(
                "src/edit_row/mod.rs",
                "templates/edit_row.html",
                "src/edit_row/tests.rs"
            ),
        },
        Example {
            name: "bulk-update",
            title: "Bulk update",
            shows: "Ticked boxes of one name are a list in the payload, and one button changes them all.",
            hint: "Tick some lamps and switch them on or off.",
            needs: Needs::Nothing,
            sources: sources!(
                "src/bulk_update/mod.rs",
                "templates/bulk_update.html",
                "src/bulk_update/tests.rs"
            ),
        },
        Example {
            name: "reset-input",
            title: "Reset input",
            shows: "A form is empty again after its own success, never after an error. Nothing has to be written for it.",
            hint: "Write the same note down twice: what is refused stays in its field.",
            needs: Needs::Nothing,
            sources: sources!(
                "src/reset_input/mod.rs",
                "templates/reset_input.html",
                "src/reset_input/tests.rs"
            ),
        },
        Example {
            name: "preserve-inputs",
            title: "Preserve inputs",
            shows: "A form that keeps what was typed after a success, for many entries that are alike.",
            hint: "Log something, change the minutes, log again.",
            needs: Needs::Nothing,
            sources: sources!(
                "src/preserve_inputs/mod.rs",
                "templates/preserve_inputs.html",
                "src/preserve_inputs/tests.rs"
            ),
        },
        Example {
            name: "dependent-selects",
            title: "Dependent selects",
            shows: "What the second field offers depends on the first, and the server says which pairs there are.",
            hint: "Choose a planet, then a moon, then another planet.",
            needs: Needs::Nothing,
            sources: sources!(
                "src/dependent_selects/mod.rs",
                "templates/dependent_selects.html",
                "src/dependent_selects/tests.rs"
            ),
        },
        Example {
            name: "inline-validation",
            title: "Inline validation",
            shows: "What is wrong is said beside its field: HTML rules, a validated payload, and what the server looks up, while typing, too.",
            hint: "Sign up as ada, then with two passwords.",
            needs: Needs::Nothing,
            sources: sources!(
                "src/inline_validation/mod.rs",
                "templates/inline_validation.html"
            ),
        },
        Example {
            name: "draft-form",
            title: "Draft form",
            shows: "What was begun is there again after a reload: the draft is two persisted fields, kept while one types.",
            hint: "Write something, reload, and send it.",
            needs: Needs::Nothing,
            sources: sources!("src/draft_form/mod.rs", "templates/draft_form.html"),
        },
    ],
};
