//! The tags of every node of one file, found once after parsing.
//!
//! Walks the syntax tree and the source side by side. Where they disagree (they should not) the template is refused
//! with a message that says so; nothing is guessed.

use std::collections::HashMap;
use std::ops::Range;

use super::config::Delimiters;
use super::parser::{LetValueOrBlock, Node, Parsed, Span};
use super::tags::{Scanner, Tag};

/// The tags of one node, in source order: `if`, `elif`, `endif`.
#[derive(Clone, Debug)]
pub(crate) struct Extent {
    /// The node with everything in it.
    pub(crate) whole: Range<usize>,
    /// Empty for text and comments.
    pub(crate) tags: Vec<Tag>,
}

/// The extents of a file's nodes, by the nodes' addresses.
#[derive(Debug, Default)]
pub(crate) struct Layout(HashMap<usize, Extent>);

impl Layout {
    /// Finds every tag of a file; the error is where tree and source part.
    pub(crate) fn of(parsed: &Parsed, delimiters: &Delimiters) -> Result<Layout, usize> {
        let mut walk = Walk {
            scanner: Scanner {
                source: parsed.source(),
                delimiters,
            },
            at: 0,
            extents: HashMap::new(),
        };
        let end = match walk.nodes(parsed.nodes()) {
            Some(()) => walk.scanner.skip_blank(walk.at),
            None => return Err(walk.at),
        };
        if end == parsed.source().len() {
            Ok(Layout(walk.extents))
        } else {
            Err(end)
        }
    }

    /// The extent of a node of this file.
    pub(crate) fn extent(&self, node: &Node<'_>) -> &Extent {
        // Every node of the tree was visited by `of`.
        &self.0[&key(node)]
    }
}

fn key(node: &Node<'_>) -> usize {
    std::ptr::from_ref(node) as usize
}

struct Walk<'a> {
    scanner: Scanner<'a>,
    at: usize,
    extents: HashMap<usize, Extent>,
}

impl Walk<'_> {
    fn nodes(&mut self, nodes: &[Box<Node<'_>>]) -> Option<()> {
        nodes.iter().try_for_each(|node| self.node(node))
    }

    fn node(&mut self, node: &Node<'_>) -> Option<()> {
        let start = self.at;
        let mut tags = Vec::new();
        match node {
            Node::Lit(lit) => self.pass_over(lit.span())?,
            Node::Comment(comment) => match self.end_when(comment.span()) {
                Some(tag) => {
                    self.at = self.scanner.skip_blank(tag.whole.end);
                    tags.push(tag);
                }
                None => self.pass_over(comment.span())?,
            },
            Node::Expr(_, expr) => {
                let tag = self.scanner.expr(self.at)?;
                let inside = expr.span().byte_range()?;
                (tag.inner.start <= inside.start && inside.start <= tag.inner.end).then_some(())?;
                self.at = tag.whole.end;
                tags.push(tag);
            }
            Node::Call(call) => {
                tags.push(self.block("call")?);
                self.nodes(&call.nodes)?;
                tags.push(self.block("endcall")?);
            }
            Node::Let(set) => {
                tags.push(self.block_of(&["let", "set"])?);
                if let LetValueOrBlock::Block { nodes, .. } = &set.val {
                    self.nodes(nodes)?;
                    tags.push(self.block_of(&["endlet", "endset"])?);
                }
            }
            Node::Compound(_) => tags.push(self.block("mut")?),
            Node::Declare(_) => tags.push(self.block_of(&["decl", "declare"])?),
            Node::If(branches) => {
                for (index, branch) in branches.branches.iter().enumerate() {
                    let keywords: &[_] = if index == 0 {
                        &["if"]
                    } else {
                        &["elif", "else"]
                    };
                    tags.push(self.block_of(keywords)?);
                    self.nodes(&branch.nodes)?;
                }
                tags.push(self.block("endif")?);
            }
            Node::Match(arms) => {
                tags.push(self.block("match")?);
                for arm in &arms.arms {
                    self.at = self.scanner.skip_blank(self.at);
                    tags.push(self.block_of(&["when", "else"])?);
                    self.nodes(&arm.nodes)?;
                }
                self.at = self.scanner.skip_blank(self.at);
                tags.push(self.block("endmatch")?);
            }
            Node::Loop(lap) => {
                tags.push(self.block("for")?);
                self.nodes(&lap.body)?;
                let next = self.block_of(&["else", "endfor"])?;
                let has_else = self.keyword(&next) == "else";
                tags.push(next);
                if has_else {
                    self.nodes(&lap.else_nodes)?;
                    tags.push(self.block("endfor")?);
                }
            }
            Node::Extends(_) => tags.push(self.block("extends")?),
            Node::BlockDef(block) => {
                tags.push(self.block("block")?);
                self.nodes(&block.nodes)?;
                tags.push(self.block("endblock")?);
            }
            Node::Include(_) => tags.push(self.block("include")?),
            Node::Import(_) => tags.push(self.block("import")?),
            Node::Macro(definition) => {
                tags.push(self.block("macro")?);
                self.nodes(&definition.nodes)?;
                tags.push(self.block("endmacro")?);
            }
            Node::Raw(raw) => {
                tags.push(self.block("raw")?);
                let inside = raw.lit.span().byte_range()?;
                (inside.start == self.at).then_some(())?;
                self.at = inside.end;
                tags.push(self.block("endraw")?);
            }
            Node::Break(_) => tags.push(self.block("break")?),
            Node::Continue(_) => tags.push(self.block("continue")?),
            Node::FilterBlock(filter) => {
                tags.push(self.block("filter")?);
                self.nodes(&filter.nodes)?;
                tags.push(self.block("endfilter")?);
            }
        }
        let whole = start..self.at;
        self.extents.insert(key(node), Extent { whole, tags });
        Some(())
    }

    fn pass_over(&mut self, span: Span) -> Option<()> {
        let range = span.byte_range()?;
        (range.start == self.at).then_some(())?;
        self.at = range.end;
        Some(())
    }

    /// `{% endwhen %}`: askama's tree has it as an empty comment whose span is the keyword.
    fn end_when(&self, span: Span) -> Option<Tag> {
        let range = span.byte_range()?;
        if range.start == self.at {
            return None;
        }
        let at = self.scanner.skip_blank(self.at);
        let tag = self.scanner.block(at)?;
        (tag.inner.start == range.start && self.keyword(&tag) == "endwhen").then_some(tag)
    }

    fn block(&mut self, keyword: &str) -> Option<Tag> {
        self.block_of(&[keyword])
    }

    fn block_of(&mut self, keywords: &[&str]) -> Option<Tag> {
        let tag = self.scanner.block(self.at)?;
        keywords.contains(&self.keyword(&tag)).then_some(())?;
        self.at = tag.whole.end;
        Some(tag)
    }

    fn keyword(&self, tag: &Tag) -> &str {
        let inner = &self.scanner.source[tag.inner.clone()];
        let end = inner
            .find(|c: char| c != '_' && !c.is_alphanumeric())
            .unwrap_or(inner.len());
        &inner[..end]
    }
}
