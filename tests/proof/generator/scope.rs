//! What a template has at hand at one place: expressions by what they are. Owns how values are written and asked about.

use super::rng::Rng;

/// What an expression is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    /// A string from a user, hostile at times.
    Text,
    /// HTML that may be shown as it is.
    Html,
    Number,
    Flag,
    /// An `Option<String>`.
    Maybe,
    /// A `Kind`.
    Kind,
    /// Lists: of strings, of rows, of rows in an `Arc`, of leaves, of pairs.
    Words,
    Rows,
    Shared,
    Leaves,
    Pairs,
}

/// An expression, and what it is.
#[derive(Clone, Debug)]
pub(crate) struct Var {
    pub(crate) expr: String,
    pub(crate) sort: Sort,
}

/// The expressions that a place can use.
#[derive(Clone, Debug)]
pub(crate) struct Scope {
    pub(crate) vars: Vec<Var>,
    /// The innermost loop's own variables are there.
    pub(crate) in_loop: bool,
}

impl Scope {
    /// A template's fields.
    pub(crate) fn of_fields(fields: &[(&str, Sort)]) -> Self {
        let vars = fields.iter().map(|(name, sort)| var(name, *sort)).collect();
        Scope {
            vars,
            in_loop: false,
        }
    }

    /// The scope with one more expression.
    pub(crate) fn with(&self, expr: &str, sort: Sort) -> Self {
        let mut scope = self.clone();
        scope.vars.push(var(expr, sort));
        scope
    }

    /// The scope with a row's fields.
    pub(crate) fn with_row(&self, row: &str) -> Self {
        let fields = [
            ("id", Sort::Number),
            ("name", Sort::Text),
            ("html", Sort::Html),
            ("done", Sort::Flag),
            ("n", Sort::Number),
            ("note", Sort::Maybe),
            ("kind", Sort::Kind),
            ("tags", Sort::Words),
            ("leaves", Sort::Leaves),
        ];
        fields.iter().fold(self.clone(), |scope, (field, sort)| {
            scope.with(&format!("{row}.{field}"), *sort)
        })
    }

    /// An expression of this sort, the innermost ones more often.
    pub(crate) fn find(&self, sort: Sort, rng: &mut Rng) -> Option<String> {
        let found: Vec<_> = self.vars.iter().filter(|var| var.sort == sort).collect();
        if found.is_empty() {
            return None;
        }
        let at = rng.below(found.len()).max(rng.below(found.len()));
        Some(found[at].expr.clone())
    }

    /// An expression whose value is escaped text: what stands between `{{` and `}}`.
    pub(crate) fn output(&self, rng: &mut Rng) -> String {
        for _ in 0..8 {
            if let Some(expr) = self.some_output(rng) {
                return expr;
            }
        }
        "1 + 1".to_owned()
    }

    fn some_output(&self, rng: &mut Rng) -> Option<String> {
        Some(match rng.below(14) {
            0..=3 => self.find(Sort::Text, rng)?,
            4 => {
                let filter = rng.pick(&[
                    "upper",
                    "lower",
                    "trim",
                    "capitalize",
                    "title",
                    "wordcount",
                    "truncate(4)",
                    "center(9)",
                    "indent(2)",
                    "urlencode",
                    "assigned_or(\"nothing\")",
                    "trim|upper",
                    "escape",
                    "fmt(\"{:?}\")",
                ]);
                format!("{}|{filter}", self.find(Sort::Text, rng)?)
            }
            5 => {
                let call = rng.pick(&[
                    "len()",
                    "is_empty()",
                    "to_uppercase()",
                    "trim()",
                    "repeat(2)",
                    "replace('a', \"&\")",
                ]);
                format!("{}.{call}", self.find(Sort::Text, rng)?)
            }
            6 | 7 => self.find(Sort::Number, rng)?,
            8 => {
                let number = self.find(Sort::Number, rng)?;
                rng.pick(&["N + 1", "N * 2 - 3", "(N % 3)", "N.abs()", "-N"])
                    .replace('N', &number)
            }
            9 => format!(
                "{}.as_deref().unwrap_or(\"<none>\")",
                self.find(Sort::Maybe, rng)?
            ),
            10 => format!("{}|join(\", \")", self.find(Sort::Words, rng)?),
            11 => {
                let sort = rng.pick(&[Sort::Words, Sort::Rows, Sort::Shared, Sort::Leaves]);
                format!("{}.len()", self.find(sort, rng)?)
            }
            12 if self.in_loop => rng
                .pick(&["loop.index", "loop.index0", "loop.first", "loop.last"])
                .to_owned(),
            12 => self.find(Sort::Flag, rng)?,
            _ => {
                let (a, b) = (self.find(Sort::Text, rng)?, self.find(Sort::Number, rng)?);
                format!("{a} ~ \"=\" ~ {b}")
            }
        })
    }

    /// A condition.
    pub(crate) fn condition(&self, rng: &mut Rng) -> String {
        for _ in 0..8 {
            if let Some(expr) = self.some_condition(rng) {
                return expr;
            }
        }
        "true".to_owned()
    }

    fn some_condition(&self, rng: &mut Rng) -> Option<String> {
        Some(match rng.below(11) {
            0..=2 => self.find(Sort::Flag, rng)?,
            3 => format!("!{}", self.find(Sort::Flag, rng)?),
            4 | 5 => {
                let number = self.find(Sort::Number, rng)?;
                let (op, than) = (rng.pick(&[">", "<", "==", "!=", ">="]), rng.below(4));
                format!("{number} {op} {than}")
            }
            6 => format!("{}.is_empty()", self.find(Sort::Text, rng)?),
            7 => format!("{}.is_some()", self.find(Sort::Maybe, rng)?),
            8 => {
                let sort = rng.pick(&[Sort::Words, Sort::Rows, Sort::Shared, Sort::Leaves]);
                format!("{}.len() > {}", self.find(sort, rng)?, rng.below(3))
            }
            9 if self.in_loop => rng
                .pick(&["loop.first", "loop.last", "loop.index > 2"])
                .to_owned(),
            _ => {
                let (a, b) = (self.find(Sort::Flag, rng)?, self.find(Sort::Number, rng)?);
                format!("{a} && {b} > 1")
            }
        })
    }
}

fn var(expr: &str, sort: Sort) -> Var {
    Var {
        expr: expr.to_owned(),
        sort,
    }
}
