//! What takes a while.

use super::Group;

pub(super) const GROUP: Group = Group {
    title: "Loading",
    examples: &[],
};
