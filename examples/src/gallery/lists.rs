//! Lists: rows that come, go, change and move.

use super::Group;

pub(super) const GROUP: Group = Group {
    title: "Lists",
    examples: &[],
};
