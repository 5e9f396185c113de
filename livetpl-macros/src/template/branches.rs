//! Branches and lists: an `if`, `match` or `for` that holds an element. Its arms and bodies are fragments of their own.

use super::cut::{Cutter, Edge, Frame};
use super::dom::Open;
use super::ir::{Arm, At, Mark, Node, Slot};
use super::jumps::Level;
use super::markup::newline_dropped;

impl Cutter {
    pub(crate) fn branch(&mut self, node: &Node) {
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
            let (number, mut nodes) = self.inner(&arm.nodes, arm.at);
            nodes.insert(0, Node::Mark(Mark::Arm(k as u16)));
            numbers.push(number);
            marked.push(Arm {
                head: arm.head.clone(),
                nodes,
                at: arm.at,
            });
        }
        self.arms(slot, &numbers);
        self.frame.out.push(Node::Branch {
            head: head.clone(),
            arms: marked,
            close,
            at: *at,
        });
    }

    /// Makes `slot` a branch with these arms.
    pub(crate) fn arms(&mut self, slot: usize, arms: &[u16]) {
        let list: Vec<String> = arms.iter().map(u16::to_string).collect();
        self.child(format!("{{\"b\":{slot},\"arms\":[{}]}}", list.join(",")));
        self.frame.slots[slot] = Slot::Branch {
            arms: arms.to_vec(),
        };
        let has_key = |arm: &u16| self.plan.fragments[usize::from(*arm)].key.is_some();
        if self.frame.key.is_none() && arms.iter().any(has_key) {
            self.frame.key = Some(slot as u16);
        }
    }

    pub(crate) fn list(&mut self, node: &Node) {
        let Node::Loop {
            head,
            body,
            empty,
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
        let levels = std::mem::take(&mut self.levels);
        let (item, mut marked) = self.inner(body, *at);
        self.levels = levels;
        marked.insert(0, Node::Mark(Mark::Item));
        self.levels.push(Level::List);
        let empty = empty.as_ref().map(|nodes| self.inner(nodes, *at));
        self.levels.pop();
        let mut json = format!("{{\"l\":{slot},\"item\":{item}");
        let number = empty.as_ref().map(|(number, _)| *number);
        let empty = empty.map(|(number, mut nodes)| {
            json.push_str(&format!(",\"empty\":{number}"));
            nodes.insert(0, Node::Mark(Mark::Arm(0)));
            nodes
        });
        json.push('}');
        self.child(json);
        self.frame.slots[slot] = Slot::List {
            item,
            empty: number,
        };
        self.frame.out.push(Node::Loop {
            head: head.clone(),
            body: marked,
            empty,
            at: *at,
        });
        self.frame.out.push(Node::Mark(Mark::End));
    }

    /// Reads an arm or a body; its fragment and its nodes.
    fn inner(&mut self, nodes: &[Node], at: At) -> (u16, Vec<Node>) {
        self.in_frame(Frame::default(), nodes, at)
    }

    pub(crate) fn in_frame(&mut self, frame: Frame, nodes: &[Node], at: At) -> (u16, Vec<Node>) {
        let outer = std::mem::replace(&mut self.frame, frame);
        let (forms, around) = (self.actions.open_forms(), self.forms.enter());
        let number = self.fragment(nodes, at, Edge::Inner);
        self.actions.close_to(forms);
        self.forms.leave(around);
        let frame = std::mem::replace(&mut self.frame, outer);
        (number, frame.out)
    }

    pub(crate) fn place_of_structure(&mut self, at: At) {
        // Text before it that touches it has no end in the DOM.
        self.end_run(false);
        let parent = self.stack.iter().rev().find(|open| !open.name.is_empty());
        if parent.is_some_and(Open::drops_newline) {
            self.problem(at, newline_dropped("pre"));
        } else if parent.is_some_and(|open| open.name == "html")
            || (self.document && parent.is_none())
        {
            self.problem(
                at,
                "a branch or loop around `<head>` or `<body>`: put it inside of them".to_owned(),
            );
        }
    }
}
