//! Walks a render's marks along the plan: where each slot begins and ends. Owns the grammar's reading side.
//!
//! A mark stands where a slot begins; its end follows from the static text between it and the next mark. `tail` is the
//! number of static bytes between the end of a fragment and the next mark outside it. What nested templates have written
//! is part of the slot that they stand in; `nested` looks inside.

use crate::template::marks::number;
use crate::template::plan::{Fragment, Plan, Slot};
use crate::template::recorder::{Mark64, Recorder};
use crate::template::tree::Key;

/// A render that doesn't follow its plan. It means a mistake in livetpl, never in a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed;

impl std::fmt::Display for Malformed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a render doesn't follow its template's plan: this is a bug in livetpl")
    }
}

impl std::error::Error for Malformed {}

/// The place in a render that is being read.
#[derive(Clone, Copy)]
pub(crate) struct Walk<'r> {
    pub(crate) plan: &'static Plan,
    pub(crate) key: Key,
    /// Two items of one list had the same key.
    pub(crate) duplicate_keys: bool,
    html: &'r str,
    marks: &'r [Mark64],
    next: usize,
    /// The plans of the nested templates in the render.
    plans: &'r [&'static Plan],
}

impl<'r> Walk<'r> {
    /// Begins at the page's first slot; the second value is the page's tail.
    pub(crate) fn begin(plan: &'static Plan, recorder: &'r Recorder) -> Result<Self, Malformed> {
        let mut walk = Walk {
            plan,
            key: Key::get(),
            duplicate_keys: false,
            html: recorder.recorded(),
            marks: recorder.marks(),
            next: 0,
            plans: recorder.plans(),
        };
        walk.expect(number::BEGIN)?;
        Ok(walk)
    }

