//! Diffs a list: which items are the same, which moved, came, went or changed. Owns matching and the order of the operations.
//!
//! Items are matched by key. Without keys, equal content matches equal content, and what is left over is matched in
//! order. Then: deletions from the end, the fewest moves, insertions from the start, and changes inside.

use rustc_hash::FxHashMap;

use crate::template::diff;
use crate::template::moves::{Move, moves};
use crate::template::plan::Fragment;
use crate::template::tree::{List, Node, build, counts, hash, item_key};
use crate::template::values::write_number;
use crate::template::walk::{Malformed, Walk};

/// An item of the new render.
struct Item<'r> {
    /// At the item's first slot.
    walk: Walk<'r>,
    key: u64,
    hash: u64,
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
    if replace {
        let new = items(walk, fragment, old.hashes.len())?;
        replace_all(&new, fragment, old, &mut ops, out)?;
        return Ok(ops.close(out));
    }
    // Most renders have the same items in the same places: read those without collecting anything.
    let (same, first) = unchanged(walk, fragment, old)?;
    let mut new: Vec<Item<'_>> = first.into_iter().collect();
    new.extend(items(
        walk,
        fragment,
        old.hashes.len().saturating_sub(same),
    )?);
    let new = new.as_slice();
    let end = new
        .iter()
        .rev()
        .zip((same..old.hashes.len()).rev())
        .take_while(|(item, at)| item.hash == old.hashes[*at] && item.key == old.keys[*at])
        .count();
    let new = &new[..new.len() - end];
    let old_end = old.hashes.len() - end;
    if new.is_empty() && old_end == same {
        return Ok(false);
    }
    let matched = matches(old, same..old_end, new, fragment.key.is_some());
    if end == 0
        && same == 0
        && matched.iter().all(Option::is_none)
        && !old.hashes.is_empty()
        && !new.is_empty()
    {
        replace_all(new, fragment, old, &mut ops, out)?;
        return Ok(ops.close(out));
    }
    let in_place = new.len() == old_end - same
        && matched
            .iter()
            .enumerate()
            .all(|(i, at)| *at == Some(same + i));
    if !in_place {
        reorder(new, &matched, same, old_end, fragment, old, &mut ops, out)?;
    }
    update(new, &matched, same, fragment, old, &mut ops, out)?;
    Ok(ops.close(out))
}

/// Passes the items that are as they were; how many, and the first that is not.
fn unchanged<'r>(
    walk: &mut Walk<'r>,
    fragment: &Fragment,
    old: &List,
) -> Result<(usize, Option<Item<'r>>), Malformed> {
    for (at, (old_hash, old_key)) in old.hashes.iter().zip(&old.keys).enumerate() {
        let Some(item) = next_item(walk, fragment)? else {
            return Ok((at, None));
        };
        if item.hash != *old_hash || item.key != *old_key {
            return Ok((at, Some(item)));
        }
    }
    Ok((old.hashes.len(), None))
}

fn items<'r>(
    walk: &mut Walk<'r>,
    fragment: &Fragment,
    expected: usize,
) -> Result<Vec<Item<'r>>, Malformed> {
    let mut items = Vec::new();
    while let Some(item) = next_item(walk, fragment)? {
        if items.is_empty() {
            items.reserve(expected);
        }
        items.push(item);
    }
    Ok(items)
}

#[inline]
fn next_item<'r>(walk: &mut Walk<'r>, fragment: &Fragment) -> Result<Option<Item<'r>>, Malformed> {
    let Some(start) = walk.item()? else {
        return Ok(None);
    };
    let at = *walk;
    walk.skip(fragment)?;
    let hash = hash(walk.since(start)?);
    Ok(Some(Item {
        walk: at,
        key: item_key(at, fragment)?,
        hash,
    }))
}

