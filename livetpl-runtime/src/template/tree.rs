//! What the server keeps of the page that a browser shows: hashes, and nothing else. Owns their layout and how a tree
//! is first made; `diff` keeps it up to date.
//!
//! A slot that is a text is one hash of 8 bytes, whatever nested templates stand in it: those are beside, in `nested`. A list's items lie in flat arrays, so that a row costs no allocation.

use std::hash::{BuildHasher, Hasher};
use std::sync::{Arc, OnceLock};

use foldhash::fast::RandomState;
use rustc_hash::FxHashSet;

use crate::template::kept::Inputs;
use crate::template::lvt::{Lvt, Seen};
use crate::template::nested::{self, Nested};
use crate::template::plan::{Fragment, Slot};
use crate::template::plans::plan_name;
use crate::template::recorder::Recorder;
use crate::template::values::write_text;
use crate::template::walk::{Malformed, Walk, tail_of};
use crate::template::{Plan, diff};

/// Hashes under a key of this process: no page can be made to collide from outside.
#[derive(Clone, Copy)]
pub(crate) struct Key(&'static RandomState);

impl Key {
    /// The process's key.
    pub(crate) fn get() -> Self {
        static KEY: OnceLock<RandomState> = OnceLock::new();
        Key(KEY.get_or_init(RandomState::default))
    }

    #[inline]
    pub(crate) fn hash(self, bytes: &[u8]) -> u64 {
        let mut hasher = self.0.build_hasher();
        hasher.write(bytes);
        hasher.finish()
    }
}

/// The slots of the page or of an arm.
#[derive(Clone, Debug, Default)]
pub(crate) struct Slots {
    /// One hash for each slot that is a text.
    pub(crate) texts: Vec<u64>,
    /// The others.
    pub(crate) nodes: Vec<Node>,
    /// The nested templates in the texts.
    pub(crate) nested: Nested,
}

/// A slot with structure.
#[derive(Clone, Debug)]
pub(crate) enum Node {
    /// The arm shown, or nothing.
    Branch(Option<Box<(u16, Slots)>>),
    List(Box<List>),
}

/// A loop's items, in flat arrays.
#[derive(Clone, Debug, Default)]
pub(crate) struct List {
    /// The arm of the empty list, where it is shown.
    pub(crate) empty: Option<Slots>,
    /// Each item's key; all 0 in a list without keys.
    pub(crate) keys: Vec<u64>,
    /// Each item's whole text.
    pub(crate) hashes: Vec<u64>,
    /// The whole text of each group of items, as far as that is known: see `in_place`.
    pub(crate) groups: Vec<u64>,
    /// As many an item as its fragment has texts.
    pub(crate) texts: Vec<u64>,
    /// As many an item as its fragment has branches and lists.
    pub(crate) nodes: Vec<Node>,
    /// The nested templates in each item's texts; shorter than the list where the items behind have none.
    pub(crate) nested: Vec<Nested>,
}

impl List {
    /// The nested templates of the item `at`, which has none from now on.
    pub(crate) fn take_nested(&mut self, at: usize) -> Nested {
        self.nested
            .get_mut(at)
            .map(std::mem::take)
            .unwrap_or_default()
    }

    /// Sets the nested templates of the item `at`.
    pub(crate) fn put_nested(&mut self, at: usize, nested: Nested) {
        if nested.is_empty() && at >= self.nested.len() {
            return;
        }
        if at >= self.nested.len() {
            self.nested.resize_with(at + 1, Nested::default);
        }
        self.nested[at] = nested;
    }

    /// Whether two items have one key.
    pub(crate) fn has_duplicate_keys(&self) -> bool {
        let mut seen = FxHashSet::default();
        self.keys.iter().any(|key| *key != 0 && !seen.insert(*key))
    }
}

/// How many slots of a fragment are texts, and how many have structure.
pub(crate) fn counts(fragment: &Fragment) -> (usize, usize) {
    let nodes = fragment
        .slots
        .iter()
        .filter(|slot| matches!(slot, Slot::Branch { .. } | Slot::List { .. }))
        .count();
    (fragment.slots.len() - nodes, nodes)
}

/// What a browser shows, as hashes. Browsers that show the same may share one: [`is_told_of`](Self::is_told_of).
#[derive(Clone, Debug)]
pub struct Tree {
    plan: &'static Plan,
    page: Slots,
    duplicate_keys: bool,
    /// The plans of nested templates that the browser has been told of.
    told: Vec<&'static Plan>,
    /// What the lists on the page were made from, as far as that is known.
    inputs: Option<Arc<[Inputs]>>,
    /// What it read of its `lvt`; `None` where it read nothing.
    seen: Option<Box<Seen>>,
}

impl Tree {
    /// The tree of a render; the page's values are written to `values`, as JSON. The browser is taken to be told of the
    /// plans of all nested templates in it: [`Recorder::plan_names`].
    ///
    /// # Errors
    ///
    /// [`Malformed`] if the render doesn't follow the plan.
    pub fn build(
        plan: &'static Plan,
        recorder: &Recorder,
        values: &mut Vec<u8>,
    ) -> Result<Self, Malformed> {
        let mut walk = Walk::begin(plan, recorder)?;
        let mut page = Slots::default();
        let fragment = walk.fragment(0)?;
        build(
            &mut walk,
            fragment,
            0,
            &mut page.texts,
            &mut page.nodes,
            &mut page.nested,
            values,
        )?;
        let duplicate_keys = walk.duplicate_keys;
        walk.finish()?;
        Ok(Tree {
            plan,
            page,
            duplicate_keys,
            told: recorder.plans().to_vec(),
            inputs: recorder.take_inputs(),
            seen: seen(recorder),
        })
    }

    /// The names of the nested templates' plans in the render that the browser has not been told of; from now on it is.
    pub fn new_plan_names(&mut self, recorder: &Recorder) -> Vec<&'static str> {
        let before = self.told.len();
        for plan in recorder.plans() {
            let mut told = self.told[..before].iter();
            if !told.any(|told| std::ptr::eq(*told, *plan)) {
                self.told.push(plan);
            }
        }
        self.told[before..].iter().copied().map(plan_name).collect()
    }

    /// Whether two items of one list had the same key: the page is right, but a move may take the other one.
    ///
    /// A list is looked at when it is first shown, and in builds with debug assertions after every change.
    pub fn has_duplicate_keys(&self) -> bool {
        self.duplicate_keys
    }

    /// Follows a new render of the same template: writes the patch to `patch`, as JSON, and says whether there is one.
    ///
    /// # Errors
    ///
    /// [`Malformed`] if the render doesn't follow the plan; the tree is then of no use and must be built anew.
    pub fn update(&mut self, recorder: &Recorder, patch: &mut Vec<u8>) -> Result<bool, Malformed> {
        let mut walk = Walk::begin(self.plan, recorder)?;
        let fragment = walk.fragment(0)?;
        let changed = diff::slots(
            &mut walk,
            fragment,
            0,
            &mut self.page.texts,
            &mut self.page.nodes,
            &mut self.page.nested,
            patch,
        )?;
        self.duplicate_keys |= walk.duplicate_keys;
        walk.finish()?;
        self.inputs = recorder.take_inputs();
        self.seen = seen(recorder);
        Ok(changed)
    }

    /// The plans of nested templates that the browser has been told of.
    pub(crate) fn plans(&self) -> &[&'static Plan] {
        &self.told
    }

    /// What the lists were made from.
    pub(crate) fn inputs(&self) -> Option<Arc<[Inputs]>> {
        self.inputs.clone()
    }

    /// Whether a render that is given `lvt` reads of it what this tree's did.
    pub(crate) fn has_seen(&self, lvt: &Lvt) -> bool {
        self.seen.as_ref().is_none_or(|seen| seen.is_same(lvt))
    }

    /// What the tree's render read of its `lvt`.
    pub(crate) fn seen(&self) -> Option<&Seen> {
        self.seen.as_deref()
    }

    /// Whether a browser that was told of the plans of `other` was told of those of this tree, and the other way round.
    pub fn is_told_of(&self, other: &Tree) -> bool {
        let (own, others) = (&self.told, &other.told);
        own.len() == others.len() && own.iter().zip(others).all(|(a, b)| std::ptr::eq(*a, *b))
    }
}

