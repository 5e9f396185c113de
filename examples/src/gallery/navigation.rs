//! Finding things: search, filters and links.

use super::Group;

pub(super) const GROUP: Group = Group {
    title: "Search and navigation",
    examples: &[],
};
