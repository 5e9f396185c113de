//! What tags, texts and comments mean for the DOM: open elements, their client JSON, and the rules that they must keep.
//!
//! The other half of `cut`: that one decides what is a slot, this one what stands around it.

use super::cut::Cutter;
use super::dom::{Attr, Open, Run, TagItem, json_text};
use super::elements::{self, Ancestor, Content, Holds, Ns};
use super::entities::decode;
use super::forms::hidden_field;
use super::ignored;
use super::ir::{At, Slot};
use super::names;
use super::script;
use super::tokenizer::{State, Tag};
use super::uploads;
use super::urls;

impl Cutter {
    pub(crate) fn text(&mut self, c: char, at: At) {
        let blank = c.is_ascii_whitespace();
        let parent = self.stack.iter().rev().find(|open| !open.name.is_empty());
        if let Some(open) =
            parent.filter(|open| !blank && elements::refuses_text(&open.as_ancestor()))
        {
            let message = format!(
                "text straight in `<{}>`: browsers move it out; write the element that belongs there around it",
                open.name
            );
            self.once(at, message);
        } else if self.document && parent.is_none() && !blank {
            self.once(
                at,
                "text outside of `<body>`: browsers move it; write it into `<body>`".to_owned(),
            );
        }
        if !self.closed.is_empty() {
            self.after_body.push(c);
        } else if let Some(open) = self.stack.last_mut() {
            open.run.tail().push((c, at));
        }
    }

    /// Ends the text before a tag, a comment, a branch or the fragment's end.
    pub(crate) fn end_run(&mut self, end_is_known: bool) {
        self.run_open = false;
        let Some(open) = self.stack.last_mut() else {
            return;
        };
        let mut run = std::mem::take(&mut open.run);
        if run.is_empty() {
            return;
        }
        let first = open.drops_newline();
        open.begun = true;
        let (mut vague, mut hidden) = (None, false);
        if first && run.prefix.is_empty() {
            let after = run.suffix.first();
            vague = after
                .filter(|(c, _)| matches!(c, '\n' | '\r'))
                .map(|(_, at)| *at);
        } else if first {
            drop_first_newline(&mut run.prefix);
            hidden = true;
        }
        let (name, in_document) = (open.name.clone(), self.document);
        let raw = elements::content(&open.name, open.ns) == Content::Raw;
        // What the parser drops, and what it moves into the body: see PROTOCOL.md, "The plan".
        let head_follows = name == "html" && open.children.is_empty();
        if in_document
            && (name.is_empty() && self.frame.base == 0 && self.stack.len() == 1 || head_follows)
        {
            return;
        }
        if let Some(at) = vague {
            self.problem(at, newline_dropped(&name));
        }
        let mut parts = Vec::new();
        let drops = first && run.prefix.is_empty() && !hidden;
        let prefix = self.decoded(&run.prefix, raw);
        if !prefix.is_empty() {
            parts.push(json_text(&prefix));
        }
        if let Some(slot) = run.slot {
            if let Some(Slot::Content { measured } | Slot::Foreign { measured }) =
                self.frame.slots.get_mut(slot)
            {
                *measured = !end_is_known;
            }
            let measured = if end_is_known { "" } else { ",\"x\":1" };
            let drops = if drops { ",\"n\":1" } else { "" };
            parts.push(format!("{{\"s\":{slot}{measured}{drops}}}"));
            let suffix = self.decoded(&run.suffix, raw);
            if !suffix.is_empty() {
                parts.push(json_text(&suffix));
            }
        }
        if let Some(open) = self.stack.last_mut() {
            open.children.extend(parts);
        }
    }

    fn decoded(&mut self, chars: &[(char, At)], raw: bool) -> String {
        let source: String = chars.iter().map(|(c, _)| *c).collect();
        if raw {
            return source.replace("\r\n", "\n").replace('\r', "\n");
        }
        decode(&source).unwrap_or_else(|(offset, message)| {
            let count = source[..offset].chars().count();
            if let Some((_, at)) = chars.get(count) {
                self.problem(*at, message);
            }
            source
        })
    }

