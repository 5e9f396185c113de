//! Records one render: its bytes in one reused buffer, and where the marks were. Owns nothing of what they mean.

use std::fmt;

use askama::Template;

use crate::template::marks::{self, Mark, number};
use crate::template::plan::Plan;
use crate::template::plans::plan_name;

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

/// Turns renders into bytes and marks. Reuse one for many pages: it keeps its buffers.
#[derive(Default)]
pub struct Recorder {
    html: String,
    marks: Vec<Mark64>,
    /// The templates that have begun and not finished: the place of each one's first mark. The first is the page.
    open: Vec<usize>,
    /// How many templates are being written outside of the page.
    outside: u32,
    /// The plans of the nested templates, each once.
    plans: Vec<&'static Plan>,
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
    }

    /// The HTML of the render.
    pub fn html(&self) -> &str {
        &self.html
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

    #[inline]
    fn mark(&mut self, mark: u16) {
        if marks::depth().wrapping_sub(self.outside) as usize == self.open.len() {
            self.marks.push(Mark64::new(mark, self.html.len()));
        } else {
            self.misplaced(mark);
        }
    }

    /// A mark of another template than the one that began last.
    #[cold]
    #[inline(never)]
    fn misplaced(&mut self, mark: u16) {
        let depth = marks::depth().wrapping_sub(self.outside) as usize;
        self.close(depth);
        // If its template's beginning was swallowed, so is the mark.
        if depth == self.open.len() && depth > 0 {
            self.marks.push(Mark64::new(mark, self.html.len()));
        }
    }

    #[cold]
    #[inline(never)]
    fn begin(&mut self) {
        let plan = marks::begun();
        if self.open.is_empty() {
            // After the page nothing of it can follow.
            if self.marks.is_empty() {
                self.outside = marks::depth().wrapping_sub(1);
                self.open.push(0);
                self.marks.push(Mark64::new(number::BEGIN, self.html.len()));
            }
            return;
        }
        let Some(plan) = plan else { return };
        let outer = marks::depth().wrapping_sub(self.outside) as usize;
        let outer = outer.wrapping_sub(1);
        self.close(outer);
        if outer != self.open.len() {
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
        self.open.push(self.marks.len());
        self.marks.push(Mark64::new(number, self.html.len()));
    }

    #[cold]
    #[inline(never)]
    fn finish(&mut self) {
        self.mark(number::FINISH);
        if marks::depth().wrapping_sub(self.outside) as usize == self.open.len() {
            self.open.pop();
        }
    }

    /// Ends the templates deeper than `depth`, whose own end was swallowed: what they wrote is text of the slot that
    /// they stand in. The page itself stays.
    fn close(&mut self, depth: usize) {
        if depth > 0
            && let Some(first) = self.open.get(depth)
        {
            self.marks.truncate(*first);
            self.open.truncate(depth);
        }
    }
}

impl fmt::Write for Recorder {
    #[inline]
    fn write_str(&mut self, text: &str) -> fmt::Result {
        if !text.is_empty() {
            self.html.push_str(text);
        } else if let Some(mark) = Mark::number_of(text) {
            match mark {
                number::BEGIN => self.begin(),
                number::FINISH => self.finish(),
                _ => self.mark(mark),
            }
        }
        Ok(())
    }
}
