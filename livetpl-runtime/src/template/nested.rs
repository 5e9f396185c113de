//! Nested templates: a content slot in which other templates stand, whose plans only the run knows.
//!
//! Such a slot is texts and templates in turn, beginning and ending with a text, which may be empty:
//! `text (template text)*`. Owns what the tree keeps of it, and its value, change and shape.
//!
//! An escaper or a filter between a template and the page may have changed what it wrote. So a nested template is
//! structure only where the render holds its plan's statics, byte for byte, between its marks; the slot is text otherwise.

use crate::template::diff::{self, Object};
use crate::template::plan::{Fragment, Plan, Slot};
use crate::template::plans::plan_name;
use crate::template::tree::{self, Slots};
use crate::template::values::{fragment_shape, write_text};
use crate::template::walk::{Malformed, Walk, tail_of};

/// The nested templates of a fragment, by slot. Most fragments have none.
#[derive(Clone, Debug, Default)]
pub(crate) struct Nested(Vec<(usize, Parts)>);

/// What stands in a slot.
#[derive(Clone, Debug)]
struct Parts {
    templates: Vec<Part>,
    /// The hash of the text after the last template.
    end: u64,
}

/// A nested template, and the text before it.
#[derive(Clone, Debug)]
struct Part {
    before: u64,
    plan: &'static Plan,
    /// The hash of all that the template wrote.
    whole: u64,
    slots: Slots,
}

impl Nested {
    #[inline]
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn take(&mut self, slot: usize) -> Option<Parts> {
        let at = self.0.iter().position(|(at, _)| *at == slot)?;
        Some(self.0.swap_remove(at).1)
    }
}

/// Reads a slot that holds nested templates: writes its value, and gives its hash.
pub(crate) fn build(
    walk: &mut Walk<'_>,
    tail: usize,
    slot: usize,
    nested: &mut Nested,
    out: &mut Vec<u8>,
) -> Result<u64, Malformed> {
    let content = Content::read(walk, tail)?;
    if let Some(parts) = content.build(out)? {
        nested.0.push((slot, parts));
    }
    Ok(walk.key.hash(content.text.as_bytes()))
}

/// Diffs a slot that holds nested templates, or may have held some; writes its change, if there is one.
pub(crate) fn diff(
    walk: &mut Walk<'_>,
    tail: usize,
    slot: usize,
    old: &mut u64,
    nested: &mut Nested,
    out: &mut Vec<u8>,
) -> Result<bool, Malformed> {
    let content = Content::read(walk, tail)?;
    let new = walk.key.hash(content.text.as_bytes());
    if *old == new {
        return Ok(false);
    }
    *old = new;
    let parts = nested.take(slot);
    let (parts, changed) = match parts {
        Some(mut parts) if content.is_like(&parts)? => {
            let changed = content.diff(&mut parts, out)?;
            (Some(parts), changed)
        }
        _ => (content.build(out)?, true),
    };
    nested.0.extend(parts.map(|parts| (slot, parts)));
    Ok(changed)
}

/// Writes the shape of a slot that holds nested templates.
pub(crate) fn write_shape(
    walk: &mut Walk<'_>,
    tail: usize,
    out: &mut Vec<u8>,
) -> Result<bool, Malformed> {
    let content = Content::read(walk, tail)?;
    content.write(out, |one, out| {
        let mut inside = one.walk;
        fragment_shape(&mut inside, one.walk.fragment(0)?, 0, out).map(drop)
    })?;
    Ok(true)
}

/// A slot's content in a render.
struct Content<'r> {
    text: &'r str,
    /// At the first template.
    walk: Walk<'r>,
    start: usize,
    end: usize,
    /// Templates stand in it, and all of them are as they were written.
    has_structure: bool,
}

/// A nested template in a render.
struct One<'r> {
    before: &'r str,
    whole: &'r str,
    /// At the template's first slot.
    walk: Walk<'r>,
}

impl<'r> Content<'r> {
    /// Reads the slot that is next.
    fn read(walk: &mut Walk<'r>, tail: usize) -> Result<Self, Malformed> {
        let mut ahead = *walk;
        let text = walk.text(tail)?;
        let start = ahead.slot()?;
        let mut content = Content {
            text,
            walk: ahead,
            start,
            end: start + text.len(),
            has_structure: false,
        };
        let mut intact = true;
        while let Some((inside, from, to)) = ahead.nested()? {
            intact &= is_intact(inside, from, to);
            content.has_structure = intact;
        }
        Ok(content)
    }

    /// Sees each template; what follows the last.
    fn each(
        &self,
        mut see: impl FnMut(One<'r>) -> Result<(), Malformed>,
    ) -> Result<&'r str, Malformed> {
        let (mut walk, mut at) = (self.walk, self.start);
        while let Some((inside, from, to)) = walk.nested()? {
            see(One {
                before: walk.html(at, from)?,
                whole: walk.html(from, to)?,
                walk: inside,
            })?;
            at = to;
        }
        walk.html(at, self.end)
    }