    /// The fragment `index` of the plan.
    pub(crate) fn fragment(&self, index: u16) -> Result<&'static Fragment, Malformed> {
        self.plan.fragments.get(usize::from(index)).ok_or(Malformed)
    }

    /// Checks that the render ends here.
    pub(crate) fn finish(mut self) -> Result<(), Malformed> {
        self.expect(number::FINISH)?;
        if self.next == self.marks.len() {
            Ok(())
        } else {
            Err(Malformed)
        }
    }

    #[inline]
    pub(crate) fn peek(&self) -> Result<Mark64, Malformed> {
        self.marks.get(self.next).copied().ok_or(Malformed)
    }

    #[inline]
    fn expect(&mut self, number: u16) -> Result<usize, Malformed> {
        let mark = self.peek()?;
        if mark.number() != number {
            return Err(Malformed);
        }
        self.next += 1;
        Ok(mark.at())
    }

    /// Passes the mark before a slot; its position.
    #[inline]
    pub(crate) fn slot(&mut self) -> Result<usize, Malformed> {
        self.expect(number::SLOT)
    }

    /// Reads a slot that is one text.
    #[inline]
    pub(crate) fn text(&mut self, tail: usize) -> Result<&'r str, Malformed> {
        let start = self.slot()?;
        self.skip_nested()?;
        let end = self.peek()?.at().checked_sub(tail).ok_or(Malformed)?;
        self.html.get(start..end).ok_or(Malformed)
    }

    /// The arm that begins here, if one does.
    #[inline]
    pub(crate) fn arm(&mut self) -> Result<Option<u16>, Malformed> {
        match self.peek()?.number() {
            mark @ number::FIRST_ARM..number::FIRST_NESTED => {
                self.next += 1;
                Ok(Some(mark - number::FIRST_ARM))
            }
            _ => Ok(None),
        }
    }

    /// Passes the mark before an item, if there is another item; its position.
    #[inline]
    pub(crate) fn item(&mut self) -> Result<Option<usize>, Malformed> {
        let mark = self.peek()?;
        if mark.number() != number::ITEM {
            return Ok(None);
        }
        self.next += 1;
        Ok(Some(mark.at()))
    }

    /// Passes the mark of a list that is as the tree has it, if this is one.
    #[inline]
    pub(crate) fn kept(&mut self) -> Result<bool, Malformed> {
        let kept = self.peek()?.number() == number::KEPT;
        self.next += usize::from(kept);
        Ok(kept)
    }

    /// The mark of another item, if one is next.
    pub(crate) fn next_item(&self) -> Option<Mark64> {
        self.peek()
            .ok()
            .filter(|mark| mark.number() == number::ITEM)
    }

    /// Passes the mark after a list.
    #[inline]
    pub(crate) fn end(&mut self) -> Result<(), Malformed> {
        self.expect(number::END).map(drop)
    }

    /// The hash of what lies between `start` and the next mark.
    #[inline]
    pub(crate) fn hash_since(&self, start: usize) -> Result<u64, Malformed> {
        let bytes = self
            .html
            .as_bytes()
            .get(start..self.peek()?.at())
            .ok_or(Malformed)?;
        Ok(self.key.hash(bytes))
    }

    /// The number of the next mark, for [`at`](Self::at).
    #[inline]
    pub(crate) fn place(&self) -> usize {
        self.next
    }

    /// The same walk at another mark.
    #[inline]
    pub(crate) fn at(self, next: usize) -> Self {
        Walk { next, ..self }
    }

    /// Passes `count` slots that are texts.
    #[inline]
    pub(crate) fn skip_texts(&mut self, count: usize) -> Result<(), Malformed> {
        if self.plans.is_empty() {
            // Marks of another kind among them would leave the next expected mark elsewhere.
            self.next += count;
            return Ok(());
        }
        (0..count).try_for_each(|_| self.skip_text())
    }

    /// Passes a slot that is a text.
    #[inline]
    pub(crate) fn skip_text(&mut self) -> Result<(), Malformed> {
        self.slot()?;
        self.skip_nested()
    }

    /// Whether nested templates stand in the slot that is next.
    #[inline]
    pub(crate) fn holds_nested(&self) -> bool {
        !self.plans.is_empty()
            && self
                .marks
                .get(self.next + 1)
                .is_some_and(|mark| mark.number() >= number::FIRST_NESTED)
    }

    /// Passes the nested templates that are next.
    #[inline]
    fn skip_nested(&mut self) -> Result<(), Malformed> {
        while self.peek()?.number() >= number::FIRST_NESTED {
            self.nested()?;
        }
        Ok(())
    }

    /// Passes a nested template, if one is next: a walk of its slots, and where it begins and ends.
    pub(crate) fn nested(&mut self) -> Result<Option<(Self, usize, usize)>, Malformed> {
        let mark = self.peek()?;
        let Some(index) = mark.number().checked_sub(number::FIRST_NESTED) else {
            return Ok(None);
        };
        let inside = Walk {
            plan: self.plans.get(usize::from(index)).ok_or(Malformed)?,
            next: self.next + 1,
            ..*self
        };
        let mut depth = 1;
        while depth > 0 {
            self.next += 1;
            match self.peek()?.number() {
                number::FINISH => depth -= 1,
                number::FIRST_NESTED.. => depth += 1,
                _ => {}
            }
        }
        let end = self.peek()?.at();
        self.next += 1;
        Ok(Some((inside, mark.at(), end)))
    }

    /// Whether the end of a template is next, at `end`.
    pub(crate) fn is_at_finish(&self, end: usize) -> bool {
        self.peek()
            .is_ok_and(|mark| mark.number() == number::FINISH && mark.at() == end)
    }

    /// The render from `start` to `end`.
    pub(crate) fn html(&self, start: usize, end: usize) -> Result<&'r str, Malformed> {
        self.html.get(start..end).ok_or(Malformed)
    }

    /// Passes all of a fragment.
    pub(crate) fn skip(&mut self, fragment: &Fragment) -> Result<(), Malformed> {
        self.skip_slots(fragment.slots)
    }

    /// Passes these slots.
    pub(crate) fn skip_slots(&mut self, slots: &[Slot]) -> Result<(), Malformed> {
        for slot in slots {
            self.slot()?;
            match slot {
                Slot::Content { .. }
                | Slot::Foreign { .. }
                | Slot::Text
                | Slot::Attribute
                | Slot::Attributes => {
                    self.skip_nested()?;
                }
                Slot::Branch { arms } => {
                    if let Some(arm) = self.arm()? {
                        let arm = *arms.get(usize::from(arm)).ok_or(Malformed)?;
                        self.skip(self.fragment(arm)?)?;
                    }
                }
                Slot::List { item, empty } => {
                    if self.arm()?.is_some() {
                        self.skip(self.fragment(empty.ok_or(Malformed)?)?)?;
                    }
                    while self.item()?.is_some() {
                        self.skip(self.fragment(*item)?)?;
                    }
                    self.end()?;
                }
            }
        }
        Ok(())
    }
}

/// The static bytes between the end of slot `index` and the next mark.
#[inline]
pub(crate) fn tail_of(fragment: &Fragment, index: usize, tail: usize) -> usize {
    let after = fragment.statics.get(index + 1).map_or(0, |text| text.len());
    if index + 1 == fragment.slots.len() {
        after + tail
    } else {
        after
    }
}
