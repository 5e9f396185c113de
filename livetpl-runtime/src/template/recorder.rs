//! Records one render: its bytes in one reused buffer, and where the marks were. Owns nothing of what they mean.

use std::cell::Cell;
use std::fmt;
use std::sync::Arc;

use askama::{NO_VALUES, Template, Values};

use crate::template::forms::FORM_FIELD;
use crate::template::kept::{self, Inputs};
use crate::template::lvt::{self, Lvt, Seen};
use crate::template::marks::{self, Mark, number};
use crate::template::plan::Plan;
use crate::template::plans::plan_name;
use crate::template::tree::Tree;
use crate::template::url::{self, Url};

/// A place in a render where something of the plan begins.
#[derive(Clone, Copy)]
pub(crate) struct Mark64(u64);

impl Mark64 {
    #[inline]
    fn new(mark: u16, at: usize) -> Self {
        Mark64(((at as u64) << 16) | u64::from(mark))
    }

    /// The mark's number, see [`number`].
    #[inline]
    pub(crate) fn number(self) -> u16 {
        self.0 as u16
    }

    /// Bytes from the start of the render.
    #[inline]
    pub(crate) fn at(self) -> usize {
        (self.0 >> 16) as usize
    }
}

/// A template that can be written to a [`Recorder`] without calls through a table of functions.
///
/// askama writes to a `dyn Write`, and calling through it costs more than all that a recorder does. Written by the macro,
/// [`write_to`](Self::write_to) is askama's code, made a part of [`record`](Self::record) in optimised builds, where the
/// compiler knows what it writes to. The default goes the long way.
pub trait Record: Template {
    /// Writes the template.
    ///
    /// # Errors
    ///
    /// If the template fails to render.
    fn write_to(&self, dest: &mut dyn fmt::Write, values: &dyn Values) -> askama::Result<()> {
        self.render_into_with_values(dest, values)
    }

    /// Writes the template to a recorder.
    ///
    /// # Errors
    ///
    /// If the template fails to render.
    #[inline(never)]
    fn record(&self, recorder: &mut Recorder) -> askama::Result<()> {
        self.write_to(recorder, NO_VALUES)
    }
}

/// Turns renders into bytes and marks. Reuse one for many pages: it keeps its buffers.
#[derive(Default)]
pub struct Recorder {
    html: String,
    marks: Vec<Mark64>,
    /// The templates that have begun and not finished: the place of each one's first mark. The first is the page.
    open: Vec<usize>,
    /// How many templates are being written if all that have begun are in `open`: see [`marks::enter`].
    depth: u32,
    /// The plans of the nested templates, each once.
    plans: Vec<&'static Plan>,
    /// What the lists were made from that the tree has, in a render against one.
    known: Option<Arc<[Inputs]>>,
    /// What the lists of this render were made from; the tree that follows it takes them.
    inputs: Cell<Vec<Inputs>>,
    /// Some list is not in `html`: it is as the tree has it.
    partial: bool,
    /// A URL that is being written: where it begins.
    url: Option<Url>,
    /// What the templates read of their `lvt`.
    seen: Seen,
}

impl Recorder {
    /// The most bytes that a recorder keeps between renders; a larger render's buffer is given back.
    pub const KEPT_BYTES: usize = 256 * 1024;

    /// Renders `template`, forgetting the render before.
    ///
    /// # Errors
    ///
    /// If the template fails to render; what was recorded is then of no use.
    pub fn render(&mut self, template: &impl Template) -> askama::Result<()> {
        self.forget();
        template.render_into(self)
    }

    /// Renders `state`, whose templates see `lvt`, forgetting the render before: as [`render`](Self::render), and faster.
    ///
    /// # Errors
    ///
    /// If the template fails to render; what was recorded is then of no use.
    pub fn record(&mut self, state: &impl Record, lvt: &Lvt) -> askama::Result<()> {
        self.forget();
        self.write(state, lvt)
    }