    /// Writes `["text",["plan",INSIDE],"text",…]`, or the text where it is one.
    fn write(
        &self,
        out: &mut Vec<u8>,
        mut inside: impl FnMut(&One<'r>, &mut Vec<u8>) -> Result<(), Malformed>,
    ) -> Result<(), Malformed> {
        if !self.has_structure {
            write_text(out, self.text);
            return Ok(());
        }
        out.push(b'[');
        let end = self.each(|one| {
            write_text(out, one.before);
            out.extend_from_slice(b",[\"");
            out.extend_from_slice(plan_name(one.walk.plan).as_bytes());
            out.extend_from_slice(b"\",");
            inside(&one, out)?;
            out.extend_from_slice(b"],");
            Ok(())
        })?;
        write_text(out, end);
        out.push(b']');
        Ok(())
    }

    /// Writes the value, and gives what the tree keeps of it.
    fn build(&self, out: &mut Vec<u8>) -> Result<Option<Parts>, Malformed> {
        let key = self.walk.key;
        let mut templates = Vec::new();
        self.write(out, |one, out| {
            let mut walk = one.walk;
            let mut slots = Slots::default();
            tree::build(
                &mut walk,
                one.walk.fragment(0)?,
                0,
                &mut slots.texts,
                &mut slots.nodes,
                &mut slots.nested,
                out,
            )?;
            templates.push(Part {
                before: key.hash(one.before.as_bytes()),
                plan: one.walk.plan,
                whole: key.hash(one.whole.as_bytes()),
                slots,
            });
            Ok(())
        })?;
        if !self.has_structure {
            return Ok(None);
        }
        let end = key.hash(self.each(|_| Ok(()))?.as_bytes());
        Ok(Some(Parts { templates, end }))
    }

    /// Whether the same templates stand here, in the same order.
    fn is_like(&self, old: &Parts) -> Result<bool, Malformed> {
        let mut plans = old.templates.iter().map(|part| part.plan);
        let mut equal = self.has_structure;
        self.each(|one| {
            equal &= plans
                .next()
                .is_some_and(|plan| is_same(plan, one.walk.plan));
            Ok(())
        })?;
        Ok(equal && plans.next().is_none())
    }

    /// Writes `{"1":{…},"2":"text",…}`: what differs, by the parts' numbers.
    fn diff(&self, old: &mut Parts, out: &mut Vec<u8>) -> Result<bool, Malformed> {
        let key = self.walk.key;
        let mut open = Object::new(out.len());
        let mut templates = old.templates.iter_mut().enumerate();
        let text = |open: &mut Object, out: &mut Vec<u8>, at, old: &mut u64, text: &str| {
            let new = key.hash(text.as_bytes());
            if std::mem::replace(old, new) != new {
                open.key(out, at);
                write_text(out, text);
            }
        };
        let end = self.each(|one| {
            let (at, part) = templates.next().ok_or(Malformed)?;
            text(&mut open, out, 2 * at, &mut part.before, one.before);
            let whole = key.hash(one.whole.as_bytes());
            if std::mem::replace(&mut part.whole, whole) == whole {
                return Ok(());
            }
            open.change(out, 2 * at + 1, |out| {
                let mut walk = one.walk;
                diff::shown(&mut walk, one.walk.fragment(0)?, 0, &mut part.slots, out)
            })
        })?;
        text(&mut open, out, 2 * old.templates.len(), &mut old.end, end);
        Ok(open.close(out))
    }
}

/// One plan may have several addresses.
fn is_same(a: &Plan, b: &Plan) -> bool {
    std::ptr::eq(a, b) || a.client == b.client
}

/// Whether what lies from `start` to `end` is what the walk's plan says.
fn is_intact(mut walk: Walk<'_>, start: usize, end: usize) -> bool {
    // A document of its own is no part of another one.
    let part = walk.plan.head_end.is_none();
    part && walk
        .fragment(0)
        .and_then(|fragment| check(&mut walk, fragment, start, 0))
        .is_ok_and(|at| at == end && walk.is_at_finish(end))
}

/// Follows a fragment that begins at `at`; where it ends.
fn check(
    walk: &mut Walk<'_>,
    fragment: &Fragment,
    mut at: usize,
    tail: usize,
) -> Result<usize, Malformed> {
    let mut statics = fragment.statics.iter();
    let mut pass = |walk: &Walk<'_>, at: usize| {
        let text = statics.next().ok_or(Malformed)?;
        let end = at + text.len();
        expect(walk.html(at, end)? == *text)?;
        Ok(end)
    };
    for (index, slot) in fragment.slots.iter().enumerate() {
        at = pass(walk, at)?;
        let tail = tail_of(fragment, index, tail);
        expect(walk.peek()?.at() == at)?;
        match slot {
            Slot::Content { .. }
            | Slot::Foreign { .. }
            | Slot::Text
            | Slot::Attribute
            | Slot::Attributes => {
                at += walk.text(tail)?.len();
            }
            Slot::Branch { arms } => {
                walk.slot()?;
                if let Some(arm) = walk.arm()? {
                    let arm = *arms.get(usize::from(arm)).ok_or(Malformed)?;
                    at = check(walk, walk.fragment(arm)?, at, tail)?;
                }
            }
            Slot::List { item, empty } => {
                walk.slot()?;
                if walk.arm()?.is_some() {
                    at = check(walk, walk.fragment(empty.ok_or(Malformed)?)?, at, 0)?;
                }
                while let Some(start) = walk.item()? {
                    expect(start == at)?;
                    at = check(walk, walk.fragment(*item)?, at, 0)?;
                }
                expect(walk.peek()?.at() == at)?;
                walk.end()?;
            }
        }
    }
    pass(walk, at)
}

fn expect(holds: bool) -> Result<(), Malformed> {
    if holds { Ok(()) } else { Err(Malformed) }
}
