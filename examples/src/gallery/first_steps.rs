//! First steps: a struct, a template, actions.

use super::{Example, Group, Needs, sources};

pub(super) const GROUP: Group = Group {
    title: "First steps",
    examples: &[
        Example {
            name: "counter",
            title: "Counter",
            shows: "A struct, a template and two actions. The count is persisted: it survives a reload, and works without JavaScript.",
            hint: "Reload the page, open a second one, or switch JavaScript off: the count stays.",
            needs: Needs::Nothing,
            sources: sources!(
                "src/counter/mod.rs",
                "templates/counter.html",
                "src/counter/tests.rs"
            ),
        },
        Example {
            name: "greeting",
            title: "Greeting",
            shows: "An action that hears of a field while somebody types into it: all that it takes is its name, change.",
            hint: "Type your name.",
            needs: Needs::Nothing,
            sources: sources!(
                "src/greeting/mod.rs",
                "templates/greeting.html",
                "src/greeting/tests.rs"
            ),
        },
        Example {
            name: "todos",
            title: "Todos",
            shows: "A list for everybody, with a search, an order and pages that are each visitor’s own.",
            hint: "Add something, tick it off, search. Whoever else is here sees the list change.",
            needs: Needs::Nothing,
            sources: sources!(
                "src/todos/mod.rs",
                "templates/todos.html",
                "src/todos/tests.rs",
                "src/todos/list.rs"
            ),
        },
        Example {
            name: "file-tree",
            title: "File tree",
            shows: "Templates in templates, as deep as you like: a folder that opens is a patch for that folder alone.",
            hint: "Open folders and files: they are this gallery’s own source.",
            needs: Needs::Nothing,
            sources: sources!(
                "src/file_tree/mod.rs",
                "templates/file_tree.html",
                "src/file_tree/tests.rs",
                "src/file_tree/tree.rs",
                "templates/file_tree_folder.html",
                "templates/file_tree_file.html"
            ),
        },
    ],
};
