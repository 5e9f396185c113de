//! A state's tokens: `impl LiveState`, and the stub that stands in for it while there are mistakes.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Data, DeriveInput, Index};

use super::model::{State, is_persist, is_template};
use crate::lifetimes;
use crate::template;

/// `impl LiveState`.
pub(crate) fn expand_state(state: &State<'_>) -> TokenStream {
    let DeriveInput {
        ident, generics, ..
    } = state.input;
    let (_, type_generics, _) = generics.split_for_impl();
    let state_ty = lifetimes::as_static(quote!(#ident #type_generics), generics);
    let generics = lifetimes::without(generics);
    let (impl_generics, _, where_clause) = generics.split_for_impl();
    let mut names = Vec::new();
    let mut saves = Vec::new();
    let mut loads = Vec::new();
    for (place, persisted) in state.persisted.iter().enumerate() {
        let index = Index::from(place);
        let mut field = persisted.field.ident.clone();
        names.push(field.as_ref().map(|field| field.unraw().to_string()));
        // Spanned on the field's type: that is what lacks serde's traits, if it does.
        let at = Span::mixed_site().located_at(persisted.field.ty.span());
        if let Some(field) = &mut field {
            field.set_span(at);
        }
        saves.push(quote_spanned!(at=> #index => ::livetpl::__private::save(&self.#field),));
        loads.push(
            quote_spanned!(at=> #index => ::livetpl::__private::load(&mut self.#field, value),),
        );
    }
    let at = Span::mixed_site();
    let save = expand_match(
        &saves,
        quote_spanned!(at=> ::livetpl::__private::no_field_to_save(index)),
    );
    let load = expand_match(
        &loads,
        quote_spanned!(at=> ::livetpl::__private::no_field_to_load(index)),
    );
    quote_spanned! {at=>
        #[automatically_derived]
        impl #impl_generics ::livetpl::__private::LiveState for #state_ty #where_clause {
            const PERSISTED: &'static [&'static str] = &[#(#names),*];

            fn save_field(
                &self,
                index: usize,
            ) -> ::livetpl::__private::serde_json::Result<::livetpl::__private::serde_json::Value> {
                #save
            }

            #[allow(unused_variables)]
            fn load_field(
                &mut self,
                index: usize,
                value: ::livetpl::__private::serde_json::Value,
            ) -> ::livetpl::__private::serde_json::Result<()> {
                #load
            }
        }
    }
}

/// The `match` over the persisted fields; only what it falls back to where there are none.
fn expand_match(arms: &[TokenStream], otherwise: TokenStream) -> TokenStream {
    if arms.is_empty() {
        return otherwise;
    }
    let at = Span::mixed_site();
    quote_spanned! {at=>
        match index {
            #(#arms)*
            _ => #otherwise,
        }
    }
}

/// The same, with a template that renders nothing: so that a mistake in a state is one error and not ten.
pub(crate) fn stub(input: &DeriveInput) -> TokenStream {
    let state = State {
        input,
        persisted: Vec::new(),
    };
    let mut tokens = template::stub(input);
    tokens.extend(expand_state(&state));
    tokens
}

/// The struct without `#[template]` and `#[persist]`, which only a derive may leave in place.
pub(crate) fn without_helpers(input: &DeriveInput) -> DeriveInput {
    let mut input = input.clone();
    input.attrs.retain(|attribute| !is_template(attribute));
    match &mut input.data {
        Data::Struct(data) => {
            for field in &mut data.fields {
                field.attrs.retain(|attribute| !is_persist(attribute));
            }
        }
        Data::Enum(data) => {
            for variant in &mut data.variants {
                variant.attrs.retain(|attribute| !is_template(attribute));
            }
        }
        Data::Union(_) => {}
    }
    input
}
