//! Reads a template's literals as a browser's tokenizer does. Owns the states; `cut` decides what the tokens mean.
//!
//! Source: the HTML standard, section 13.2.5. What the standard calls a parse error is refused.

use super::cut::Cutter;
use super::dom::{Attr, Run, TagItem};
use super::elements::Content;
use super::ir::{At, Mark, Node};

/// Where in HTML the reading is, between two nodes of the template.
#[derive(Debug)]
pub(crate) enum State {
    Data,
    /// In an element whose content is text: its name.
    Text {
        name: String,
        content: Content,
    },
    Tag(Tag),
    Comment {
        text: String,
        at: At,
    },
    Doctype {
        at: At,
    },
}

/// A tag as it is read.
#[derive(Debug)]
pub(crate) struct Tag {
    pub(crate) at: At,
    pub(crate) closing: bool,
    pub(crate) name: String,
    pub(crate) items: Vec<TagItem>,
    pub(crate) phase: Phase,
    pub(crate) self_closing: bool,
    /// A mistake in it was told already.
    pub(crate) troubled: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    Name,
    /// Before an attribute's name.
    Before,
    AttrName,
    /// Behind an attribute's name and a space.
    AfterName,
    BeforeValue,
    Value(char),
    Unquoted,
    /// Behind a quoted value or a slot: whitespace must follow.
    AfterValue,
}

impl Cutter {
    /// Reads one literal.
    pub(crate) fn literal(&mut self, text: &str, start: At) {
        let mut rest = text.char_indices().peekable();
        // What a mark does not stand behind yet.
        let mut written = 0;
        while let Some((i, c)) = rest.next() {
            let at = At {
                offset: start.offset + i,
                ..start
            };
            if c == '\0' {
                self.problem(at, "a NUL can't stand in HTML: take it out".to_owned());
            }
            let length = self.step(c, at, &text[i..]);
            // Whatever it means, its bytes are static text of the fragment.
            self.push_static(&text[i..i + length]);
            while rest.peek().is_some_and(|(next, _)| *next < i + length) {
                rest.next();
            }
            self.after_step();
            if let Some(form) = self.begun_form.take() {
                self.written(&text[written..i + length], start, written);
                self.frame.out.push(Node::Mark(Mark::Form(form)));
                written = i + length;
            }
        }
        self.written(&text[written..], start, written);
    }

    fn written(&mut self, text: &str, start: At, by: usize) {
        if !text.is_empty() {
            let offset = start.offset + by;
            let (text, at) = (text.to_owned(), At { offset, ..start });
            self.frame.out.push(Node::Text { text, at });
        }
    }

    /// Reads what begins with `c`; how many bytes it was.
    fn step(&mut self, c: char, at: At, rest: &str) -> usize {
        match &mut self.state {
            State::Data => self.data(c, at, rest),
            State::Text { name, .. } => {
                let end = rest.get(..2) == Some("</")
                    && rest
                        .get(2..2 + name.len())
                        .is_some_and(|end| end.eq_ignore_ascii_case(name))
                    && rest[2 + name.len()..].starts_with([' ', '\t', '\n', '\r', '/', '>']);
                if end {
                    return self.data(c, at, rest);
                }
                if name == "script" && rest.starts_with("<!--") {
                    let message = "`<!--` in a script makes browsers look for its end elsewhere: write `<\\!--`";
                    self.problem(at, message.to_owned());
                }
                self.text_char(c, at)
            }
            State::Comment { text, .. } => {
                if rest.starts_with("-->") {
                    let text = std::mem::take(text);
                    self.state = State::Data;
                    self.comment(&text, at);
                    return 3;
                }
                if rest.starts_with("--!>")
                    || (text.is_empty() && (c == '>' || rest.starts_with("->")))
                {
                    self.problem(
                        at,
                        "this comment ends in a way that browsers repair: end it with `-->`"
                            .to_owned(),
                    );
                }
                if let State::Comment { text, .. } = &mut self.state {
                    text.push(c);
                }
                c.len_utf8()
            }
            State::Doctype { .. } => {
                if c == '>' {
                    self.state = State::Data;
                }
                c.len_utf8()
            }
            State::Tag(_) => {
                self.in_tag(c, at, rest);
                c.len_utf8()
            }
        }
    }

