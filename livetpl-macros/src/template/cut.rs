//! Cuts a flat template into fragments and slots, and puts the marks in. Owns what is one slot and what is a fragment.
//!
//! Between two tags everything dynamic that holds no element is one content slot, from its first dynamic piece to its
//! last. An `if`, `match` or `for` that holds an element is a branch or a list, and its bodies are fragments.

use super::actions::Actions;
use super::captured;
use super::dom::{Open, TagItem, json_text};
use super::elements::{self, Content};
use super::forms::Forms;
use super::ignored;
use super::ir::{Arm, At, File, Flat, Fragment, Mark, Node, Plan, Problem, Slot};
use super::jumps::{Level, may_jump};
use super::mistakes::Mistakes;
use super::submissions;
use super::tokenizer::{Phase, State, Tag};
use super::uploads;
use super::values::not_json;

/// A template with its marks, and its plan.
pub(crate) struct Planned {
    pub(crate) nodes: Vec<Node>,
    pub(crate) plan: Plan,
}

/// Checks and cuts `flat`; all problems at once.
pub(crate) fn plan(flat: &Flat) -> (Planned, Vec<Problem>) {
    Cutter::new(has_html(&flat.nodes), &flat.files).page(&flat.nodes)
}

/// Checks and cuts a template that is one branch: an arm for each variant of an enum.
pub(crate) fn plan_variants(arms: Vec<Arm>, files: &[File]) -> (Planned, Vec<Problem>) {
    let mut cutter = Cutter::new(false, files);
    cutter.is_enum = true;
    cutter.page(&[Node::Branch {
        head: None,
        arms,
        close: "",
        at: At { file: 0, offset: 0 },
    }])
}

/// What lies around a fragment.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Edge {
    Page,
    /// A body or an arm: other text may follow.
    Inner,
}

/// The fragment being read.
#[derive(Default)]
pub(crate) struct Frame {
    pub(crate) out: Vec<Node>,
    pub(crate) statics: Vec<String>,
    /// Static text since the last slot.
    pub(crate) current: String,
    pub(crate) slots: Vec<Slot>,
    /// The slot of the first `data-key`, or the branch that has it in its arms.
    pub(crate) key: Option<u16>,
    /// It begins behind a piece that may jump.
    pub(crate) behind_jump: bool,
    /// How many open elements are outside.
    pub(crate) base: usize,
    /// The slots that the script leaves alone.
    pub(crate) left: Vec<usize>,
}

pub(crate) struct Cutter {
    pub(crate) state: State,
    pub(crate) stack: Vec<Open>,
    pub(crate) frame: Frame,
    /// A slot is open: more dynamic pieces before the next tag, quote or fragment belong to it.
    pub(crate) run_open: bool,
    pub(crate) finished_tag: Option<Tag>,
    /// More nodes follow the literal that is being read.
    pub(crate) more_follows: bool,
    pub(crate) document: bool,
    /// `<body>` and `<html>` once they are closed: browsers move the whitespace behind them into the body.
    pub(crate) closed: Vec<Open>,
    pub(crate) after_body: String,
    pub(crate) plan: Plan,
    client: Vec<String>,
    /// By fragment, the slots that the script leaves alone.
    left: Vec<(u16, Vec<usize>)>,
    pub(crate) actions: Actions,
    pub(crate) forms: Forms,
    /// The form whose start tag has just ended, until its mark stands.
    pub(crate) begun_form: Option<u16>,
    /// What a jump would leave out, within the loop that is being read.
    pub(crate) levels: Vec<Level>,
    pub(crate) mistakes: Mistakes,
    /// To name places in messages.
    pub(crate) files: Vec<File>,
    /// The template is one branch, which has arms even where they hold no element.
    is_enum: bool,
}

impl Cutter {
    fn new(document: bool, files: &[File]) -> Self {
        Cutter {
            state: State::Data,
            stack: Vec::new(),
            frame: Frame::default(),
            run_open: false,
            finished_tag: None,
            more_follows: false,
            document,
            closed: Vec::new(),
            after_body: String::new(),
            plan: Plan::default(),
            client: Vec::new(),
            left: Vec::new(),
            actions: Actions::default(),
            forms: Forms::new(files),
            begun_form: None,
            levels: Vec::new(),
            mistakes: Mistakes::default(),
            files: files.to_vec(),
            is_enum: false,
        }
    }

