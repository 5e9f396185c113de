//! `#[live_controller]` on a struct: `impl Controller`, and where the struct is its own state, the state half too.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Attribute, DeriveInput, Ident, Meta, Path, Token, Type};

use crate::errors::Errors;
use crate::state::{self, Compile};

/// One `key = Type` of the attribute.
struct KeyValue {
    key: Ident,
    ty: Type,
}

impl Parse for KeyValue {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let key = input.parse()?;
        input.parse::<Token![=]>()?;
        Ok(KeyValue {
            key,
            ty: input.parse()?,
        })
    }
}

pub(crate) fn expand_struct(
    arguments: TokenStream,
    input: &DeriveInput,
    compile: Compile,
) -> TokenStream {
    let mut errors = Errors::default();
    let state = parse_state(arguments, &mut errors);
    check_lifetimes(input, &mut errors);
    match &state {
        Some(state) => check_no_template(input, state, &mut errors),
        None => check_not_derived(input, &mut errors),
    }
    let failed = !errors.is_empty();
    let mut tokens = errors.into_compile_errors();
    if has_derive(input) {
        // The derive of `LiveState` has its half, and needs the helper attributes.
        input.to_tokens(&mut tokens);
    } else {
        state::without_helpers(input).to_tokens(&mut tokens);
    }
    tokens.extend(expand_controller(input, state.as_ref()));
    if state.is_none() && !has_derive(input) {
        tokens.extend(if failed {
            state::stub(input)
        } else {
            state::expand(input, compile)
        });
    }
    tokens
}

/// The type in `state = …`; one under a key that doesn't exist is taken for it, so that one mistake is one error.
fn parse_state(arguments: TokenStream, errors: &mut Errors) -> Option<Type> {
    let keys = match Punctuated::<KeyValue, Token![,]>::parse_terminated.parse2(arguments) {
        Ok(keys) => keys,
        Err(error) => {
            errors.add(syn::Error::new(error.span(), "`#[live_controller]` takes the state's type: write `#[live_controller(state = …)]`"));
            return None;
        }
    };
    let mut state = None;
    for KeyValue { key, ty } in keys {
        if key != "state" {
            errors.push(
                &key,
                format!("unknown key `{key}`: `#[live_controller]` on a struct takes `state = …`"),
            );
        } else if state.is_some() {
            errors.push(&key, "`state` is there already: a controller has one");
        }
        state.get_or_insert(ty);
    }
    state
}

fn expand_controller(input: &DeriveInput, state: Option<&Type>) -> TokenStream {
    let ident = &input.ident;
    let name = ident.to_string();
    let (impl_generics, type_generics, where_clause) = input.generics.split_for_impl();
    let half = match state {
        Some(state) => {
            let default =
                quote_spanned!(state.span()=> <#state as ::livetpl::__private::Default>::default());
            quote! {
                fn initial_state(&self) -> Self::State {
                    #default
                }
            }
        }
        None => quote! {
            fn initial_state(&self) -> Self {
                ::livetpl::__private::copy(self)
            }

            fn receiver<'a>(&'a self, state: &'a Self) -> &'a Self {
                state
            }
        },
    };
    let state = state.map_or_else(|| quote!(Self), ToTokens::to_token_stream);
    quote! {
        #[automatically_derived]
        #[allow(unused_variables)]
        impl #impl_generics ::livetpl::__private::Controller for #ident #type_generics #where_clause {
            type State = #state;

            const NAME: &'static str = #name;

            #half
        }
    }
}

fn check_lifetimes(input: &DeriveInput, errors: &mut Errors) {
    let name = &input.ident;
    for lifetime in input.generics.lifetimes() {
        errors.push(
            lifetime,
            format!("controller `{name}` can't borrow: it lives as long as the server; own what it holds, or share it in an `Arc`"),
        );
    }
}

fn check_no_template(input: &DeriveInput, state: &Type, errors: &mut Errors) {
    let name = &input.ident;
    let written = state.to_token_stream();
    let helper = |key: &str, attribute: &Attribute| attribute.path().is_ident(key);
    for attribute in input
        .attrs
        .iter()
        .filter(|attribute| helper("template", attribute))
    {
        errors.push(
            attribute,
            format!("`{name}` has the state `{written}`, so the template is that struct's: move `#[template(…)]` there"),
        );
    }
    if let syn::Data::Struct(data) = &input.data {
        for attribute in data
            .fields
            .iter()
            .flat_map(|field| &field.attrs)
            .filter(|it| helper("persist", it))
        {
            errors.push(
                attribute,
                format!("`{name}` has the state `{written}`, and only its fields are persisted: move the field there"),
            );
        }
    }
}

fn check_not_derived(input: &DeriveInput, errors: &mut Errors) {
    let name = &input.ident;
    for path in derives(input) {
        errors.push(
            path,
            format!("`{name}` is a `LiveState` already: `#[live_controller]` without `state = …` makes it one; remove this derive"),
        );
    }
}

fn has_derive(input: &DeriveInput) -> bool {
    !derives(input).is_empty()
}

/// The `LiveState` in the struct's derives.
fn derives(input: &DeriveInput) -> Vec<Path> {
    let lists = input
        .attrs
        .iter()
        .filter_map(|attribute| match &attribute.meta {
            Meta::List(list) if list.path.is_ident("derive") => list
                .parse_args_with(Punctuated::<Path, Token![,]>::parse_terminated)
                .ok(),
            _ => None,
        });
    lists
        .flatten()
        .filter(|path| {
            path.segments
                .last()
                .is_some_and(|last| last.ident == "LiveState")
        })
        .collect()
}
