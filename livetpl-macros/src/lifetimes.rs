//! Lifetime parameters, which neither a controller nor a state may have: what stands in for such a type is its
//! `'static` form, so that the mistake is one error.

use proc_macro2::{Group, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{GenericParam, Generics, Ident};

/// The parameters that are no lifetimes, with a where clause that names none of them.
pub(crate) fn without(generics: &Generics) -> Generics {
    let mut kept = generics.clone();
    let is_lifetime = |param: &GenericParam| matches!(param, GenericParam::Lifetime(_));
    kept.params = generics
        .params
        .iter()
        .filter(|param| !is_lifetime(param))
        .cloned()
        .collect();
    kept.where_clause = generics
        .where_clause
        .as_ref()
        .and_then(|clause| syn::parse2(as_static(clause, generics)).ok());
    kept
}

/// `tokens` with `'static` in place of each lifetime parameter.
pub(crate) fn as_static(tokens: impl ToTokens, generics: &Generics) -> TokenStream {
    let names: Vec<&Ident> = generics
        .lifetimes()
        .map(|param| &param.lifetime.ident)
        .collect();
    replace(tokens.to_token_stream(), &names)
}

fn replace(tokens: TokenStream, names: &[&Ident]) -> TokenStream {
    let mut after_quote = false;
    let replaced = tokens.into_iter().map(|token| {
        let is_name = after_quote;
        after_quote = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == '\'');
        match token {
            TokenTree::Ident(name) if is_name && names.contains(&&name) => {
                TokenTree::Ident(Ident::new("static", name.span()))
            }
            TokenTree::Group(group) => {
                let mut inside = Group::new(group.delimiter(), replace(group.stream(), names));
                inside.set_span(group.span());
                TokenTree::Group(inside)
            }
            token => token,
        }
    });
    replaced.collect()
}
