//! Macro calls: what a `{{ name(…) }}` or a `call` block stands for, and `caller()` inside of it.
//!
//! Askama writes a macro's body where it is called. So do we, as a node of its own: printed, each call is a macro with a
//! name of its own, whose body is flat and has the call's marks. Arguments stay askama's affair.

use super::context::{Context, Defined};
use super::flatten::{Flatten, Pass};
use super::ir::{At, File, Node as Flat};
use super::layout::Extent;
use super::parser::{
    Call, CallExpr, Expr, Let, LetValueOrBlock, Macro, Node, Target, WithSpan, Ws,
};

/// The body of a `call` block, for the `caller()`s of the macro that it calls.
#[derive(Clone)]
pub(crate) struct Caller<'a> {
    context: Context<'a>,
    call: &'a WithSpan<Call<'a>>,
}

/// The names that stand for a `call` block's body at the moment, innermost last; `None` blocks a name out.
#[derive(Default)]
pub(crate) struct Callers<'a>(Vec<(&'a str, Option<Caller<'a>>)>);

impl<'a> Callers<'a> {
    fn get(&self, name: &str) -> Option<&Caller<'a>> {
        let (_, caller) = self.0.iter().rfind(|(known, _)| *known == name)?;
        caller.as_ref()
    }
}

/// What a call in the template is of.
enum Callee<'a> {
    /// A macro, and what is visible in it.
    Macro(Context<'a>, &'a WithSpan<Macro<'a>>, &'a Node<'a>),
    Caller(Caller<'a>),
}

/// The source that a call is printed from.
struct Written<'s> {
    arguments: &'s str,
    /// It is a `call` block: `caller` is defined in the macro.
    block: Option<Caller<'s>>,
}

impl<'a> Flatten<'a> {
    /// `{{ … }}` where that is a call of a macro or of `caller`; whether it was.
    pub(crate) fn call_expr(
        &mut self,
        context: &Context<'a>,
        written: &'a str,
        expr: &'a Expr<'a>,
        ws: Ws,
        at: At,
        pass: Pass,
    ) -> bool {
        let Some(callee) = self.callee(context, expr, at) else {
            return false;
        };
        let written = Written {
            arguments: arguments(written),
            block: None,
        };
        self.expand(callee, written, ws, at, pass);
        self.writer.handle(ws);
        true
    }

    /// A `call` block.
    pub(crate) fn call_block(
        &mut self,
        context: &Context<'a>,
        extent: &Extent,
        call: &'a WithSpan<Call<'a>>,
        pass: Pass,
    ) {
        let at = context.at(extent.whole.start);
        let name = *call.name;
        let callee = match call.scope {
            None => context
                .macros
                .get(name)
                .map(|defined| self.local(context, *defined, at)),
            Some(scope) if !context.imports.contains_key(*scope) => {
                return self.problem(
                    context.at_str(*scope),
                    format!(
                        "nothing is imported as `{}`: write `{{% import \"…\" as {0} %}}`",
                        *scope
                    ),
                );
            }
            Some(scope) => self.imported(context, *scope, name, at),
        };
        let Some(callee) = callee else {
            let message = format!("there is no macro `{name}` here");
            return self.problem(context.at_str(name), message);
        };
        let inside = &context.source.text[extent.tags[0].inner.clone()];
        let start = context.at_str(name).offset + name.len() - extent.tags[0].inner.start;
        let written = Written {
            arguments: inside[start..].trim(),
            block: Some(Caller {
                context: context.clone(),
                call,
            }),
        };
        let ws = Ws(call.ws1.0, call.ws2.1);
        self.expand(callee, written, ws, at, pass);
    }

    /// `{% let x = caller() %}` and `{% let x = caller %}`; whether it was one of them.
    pub(crate) fn let_caller(
        &mut self,
        context: &Context<'a>,
        extent: &Extent,
        set: &'a WithSpan<Let<'a>>,
    ) -> bool {
        let (LetValueOrBlock::Value(value), Target::Name(name)) = (&set.val, &set.var) else {
            return false;
        };
        if let Expr::Var(source) = ***value {
            let caller = self.callers.get(source).cloned();
            let is_alias = caller.is_some();
            if is_alias {
                self.callers.0.push((name, caller));
                self.scope.declare(name);
            }
            return is_alias;
        }
        let Expr::Call(call) = &***value else {
            return false;
        };
        let Some(caller) = self.caller(call) else {
            return false;
        };
        let (text, tag) = (&context.source.text, &extent.tags[0]);
        let (head, value) = text[tag.inner.clone()].split_once('=').unwrap_or_default();
        let at = context.at(extent.whole.start);
        let outside = self.writer.open();
        let written = Written {
            arguments: arguments(value),
            block: None,
        };
        self.expand(
            Callee::Caller(caller),
            written,
            Ws(None, None),
            at,
            Pass::Page,
        );
        let nodes = self.writer.close(outside);
        self.writer.handle(set.ws);
        self.writer.push(Flat::Capture {
            close: if head.starts_with("set") {
                "endset"
            } else {
                "endlet"
            },
            head: head.trim().to_owned(),
            nodes,
            at,
        });
        self.writer.flush(set.ws.0);
        self.scope.declare(name);
        true
    }

