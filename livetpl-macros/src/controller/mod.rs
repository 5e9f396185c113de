//! What becomes of a controller: the struct's traits, and its impl's dispatch table.
//!
//! Stages of an impl: `parse` (what the user wrote; bodies stay raw tokens, so that rustc reports their mistakes in
//! place) → `model` (what was decided) → `check` (every rule, every error) → `expand` (tokens; `stub` while there are
//! errors). The struct is short enough for one file: `structs`.
//!
//! Invariant: whatever goes wrong, the user's item is emitted, and so is an impl of each trait.

mod arguments;
mod check;
mod expand;
mod model;
mod parse;
mod structs;
mod stub;

use proc_macro2::TokenStream;
use quote::quote;

use crate::errors::Errors;
use crate::state::Compile;
use parse::{ImplBlock, Item};

/// `#[live_controller(arguments)] item`.
pub(crate) fn expand(arguments: TokenStream, item: TokenStream, compile: Compile) -> TokenStream {
    match parse::parse_item(item.clone()) {
        Ok(Item::Struct(input)) => structs::expand_struct(arguments, &input, compile),
        Ok(Item::Impl(block)) => expand_impl(arguments, &block),
        Err(error) => {
            let error = error.into_compile_error();
            quote!(#error #item)
        }
    }
}

fn expand_impl(arguments: TokenStream, block: &ImplBlock) -> TokenStream {
    let model = model::Controller::of(block);
    let mut errors = Errors::default();
    check::check_impl(&arguments, block, &model, &mut errors);
    let generated = if errors.is_empty() {
        expand::expand_controller(&model)
    } else {
        stub::expand_stub(&model)
    };
    let mut tokens = errors.into_compile_errors();
    block.print(&mut tokens, |sig| {
        model
            .repeated
            .iter()
            .any(|repeated| std::ptr::eq(repeated.method.sig, sig))
    });
    tokens.extend(generated);
    tokens
}
