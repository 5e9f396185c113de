//! Whole attributes in branches and loops, `{% if done %}checked{% endif %}`: read as the inside of a tag.
//!
//! They keep the rules of all other attributes: fixed names, quoted values, no scripts. Arms and bodies are read from
//! the same place and have to end there. The nodes come back with the guards that their URLs need.

use super::cut::each_text;
use super::dom::Inner;
use super::entities::decode;
use super::ir::{Arm, At, Node, Problem};
use super::{urls, value};

/// Where in a tag the reading is.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Place {
    Between,
    Name,
    /// Behind a name and a space.
    AfterName,
    BeforeValue,
    Value(char),
    Unquoted,
}

/// The attributes that `node` may write into a tag of `element`, and `node` with guards.
pub(crate) fn read(element: &str, node: &Node) -> (Node, Vec<Inner>, Vec<Problem>) {
    let mut reader = Reader {
        element,
        place: Place::Between,
        value: String::new(),
        attrs: Vec::new(),
        problems: Vec::new(),
    };
    let mut nodes = reader.nodes(std::slice::from_ref(node));
    reader.end(node.at());
    // One node of structure stays one node: guards stand inside of it.
    let node = nodes.pop().unwrap_or_else(|| node.clone());
    (node, reader.attrs, reader.problems)
}

