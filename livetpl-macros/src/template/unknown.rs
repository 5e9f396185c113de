//! Names in a template's expressions that nothing has: neither a field of the struct nor a variable of the template.
//!
//! Askama takes a name that is no variable for a field, and rustc would say so of the generated code, without a place in the
//! template. Only what is certain is told: a name that is declared anywhere in the template may be meant, one that is called may be a
//! method, and `self.name` may come by a `Deref`.

use std::collections::BTreeSet;
use std::sync::Arc;

use syn::ext::IdentExt;
use syn::{Data, DeriveInput};

use super::context::offset_of;
use super::instrument;
use super::ir::{At, Flat, Problem};
use super::near;
use super::parser::{Expr, LetValueOrBlock, Node, Parsed, Target, WithSpan};
use super::scope::each_name;
use super::settings::Settings;
use super::value;

/// Names that askama or we know.
const KNOWN: [&str; 5] = ["self", "loop", "caller", "super", value::NAME];

/// All such names, at their places.
pub(crate) fn problems(flat: &Flat, settings: &Settings, input: &DeriveInput) -> Vec<Problem> {
    look(flat, settings, input).unwrap_or_default()
}

fn look(flat: &Flat, settings: &Settings, input: &DeriveInput) -> Option<Vec<Problem>> {
    let Data::Struct(data) = &input.data else {
        return None;
    };
    let fields = data.fields.iter();
    let fields: Vec<String> = fields
        .filter_map(|field| Some(field.ident.as_ref()?.unraw().to_string()))
        .collect();
    let printed = instrument::print(&flat.nodes, settings);
    let syntax = settings.delimiters.to_syntax().ok()?;
    let parsed = Parsed::new(Arc::from(&*printed.source), None, &syntax).ok()?;
    let mut names = Names::default();
    names.nodes(parsed.nodes());
    let is_known = |name: &str| {
        KNOWN.contains(&name)
            || names.declared.contains(name)
            || fields.iter().any(|field| field == name)
    };
    let unknown = names.used.iter().filter(|name| !is_known(name));
    let mut problems: Vec<Problem> = Vec::new();
    for name in unknown {
        let offset = offset_of(parsed.source(), name);
        let Some(at) = place(flat, &printed, offset, name) else {
            continue;
        };
        let message = message(name, input, &fields, &names.declared);
        let problem = Problem { at, message };
        if !problems.contains(&problem) {
            problems.push(problem);
        }
    }
    Some(problems)
}

fn message(
    name: &str,
    input: &DeriveInput,
    fields: &[String],
    declared: &BTreeSet<String>,
) -> String {
    let known = fields.iter().chain(declared);
    let near = near::nearest(name, known.map(|known| &**known));
    let what = format!(
        "there is no `{name}`: neither a field of `{}` nor a variable of the template",
        input.ident
    );
    match near {
        Some(near) => format!("{what}; did you mean `{near}`?"),
        None if fields.is_empty() => format!("{what}; the struct has no fields"),
        None => {
            let fields: Vec<String> = fields.iter().map(|field| format!("`{field}`")).collect();
            format!("{what}; its fields are {}", fields.join(", "))
        }
    }
}

/// Where `name`, which stands at `offset` of the printed source, stands in the template.
fn place(flat: &Flat, printed: &instrument::Printed, offset: usize, name: &str) -> Option<At> {
    let piece = printed
        .places
        .partition_point(|(begin, _)| *begin <= offset);
    let (begin, at) = *printed.places.get(piece.checked_sub(1)?)?;
    let source = &flat.files.get(at.file)?.source;
    // The same words stand before it in both.
    let before = printed.source.get(begin..offset)?;
    let nth = words(before, name).count();
    let found = words(source.get(at.offset..)?, name).nth(nth)?;
    Some(At {
        offset: at.offset + found,
        ..at
    })
}

/// Where `name` stands in `text` as a word.
fn words<'a>(text: &'a str, name: &'a str) -> impl Iterator<Item = usize> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(name)
        .filter(move |(at, _)| {
            !text[..*at].ends_with(is_part) && !text[at + name.len()..].starts_with(is_part)
        })
        .map(|(at, _)| at)
}

/// The names of a template.
#[derive(Default)]
struct Names<'a> {
    declared: BTreeSet<String>,
    /// Slices of the source.
    used: Vec<&'a str>,
}

impl<'a> Names<'a> {
    fn declare(&mut self, target: &Target<'_>) {
        each_name(target, &mut |name| {
            self.declared.insert(name.to_owned());
        });
    }

