//! Many files become one tree: `extends`, blocks, `super()` and `include` are resolved, whitespace control is settled.
//!
//! A walk in the order of askama's generator (`generator/node.rs`), one function of ours for one of its; `if`, `match`
//! and `for` are in `control`, `extends`, blocks and `include` in `inherit`. What it writes as code we write as nodes. What has no structure for us (macro calls,
//! filter blocks) is printed as it was written.

use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use super::config::{Config, Delimiters};
use super::context::{Context, Heritage, Sources};
use super::definitions::Definitions;
use super::inherit::heritage;
use super::instrument::Printer;
use super::ir::{At, File, Node as Flat, Problem};
use super::layout::Extent;
use super::parser::{BlockDef, Expr, LetValueOrBlock, Node, WithSpan, Ws};
use super::scope::Scope;
use super::verbatim::{Verbatim, is_super};
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
    delimiters: &'a Delimiters,
    fields: Vec<String>,
    block: Option<&'a str>,
    describe: impl Fn(&Arc<Path>) -> (String, Option<PathBuf>) + 'a,
) -> Flattened {
    let mut walk = Flatten {
        sources,
        config,
        delimiters,
        describe: Box::new(describe),
        block,
        files: Vec::new(),
        problems: Vec::new(),
        definitions: Definitions::default(),
        writer: Writer::new(config.whitespace),
        scope: Scope::new(fields),
        heritage: None,
        in_block: None,
        open_blocks: Vec::new(),
        open_files: vec![Arc::clone(&sources.root)],
    };
    let page = walk.template();
    walk.definitions.check(&mut walk.problems);
    let found_block = match (block, &walk.heritage) {
        (Some(name), Some(heritage)) => heritage.blocks.contains_key(name),
        (Some(_), None) => false,
        (None, _) => true,
    };
    let mut nodes = walk.definitions.nodes;
    nodes.extend(page);
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
    pub(crate) delimiters: &'a Delimiters,
    pub(crate) describe: Box<Describe<'a>>,
    pub(crate) block: Option<&'a str>,
    pub(crate) files: Vec<File>,
    pub(crate) problems: Vec<Problem>,
    pub(crate) definitions: Definitions<'a>,
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
                page = self.variables();
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

    /// What the first pass wrote: nothing that shows, so it is code.
    fn variables(&mut self) -> Vec<Flat> {
        let nodes = self.writer.close(Vec::new());
        let printer = Printer {
            delimiters: self.delimiters,
        };
        let as_code = |node: Flat| match node {
            Flat::Branch { at, .. } | Flat::Loop { at, .. } => Flat::Code {
                source: printer.print(std::slice::from_ref(&node)).source,
                at,
            },
            node => node,
        };
        nodes.into_iter().map(as_code).collect()
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
            Node::Let(set) => {
                self.writer.handle(set.ws);
                if let LetValueOrBlock::Block { ws, .. } = &set.val {
                    self.writer.prepare(ws.1);
                }
                self.code(context, node, at);
                self.scope.declare_all(&set.var);
            }
            Node::Compound(compound) => {
                self.writer.handle(compound.ws);
                self.code(context, node, at);
            }
            Node::Declare(declaration) => {
                self.writer.handle(declaration.ws);
                self.code(context, node, at);
                self.scope.declare(*declaration.var_name);
            }
            Node::Break(ws) | Node::Continue(ws) => {
                self.writer.handle(**ws);
                self.code(context, node, at);
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
            Node::Call(call) => {
                self.opaque_block(context, node, Ws(call.ws1.0, call.ws2.1), pass);
            }
            Node::FilterBlock(filter) => {
                self.opaque_block(context, node, Ws(filter.ws1.0, filter.ws2.1), pass);
            }
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
        let is_macro = self.is_macro_call(context, expr, at);
        if pass == Pass::Variables {
            if is_macro {
                self.writer.handle(ws);
            }
            return;
        }
        self.writer.handle(ws);
        let expr = match extent.tags.first() {
            Some(tag) => context.source.text[tag.inner.clone()].to_owned(),
            None => return,
        };
        if is_macro {
            let source = format!(
                "{}+ {expr} +{}",
                self.delimiters.expr_start, self.delimiters.expr_end
            );
            self.writer.push(Flat::Opaque { source, at });
        } else {
            self.writer.push(Flat::Output { expr, at });
        }
    }

    fn is_macro_call(&mut self, context: &Context<'a>, expr: &'a Expr<'a>, at: At) -> bool {
        match expr {
            Expr::Group(inner) => self.is_macro_call(context, inner, at),
            Expr::Call(call) => match &**call.path {
                Expr::Var(name) if context.macros.contains(name) => true,
                Expr::Var(name) => {
                    self.definitions.plain_call(name, at);
                    false
                }
                Expr::Path(path) => match path.as_slice() {
                    [scope, _] => context.imports.contains_key(*scope.name),
                    _ => false,
                },
                _ => false,
            },
            _ => false,
        }
    }

    /// A filter block, a `call` block.
    fn opaque_block(&mut self, context: &Context<'a>, node: &'a Node<'a>, outer: Ws, pass: Pass) {
        let at = context.at(context.source.layout.extent(node).whole.start);
        if pass == Pass::Variables && !self.writer.discard {
            self.problem(
                at,
                "in a template that has blocks, askama writes this piece once more before the page; move it into a block",
            );
        }
        self.writer.flush(outer.0);
        let source = self.verbatim(context, node);
        self.writer.push(Flat::Opaque { source, at });
        self.writer.prepare(outer.1);
    }

    fn code(&mut self, context: &Context<'a>, node: &'a Node<'a>, at: At) {
        let source = self.verbatim(context, node);
        self.writer.push(Flat::Code { source, at });
    }

    fn verbatim(&mut self, context: &Context<'a>, node: &'a Node<'a>) -> String {
        Verbatim {
            config: self.config,
            delimiters: self.delimiters,
            context,
        }
        .print(node, &mut self.problems)
    }
}
