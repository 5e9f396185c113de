//! Moves the body of askama's `render_into_with_values` into an `impl Record`, where the compiler can make it a part of
//! the recording: every write is then a direct call, mostly inlined, instead of one through a table.
//!
//! Questions before lists ([`kept`](super::kept)) get the writer on the way, and the name `lvt` ([`value`](super::value)) what
//! it stands for.
//!
//! Askama's method stays, and calls the moved one. What this knows of askama's output: `fn render_into_with_values`, its
//! parameters `&self`, writer and values, and its body. Where that is not found the code stays as it is.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::quote;
use syn::{Data, DeriveInput};

use super::value;

/// Askama's code for `input`, with its `impl Record`.
pub(crate) fn expand(code: TokenStream, input: &DeriveInput) -> TokenStream {
    let code = value::bind(code);
    let DeriveInput {
        ident, generics, ..
    } = input;
    let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
    let record = |body| {
        quote! {
            #[automatically_derived]
            impl #impl_generics ::livetpl::__private::Record for #ident #type_generics #where_clause {
                #body
            }
        }
    };
    // The code for an enum has several such methods.
    if matches!(input.data, Data::Struct(_))
        && let Some(code) = move_body(code.clone(), &|parameters, body| {
            // Twice in an optimised build; once, and called from both, in any other.
            record(quote! {
                #[cfg_attr(not(debug_assertions), inline(always))]
                fn write_to #parameters -> ::livetpl::__private::askama::Result<()> #body
            })
        })
    {
        return code;
    }
    let record = record(TokenStream::new());
    quote!(#code #record)
}

/// Puts what `record` makes of the method's parameters and body behind the impl that had the body.
fn move_body(
    code: TokenStream,
    record: &dyn Fn(&Group, &Group) -> TokenStream,
) -> Option<TokenStream> {
    let mut tokens: Vec<TokenTree> = code.into_iter().collect();
    for index in 0..tokens.len() {
        let TokenTree::Group(group) = &tokens[index] else {
            continue;
        };
        if group.delimiter() != Delimiter::Brace {
            continue;
        }
        let (inside, behind) = match method_in(group.stream()) {
            Some(Method {
                calling,
                parameters,
                body,
            }) => (calling, record(&parameters, &body)),
            None => match move_body(group.stream(), record) {
                Some(inside) => (inside, TokenStream::new()),
                None => continue,
            },
        };
        let mut new = Group::new(Delimiter::Brace, inside);
        new.set_span(group.span());
        tokens[index] = TokenTree::Group(new);
        tokens.splice(index + 1..index + 1, behind);
        return Some(tokens.into_iter().collect());
    }
    None
}

/// An impl's inside, with another body for its method; and what the method was.
struct Method {
    calling: TokenStream,
    parameters: Group,
    body: Group,
}

fn method_in(inside: TokenStream) -> Option<Method> {
    let mut tokens: Vec<TokenTree> = inside.into_iter().collect();
    let name = tokens.iter().position(
        |token| matches!(token, TokenTree::Ident(name) if name == "render_into_with_values"),
    )?;
    let is_fn = matches!(tokens.get(name.checked_sub(1)?)?, TokenTree::Ident(word) if word == "fn");
    let TokenTree::Group(parameters) = tokens.get(name + 1)?.clone() else {
        return None;
    };
    let at = tokens[name..].iter().position(
        |token| matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace),
    )? + name;
    let TokenTree::Group(body) = tokens[at].clone() else {
        return None;
    };
    let (writer, values) = names(&parameters)?;
    let body = Group::new(Delimiter::Brace, with_writer(body.stream(), &writer));
    let call = quote!({ ::livetpl::__private::Record::write_to(self, #writer, #values) });
    tokens.splice(at..=at, call);
    is_fn.then(|| Method {
        calling: tokens.into_iter().collect(),
        parameters,
        body,
    })
}

/// The names of the writer and the values: `&self, writer: …, values: …`.
fn names(parameters: &Group) -> Option<(Ident, Ident)> {
    let mut named = Vec::new();
    let mut after_comma = false;
    for token in parameters.stream() {
        match token {
            TokenTree::Ident(name) if after_comma => {
                named.push(name);
                after_comma = false;
            }
            TokenTree::Punct(punct) => after_comma = punct.as_char() == ',',
            _ => after_comma = false,
        }
    }
    <[Ident; 2]>::try_from(named)
        .ok()
        .map(|[writer, values]| (writer, values))
}

/// `__lvt::ask(self, 0)` becomes `__lvt::ask(writer, self, 0)?`.
fn with_writer(code: TokenStream, writer: &Ident) -> TokenStream {
    let mut out: Vec<TokenTree> = Vec::new();
    for token in code {
        let TokenTree::Group(group) = token else {
            out.push(token);
            continue;
        };
        let asks = matches!(out.last(), Some(TokenTree::Ident(name)) if name == "ask")
            && ends_in_marks(&out[..out.len() - 1]);
        let mut inside = with_writer(group.stream(), writer);
        if asks {
            inside = quote!(#writer, #inside);
        }
        let mut new = Group::new(group.delimiter(), inside);
        new.set_span(group.span());
        out.push(TokenTree::Group(new));
        if asks {
            out.extend(quote!(?));
        }
    }
    out.into_iter().collect()
}

/// Whether `tokens` end in `__lvt::`.
fn ends_in_marks(tokens: &[TokenTree]) -> bool {
    let is_colon =
        |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ':');
    match tokens {
        [.., TokenTree::Ident(name), one, two] => name == "__lvt" && is_colon(one) && is_colon(two),
        _ => false,
    }
}