    pub(crate) fn comment(&mut self, text: &str, at: At) {
        self.end_run(true);
        let outside = self.document
            && self
                .stack
                .iter()
                .all(|open| open.name.is_empty() || open.name == "html");
        let html = self.stack.iter().find(|open| open.name == "html");
        // Before `<html>`, also behind the doctype, it stays where it is.
        let is_late = html.is_some_and(|html| !html.children.is_empty()) || !self.closed.is_empty();
        if outside && is_late {
            return self.problem(
                at,
                "a comment outside of `<head>` and `<body>`: browsers move it; write it into one of them, or as `{# … #}`".to_owned(),
            );
        }
        if text.contains("<!--") {
            self.problem(
                at,
                "a comment in a comment: end the first with `-->`, or write `{# … #}`".to_owned(),
            );
        }
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        self.child(format!("{{\"m\":{}}}", json_text(&text)));
    }

    pub(crate) fn doctype(&mut self, rest: &str, at: At) {
        self.end_run(true);
        let html = rest
            .find('>')
            .is_some_and(|end| rest[9..end].trim().eq_ignore_ascii_case("html"));
        if !html {
            self.problem(
                at,
                "write `<!DOCTYPE html>`: another doctype makes browsers fall back to old rules"
                    .to_owned(),
            );
        } else if !self.document || self.stack.len() != 1 || !self.stack[0].children.is_empty() {
            self.problem(
                at,
                "a doctype stands first in a document: write it before `<html>`, or take it out"
                    .to_owned(),
            );
        }
        self.child("{\"d\":\"html\"}".to_owned());
    }

    /// A tag takes effect once its `>` is part of the static text.
    pub(crate) fn after_step(&mut self) {
        if let Some(tag) = self.finished_tag.take() {
            if tag.closing {
                self.end_tag(&tag);
            } else {
                self.start_tag(tag);
            }
        }
    }

    fn start_tag(&mut self, tag: Tag) {
        self.end_run(true);
        let ancestors: Vec<Ancestor<'_>> = self.stack.iter().map(Open::as_ancestor).collect();
        let parent = ancestors
            .iter()
            .rev()
            .find(|element| !element.name.is_empty());
        let ns = elements::namespace(&tag.name, parent);
        let name = if ns == Ns::Svg {
            elements::foreign_case(&tag.name, names::SVG_ELEMENTS)
        } else {
            tag.name.clone()
        };
        let refused = elements::check_start(&name, ns, &ancestors, self.document);
        let told = refused.is_some();
        if let Some(message) = refused {
            self.problem(tag.at, message);
            if let Some(outer) = self.stack.iter_mut().rfind(|open| open.name == name) {
                outer.told = true;
            }
        }
        if let Some(template) = self
            .stack
            .iter_mut()
            .rfind(|open| !open.name.is_empty())
            .filter(|open| open.name == "template")
        {
            template.holds = template.holds.or(Holds::of(&name));
        }
        let void = elements::is_void(&name, ns);
        if tag.self_closing && !void && ns == Ns::Html {
            self.problem(
                tag.at,
                format!("`<{name}/>` is not closed for browsers: write `<{name}></{name}>`"),
            );
        }
        self.check_attributes(&tag);
        let head = self.tag_json(&tag, &name, ns);
        let depth = self.stack.len();
        self.actions.collect(&name, &tag.items, depth);
        let ours = self.actions.are_ours();
        let posts = (ns == Ns::Html).then(|| self.forms.collect(&name, &tag, depth, ours));
        match uploads::read(&name, &tag.items, self.actions.form()) {
            Some(Ok(upload)) => self.plan.uploads.push(upload),
            Some(Err((at, message))) => self.problem(at, message),
            None => {}
        }
        let run = Run::default();
        let open = Open {
            name: name.clone(),
            ns,
            at: tag.at,
            head,
            children: Vec::new(),
            run,
            begun: false,
            told,
            holds: None,
            ignored: ignored::is_ignored(&tag.items),
        };
        // In an ignored element they are known already.
        for slot in ignored::own_slots(&tag.items) {
            if !self.frame.left.contains(&slot) {
                self.frame.left.push(slot);
            }
        }
        if void || tag.self_closing {
            self.child(open.json());
            return;
        }
        self.stack.push(open);
        if let Some(form) = posts.flatten() {
            let (html, json) = hidden_field(self.forms.id(form));
            self.push_static(&html);
            self.child(json);
            self.begun_form = Some(form);
        }
        let content = match elements::content(&name, ns) {
            Content::Raw if is_json(&name, &tag) => Content::Json,
            content => content,
        };
        if content != Content::Normal {
            self.state = State::Text { name, content };
        }
    }