    /// Renders `state` for `tree`, which must be the one that is updated with it: lists whose data is the very data
    /// that the tree was made from are not rendered.
    ///
    /// # Errors
    ///
    /// As [`record`](Self::record); the tree can be rendered against all the same.
    pub fn record_against(
        &mut self,
        tree: &Tree,
        state: &impl Record,
        lvt: &Lvt,
    ) -> askama::Result<()> {
        self.forget();
        // Lists may read it, or a template that is nested in them.
        if tree.has_seen(lvt) {
            self.known = tree.inputs();
        }
        self.write(state, lvt)?;
        if let (true, Some(before)) = (self.partial, tree.seen()) {
            // What stays as it is shown read what it read.
            self.seen.add(before, lvt);
        }
        Ok(())
    }

    fn write(&mut self, state: &impl Record, lvt: &Lvt) -> askama::Result<()> {
        let (result, seen) = lvt::with(lvt, || state.record(self));
        self.seen = seen;
        result
    }

    /// Whether the page of this render says what went wrong: there was an error in its `lvt`, and a template read it.
    pub fn shows_errors(&self) -> bool {
        self.seen.shows_errors()
    }

    /// What the templates read of their `lvt`.
    pub(crate) fn seen(&self) -> &Seen {
        &self.seen
    }

    /// Forgets the render; a buffer that grew beyond [`KEPT_BYTES`](Self::KEPT_BYTES) is given back.
    pub fn clear(&mut self) {
        self.forget();
        self.html.shrink_to(Self::KEPT_BYTES);
        self.marks.shrink_to(Self::KEPT_BYTES / size_of::<Mark64>());
    }

    fn forget(&mut self) {
        self.html.clear();
        self.marks.clear();
        self.open.clear();
        self.plans.clear();
        self.depth = u32::MAX;
        self.known = None;
        self.inputs.get_mut().clear();
        self.partial = false;
        self.url = None;
        self.seen = Seen::default();
    }

    /// The HTML of the render.
    ///
    /// # Panics
    ///
    /// In debug builds, after [`record_against`](Self::record_against) where lists were left out.
    pub fn html(&self) -> &str {
        debug_assert!(!self.partial, "a render against a tree is no page");
        &self.html
    }

    /// What was rendered: positions of marks are positions in it.
    pub(crate) fn recorded(&self) -> &str {
        &self.html
    }

    pub(crate) fn take_inputs(&self) -> Option<Arc<[Inputs]>> {
        let inputs = self.inputs.take();
        (!inputs.is_empty()).then(|| inputs.into())
    }

    pub(crate) fn marks(&self) -> &[Mark64] {
        &self.marks
    }

    /// The plans of the nested templates in the render, each once.
    pub(crate) fn plans(&self) -> &[&'static Plan] {
        &self.plans
    }

