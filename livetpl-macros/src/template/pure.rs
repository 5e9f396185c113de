//! What a loop or a whole page is made from: which fields, and whether anything in it could give another result for the same fields.
//!
//! Pure are variables of its own, literals and fields, under operators, field access, indexes, askama's filters and
//! std's methods in [`METHODS`]. Anything else may read a clock, a lock or a global. (What a user's `Display`, `Deref`,
//! iterator or operator does with data behind an unchanged `Arc` is taken to be the same each time: the guide says so.)
//!
//! Invariant: a method counts as std's only if its receiver's type is known to be. A type is not seen here, so [`Made`]
//! says of which fields the compiler has to find that out.

use std::collections::HashMap;

use super::parser::{
    Expr, Filter, LetValueOrBlock, Loop, Macro, Node, PathOrIdentifier, Target, WithSpan,
};
use super::scope::each_name;
use super::value::NAME;

/// Methods that give the same for the same, on every type of std's that has them.
#[rustfmt::skip]
const METHODS: &[&str] = &[
    "abs", "as_bytes", "as_deref", "as_ref", "as_slice", "as_str", "ceil", "chars", "chunks", "clone", "cloned",
    "concat", "contains", "contains_key", "copied", "count", "ends_with", "enumerate", "eq", "first", "flatten",
    "floor", "into_iter", "is_empty", "is_err", "is_none", "is_ok", "is_some", "iter", "join", "keys", "last", "len",
    "lines", "max", "min", "ok", "pow", "repeat", "rev", "round", "skip", "split", "split_whitespace", "starts_with",
    "step_by", "sum", "take", "to_ascii_lowercase", "to_ascii_uppercase", "to_lowercase", "to_owned", "to_string",
    "to_uppercase", "to_vec", "trim", "trim_end", "trim_start", "unwrap", "unwrap_or", "unwrap_or_default", "values",
    "windows", "zip",
];

/// Those of [`METHODS`] that give what a container has in it, or what only the compiler knows.
const GIVE_INSIDES: &[&str] = &["as_ref", "sum", "unwrap", "unwrap_or", "unwrap_or_default"];

/// Askama's own filters, but for `value`, which asks the caller of the render. No filter of a user's can replace one.
#[rustfmt::skip]
const FILTERS: &[&str] = &[
    "as_ref", "assigned_or", "capitalize", "center", "default", "defined_or", "deref", "e", "escape",
    "filesizeformat", "fmt", "format", "indent", "join", "json", "linebreaks", "linebreaksbr", "lower", "lowercase",
    "paragraphbreaks", "pluralize", "ref", "reject", "safe", "title", "titlecase", "tojson", "trim", "truncate",
    "unique", "upper", "uppercase", "urlencode", "urlencode_strict", "wordcount",
];

/// How deep macros that call each other are followed.
const MOST_CALLS: usize = 30;

/// The macros of a printed template, which has one for each call.
pub(crate) type Macros<'a> = HashMap<&'a str, &'a Macro<'a>>;

