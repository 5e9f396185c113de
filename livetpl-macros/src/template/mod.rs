//! The template compiler's entry. PROVISIONAL: askama's derive on the untouched attribute, with an empty plan.

use proc_macro2::TokenStream;
use quote::quote;
use syn::DeriveInput;

/// What a template becomes.
pub(crate) struct TemplateTokens {
    /// askama's impls, and what makes cargo rebuild.
    pub(crate) askama: TokenStream,
    /// An expression of type `Plan`.
    pub(crate) plan: TokenStream,
}

/// Compiles the template of `input`, whose `#[template(…)]` is still in place.
///
/// # Errors
///
/// The `compile_error!`s of its mistakes, without any impl.
pub(crate) fn expand(input: &DeriveInput) -> Result<TemplateTokens, TokenStream> {
    let import = || {
        quote!(
            use ::livetpl::__private::askama;
        )
    };
    Ok(TemplateTokens {
        askama: askama_derive::derive_template(quote!(#input), import),
        plan: empty_plan(input),
    })
}

fn empty_plan(input: &DeriveInput) -> TokenStream {
    let name = input.ident.to_string();
    quote! {
        ::livetpl::__private::Plan {
            name: #name,
            fragments: &[],
            client: "",
            head_end: ::livetpl::__private::None,
            actions: &[],
        }
    }
}
