//! Many files become one tree: `extends`, blocks, `super()` and `include` are resolved, whitespace control is settled.
//!
//! A walk in the order of askama's generator (`generator/node.rs`), one function of ours for one of its; `if`, `match`
//! and `for` are in `control`, `extends`, blocks and `include` in `inherit`, macros in `macros`. What it writes as code we
//! write as nodes.

use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use super::config::Config;
use super::context::{Context, Heritage, Sources};
use super::inherit::{heritage, is_super};
use super::ir::{At, File, Node as Flat, Problem};
use super::layout::Extent;
use super::macros::Callers;
use super::parser::{BlockDef, Expr, FilterBlock, Let, LetValueOrBlock, Macro, Node, WithSpan, Ws};
use super::scope::Scope;
use super::value;
use super::whitespace::Writer;

/// What [`flatten`] made.
pub(crate) struct Flattened {
    pub(crate) files: Vec<File>,
    pub(crate) nodes: Vec<Flat>,
    pub(crate) problems: Vec<Problem>,
    /// The block that was asked for exists, or none was.
    pub(crate) found_block: bool,
}

/// How a file is named for people and for `include_bytes!`.
type Describe<'a> = dyn Fn(&Arc<Path>) -> (String, Option<PathBuf>) + 'a;

/// Joins the files of a template. `block`: only this one is wanted.
pub(crate) fn flatten<'a>(
    sources: &'a Sources,
    config: &'a Config,
    fields: Vec<String>,
    block: Option<&'a str>,
    describe: impl Fn(&Arc<Path>) -> (String, Option<PathBuf>) + 'a,
) -> Flattened {
    let mut walk = Flatten {
        sources,
        config,
        describe: Box::new(describe),
        block,
        files: Vec::new(),
        problems: Vec::new(),
        writer: Writer::new(config.whitespace),
        scope: Scope::new(fields),
        heritage: None,
        in_block: None,
        open_blocks: Vec::new(),
        open_files: vec![Arc::clone(&sources.root)],
        open_macros: Vec::new(),
        callers: Callers::default(),
        captures: 0,
        loops: 0,
        calls: 0,
    };
    let nodes = walk.template();
    let found_block = match (block, &walk.heritage) {
        (Some(name), Some(heritage)) => heritage.blocks.contains_key(name),
        (Some(_), None) => false,
        (None, _) => true,
    };
    Flattened {
        files: walk.files,
        nodes,
        problems: walk.problems,
        found_block,
    }
}

/// Askama walks a template that has blocks twice: first only for its variables.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Pass {
    Variables,
    Page,
}

/// The walk over all files.
pub(crate) struct Flatten<'a> {
    pub(crate) sources: &'a Sources,
    pub(crate) config: &'a Config,
    pub(crate) describe: Box<Describe<'a>>,
    pub(crate) block: Option<&'a str>,
    pub(crate) files: Vec<File>,
    pub(crate) problems: Vec<Problem>,
    pub(crate) writer: Writer<'a>,
    pub(crate) scope: Scope,
    /// Of the file that is being walked, if it has blocks.
    pub(crate) heritage: Option<Rc<Heritage<'a>>>,
    /// The block that is being written, and how many `super()` deep.
    pub(crate) in_block: Option<(&'a str, usize)>,
    /// Every block definition that is open, to see recursion.
    pub(crate) open_blocks: Vec<*const BlockDef<'a>>,
    /// Every file that is open through an include.
    pub(crate) open_files: Vec<Arc<Path>>,
    /// Every macro that is open through a call.
    pub(crate) open_macros: Vec<*const Macro<'a>>,
    pub(crate) callers: Callers<'a>,
    /// How many filter and `let` blocks are open.
    pub(crate) captures: usize,
    /// How many loops are open within the macro that is open.
    pub(crate) loops: usize,
    /// How many calls were written: each has a name of its own.
    pub(crate) calls: usize,
}

impl<'a> Flatten<'a> {
    fn template(&mut self) -> Vec<Flat> {
        self.discard(self.block.is_some());
        let Some(chain) = self.open(&self.sources.root, None) else {
            return Vec::new();
        };
        let template = Rc::new(chain[0].clone());
        self.heritage = heritage(chain);
        let mut page = Vec::new();
        let root = match &self.heritage {
            Some(heritage) => {
                let heritage = Rc::clone(heritage);
                self.nodes(&template, template.source.parsed.nodes(), Pass::Variables);
                self.writer.finish_file();
                // What the first pass wrote: nothing that shows.
                page.push(Flat::Silent {
                    nodes: self.writer.close(Vec::new()),
                    at: template.at(0),
                });
                self.writer.next_pass();
                Rc::new(heritage.root.clone())
            }
            None => template,
        };
        self.nodes(&root, root.source.parsed.nodes(), Pass::Page);
        self.writer.finish_file();
        page.extend(self.writer.close(Vec::new()));
        page
    }

    pub(crate) fn discard(&mut self, discard: bool) {
        self.writer.discard = discard;
        self.scope.dropping = discard;
    }

    pub(crate) fn problem(&mut self, at: At, message: impl Into<String>) {
        self.problems.push(Problem {
            at,
            message: message.into(),
        });
    }

