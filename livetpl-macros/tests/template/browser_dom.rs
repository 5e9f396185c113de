//! The plan's DOM is the browser's: whatever the template compiler accepts, a real HTML5 parser reads just so.

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use proptest::prelude::*;
use serde_json::Value;

use crate::template::cut;
use crate::template::ir::{At, File, Flat, Node};

/// A template that is nothing but this HTML.
pub(crate) fn flat(html: &str) -> Flat {
    let at = At { file: 0, offset: 0 };
    let file = File {
        path: "page.html".into(),
        absolute: None,
        source: html.into(),
        included_at: None,
    };
    Flat {
        files: vec![file],
        nodes: vec![Node::Text {
            text: html.to_owned(),
            at,
        }],
    }
}

/// The plan's tree, spelt out; `None` where the template is refused.
fn planned(html: &str) -> Option<String> {
    let (planned, problems) = cut::plan(&flat(html));
    if !problems.is_empty() {
        return None;
    }
    assert_eq!(
        planned.plan.fragments[0].statics.concat(),
        html,
        "statics keep every byte"
    );
    let client: Value =
        serde_json::from_str(&planned.plan.client).expect("the client's plan is JSON");
    let mut out = String::new();
    client["fragments"][0]
        .as_array()
        .expect("a fragment")
        .iter()
        .for_each(|node| spell_plan(node, &mut out));
    Some(out)
}

fn spell_plan(node: &Value, out: &mut String) {
    if let Some(text) = node.as_str() {
        spell_text(text, out);
    } else if let Some(name) = node["t"].as_str() {
        let attrs = node["a"].as_array().cloned().unwrap_or_default();
        let attrs = attrs.iter().map(|attr| {
            let part = |i: usize| attr[i].as_str().unwrap_or_default().to_owned();
            (part(0), part(1))
        });
        let ns = node["ns"].as_str().unwrap_or("html");
        spell_element(ns, name, attrs.collect(), out);
        node["c"]
            .as_array()
            .into_iter()
            .flatten()
            .for_each(|child| spell_plan(child, out));
        out.push(')');
    } else if let Some(text) = node["m"].as_str() {
        out.push_str(&format!("<!--{text}-->"));
    } else {
        out.push_str("<!doctype>");
    }
}

/// Neighbouring texts are one text.
pub(crate) fn spell_text(text: &str, out: &mut String) {
    if out.ends_with('"') {
        out.pop();
    } else {
        out.push('"');
    }
    out.push_str(&text.replace('"', "&quot;"));
    out.push('"');
}

pub(crate) fn spell_element(
    ns: &str,
    name: &str,
    mut attrs: Vec<(String, String)>,
    out: &mut String,
) {
    attrs.sort();
    out.push_str(&format!("({ns}:{name}"));
    attrs
        .iter()
        .for_each(|(name, value)| out.push_str(&format!(" {name}={value:?}")));
    out.push(';');
}

/// The tree of a real parser, spelt out.
pub(crate) fn parsed(html: &str, document: bool) -> String {
    let mut options = ParseOpts::default();
    options.tree_builder.scripting_enabled = true;
    let whole = if document {
        html.to_owned()
    } else {
        format!("<!DOCTYPE html><html><head></head><body>{html}</body></html>")
    };
    let dom = parse_document(RcDom::default(), options).one(whole);
    let mut out = String::new();
    if document {
        dom.document
            .children
            .borrow()
            .iter()
            .for_each(|node| spell_parsed(node, &mut out));
        return out;
    }
    let root = dom
        .document
        .children
        .borrow()
        .last()
        .cloned()
        .expect("an html element");
    let body = root.children.borrow().last().cloned().expect("a body");
    body.children
        .borrow()
        .iter()
        .for_each(|node| spell_parsed(node, &mut out));
    out
}

fn spell_parsed(node: &Handle, out: &mut String) {
    match &node.data {
        NodeData::Text { contents } => spell_text(&contents.borrow(), out),
        NodeData::Comment { contents } => out.push_str(&format!("<!--{contents}-->")),
        NodeData::Doctype { .. } => out.push_str("<!doctype>"),
        NodeData::Element {
            name,
            attrs,
            template_contents,
            ..
        } => {
            let ns = match &*name.ns {
                "http://www.w3.org/2000/svg" => "svg",
                "http://www.w3.org/1998/Math/MathML" => "math",
                _ => "html",
            };
            let attrs = attrs
                .borrow()
                .iter()
                .map(|attr| (qualified(&attr.name), attr.value.to_string()))
                .collect();
            spell_element(ns, &name.local, attrs, out);
            // What a `<template>` holds is not its children.
            if let Some(content) = &*template_contents.borrow() {
                let children = content.children.borrow();
                children.iter().for_each(|child| spell_parsed(child, out));
            }
            node.children
                .borrow()
                .iter()
                .for_each(|child| spell_parsed(child, out));
            out.push(')');
        }
        NodeData::Document | NodeData::ProcessingInstruction { .. } => {}
    }
}

/// An attribute's name as it is written.
fn qualified(name: &html5ever::QualName) -> String {
    match &name.prefix {
        Some(prefix) if !prefix.is_empty() => format!("{prefix}:{}", name.local),
        _ => name.local.to_string(),
    }
}

