//! Files: uploads.

use super::Group;

pub(super) const GROUP: Group = Group {
    title: "Files",
    examples: &[],
};
