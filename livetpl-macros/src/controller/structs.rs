//! `#[live_controller]` on a struct: `impl Controller`, and where the struct is its own state, the state half too.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Attribute, DeriveInput, Ident, Meta, Path, Token, Type};

use crate::errors::Errors;
use crate::lifetimes;
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
    let malformed = !arguments.is_empty();
    let state = parse_state(arguments, &mut errors);
    check_lifetimes(input, &mut errors);
    match &state {
        Some(state) => check_no_template(input, state, &mut errors),
        None => check_not_derived(input, &mut errors),
    }
    let failed = !errors.is_empty();
    let derives_state = !derives(input, "LiveState").is_empty();
    let mut tokens = errors.into_compile_errors();
    if derives_state {
        // The derive of `LiveState` has its half, and needs the helper attributes.
        input.to_tokens(&mut tokens);
    } else {
        state::without_helpers(input).to_tokens(&mut tokens);
    }
    tokens.extend(expand_controller(input, state.as_ref()));
    if state.is_none() && !derives_state {
        tokens.extend(if failed {
            state::stub(input)
        } else {
            state::expand(input, compile)
        });
        // Nothing says that it was meant to be its own state.
        if malformed && derives(input, "Clone").is_empty() {
            tokens.extend(stub_clone(input));
        }
    }
    tokens
}

/// The type in `state = …`. What is not quite that is taken for it, so that one mistake is one error.
fn parse_state(arguments: TokenStream, errors: &mut Errors) -> Option<Type> {
    let parser = Punctuated::<KeyValue, Token![,]>::parse_terminated;
    let Ok(keys) = parser.parse2(arguments.clone()) else {
        let meant = recover_state(&arguments);
        let state = meant.as_ref().map_or_else(
            || Ident::new("S", Span::call_site()).to_token_stream(),
            ToTokens::to_token_stream,
        );
        errors.push(
            &arguments,
            format!(
                "`#[live_controller]` on a struct takes its state's type: write `state = {state}`"
            ),
        );
        return meant;
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

/// The type that was meant by `LogState`, `state(LogState)` or `state = "LogState"`.
fn recover_state(arguments: &TokenStream) -> Option<Type> {
    let is_type = |token: &TokenTree| match token {
        TokenTree::Ident(ident) => ident != "state",
        TokenTree::Punct(punct) => !matches!(punct.as_char(), '=' | ':'),
        TokenTree::Group(_) | TokenTree::Literal(_) => true,
    };
    let tokens: TokenStream = arguments
        .clone()
        .into_iter()
        .skip_while(|token| !is_type(token))
        .collect();
    let literal = syn::parse2::<syn::LitStr>(tokens.clone()).ok();
    literal
        .and_then(|literal| literal.parse().ok())
        .or_else(|| syn::parse2(tokens).ok())
}

fn expand_controller(input: &DeriveInput, state: Option<&Type>) -> TokenStream {
    let DeriveInput {
        ident, generics, ..
    } = input;
    let name = ident.to_string();
    let (_, type_generics, _) = generics.split_for_impl();
    let controller = lifetimes::as_static(quote!(#ident #type_generics), generics);
    let generics = lifetimes::without(generics);
    let (impl_generics, _, where_clause) = generics.split_for_impl();
    let (state_ty, half) = match state {
        Some(state) => expand_initial_state(state),
        None => expand_own_state(ident),
    };
    quote! {
        #[automatically_derived]
        impl #impl_generics ::livetpl::__private::Controller for #controller #where_clause {
            #state_ty

            const NAME: &'static str = #name;

            #half
        }
    }
}

fn expand_initial_state(state: &Type) -> (TokenStream, TokenStream) {
    // Spanned on the state's type: that is what lacks `Default`, if it does.
    let default =
        quote_spanned!(state.span()=> <#state as ::livetpl::__private::Default>::default());
    let half = quote! {
        fn initial_state(&self) -> Self::State {
            #default
        }
    };
    (quote!(type State = #state;), half)
}

fn expand_own_state(ident: &Ident) -> (TokenStream, TokenStream) {
    let state = quote_spanned!(ident.span()=> Self);
    let half = quote! {
        fn initial_state(&self) -> Self {
            ::livetpl::__private::copy::<Self>(self)
        }

        fn receiver<'a>(&'a self, state: &'a Self) -> &'a Self {
            state
        }
    };
    (quote!(type State = #state;), half)
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
    for path in derives(input, "LiveState") {
        errors.push(
            path,
            format!("`{name}` is a `LiveState` already: `#[live_controller]` without `state = …` makes it one; remove this derive"),
        );
    }
}

/// The paths to `name` in the struct's derives.
fn derives(input: &DeriveInput, name: &str) -> Vec<Path> {
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
        .filter(|path| path.segments.last().is_some_and(|last| last.ident == name))
        .collect()
}

fn stub_clone(input: &DeriveInput) -> TokenStream {
    let ident = &input.ident;
    let (impl_generics, type_generics, where_clause) = input.generics.split_for_impl();
    quote! {
        impl #impl_generics ::livetpl::__private::Clone for #ident #type_generics #where_clause {
            fn clone(&self) -> Self {
                loop {}
            }
        }
    }
}