    pub(crate) fn nodes(&mut self, context: &Context<'a>, nodes: &'a [Box<Node<'a>>], pass: Pass) {
        for node in nodes {
            self.node(context, node, pass);
        }
    }

    fn node(&mut self, context: &Context<'a>, node: &'a Node<'a>, pass: Pass) {
        let extent = context.source.layout.extent(node);
        let at = context.at(extent.whole.start);
        match node {
            Node::Lit(lit) => {
                if pass == Pass::Page {
                    self.writer.lit(context.file, lit.lws, lit.val, lit.rws);
                }
            }
            Node::Comment(comment) => {
                if pass == Pass::Page {
                    self.writer.handle(comment.ws);
                }
            }
            Node::Raw(raw) => {
                if pass == Pass::Page {
                    self.writer.handle(raw.ws1);
                    self.writer
                        .lit(context.file, raw.lit.lws, raw.lit.val, raw.lit.rws);
                    self.writer.handle(raw.ws2);
                }
            }
            Node::Expr(ws, expr) => self.expr(context, extent, *ws, expr, pass),
            Node::Let(set) => self.set(context, extent, set),
            Node::Compound(compound) => {
                self.writer.handle(compound.ws);
                self.code(context, extent);
            }
            Node::Declare(declaration) => {
                self.writer.handle(declaration.ws);
                self.code(context, extent);
                self.scope.declare(*declaration.var_name);
            }
            Node::Break(ws) | Node::Continue(ws) => {
                self.writer.handle(**ws);
                let keyword = match node {
                    Node::Break(_) => "break",
                    _ => "continue",
                };
                if self.loops == 0 {
                    let message = format!(
                        "a `{keyword}` can't leave a `call` block, whose place is inside of the macro: put the `{{% if %}}` around the call"
                    );
                    return self.problem(at, message);
                }
                self.writer.push(Flat::Jump { keyword, at });
            }
            Node::If(branches) => self.branches(context, extent, branches, pass),
            Node::Match(arms) => self.arms(context, extent, arms, pass),
            Node::Loop(lap) => self.lap(context, extent, lap, pass),
            Node::BlockDef(block) => {
                if pass == Pass::Page {
                    let outer = Ws(block.ws1.0, block.ws2.1);
                    self.block(context, Some(*block.name), outer, at);
                }
            }
            Node::Include(include) => self.include(context, include, pass),
            Node::Call(call) => self.call_block(context, extent, call, pass),
            Node::FilterBlock(filter) => self.filter(context, extent, filter, pass),
            Node::Macro(definition) => {
                self.writer.flush(definition.ws1.0);
                self.writer.prepare(definition.ws2.1);
            }
            Node::Import(import) => self.writer.handle(import.ws),
            Node::Extends(_) => {}
        }
    }

    /// `{{ … }}`: a value, a macro call, or `super()`.
    fn expr(
        &mut self,
        context: &Context<'a>,
        extent: &Extent,
        ws: Ws,
        expr: &'a WithSpan<Box<Expr<'a>>>,
        pass: Pass,
    ) {
        let at = context.at(extent.whole.start);
        if is_super(expr) {
            self.block(context, None, ws, at);
            self.writer.handle(ws);
            return;
        }
        let Some(tag) = extent.tags.first() else {
            return;
        };
        let written = &context.source.text[tag.inner.clone()];
        if self.call_expr(context, written, expr, ws, at, pass) || pass == Pass::Variables {
            return;
        }
        self.writer.handle(ws);
        self.writer.push(Flat::Output {
            expr: value::shown(written),
            at,
        });
    }

    fn filter(
        &mut self,
        context: &Context<'a>,
        extent: &Extent,
        filter: &'a FilterBlock<'a>,
        pass: Pass,
    ) {
        let at = context.at(extent.whole.start);
        if pass == Pass::Variables && !self.writer.discard {
            self.problem(
                at,
                "in a template that has blocks, askama writes this piece once more before the page; move it into a block",
            );
        }
        self.writer.flush(filter.ws1.0);
        let nodes = self.captured(context, &filter.nodes, filter.ws1, filter.ws2);
        self.writer.push(Flat::Capture {
            head: first_tag(context, extent),
            nodes,
            close: "endfilter",
            at,
        });
        self.writer.prepare(filter.ws2.1);
    }

    /// `let`, with a value or around nodes.
    fn set(&mut self, context: &Context<'a>, extent: &Extent, set: &'a WithSpan<Let<'a>>) {
        self.writer.handle(set.ws);
        if self.let_caller(context, extent, set) {
            return;
        }
        match &set.val {
            LetValueOrBlock::Value(_) => self.code(context, extent),
            LetValueOrBlock::Block { nodes, ws } => {
                self.writer.flush(set.ws.0);
                let nodes = self.captured(context, nodes, set.ws, *ws);
                let head = first_tag(context, extent);
                self.writer.push(Flat::Capture {
                    close: if head.starts_with("set") {
                        "endset"
                    } else {
                        "endlet"
                    },
                    head,
                    nodes,
                    at: context.at(extent.whole.start),
                });
                self.writer.prepare(ws.1);
            }
        }
        self.scope.declare_all(&set.var);
    }

    /// What becomes a value: between its first tag and its last.
    fn captured(
        &mut self,
        context: &Context<'a>,
        nodes: &'a [Box<Node<'a>>],
        first: Ws,
        last: Ws,
    ) -> Vec<Flat> {
        let outside = self.writer.open();
        self.scope.enter();
        self.captures += 1;
        self.writer.prepare(first.1);
        self.nodes(context, nodes, Pass::Page);
        self.writer.flush(last.0);
        self.captures -= 1;
        self.scope.leave();
        self.writer.close(outside)
    }

    fn code(&mut self, context: &Context<'a>, extent: &Extent) {
        self.writer.push(Flat::Code {
            tag: first_tag(context, extent),
            at: context.at(extent.whole.start),
        });
    }
}

/// The inside of a node's first tag.
fn first_tag(context: &Context<'_>, extent: &Extent) -> String {
    extent.tags.first().map_or_else(String::new, |tag| {
        context.source.text[tag.inner.clone()].to_owned()
    })
}
