//! The HTML rules of a field, as far as they are fixed: what `required`, `maxlength`, `type="email"` and their like ask for.
//!
//! Owns which attribute means what for which field (HTML standard, section 4.10.5). A rule that only the run knows is none,
//! and so is one that browsers can't read; a `pattern` of that kind is a mistake. The server keeps them (`livetpl-runtime/src/controller/form/rules.rs`).

use proc_macro2::TokenStream;
use quote::quote;

use super::dom::TagItem;
use super::entities::decode;
use super::ir::Problem;
use super::pattern::{self, Check};

/// What a template says of one attribute.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Given {
    Absent,
    Fixed(String),
    /// Only the run knows its value, or whether it is there.
    Dynamic,
}

impl Given {
    /// The attribute `name` among `items`.
    pub(crate) fn of(items: &[TagItem], name: &str) -> Given {
        for item in items {
            match item {
                TagItem::Attr(attr) if attr.name == name => {
                    return attr.fixed().map_or(Given::Dynamic, |value| {
                        Given::Fixed(decode(&value).unwrap_or(value))
                    });
                }
                TagItem::Set(_, attrs) if attrs.iter().any(|attr| attr.name == name) => {
                    return Given::Dynamic;
                }
                _ => {}
            }
        }
        Given::Absent
    }

    pub(crate) fn is_absent(&self) -> bool {
        *self == Given::Absent
    }

    /// The value, where it is fixed.
    pub(crate) fn fixed(self) -> Option<String> {
        match self {
            Given::Fixed(value) => Some(value),
            Given::Absent | Given::Dynamic => None,
        }
    }
}

/// One rule of a field.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Rule {
    MinLength(u32),
    MaxLength(u32),
    Pattern {
        check: Check,
        /// It is about each of the addresses in a list.
        each: bool,
        title: Option<String>,
    },
    Email {
        multiple: bool,
    },
    Url,
    Color,
    /// A number, a date, a time: the name of the runtime's `ValueKind`.
    Within {
        kind: &'static str,
        min: Option<String>,
        max: Option<String>,
        /// `None`: any value.
        step: Option<String>,
        base: Option<String>,
    },
    OneOf(Vec<String>),
}

/// The rules of an `<input>` of the type `kind`, or of a `<textarea>`; what of them nobody can keep is a problem.
pub(crate) fn rules(kind: &str, items: &[TagItem], problems: &mut Vec<Problem>) -> Vec<Rule> {
    let given = |name: &str| Given::of(items, name);
    // What can't be changed is not held against anybody.
    let is_choice = matches!(kind, "checkbox" | "radio" | "color" | "range");
    if !is_choice && !given("readonly").is_absent() {
        return Vec::new();
    }
    let mut rules = Vec::new();
    let is_text = matches!(
        kind,
        "text" | "search" | "tel" | "url" | "email" | "password" | "textarea"
    );
    if is_text {
        let length = |name| given(name).fixed()?.trim().parse().ok();
        rules.extend(length("minlength").map(Rule::MinLength));
        rules.extend(length("maxlength").map(Rule::MaxLength));
    }
    let multiple = given("multiple");
    if is_text && kind != "textarea" && !(kind == "email" && multiple == Given::Dynamic) {
        let each = kind == "email" && !multiple.is_absent();
        rules.extend(patterns(items, each, problems));
    }
    let ranged = match kind {
        "email" if multiple != Given::Dynamic => {
            let multiple = !multiple.is_absent();
            rules.push(Rule::Email { multiple });
            return rules;
        }
        "url" => {
            rules.push(Rule::Url);
            return rules;
        }
        "color" => {
            rules.push(Rule::Color);
            return rules;
        }
        "number" | "range" => "Number",
        "date" => "Date",
        "month" => "Month",
        "week" => "Week",
        "time" => "Time",
        "datetime-local" => "DateTime",
        _ => return rules,
    };
    let (min, max, step, value) = (given("min"), given("max"), given("step"), given("value"));
    // Steps are counted from `min`, else from the value that the page was made with.
    let base = if min.is_absent() { value } else { min.clone() };
    let steps = match step {
        Given::Fixed(step) => !step.trim().eq_ignore_ascii_case("any"),
        Given::Absent => true,
        Given::Dynamic => false,
    };
    let step = (steps && base != Given::Dynamic).then(|| given("step").fixed().unwrap_or_default());
    // A range has limits of its own.
    let or = |limit: Given, own: &str| match limit {
        Given::Absent if kind == "range" => Some(own.to_owned()),
        limit => limit.fixed(),
    };
    rules.push(Rule::Within {
        kind: ranged,
        min: or(min, "0"),
        max: or(max, "100"),
        step,
        base: base.fixed(),
    });
    rules
}

/// The rules of the attribute `pattern`.
fn patterns(items: &[TagItem], each: bool, problems: &mut Vec<Problem>) -> Vec<Rule> {
    let Some(pattern) = Given::of(items, "pattern").fixed() else {
        return Vec::new();
    };
    let title = Given::of(items, "title")
        .fixed()
        .filter(|title| !title.is_empty());
    match pattern::read(&pattern) {
        Ok(checks) => {
            let rule = |check| Rule::Pattern {
                check,
                each,
                title: title.clone(),
            };
            checks.into_iter().map(rule).collect()
        }
        Err((index, message)) => {
            let attr = items.iter().find_map(|item| match item {
                TagItem::Attr(attr) if attr.name == "pattern" => Some(attr),
                _ => None,
            });
            let at = attr.map(|attr| {
                // A character reference is more than one character of the template.
                let chars = &attr.value.prefix;
                let is_plain = chars.iter().all(|(c, _)| *c != '&');
                let at = chars.get(index).filter(|_| is_plain);
                at.map_or(attr.value_at, |(_, at)| *at)
            });
            problems.extend(at.map(|at| Problem { at, message }));
            Vec::new()
        }
    }
}

impl Rule {
    /// `::livetpl::__private::FieldRule::…`.
    pub(crate) fn tokens(&self) -> TokenStream {
        let rule = match self {
            Rule::MinLength(length) => quote!(MinLength(#length)),
            Rule::MaxLength(length) => quote!(MaxLength(#length)),
            Rule::Pattern { check, each, title } => {
                let (Check { regex, holds }, title) = (check, option(title.as_deref()));
                quote!(Pattern { regex: #regex, holds: #holds, each: #each, title: #title })
            }
            Rule::Email { multiple } => quote!(Email { multiple: #multiple }),
            Rule::Url => quote!(Url),
            Rule::Color => quote!(Color),
            Rule::Within {
                kind,
                min,
                max,
                step,
                base,
            } => {
                let kind = quote::format_ident!("{kind}");
                let [min, max, step, base] =
                    [min, max, step, base].map(|one| option(one.as_deref()));
                quote!(Within {
                    kind: ::livetpl::__private::ValueKind::#kind,
                    min: #min,
                    max: #max,
                    step: #step,
                    base: #base,
                })
            }
            Rule::OneOf(values) => quote!(OneOf(&[#(#values),*])),
        };
        quote!(::livetpl::__private::FieldRule::#rule)
    }
}

/// An expression: `Some("…")` or `None`.
pub(crate) fn option(text: Option<&str>) -> TokenStream {
    super::option(text.map(|text| quote!(#text)))
}
