//! Compares a render with a tree, writes what differs as a patch, and makes the tree follow: one pass over the marks.

use crate::template::list;
use crate::template::nested::{self, Nested};
use crate::template::plan::{Fragment, Slot};
use crate::template::tree::{List, Node, Slots, build_arm, build_empty};
use crate::template::values::{write_number, write_text};
use crate::template::walk::{Malformed, Walk, tail_of};

/// Diffs a fragment's slots; writes `{…}` if any changed, and nothing otherwise.
pub(crate) fn slots(
    walk: &mut Walk<'_>,
    fragment: &Fragment,
    tail: usize,
    texts: &mut [u64],
    nodes: &mut [Node],
    nested: &mut Nested,
    out: &mut Vec<u8>,
) -> Result<bool, Malformed> {
    let (mut texts, mut nodes) = (texts.iter_mut(), nodes.iter_mut());
    let mut open = Object::new(out.len());
    for (index, slot) in fragment.slots.iter().enumerate() {
        let tail = tail_of(fragment, index, tail);
        match slot {
            Slot::Content { .. } if walk.holds_nested() || !nested.is_empty() => {
                let old = texts.next().ok_or(Malformed)?;
                open.change(out, index, |out| {
                    nested::diff(walk, tail, index, old, nested, out)
                })?;
            }
            Slot::Content { .. }
            | Slot::Foreign { .. }
            | Slot::Text
            | Slot::Attribute
            | Slot::Attributes => {
                let text = walk.text(tail)?;
                let old = texts.next().ok_or(Malformed)?;
                let new = walk.key.hash(text.as_bytes());
                if *old != new {
                    *old = new;
                    open.key(out, index);
                    write_text(out, text);
                }
            }
            Slot::Branch { arms } => {
                walk.slot()?;
                let Some(Node::Branch(old)) = nodes.next() else {
                    return Err(Malformed);
                };
                open.change(out, index, |out| branch(walk, arms, tail, old, out))?;
            }
            Slot::List { item, empty } => {
                walk.slot()?;
                let Some(Node::List(old)) = nodes.next() else {
                    return Err(Malformed);
                };
                open.change(out, index, |out| whole_list(walk, *item, *empty, old, out))?;
            }
        }
    }
    Ok(open.close(out))
}

/// Diffs the slots of the page, an arm or a nested template.
pub(crate) fn shown(
    walk: &mut Walk<'_>,
    fragment: &Fragment,
    tail: usize,
    old: &mut Slots,
    out: &mut Vec<u8>,
) -> Result<bool, Malformed> {
    let Slots {
        texts,
        nodes,
        nested,
    } = old;
    slots(walk, fragment, tail, texts, nodes, nested, out)
}

/// An object that is written only if it gets a member.
pub(crate) struct Object {
    start: usize,
    used: bool,
}

impl Object {
    pub(crate) fn new(start: usize) -> Self {
        Object { start, used: false }
    }

    pub(crate) fn key(&mut self, out: &mut Vec<u8>, slot: usize) {
        out.extend_from_slice(if self.used { b",\"" } else { b"{\"" });
        self.used = true;
        write_number(out, slot);
        out.extend_from_slice(b"\":");
    }

    /// Writes the member if `change` says that there is one, and takes its key back otherwise.
    pub(crate) fn change(
        &mut self,
        out: &mut Vec<u8>,
        slot: usize,
        change: impl FnOnce(&mut Vec<u8>) -> Result<bool, Malformed>,
    ) -> Result<(), Malformed> {
        let (before, used) = (out.len(), self.used);
        self.key(out, slot);
        if !change(out)? {
            out.truncate(before);
            self.used = used;
        }
        Ok(())
    }

    pub(crate) fn close(self, out: &mut Vec<u8>) -> bool {
        if self.used {
            out.push(b'}');
        } else {
            debug_assert_eq!(
                out.len(),
                self.start,
                "nothing changed, so nothing was written"
            );
        }
        self.used
    }
}

fn branch(
    walk: &mut Walk<'_>,
    arms: &[u16],
    tail: usize,
    old: &mut Option<Box<(u16, Slots)>>,
    out: &mut Vec<u8>,
) -> Result<bool, Malformed> {
    let arm = walk.arm()?;
    match (old.as_deref_mut(), arm) {
        (None, None) => Ok(false),
        (Some((old_arm, kept)), Some(arm)) if *old_arm == arm => {
            let fragment = walk.fragment(*arms.get(usize::from(arm)).ok_or(Malformed)?)?;
            shown(walk, fragment, tail, kept, out)
        }
        _ => {
            *old = build_arm(walk, arms, arm, tail, out)?;
            Ok(true)
        }
    }
}

fn whole_list(
    walk: &mut Walk<'_>,
    item: u16,
    empty: Option<u16>,
    old: &mut List,
    out: &mut Vec<u8>,
) -> Result<bool, Malformed> {
    let changed = if walk.kept()? {
        false
    } else if walk.arm()?.is_some() {
        if let Some(kept) = &mut old.empty {
            let fragment = walk.fragment(empty.ok_or(Malformed)?)?;
            shown(walk, fragment, 0, kept, out)?
        } else {
            *old = List {
                empty: Some(build_empty(walk, empty, out)?),
                ..List::default()
            };
            true
        }
    } else {
        let fragment = walk.fragment(item)?;
        // The empty arm gives way even to no items at all: what was shown is replaced.
        let replace = old.empty.take().is_some();
        list::diff(walk, fragment, old, replace, out)?
    };
    walk.end()?;
    Ok(changed)
}