struct Reader<'a> {
    element: &'a str,
    place: Place,
    /// The value so far, where nothing of it is dynamic.
    value: String,
    attrs: Vec<Inner>,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    /// Notes a mistake; one is enough.
    fn problem(&mut self, at: At, message: &str) {
        if self.problems.is_empty() {
            self.problems.push(Problem {
                at,
                message: message.to_owned(),
            });
        }
    }

    fn nodes(&mut self, nodes: &[Node]) -> Vec<Node> {
        let mut out = Vec::new();
        for node in nodes {
            match node {
                Node::Text { text, at } => {
                    for (i, c) in text.char_indices() {
                        let offset = at.offset + i;
                        self.char(c, At { offset, ..*at });
                    }
                    out.push(node.clone());
                }
                Node::Output { at, .. } => {
                    self.dynamic(node, *at, &mut out);
                    out.push(node.clone());
                }
                Node::Capture { close, at, .. } if *close == "endfilter" => {
                    self.dynamic(node, *at, &mut out);
                    out.push(node.clone());
                }
                Node::Call { nodes, at, .. } => {
                    self.structure(*at, &mut out);
                    let mut call = node.clone();
                    if let Node::Call { nodes: inside, .. } = &mut call {
                        *inside = self.part(nodes, *at);
                    }
                    out.push(call);
                }
                Node::Branch {
                    head,
                    arms,
                    close,
                    at,
                } => {
                    self.structure(*at, &mut out);
                    let arms = arms.iter().map(|arm| Arm {
                        head: arm.head.clone(),
                        nodes: self.part(&arm.nodes, arm.at),
                        at: arm.at,
                    });
                    let arms = arms.collect();
                    out.push(Node::Branch {
                        head: head.clone(),
                        arms,
                        close,
                        at: *at,
                    });
                }
                Node::Loop {
                    head,
                    body,
                    empty,
                    at,
                } => {
                    self.structure(*at, &mut out);
                    let body = self.part(body, *at);
                    let empty = empty.as_ref().map(|nodes| self.part(nodes, *at));
                    out.push(Node::Loop {
                        head: head.clone(),
                        body,
                        empty,
                        at: *at,
                    });
                }
                Node::Capture { .. }
                | Node::Silent { .. }
                | Node::Code { .. }
                | Node::Jump { .. }
                | Node::Mark(_) => out.push(node.clone()),
            }
        }
        out
    }

    /// An arm or a body: begins and ends where the whole begins.
    fn part(&mut self, nodes: &[Node], at: At) -> Vec<Node> {
        let start = self.place;
        let nodes = self.nodes(nodes);
        if matches!(start, Place::Value(_)) {
            if self.place != start {
                let at = first_text(&nodes).unwrap_or(at);
                self.ends_in_one_branch("an attribute's value", at);
            }
        } else {
            self.end(Some(at));
        }
        self.place = start;
        nodes
    }

    /// A piece that only the run knows.
    fn dynamic(&mut self, node: &Node, at: At, out: &mut Vec<Node>) {
        match self.place {
            Place::Between if is_safe(node) => {}
            Place::Between if is_aria_invalid(node) => self.attrs.push(Inner {
                name: "aria-invalid".to_owned(),
                at,
                value_at: at,
                fixed: None,
            }),
            Place::Between => self.problem(
                at,
                "a value here could be any attribute, also `onclick`: write `name=\"{{ … }}\"`, or `{% if … %}name{% endif %}`",
            ),
            Place::Name | Place::AfterName => self.problem(
                at,
                "an attribute's name can't be dynamic: write it out, or `{% if … %}name{% endif %}` behind a space",
            ),
            Place::BeforeValue | Place::Unquoted => {
                self.problem(at, "put the value into quotes: `name=\"{{ … }}\"`");
            }
            Place::Value(_) => self.guard(at, out),
        }
    }

    fn structure(&mut self, at: At, out: &mut Vec<Node>) {
        match self.place {
            Place::Value(_) => self.guard(at, out),
            Place::BeforeValue => {
                self.problem(at, "put the value into quotes: `name=\"{% … %}\"`");
            }
            _ => self.place = Place::Between,
        }
    }

    /// The current value has a dynamic part here.
    fn guard(&mut self, at: At, out: &mut Vec<Node>) {
        let Some(attr) = self.attrs.last_mut() else {
            return;
        };
        if attr.fixed.take().is_none() {
            return;
        }
        let prefix = decode(&self.value).unwrap_or_else(|_| self.value.clone());
        match urls::guard(self.element, &attr.name, &prefix) {
            Ok(mark) => out.extend(mark.map(Node::Mark)),
            Err(message) => self.problem(at, &message),
        }
    }

    fn ends_in_one_branch(&mut self, place: &str, at: At) {
        let message = format!(
            "this would end {place} in one branch only: write whole attributes or elements"
        );
        self.problem(at, &message);
    }

    /// The end of an arm, a body or the whole.
    fn end(&mut self, at: Option<At>) {
        let at = self.attrs.last().map(|attr| attr.at).or(at);
        if let (Place::BeforeValue | Place::Value(_), Some(at)) = (self.place, at) {
            self.problem(
                at,
                "this attribute does not end in the same branch: write whole attributes",
            );
        }
        self.place = Place::Between;
    }

    fn char(&mut self, c: char, at: At) {
        let space = c.is_ascii_whitespace();
        match self.place {
            Place::Value(quote) if c == quote => self.place = Place::Between,
            Place::Value(_) => self.value_char(c),
            _ if matches!(c, '<' | '>') => self.ends_in_one_branch("a tag", at),
            Place::Unquoted if space => self.place = Place::Between,
            Place::Unquoted => self.value_char(c),
            Place::Between | Place::AfterName | Place::BeforeValue if space => {}
            Place::Name if space => self.place = Place::AfterName,
            Place::Name | Place::AfterName if c == '=' => {
                self.place = Place::BeforeValue;
                self.value.clear();
            }
            Place::BeforeValue => {
                if let Some(attr) = self.attrs.last_mut() {
                    let quoted = matches!(c, '"' | '\'');
                    attr.value_at.offset = at.offset + usize::from(quoted);
                    self.place = if quoted {
                        Place::Value(c)
                    } else {
                        Place::Unquoted
                    };
                    if !quoted {
                        self.value_char(c);
                    }
                }
            }
            _ if matches!(c, '"' | '\'' | '=' | '/') => {
                self.problem(
                    at,
                    &format!("`{c}` can't stand in an attribute's name: write `name=\"value\"`"),
                );
            }
            Place::Name => {
                if let Some(attr) = self.attrs.last_mut() {
                    attr.name.push(c.to_ascii_lowercase());
                }
            }
            Place::Between | Place::AfterName => {
                self.place = Place::Name;
                self.attrs.push(Inner {
                    name: c.to_ascii_lowercase().to_string(),
                    at,
                    value_at: at,
                    fixed: Some(String::new()),
                });
            }
        }
    }

    fn value_char(&mut self, c: char) {
        self.value.push(c);
        if let Some(Inner {
            fixed: Some(fixed), ..
        }) = self.attrs.last_mut()
        {
            fixed.push(c);
        }
    }
}

/// Whether the author vouches for what `node` writes.
fn is_safe(node: &Node) -> bool {
    matches!(node, Node::Output { expr, .. } if expr.rsplit('|').next().is_some_and(|last| last.trim() == "safe"))
}

/// Whether `node` is `lvt.aria_invalid(…)`, which writes one attribute or nothing.
fn is_aria_invalid(node: &Node) -> bool {
    matches!(node, Node::Output { expr, .. } if value::is_aria_invalid(expr))
}

fn first_text(nodes: &[Node]) -> Option<At> {
    let mut first = None;
    each_text(nodes, &mut |_, at| {
        first.get_or_insert(at);
    });
    first
}
