//! `if`, `match` and `for`, flattened. The order of whitespace calls is askama's (`write_if`, `write_match`, `write_loop`).

use super::context::Context;
use super::flatten::{Flatten, Pass};
use super::ir::{Arm, Node as Flat};
use super::layout::Extent;
use super::parser::{If, Loop, Match, Node, WithSpan};
use super::scope::Arms;
use super::tags::Tag;

impl<'a> Flatten<'a> {
    pub(crate) fn branches(
        &mut self,
        context: &Context<'a>,
        extent: &Extent,
        branches: &'a If<'a>,
        pass: Pass,
    ) {
        let conds = branches.branches.iter().map(|cond| &**cond);
        let Arms {
            kept,
            before,
            after,
        } = Arms::of(&self.scope, conds);
        if self.scope.take_doubt() {
            self.problem(
                context.at(extent.whole.start),
                "this asks whether a variable is defined that only exists outside of the block that is shown",
            );
        }
        if let Some(ws) = before {
            self.writer.handle(ws);
        }
        let Some(&(first, _)) = kept.first() else {
            return;
        };
        self.writer.handle(branches.branches[first].ws);

        // Arms that askama drops stay, without content: their conditions, asked again, come to the same.
        let mut arms = self.empty_arms(context, &extent.tags);
        let mut kept = kept.into_iter().peekable();
        while let Some((index, has_content)) = kept.next() {
            let cond = &branches.branches[index];
            let outside = self.writer.open();
            self.scope.enter();
            if let Some(target) = cond.cond.as_ref().and_then(|test| test.target.as_ref()) {
                self.scope.declare_all(target);
            }
            if has_content {
                self.nodes(context, &cond.nodes, pass);
            }
            if let Some(&(next, _)) = kept.peek() {
                self.writer.handle(branches.branches[next].ws);
            } else {
                if let Some(ws) = after {
                    self.writer.handle(ws);
                }
                self.writer.handle(branches.ws);
            }
            self.scope.leave();
            arms[index].nodes = self.writer.close(outside);
        }
        self.writer.push(Flat::Branch {
            head: None,
            arms,
            close: "endif",
            at: context.at(extent.whole.start),
        });
    }

    pub(crate) fn arms(
        &mut self,
        context: &Context<'a>,
        extent: &Extent,
        matched: &'a Match<'a>,
        pass: Pass,
    ) {
        self.writer.flush(matched.ws1.0);
        let mut arms = self.empty_arms(context, &extent.tags[1..]);
        for (index, arm) in matched.arms.iter().enumerate() {
            if index == 0 {
                self.writer.handle(arm.ws);
            }
            let outside = self.writer.open();
            self.scope.enter();
            for target in &arm.target {
                self.scope.declare_all(target);
            }
            self.nodes(context, &arm.nodes, pass);
            match matched.arms.get(index + 1) {
                Some(next) => self.writer.handle(next.ws),
                None => self.writer.handle(matched.ws2),
            }
            self.scope.leave();
            arms[index].nodes = self.writer.close(outside);
        }
        self.writer.push(Flat::Branch {
            head: Some(head(context, &extent.tags[0])),
            arms,
            close: "endmatch",
            at: context.at(extent.whole.start),
        });
    }

    /// One arm for every tag but the last, which closes.
    fn empty_arms(&self, context: &Context<'a>, tags: &[Tag]) -> Vec<Arm> {
        tags.iter()
            .take(tags.len() - 1)
            .map(|tag| Arm {
                head: head(context, tag),
                nodes: Vec::new(),
                at: context.at(tag.whole.start),
            })
            .collect()
    }

    pub(crate) fn lap(
        &mut self,
        context: &Context<'a>,
        extent: &Extent,
        lap: &'a WithSpan<Loop<'a>>,
        pass: Pass,
    ) {
        self.writer.handle(lap.ws1);
        self.scope.enter();

        let outside = self.writer.open();
        self.scope.enter();
        self.scope.declare_all(&lap.var);
        self.nodes(context, &lap.body, pass);
        self.writer.handle(lap.ws2);
        self.scope.leave();
        let body = self.writer.close(outside);

        let empty = if lap.else_nodes.is_empty() {
            self.writer.handle(lap.ws3);
            None
        } else {
            let outside = self.writer.open();
            self.scope.enter();
            self.nodes(context, &lap.else_nodes, pass);
            self.writer.handle(lap.ws3);
            self.scope.leave();
            Some(self.writer.close(outside))
        };

        self.scope.leave();
        self.writer.push(Flat::Loop {
            head: head(context, &extent.tags[0]),
            body,
            empty,
            irregular: is_irregular(&lap.body),
            at: context.at(extent.whole.start),
        });
    }
}

fn head(context: &Context<'_>, tag: &Tag) -> String {
    context.source.text[tag.inner.clone()].to_owned()
}

/// Whether a loop's body holds a `break` or `continue` of that loop.
fn is_irregular(body: &[Box<Node<'_>>]) -> bool {
    body.iter().any(|node| match &**node {
        Node::Break(_) | Node::Continue(_) => true,
        Node::If(branches) => branches
            .branches
            .iter()
            .any(|branch| is_irregular(&branch.nodes)),
        Node::Match(arms) => arms.arms.iter().any(|arm| is_irregular(&arm.nodes)),
        // What an inner loop's body breaks is the inner loop; its `else` is outside of it.
        Node::Loop(lap) => is_irregular(&lap.else_nodes),
        Node::BlockDef(block) => is_irregular(&block.nodes),
        Node::Call(call) => is_irregular(&call.nodes),
        _ => false,
    })
}