    fn page(mut self, nodes: &[Node]) -> (Planned, Vec<Problem>) {
        self.fragment(nodes, At { file: 0, offset: 0 }, Edge::Page);
        let mut nodes = vec![Node::Mark(Mark::Begin)];
        nodes.append(&mut self.frame.out);
        nodes.push(Node::Mark(Mark::Finish));
        let mut plan = self.plan;
        plan.uploads.extend(uploads::shown(&nodes));
        let (actions, uses) = self.actions.finish();
        plan.actions = actions;
        let (forms, submissions, problems) = self.forms.finish();
        plan.forms = forms;
        plan.submissions = submissions;
        self.mistakes.extend(problems);
        let uses: Vec<String> = uses.iter().map(|name| json_text(name)).collect();
        let uses = match &*uses {
            [] => String::new(),
            uses => format!(",\"uses\":[{}]", uses.join(",")),
        };
        plan.client = format!(
            "{{\"v\":1{uses},\"fragments\":[{}]{}{}}}",
            self.client.join(","),
            keys(&plan.fragments),
            ignored::json(&self.left)
        );
        (Planned { nodes, plan }, self.mistakes.into_problems())
    }

    pub(crate) fn push_static(&mut self, text: &str) {
        self.frame.current.push_str(text);
    }

    /// Reads `nodes` as a fragment of its own; its number. The nodes with marks are left in the frame's `out`.
    pub(crate) fn fragment(&mut self, nodes: &[Node], at: At, edge: Edge) -> u16 {
        let number = self.plan.fragments.len() as u16;
        self.plan.fragments.push(Fragment::default());
        self.client.push(String::new());
        self.frame.base = self.stack.len();
        self.stack.push(Open::fragment(at));
        self.run_open = false;
        self.nodes(nodes);
        self.end_of_fragment();
        // Behind a nested template its parent's text may follow.
        self.end_run(edge == Edge::Page && self.document);
        if edge == Edge::Page {
            self.close_document();
        }
        let root = self.stack.pop();
        let frame = &mut self.frame;
        let mut statics = std::mem::take(&mut frame.statics);
        statics.push(std::mem::take(&mut frame.current));
        let slots = std::mem::take(&mut frame.slots);
        let left = std::mem::take(&mut frame.left);
        if !left.is_empty() {
            self.left.push((number, left));
        }
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

    fn nodes(&mut self, nodes: &[Node]) {
        for (i, node) in nodes.iter().enumerate() {
            if let Node::Jump { .. } = node {
                // What follows is never reached.
                return self.jump(node);
            }
            let rest = &nodes[i + 1..];
            self.more_follows = !rest.is_empty();
            if !may_jump(node) {
                self.node(node);
                continue;
            }
            let level = (!rest.is_empty()).then_some(Level::Rest);
            self.levels.extend(level);
            self.node(node);
            self.levels
                .truncate(self.levels.len() - usize::from(level.is_some()));
            if let Some(at) = rest.iter().find_map(Node::at) {
                self.rest(rest, at);
            }
            return;
        }
    }

    fn node(&mut self, node: &Node) {
        let in_data = matches!(self.state, State::Data);
        match node {
            Node::Text { text, at } => {
                self.literal(text, *at);
            }
            Node::Branch { arms, .. }
                if in_data
                    && (std::mem::take(&mut self.is_enum)
                        || may_jump(node)
                        || arms.iter().any(|arm| is_structural(&arm.nodes))) =>
            {
                self.branch(node);
            }
            Node::Loop { body, empty, .. }
                if in_data
                    && (may_jump(node)
                        || is_one_value(body)
                        || is_structural(body)
                        || empty.as_deref().is_some_and(is_structural)) =>
            {
                self.list(node);
            }
            Node::Call { nodes, .. } => {
                let outside = std::mem::take(&mut self.frame.out);
                self.nodes(nodes);
                let marked = std::mem::replace(&mut self.frame.out, outside);
                let mut call = node.clone();
                if let Node::Call { nodes, .. } = &mut call {
                    *nodes = marked;
                }
                self.frame.out.push(call);
            }
            Node::Output { at, .. } | Node::Branch { at, .. } | Node::Loop { at, .. } => {
                self.dynamic(node, *at);
            }
            Node::Capture {
                nodes, close, at, ..
            } => {
                if let Some((at, message)) = captured::problem(nodes, *at) {
                    self.problem(at, message);
                }
                if *close == "endfilter" {
                    self.dynamic(node, *at);
                } else {
                    self.frame.out.push(node.clone());
                }
            }
            Node::Silent { .. } | Node::Code { .. } | Node::Jump { .. } | Node::Mark(_) => {
                self.frame.out.push(node.clone());
            }
        }
    }

    /// A dynamic piece that stays in one slot with its neighbours.
    fn dynamic(&mut self, node: &Node, at: At) {
        let slot = match &mut self.state {
            State::Data => {
                if submissions::may_hold_fields(node) {
                    self.forms.value();
                }
                self.value_in_parent(at);
                let measured = false;
                let parent = self.stack.iter().rev().find(|open| !open.name.is_empty());
                // In `<pre>` the parser drops a line break that a nested template's plan would have.
                let is_html = parent.is_none_or(|open| {
                    elements::is_html_point(&open.as_ancestor()) && open.name != "pre"
                });
                Some(if is_html {
                    Slot::Content { measured }
                } else {
                    Slot::Foreign { measured }
                })
            }
            State::Text {
                content: Content::Text,
                ..
            } => Some(Slot::Text),
            State::Text {
                content: Content::Json,
                ..
            } => {
                if let Some(at) = not_json(std::slice::from_ref(node)) {
                    let message =
                        "a value in a JSON script has to be JSON: write `{{ …|json|safe }}`";
                    self.problem(at, message.to_owned());
                }
                Some(Slot::Text)
            }
            State::Text { name, .. } => {
                let message = match name.as_str() {
                    "script" => "a value in `<script>` would be run as code: put it into an attribute (`data-…=\"…\"`), \
                                 or into `<script type=\"application/json\">{{ …|json|safe }}</script>`, and read it there".to_owned(),
                    "style" => "a value in `<style>` would be read as CSS: set a custom property, `style=\"--name: {{ … }}\"`".to_owned(),
                    _ => format!("a value in `<{name}>` would be read as text, or not at all: take it out"),
                };
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
            State::Doctype { .. } => None,
            State::Tag(tag) => {
                match tag.phase {
                    _ if tag.closing => {
                        self.problem(
                            at,
                            "an end tag can't hold a value: write it into the start tag".to_owned(),
                        );
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
                        self.problem(at, "an attribute's name can't be dynamic: write it out, or `{% if … %}name{% endif %}` behind a space".to_owned());
                        None
                    }
                    Phase::Value(_) => Some(Slot::Attribute),
                    Phase::AfterValue => {
                        // Behind another slot nothing needs to stand.
                        if !self.run_open {
                            self.problem(
                                at,
                                "a space belongs between two attributes: write `a=\"1\" b=\"2\"`"
                                    .to_owned(),
                            );
                        }
                        Some(Slot::Attributes)
                    }
                    Phase::Before | Phase::AfterName => Some(Slot::Attributes),
                }
            }
        };
        if slot.is_some() && may_jump(node) {
            let message = "a `break` or `continue` can't leave a tag or a text in the middle: put the `{% if %}` around whole elements";
            self.problem(at, message.to_owned());
        }
        match slot {
            Some(Slot::Attributes) => return self.whole_attributes(node),
            Some(slot) => {
                self.check_inside(node);
                let guard = self.guard(at);
                self.open_slot(slot);
                self.frame.out.extend(guard.map(Node::Mark));
            }
            None => {}
        }
        self.frame.out.push(node.clone());
    }

    /// Lets the piece that comes now be of the open slot, or of a new one.
    pub(crate) fn open_slot(&mut self, slot: Slot) {
        let attributes = slot == Slot::Attributes;
        // Whole attributes are one stretch only where nothing but space stands between them.
        let continues = self.run_open && (!attributes || self.frame.current.trim().is_empty());
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
                    tag.items.push(TagItem::Set(number, Vec::new()));
                }
                tag.phase = Phase::AfterValue;
            }
            State::Tag(tag) => {
                if let Some(TagItem::Attr(attr)) = tag.items.last_mut() {
                    attr.value.slot = Some(number);
                    attr.value.suffix.clear();
                }
            }
            State::Comment { .. } | State::Doctype { .. } => {}
        }
    }

    pub(crate) fn new_slot(&mut self, slot: Slot) {
        self.frame
            .statics
            .push(std::mem::take(&mut self.frame.current));
        if self.stack[self.frame.base..]
            .iter()
            .any(|open| open.ignored)
        {
            self.frame.left.push(self.frame.slots.len());
        }
        self.frame.slots.push(slot);
        self.frame.out.push(Node::Mark(Mark::Slot));
    }

    pub(crate) fn child(&mut self, json: String) {
        if let Some(open) = self.stack.last_mut() {
            open.children.push(json);
        }
    }
}

