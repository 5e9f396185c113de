//! The template that is being written: its text, its further files, and how much of it there may still be.
//!
//! Owns tags with whitespace control. What is written between them is `markup`'s and `logic`'s.

use super::rng::Rng;
use super::scope::Scope;

/// Where in HTML the writing is: what may stand there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Blocks and text.
    Flow,
    /// Text and inline elements.
    Inline,
    /// `<li>`.
    Items,
    /// `<dt>` and `<dd>`.
    Terms,
    /// `<tr>`.
    Body,
    /// `<td>`.
    Cells,
    /// `<option>`.
    Options,
    /// Shapes.
    Svg,
}

impl Place {
    /// Whether text and values may stand straight in it.
    pub(crate) fn takes_text(self) -> bool {
        matches!(self, Place::Flow | Place::Inline)
    }
}

/// What stands around: elements that can't stand in themselves.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Inside {
    pub(crate) link: bool,
    pub(crate) button: bool,
    pub(crate) form: bool,
    pub(crate) label: bool,
    /// Whitespace is shown: in `<pre>`.
    pub(crate) pre: bool,
    /// In a macro or in a part that stands in several places: no further files.
    pub(crate) part: bool,
}

/// Where a piece is written.
#[derive(Clone, Debug)]
pub(crate) struct Spot {
    pub(crate) place: Place,
    pub(crate) inside: Inside,
    pub(crate) scope: Scope,
    pub(crate) depth: usize,
}

impl Spot {
    /// The same spot, one level further in.
    pub(crate) fn deeper(&self) -> Self {
        Spot {
            depth: self.depth + 1,
            ..self.clone()
        }
    }

    /// Inside an element that takes `place`.
    pub(crate) fn within(&self, place: Place) -> Self {
        Spot {
            place,
            ..self.deeper()
        }
    }

    /// The same spot with another scope.
    pub(crate) fn scoped(&self, scope: Scope) -> Self {
        Spot {
            scope,
            ..self.clone()
        }
    }
}

/// A template being written.
pub(crate) struct Writer {
    pub(crate) rng: Rng,
    pub(crate) out: String,
    /// The template's name without its extension: its files begin with it.
    pub(crate) name: String,
    /// Further files: name and text.
    pub(crate) files: Vec<(String, String)>,
    /// How many pieces may still be written.
    pub(crate) left: usize,
    /// Macros of this file that can be called: name, and whether it takes a body.
    pub(crate) macros: Vec<(String, bool)>,
    names: usize,
}

impl Writer {
    /// A writer of the template `name`.
    pub(crate) fn new(name: &str, rng: Rng, pieces: usize) -> Self {
        Writer {
            rng,
            out: String::new(),
            name: name.to_owned(),
            files: Vec::new(),
            left: pieces,
            macros: Vec::new(),
            names: 0,
        }
    }

    /// Writes text as it is.
    pub(crate) fn put(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// A name that nothing else has.
    pub(crate) fn fresh(&mut self, prefix: &str) -> String {
        self.names += 1;
        format!("{prefix}{}", self.names)
    }

    /// Takes one piece from what may still be written.
    pub(crate) fn spend(&mut self) -> bool {
        let some = self.left > 0;
        self.left = self.left.saturating_sub(1);
        some
    }

    /// `{% … %}` between elements, with whitespace control now and then.
    pub(crate) fn tag(&mut self, code: &str) {
        let (before, after) = (self.mark(), self.mark());
        self.put(&format!("{{%{before} {code} {after}%}}"));
    }

    /// `{% … %}` where whitespace must stay as it is: in tags.
    pub(crate) fn bare_tag(&mut self, code: &str) {
        self.put(&format!("{{% {code} %}}"));
    }

    /// `{{ … }}` between elements.
    pub(crate) fn value(&mut self, expr: &str) {
        let (before, after) = (self.mark(), self.mark());
        self.put(&format!("{{{{{before} {expr} {after}}}}}"));
    }

    fn mark(&mut self) -> &'static str {
        if self.rng.chance(85) {
            return "";
        }
        self.rng.pick(&["-", "~", "+"])
    }

    /// Writes a part of its own and returns its text.
    pub(crate) fn apart(&mut self, write: impl FnOnce(&mut Self)) -> String {
        let outer = std::mem::take(&mut self.out);
        write(self);
        std::mem::replace(&mut self.out, outer)
    }
}
