//! The variables that a template declares, as far as `is defined` asks for them; and which arms of an `if` that settles.
//!
//! Askama drops arms that can't be reached (`if false`, `x is defined`), with their whitespace control. So must we.

use std::cell::Cell;

use super::parser::{Cond, Expr, Target, Ws};

/// Names declared so far, innermost scope last.
#[derive(Debug)]
pub(crate) struct Scope {
    fields: Vec<String>,
    scopes: Vec<Vec<Variable>>,
    /// Declarations are dropped at the moment: outside of the block that `block = "…"` asks for.
    pub(crate) dropping: bool,
    /// `is defined` asked for a variable whose declaration was dropped: asked again, it would answer otherwise.
    in_doubt: Cell<bool>,
}

#[derive(Debug)]
struct Variable {
    name: String,
    dropped: bool,
    hidden: bool,
}

impl Scope {
    pub(crate) fn new(fields: Vec<String>) -> Scope {
        Scope {
            fields,
            scopes: vec![Vec::new()],
            dropping: false,
            in_doubt: Cell::new(false),
        }
    }

    pub(crate) fn enter(&mut self) {
        self.scopes.push(Vec::new());
    }

    /// Leaves the innermost scope; says whether it declared anything.
    pub(crate) fn leave(&mut self) -> bool {
        self.scopes.pop().is_some_and(|names| !names.is_empty())
    }

    pub(crate) fn declare(&mut self, name: &str) {
        self.add(name, false);
    }

    /// Blocks a name out for the rest of the innermost scope.
    pub(crate) fn hide(&mut self, name: &str) {
        self.add(name, true);
    }

    fn add(&mut self, name: &str, hidden: bool) {
        if let Some(scope) = self.scopes.last_mut() {
            scope.push(Variable {
                name: name.to_owned(),
                dropped: self.dropping,
                hidden,
            });
        }
    }

    /// Declares every name of a pattern.
    pub(crate) fn declare_all(&mut self, target: &Target<'_>) {
        each_name(target, &mut |name| self.declare(name));
    }

    fn is_defined(&self, name: &str) -> bool {
        let variable = self.scopes.iter().flatten().rfind(|one| one.name == name);
        if variable.is_some_and(|one| one.dropped) && !self.dropping {
            self.in_doubt.set(true);
        }
        variable.is_some_and(|one| !one.hidden) || self.fields.iter().any(|field| field == name)
    }

    /// Whether an answer since the last call can't be trusted.
    pub(crate) fn take_doubt(&self) -> bool {
        self.in_doubt.take()
    }

    /// What askama makes of a condition at compile time. The flag falls where more than `is defined` is asked.
    fn evaluate(&self, expr: &Expr<'_>, only_defined: &mut bool) -> Verdict {
        match expr {
            Expr::BoolLit(true) => Verdict::True,
            Expr::BoolLit(false) => Verdict::False,
            Expr::Unary("!", inner) => match self.evaluate(inner, only_defined) {
                Verdict::True => Verdict::False,
                Verdict::False => Verdict::True,
                Verdict::Unknown => Verdict::Unknown,
            },
            Expr::Unary(..) => Verdict::Unknown,
            Expr::BinOp(op) if op.op == "&&" => match self.evaluate(&op.lhs, only_defined) {
                Verdict::True => self.evaluate(&op.rhs, only_defined),
                Verdict::False => Verdict::False,
                Verdict::Unknown => {
                    self.evaluate(&op.rhs, only_defined);
                    Verdict::Unknown
                }
            },
            Expr::BinOp(op) if op.op == "||" => match self.evaluate(&op.lhs, only_defined) {
                Verdict::True => Verdict::True,
                Verdict::False => self.evaluate(&op.rhs, only_defined),
                Verdict::Unknown => {
                    self.evaluate(&op.rhs, only_defined);
                    Verdict::Unknown
                }
            },
            Expr::Group(inner) => self.evaluate(inner, only_defined),
            Expr::IsDefined(name) => Verdict::from(self.is_defined(name)),
            Expr::IsNotDefined(name) => Verdict::from(!self.is_defined(name)),
            _ => {
                *only_defined = false;
                Verdict::Unknown
            }
        }
    }
}

/// Every name that a pattern declares.
pub(crate) fn each_name(target: &Target<'_>, see: &mut dyn FnMut(&str)) {
    match target {
        Target::Name(name) => see(name),
        Target::Rest(name) => {
            if let Some(name) = &**name {
                see(name);
            }
        }
        Target::OrChain(targets) => targets.iter().for_each(|one| each_name(one, see)),
        Target::Array(targets) => targets.iter().for_each(|one| each_name(one, see)),
        Target::Tuple(targets) => targets.1.iter().for_each(|one| each_name(one, see)),
        Target::Struct(targets) => targets
            .1
            .iter()
            .filter(|one| !matches!(one.dest, Target::Rest(_)))
            .for_each(|one| each_name(&one.dest, see)),
        Target::NumLit(..)
        | Target::StrLit(_)
        | Target::CharLit(_)
        | Target::BoolLit(_)
        | Target::Path(_)
        | Target::Placeholder(_) => {}
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Verdict {
    True,
    False,
    Unknown,
}

impl From<bool> for Verdict {
    fn from(value: bool) -> Verdict {
        if value { Verdict::True } else { Verdict::False }
    }
}

/// Which arms of an `if` askama writes.
#[derive(Debug, PartialEq)]
pub(crate) struct Arms {
    /// Index of the arm, and whether its content is written (its condition alone is, where it may have effects).
    pub(crate) kept: Vec<(usize, bool)>,
    /// The tag of a dropped first arm still ends the text before it.
    pub(crate) before: Option<Ws>,
    /// The tag after an arm that is always taken still begins the text after it.
    pub(crate) after: Option<Ws>,
}

impl Arms {
    /// Askama's `Conds::compute_branches`.
    pub(crate) fn of<'a>(scope: &Scope, conds: impl Iterator<Item = &'a Cond<'a>>) -> Arms {
        let mut arms = Arms {
            kept: Vec::new(),
            before: None,
            after: None,
        };
        let mut settled = false;
        for (index, cond) in conds.enumerate() {
            if settled {
                arms.after = Some(cond.ws);
                break;
            }
            let verdict = match &cond.cond {
                Some(test) if test.contains_bool_lit_or_is_defined => {
                    let mut only_defined = true;
                    let verdict = scope.evaluate(&test.expr, &mut only_defined);
                    (verdict, only_defined)
                }
                _ => (Verdict::Unknown, false),
            };
            match verdict {
                (Verdict::False, true) => {
                    if arms.kept.is_empty() && arms.before.is_none() {
                        arms.before = Some(cond.ws);
                    }
                }
                (Verdict::False, false) => arms.kept.push((index, false)),
                (Verdict::True, _) => {
                    arms.kept.push((index, true));
                    settled = true;
                }
                (Verdict::Unknown, _) => arms.kept.push((index, true)),
            }
        }
        arms
    }
}
