//! Diffs a list: which items are the same, which moved, came, went or changed. Owns matching and the order of the operations.
//!
//! Items are matched by key. Without keys, equal content matches equal content, and what is left over is matched in
//! order. Then: deletions from the end, the fewest moves, insertions from the start, and changes inside.

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use crate::template::diff;
use crate::template::in_place::{self, Found};
use crate::template::moves::{Move, moves};
use crate::template::nested::Nested;
use crate::template::plan::Fragment;
use crate::template::tree::{List, Node, build, counts, item_key};
use crate::template::values::write_number;
use crate::template::walk::{Malformed, Walk};

/// An item of the new render.
pub(crate) struct Item {
    /// The mark of the item's first slot.
    pub(crate) place: usize,
    pub(crate) hash: u64,
    /// Known only of items that are not as the old item at their place.
    pub(crate) key: u64,
}

/// Diffs the items that follow; writes `{"ops":[…]}` if anything changed. With `replace`, whatever was shown goes.
pub(crate) fn diff(
    walk: &mut Walk<'_>,
    fragment: &Fragment,
    old: &mut List,
    replace: bool,
    out: &mut Vec<u8>,
) -> Result<bool, Malformed> {
    let mut ops = Ops {
        start: out.len(),
        any: false,
    };
    let same = if replace {
        0
    } else {
        match in_place::read(walk, fragment, old)? {
            Found::Moved(same) => same,
            Found::InPlace(changed) => {
                for (at, item) in changed {
                    update(*walk, fragment, at, &item, old, &mut ops, out)?;
                }
                return Ok(ops.close(out));
            }
        }
    };
    let mut new = items(walk, fragment, old.hashes.len() - same)?;
    let tail = new.iter().rev().zip((same..old.hashes.len()).rev());
    let end = tail
        .take_while(|(item, at)| item.hash == old.hashes[*at])
        .count();
    new.truncate(new.len() - end);
    let old_end = old.hashes.len() - end;
    if new.is_empty() && old_end == same && !replace {
        return Ok(false);
    }
    for item in &mut new {
        item.key = item_key(walk.at(item.place), fragment)?;
    }
    let step = Step {
        walk: *walk,
        fragment,
        new: &new,
        same,
        old_end,
    };
    let matched = step.matches(old);
    let nothing_stays =
        matched.iter().all(Option::is_none) && !old.hashes.is_empty() && !new.is_empty();
    if replace || end == 0 && same == 0 && nothing_stays {
        step.replace_all(old, &mut ops, out)?;
        return Ok(ops.close(out));
    }
    let mut places = matched.iter().enumerate();
    let in_place = new.len() == old_end - same && places.all(|(i, at)| *at == Some(same + i));
    if !in_place {
        step.reorder(&matched, old, &mut ops, out)?;
    }
    step.update(&matched, old, &mut ops, out)?;
    // Looking at every key costs more than the rest of a small change: a developer's build pays for it.
    walk.duplicate_keys |= cfg!(debug_assertions) && old.has_duplicate_keys();
    Ok(ops.close(out))
}

/// The items that follow, without their keys.
fn items(
    walk: &mut Walk<'_>,
    fragment: &Fragment,
    expected: usize,
) -> Result<Vec<Item>, Malformed> {
    let texts_only = counts(fragment).1 == 0;
    let mut items = Vec::new();
    while let Some(item) = pass(walk, fragment, texts_only)? {
        if items.is_empty() {
            items.reserve(expected);
        }
        items.push(item);
    }
    Ok(items)
}

/// Passes an item.
#[inline]
pub(crate) fn pass(
    walk: &mut Walk<'_>,
    fragment: &Fragment,
    texts_only: bool,
) -> Result<Option<Item>, Malformed> {
    let Some(start) = walk.item()? else {
        return Ok(None);
    };
    let place = walk.place();
    if texts_only {
        walk.skip_texts(fragment.slots.len())?;
    } else {
        walk.skip(fragment)?;
    }
    Ok(Some(Item {
        place,
        hash: walk.hash_since(start)?,
        key: 0,
    }))
}

/// `{"ops":[…]}`, written only if there are any.
struct Ops {
    start: usize,
    any: bool,
}

