//! Lists: rows that come, go, change and move.

use super::{Example, Group, Needs, sources};

pub(super) const GROUP: Group = Group {
    title: "Lists",
    examples: &[
        Example {
            name: "large-table",
            title: "Large table",
            shows: "Ten thousand rows in one page, filtered, sorted and changed at once: a change is a patch of a few bytes, and the list costs nothing while it is the same.",
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
