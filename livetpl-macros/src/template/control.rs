//! `if`, `match` and `for`, flattened. The order of whitespace calls is askama's (`write_if`, `write_match`, `write_loop`).

use super::context::Context;
use super::flatten::{Flatten, Pass};
use super::ir::{Arm, Node as Flat};
use super::layout::Extent;
use super::parser::{If, Loop, Match, WithSpan};
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

        // Arms that askama drops stay, without content. What is defined is not asked again: in a printed macro `caller`
        // may be another one.
        let mut arms = self.empty_arms(context, &extent.tags);
        let dropped = |index: &usize| !kept.iter().any(|(other, _)| other == index);
        for index in (0..arms.len()).filter(dropped) {
            let head = &mut arms[index].head;
            if head != "else" {
                *head = if index == 0 { "if false" } else { "elif false" }.to_owned();
            }
        }
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
        self.loops += 1;
        self.nodes(context, &lap.body, pass);
        self.loops -= 1;
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
            at: context.at(extent.whole.start),
        });
    }
}

fn head(context: &Context<'_>, tag: &Tag) -> String {
    context.source.text[tag.inner.clone()].to_owned()
}
