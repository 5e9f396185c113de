//! What becomes of a state: `impl LiveState` beside the template's code. Owns the persisted fields.
//!
//! Stages: `model` (what was written and decided), `check` (every rule), `expand` (tokens). The template is the
//! template room's; it comes in as a function, so that a test can leave it out.

mod check;
mod expand;
mod model;

use proc_macro2::TokenStream;
use syn::DeriveInput;

use crate::errors::Errors;
use crate::template;

pub(crate) use expand::{stub, without_helpers};

/// The template compiler: `crate::template::expand`.
pub(crate) type Compile = fn(&DeriveInput) -> Result<TokenStream, TokenStream>;

/// `#[derive(LiveState)]`.
pub(crate) fn derive(item: TokenStream, compile: Compile) -> TokenStream {
    match syn::parse2(item) {
        Ok(input) => expand(&input, compile),
        Err(error) => error.into_compile_error(),
    }
}

/// `#[derive(LiveTemplate)]`: the template alone.
pub(crate) fn derive_template(item: TokenStream, compile: Compile) -> TokenStream {
    match syn::parse2(item) {
        Ok(input) => compile(&input).unwrap_or_else(|mut tokens| {
            tokens.extend(template::stub(&input));
            tokens
        }),
        Err(error) => error.into_compile_error(),
    }
}

/// The state's impls, or its errors with stub impls.
pub(crate) fn expand(input: &DeriveInput, compile: Compile) -> TokenStream {
    let state = model::State::of(input);
    let mut errors = Errors::default();
    check::check_state(&state, &mut errors);
    if !errors.is_empty() {
        let mut tokens = errors.into_compile_errors();
        tokens.extend(stub(input));
        return tokens;
    }
    match compile(input) {
        Ok(mut tokens) => {
            tokens.extend(expand::expand_state(&state));
            tokens
        }
        Err(mut tokens) => {
            tokens.extend(stub(input));
            tokens
        }
    }
}
