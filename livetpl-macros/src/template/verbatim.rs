//! Pieces that askama gets as they were written: macros, calls, filter blocks, `let` blocks.
//!
//! What changes: the outer whitespace marks become `+` (the whitespace around is settled already), and paths become
//! absolute, because the text moves to another file.

use std::ops::Range;

use super::config::{Config, Delimiters};
use super::context::{Context, offset_of};
use super::ir::Problem;
use super::parser::{Expr, LetValueOrBlock, Node};

/// Prints pieces of one context's file.
pub(crate) struct Verbatim<'a, 'c> {
    pub(crate) config: &'a Config,
    pub(crate) delimiters: &'a Delimiters,
    pub(crate) context: &'c Context<'a>,
}

impl<'a> Verbatim<'a, '_> {
    /// The node's source with everything in it.
    pub(crate) fn print(&self, node: &Node<'a>, problems: &mut Vec<Problem>) -> String {
        let source = self.context.source;
        let extent = source.layout.extent(node);
        let (Some(first), Some(last)) = (extent.tags.first(), extent.tags.last()) else {
            return source.text[extent.whole.clone()].to_owned();
        };
        let mut edits = Vec::new();
        edits.push((
            first.whole.start..first.inner.start,
            format!("{}+ ", self.delimiters.block_start),
        ));
        self.node(node, true, &mut edits, problems);
        edits.push((
            last.inner.end..last.whole.end,
            format!(" +{}", self.delimiters.block_end),
        ));

        let mut printed = String::new();
        let mut at = first.whole.start;
        for (range, new) in edits {
            printed.push_str(&source.text[at..range.start]);
            printed.push_str(&new);
            at = range.end;
        }
        printed
    }

    fn nodes(
        &self,
        nodes: &[Box<Node<'a>>],
        edits: &mut Vec<(Range<usize>, String)>,
        problems: &mut Vec<Problem>,
    ) {
        for node in nodes {
            self.node(node, false, edits, problems);
        }
    }

    /// Edits come in source order.
    fn node(
        &self,
        node: &Node<'a>,
        outermost: bool,
        edits: &mut Vec<(Range<usize>, String)>,
        problems: &mut Vec<Problem>,
    ) {
        let mut refuse = |what: &str| {
            let extent = self.context.source.layout.extent(node);
            problems.push(Problem {
                at: self.context.at(extent.whole.start),
                message: format!(
                    "{what} can't be inside of a macro, a call, a filter block or a `let` block; move it out"
                ),
            });
        };
        match node {
            Node::Include(include) => self.path(include.path, edits, problems),
            Node::Import(import) if outermost => self.path(import.path, edits, problems),
            Node::Import(_) => refuse("an import"),
            Node::BlockDef(_) => refuse("a block"),
            Node::Extends(_) => refuse("`extends`"),
            Node::Macro(_) if !outermost => refuse("a macro"),
            Node::Expr(_, expr) => {
                if is_super(expr) {
                    refuse("`super()`");
                }
            }
            Node::Call(call) => self.nodes(&call.nodes, edits, problems),
            Node::Macro(definition) => self.nodes(&definition.nodes, edits, problems),
            Node::FilterBlock(filter) => self.nodes(&filter.nodes, edits, problems),
            Node::Let(set) => {
                if let LetValueOrBlock::Block { nodes, .. } = &set.val {
                    self.nodes(nodes, edits, problems);
                }
            }
            Node::If(branches) => {
                for branch in &branches.branches {
                    self.nodes(&branch.nodes, edits, problems);
                }
            }
            Node::Match(arms) => {
                for arm in &arms.arms {
                    self.nodes(&arm.nodes, edits, problems);
                }
            }
            Node::Loop(lap) => {
                self.nodes(&lap.body, edits, problems);
                self.nodes(&lap.else_nodes, edits, problems);
            }
            Node::Lit(_)
            | Node::Comment(_)
            | Node::Compound(_)
            | Node::Declare(_)
            | Node::Raw(_)
            | Node::Break(_)
            | Node::Continue(_) => {}
        }
    }

    fn path(
        &self,
        written: &str,
        edits: &mut Vec<(Range<usize>, String)>,
        problems: &mut Vec<Problem>,
    ) {
        let start = offset_of(self.context.source.parsed.source(), written);
        let found = self
            .config
            .find(written, Some(&self.context.source.path))
            .and_then(|path| self.config.name_of(&path));
        match found {
            Ok(path) => edits.push((start..start + written.len(), path)),
            Err(message) => problems.push(Problem {
                at: self.context.at(start),
                message,
            }),
        }
    }
}

/// `super()`, with or without parentheses around.
pub(crate) fn is_super(expr: &Expr<'_>) -> bool {
    match expr {
        Expr::Group(inner) => is_super(inner),
        Expr::Call(call) => matches!(**call.path, Expr::Var("super")),
        _ => false,
    }
}
