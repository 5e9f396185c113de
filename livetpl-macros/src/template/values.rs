//! What a value may do where it stands: the rules of places, and the guards that values get. `cut` decides which slot it is of.

use super::attributes;
use super::cut::{Cutter, each_text};
use super::dom::TagItem;
use super::elements::{self, Holds};
use super::entities::decode;
use super::ir::{At, Mark, Node, Problem, Slot};
use super::tokenizer::{Phase, State, Tag};
use super::urls;

impl Cutter {
    /// The mark before a value that begins here, if it could be a script's URL.
    pub(crate) fn guard(&mut self, at: At) -> Option<Mark> {
        let State::Tag(tag) = &self.state else {
            return None;
        };
        let Some(TagItem::Attr(attr)) = tag.items.last() else {
            return None;
        };
        let prefix: String = attr.value.prefix.iter().map(|(c, _)| *c).collect();
        let prefix = decode(&prefix).unwrap_or(prefix);
        if attr.value.slot.is_some() {
            return None;
        }
        urls::guard(&tag.name, &attr.name, &prefix).unwrap_or_else(|message| {
            self.problem(at, message);
            None
        })
    }

    pub(crate) fn whole_attributes(&mut self, node: &Node) {
        let State::Tag(tag) = &self.state else {
            return;
        };
        let (node, attrs, problems) = attributes::read(&tag.name, node);
        for Problem { at, message } in problems {
            self.problem(at, message);
        }
        self.open_slot(Slot::Attributes);
        if let State::Tag(tag) = &mut self.state
            && let Some(TagItem::Set(_, known)) = tag.items.last_mut()
        {
            known.extend(attrs);
        }
        self.frame.out.push(node);
    }

    /// Literals inside a slot must not leave the place that the slot is in.
    pub(crate) fn check_inside(&mut self, node: &Node) {
        let (bad, place): (&[char], _) = match &self.state {
            State::Tag(Tag {
                phase: Phase::Value('"'),
                ..
            }) => (&['"'], "an attribute's value"),
            State::Tag(Tag {
                phase: Phase::Value(_),
                ..
            }) => (&['\''], "an attribute's value"),
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

    /// A value between two tags must be allowed to stand there.
    pub(crate) fn value_in_parent(&mut self, at: At) {
        let Some(parent) = self.stack.iter_mut().rfind(|open| !open.name.is_empty()) else {
            return;
        };
        let name = parent.name.clone();
        if elements::refuses_text(&parent.as_ancestor()) {
            let message = format!(
                "a value can't stand straight in `<{name}>`: browsers move it out; write the element that belongs there around it"
            );
            self.problem(at, message);
        } else if matches!(&*name, "select" | "optgroup") {
            let message = format!("a value straight in `<{name}>`: write `<option>` around it");
            self.problem(at, message);
        } else if name == "template" {
            parent.holds.get_or_insert(Holds::Others);
        }
    }
}

/// The first value in `nodes` that isn't written as JSON.
pub(crate) fn not_json(nodes: &[Node]) -> Option<At> {
    nodes.iter().find_map(|node| match node {
        Node::Output { expr, at } => {
            let mut filters = expr.rsplit('|').map(str::trim);
            let safe = filters.next() == Some("safe");
            let json = filters
                .next()
                .is_some_and(|filter| filter == "json" || filter.starts_with("json("));
            (!safe || !json).then_some(*at)
        }
        Node::Capture { close, at, .. } => (*close == "endfilter").then_some(*at),
        Node::Call { nodes, .. } => not_json(nodes),
        Node::Branch { arms, .. } => arms.iter().find_map(|arm| not_json(&arm.nodes)),
        Node::Loop { body, empty, .. } => {
            not_json(body).or_else(|| not_json(empty.as_deref().unwrap_or_default()))
        }
        _ => None,
    })
}
