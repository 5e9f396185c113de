//! Who is on one topic, as this process knows it. Pure: takes what is said, tells which keys came and went.
//!
//! An entry is one page of one process. A key is there for as long as any page is there as it; its meta is the one that
//! was said last.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::Value;

/// A page: the process that it is in, and its number there.
pub(super) type Who = (Arc<str>, u64);

#[derive(Default)]
pub(super) struct Room {
    keys: BTreeMap<Arc<str>, Vec<Entry>>,
    by_page: FxHashMap<Who, Arc<str>>,
}

/// What a page says of itself.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) who: Who,
    /// When it said so, in milliseconds since 1970: the last one's meta is the key's.
    pub(super) at: u64,
    pub(super) meta: Arc<Value>,
}

/// What those who watch a topic are told of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// Its first page came, or its meta changed.
    Joined(Arc<str>),
    /// Its last page went.
    Left(Arc<str>),
}

impl Room {
    /// A page is there as `key`, in place of what it was there as before.
    pub(super) fn put(&mut self, key: &str, entry: Entry, changes: &mut Vec<Change>) {
        if let Some(before) = self.by_page.get(&entry.who)
            && **before != *key
        {
            let who = entry.who.clone();
            self.remove(&who, changes);
        }
        let key: Arc<str> = match self.keys.get_key_value(key) {
            Some((key, _)) => key.clone(),
            None => key.into(),
        };
        let shown = self.meta(&key);
        self.by_page.insert(entry.who.clone(), key.clone());
        let entries = self.keys.entry(key.clone()).or_default();
        entries.retain(|other| other.who != entry.who);
        entries.push(entry);
        if shown != self.meta(&key) {
            changes.push(Change::Joined(key));
        }
    }

    /// A page is no longer there.
    pub(super) fn remove(&mut self, who: &Who, changes: &mut Vec<Change>) {
        let Some(key) = self.by_page.remove(who) else {
            return;
        };
        let shown = self.meta(&key);
        if let Some(entries) = self.keys.get_mut(&key) {
            entries.retain(|entry| entry.who != *who);
            if entries.is_empty() {
                self.keys.remove(&key);
            }
        }
        match self.meta(&key) {
            None => changes.push(Change::Left(key)),
            now if now != shown => changes.push(Change::Joined(key)),
            _ => {}
        }
    }

    /// Of a process' pages only those in `stay` are still there.
    pub(super) fn keep(
        &mut self,
        instance: &str,
        stay: &FxHashSet<u64>,
        changes: &mut Vec<Change>,
    ) {
        let mut gone: Vec<Who> = self
            .by_page
            .keys()
            .filter(|(of, page)| **of == *instance && !stay.contains(page))
            .cloned()
            .collect();
        gone.sort_unstable();
        gone.iter().for_each(|who| self.remove(who, changes));
    }

    /// Every entry of a process, with its key, by page.
    pub(super) fn of(&self, instance: &str) -> Vec<(Arc<str>, Entry)> {
        let mut entries: Vec<(Arc<str>, Entry)> = Vec::new();
        for (key, all) in &self.keys {
            let own = all.iter().filter(|entry| *entry.who.0 == *instance);
            entries.extend(own.map(|entry| (key.clone(), entry.clone())));
        }
        entries.sort_by_key(|(_, entry)| entry.who.1);
        entries
    }

    /// Every key with its meta and the number of its pages, sorted.
    pub(super) fn list(&self) -> Vec<(Arc<str>, Arc<Value>, usize)> {
        let shown = |(key, entries): (&Arc<str>, &Vec<Entry>)| {
            latest(entries).map(|meta| (key.clone(), meta, entries.len()))
        };
        self.keys.iter().filter_map(shown).collect()
    }

    fn meta(&self, key: &str) -> Option<Arc<Value>> {
        latest(self.keys.get(key)?)
    }
}

/// The same in every process, whatever the order in which it heard of the entries.
fn latest(entries: &[Entry]) -> Option<Arc<Value>> {
    let last = entries
        .iter()
        .max_by(|a, b| (a.at, &a.who).cmp(&(b.at, &b.who)));
    last.map(|entry| entry.meta.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(instance: &str, page: u64, at: u64, meta: u64) -> Entry {
        Entry {
            who: (instance.into(), page),
            at,
            meta: Arc::new(meta.into()),
        }
    }

    fn shown(room: &Room) -> String {
        let list = room.list();
        let all = list
            .iter()
            .map(|(key, meta, pages)| format!("{key}={meta}x{pages}"));
        all.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_key_joins_with_its_first_page_and_leaves_with_its_last() {
        let (mut room, mut changes) = (Room::default(), Vec::new());
        room.put("bob", entry("i", 1, 1, 0), &mut changes);
        room.put("ann", entry("i", 2, 2, 0), &mut changes);
        room.put("bob", entry("j", 1, 3, 0), &mut changes);
        assert_eq!(shown(&room), "ann=0x1 bob=0x2");
        room.remove(&("i".into(), 1), &mut changes);
        room.remove(&("i".into(), 1), &mut changes);
        room.remove(&("j".into(), 1), &mut changes);
        let (joined, left) = (
            |key: &str| Change::Joined(key.into()),
            Change::Left("bob".into()),
        );
        assert_eq!(changes, [joined("bob"), joined("ann"), left]);
        assert_eq!(shown(&room), "ann=0x1");
    }

    #[test]
    fn the_meta_that_was_said_last_counts_in_any_order() {
        let entries = [
            entry("i", 1, 5, 1),
            entry("j", 1, 7, 2),
            entry("k", 9, 7, 3),
            entry("i", 2, 6, 4),
        ];
        for first in 0..entries.len() {
            let (mut room, mut changes) = (Room::default(), Vec::new());
            for at in 0..entries.len() {
                let next = entries[(first + at) % entries.len()].clone();
                room.put("ann", next, &mut changes);
            }
            assert_eq!(shown(&room), "ann=3x4");
            changes.clear();
            room.remove(&("k".into(), 9), &mut changes);
            assert_eq!(changes, [Change::Joined("ann".into())], "her meta changed");
            room.remove(&("i".into(), 1), &mut changes);
            assert_eq!((changes.len(), shown(&room).as_str()), (1, "ann=2x2"));
        }
    }

    #[test]
    fn a_page_is_there_as_one_key_and_a_process_can_go_as_a_whole() {
        let (mut room, mut changes) = (Room::default(), Vec::new());
        room.put("ann", entry("i", 1, 1, 0), &mut changes);
        room.put("bob", entry("i", 1, 2, 0), &mut changes);
        assert_eq!(changes[1], Change::Left("ann".into()));
        room.put("cat", entry("i", 2, 2, 0), &mut changes);
        room.put("cat", entry("j", 2, 2, 0), &mut changes);
        changes.clear();
        room.keep("i", &FxHashSet::from_iter([2]), &mut changes);
        room.keep("i", &FxHashSet::default(), &mut changes);
        assert_eq!(changes, [Change::Left("bob".into())]);
        assert_eq!((shown(&room).as_str(), room.by_page.len()), ("cat=0x1", 1));
    }
}
