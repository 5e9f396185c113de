//! Reads a list whose items stay where they are, which most renders are about: one hash says that a group of items is as
//! it was, and only a group with another hash is read item by item.

use crate::template::list::{Item, pass};
use crate::template::plan::Fragment;
use crate::template::tree::{List, counts, item_key};
use crate::template::walk::{Malformed, Walk};

/// How many items share a hash. A hash costs least on long texts; a change makes one group be read again.
const GROUP: usize = 16;

/// What was found of a list's items.
pub(crate) enum Found {
    /// All are where they were, and the walk is behind them; those that changed, with their places in the list.
    InPlace(Vec<(usize, Item)>),
    /// The items before this one are as they were, and the walk is before it.
    Moved(usize),
}

/// Reads the items that follow, as long as each can be taken for the old one at its place.
pub(crate) fn read(
    walk: &mut Walk<'_>,
    fragment: &Fragment,
    old: &mut List,
) -> Result<Found, Malformed> {
    let mut reading = Reading {
        fragment,
        texts_only: counts(fragment).1 == 0,
        first: None,
        changed: Vec::new(),
    };
    let in_place = reading.groups(walk, old)?;
    if in_place && walk.next_item().is_none() {
        return Ok(Found::InPlace(reading.changed));
    }
    let (same, before) = reading.first.unwrap_or((old.hashes.len(), *walk));
    *walk = before;
    // Of the groups those stay that end before the first difference.
    old.groups.truncate(same / GROUP);
    Ok(Found::Moved(same))
}

struct Reading<'f, 'w> {
    fragment: &'f Fragment,
    texts_only: bool,
    /// The first item that is not as it was, and the walk before it.
    first: Option<(usize, Walk<'w>)>,
    changed: Vec<(usize, Item)>,
}

impl<'w> Reading<'_, 'w> {
    /// Whether all old items are still in their places.
    fn groups(&mut self, walk: &mut Walk<'w>, old: &mut List) -> Result<bool, Malformed> {
        let mut at = 0;
        while at < old.hashes.len() {
            let end = (at + GROUP).min(old.hashes.len());
            let before = *walk;
            let whole = self.pass_group(walk, end - at)?;
            let hash = walk.hash_since(before.peek()?.at())?;
            let group = at / GROUP;
            if whole && old.groups.get(group) == Some(&hash) {
                at = end;
                continue;
            }
            *walk = before;
            if !self.items(walk, at..end, old)? {
                return Ok(false);
            }
            match old.groups.get_mut(group) {
                Some(known) => *known = hash,
                None => old.groups.push(hash),
            }
            at = end;
        }
        Ok(true)
    }

    /// Passes `count` items; whether there are as many.
    fn pass_group(&self, walk: &mut Walk<'w>, count: usize) -> Result<bool, Malformed> {
        for _ in 0..count {
            if walk.item()?.is_none() {
                return Ok(false);
            }
            if self.texts_only {
                walk.skip_texts(self.fragment.slots.len())?;
            } else {
                walk.skip(self.fragment)?;
            }
        }
        Ok(true)
    }

    /// Reads items one by one; whether all are in their places.
    fn items(
        &mut self,
        walk: &mut Walk<'w>,
        range: std::ops::Range<usize>,
        old: &List,
    ) -> Result<bool, Malformed> {
        for at in range {
            let before = *walk;
            let item = pass(walk, self.fragment, self.texts_only)?;
            if item
                .as_ref()
                .is_some_and(|item| item.hash == old.hashes[at])
            {
                continue;
            }
            self.first.get_or_insert((at, before));
            let Some(mut item) = item else {
                return Ok(false);
            };
            item.key = item_key(walk.at(item.place), self.fragment)?;
            // Without keys, one that changed alone is in its place; of several, some may have moved.
            let stays = if self.fragment.key.is_some() || item.key != 0 {
                item.key == old.keys[at]
            } else {
                old.keys[at] == 0 && self.changed.is_empty()
            };
            if !stays {
                return Ok(false);
            }
            self.changed.push((at, item));
        }
        Ok(true)
    }
}
