//! Marks that travel through askama inside of static text, and become marks again in its code.
//!
//! A mark that is printed as an expression costs rustc as much as an expression of the user's, and a template has more
//! marks than expressions. As a part of a text it costs next to nothing: `write_str("<li>\u{10FFFD}s\u{10FFFD}")` in
//! askama's code becomes `__lvt::pieces2(writer, "<li>", __lvt::text::SLOT)`.

use proc_macro2::{Delimiter, Group, Ident, Literal, TokenStream, TokenTree};
use quote::quote;
use syn::LitStr;

use super::ir::{Flat, Mark};

/// The last private characters of Unicode: no template is likely to have even one of them.
const CANDIDATES: std::ops::RangeInclusive<char> = '\u{10FF00}'..='\u{10FFFD}';

/// A character that stands around marks, since it stands nowhere in the template.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sentinel(char);

impl Sentinel {
    /// One that is not in any of the files.
    pub(crate) fn of(flat: &Flat) -> Option<Sentinel> {
        let is_free = |one: &char| !flat.files.iter().any(|file| file.source.contains(*one));
        CANDIDATES.rev().find(is_free).map(Sentinel)
    }

    /// The text that stands for `mark`; `None` for the marks around a template, which are expressions.
    pub(crate) fn encode(self, mark: Mark) -> Option<String> {
        let Sentinel(around) = self;
        match mark {
            Mark::Slot => Some(format!("{around}s{around}")),
            Mark::Item => Some(format!("{around}i{around}")),
            Mark::End => Some(format!("{around}e{around}")),
            Mark::Url => Some(format!("{around}u{around}")),
            Mark::Media => Some(format!("{around}m{around}")),
            Mark::Form(form) => Some(format!("{around}f{form}{around}")),
            Mark::Arm(arm) => Some(format!("{around}{arm}{around}")),
            _ => None,
        }
    }

    /// Askama's code with marks in place of what stands for them; `None` if one is where it can't be replaced.
    pub(crate) fn decode(self, code: TokenStream) -> Option<TokenStream> {
        let tokens: Vec<TokenTree> = code.into_iter().collect();
        let mut out = Vec::with_capacity(tokens.len());
        let mut rest = &tokens[..];
        while let Some((first, after)) = rest.split_first() {
            if let Some((writer, pieces, behind)) = self.write(rest) {
                out.extend(write_pieces(writer, &pieces));
                rest = behind;
                continue;
            }
            out.push(match first {
                TokenTree::Group(group) => {
                    let mut new = Group::new(group.delimiter(), self.decode(group.stream())?);
                    new.set_span(group.span());
                    TokenTree::Group(new)
                }
                TokenTree::Literal(literal) if self.is_in(literal) => return None,
                other => other.clone(),
            });
            rest = after;
        }
        Some(out.into_iter().collect())
    }

    /// Whether the sentinel may be in a literal, as it is or escaped.
    fn is_in(self, literal: &Literal) -> bool {
        let text = literal.to_string();
        text.contains(self.0) || text.contains(&format!("{:x}", u32::from(self.0)))
    }

    /// `writer.write_str("…")` with a mark in it: the writer, the pieces, and what follows.
    fn write(self, tokens: &[TokenTree]) -> Option<(&Ident, Vec<Piece>, &[TokenTree])> {
        let [
            TokenTree::Ident(writer),
            TokenTree::Punct(dot),
            TokenTree::Ident(method),
            TokenTree::Group(arguments),
            behind @ ..,
        ] = tokens
        else {
            return None;
        };
        let is_write = dot.as_char() == '.'
            && method == "write_str"
            && arguments.delimiter() == Delimiter::Parenthesis;
        if !is_write {
            return None;
        }
        let literal = syn::parse2::<LitStr>(arguments.stream()).ok()?;
        let text = literal.value();
        if !text.contains(self.0) {
            return None;
        }
        // Text and marks take turns.
        let mut pieces = Vec::new();
        for (index, part) in text.split(self.0).enumerate() {
            if index % 2 == 1 {
                pieces.push(mark(part)?);
            } else if !part.is_empty() {
                let part = LitStr::new(part, literal.span());
                let (code, is_form) = (quote!(#part), false);
                pieces.push(Piece { code, is_form });
            }
        }
        Some((writer, pieces, behind))
    }
}

/// One call for up to four pieces. They are arguments and no array: rustc checks each borrow, and would check those.
/// A form's mark ends its call: which form it is of is said when it becomes an argument, for one form at a time.
fn write_pieces(writer: &Ident, pieces: &[Piece]) -> TokenStream {
    let calls = pieces.split_inclusive(|piece| piece.is_form);
    let calls = calls.flat_map(|pieces| pieces.chunks(4)).map(|pieces| {
        let name = quote::format_ident!("pieces{}", pieces.len());
        let pieces = pieces.iter().map(|piece| &piece.code);
        quote!(__lvt::#name(#writer #(, #pieces)*))
    });
    // Askama's `?;` follows.
    calls
        .reduce(|before, call| quote!(#before?; #call))
        .unwrap_or_default()
}

/// An expression: a text, or a mark's.
struct Piece {
    code: TokenStream,
    is_form: bool,
}

fn mark(code: &str) -> Option<Piece> {
    let form = code.strip_prefix('f');
    let code = match code {
        "s" => quote!(__lvt::text::SLOT),
        "i" => quote!(__lvt::text::ITEM),
        "e" => quote!(__lvt::text::END),
        "u" => quote!(__lvt::text::URL),
        "m" => quote!(__lvt::text::MEDIA),
        _ if form.is_some() => {
            let form: usize = form?.parse().ok()?;
            let form = Literal::usize_unsuffixed(form);
            quote!(__lvt::form_text(#form))
        }
        arm => {
            let arm: u16 = arm.parse().ok()?;
            quote!(__lvt::text::Arm::<#arm>::TEXT)
        }
    };
    let is_form = form.is_some();
    Some(Piece { code, is_form })
}