fn seen(recorder: &Recorder) -> Option<Box<Seen>> {
    let seen = recorder.seen();
    (!seen.is_nothing()).then(|| Box::new(seen.clone()))
}

/// Reads a fragment: appends its hashes to `texts` and `nodes`, and writes its values.
pub(crate) fn build(
    walk: &mut Walk<'_>,
    fragment: &Fragment,
    tail: usize,
    texts: &mut Vec<u64>,
    nodes: &mut Vec<Node>,
    nested: &mut Nested,
    out: &mut Vec<u8>,
) -> Result<(), Malformed> {
    out.push(b'[');
    for (index, slot) in fragment.slots.iter().enumerate() {
        if index > 0 {
            out.push(b',');
        }
        let tail = tail_of(fragment, index, tail);
        match slot {
            Slot::Content { .. } if walk.holds_nested() => {
                texts.push(nested::build(walk, tail, index, nested, out)?);
            }
            Slot::Content { .. }
            | Slot::Foreign { .. }
            | Slot::Text
            | Slot::Attribute
            | Slot::Attributes => {
                let text = walk.text(tail)?;
                texts.push(walk.key.hash(text.as_bytes()));
                write_text(out, text);
            }
            Slot::Branch { arms } => {
                walk.slot()?;
                let arm = walk.arm()?;
                nodes.push(Node::Branch(build_arm(walk, arms, arm, tail, out)?));
            }
            Slot::List { item, empty } => {
                walk.slot()?;
                nodes.push(Node::List(Box::new(build_list(walk, *item, *empty, out)?)));
            }
        }
    }
    out.push(b']');
    Ok(())
}

