//! Cuts a flat template into fragments and slots, and puts the marks in. Owns what is one slot and what is a fragment.
//!
//! Between two tags everything dynamic that holds no element is one content slot, from its first dynamic piece to its
//! last. An `if`, `match` or `for` that holds an element is a branch or a list, and its bodies are fragments.

use crate::template::actions;
use crate::template::dom::{Attr, Open, Run, TagItem, json_text};
use crate::template::elements::{self, Ancestor, Content, Ns};
use crate::template::entities::decode;
use crate::template::ir::{Arm, At, Flat, Fragment, Mark, Node, Plan, Problem, Slot};
use crate::template::tokenizer::{Phase, State, Tag};

/// A template with its marks, and its plan.
pub(crate) struct Planned {
    pub(crate) nodes: Vec<Node>,
    pub(crate) plan: Plan,
}

/// Checks and cuts `flat`; all problems at once.
pub(crate) fn plan(flat: &Flat) -> (Planned, Vec<Problem>) {
    let start = At { file: 0, offset: 0 };
    let mut cutter = Cutter {
        state: State::Data,
        stack: Vec::new(),
        frame: Frame::default(),
        run_open: false,
        finished_tag: None,
        more_follows: false,
        document: has_html(&flat.nodes),
        closed: Vec::new(),
        after_body: String::new(),
        plan: Plan::default(),
        client: Vec::new(),
        forms: Vec::new(),
        problems: Vec::new(),
    };
    cutter.fragment(&flat.nodes, start, Edge::Page);
    let mut nodes = vec![Node::Mark(Mark::Begin)];
    // Macros and imports stand first, where askama wants them; they write nothing.
    nodes.append(&mut cutter.frame.out);
    nodes.push(Node::Mark(Mark::Finish));
    cutter.plan.client = format!("{{\"v\":1,\"fragments\":[{}]}}", cutter.client.join(","));
    (
        Planned {
            nodes,
            plan: cutter.plan,
        },
        cutter.problems,
    )
}

/// What lies around a fragment.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Edge {
    Page,
    /// A body or an arm: other text may follow.
    Inner,
}

/// The fragment being read.
#[derive(Default)]
struct Frame {
    out: Vec<Node>,
    statics: Vec<String>,
    /// Static text since the last slot.
    current: String,
    slots: Vec<Slot>,
    key: Option<u16>,
    /// Whether an element has begun at the fragment's top.
    has_element: bool,
    is_item: bool,
    /// How many open elements are outside.
    base: usize,
}

pub(crate) struct Cutter {
    pub(crate) state: State,
    stack: Vec<Open>,
    frame: Frame,
    /// A slot is open: more dynamic pieces before the next tag, quote or fragment belong to it.
    pub(crate) run_open: bool,
    pub(crate) finished_tag: Option<Tag>,
    /// More nodes follow the literal that is being read.
    pub(crate) more_follows: bool,
    document: bool,
    /// `<body>` and `<html>` once they are closed: browsers move the whitespace behind them into the body.
    closed: Vec<Open>,
    after_body: String,
    plan: Plan,
    client: Vec<String>,
    /// Open `<form>`s, for the actions.
    forms: Vec<actions::Form>,
    problems: Vec<Problem>,
}

impl Cutter {
    pub(crate) fn problem(&mut self, at: At, message: String) {
        self.problems.push(Problem { at, message });
    }

    pub(crate) fn push_static(&mut self, text: &str) {
        self.frame.current.push_str(text);
    }