impl Ops {
    fn op(&mut self, out: &mut Vec<u8>, name: u8, numbers: &[usize]) {
        out.extend_from_slice(if self.any { b",[\"" } else { b"{\"ops\":[[\"" });
        self.any = true;
        out.extend_from_slice(&[name, b'"']);
        for number in numbers {
            out.push(b',');
            write_number(out, *number);
        }
    }

    fn close(self, out: &mut Vec<u8>) -> bool {
        if self.any {
            out.extend_from_slice(b"]}");
        } else {
            out.truncate(self.start);
        }
        self.any
    }
}

/// The part of a list that is not as it was: items `same..old_end` of the old list become `new`.
struct Step<'s> {
    walk: Walk<'s>,
    fragment: &'s Fragment,
    new: &'s [Item],
    same: usize,
    old_end: usize,
}

impl Step<'_> {
    /// For each new item the old one that it continues.
    fn matches(&self, old: &List) -> Vec<Option<usize>> {
        let range = self.same..self.old_end;
        let mut found = vec![None; self.new.len()];
        if range.is_empty() {
            return found;
        }
        let by = |key, hash| if key == 0 { hash } else { key };
        // Equal keys, and equal content, are matched in their order: `places` has the first of each, `next` the others.
        let mut places: FxHashMap<u64, usize> = FxHashMap::default();
        places.reserve(range.len());
        let mut next = vec![None; range.len()];
        for at in range.clone().rev() {
            next[at - range.start] = places.insert(by(old.keys[at], old.hashes[at]), at);
        }
        let mut taken = vec![false; range.len()];
        for (item, found) in self.new.iter().zip(&mut found) {
            let Entry::Occupied(mut place) = places.entry(by(item.key, item.hash)) else {
                continue;
            };
            let at = *place.get();
            match next[at - range.start] {
                Some(after) => *place.get_mut() = after,
                None => drop(place.remove()),
            }
            taken[at - range.start] = true;
            *found = Some(at);
        }
        // What has no key and other content continues what was in its order.
        let mut left = range.filter(|at| !taken[at - self.same] && old.keys[*at] == 0);
        for (item, found) in self.new.iter().zip(&mut found) {
            if found.is_none() && item.key == 0 {
                *found = left.next();
            }
        }
        found
    }

    fn replace_all(
        &self,
        old: &mut List,
        ops: &mut Ops,
        out: &mut Vec<u8>,
    ) -> Result<(), Malformed> {
        *old = List::default();
        ops.op(out, b'r', &[]);
        for item in self.new {
            out.push(b',');
            self.build(item, old, out)?;
        }
        out.push(b']');
        Ok(())
    }

    /// Reads a new item: appends it to `list` and writes its values.
    fn build(&self, item: &Item, list: &mut List, out: &mut Vec<u8>) -> Result<(), Malformed> {
        let mut walk = self.walk.at(item.place);
        let mut nested = Nested::default();
        build(
            &mut walk,
            self.fragment,
            0,
            &mut list.texts,
            &mut list.nodes,
            &mut nested,
            out,
        )?;
        list.put_nested(list.keys.len(), nested);
        list.keys.push(item.key);
        list.hashes.push(item.hash);
        Ok(())
    }

    /// Deletes, moves and inserts so that the new items are in order, changed ones still as they were.
    fn reorder(
        &self,
        matched: &[Option<usize>],
        old: &mut List,
        ops: &mut Ops,
        out: &mut Vec<u8>,
    ) -> Result<(), Malformed> {
        let mut rank = vec![None; self.old_end - self.same];
        for at in matched.iter().flatten() {
            rank[at - self.same] = Some(0);
        }
        delete(&rank, self.same, ops, out);
        for (kept, rank) in rank.iter_mut().flatten().enumerate() {
            *rank = kept;
        }
        let order: Vec<usize> = matched
            .iter()
            .flatten()
            .filter_map(|at| rank[at - self.same])
            .collect();
        for Move { from, to } in moves(&order) {
            ops.op(out, b'm', &[self.same + from, self.same + to]);
            out.push(b']');
        }
        self.insert(matched, old, ops, out)
    }

    /// Inserts what continues no old item, from the start, neighbours together; the tree's arrays follow the new order.
    fn insert(
        &self,
        matched: &[Option<usize>],
        old: &mut List,
        ops: &mut Ops,
        out: &mut Vec<u8>,
    ) -> Result<(), Malformed> {
        let (same, old_end) = (self.same, self.old_end);
        let (texts_each, nodes_each) = counts(self.fragment);
        let mut middle = List::default();
        let old_len = old.keys.len();
        let mut nodes: Vec<Option<Node>> = old
            .nodes
            .drain(same * nodes_each..old_end * nodes_each)
            .map(Some)
            .collect();
        let mut before = Some(0);
        for (at, (item, from)) in self.new.iter().zip(matched).enumerate() {
            if let Some(from) = *from {
                middle.put_nested(at, old.take_nested(from));
                middle.keys.push(old.keys[from]);
                middle.hashes.push(old.hashes[from]);
                middle
                    .texts
                    .extend_from_slice(&old.texts[from * texts_each..(from + 1) * texts_each]);
                let first = (from - same) * nodes_each;
                middle.nodes.extend(
                    nodes[first..first + nodes_each]
                        .iter_mut()
                        .filter_map(Option::take),
                );
            } else {
                if before.is_some() {
                    ops.op(out, b'i', &[same + at]);
                }
                out.push(b',');
                self.build(item, &mut middle, out)?;
                if matched.get(at + 1).is_none_or(Option::is_some) {
                    out.push(b']');
                }
            }
            before = *from;
        }
        old.keys.splice(same..old_end, middle.keys);
        old.hashes.splice(same..old_end, middle.hashes);
        old.texts
            .splice(same * texts_each..old_end * texts_each, middle.texts);
        if !(old.nested.is_empty() && middle.nested.is_empty()) {
            old.nested.resize_with(old_len, Nested::default);
            middle.nested.resize_with(self.new.len(), Nested::default);
            old.nested.splice(same..old_end, middle.nested);
        }
        let gap = same * nodes_each;
        old.nodes.splice(gap..gap, middle.nodes);
        Ok(())
    }

    /// Looks inside the items whose content changed.
    fn update(
        &self,
        matched: &[Option<usize>],
        old: &mut List,
        ops: &mut Ops,
        out: &mut Vec<u8>,
    ) -> Result<(), Malformed> {
        for (i, (item, from)) in self.new.iter().zip(matched).enumerate() {
            let at = self.same + i;
            if from.is_some() && old.hashes[at] != item.hash {
                update(self.walk, self.fragment, at, item, old, ops, out)?;
            }
        }
        Ok(())
    }
}

