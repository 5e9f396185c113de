//! What the script leaves alone: `lvt-ignore`, `lvt-ignore-attrs`. Owns which slots of a tag that is.

use super::dom::{Attr, TagItem};

fn attribute<'a>(items: &'a [TagItem], name: &str) -> Option<&'a Attr> {
    items.iter().find_map(|item| match item {
        TagItem::Attr(attr) if attr.name == name => Some(attr),
        _ => None,
    })
}

/// Whether all that is in the element of this tag is left alone.
pub(crate) fn is_ignored(items: &[TagItem]) -> bool {
    attribute(items, "lvt-ignore").is_some()
}

/// The slots of the tag itself that are left alone.
///
/// `data-*` go on in an ignored element: that is how a server tells what is in it, a hook's, something new.
pub(crate) fn own_slots(items: &[TagItem]) -> Vec<usize> {
    let all = is_ignored(items);
    let named = attribute(items, "lvt-ignore-attrs").and_then(Attr::fixed);
    let names: Vec<&str> = named
        .iter()
        .flat_map(|names| names.split([' ', ',', '\t', '\n']))
        .filter(|name| !name.is_empty())
        .collect();
    let is_left = |name: &str| {
        let is_named = names.is_empty() || names.contains(&name);
        all && !name.starts_with("data-") || named.is_some() && is_named
    };
    let slots = items.iter().filter_map(|item| match item {
        TagItem::Attr(attr) => attr.value.slot.filter(|_| is_left(&attr.name)),
        TagItem::Set(slot, attrs) => attrs
            .iter()
            .all(|attr| is_left(&attr.name))
            .then_some(*slot),
    });
    slots.collect()
}

/// What the plan tells of it: by fragment, the slots that are left alone.
pub(crate) fn json(left: &[(u16, Vec<usize>)]) -> String {
    let fragments: Vec<String> = left
        .iter()
        .map(|(fragment, slots)| {
            let slots: Vec<String> = slots.iter().map(usize::to_string).collect();
            format!("\"{fragment}\":[{}]", slots.join(","))
        })
        .collect();
    if fragments.is_empty() {
        return String::new();
    }
    format!(",\"left\":{{{}}}", fragments.join(","))
}
