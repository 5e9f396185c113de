//! The name `lvt`, which every template has: askama takes it for a field of the struct, and this puts in its place what the
//! runtime shows there (the runtime's `template/lvt.rs`).
//!
//! Wherever the name stands, in a block, an include, a macro, a loop, askama writes `self.lvt`, unless a variable of the
//! template's own has the name. So the code is read for just that; the method that renders binds the value first.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::quote;
use syn::{Data, DeriveInput, Field};

/// The name.
pub(crate) const NAME: &str = "lvt";

/// Refuses fields that have the name.
///
/// # Errors
///
/// The `compile_error!`s.
pub(crate) fn check_fields(input: &DeriveInput) -> Result<(), TokenStream> {
    let fields: Vec<&Field> = match &input.data {
        Data::Struct(data) => data.fields.iter().collect(),
        Data::Enum(data) => data.variants.iter().flat_map(|it| &it.fields).collect(),
        Data::Union(_) => Vec::new(),
    };
    let errors: TokenStream = fields
        .into_iter()
        .filter_map(|field| field.ident.as_ref())
        .filter(|name| *name == NAME)
        .map(|name| {
            let message = "`lvt` is what every template has (`lvt.error(\"…\")`, `lvt.flash(\"…\")`): give the field another name";
            syn::Error::new_spanned(name, message).to_compile_error()
        })
        .collect();
    if errors.is_empty() {
        Ok(())
    } else {
        Err(errors)
    }
}

/// Whether `expr` is one call of `lvt.aria_invalid`, and nothing behind it: the one value that may stand in a tag as it is.
pub(crate) fn is_aria_invalid(expr: &str) -> bool {
    is_call(expr, "aria_invalid")
}

/// `{{ expr }}` as askama gets it: what `lvt` may not have is written as nothing where it is not there. A page says
/// `{{ lvt.error("title") }}` and means just that; of an `Option` askama can't show anything.
pub(crate) fn shown(expr: &str) -> String {
    let may_be_nothing = ["error", "flash", "user"];
    if may_be_nothing.iter().any(|method| is_call(expr, method)) {
        format!("{}.unwrap_or_default()", expr.trim_end())
    } else {
        expr.to_owned()
    }
}

/// Whether `expr` is one call of this method of `lvt`, and nothing behind it.
fn is_call(expr: &str, method: &str) -> bool {
    let arguments = expr
        .trim()
        .strip_prefix("lvt.")
        .and_then(|call| call.strip_prefix(method))
        .and_then(|call| call.strip_prefix('('));
    let Some(arguments) = arguments else {
        return false;
    };
    let (mut depth, mut in_text, mut escaped) = (1, false, false);
    for (at, c) in arguments.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if in_text => escaped = true,
            '"' => in_text = !in_text,
            '(' if !in_text => depth += 1,
            ')' if !in_text => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + 1 == arguments.len();
        }
    }
    false
}

/// Askama's code with the value in place of a field that is none.
pub(crate) fn bind(code: TokenStream) -> TokenStream {
    let mut in_method = false;
    let mut out = Vec::new();
    for token in code {
        let TokenTree::Group(group) = token else {
            match &token {
                TokenTree::Ident(name) if name == "render_into_with_values" => in_method = true,
                TokenTree::Punct(punct) if punct.as_char() == ';' => in_method = false,
                _ => {}
            }
            out.push(token);
            continue;
        };
        let is_block = group.delimiter() == Delimiter::Brace;
        let body = (is_block && in_method)
            .then(|| replaced(group.stream()))
            .flatten();
        let inside = match body {
            Some(body) => quote!(let __lvt_value = __lvt::lvt(); #body),
            None => bind(group.stream()),
        };
        in_method &= !is_block;
        out.push(with_inside(&group, inside));
    }
    out.into_iter().collect()
}

/// A method's body with `__lvt_value` for `self.lvt`; `None` where that is not in it.
fn replaced(body: TokenStream) -> Option<TokenStream> {
    let mut found = false;
    let mut out: Vec<TokenTree> = Vec::new();
    for token in body {
        let token = match token {
            TokenTree::Group(group) => match replaced(group.stream()) {
                Some(inside) => {
                    found = true;
                    with_inside(&group, inside)
                }
                None => TokenTree::Group(group),
            },
            TokenTree::Ident(name) if name == NAME && ends_in_self(&out) => {
                found = true;
                out.truncate(out.len() - 2);
                Ident::new("__lvt_value", value_span(name.span())).into()
            }
            token => token,
        };
        out.push(token);
    }
    found.then(|| out.into_iter().collect())
}

/// Errors are shown where the name stands, and the variable is found from there.
fn value_span(at: Span) -> Span {
    Span::call_site().located_at(at)
}

/// Whether `tokens` end in `self.`.
fn ends_in_self(tokens: &[TokenTree]) -> bool {
    match tokens {
        [.., TokenTree::Ident(name), TokenTree::Punct(dot)] => {
            name == "self" && dot.as_char() == '.'
        }
        _ => false,
    }
}

fn with_inside(group: &Group, inside: TokenStream) -> TokenTree {
    let mut new = Group::new(group.delimiter(), inside);
    new.set_span(group.span());
    TokenTree::Group(new)
}

#[cfg(test)]
mod tests {
    use super::{is_aria_invalid, shown};

    #[test]
    fn only_the_call_itself_may_stand_in_a_tag() {
        for expr in [
            "lvt.aria_invalid(\"title\")",
            " lvt.aria_invalid(name) ",
            "lvt.aria_invalid(names.get(1).unwrap_or(\")(\"))",
            r#"lvt.aria_invalid("\")")"#,
        ] {
            assert!(is_aria_invalid(expr), "{expr}");
        }
        for expr in [
            "lvt.error(\"title\")",
            "lvt.aria_invalid(\"title\")|upper",
            "lvt.aria_invalid(\"title\").and(evil)",
            "lvt.aria_invalid(\"(\") ~ evil(\")\")",
            "lvt.aria_invalid(",
        ] {
            assert!(!is_aria_invalid(expr), "{expr}");
        }
    }

    #[test]
    fn what_may_be_nothing_is_written_as_nothing() {
        for (expr, expected) in [
            ("lvt.error(\"a\")", "lvt.error(\"a\").unwrap_or_default()"),
            (" lvt.flash(kind) ", " lvt.flash(kind).unwrap_or_default()"),
            ("lvt.user()", "lvt.user().unwrap_or_default()"),
            ("lvt.pending()", "lvt.pending()"),
            ("lvt.error(\"a\").is_some()", "lvt.error(\"a\").is_some()"),
            ("lvt.error(\"a\")|length", "lvt.error(\"a\")|length"),
            ("lvt.errors().len()", "lvt.errors().len()"),
        ] {
            assert_eq!(shown(expr), expected);
        }
    }
}
