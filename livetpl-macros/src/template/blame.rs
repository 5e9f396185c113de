//! Askama's compile errors name places in the printed source. Here they get the places that the user wrote, and rustc's
//! errors in expressions the template's name.

use proc_macro2::{Group, Literal, Span, TokenStream, TokenTree};
use syn::LitStr;

use super::instrument::Printed;
use super::ir::{At, Flat, Problem};
use super::position::render_problem;

/// Rewrites the text of every `compile_error!` in askama's output, and lets all of it stand at `place`: the user's `path`
/// or `source`. There rustc shows its own errors in expressions; names are looked up where the derive stands.
pub(crate) fn blame(code: TokenStream, printed: &Printed, flat: &Flat, place: Span) -> TokenStream {
    // One for all tokens: each is a question to the compiler.
    let place = Span::call_site().located_at(place);
    all_at(code, printed, flat, place)
}

fn all_at(code: TokenStream, printed: &Printed, flat: &Flat, place: Span) -> TokenStream {
    let mut after_name = false;
    code.into_iter()
        .map(|mut token| {
            token.set_span(place);
            match token {
                TokenTree::Group(group) if after_name => {
                    after_name = false;
                    in_group(&group, |inside| message(inside, printed, flat))
                }
                TokenTree::Group(group) => {
                    in_group(&group, |inside| all_at(inside, printed, flat, place))
                }
                TokenTree::Ident(name) => {
                    after_name = name == "compile_error";
                    TokenTree::Ident(name)
                }
                token => token,
            }
        })
        .collect()
}

fn in_group(group: &Group, inside: impl FnOnce(TokenStream) -> TokenStream) -> TokenTree {
    let mut new = Group::new(group.delimiter(), inside(group.stream()));
    new.set_span(group.span());
    TokenTree::Group(new)
}

fn message(inside: TokenStream, printed: &Printed, flat: &Flat) -> TokenStream {
    let Ok(literal) = syn::parse2::<LitStr>(inside.clone()) else {
        return inside;
    };
    let Some(text) = rewrite(&literal.value(), printed, flat) else {
        return inside;
    };
    let mut new = Literal::string(&text);
    new.set_span(literal.span());
    TokenStream::from(TokenTree::Literal(new))
}

/// `what\n  --> Name.html:3:5\n"source from there"` with the place that the user wrote.
fn rewrite(text: &str, printed: &Printed, flat: &Flat) -> Option<String> {
    let (what, place) = text.split_once("\n  --> ")?;
    let (place, after) = place.split_once('\n')?;
    let mut parts = place.rsplit(':');
    let column: usize = parts.next()?.parse().ok()?;
    let row: usize = parts.next()?.parse().ok()?;
    let offset = find(&printed.source, row, column, after)?;
    let problem = Problem {
        at: origin(printed, offset)?,
        message: what.to_owned(),
    };
    Some(render_problem(flat, &problem))
}

/// The offset of which askama says `row:column`, with this source after it.
///
/// Its column counts from 0, and at a line's start is the length of the line before; so the text after decides.
fn find(source: &str, row: usize, column: usize, after: &str) -> Option<usize> {
    let shown = after.strip_suffix("...").unwrap_or(after);
    source
        .char_indices()
        .map(|(offset, _)| offset)
        .find(|offset| {
            let (last, line) = source[..*offset]
                .lines()
                .enumerate()
                .last()
                .unwrap_or_default();
            last + 1 == row && line.chars().count() == column && {
                let rest: String = source[*offset..].chars().take(80).collect();
                format!("{rest:?}") == shown
            }
        })
}

fn origin(printed: &Printed, offset: usize) -> Option<At> {
    let after = printed
        .places
        .partition_point(|(begin, _)| *begin <= offset);
    printed.places.get(after.checked_sub(1)?).map(|(_, at)| *at)
}
