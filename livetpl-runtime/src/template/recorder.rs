//! Records one render: its bytes in one reused buffer, and where the marks were. Owns nothing of what they mean.

use std::fmt;

use askama::Template;

use crate::template::marks::{Mark, number};
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

/// Turns renders into bytes and marks. Reuse one for many pages: it keeps its buffers.
#[derive(Default)]
pub struct Recorder {
    html: String,
    marks: Vec<Mark64>,
    depth: u32,
    /// A URL that is being written: where it begins.
    url: Option<Url>,
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
        self.depth = 0;
        self.url = None;
    }

    /// The HTML of the render.
    pub fn html(&self) -> &str {
        &self.html
    }

    pub(crate) fn marks(&self) -> &[Mark64] {
        &self.marks
    }

    /// Looks at the URL that was begun. A script's gets a scheme before it that no browser knows.
    #[inline(never)]
    fn check_url(&mut self, url: Url) {
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

    #[cold]
    #[inline(never)]
    fn bracket(&mut self, mark: u16) {
        // A nested template's output belongs to the slot that it stands in.
        if mark == number::BEGIN {
            self.depth += 1;
            if self.depth > 1 {
                return;
            }
        } else {
            self.depth = self.depth.saturating_sub(1);
            if self.depth > 0 {
                return;
            }
        }
        self.marks.push(Mark64::new(mark, self.html.len()));
    }
}

impl fmt::Write for Recorder {
    #[inline]
    fn write_str(&mut self, text: &str) -> fmt::Result {
        if !text.is_empty() {
            self.html.push_str(text);
        } else if let Some(mark) = Mark::number_of(text) {
            if let Some(url) = self.url {
                self.check_url(url);
            }
            if mark >= number::URL {
                self.url = Some(Url::new(self.html.len(), mark == number::MEDIA));
                return Ok(());
            }
            if mark == number::BEGIN || mark == number::FINISH {
                self.bracket(mark);
            } else if self.depth == 1 {
                self.marks.push(Mark64::new(mark, self.html.len()));
            }
        }
        Ok(())
    }
}
