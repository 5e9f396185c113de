//! What pages share that show the same: their tree, and a change that many of them make at once. Owns how long it is kept.
//!
//! A page's state may say what it is made from (`template/kept`), and its tree what it read of `lvt` (`template/lvt`). Pages with equal inputs look alike, so they hold one
//! tree; and where they go from one tree to equal inputs, the first renders and the others take its patch. Of the others'
//! pages nothing is ever taken whose inputs are not the very same, byte for byte: guarantee 8.
//!
//! Invariant: everything here is bounded, and patches are dropped at the next [`Sharing::forget`], at most
//! [`PERIOD`] after they were made.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Weak};
use std::time::Duration;

use bytes::Bytes;
use foldhash::fast::RandomState;
use parking_lot::Mutex;

use crate::bus::give_back;
use crate::template::kept::Inputs;
use crate::template::{Lvt, Tree};

/// How often [`Sharing::forget`] is called while there are pages.
pub(crate) const PERIOD: Duration = Duration::from_secs(1);

/// The most trees that new pages may join: past that, all are forgotten, and pages find each other again by and by.
const TREES: usize = 256;
/// The most changes that are kept for the pages that follow; the oldest go first.
const CHANGES: usize = 64;
/// The most bytes of their patches.
const CHANGES_BYTES: usize = 1024 * 1024;

/// What one or many browsers show.
pub(crate) struct Shown {
    pub(crate) tree: Tree,
    /// What the page was made from, where that can be compared.
    inputs: Option<Inputs>,
}

impl Shown {
    /// Whether a page that is made from `inputs`, and whose templates see `lvt`, shows just this.
    pub(crate) fn is_made_from(&self, inputs: Option<&Inputs>, lvt: &Lvt) -> bool {
        matches!((&self.inputs, inputs), (Some(own), Some(inputs)) if own.is(inputs))
            && self.tree.has_seen(lvt)
    }

    /// The tree, to be changed for one page: copied if others show it, too.
    pub(crate) fn into_tree(this: Arc<Self>) -> Tree {
        match Arc::try_unwrap(this) {
            Ok(shown) => shown.tree,
            Err(shared) => shared.tree.clone(),
        }
    }
}

/// A change that a page made: from one tree, or nothing, to another.
struct Change {
    before: Option<Arc<Shown>>,
    after: Arc<Shown>,
    /// The members of the frame that brings it; empty where nothing changed.
    content: Bytes,
}

/// What the pages of an application share.
#[derive(Default)]
pub(crate) struct Sharing {
    /// The trees that are shown, by their inputs and what they read of their pages' `lvt`.
    trees: Mutex<HashMap<Box<[u8]>, Weak<Shown>, RandomState>>,
    changes: Mutex<Changes>,
}

#[derive(Default)]
struct Changes {
    /// The newest first.
    kept: VecDeque<Change>,
    bytes: usize,
}

impl Sharing {
    /// A page's new tree; one that other pages show already, if there is one.
    pub(crate) fn join(&self, tree: Tree, inputs: Option<Inputs>) -> Arc<Shown> {
        let Some(inputs) = inputs else {
            return Arc::new(Shown { tree, inputs: None });
        };
        let mut name = inputs.as_bytes().to_vec();
        if let Some(seen) = tree.seen() {
            seen.write_to(&mut name);
        }
        let mut trees = self.trees.lock();
        let known = trees.get(&*name).and_then(Weak::upgrade);
        // A browser may have been told of the plans of templates that it shows no longer; another one was not.
        if let Some(known) = known.filter(|known| known.tree.is_told_of(&tree)) {
            return known;
        }
        if trees.len() >= TREES {
            trees.retain(|_, shown| shown.strong_count() > 0);
            if trees.len() >= TREES {
                trees.clear();
            }
        }
        let shown = Arc::new(Shown {
            tree,
            inputs: Some(inputs),
        });
        trees.insert(name.into(), Arc::downgrade(&shown));
        shown
    }

    /// What another page showed and was sent that went from `before` to `inputs`, if one did just now.
    pub(crate) fn change(
        &self,
        before: Option<&Arc<Shown>>,
        inputs: Option<&Inputs>,
        lvt: &Lvt,
    ) -> Option<(Arc<Shown>, Bytes)> {
        let changes = self.changes.lock();
        let same = |change: &&Change| match (&change.before, before) {
            (Some(own), Some(before)) => Arc::ptr_eq(own, before),
            (own, before) => own.is_none() && before.is_none(),
        };
        let change = changes
            .kept
            .iter()
            .filter(same)
            .find(|change| change.after.is_made_from(inputs, lvt))?;
        Some((change.after.clone(), change.content.clone()))
    }

    /// Keeps a change for the pages that go the same way.
    pub(crate) fn keep(&self, before: Option<Arc<Shown>>, after: &Arc<Shown>, content: &Bytes) {
        if content.len() > CHANGES_BYTES {
            return;
        }
        let mut dropped = Vec::new();
        let mut changes = self.changes.lock();
        changes.bytes += content.len();
        changes.kept.push_front(Change {
            before,
            after: after.clone(),
            content: content.clone(),
        });
        while changes.kept.len() > CHANGES || changes.bytes > CHANGES_BYTES {
            let Some(oldest) = changes.kept.pop_back() else {
                break;
            };
            changes.bytes -= oldest.content.len();
            dropped.push(oldest);
        }
        // A tree may be large: others need not wait until it is freed.
        drop(changes);
    }

    /// Forgets all changes: a fan-out is long over.
    pub(crate) fn forget(&self) {
        drop(std::mem::take(&mut *self.changes.lock()));
        let mut trees = self.trees.lock();
        trees.retain(|_, shown| shown.strong_count() > 0);
        give_back(&mut trees);
    }
}