    fn caller(&self, call: &CallExpr<'a>) -> Option<Caller<'a>> {
        match **call.path {
            Expr::Var(name) => self.callers.get(name).cloned(),
            _ => None,
        }
    }

    fn callee(&mut self, context: &Context<'a>, expr: &'a Expr<'a>, at: At) -> Option<Callee<'a>> {
        let call = match expr {
            Expr::Group(inner) => return self.callee(context, inner, at),
            Expr::Call(call) => call,
            _ => return None,
        };
        if let Some(caller) = self.caller(call) {
            return Some(Callee::Caller(caller));
        }
        match &**call.path {
            Expr::Var(name) => {
                let defined = *context.macros.get(name)?;
                Some(self.local(context, defined, at))
            }
            Expr::Path(path) => match path.as_slice() {
                [scope, name] if scope.generics.is_none() && name.generics.is_none() => {
                    self.imported(context, *scope.name, *name.name, at)
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// A macro that is visible by its name alone: what is visible at the call is so in it, too.
    fn local(&mut self, context: &Context<'a>, defined: Defined<'a>, at: At) -> Callee<'a> {
        let mut inside = context.clone();
        inside.source = defined.source;
        inside.file = self.add_file(&inside, at);
        Callee::Macro(inside, defined.definition, defined.node)
    }

    fn imported(
        &mut self,
        context: &Context<'a>,
        scope: &str,
        name: &str,
        at: At,
    ) -> Option<Callee<'a>> {
        let source = self.sources.by_path.get(*context.imports.get(scope)?)?;
        let mut inside = Context::new(source, 0);
        let defined = *inside.macros.get(name)?;
        inside.file = self.add_file(&inside, at);
        Some(Callee::Macro(inside, defined.definition, defined.node))
    }

    /// The file once more, so that a mistake in a macro tells where it was called.
    fn add_file(&mut self, context: &Context<'a>, called_at: At) -> usize {
        let (path, absolute) = (self.describe)(&context.source.path);
        self.files.push(File {
            path,
            absolute,
            source: context.source.text.clone(),
            included_at: Some(called_at),
        });
        self.files.len() - 1
    }

    /// Askama's `MacroInvocation::write` and `handle_caller`.
    fn expand(&mut self, callee: Callee<'a>, written: Written<'a>, ws: Ws, at: At, pass: Pass) {
        let is_block = written.block.is_some();
        let bound = self.callers.0.len();
        let loops = std::mem::take(&mut self.loops);
        self.scope.enter();
        let (name, parameters, nodes) = match callee {
            Callee::Macro(context, definition, node) => {
                let pointer: *const Macro<'a> = &raw const **definition;
                if self.open_macros.contains(&pointer) {
                    self.scope.leave();
                    self.loops = loops;
                    return self.problem(
                        at,
                        format!(
                            "macro `{}` calls itself, and askama can't write that: use a nested template, which may hold templates of its own kind",
                            *definition.name
                        ),
                    );
                }
                self.open_macros.push(pointer);
                if let Some(caller) = written.block {
                    self.callers.0.push(("caller", Some(caller)));
                    self.scope.declare("caller");
                }
                for argument in &definition.args {
                    self.scope.declare(*argument.name);
                }
                self.writer.flush(ws.0);
                let outside = self.writer.open();
                self.writer.prepare(definition.ws1.1);
                self.nodes(&context, &definition.nodes, pass);
                self.writer.flush(definition.ws2.0);
                let nodes = self.writer.close(outside);
                self.writer.prepare(ws.1);
                self.open_macros.pop();
                (
                    *definition.name,
                    parameters(&context, definition, node),
                    nodes,
                )
            }
            Callee::Caller(Caller { context, call }) => {
                self.callers.0.push(("caller", None));
                self.scope.hide("caller");
                for argument in &call.caller_args {
                    self.scope.declare(argument);
                }
                self.writer.handle(ws);
                let outside = self.writer.open();
                self.writer.prepare(call.ws1.1);
                self.nodes(&context, &call.nodes, Pass::Page);
                self.writer.flush(call.ws2.0);
                let nodes = self.writer.close(outside);
                (
                    "caller",
                    format!("({})", call.caller_args.join(", ")),
                    nodes,
                )
            }
        };
        self.scope.leave();
        self.loops = loops;
        self.callers.0.truncate(bound);
        self.calls += 1;
        self.writer.push(Flat::Call {
            name: format!("lvt_{}_{name}", self.calls),
            parameters,
            arguments: written.arguments.to_owned(),
            is_block,
            nodes,
            at,
        });
    }
}

/// `(x, y)` of `ui::name(x, y)`, perhaps in parentheses itself.
fn arguments(call: &str) -> &str {
    let mut call = call.trim();
    while let Some(inside) = call.strip_prefix('(') {
        call = inside.strip_suffix(')').unwrap_or(inside).trim();
    }
    call.find('(').map_or("", |start| &call[start..])
}

/// `(x, y = 2)` of `macro name(x, y = 2)`.
fn parameters(context: &Context<'_>, definition: &Macro<'_>, node: &Node<'_>) -> String {
    let source = context.source;
    let tag = &source.layout.extent(node).tags[0];
    let start = context.at_str(*definition.name).offset + definition.name.len();
    source.text[start..tag.inner.end].trim().to_owned()
}