pub(crate) const NAMES: &[&str] = &[
    "div",
    "p",
    "span",
    "b",
    "i",
    "a",
    "ul",
    "li",
    "ol",
    "dl",
    "dt",
    "dd",
    "table",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "td",
    "th",
    "caption",
    "colgroup",
    "col",
    "form",
    "button",
    "select",
    "option",
    "optgroup",
    "input",
    "br",
    "hr",
    "img",
    "h1",
    "h2",
    "pre",
    "textarea",
    "title",
    "section",
    "address",
    "nobr",
    "svg",
    "g",
    "path",
    "foreignObject",
    "math",
    "mi",
    "mtext",
    "label",
    "ruby",
    "rt",
    "rp",
    "dialog",
    "details",
    "summary",
    "main",
    "x-y",
    "object",
    "style",
    "script",
    "noscript",
    "iframe",
    "fieldset",
    "legend",
    "video",
    "source",
    "menu",
    "em",
    "template",
    "body",
    "frame",
    "desc",
    "annotation-xml",
    "marquee",
    "center",
    "font",
    "search",
    "meta",
    "link",
    "slot",
    "picture",
    "audio",
    "track",
    "canvas",
    "progress",
    "output",
    "datalist",
    "figure",
    "hgroup",
    "blockquote",
    "use",
    "text",
    "linearGradient",
    "mrow",
    "mglyph",
    "semantics",
    "area",
    "map",
    "base",
    "wbr",
    "u",
    "code",
    "sub",
    "embed",
    "param",
];

/// Pieces that fit into each other more often than not.
fn any_html() -> impl Strategy<Value = String> {
    let name = prop::sample::select(NAMES);
    let text = prop::sample::select(vec![
        "x",
        " ",
        "\n",
        "a &amp; b",
        "&eacute;",
        "&nosuch;",
        "<",
        "1 < 2",
        "",
        "&copy",
        "\r\n",
    ]);
    let attrs = prop::sample::select(vec![
        "",
        " id=\"a\"",
        " class='b c' hidden",
        " title=\"&lt;x&gt;\"",
        " viewBox=\"0\"",
        " a a",
        " href=x",
        " xlink:href=\"#a\" xml:lang=en",
        " xmlns=\"http://www.w3.org/2000/svg\"",
        " definitionurl=x preserveAspectRatio",
        " type=hidden",
        " class=\"a\nb\" style=\"color: red\"",
        " Checked DATA-X=1",
        " encoding=\"text/html\"",
        " shadowrootmode=open",
    ]);
    let leaf = prop_oneof![
        4 => text.prop_map(str::to_owned),
        2 => (name.clone(), attrs.clone()).prop_map(|(name, attrs)| format!("<{name}{attrs}>")),
        1 => (name.clone(), attrs.clone()).prop_map(|(name, attrs)| format!("<{name}{attrs}/>")),
        1 => name.clone().prop_map(|name| format!("</{name}>")),
        1 => prop::sample::select(vec!["<!-- c -->", "<!-->", "<!x>", "<?x>", "</ x>", "<!DOCTYPE html>"]).prop_map(str::to_owned),
    ];
    leaf.prop_recursive(6, 24, 4, move |inner| {
        let children = prop::collection::vec(inner, 0..4).prop_map(|parts| parts.concat());
        (name.clone(), attrs.clone(), children)
            .prop_map(|(name, attrs, inner)| format!("<{name}{attrs}>{inner}</{name}>"))
    })
}

/// How many cases a law is tried with; more with `LIVETPL_CASES`, a factor.
pub(crate) fn cases(usual: u32) -> u32 {
    let factor = std::env::var("LIVETPL_CASES")
        .ok()
        .and_then(|text| text.parse().ok());
    usual.saturating_mul(factor.unwrap_or(1))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(6000), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_plan_s_dom_is_the_browser_s(parts in prop::collection::vec(any_html(), 1..4)) {
        let html = parts.concat();
        if let Some(plan) = planned(&html) {
            prop_assert_eq!(plan, parsed(&html, false), "{}", html);
        }
    }
}

#[test]
fn accepted_pages_are_read_alike() {
    let pages = [
        "<p>a</p>\n<ul>\n <li>b</li> <li><p>c</p></li></ul>",
        "<table>\n<thead><tr><th>a</th></tr></thead> <tbody>\n<tr><td>b<br></td></tr></tbody></table>",
        "<pre>\n\n x\n</pre><textarea>\n&lt;b></textarea>",
        "<svg viewBox=\"0 0 1 1\"><linearGradient/><foreignObject><p>x</p></foreignObject></svg>",
        "<select><option>a</option><optgroup label=\"x\"><option>b</option></optgroup></select>",
        "<dl><dt>a</dt><dd>b</dd></dl><button><b>x</b></button><x-y></x-y>",
        "a < b &amp;&amp; c > d &copy; \u{e9}",
        "<template><tr><td>x</td></tr></template><template>a<b>c</b><template><li>d</li></template></template>",
        "<table><template><tr></tr></template><tbody><template><td></td></template></tbody></table>",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"><a xlink:href=\"#x\"><text xml:lang=\"en\">x</text></a></svg>",
        "<math><mi definitionurl=\"x\">a</mi></math>",
        "<script type=\"application/json\">{\"a\": \"\\u003c&amp;\"}</script>",
        "<style>a > b { color: red }</style><script>if (a < b) { x() }</script>",
    ];
    for html in pages {
        assert_eq!(
            planned(html).as_deref(),
            Some(&*parsed(html, false)),
            "{html}"
        );
    }
    for html in [
        "<!DOCTYPE html>\n<!-- a -->\n<html><head></head><body></body></html>",
        "<!DOCTYPE html><!-- b --><!-- c --><html><head></head><body></body></html>",
    ] {
        assert_eq!(planned(html), Some(parsed(html, true)), "{html}");
    }
    let document = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n  <title>a</title>\n</head>\n\n<body>\n  <p>b</p>\n</body>\n</html>\n";
    assert_eq!(planned(document), Some(parsed(document, true)));
}
