//! The full text of every message about a template that is refused. `problems.txt` is read in review.

use std::fmt::Write;
use std::path::Path;

use crate::template::instrument;
use crate::template::load::load_in;

/// What is wrong, by name, and the inside of `#[template(…)]`.
pub(crate) const REFUSED: &[(&str, &str)] = &[
    ("a path that does not exist", r#"path = "nowhere.html""#),
    ("neither path nor source", r#"ext = "html""#),
    (
        "both path and source",
        r#"path = "page.html", source = "x""#,
    ),
    ("source without ext", r#"source = "x""#),
    (
        "an unknown option",
        r#"path = "page.html", frobnicate = "x", ext = 1"#,
    ),
    (
        "options that a live template can't have",
        r#"path = "page.html", blocks = ["main"], askama = x"#,
    ),
    (
        "an unknown whitespace mode",
        r#"path = "page.html", whitespace = "none""#,
    ),
    (
        "an unknown syntax",
        r#"path = "page.html", syntax = "square""#,
    ),
    ("an unknown block", r#"path = "page.html", block = "side""#),
    (
        "an unknown block where there are none",
        r#"source = "x", ext = "html", block = "side""#,
    ),
    (
        "a syntax error in an included file",
        r#"source = "{% include \"bad/syntax.html\" %}", ext = "html""#,
    ),
    (
        "syntax errors in two files",
        r#"source = "{% include \"bad/syntax.html\" %}{% include \"bad/missing.html\" %}", ext = "html""#,
    ),
    ("a file that includes itself", r#"path = "bad/loop.html""#),
    (
        "files that extend each other",
        r#"path = "bad/circle_a.html""#,
    ),
    (
        "an unclosed if",
        r#"source = "a\n{% if flag %}\nb", ext = "html""#,
    ),
    (
        "two blocks of one name",
        r#"source = "{% block a %}{% endblock %}\n{% block a %}{% endblock %}", ext = "html""#,
    ),
    (
        "a block inside of itself",
        r#"source = "{% extends \"layouts/middle.html\" %}{% block main %}{% block body %}{{ super() }}{% endblock %}{% endblock %}", ext = "html""#,
    ),
    (
        "is defined of a variable outside of the block that is shown",
        r#"source = "{% let x = 1 %}{% block a %}{% if x is defined %}{% endif %}{% endblock %}", ext = "html", block = "a""#,
    ),
    (
        "a file that includes itself by another path",
        r#"path = "bad/loop_dots.html""#,
    ),
    (
        "super outside of a block",
        r#"source = "{{ super() }}", ext = "html""#,
    ),
    (
        "super without a parent",
        r#"source = "{% block a %}{{ super() }}{% endblock %}", ext = "html""#,
    ),
    (
        "a macro in a block",
        r#"source = "{% block a %}{% macro m() %}{% endmacro %}{% endblock %}", ext = "html""#,
    ),
    (
        "an import in a condition",
        r#"source = "{% if flag %}{% import \"parts/more.html\" as m %}{% endif %}", ext = "html""#,
    ),
    (
        "a macro that calls itself",
        r#"source = "{% macro m(x) %}{% if x > 0 %}{{ m(x - 1) }}{% endif %}{% endmacro %}<p>{{ m(2) }}</p>", ext = "html""#,
    ),
    (
        "a call of a macro that is not there",
        r#"source = "{% call mm(1) %}{% endcall %}{% call ui::mm(1) %}{% endcall %}", ext = "html""#,
    ),
    (
        "a mistake in a macro that is called",
        r#"source = "{% import \"parts/macros.html\" as ui %}{% macro m(x) %}{% include \"bad/syntax.html\" %}{% endmacro %}", ext = "html""#,
    ),
    (
        "a jump out of a call",
        r#"source = "{% for x in items %}{% call m() %}{% if flag %}{% continue %}{% endif %}{% endcall %}{% endfor %}{% macro m() %}{{ caller() }}{% endmacro %}", ext = "html""#,
    ),
    (
        "a block in a macro",
        r#"source = "{% macro m() %}{% block a %}{% endblock %}{% endmacro %}", ext = "html""#,
    ),
    (
        "super in a filter block",
        r#"source = "{% extends \"layouts/base.html\" %}{% block body %}{% filter upper %}{{ super() }}{% endfilter %}{% endblock %}", ext = "html""#,
    ),
    (
        "a filter block outside of the blocks",
        r#"source = "{% block a %}{% endblock %}{% filter upper %}x{% endfilter %}", ext = "html""#,
    ),
];

/// The messages about a template whose `#[template(…)]` holds `attr`.
pub(crate) fn messages(attr: &str) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let source = format!(
        "#[template({attr}, config = \"tests/template/askama.toml\")] struct Page {{ flag: bool, n: i32 }}"
    );
    let input: syn::DeriveInput =
        syn::parse_str(&source).unwrap_or_else(|error| panic!("{source}: {error}"));
    let shown = |error: syn::Error| {
        error
            .to_string()
            .replace(env!("CARGO_MANIFEST_DIR"), "ROOT")
    };
    match load_in(root, &input) {
        Err(error) => error.into_iter().map(shown).collect(),
        Ok(_) => Vec::new(),
    }
}

fn describe() -> String {
    let mut text = String::new();
    for (name, attr) in REFUSED {
        let messages = messages(attr);
        assert!(!messages.is_empty(), "not refused: {name}");
        let _ = write!(text, "=== {name}\n{attr}\n\n{}\n\n", messages.join("\n\n"));
    }
    text
}

/// Compares with a file of this folder, or writes it.
pub(crate) fn assert_current(file: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/template")
        .join(file);
    if std::env::var_os("LIVETPL_BLESS").is_some() {
        std::fs::write(&path, text).unwrap();
        return;
    }
    let current = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        current == text,
        "{file} is not current: run tests/template/bless and read the difference"
    );
}

#[test]
fn messages_are_current() {
    assert_current("problems.txt", &describe());
}

#[test]
fn the_users_generics_stay() {
    let input: syn::DeriveInput = syn::parse_quote! {
        #[template(source = "{{ value }}", ext = "html")]
        struct Page<'a, T: std::fmt::Display, const N: usize> where T: Clone { value: &'a [T; N] }
    };
    let (flat, settings) = load_in(Path::new(env!("CARGO_MANIFEST_DIR")), &input).unwrap();
    let printed = instrument::print(&flat.nodes, &settings);
    let code = instrument::derive(&input, &printed, &flat, &settings).to_string();
    assert!(
        code.contains("Template for Page < 'a , T , N > where T : Clone"),
        "{code}"
    );
    assert!(code.contains(":: livetpl :: __private :: askama"), "{code}");
}
