//! Where one file continues in another: `extends`, blocks, `super()`, `include`.
//!
//! What is written there has a whitespace state and variables of its own, as askama gives it a generator of its own.

use std::rc::Rc;
use std::sync::Arc;

use std::path::Path;

use super::context::{Context, Heritage};
use super::flatten::{Flatten, Pass};
use super::ir::{At, File, Node as Flat};
use super::parser::{BlockDef, Expr, Include, WithSpan, Ws};

impl<'a> Flatten<'a> {
    /// Opens a file and what it extends; the file itself comes first. `None` if they extend in a circle.
    pub(crate) fn open(
        &mut self,
        path: &Arc<Path>,
        included_at: Option<At>,
    ) -> Option<Vec<Context<'a>>> {
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

    /// Askama's `write_block`: a block (by name) or `super()`.
    pub(crate) fn block(
        &mut self,
        context: &Context<'a>,
        name: Option<&'a str>,
        outer: Ws,
        at: At,
    ) {
        if self.captures > 0 {
            let message =
                "`super()` can't be inside of a filter block or a `let` block; move it out";
            return self.problem(at, message);
        }
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
            self.discard(false);
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
            self.discard(true);
        }
    }

    /// Askama's `handle_include`.
    pub(crate) fn include(
        &mut self,
        context: &Context<'a>,
        include: &'a WithSpan<Include<'a>>,
        pass: Pass,
    ) {
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
    /// So do values with filters, in it or before it: askama evaluates equal ones of one stretch once, and a stretch ends
    /// here.
    fn isolated(&mut self, at: At, inside: impl FnOnce(&mut Self)) {
        let restore = self.writer.enter();
        let before = self.writer.open();
        let filters = |node: &Flat| matches!(node, Flat::Output { expr, .. } if expr.contains('|'));
        let filters_before = before.iter().any(filters);
        self.scope.enter();
        inside(self);
        let declares = self.scope.leave();
        let nodes = self.writer.close(before);
        restore(&mut self.writer);
        let tag = |inner: &str| Flat::Code {
            tag: inner.to_owned(),
            at,
        };
        let apart = declares || filters_before || nodes.iter().any(filters);
        if apart {
            self.writer.push(tag("if true"));
        }
        self.writer.append(nodes);
        if apart {
            self.writer.push(tag("endif"));
        }
    }
}

/// Askama has heritage where there is a block or an `extends`.
pub(crate) fn heritage(chain: Vec<Context<'_>>) -> Option<Rc<Heritage<'_>>> {
    let needed = chain.len() > 1 || chain.iter().any(|context| !context.blocks.is_empty());
    needed.then(|| Heritage::new(chain)).flatten().map(Rc::new)
}

/// `super()`, with or without parentheses around.
pub(crate) fn is_super(expr: &Expr<'_>) -> bool {
    match expr {
        Expr::Group(inner) => is_super(inner),
        Expr::Call(call) => matches!(**call.path, Expr::Var("super")),
        _ => false,
    }
}