    /// The names of those plans.
    pub fn plan_names(&self) -> Vec<&'static str> {
        self.plans.iter().copied().map(plan_name).collect()
    }

    /// Notes a mark, if the empty `text` is one.
    #[inline]
    fn mark(&mut self, text: &str) {
        let Some(mark) = Mark::number_of(text) else {
            return;
        };
        if let Some(url) = self.url {
            self.check_url(url);
        }
        let is_rare =
            matches!(mark, number::BEGIN | number::FINISH | number::KEPT) || mark >= number::URL;
        if is_rare || marks::depth() != self.depth {
            self.rare(mark);
        } else {
            self.marks.push(Mark64::new(mark, self.html.len()));
        }
    }

    /// Looks at the URL that was begun.
    #[inline]
    fn check_url(&mut self, url: Url) {
        if url.is_plain(&self.html) {
            self.url = None;
        } else {
            self.check_doubtful(url);
        }
    }

    /// A script's URL gets a scheme before it that no browser knows.
    #[cold]
    #[inline(never)]
    fn check_doubtful(&mut self, url: Url) {
        match url.verdict(&self.html) {
            url::Verdict::Harmless => self.url = None,
            url::Verdict::Script => {
                self.html.insert_str(url.start, url::PREFIX);
                self.url = None;
            }
            // Marks may stand between the pieces of one value.
            url::Verdict::Open => {}
        }
    }

    /// A mark that changes which template is written; one of another template than the one that began last; one that is
    /// acted on and forgotten.
    #[cold]
    #[inline(never)]
    fn rare(&mut self, mark: u16) {
        match mark {
            number::BEGIN => return self.begin(),
            number::URL | number::MEDIA => {
                self.url = Some(Url::new(self.html.len(), mark == number::MEDIA));
                return;
            }
            number::FORM => return self.form_field(),
            _ => {}
        }
        self.close(marks::depth());
        // Where the beginning of the mark's template was swallowed, it has no place either.
        if marks::depth() != self.depth || self.open.is_empty() {
            return;
        }
        match mark {
            number::KEPT => self.asked(),
            number::FINISH => {
                self.marks.push(Mark64::new(mark, self.html.len()));
                self.open.pop();
                self.depth = self.depth.wrapping_sub(1);
            }
            mark => self.marks.push(Mark64::new(mark, self.html.len())),
        }
    }

    fn begin(&mut self) {
        let plan = marks::begun();
        if self.open.is_empty() {
            // After the page nothing of it can follow.
            if self.marks.is_empty() {
                self.depth = marks::depth();
                self.open.push(0);
                self.marks.push(Mark64::new(number::BEGIN, self.html.len()));
            }
            return;
        }
        let Some(plan) = plan else { return };
        self.close(marks::depth().saturating_sub(1));
        if marks::depth() != self.depth + 1 {
            return;
        }
        let known = self
            .plans
            .iter()
            .position(|known| std::ptr::eq(*known, plan));
        let index = known.unwrap_or(self.plans.len());
        // More plans than there are numbers: the rest are text.
        let Some(number) = u16::try_from(index)
            .ok()
            .and_then(|index| index.checked_add(number::FIRST_NESTED))
        else {
            return;
        };
        if known.is_none() {
            self.plans.push(plan);
        }
        self.depth += 1;
        self.open.push(self.marks.len());
        self.marks.push(Mark64::new(number, self.html.len()));
    }

    /// Writes a form's hidden field. Where an escaper has made text of the form there is none.
    fn form_field(&mut self) {
        if let Some(id) = marks::form_id().filter(|_| self.html.ends_with('>')) {
            let pieces = [
                "<input type=\"hidden\" name=\"",
                FORM_FIELD,
                "\" value=\"",
                id,
                "\" autocomplete=\"off\">",
            ];
            self.html.extend(pieces);
        }
    }

    /// Ends the templates deeper than `depth`, whose own end was swallowed: what they wrote is text of the slot that
    /// they stand in. The page itself stays.
    fn close(&mut self, depth: u32) {
        while self.depth > depth && self.open.len() > 1 {
            self.depth -= 1;
            if let Some(first) = self.open.pop() {
                self.marks.truncate(first);
            }
        }
    }

    /// A list asks whether it can stay. The lists of a nested template belong to their slot and can't.
    fn asked(&mut self) {
        let Some(inputs) = kept::question().filter(|_| self.open.len() == 1) else {
            return;
        };
        if self
            .known
            .iter()
            .flat_map(|known| &**known)
            .any(|known| known.is(&inputs))
        {
            self.marks.push(Mark64::new(number::KEPT, self.html.len()));
            self.partial = true;
            kept::keep();
        }
        self.inputs.get_mut().push(inputs);
    }
}

impl fmt::Write for Recorder {
    // Inlined into each template, so that static text is copied as into a `String`: without a call.
    #[inline(always)]
    fn write_str(&mut self, text: &str) -> fmt::Result {
        if text.is_empty() {
            self.mark(text);
        } else {
            self.html.push_str(text);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Recorder;

    #[test]
    fn trap_10_one_huge_render_is_not_retained() {
        let mut recorder = Recorder::default();
        recorder.html.push_str(&"x".repeat(10 << 20));
        recorder.clear();
        assert!(recorder.html.capacity() <= Recorder::KEPT_BYTES);
    }
}
