//! The static DOM of a template while it is being read: open elements, their attributes and children, as client JSON.

use super::elements::{Ancestor, Holds, Ns};
use super::ir::At;

/// A text between two tags: static text, then perhaps a slot, then static text.
#[derive(Debug, Default)]
pub(crate) struct Run {
    pub(crate) prefix: Vec<(char, At)>,
    pub(crate) slot: Option<usize>,
    pub(crate) suffix: Vec<(char, At)>,
}

impl Run {
    /// The part that static text is added to.
    pub(crate) fn tail(&mut self) -> &mut Vec<(char, At)> {
        if self.slot.is_some() {
            &mut self.suffix
        } else {
            &mut self.prefix
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.slot.is_none() && self.prefix.is_empty()
    }
}

/// An attribute as it is read.
#[derive(Debug)]
pub(crate) struct Attr {
    pub(crate) name: String,
    pub(crate) at: At,
    pub(crate) value: Run,
    /// Where the value begins.
    pub(crate) value_at: At,
}

/// What stands in a tag behind its name.
#[derive(Debug)]
pub(crate) enum TagItem {
    Attr(Attr),
    /// Whole attributes: a slot, and what it may write.
    Set(usize, Vec<Inner>),
}

/// An attribute that stands in a branch or a loop.
#[derive(Debug)]
pub(crate) struct Inner {
    pub(crate) name: String,
    pub(crate) at: At,
    /// Where the value begins.
    pub(crate) value_at: At,
    /// The value as written; `None` where only the run knows it.
    pub(crate) fixed: Option<String>,
}

impl Attr {
    /// The value as written, where nothing of it is dynamic.
    pub(crate) fn fixed(&self) -> Option<String> {
        let chars = self.value.prefix.iter().map(|(c, _)| *c);
        self.value.slot.is_none().then(|| chars.collect())
    }
}

/// An open element, or the place where a fragment begins (no name).
#[derive(Debug)]
pub(crate) struct Open {
    pub(crate) name: String,
    pub(crate) ns: Ns,
    pub(crate) at: At,
    /// `"t":…,"a":[…]`, without braces.
    pub(crate) head: String,
    pub(crate) children: Vec<String>,
    pub(crate) run: Run,
    /// Static text or an element has stood in it.
    pub(crate) begun: bool,
    /// A mistake was told of its start tag, or of one that browsers end it for: where it ends is no other.
    pub(crate) told: bool,
    /// Of a `<template>`: what it holds so far.
    pub(crate) holds: Option<Holds>,
    /// The script leaves alone what is in it.
    pub(crate) ignored: bool,
}

impl Open {
    pub(crate) fn fragment(at: At) -> Self {
        Open {
            name: String::new(),
            ns: Ns::Html,
            at,
            head: String::new(),
            children: Vec::new(),
            run: Run::default(),
            begun: false,
            told: false,
            holds: None,
            ignored: false,
        }
    }

    /// Nothing static stands in it yet, and browsers drop a line break there.
    pub(crate) fn drops_newline(&self) -> bool {
        !self.begun
            && self.children.is_empty()
            && self.ns == Ns::Html
            && matches!(self.name.as_str(), "pre" | "textarea")
    }

    pub(crate) fn as_ancestor(&self) -> Ancestor<'_> {
        Ancestor {
            name: &self.name,
            ns: self.ns,
            holds: self.holds,
        }
    }

    /// The element's JSON.
    pub(crate) fn json(&self) -> String {
        let mut json = format!("{{{}", self.head);
        let sets_value = self.name == "textarea" && self.ns == Ns::Html;
        if sets_value && self.children.iter().any(|child| child.starts_with('{')) {
            json.push_str(",\"v\":1");
        }
        if !self.children.is_empty() {
            json.push_str(&format!(",\"c\":[{}]", self.children.join(",")));
        }
        json.push('}');
        json
    }
}

/// `text` as a JSON string.
pub(crate) fn json_text(text: &str) -> String {
    let mut json = String::with_capacity(text.len() + 2);
    json.push('"');
    for c in text.chars() {
        match c {
            '"' => json.push_str("\\\""),
            '\\' => json.push_str("\\\\"),
            '\n' => json.push_str("\\n"),
            '\r' => json.push_str("\\r"),
            '\t' => json.push_str("\\t"),
            c if c < ' ' => json.push_str(&format!("\\u{:04x}", c as u32)),
            c => json.push(c),
        }
    }
    json.push('"');
    json
}
