//! Golden expansions: what the macros make of the fixtures in `livetpl/tests/ui/pass`, as files to read in review.
//!
//! Bless with `BLESS=1 cargo test -p livetpl-macros`. The template's code and plan are left out: they have their own.

use std::path::Path;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Attribute, DeriveInput, Item, Meta};

use crate::{controller, state};

#[test]
fn counter() {
    check("counter");
}

#[test]
fn message_log() {
    check("message_log");
}

/// The errors, the user's items, and what stands in for the rest.
#[test]
fn mistakes() {
    check("mistakes");
}

fn check(name: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let goldens = root.join("tests/goldens");
    let own = goldens.join(format!("{name}.in.rs"));
    let fixture = root.join(format!("../livetpl/tests/ui/pass/{name}.rs"));
    let source = std::fs::read_to_string(own)
        .or_else(|_| std::fs::read_to_string(fixture))
        .expect("the fixture is there");
    let file = syn::parse_file(&source).expect("the fixture parses");
    let tokens: TokenStream = file.items.into_iter().map(expand).collect();
    let expanded = syn::parse2(quote!(#tokens)).expect("the expansion parses");
    let expanded = prettyplease::unparse(&expanded);
    let expanded = format!("//! What the macros make of the fixture `{name}.rs`.\n\n{expanded}");

    let golden = goldens.join(format!("{name}.rs"));
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&golden, &expanded).expect("the golden can be written");
    }
    let expected = std::fs::read_to_string(&golden).unwrap_or_default();
    assert!(
        expanded == expected,
        "{} differs; bless with `BLESS=1 cargo test -p livetpl-macros`. Now:\n{expanded}",
        golden.display()
    );
}

/// An item after its macros; nothing of what has none.
fn expand(mut item: Item) -> TokenStream {
    let attrs = match &mut item {
        Item::Struct(item) => &mut item.attrs,
        Item::Impl(item) => &mut item.attrs,
        _ => return TokenStream::new(),
    };
    if let Some(at) = attrs
        .iter()
        .position(|attribute| attribute.path().is_ident("live_controller"))
    {
        let arguments = match attrs.remove(at).meta {
            Meta::List(list) => list.tokens,
            _ => TokenStream::new(),
        };
        return controller::expand(arguments, item.into_token_stream(), without_template);
    }
    if attrs.iter().any(derives_state) {
        return state::derive(item.into_token_stream(), without_template);
    }
    TokenStream::new()
}

fn derives_state(attribute: &Attribute) -> bool {
    attribute.path().is_ident("derive")
        && attribute
            .to_token_stream()
            .to_string()
            .contains("LiveState")
}

fn without_template(_: &DeriveInput) -> Result<TokenStream, TokenStream> {
    Ok(TokenStream::new())
}
