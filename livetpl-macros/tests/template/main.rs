//! Byte identity: a template flattened and printed renders like the template itself, with plain askama.
//!
//! `generated.rs` holds for every case of `cases.rs` two structs: the template as written, and what our compiler printed
//! for it. The first test says whether that file is up to date, the second renders both over the same data. After a
//! change run `LIVETPL_BLESS=1 cargo test -p livetpl-macros --test template` twice and read the difference.

mod cases;
mod generated;
#[path = "../../src/template/mod.rs"]
#[allow(dead_code)]
mod template;

use std::fmt::Write;
use std::path::Path;

use crate::template::{instrument, load};

/// What the templates loop over.
#[derive(Clone)]
pub(crate) struct Item {
    pub(crate) name: &'static str,
    pub(crate) n: i32,
}

/// The states that every template is rendered with.
pub(crate) fn states() -> Vec<(Vec<Item>, &'static str, Option<&'static str>, bool, i32)> {
    let items = vec![
        Item { name: "<one>", n: 1 },
        Item { name: "two", n: 2 },
        Item { name: "three", n: 3 },
    ];
    vec![
        (items.clone(), "A & B", Some("b"), true, 1),
        (items, "", Some("c"), false, 2),
        (Vec::new(), "N", None, false, 3),
        (Vec::new(), " N ", None, true, 2),
    ]
}

const FIELDS: &str = "pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32";

fn generate() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut code = String::from(
        "//! Written by the test `generated_templates_are_current`; see `main.rs`.\n\n#![allow(dead_code, unused, non_camel_case_types, clippy::all)]\n\nuse super::Item;\n",
    );
    let mut table = String::new();
    let mut refused = Vec::new();
    for case in cases::cases() {
        let config = "config = \"tests/template/askama.toml\"";
        let plain = format!(
            "#[derive(askama::Template)]\n#[template({}, {config})]\npub(crate) struct Plain_{} {{ {FIELDS} }}\n",
            case.attr, case.name
        );
        let input: syn::DeriveInput = syn::parse_str(&plain).unwrap();
        let (flat, settings) = match load::load_in(root, &input) {
            Ok(loaded) => loaded,
            Err(error) => {
                refused.extend(error.into_iter().map(|error| format!("{}: {}\n{error}", case.name, case.attr)));
                continue;
            }
        };
        let source = instrument::print(&flat.nodes, &settings);
        let option = |key: &str, value: &Option<syn::LitStr>| match value {
            Some(value) => format!(", {key} = {:?}", value.value()),
            None => String::new(),
        };
        let _ = write!(
            code,
            "\n{plain}#[derive(askama::Template)]\n#[template(source = {source:?}, ext = \"html\", escape = {:?}{}{}, {config})]\npub(crate) struct Flat_{} {{ {FIELDS} }}\n",
            settings.escape,
            option("syntax", &settings.syntax),
            option("whitespace", &settings.whitespace),
            case.name
        );
        let _ = write!(
            table,
            "    (\"{0}\", |items, name, maybe, flag, n| (Plain_{0} {{ items: items.clone(), name, maybe, flag, n }}.render(), Flat_{0} {{ items, name, maybe, flag, n }}.render())),\n",
            case.name
        );
    }
    assert!(refused.is_empty(), "{}", refused.join("\n"));
    let _ = write!(
        code,
        "\nuse askama::Template;\n\ntype Rendered = askama::Result<String>;\ntype Render = fn(Vec<Item>, &'static str, Option<&'static str>, bool, i32) -> (Rendered, Rendered);\n\n#[rustfmt::skip]\npub(crate) static CASES: &[(&str, Render)] = &[\n{table}];\n"
    );
    code
}

#[test]
fn generated_templates_are_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/template/generated.rs");
    let generated = generate();
    if std::env::var_os("LIVETPL_BLESS").is_some() {
        std::fs::write(&path, generated).unwrap();
        return;
    }
    let current = std::fs::read_to_string(&path).unwrap();
    assert!(
        current == generated,
        "tests/template/generated.rs is not current: run with LIVETPL_BLESS=1"
    );
}

#[test]
fn a_flattened_template_renders_byte_for_byte_like_the_template() {
    let mut different = Vec::new();
    for (name, render) in generated::CASES {
        for (items, text, maybe, flag, n) in states() {
            let (plain, flat) = render(items, text, maybe, flag, n);
            let (plain, flat) = (plain.unwrap(), flat.unwrap());
            if plain != flat {
                different.push(format!("{name}: {plain:?}\n{}  {flat:?}", " ".repeat(name.len())));
            }
        }
    }
    assert!(different.is_empty(), "{}", different.join("\n"));
}