    /// Reads `nodes` as a fragment of its own; its number. The nodes with marks are left in the frame's `out`.
    fn fragment(&mut self, nodes: &[Node], at: At, edge: Edge) -> u16 {
        let number = self.plan.fragments.len() as u16;
        self.plan.fragments.push(Fragment::default());
        self.client.push(String::new());
        self.frame.base = self.stack.len();
        self.stack.push(Open::fragment(at));
        self.run_open = false;
        self.nodes(nodes);
        self.end_of_fragment(at);
        self.end_run(edge == Edge::Page);
        if edge == Edge::Page {
            self.close_document();
        }
        let root = self.stack.pop();
        let frame = &mut self.frame;
        let mut statics = std::mem::take(&mut frame.statics);
        statics.push(std::mem::take(&mut frame.current));
        let slots = std::mem::take(&mut frame.slots);
        self.plan.fragments[usize::from(number)] = Fragment {
            statics,
            slots,
            key: frame.key,
        };
        self.client[usize::from(number)] = format!(
            "[{}]",
            root.map_or_else(Vec::new, |root| root.children).join(",")
        );
        self.run_open = false;
        number
    }

    fn end_of_fragment(&mut self, at: At) {
        match std::mem::replace(&mut self.state, State::Data) {
            State::Data => {}
            State::Tag(tag) => self.problem(
                tag.at,
                "this tag does not end in the same branch or file".to_owned(),
            ),
            State::Comment { .. } => self.problem(
                at,
                "a comment does not end in the same branch or file".to_owned(),
            ),
            State::Text { name, .. } => self.problem(at, format!("`<{name}>` has no end tag here")),
            State::Doctype => self.problem(at, "this doctype does not end".to_owned()),
        }
        while self.stack.len() > self.frame.base + 1 {
            let Some(open) = self.stack.pop() else { break };
            self.problem(
                open.at,
                format!(
                    "`<{0}>` is not closed: write `</{0}>` in the same branch, loop or file",
                    open.name
                ),
            );
        }
    }

    fn nodes(&mut self, nodes: &[Node]) {
        for (i, node) in nodes.iter().enumerate() {
            match node {
                Node::Text { text, at } => {
                    self.more_follows = i + 1 < nodes.len();
                    self.literal(text, *at);
                    self.frame.out.push(node.clone());
                }
                Node::Code { .. } | Node::Mark(_) => self.frame.out.push(node.clone()),
                Node::Output { at, .. } | Node::Opaque { at, .. } => self.dynamic(node, *at),
                Node::Branch { arms, at, .. } => {
                    if matches!(self.state, State::Data)
                        && arms.iter().any(|arm| is_structural(&arm.nodes))
                    {
                        self.branch(node);
                    } else {
                        self.dynamic(node, *at);
                    }
                }
                Node::Loop {
                    body,
                    empty,
                    irregular,
                    at,
                    ..
                } => {
                    let structural =
                        is_structural(body) || empty.as_deref().is_some_and(is_structural);
                    if matches!(self.state, State::Data) && structural && !irregular {
                        self.list(node);
                    } else {
                        self.dynamic(node, *at);
                    }
                }
            }
        }
    }

    /// A dynamic piece that stays in one slot with its neighbours.
    fn dynamic(&mut self, node: &Node, at: At) {
        let slot = match &mut self.state {
            State::Data => {
                if let Some(parent) = self
                    .stack
                    .last()
                    .filter(|open| elements::refuses_text(&open.name, open.ns))
                {
                    let message = format!(
                        "a value can't stand straight in `<{}>`: browsers move it out",
                        parent.name
                    );
                    self.problem(at, message);
                }
                self.in_select(at);
                Some(Slot::Content { measured: false })
            }
            State::Text {
                content: Content::Text,
                ..
            } => Some(Slot::Content { measured: false }),
            State::Text { name, .. } => {
                let message = format!(
                    "a value in `<{name}>` would be read as code: put it into an attribute (`data-…=\"…\"`) and read it there"
                );
                self.problem(at, message);
                None
            }
            State::Comment { .. } => {
                self.problem(
                    at,
                    "a value in an HTML comment is of no use: take it out, or write `{# … #}`"
                        .to_owned(),
                );
                None
            }
            State::Doctype => None,
            State::Tag(tag) => {
                match tag.phase {
                    _ if tag.closing => {
                        self.problem(at, "an end tag can't hold a value".to_owned());
                        None
                    }
                    Phase::Name => {
                        self.problem(at, "a tag's name can't be dynamic: write an `{% if %}` around whole elements".to_owned());
                        None
                    }
                    Phase::BeforeValue | Phase::Unquoted => {
                        self.problem(
                            at,
                            "put the value into quotes: `name=\"{{ … }}\"`".to_owned(),
                        );
                        None
                    }
                    Phase::AttrName => {
                        self.problem(at, "an attribute's name can't be dynamic; put a space before whole attributes".to_owned());
                        None
                    }
                    Phase::Value(_) => Some(Slot::Attribute),
                    Phase::AfterValue => {
                        // Behind another slot nothing needs to stand.
                        if !self.run_open {
                            self.problem(at, "a space belongs between two attributes".to_owned());
                        }
                        Some(Slot::Attributes)
                    }
                    Phase::Before | Phase::AfterName => Some(Slot::Attributes),
                }
            }
        };
        if let Some(slot) = slot {
            self.check_inside(node);
            self.open_slot(slot);
        }
        self.frame.out.push(node.clone());
    }