/// Whether a loop's body is one value, which may be a template of its own: then its items are no text to run together.
fn is_one_value(body: &[Node]) -> bool {
    fn count(nodes: &[Node]) -> Option<usize> {
        nodes.iter().try_fold(0, |values, node| match node {
            Node::Output { .. } => Some(values + 1),
            Node::Text { text, .. } => text.trim_ascii().is_empty().then_some(values),
            Node::Call { nodes, .. } => Some(values + count(nodes)?),
            Node::Silent { .. } | Node::Code { .. } => Some(values),
            _ => None,
        })
    }
    count(body) == Some(1)
}

/// Whether a list of single values is in `nodes`.
fn holds_list(nodes: &[Node]) -> bool {
    nodes.iter().any(|node| match node {
        Node::Loop { body, empty, .. } => {
            is_one_value(body) || holds_list(body) || empty.as_deref().is_some_and(holds_list)
        }
        Node::Branch { arms, .. } => arms.iter().any(|arm| holds_list(&arm.nodes)),
        Node::Call { nodes, .. } => holds_list(nodes),
        _ => false,
    })
}

/// Whether an element, a comment or a list begins or ends in `nodes`.
fn is_structural(nodes: &[Node]) -> bool {
    let mut found = holds_list(nodes);
    each_text(nodes, &mut |text, _| {
        found |= text.match_indices('<').any(|(i, _)| {
            text[i + 1..]
                .starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'))
        });
    });
    found
}

