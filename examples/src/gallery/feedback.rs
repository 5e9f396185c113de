//! What a page says and shows beside its data: dialogs, keys, effects.

use super::Group;

pub(super) const GROUP: Group = Group {
    title: "Dialogs and effects",
    examples: &[],
};