/// Looks inside the item at `at`, which is now `item`.
fn update(
    walk: Walk<'_>,
    fragment: &Fragment,
    at: usize,
    item: &Item,
    old: &mut List,
    ops: &mut Ops,
    out: &mut Vec<u8>,
) -> Result<(), Malformed> {
    let (texts_each, nodes_each) = counts(fragment);
    old.hashes[at] = item.hash;
    old.keys[at] = item.key;
    let mut nested = old.take_nested(at);
    let texts = &mut old.texts[at * texts_each..(at + 1) * texts_each];
    let nodes = &mut old.nodes[at * nodes_each..(at + 1) * nodes_each];
    let (before, any) = (out.len(), ops.any);
    ops.op(out, b'u', &[at]);
    out.push(b',');
    let mut inside = walk.at(item.place);
    let changed = diff::slots(&mut inside, fragment, 0, texts, nodes, &mut nested, out)?;
    old.put_nested(at, nested);
    if changed {
        out.push(b']');
    } else {
        out.truncate(before);
        ops.any = any;
    }
    Ok(())
}

/// Deletes what no new item continues, from the end, neighbours together.
fn delete(rank: &[Option<usize>], same: usize, ops: &mut Ops, out: &mut Vec<u8>) {
    let mut end = rank.len();
    while end > 0 {
        if rank[end - 1].is_some() {
            end -= 1;
            continue;
        }
        let start = rank[..end]
            .iter()
            .rposition(Option::is_some)
            .map_or(0, |at| at + 1);
        ops.op(out, b'd', &[same + start, end - start]);
        out.push(b']');
        end = start;
    }
}
