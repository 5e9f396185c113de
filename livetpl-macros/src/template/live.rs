//! What stands beside askama's code: the plan, the marks that know it, and `LiveTemplate`.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::quote;
use syn::DeriveInput;

/// Our items for the type; they belong to the same scope as askama's code, whose marks they are.
///
/// `more` is of `LiveTemplate`. Output that is escaped for HTML may stand in other templates as it is, so the type is `HtmlSafe` then.
pub(crate) fn items(
    input: &DeriveInput,
    plan: &TokenStream,
    more: &[TokenStream],
    is_html: bool,
) -> TokenStream {
    let DeriveInput {
        ident, generics, ..
    } = input;
    let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
    let html_safe = is_html.then(|| {
        quote! {
            #[automatically_derived]
            impl #impl_generics askama::filters::HtmlSafe for #ident #type_generics #where_clause {}
        }
    });
    quote! {
        #[allow(unused_imports)]
        mod __lvt {
            pub(super) use ::livetpl::__private::marks::*;

            pub(super) static PLAN: ::livetpl::__private::Plan = #plan;
            #[allow(dead_code)]
            pub(super) fn form(number: usize) -> ::livetpl::__private::marks::FormField {
                ::livetpl::__private::marks::form_field(&PLAN, number)
            }
            #[allow(dead_code)]
            pub(super) fn form_text(number: usize) -> &'static str {
                ::livetpl::__private::marks::form_text(&PLAN, number)
            }

            pub(super) const BEGIN: ::livetpl::__private::marks::Begin =
                ::livetpl::__private::marks::begin(&PLAN);
        }

        #[automatically_derived]
        impl #impl_generics ::livetpl::__private::LiveTemplate for #ident #type_generics #where_clause {
            const PLAN: &'static ::livetpl::__private::Plan = &__lvt::PLAN;

            #(#more)*
        }

        #html_safe
    }
}

/// Askama's code, whose first block is a `const`, with `items` in that.
pub(crate) fn within(code: TokenStream, items: &TokenStream) -> TokenStream {
    let mut items = Some(items);
    code.into_iter()
        .map(|token| match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                let (inside, items) = (group.stream(), items.take());
                let mut new = Group::new(Delimiter::Brace, quote!(#inside #items));
                new.set_span(group.span());
                TokenTree::Group(new)
            }
            token => token,
        })
        .collect()
}