    /// Lets the piece that comes now be of the open slot, or of a new one.
    fn open_slot(&mut self, slot: Slot) {
        let attributes = slot == Slot::Attributes;
        // Whole attributes are one stretch only where nothing but space stands between them.
        let continues = self.run_open && !(attributes && !self.frame.current.trim().is_empty());
        if continues {
            self.frame.current.clear();
        } else {
            self.new_slot(slot);
        }
        self.run_open = true;
        let number = self.frame.slots.len() - 1;
        match &mut self.state {
            State::Data | State::Text { .. } => {
                if let Some(open) = self.stack.last_mut() {
                    open.run.slot = Some(number);
                    open.run.suffix.clear();
                }
            }
            State::Tag(tag) if attributes => {
                if !continues {
                    tag.items.push(TagItem::Set(number));
                }
                tag.phase = Phase::AfterValue;
            }
            State::Tag(tag) => {
                if let Some(TagItem::Attr(attr)) = tag.items.last_mut() {
                    attr.value.slot = Some(number);
                    attr.value.suffix.clear();
                }
            }
            State::Comment { .. } | State::Doctype => {}
        }
    }

    fn new_slot(&mut self, slot: Slot) {
        self.frame
            .statics
            .push(std::mem::take(&mut self.frame.current));
        self.frame.slots.push(slot);
        self.frame.out.push(Node::Mark(Mark::Slot));
    }

    /// Literals inside a slot must not leave the place that the slot is in.
    fn check_inside(&mut self, node: &Node) {
        let (bad, place): (&[char], _) = match &self.state {
            State::Tag(Tag {
                phase: Phase::Value('"'),
                ..
            }) => (&['"'], "an attribute's value"),
            State::Tag(Tag {
                phase: Phase::Value(_),
                ..
            }) => (&['\''], "an attribute's value"),
            State::Tag(_) => (&['<', '>'], "a tag"),
            State::Text { .. } => (&['<'], "a text-only element"),
            _ => return,
        };
        let mut found = None;
        each_text(std::slice::from_ref(node), &mut |text, start| {
            if let Some(i) = text.find(bad) {
                found.get_or_insert(At {
                    offset: start.offset + i,
                    ..start
                });
            }
            if matches!(
                self.state,
                State::Tag(Tag {
                    phase: Phase::Before | Phase::AfterName | Phase::AfterValue,
                    ..
                })
            ) && (text.matches('"').count() % 2 == 1 || text.matches('\'').count() % 2 == 1)
            {
                found.get_or_insert(start);
            }
        });
        if let Some(inside) = found {
            self.problem(
                inside,
                format!(
                    "this would end {place} in one branch only: write whole attributes or elements"
                ),
            );
        }
    }

    fn in_select(&mut self, at: At) {
        if self
            .stack
            .last()
            .is_some_and(|open| matches!(open.name.as_str(), "select" | "optgroup"))
        {
            self.problem(
                at,
                "a value straight in `<select>`: write `<option>` around it".to_owned(),
            );
        }
    }