/// Reads the arm `arm` of a branch and writes the branch's value.
pub(crate) fn build_arm(
    walk: &mut Walk<'_>,
    arms: &[u16],
    arm: Option<u16>,
    tail: usize,
    out: &mut Vec<u8>,
) -> Result<Option<Box<(u16, Slots)>>, Malformed> {
    let Some(arm) = arm else {
        out.extend_from_slice(b"null");
        return Ok(None);
    };
    let fragment = walk.fragment(*arms.get(usize::from(arm)).ok_or(Malformed)?)?;
    let slots = build_shown(walk, arm, fragment, tail, out)?;
    Ok(Some(Box::new((arm, slots))))
}

fn build_shown(
    walk: &mut Walk<'_>,
    arm: u16,
    fragment: &Fragment,
    tail: usize,
    out: &mut Vec<u8>,
) -> Result<Slots, Malformed> {
    let mut slots = Slots::default();
    out.push(b'[');
    out.extend_from_slice(arm.to_string().as_bytes());
    out.push(b',');
    build(
        walk,
        fragment,
        tail,
        &mut slots.texts,
        &mut slots.nodes,
        &mut slots.nested,
        out,
    )?;
    out.push(b']');
    Ok(slots)
}

/// Reads the arm of an empty list and writes the list's value.
pub(crate) fn build_empty(
    walk: &mut Walk<'_>,
    empty: Option<u16>,
    out: &mut Vec<u8>,
) -> Result<Slots, Malformed> {
    let fragment = walk.fragment(empty.ok_or(Malformed)?)?;
    build_shown(walk, 0, fragment, 0, out)
}

fn build_list(
    walk: &mut Walk<'_>,
    item: u16,
    empty: Option<u16>,
    out: &mut Vec<u8>,
) -> Result<List, Malformed> {
    let mut list = List::default();
    if walk.arm()?.is_some() {
        list.empty = Some(build_empty(walk, empty, out)?);
        walk.end()?;
        return Ok(list);
    }
    let fragment = walk.fragment(item)?;
    out.push(b'[');
    while let Some(start) = walk.item()? {
        if !list.hashes.is_empty() {
            out.push(b',');
        }
        let key = item_key(*walk, fragment)?;
        let mut nested = Nested::default();
        build(
            walk,
            fragment,
            0,
            &mut list.texts,
            &mut list.nodes,
            &mut nested,
            out,
        )?;
        list.put_nested(list.keys.len(), nested);
        list.keys.push(key);
        list.hashes.push(walk.hash_since(start)?);
    }
    walk.duplicate_keys |= list.has_duplicate_keys();
    out.push(b']');
    walk.end()?;
    Ok(list)
}

/// The hash of the key of the item whose first slot is next; 0 where it has none.
#[inline]
pub(crate) fn item_key(mut walk: Walk<'_>, fragment: &Fragment) -> Result<u64, Malformed> {
    // An item that is one nested template has the template's key. One that is no longer as it was written has none.
    if let ([Slot::Content { .. }], true) = (fragment.slots, walk.holds_nested()) {
        walk.slot()?;
        if let Some((inside, ..)) = walk.nested()? {
            return Ok(fragment_key(inside, inside.fragment(0)?).unwrap_or(0));
        }
    }
    fragment_key(walk, fragment)
}

fn fragment_key(mut walk: Walk<'_>, mut fragment: &Fragment) -> Result<u64, Malformed> {
    while let Some(key) = fragment.key {
        let key = usize::from(key);
        let (before, at) = fragment.slots.split_at_checked(key).ok_or(Malformed)?;
        walk.skip_slots(before)?;
        let Some(Slot::Branch { arms }) = at.first() else {
            let text = walk.text(tail_of(fragment, key, 0))?;
            return Ok(walk.key.hash(text.as_bytes()));
        };
        walk.slot()?;
        let Some(arm) = walk.arm()? else { break };
        fragment = walk.fragment(*arms.get(usize::from(arm)).ok_or(Malformed)?)?;
    }
    Ok(0)
}