pub(crate) fn each_text(nodes: &[Node], see: &mut impl FnMut(&str, At)) {
    for node in nodes {
        match node {
            Node::Text { text, at } => see(text, *at),
            Node::Branch { arms, .. } => arms.iter().for_each(|arm| each_text(&arm.nodes, see)),
            Node::Call { nodes, .. } => each_text(nodes, see),
            Node::Loop { body, empty, .. } => {
                each_text(body, see);
                each_text(empty.as_deref().unwrap_or_default(), see);
            }
            _ => {}
        }
    }
}

/// For the client: which slot of a fragment holds its key; with the arms' fragments where it is a branch.
fn keys(fragments: &[Fragment]) -> String {
    let keys = fragments
        .iter()
        .enumerate()
        .filter_map(|(index, fragment)| {
            let key = fragment.key?;
            Some(match &fragment.slots[usize::from(key)] {
                Slot::Branch { arms } => format!("\"{index}\":[{key},{arms:?}]"),
                _ => format!("\"{index}\":{key}"),
            })
        });
    let keys: Vec<String> = keys.collect();
    if keys.is_empty() {
        return String::new();
    }
    format!(",\"keys\":{{{}}}", keys.join(","))
}

/// Whether the template is a document of its own.
pub(crate) fn has_html(nodes: &[Node]) -> bool {
    nodes.iter().any(|node| match node {
        Node::Text { text, .. } => {
            let text = text.to_ascii_lowercase();
            text.match_indices("<html")
                .any(|(i, _)| text[i + 5..].starts_with([' ', '>', '\n', '\t', '\r']))
        }
        Node::Call { nodes, .. } => has_html(nodes),
        _ => false,
    })
}