    fn branch(&mut self, node: &Node) {
        let Node::Branch {
            head,
            arms,
            close,
            at,
        } = node
        else {
            return;
        };
        self.place_of_structure(*at);
        self.new_slot(Slot::Branch { arms: Vec::new() });
        let slot = self.frame.slots.len() - 1;
        let (mut numbers, mut marked) = (Vec::new(), Vec::new());
        for (k, arm) in arms.iter().enumerate() {
            let (number, mut nodes) = self.inner(&arm.nodes, arm.at, false);
            nodes.insert(0, Node::Mark(Mark::Arm(k as u16)));
            numbers.push(number);
            marked.push(Arm {
                head: arm.head.clone(),
                nodes,
                at: arm.at,
            });
        }
        let list: Vec<String> = numbers.iter().map(u16::to_string).collect();
        self.child(format!("{{\"b\":{slot},\"arms\":[{}]}}", list.join(",")));
        self.frame.slots[slot] = Slot::Branch { arms: numbers };
        self.frame.out.push(Node::Branch {
            head: head.clone(),
            arms: marked,
            close,
            at: *at,
        });
    }

    fn list(&mut self, node: &Node) {
        let Node::Loop {
            head,
            body,
            empty,
            irregular,
            at,
        } = node
        else {
            return;
        };
        self.place_of_structure(*at);
        self.new_slot(Slot::List {
            item: 0,
            empty: None,
        });
        let slot = self.frame.slots.len() - 1;
        let (item, mut marked) = self.inner(body, *at, true);
        marked.insert(0, Node::Mark(Mark::Item));
        let empty = empty.as_ref().map(|nodes| self.inner(nodes, *at, false));
        let mut json = format!("{{\"l\":{slot},\"item\":{item}");
        let number = empty.as_ref().map(|(number, _)| *number);
        let empty = empty.map(|(number, mut nodes)| {
            json.push_str(&format!(",\"empty\":{number}"));
            nodes.insert(0, Node::Mark(Mark::Arm(0)));
            nodes
        });
        if let Some(key) = self.plan.fragments[usize::from(item)].key {
            json.push_str(&format!(",\"key\":{key}"));
        }
        json.push('}');
        self.child(json);
        self.frame.slots[slot] = Slot::List {
            item,
            empty: number,
        };
        let (head, irregular) = (head.clone(), *irregular);
        self.frame.out.push(Node::Loop {
            head,
            body: marked,
            empty,
            irregular,
            at: *at,
        });
        self.frame.out.push(Node::Mark(Mark::End));
    }

    /// Reads an arm or a body; its fragment and its nodes.
    fn inner(&mut self, nodes: &[Node], at: At, is_item: bool) -> (u16, Vec<Node>) {
        let outer = std::mem::replace(
            &mut self.frame,
            Frame {
                is_item,
                ..Frame::default()
            },
        );
        let forms = self.forms.len();
        let number = self.fragment(nodes, at, Edge::Inner);
        self.forms.truncate(forms);
        let frame = std::mem::replace(&mut self.frame, outer);
        (number, frame.out)
    }

    fn place_of_structure(&mut self, at: At) {
        // Text before it that touches it has no end in the DOM.
        self.end_run(false);
        let parent = self.stack.iter().rev().find(|open| !open.name.is_empty());
        if parent.is_some_and(|open| open.name == "html") || (self.document && parent.is_none()) {
            self.problem(
                at,
                "a branch or loop around `<head>` or `<body>`: put it inside of them".to_owned(),
            );
        }
    }

    fn child(&mut self, json: String) {
        if let Some(open) = self.stack.last_mut() {
            open.children.push(json);
        }
    }