    fn nodes(&mut self, nodes: &'a [Box<Node<'a>>]) {
        nodes.iter().for_each(|node| self.node(node));
    }

    fn node(&mut self, node: &'a Node<'a>) {
        match node {
            Node::Expr(_, expr) => self.expr(expr),
            Node::Let(declared) => {
                self.declare(&declared.var);
                match &declared.val {
                    LetValueOrBlock::Value(value) => self.expr(value),
                    LetValueOrBlock::Block { nodes, .. } => self.nodes(nodes),
                }
            }
            Node::Declare(declared) => {
                self.declared.insert(declared.var_name.to_string());
            }
            Node::Compound(change) => {
                self.expr(&change.op.lhs);
                self.expr(&change.op.rhs);
            }
            Node::If(branches) => {
                for branch in &branches.branches {
                    if let Some(test) = &branch.cond {
                        test.target.iter().for_each(|target| self.declare(target));
                        self.expr(&test.expr);
                    }
                    self.nodes(&branch.nodes);
                }
            }
            Node::Match(matched) => {
                self.expr(&matched.expr);
                for arm in &matched.arms {
                    arm.target.iter().for_each(|target| self.declare(target));
                    self.nodes(&arm.nodes);
                }
            }
            Node::Loop(lap) => {
                self.declare(&lap.var);
                self.expr(&lap.iter);
                lap.cond.iter().for_each(|filter| self.expr(filter));
                self.nodes(&lap.body);
                self.nodes(&lap.else_nodes);
            }
            Node::FilterBlock(block) => {
                self.exprs(&block.filters.arguments);
                self.nodes(&block.nodes);
            }
            Node::Macro(definition) => {
                for parameter in &definition.args {
                    self.declared.insert(parameter.name.to_string());
                    parameter
                        .default
                        .iter()
                        .for_each(|default| self.expr(default));
                }
                self.nodes(&definition.nodes);
            }
            Node::Call(call) => {
                let parameters = call.caller_args.iter();
                self.declared
                    .extend(parameters.map(|name| (*name).to_owned()));
                self.exprs(call.args.as_deref().unwrap_or_default());
                self.nodes(&call.nodes);
            }
            Node::Lit(_)
            | Node::Raw(_)
            | Node::Comment(_)
            | Node::Break(_)
            | Node::Continue(_)
            | Node::Extends(_)
            | Node::BlockDef(_)
            | Node::Include(_)
            | Node::Import(_) => {}
        }
    }

    fn exprs(&mut self, exprs: &'a [WithSpan<Box<Expr<'a>>>]) {
        exprs.iter().for_each(|expr| self.expr(expr));
    }

    fn expr(&mut self, expr: &'a Expr<'a>) {
        match expr {
            // Others are constants and types.
            Expr::Var(name) if name.starts_with(|c: char| c.is_lowercase() || c == '_') => {
                self.used.push(name);
            }
            Expr::AssociatedItem(one, _)
            | Expr::Unary(_, one)
            | Expr::Group(one)
            | Expr::Try(one)
            | Expr::As(one, _)
            | Expr::NamedArgument(_, one) => self.expr(one),
            Expr::Index(one, other) | Expr::ArrayRepeat(one, other) => {
                self.expr(one);
                self.expr(other);
            }
            Expr::BinOp(op) => {
                self.expr(&op.lhs);
                self.expr(&op.rhs);
            }
            Expr::Range(range) => {
                let ends = range.lhs.iter().chain(&range.rhs);
                ends.for_each(|end| self.expr(end));
            }
            Expr::Array(parts) | Expr::Tuple(parts) | Expr::Concat(parts) => self.exprs(parts),
            Expr::Filter(filter) => self.exprs(&filter.arguments),
            Expr::Call(call) => {
                // What is called may be a method of the struct.
                if !matches!(&**call.path, Expr::Var(_)) {
                    self.expr(&call.path);
                }
                self.exprs(&call.args);
            }
            Expr::LetCond(test) => {
                test.target.iter().for_each(|target| self.declare(target));
                self.expr(&test.expr);
            }
            // A struct's and a macro's inside is Rust's.
            Expr::Var(_)
            | Expr::BoolLit(_)
            | Expr::NumLit(..)
            | Expr::StrLit(_)
            | Expr::CharLit(_)
            | Expr::IsDefined(_)
            | Expr::IsNotDefined(_)
            | Expr::FilterSource
            | Expr::Path(_)
            | Expr::RustMacro(..)
            | Expr::Struct(_)
            | Expr::ArgumentPlaceholder => {}
        }
    }
}