    fn data(&mut self, c: char, at: At, rest: &str) -> usize {
        if c != '<' {
            return self.text_char(c, at);
        }
        let closing = rest.starts_with("</");
        let name = &rest[if closing { 2 } else { 1 }..];
        if name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            // What stands in the tag is no part of the slot before it.
            self.run_open = false;
            let (items, name) = (Vec::new(), String::new());
            // What comes in the tag is of no slot that was before it.
            self.run_open = false;
            self.state = State::Tag(Tag {
                at,
                closing,
                name,
                items,
                phase: Phase::Name,
                self_closing: false,
                troubled: false,
            });
            return if closing { 2 } else { 1 };
        }
        if rest.starts_with("<!--") {
            self.state = State::Comment {
                text: String::new(),
                at,
            };
            return 4;
        }
        if rest
            .get(..9)
            .is_some_and(|start| start.eq_ignore_ascii_case("<!doctype"))
        {
            self.doctype(rest, at);
            self.state = State::Doctype { at };
            return 9;
        }
        if closing || rest.starts_with("<!") || rest.starts_with("<?") {
            self.problem(
                at,
                "browsers read this as a comment: write `&lt;` for a `<` that is text".to_owned(),
            );
        } else if name.is_empty() && self.more_follows {
            self.problem(
                at,
                "a tag's name can't be dynamic: write an `{% if %}` around whole elements"
                    .to_owned(),
            );
        }
        self.text_char(c, at)
    }

    fn in_tag(&mut self, c: char, at: At, rest: &str) {
        let State::Tag(tag) = &mut self.state else {
            return;
        };
        let space = c.is_ascii_whitespace();
        match tag.phase {
            Phase::Name => match c {
                _ if space => tag.phase = Phase::Before,
                '/' => self.slash(at, rest),
                '>' => self.tag_end(),
                _ => tag.name.push(c.to_ascii_lowercase()),
            },
            Phase::Before | Phase::AfterName | Phase::AfterValue => match c {
                _ if space => {
                    if tag.phase == Phase::AfterValue {
                        tag.phase = Phase::Before;
                    }
                }
                '/' => self.slash(at, rest),
                '>' => self.tag_end(),
                '=' if tag.phase == Phase::AfterName => tag.phase = Phase::BeforeValue,
                _ if tag.phase == Phase::AfterValue => {
                    tag.phase = Phase::AttrName;
                    self.problem(
                        at,
                        "a space belongs between two attributes: write `a=\"1\" b=\"2\"`"
                            .to_owned(),
                    );
                    self.attr_start(c, at);
                }
                _ => self.attr_start(c, at),
            },
            Phase::AttrName => match c {
                _ if space => tag.phase = Phase::AfterName,
                '/' => self.slash(at, rest),
                '>' => self.tag_end(),
                '=' => tag.phase = Phase::BeforeValue,
                '"' | '\'' | '<' => {
                    self.problem(
                        at,
                        format!("`{c}` can't stand in an attribute's name: write `name=\"value\"`"),
                    );
                }
                _ => {
                    if let Some(TagItem::Attr(attr)) = tag.items.last_mut() {
                        attr.name.push(c.to_ascii_lowercase());
                    }
                }
            },
            Phase::BeforeValue => match c {
                _ if space => {}
                '"' | '\'' => {
                    tag.phase = Phase::Value(c);
                    set_value_at(
                        tag,
                        At {
                            offset: at.offset + 1,
                            ..at
                        },
                    );
                }
                '>' => {
                    self.problem(at, "this attribute has no value behind its `=`: write `name=\"value\"`, or the name alone".to_owned());
                    self.tag_end();
                }
                _ => {
                    tag.phase = Phase::Unquoted;
                    set_value_at(tag, at);
                    self.value_char(c, at);
                }
            },
            Phase::Value(quote) if c == quote => {
                tag.phase = Phase::AfterValue;
                self.run_open = false;
            }
            Phase::Value(_) => self.value_char(c, at),
            Phase::Unquoted => match c {
                _ if space => tag.phase = Phase::Before,
                '>' => self.tag_end(),
                '"' | '\'' | '<' | '=' | '`' => {
                    self.problem(
                        at,
                        format!(
                            "`{c}` can't stand in an unquoted value: put the value into quotes"
                        ),
                    );
                }
                _ => self.value_char(c, at),
            },
        }
    }

    fn slash(&mut self, at: At, rest: &str) {
        if rest.starts_with("/>") {
            if let State::Tag(tag) = &mut self.state {
                tag.self_closing = true;
                tag.phase = Phase::Before;
            }
        } else {
            self.problem(
                at,
                "a `/` in a tag can only stand right before its `>`: put values into quotes"
                    .to_owned(),
            );
        }
    }

    fn attr_start(&mut self, c: char, at: At) {
        if matches!(c, '"' | '\'' | '<' | '=') {
            return self.problem(
                at,
                format!("an attribute's name can't begin with `{c}`: write `name=\"value\"`"),
            );
        }
        let State::Tag(tag) = &mut self.state else {
            return;
        };
        if tag.closing {
            self.problem(
                at,
                "an end tag has no attributes: write them into the start tag".to_owned(),
            );
            return;
        }
        tag.phase = Phase::AttrName;
        self.run_open = false;
        let name = c.to_ascii_lowercase().to_string();
        tag.items.push(TagItem::Attr(Attr {
            name,
            at,
            value: Run::default(),
            value_at: at,
        }));
    }

    fn value_char(&mut self, c: char, at: At) {
        if let State::Tag(Tag { items, .. }) = &mut self.state
            && let Some(TagItem::Attr(attr)) = items.last_mut()
        {
            attr.value.tail().push((c, at));
        }
    }

    fn text_char(&mut self, c: char, at: At) -> usize {
        self.text(c, at);
        c.len_utf8()
    }

    fn tag_end(&mut self) {
        // The `>` is still to be added to the static text: the tag takes effect behind it.
        self.run_open = false;
        if let State::Tag(tag) = std::mem::replace(&mut self.state, State::Data) {
            self.finished_tag = Some(tag);
        }
    }
}

fn set_value_at(tag: &mut Tag, at: At) {
    if let Some(TagItem::Attr(attr)) = tag.items.last_mut() {
        attr.value_at = at;
    }
}