    fn tag_json(&mut self, tag: &Tag, name: &str, ns: Ns) -> String {
        let mut head = format!("\"t\":{}", json_text(name));
        match ns {
            Ns::Html => {}
            Ns::Svg => head.push_str(",\"ns\":\"svg\""),
            Ns::Math => head.push_str(",\"ns\":\"math\""),
        }
        let mut attrs: Vec<String> = Vec::new();
        for item in &tag.items {
            match item {
                TagItem::Set(slot, _) => attrs.push(slot.to_string()),
                TagItem::Attr(attr) => {
                    attrs.push(self.attr_json(attr, ns));
                    if self.frame.key.is_none() && attr.name == "data-key" {
                        self.frame.key = attr.value.slot.map(|slot| slot as u16);
                    }
                }
            }
        }
        if !attrs.is_empty() {
            head.push_str(&format!(",\"a\":[{}]", attrs.join(",")));
        }
        if sets_value(name, &tag.items) {
            head.push_str(",\"v\":1");
        }
        if ignored::is_ignored(&tag.items) {
            head.push_str(",\"i\":1");
        }
        head
    }

    /// The rules of one tag's attributes among each other.
    fn check_attributes(&mut self, tag: &Tag) {
        let all: Vec<Named<'_>> = tag.items.iter().flat_map(named).collect();
        let sibling = |name: &str| {
            let found = all.iter().find(|one| one.name == name)?;
            Some(found.fixed.clone())
        };
        for (i, one) in all.iter().enumerate() {
            // Arms of one branch may name the same attribute.
            let twice = |other: &&Named<'_>| {
                other.name == one.name && other.set.is_none_or(|set| one.set != Some(set))
            };
            if all[..i].iter().any(|other| twice(&other)) {
                let message = format!(
                    "`{}` stands twice: browsers take the first; write it once",
                    one.name
                );
                self.problem(one.at, message);
            } else if let Some(message) =
                script::problem(one.name, one.fixed.as_deref(), one.set.is_some())
            {
                self.problem(one.at, message);
            } else if one.fixed.is_none() && elements::is_boolean(&tag.name, one.name) {
                let message = format!(
                    "`{0}` holds for any value, also an empty one: write `{{% if … %}}{0}{{% endif %}}`",
                    one.name
                );
                self.problem(one.at, message);
            } else if one.name == "shadowrootmode" && tag.name == "template" {
                let message = "browsers make a shadow root of this `<template>`, which is no part of the page: attach it in a script";
                self.problem(one.at, message.to_owned());
            } else if one.name == "encoding" && tag.name == "annotation-xml" {
                let message = "`encoding` decides how browsers read what is in `<annotation-xml>`: leave it out";
                self.problem(one.at, message.to_owned());
            } else if one.fixed.is_none()
                && let Some(message) = urls::refused(&tag.name, one.name, sibling)
            {
                self.problem(one.at, message);
            }
        }
    }

    fn attr_json(&mut self, attr: &Attr, ns: Ns) -> String {
        let name = match ns {
            Ns::Html => attr.name.clone(),
            Ns::Svg => elements::foreign_case(&attr.name, names::SVG_ATTRIBUTES),
            Ns::Math => elements::foreign_case(&attr.name, names::MATH_ATTRIBUTES),
        };
        let prefix = self.decoded(&attr.value.prefix, false);
        let Some(slot) = attr.value.slot else {
            return format!("[{},{}]", json_text(&name), json_text(&prefix));
        };
        let suffix = self.decoded(&attr.value.suffix, false);
        format!(
            "[{},{slot},{},{}]",
            json_text(&name),
            json_text(&prefix),
            json_text(&suffix)
        )
    }

    fn end_tag(&mut self, tag: &Tag) {
        self.end_run(true);
        let inner = self.stack.len() > self.frame.base + 1;
        let open = self
            .stack
            .last()
            .filter(|open| inner && open.name.eq_ignore_ascii_case(&tag.name));
        if open.is_none() {
            return self.unfit_end_tag(tag);
        }
        if tag.name == "head" && self.frame.base == 0 {
            let length = format!("</{}>", tag.name).len();
            let offset = self.frame.current.len().saturating_sub(length);
            self.plan.head_end = Some((self.frame.statics.len() as u16, offset as u32));
        }
        self.close_element();
    }

    /// Ends the innermost element.
    pub(crate) fn close_element(&mut self) {
        if let Some(open) = self.stack.pop() {
            self.actions.close(self.stack.len());
            self.forms.close(self.stack.len());
            if matches!(open.name.as_str(), "body" | "html") && open.ns == Ns::Html {
                self.closed.push(open);
            } else {
                let json = open.json();
                self.child(json);
            }
        }
    }

    /// Puts `<body>` and `<html>` together, with the whitespace that follows them.
    pub(crate) fn close_document(&mut self) {
        let mut closed = std::mem::take(&mut self.closed).into_iter();
        let whole = (closed.next(), closed.next());
        let (Some(mut body), Some(mut html)) = whole else {
            return self.not_whole();
        };
        let heads = html
            .children
            .iter()
            .filter(|child| child.starts_with("{\"t\":\"head\""));
        if heads.count() != 1 {
            return self.not_whole();
        }
        let tail = self.after_body.replace("\r\n", "\n");
        if !tail.is_empty() {
            match body
                .children
                .last_mut()
                .filter(|child| child.starts_with('"'))
            {
                Some(text) => {
                    text.pop();
                    text.push_str(&json_text(&tail)[1..]);
                }
                None => body.children.push(json_text(&tail)),
            }
        }
        html.children.push(body.json());
        self.child(html.json());
    }
}

