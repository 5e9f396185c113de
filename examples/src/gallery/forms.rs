//! Forms: what people fill in, and what becomes of it.

use super::Group;

pub(super) const GROUP: Group = Group {
    title: "Forms",
    examples: &[],
};