    pub(crate) fn text(&mut self, c: char, at: At) {
        let blank = c.is_ascii_whitespace();
        let parent = self.stack.iter().rev().find(|open| !open.name.is_empty());
        if let Some(open) =
            parent.filter(|open| !blank && elements::refuses_text(&open.name, open.ns))
        {
            let message = format!("text straight in `<{}>`: browsers move it out", open.name);
            self.once(at, message);
        } else if self.document && parent.is_none() && !blank {
            self.once(at, "text outside of `<body>`".to_owned());
        }
        if !self.closed.is_empty() {
            self.after_body.push(c);
        } else if let Some(open) = self.stack.last_mut() {
            open.run.tail().push((c, at));
        }
    }

    fn once(&mut self, at: At, message: String) {
        if self
            .problems
            .last()
            .is_none_or(|last| last.message != message)
        {
            self.problem(at, message);
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
        let first = open.children.is_empty();
        if first
            && matches!(open.name.as_str(), "pre" | "textarea")
            && run.prefix.first().is_some_and(|(c, _)| *c == '\n')
        {
            run.prefix.remove(0);
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
        let mut parts = Vec::new();
        let prefix = self.decoded(&run.prefix, raw);
        if !prefix.is_empty() {
            parts.push(json_text(&prefix));
        }
        if let Some(slot) = run.slot {
            if let Some(Slot::Content { measured }) = self.frame.slots.get_mut(slot) {
                *measured = !end_is_known;
            }
            let measured = if end_is_known { "" } else { ",\"x\":1" };
            parts.push(format!("{{\"s\":{slot}{measured}}}"));
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
        if outside && self.stack.iter().any(|open| !open.children.is_empty()) {
            return self.problem(
                at,
                "a comment outside of `<head>` and `<body>`: browsers move it".to_owned(),
            );
        }
        if text.contains("<!--") {
            self.problem(at, "a comment in a comment".to_owned());
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
                "a doctype stands first in a document, before `<html>`".to_owned(),
            );
        }
        self.child("{\"d\":\"html\"}".to_owned());
    }

    /// A tag takes effect once its `>` is part of the static text.
    pub(crate) fn after_step(&mut self) {
        if let Some(tag) = self.finished_tag.take() {
            if tag.closing {
                self.end_tag(&tag)
            } else {
                self.start_tag(tag)
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
            elements::svg_case(&tag.name, elements::SVG_ELEMENTS)
        } else {
            tag.name.clone()
        };
        if let Some(message) = elements::check_start(&name, ns, &ancestors, self.document) {
            self.problem(tag.at, message);
        }
        let void = elements::is_void(&name, ns);
        if tag.self_closing && !void && ns == Ns::Html {
            self.problem(
                tag.at,
                format!("`<{name}/>` is not closed for browsers: write `<{name}></{name}>`"),
            );
        }
        let first_of_item = self.frame.is_item
            && !self.frame.has_element
            && self.stack.len() == self.frame.base + 1;
        if self.stack.len() == self.frame.base + 1 {
            self.frame.has_element = true;
        }
        let head = self.tag_json(&tag, &name, ns, first_of_item);
        actions::collect(
            &name,
            &tag.items,
            &mut self.forms,
            self.stack.len(),
            &mut self.plan.actions,
        );
        let run = Run::default();
        let open = Open {
            name: name.clone(),
            ns,
            at: tag.at,
            head,
            children: Vec::new(),
            run,
        };
        if void || tag.self_closing {
            self.child(open.json());
            return;
        }
        self.stack.push(open);
        let content = elements::content(&name, ns);
        if content != Content::Normal {
            self.state = State::Text { name, content };
        }
    }

    fn tag_json(&mut self, tag: &Tag, name: &str, ns: Ns, first_of_item: bool) -> String {
        let mut head = format!("\"t\":{}", json_text(name));
        match ns {
            Ns::Html => {}
            Ns::Svg => head.push_str(",\"ns\":\"svg\""),
            Ns::Math => head.push_str(",\"ns\":\"math\""),
        }
        let mut attrs: Vec<String> = Vec::new();
        let mut names: Vec<&str> = Vec::new();
        for item in &tag.items {
            match item {
                TagItem::Set(slot) => attrs.push(slot.to_string()),
                TagItem::Attr(attr) => {
                    if names.contains(&attr.name.as_str()) {
                        self.problem(
                            attr.at,
                            format!("`{}` stands twice: browsers take the first", attr.name),
                        );
                    }
                    names.push(&attr.name);
                    attrs.push(self.attr_json(attr, ns));
                    if first_of_item && attr.name == "data-key" {
                        self.frame.key = attr.value.slot.map(|slot| slot as u16);
                    }
                }
            }
        }
        if !attrs.is_empty() {
            head.push_str(&format!(",\"a\":[{}]", attrs.join(",")));
        }
        head
    }

    fn attr_json(&mut self, attr: &Attr, ns: Ns) -> String {
        let name = if ns == Ns::Svg {
            elements::svg_case(&attr.name, elements::SVG_ATTRIBUTES)
        } else {
            attr.name.clone()
        };
        let prefix = self.decoded(&attr.value.prefix, false);
        let Some(slot) = attr.value.slot else {
            return format!("[{},{}]", json_text(&name), json_text(&prefix));
        };
        if attr.name.starts_with("on") {
            let message = format!(
                "a value in `{}` would be run as a script: use `lvt-on:{}`",
                attr.name,
                &attr.name[2..]
            );
            self.problem(attr.at, message);
        }
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
            let message = match self.stack.last().filter(|_| inner) {
                _ if elements::is_void(&tag.name, Ns::Html) => {
                    format!("`<{}>` has no end tag", tag.name)
                }
                Some(open) => format!(
                    "`</{}>` does not close `<{}>`, which is open here",
                    tag.name, open.name
                ),
                None => format!(
                    "`</{}>` closes nothing that was opened in the same branch, loop or file",
                    tag.name
                ),
            };
            return self.problem(tag.at, message);
        }
        if tag.name == "head" && self.frame.base == 0 {
            let length = format!("</{}>", tag.name).len();
            let offset = self.frame.current.len().saturating_sub(length);
            self.plan.head_end = Some((self.frame.statics.len() as u16, offset as u32));
        }
        if let Some(open) = self.stack.pop() {
            self.forms.retain(|form| form.depth < self.stack.len());
            if matches!(open.name.as_str(), "body" | "html") && open.ns == Ns::Html {
                self.closed.push(open);
            } else {
                let json = open.json();
                self.child(json);
            }
        }
    }

    /// Puts `<body>` and `<html>` together, with the whitespace that follows them.
    fn close_document(&mut self) {
        let mut closed = std::mem::take(&mut self.closed).into_iter();
        let (Some(mut body), Some(mut html)) = (closed.next(), closed.next()) else {
            if self.document {
                let at = self
                    .stack
                    .first()
                    .map_or(At { file: 0, offset: 0 }, |open| open.at);
                self.problem(at, "a whole document is `<html>` with `<head>` and `<body>`, each with its end tag".to_owned());
            }
            return;
        };
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

/// Whether an element or a comment begins or ends in `nodes`.
fn is_structural(nodes: &[Node]) -> bool {
    let mut found = false;
    each_text(nodes, &mut |text, _| {
        found |= text.match_indices('<').any(|(i, _)| {
            text[i + 1..]
                .starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'))
        });
    });
    found
}

fn each_text(nodes: &[Node], see: &mut impl FnMut(&str, At)) {
    for node in nodes {
        match node {
            Node::Text { text, at } => see(text, *at),
            Node::Branch { arms, .. } => arms.iter().for_each(|arm| each_text(&arm.nodes, see)),
            Node::Loop { body, empty, .. } => {
                each_text(body, see);
                each_text(empty.as_deref().unwrap_or_default(), see);
            }
            _ => {}
        }
    }
}

/// Whether the template is a document of its own.
fn has_html(nodes: &[Node]) -> bool {
    nodes.iter().any(|node| match node {
        Node::Text { text, .. } => {
            let text = text.to_ascii_lowercase();
            text.match_indices("<html")
                .any(|(i, _)| text[i + 5..].starts_with([' ', '>', '\n', '\t', '\r']))
        }
        _ => false,
    })
}
