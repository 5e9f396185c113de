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
    fn write(self, tokens: &[TokenTree]) -> Option<(&Ident, Vec<TokenStream>, &[TokenTree])> {
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
                pieces.push(quote!(#part));
            }
        }
        Some((writer, pieces, behind))
    }
}

/// One call for up to four pieces. They are arguments and no array: rustc checks each borrow, and would check those.
fn write_pieces(writer: &Ident, pieces: &[TokenStream]) -> TokenStream {
    let calls = pieces.chunks(4).map(|pieces| {
        let name = quote::format_ident!("pieces{}", pieces.len());
        quote!(__lvt::#name(#writer #(, #pieces)*))
    });
    // Askama's `?;` follows.
    calls
        .reduce(|before, call| quote!(#before?; #call))
        .unwrap_or_default()
}

fn mark(code: &str) -> Option<TokenStream> {
    Some(match code {
        "s" => quote!(__lvt::text::SLOT),
        "i" => quote!(__lvt::text::ITEM),
        "e" => quote!(__lvt::text::END),
        "u" => quote!(__lvt::text::URL),
        "m" => quote!(__lvt::text::MEDIA),
        arm => {
            let arm: u16 = arm.parse().ok()?;
            quote!(__lvt::text::Arm::<#arm>::TEXT)
        }
    })
}