/// Whether the server sets what a field holds: then the script may tell a controller of changes to it.
fn sets_value(name: &str, items: &[TagItem]) -> bool {
    let of_value = |attribute: &str| {
        matches!(
            (name, attribute),
            ("input", "value" | "checked") | ("option", "selected")
        )
    };
    items.iter().any(|item| match item {
        TagItem::Attr(attr) => attr.value.slot.is_some() && of_value(&attr.name),
        TagItem::Set(_, attrs) => attrs.iter().any(|attr| of_value(&attr.name)),
    })
}

/// Whether the tag begins a script that holds data.
fn is_json(name: &str, tag: &Tag) -> bool {
    let kind = tag.items.iter().find_map(|item| match item {
        TagItem::Attr(attr) if attr.name == "type" => attr.fixed(),
        _ => None,
    });
    name == "script"
        && kind.is_some_and(|kind| {
            let kind = kind.trim().to_ascii_lowercase();
            kind == "application/json"
                || kind.starts_with("application/") && kind.ends_with("+json")
        })
}

/// An attribute of a tag, wherever it stands.
struct Named<'a> {
    name: &'a str,
    at: At,
    fixed: Option<String>,
    /// The slot of whole attributes that it stands in.
    set: Option<usize>,
}

fn named(item: &TagItem) -> Vec<Named<'_>> {
    match item {
        TagItem::Attr(attr) => vec![Named {
            name: &attr.name,
            at: attr.at,
            fixed: attr.fixed(),
            set: None,
        }],
        TagItem::Set(slot, attrs) => {
            let inner = attrs.iter().map(|attr| Named {
                name: &attr.name,
                at: attr.at,
                fixed: attr.fixed.clone(),
                set: Some(*slot),
            });
            inner.collect()
        }
    }
}

impl Cutter {
    /// A document that lacks one of its parts; nothing is told where a mistake has led to it.
    fn not_whole(&mut self) {
        if self.document && self.mistakes.is_empty() {
            let at = self
                .stack
                .first()
                .map_or(At { file: 0, offset: 0 }, |open| open.at);
            let message = "this document is not whole: write `<html>` with `<head>` and `<body>`, each with its end tag";
            self.problem(at, message.to_owned());
        }
    }
}

/// What a dynamic beginning of `<pre>` means for a line break behind it.
pub(crate) fn newline_dropped(name: &str) -> String {
    format!(
        "whether browsers drop this line break depends on what stands before it in `<{name}>`: \
         write a line break right behind `<{name}>`; they drop that one"
    )
}

/// The parser drops a newline right behind `<pre>` and `<textarea>`.
fn drop_first_newline(text: &mut Vec<(char, At)>) {
    if text.first().is_some_and(|(c, _)| *c == '\r') {
        text.remove(0);
        if text.first().is_none_or(|(c, _)| *c != '\n') {
            return;
        }
    }
    if text.first().is_some_and(|(c, _)| *c == '\n') {
        text.remove(0);
    }
}