/// The macros at the top of `nodes`, where all of them are printed.
pub(crate) fn macros_of<'a>(nodes: &'a [Box<Node<'a>>]) -> Macros<'a> {
    let macros = nodes.iter().filter_map(|node| match &**node {
        Node::Macro(definition) => Some((*definition.name, &**definition)),
        _ => None,
    });
    macros.collect()
}

/// What a loop or a page is made from.
#[derive(Debug, Default)]
pub(crate) struct Made {
    /// The fields, as indexes.
    pub(crate) from: Vec<usize>,
    /// Fields that have to be of std's types, since a method of theirs is called.
    pub(crate) called: Vec<usize>,
    /// A method of something inside of a field is called: all fields have to be of std's types, to the last.
    pub(crate) calls_insides: bool,
}

/// Whose methods a receiver has, as far as can be seen without types.
#[derive(Clone, Copy)]
enum Receiver {
    /// Those of the field's type.
    Field(usize),
    /// Those of a type of std's.
    Std,
    /// Those of something that fields have in them.
    Inside,
    /// Perhaps the user's own.
    Unknown,
}

/// What `lap` is made from, by what `field` says of names; `None` if it is not made from fields alone.
///
/// `outer` knows the variables that were declared before the loop.
pub(crate) fn fields_of(
    lap: &Loop<'_>,
    macros: &Macros<'_>,
    field: &dyn Fn(&str) -> Option<usize>,
    outer: &dyn Fn(&str) -> bool,
) -> Option<Made> {
    let mut own = vec!["loop".to_owned()];
    declared_by_loop(lap, &mut own);
    let mut reader = Reader::new(macros, field, outer, own);
    reader.lap(lap).ok()?;
    reader.into_made()
}

/// What a whole template is made from, as [`fields_of`].
pub(crate) fn fields_of_page(
    nodes: &[Box<Node<'_>>],
    macros: &Macros<'_>,
    field: &dyn Fn(&str) -> Option<usize>,
) -> Option<Made> {
    let mut own = vec!["loop".to_owned()];
    declared_in(nodes, &mut own);
    let mut reader = Reader::new(macros, field, &|_| false, own);
    let mut shown = nodes
        .iter()
        // A macro shows what it is called with.
        .filter(|node| !matches!(&***node, Node::Macro(_)));
    shown.try_for_each(|node| reader.node(node)).ok()?;
    reader.into_made()
}

/// Whether `expr` is the mark `name`.
pub(crate) fn is_mark(expr: &Expr<'_>, name: &str) -> bool {
    match expr {
        Expr::Path(parts) => parts.len() == 2 && *parts[1].name == name && is_of_marks(expr),
        _ => unfiltered(expr).is_some_and(|mark| is_mark(mark, name)),
    }
}

/// The mark of `mark|safe`, as marks are printed.
fn unfiltered<'e, 'a>(expr: &'e Expr<'a>) -> Option<&'e Expr<'a>> {
    match expr {
        Expr::Filter(filter) => filter.arguments.first().map(|mark| &***mark),
        _ => None,
    }
}

fn is_of_marks(expr: &Expr<'_>) -> bool {
    if let Some(mark) = unfiltered(expr) {
        return is_of_marks(mark);
    }
    match expr {
        Expr::Path(parts) => parts.first().is_some_and(|part| *part.name == "__lvt"),
        Expr::Call(call) => is_of_marks(&call.path),
        _ => false,
    }
}

fn declared_by_loop(lap: &Loop<'_>, own: &mut Vec<String>) {
    declared_by_target(&lap.var, own);
    declared_in(&lap.body, own);
    declared_in(&lap.else_nodes, own);
}

fn declared_in(nodes: &[Box<Node<'_>>], own: &mut Vec<String>) {
    for node in nodes {
        match &**node {
            Node::Let(declared) => {
                declared_by_target(&declared.var, own);
                if let LetValueOrBlock::Block { nodes, .. } = &declared.val {
                    declared_in(nodes, own);
                }
            }
            Node::Declare(declared) => own.push(declared.var_name.to_string()),
            Node::If(branches) => {
                for branch in &branches.branches {
                    if let Some(test) = &branch.cond {
                        if let Some(target) = &test.target {
                            declared_by_target(target, own);
                        }
                        declared_by_test(&test.expr, own);
                    }
                    declared_in(&branch.nodes, own);
                }
            }
            Node::Match(arms) => {
                for arm in &arms.arms {
                    arm.target
                        .iter()
                        .for_each(|target| declared_by_target(target, own));
                    declared_in(&arm.nodes, own);
                }
            }
            Node::Loop(lap) => declared_by_loop(lap, own),
            Node::FilterBlock(block) => declared_in(&block.nodes, own),
            _ => {}
        }
    }
}

/// `if a && let Some(b) = c` declares in the middle.
fn declared_by_test(expr: &Expr<'_>, own: &mut Vec<String>) {
    match expr {
        Expr::LetCond(test) => {
            if let Some(target) = &test.target {
                declared_by_target(target, own);
            }
            declared_by_test(&test.expr, own);
        }
        Expr::BinOp(op) => {
            declared_by_test(&op.lhs, own);
            declared_by_test(&op.rhs, own);
        }
        Expr::Group(inner) => declared_by_test(inner, own),
        _ => {}
    }
}

fn declared_by_target(target: &Target<'_>, own: &mut Vec<String>) {
    each_name(target, &mut |name| own.push(name.to_owned()));
}

/// Something could give another result for the same fields.
struct Impure;

type Read = Result<(), Impure>;

struct Reader<'r> {
    field: &'r dyn Fn(&str) -> Option<usize>,
    outer: &'r dyn Fn(&str) -> bool,
    macros: &'r Macros<'r>,
    /// Declared somewhere in the loop, or in a macro that it calls.
    own: Vec<String>,
    made: Made,
    /// How many calls of macros are around.
    calls: usize,
}

impl<'r> Reader<'r> {
    fn new(
        macros: &'r Macros<'r>,
        field: &'r dyn Fn(&str) -> Option<usize>,
        outer: &'r dyn Fn(&str) -> bool,
        own: Vec<String>,
    ) -> Self {
        Reader {
            field,
            outer,
            macros,
            own,
            made: Made::default(),
            calls: 0,
        }
    }

    /// What was read.
    fn into_made(mut self) -> Option<Made> {
        // With a name for two things we would have to know where each begins and ends.
        let twice = |name: &String| (self.field)(name).is_some() || (self.outer)(name);
        if self.own.iter().any(twice) {
            return None;
        }
        for fields in [&mut self.made.from, &mut self.made.called] {
            fields.sort_unstable();
            fields.dedup();
        }
        Some(self.made)
    }

    fn lap(&mut self, lap: &Loop<'_>) -> Read {
        self.expr(&lap.iter)?;
        if let Some(filter) = &lap.cond {
            self.expr(filter)?;
        }
        self.nodes(&lap.body)?;
        self.nodes(&lap.else_nodes)
    }

    fn nodes(&mut self, nodes: &[Box<Node<'_>>]) -> Read {
        nodes.iter().try_for_each(|node| self.node(node))
    }

    fn node(&mut self, node: &Node<'_>) -> Read {
        match node {
            Node::Lit(_)
            | Node::Raw(_)
            | Node::Comment(_)
            | Node::Declare(_)
            | Node::Break(_)
            | Node::Continue(_) => Ok(()),
            Node::Expr(_, expr) => self.expr(expr),
            Node::Let(declared) => match &declared.val {
                LetValueOrBlock::Value(value) => self.expr(value),
                LetValueOrBlock::Block { nodes, .. } => self.nodes(nodes),
            },
            Node::Compound(change) => {
                self.expr(&change.op.lhs)?;
                self.expr(&change.op.rhs)
            }
            Node::If(branches) => branches.branches.iter().try_for_each(|branch| {
                if let Some(test) = &branch.cond {
                    self.expr(&test.expr)?;
                }
                self.nodes(&branch.nodes)
            }),
            Node::Match(matched) => {
                self.expr(&matched.expr)?;
                let mut arms = matched.arms.iter();
                arms.try_for_each(|arm| self.nodes(&arm.nodes))
            }
            Node::Loop(lap) => self.lap(lap),
            Node::FilterBlock(block) => {
                self.filter(&block.filters)?;
                self.nodes(&block.nodes)
            }
            Node::Call(call) if call.scope.is_none() && call.nodes.is_empty() => {
                self.call_macro(&call.name, call.args.as_deref().unwrap_or_default())
            }
            Node::Call(_)
            | Node::Macro(_)
            | Node::Extends(_)
            | Node::BlockDef(_)
            | Node::Include(_)
            | Node::Import(_) => Err(Impure),
        }
    }

    fn exprs(&mut self, exprs: &[WithSpan<Box<Expr<'_>>>]) -> Read {
        exprs.iter().try_for_each(|expr| self.expr(expr))
    }

    fn expr(&mut self, expr: &Expr<'_>) -> Read {
        if is_of_marks(expr) {
            return Ok(());
        }
        match expr {
            Expr::BoolLit(_)
            | Expr::NumLit(..)
            | Expr::StrLit(_)
            | Expr::CharLit(_)
            | Expr::IsDefined(_)
            | Expr::IsNotDefined(_)
            | Expr::FilterSource => Ok(()),
            Expr::Var(name) => self.variable(name),
            Expr::AssociatedItem(of, item) => match &***of {
                Expr::Var("self") => self.used(item.name.as_ref()),
                of => self.expr(of),
            },
            Expr::Unary(_, one)
            | Expr::Group(one)
            | Expr::Try(one)
            | Expr::As(one, _)
            | Expr::NamedArgument(_, one) => self.expr(one),
            Expr::Index(one, other) | Expr::ArrayRepeat(one, other) => {
                self.expr(one)?;
                self.expr(other)
            }
            Expr::BinOp(op) => {
                let compares = matches!(op.op, "==" | "!=");
                self.operand(&op.lhs, compares)?;
                self.operand(&op.rhs, compares)
            }
            Expr::Range(range) => {
                let mut ends = range.lhs.iter().chain(&range.rhs);
                ends.try_for_each(|end| self.expr(end))
            }
            Expr::Array(parts) | Expr::Tuple(parts) | Expr::Concat(parts) => self.exprs(parts),
            Expr::Filter(filter) => self.filter(filter),
            Expr::Call(call) => self.call(&call.path, &call.args),
            Expr::LetCond(test) => self.expr(&test.expr),
            Expr::Path(_) | Expr::RustMacro(..) | Expr::Struct(_) | Expr::ArgumentPlaceholder => {
                Err(Impure)
            }
        }
    }

    /// `Filter::All` may be compared with; elsewhere a path could be a static, or something that shows the time.
    fn operand(&mut self, expr: &Expr<'_>, compares: bool) -> Read {
        match expr {
            Expr::Path(_) if compares => Ok(()),
            expr => self.expr(expr),
        }
    }

    fn variable(&mut self, name: &str) -> Read {
        // What is read of `lvt` is noted where it is read, and counts as an input there.
        if name == NAME || self.own.iter().any(|own| own == name) {
            return Ok(());
        }
        if (self.outer)(name) {
            return Err(Impure);
        }
        self.used(name)
    }

    /// Whether it is the `lvt` of every template, all of whose methods give the same for the same.
    fn is_lvt(&self, expr: &Expr<'_>) -> bool {
        matches!(expr, Expr::Var(name) if *name == NAME)
            && !self.own.iter().any(|own| own == NAME)
            && !(self.outer)(NAME)
    }

    fn used(&mut self, name: &str) -> Read {
        self.made.from.push((self.field)(name).ok_or(Impure)?);
        Ok(())
    }

    fn filter(&mut self, filter: &Filter<'_>) -> Read {
        match &filter.name {
            PathOrIdentifier::Identifier(name) if FILTERS.contains(&**name) => {
                self.exprs(&filter.arguments)
            }
            _ => Err(Impure),
        }
    }

    fn call(&mut self, path: &Expr<'_>, args: &[WithSpan<Box<Expr<'_>>>]) -> Read {
        match path {
            Expr::AssociatedItem(of, method) if METHODS.contains(&*method.name) => {
                self.expr(of)?;
                match self.receiver(of) {
                    Receiver::Field(field) => self.made.called.push(field),
                    Receiver::Inside => self.made.calls_insides = true,
                    Receiver::Std => {}
                    Receiver::Unknown => return Err(Impure),
                }
            }
            Expr::AssociatedItem(of, _) if self.is_lvt(of) => {}
            Expr::Var("Some" | "Ok" | "Err") => {}
            Expr::Path(parts)
                if parts.len() == 1 && matches!(*parts[0].name, "Some" | "Ok" | "Err") => {}
            _ => return Err(Impure),
        }
        self.exprs(args)
    }

    /// Whose methods `expr` has. Whatever fields it is made from are noted already.
    fn receiver(&self, expr: &Expr<'_>) -> Receiver {
        match expr {
            Expr::Var(name) if self.own.iter().any(|own| own == name) => Receiver::Inside,
            Expr::Var(name) => (self.field)(name).map_or(Receiver::Unknown, Receiver::Field),
            Expr::AssociatedItem(of, item) => match &***of {
                Expr::Var("self") => {
                    (self.field)(&item.name).map_or(Receiver::Unknown, Receiver::Field)
                }
                Expr::Var("loop") => Receiver::Std,
                // A tuple's; what has fields with names is a struct of the user's.
                of if item.name.parse::<u32>().is_ok() => match self.receiver(of) {
                    Receiver::Unknown => Receiver::Unknown,
                    _ => Receiver::Inside,
                },
                _ => Receiver::Unknown,
            },
            Expr::Group(inner) => self.receiver(inner),
            Expr::Call(call) => match &**call.path {
                Expr::AssociatedItem(of, _) if self.is_lvt(of) => Receiver::Std,
                Expr::AssociatedItem(_, method) if !GIVE_INSIDES.contains(&*method.name) => {
                    Receiver::Std
                }
                Expr::AssociatedItem(..) => Receiver::Inside,
                _ => Receiver::Std,
            },
            Expr::Index(of, _) | Expr::Unary(_, of) | Expr::Try(of) => match self.receiver(of) {
                Receiver::Unknown => Receiver::Unknown,
                _ => Receiver::Inside,
            },
            Expr::BoolLit(_)
            | Expr::NumLit(..)
            | Expr::StrLit(_)
            | Expr::CharLit(_)
            | Expr::As(..)
            | Expr::Range(_)
            | Expr::Array(_)
            | Expr::ArrayRepeat(..)
            | Expr::Tuple(_)
            | Expr::Concat(_) => Receiver::Std,
            _ => Receiver::Unknown,
        }
    }

    fn call_macro(&mut self, name: &str, args: &[WithSpan<Box<Expr<'_>>>]) -> Read {
        let definition = *self.macros.get(name).ok_or(Impure)?;
        if self.calls > MOST_CALLS {
            return Err(Impure);
        }
        self.exprs(args)?;
        for parameter in &definition.args {
            self.own.push(parameter.name.to_string());
            if let Some(default) = &parameter.default {
                self.expr(default)?;
            }
        }
        declared_in(&definition.nodes, &mut self.own);
        self.calls += 1;
        self.nodes(&definition.nodes)?;
        self.calls -= 1;
        Ok(())
    }
}
