//! Many files become one tree: `extends`, blocks, `super()` and `include` are resolved, whitespace control is settled.
//!
//! A walk in the order of askama's generator (`generator/node.rs`), one function of ours for one of its; `if`, `match`
//! and `for` are in `control`. What it writes as code we write as nodes. What has no structure for us (macro calls,
//! filter blocks) is printed as it was written.

use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use super::config::{Config, Delimiters};
use super::context::{Context, Heritage, Sources};
use super::definitions::Definitions;
use super::instrument::Printer;
use super::ir::{At, File, Node as Flat, Problem};
use super::layout::Extent;
use super::parser::{BlockDef, Expr, Include, LetValueOrBlock, Node, WithSpan, Ws};
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
        writer: Writer::new(config.whitespace, block.is_some()),
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

pub(crate) struct Flatten<'a> {
    sources: &'a Sources,
    pub(crate) config: &'a Config,
    pub(crate) delimiters: &'a Delimiters,
    describe: Box<Describe<'a>>,
    block: Option<&'a str>,
    files: Vec<File>,
    pub(crate) problems: Vec<Problem>,
    definitions: Definitions<'a>,
    pub(crate) writer: Writer<'a>,
    pub(crate) scope: Scope,
    /// Of the file that is being walked, if it has blocks.
    heritage: Option<Rc<Heritage<'a>>>,
    /// The block that is being written, and how many `super()` deep.
    in_block: Option<(&'a str, usize)>,
    /// Every block definition that is open, to see recursion.
    open_blocks: Vec<*const BlockDef<'a>>,
    /// Every file that is open through an include.
    open_files: Vec<Arc<Path>>,
}

impl<'a> Flatten<'a> {
    fn template(&mut self) -> Vec<Flat> {
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

    /// Opens a file and what it extends; the file itself comes first. `None` if they extend in a circle.
    fn open(&mut self, path: &Arc<Path>, included_at: Option<At>) -> Option<Vec<Context<'a>>> {
        let mut chain: Vec<Context<'a>> = Vec::new();
        let (mut path, mut included_at) = (Arc::clone(path), included_at);
        loop {
            // The loader followed every reference, or reported it and stopped.
            let source = self.sources.by_path.get(&path)?;
            if let Some(at) = included_at
                && chain.iter().any(|context| context.source.path == path)
            {
                self.problem(
                    at,
                    "this template extends itself, directly or through others",
                );
                return None;
            }
            let (shown, absolute) = (self.describe)(&path);
            let context = Context::new(source, self.files.len());
            self.files.push(File {
                path: shown,
                absolute,
                source: Arc::clone(&source.text),
                included_at,
            });
            self.definitions
                .add(&context, self.config, self.delimiters, &mut self.problems);
            let extends = source.extends.clone();
            if let Some(extends) = extends {
                let written = context.extends_path().unwrap_or_default();
                included_at = Some(context.at_str(written));
                path = extends;
                chain.push(context);
            } else {
                chain.push(context);
                return Some(chain);
            }
        }
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

    /// Askama's `write_block`: a block (by name) or `super()`.
    fn block(&mut self, context: &Context<'a>, name: Option<&'a str>, outer: Ws, at: At) {
        self.writer.flush(outer.0);
        let current = match (name, self.in_block) {
            (Some(name), Some((around, _))) if name == around => {
                return self.problem(at, format!("block `{name}` can't be inside of itself"));
            }
            (Some(name), _) => (name, 0),
            (None, Some((around, depth))) => (around, depth + 1),
            (None, None) => {
                return self.problem(at, "`super()` has no meaning outside of a block");
            }
        };
        let definition = self
            .heritage
            .as_ref()
            .and_then(|heritage| heritage.blocks.get(current.0)?.get(current.1).cloned());
        let Some((inner, block)) = definition else {
            let message = format!("no template further up has a block `{}`", current.0);
            return self.problem(at, message);
        };
        let pointer: *const BlockDef<'a> = &raw const **block;
        if self.open_blocks.contains(&pointer) {
            let message = format!("block `{}` can't be inside of itself", current.0);
            return self.problem(at, message);
        }
        let wanted = self.writer.discard && name.is_some() && name == self.block;
        if wanted {
            self.writer.discard = false;
        }
        let mut inner = (*inner).clone();
        inner.inherit(context);

        let around = self.in_block.replace(current);
        self.open_blocks.push(pointer);
        self.isolated(at, |this| {
            this.writer.prepare(block.ws1.1);
            this.nodes(&inner, &block.nodes, Pass::Page);
            this.writer.flush(block.ws2.0);
        });
        self.open_blocks.pop();
        self.in_block = around;

        self.writer.prepare(outer.1);
        if wanted {
            self.writer.discard = true;
        }
    }

    /// Askama's `handle_include`.
    fn include(&mut self, context: &Context<'a>, include: &'a WithSpan<Include<'a>>, pass: Pass) {
        self.writer.flush(include.ws.0);
        let at = context.at_str(include.path);
        let path = match self.config.find(include.path, Some(&context.source.path)) {
            Ok(path) => path,
            Err(message) => return self.problem(at, message),
        };
        if self.open_files.contains(&path) {
            return self.problem(at, "this file includes itself, directly or through others");
        }
        let Some(mut chain) = self.open(&path, Some(at)) else {
            return;
        };
        chain[0].inherit(context);
        let mut page = Rc::new(chain[0].clone());
        let inner = heritage(chain);
        if let Some(heritage) = &inner {
            page = Rc::new(heritage.root.clone());
        }
        let outer = (
            std::mem::replace(&mut self.heritage, inner),
            self.in_block.take(),
        );
        self.open_files.push(path);
        self.isolated(at, |this| {
            this.nodes(&page, page.source.parsed.nodes(), pass);
            this.writer.finish_file();
        });
        self.open_files.pop();
        (self.heritage, self.in_block) = outer;
        self.writer.prepare(include.ws.1);
    }

    /// An included file or a block: its own whitespace state, and its variables end with it.
    ///
    /// Where it declares any, the flat template needs a scope of its own there: askama writes `if true` as exactly that.
    fn isolated(&mut self, at: At, inside: impl FnOnce(&mut Self)) {
        let restore = self.writer.enter();
        let before = self.writer.open();
        self.scope.enter();
        inside(self);
        let declares = self.scope.leave();
        let nodes = self.writer.close(before);
        restore(&mut self.writer);
        let Delimiters {
            block_start,
            block_end,
            ..
        } = self.delimiters;
        let tag = |inner: &str| Flat::Code {
            source: format!("{block_start}+ {inner} +{block_end}"),
            at,
        };
        if declares {
            self.writer.push(tag("if true"));
        }
        self.writer.append(nodes);
        if declares {
            self.writer.push(tag("endif"));
        }
    }
}

/// Askama has heritage where there is a block or an `extends`.
fn heritage(chain: Vec<Context<'_>>) -> Option<Rc<Heritage<'_>>> {
    let needed = chain.len() > 1 || chain.iter().any(|context| !context.blocks.is_empty());
    needed.then(|| Heritage::new(chain)).flatten().map(Rc::new)
}