/// For each new item the old one that it continues.
fn matches(
    old: &List,
    range: std::ops::Range<usize>,
    new: &[Item<'_>],
    keyed: bool,
) -> Vec<Option<usize>> {
    let mut found = vec![None; new.len()];
    if range.is_empty() {
        return found;
    }
    let by = if keyed { &old.keys } else { &old.hashes };
    // Equal keys, and equal content, are matched in their order.
    let mut places: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    for at in range.clone().rev() {
        places.entry(by[at]).or_default().push(at);
    }
    let mut taken = vec![false; range.len()];
    for (item, found) in new.iter().zip(&mut found) {
        let wanted = if keyed { item.key } else { item.hash };
        if let Some(at) = places.get_mut(&wanted).and_then(Vec::pop) {
            taken[at - range.start] = true;
            *found = Some(at);
        }
    }
    if !keyed {
        let mut left = range.clone().filter(|at| !taken[at - range.start]);
        for found in found.iter_mut().filter(|found| found.is_none()) {
            *found = left.next();
        }
    }
    found
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

fn replace_all(
    new: &[Item<'_>],
    fragment: &Fragment,
    old: &mut List,
    ops: &mut Ops,
    out: &mut Vec<u8>,
) -> Result<(), Malformed> {
    *old = List::default();
    ops.op(out, b'r', &[]);
    for item in new {
        out.push(b',');
        let mut walk = item.walk;
        build(&mut walk, fragment, 0, &mut old.texts, &mut old.nodes, out)?;
        old.keys.push(item.key);
        old.hashes.push(item.hash);
    }
    out.push(b']');
    Ok(())
}

/// Deletes, moves and inserts so that the list from `same` on has the new items in order, changed ones still as they were.
#[expect(
    clippy::too_many_arguments,
    reason = "one step of one function, split for reading"
)]
fn reorder(
    new: &[Item<'_>],
    matched: &[Option<usize>],
    same: usize,
    old_end: usize,
    fragment: &Fragment,
    old: &mut List,
    ops: &mut Ops,
    out: &mut Vec<u8>,
) -> Result<(), Malformed> {
    let mut rank = vec![None; old_end - same];
    for at in matched.iter().flatten() {
        rank[at - same] = Some(0);
    }
    delete(&rank, same, ops, out);
    for (kept, rank) in rank.iter_mut().flatten().enumerate() {
        *rank = kept;
    }
    let order: Vec<usize> = matched
        .iter()
        .flatten()
        .filter_map(|at| rank[at - same])
        .collect();
    for Move { from, to } in moves(&order) {
        ops.op(out, b'm', &[same + from, same + to]);
        out.push(b']');
    }
    insert(new, matched, same, old_end, fragment, old, ops, out)
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

/// Inserts what continues no old item, from the start, neighbours together; the tree's arrays follow the new order.
#[expect(
    clippy::too_many_arguments,
    reason = "one step of one function, split for reading"
)]
fn insert(
    new: &[Item<'_>],
    matched: &[Option<usize>],
    same: usize,
    old_end: usize,
    fragment: &Fragment,
    old: &mut List,
    ops: &mut Ops,
    out: &mut Vec<u8>,
) -> Result<(), Malformed> {
    let (texts_each, nodes_each) = counts(fragment);
    let mut middle = List::default();
    let mut nodes: Vec<Option<Node>> = old
        .nodes
        .drain(same * nodes_each..old_end * nodes_each)
        .map(Some)
        .collect();
    let mut before = Some(0);
    for (at, (item, from)) in new.iter().zip(matched).enumerate() {
        if let Some(from) = *from {
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
            let mut walk = item.walk;
            build(
                &mut walk,
                fragment,
                0,
                &mut middle.texts,
                &mut middle.nodes,
                out,
            )?;
            middle.keys.push(item.key);
            middle.hashes.push(item.hash);
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
    let gap = same * nodes_each;
    old.nodes.splice(gap..gap, middle.nodes);
    Ok(())
}

/// Looks inside the items whose content changed.
fn update(
    new: &[Item<'_>],
    matched: &[Option<usize>],
    same: usize,
    fragment: &Fragment,
    old: &mut List,
    ops: &mut Ops,
    out: &mut Vec<u8>,
) -> Result<(), Malformed> {
    let (texts_each, nodes_each) = counts(fragment);
    for (i, (item, from)) in new.iter().zip(matched).enumerate() {
        let at = same + i;
        if from.is_none() || old.hashes[at] == item.hash && old.keys[at] == item.key {
            continue;
        }
        old.hashes[at] = item.hash;
        old.keys[at] = item.key;
        let texts = &mut old.texts[at * texts_each..(at + 1) * texts_each];
        let nodes = &mut old.nodes[at * nodes_each..(at + 1) * nodes_each];
        let (before, any) = (out.len(), ops.any);
        ops.op(out, b'u', &[at]);
        out.push(b',');
        let mut walk = item.walk;
        if diff::slots(&mut walk, fragment, 0, texts, nodes, out)? {
            out.push(b']');
        } else {
            out.truncate(before);
            ops.any = any;
        }
    }
    Ok(())
}
