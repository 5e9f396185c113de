//! Hostile input for the template compiler's front half: any text is either refused with a place, or accepted and
//! printed as a template that is accepted again. Never a panic.
//!
//! `PROPTEST_CASES=100000 cargo test -p livetpl-macros --test template hostile` runs it for longer.

use proptest::prelude::*;
use syn::parse_quote;

use crate::template::{cut, instrument, load};

/// The target: what the source prints as, with its marks; `None` where it is refused.
fn compiled(source: &str) -> Option<String> {
    let input = parse_quote! { #[template(source = #source, ext = "html")] struct Page { x: u8, items: Vec<u8> } };
    let (flat, settings) = load::load(&input).ok()?;
    let (planned, problems) = cut::plan(&flat);
    if !problems.is_empty() {
        // Each has a place in the template that can be shown.
        assert!(
            !load::reject(&flat, &settings, &problems)
                .to_string()
                .is_empty()
        );
        return None;
    }
    Some(instrument::print(&planned.nodes, &settings).source)
}

/// Pieces of templates, whole and torn.
const PIECES: &[&str] = &[
    "{{ x }}",
    "{{",
    "}}",
    "{%",
    "%}",
    "{#",
    "#}",
    "{% if x == 1 %}",
    "{% else %}",
    "{% elif x == 2 %}",
    "{% endif %}",
    "{% for i in items %}",
    "{% endfor %}",
    "{% match x %}",
    "{% when 1 %}",
    "{% endmatch %}",
    "{% let y = x %}",
    "{% block a %}",
    "{% endblock %}",
    "{% macro m(a) %}",
    "{% endmacro %}",
    "{{ m(x) }}",
    "{% call m(x) %}",
    "{% endcall %}",
    "{{ caller() }}",
    "{% raw %}",
    "{% endraw %}",
    "{% filter upper %}",
    "{% endfilter %}",
    "{% break %}",
    "{% continue %}",
    "{{ super() }}",
    "{% include \"nowhere.html\" %}",
    "{%- if x == 1 -%}",
    "{{~ x ~}}",
    "<p>",
    "</p>",
    "<",
    ">",
    "</",
    "<!--",
    "-->",
    "<ul>",
    "<li>",
    "</li>",
    "</ul>",
    "<table><tbody>",
    "<tr>",
    "</tr>",
    "</tbody></table>",
    "<pre>",
    "</pre>",
    "<textarea>",
    "</textarea>",
    "<script>",
    "</script>",
    "<b class=\"",
    "\">",
    "\"",
    "'",
    "=",
    " title='",
    "</b>",
    "<svg>",
    "</svg>",
    "<br>",
    "<html>",
    "<head>",
    "</head>",
    "<body>",
    "</body></html>",
    "<!DOCTYPE html>",
    "&amp;",
    "&",
    "&#x110000;",
    "\n",
    "\r",
    " ",
    "\u{0}",
    "\u{feff}",
    "日本",
    "text",
    " data-key=\"{{ x }}\"",
    "{% if x == 1 %}hidden{% endif %}",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(4000) })]

    #[test]
    fn hostile_templates_are_refused_or_print_as_templates(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..14),
    ) {
        let source = pieces.concat();
        if let Some(printed) = compiled(&source) {
            prop_assert!(is_a_template(&printed), "{source:?} prints as {printed:?}");
        }
    }

    #[test]
    fn hostile_texts_never_panic(source in "\\PC{0,60}") {
        compiled(&source);
    }
}

/// Whether a printed template is a template: it loads as one.
fn is_a_template(printed: &str) -> bool {
    let input = parse_quote! { #[template(source = #printed, ext = "html")] struct Page { x: u8, items: Vec<u8> } };
    load::load(&input).is_ok()
}
