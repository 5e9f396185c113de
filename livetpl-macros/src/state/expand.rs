//! A state's tokens: `impl LiveState`, and the stub that stands in for it while there are mistakes.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Data, DeriveInput};

use super::model::{State, is_persist, is_template};
use crate::template::{self, TemplateTokens};

/// `impl LiveState`, and the template's impls.
pub(crate) fn expand_state(state: &State<'_>, template: &TemplateTokens) -> TokenStream {
    let ident = &state.input.ident;
    let (impl_generics, type_generics, where_clause) = state.input.generics.split_for_impl();
    let TemplateTokens { askama, plan } = template;
    let mut names = Vec::new();
    let mut saves = Vec::new();
    let mut loads = Vec::new();
    for (index, persisted) in state.persisted.iter().enumerate() {
        let field = &persisted.field.ident;
        names.push(field.as_ref().map(|field| field.unraw().to_string()));
        // Spanned on the field's type: that is what lacks serde's traits, if it does.
        let span = persisted.field.ty.span();
        saves.push(quote_spanned!(span=> #index => ::livetpl::__private::save(&self.#field),));
        loads.push(
            quote_spanned!(span=> #index => ::livetpl::__private::load(&mut self.#field, value),),
        );
    }
    quote! {
        #askama

        #[automatically_derived]
        impl #impl_generics ::livetpl::__private::LiveState for #ident #type_generics #where_clause {
            const PLAN: &'static ::livetpl::__private::Plan = &#plan;

            const PERSISTED: &'static [&'static str] = &[#(#names),*];

            #[allow(clippy::match_single_binding)]
            fn save_field(&self, index: usize) -> ::livetpl::__private::serde_json::Result<::livetpl::__private::serde_json::Value> {
                match index {
                    #(#saves)*
                    _ => ::livetpl::__private::no_field_to_save(index),
                }
            }

            #[allow(clippy::match_single_binding, unused_variables)]
            fn load_field(&mut self, index: usize, value: ::livetpl::__private::serde_json::Value) -> ::livetpl::__private::serde_json::Result<()> {
                match index {
                    #(#loads)*
                    _ => ::livetpl::__private::no_field_to_load(index),
                }
            }
        }
    }
}

/// The same, with a template that renders nothing: so that a mistake in a state is one error and not ten.
pub(crate) fn stub(input: &DeriveInput) -> TokenStream {
    let state = State {
        input,
        persisted: Vec::new(),
    };
    expand_state(&state, &template::stub(input))
}

/// The struct without `#[template]` and `#[persist]`, which only a derive may leave in place.
pub(crate) fn without_helpers(input: &DeriveInput) -> DeriveInput {
    let mut input = input.clone();
    input.attrs.retain(|attribute| !is_template(attribute));
    if let Data::Struct(data) = &mut input.data {
        for field in &mut data.fields {
            field.attrs.retain(|attribute| !is_persist(attribute));
        }
    }
    input
}
