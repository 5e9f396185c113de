//! Lists: rows that come, go, change and move.

use super::{Example, Group, Needs, sources};

pub(super) const GROUP: Group = Group {
    title: "Lists",
    examples: &[
        Example {
            name: "delete-row",
            title: "Delete row",
            shows: "A row asks before it goes, in its own place, and can be brought back.",
            hint: "Delete a row, and undo it. The focus goes where the question is.",
            needs: Needs::Nothing,
            sources: sources!(
                "src/delete_row/mod.rs",
                "templates/delete_row.html",
                "src/delete_row/tests.rs"
            ),
        },
        Example {
            name: "click-to-load",
            title: "Click to load",
            shows: "A button at the end of a list brings the next piece. What is there already is not sent again.",
            hint: "Load more. Reload: it is all still there.",
            needs: Needs::Nothing,
            sources: sources!(
                "src/click_to_load/mod.rs",
                "templates/click_to_load.html",
                "src/click_to_load/tests.rs",
                "src/moons.rs"
            ),
        },
        Example {
            name: "infinite-scroll",
            title: "Infinite scroll",
            shows: "What is below comes when somebody scrolls there, one piece at a time.",
            hint: "Scroll down. Without JavaScript the end of the list is a link.",
            needs: Needs::Nothing,
            sources: sources!(
                "src/infinite_scroll/mod.rs",
                "templates/infinite_scroll.html",
                "src/infinite_scroll/tests.rs"
            ),
        },
        Example {
            name: "large-table",
            title: "Large table",
            shows: "Ten thousand rows in one page, filtered, sorted and changed at once. What is sent is what changed: a few bytes for a row.",
            hint: "Filter, sort, append, sell and delete. A second browser follows, and looks at the table in its own way.",
            needs: Needs::Nothing,
            sources: sources!(
                "src/large_table/mod.rs",
                "templates/large_table.html",
                "src/large_table/stock.rs"
            ),
        },
        Example {
            name: "sortable",
            title: "Sortable",
            shows: "A list that is put in order by dragging, by arrow keys or by buttons. What moves keeps its focus.",
            hint: "How do you make tea? Drag the steps, press the arrow keys on a step’s handle, or use its buttons.",
            needs: Needs::Nothing,
            sources: sources!("src/sortable/mod.rs", "templates/sortable.html"),
        },
    ],
};
