//! `break` and `continue`: what comes behind a piece that may jump is a fragment of its own, shown or not.
//!
//! `{% if a %}x{% continue %}{% endif %}y` is cut as a branch with the arm `x`, and one with the arm `y`. A jump writes the
//! marks of all that it leaves out: a slot without an arm where such a rest would begin, and the end of a list.

use super::cut::{Cutter, Frame};
use super::ir::{At, Mark, Node, Slot};

/// What is around a node within the body of a planned loop, for each level of nesting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Level {
    /// A rest follows: a slot of its own.
    Rest,
    /// The `else` of an inner loop, whose list ends behind it.
    List,
}

/// Whether a `break` or `continue` of the loop around is in `node`.
pub(crate) fn may_jump(node: &Node) -> bool {
    match node {
        Node::Jump { .. } => true,
        Node::Branch { arms, .. } => arms.iter().any(|arm| arm.nodes.iter().any(may_jump)),
        // What an inner loop's body jumps to is the inner loop; its `else` is outside of it.
        Node::Loop { empty, .. } => empty.iter().flatten().any(may_jump),
        _ => false,
    }
}

impl Cutter {
    /// Writes what a jump leaves out, and the jump.
    pub(crate) fn jump(&mut self, node: &Node) {
        let marks = self.levels.iter().rev().map(|level| match level {
            Level::Rest => Mark::Slot,
            Level::List => Mark::End,
        });
        self.frame.out.extend(marks.map(Node::Mark));
        self.frame.out.push(node.clone());
    }

    /// What follows a piece that may jump.
    pub(crate) fn rest(&mut self, nodes: &[Node], at: At) {
        self.place_of_structure(at);
        self.new_slot(Slot::Branch { arms: Vec::new() });
        let slot = self.frame.slots.len() - 1;
        let frame = Frame {
            behind_jump: true,
            ..Frame::default()
        };
        let (number, marked) = self.in_frame(frame, nodes, at);
        self.arms(slot, &[number]);
        self.frame.out.push(Node::Mark(Mark::Arm(0)));
        self.frame.out.extend(marked);
    }
}
