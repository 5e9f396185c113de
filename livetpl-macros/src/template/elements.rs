//! What a browser's parser does with elements beyond nesting them, as rules that refuse a template that relies on it.
//!
//! Source: the HTML standard, section 13.2.6 (tree construction). Invariant: a template that passes has, in every
//! browser, the DOM that its tags spell.

use super::names::{
    BOOLEAN, BREAKOUT, CLOSES_P, HEAD, HEADINGS, OBSOLETE, SCOPE, SPECIAL, TABLE_PARTS, VOID,
};

/// The namespace of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ns {
    Html,
    Svg,
    Math,
}

/// What the rules need to know of an open element; `name` is empty where a fragment begins.
#[derive(Clone, Debug)]
pub(crate) struct Ancestor<'a> {
    pub(crate) name: &'a str,
    pub(crate) ns: Ns,
    /// Of a `<template>`: what it holds so far.
    pub(crate) holds: Option<Holds>,
}

/// What a `<template>` holds: browsers read all of it as they read its first element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holds {
    Sections,
    Rows,
    Cells,
    Columns,
    Others,
}

impl Holds {
    /// What a `<template>` holds that begins with `name`; `None` for what decides nothing.
    pub(crate) fn of(name: &str) -> Option<Holds> {
        Some(match name {
            "script" | "style" | "template" => return None,
            "caption" | "colgroup" | "thead" | "tbody" | "tfoot" => Holds::Sections,
            "tr" => Holds::Rows,
            "td" | "th" => Holds::Cells,
            "col" => Holds::Columns,
            _ => Holds::Others,
        })
    }
}

/// Whether `attr` of `element` holds for any value.
pub(crate) fn is_boolean(element: &str, attr: &str) -> bool {
    BOOLEAN.contains(&attr) && !element.contains('-')
}

/// How the text inside an element is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    Normal,
    /// Text with character references: `<title>`, `<textarea>`.
    Text,
    /// Text as it stands: `<script>`, `<style>`.
    Raw,
    /// Raw text that nobody runs: `<script type="application/json">`.
    Json,
}

pub(crate) fn is_void(name: &str, ns: Ns) -> bool {
    ns == Ns::Html && VOID.contains(&name)
}

pub(crate) fn content(name: &str, ns: Ns) -> Content {
    match name {
        _ if ns != Ns::Html => Content::Normal,
        "title" | "textarea" => Content::Text,
        // With scripting, as in every browser that runs our script, `<noscript>` holds text.
        "script" | "style" | "iframe" | "noscript" => Content::Raw,
        _ => Content::Normal,
    }
}

/// The namespace of `name` inside `parent`.
pub(crate) fn namespace(name: &str, parent: Option<&Ancestor<'_>>) -> Ns {
    match (name, parent) {
        (_, Some(parent)) if !is_html_point(parent) => match (name, parent.name) {
            ("svg", "annotation-xml") => Ns::Svg,
            _ => parent.ns,
        },
        ("mglyph" | "malignmark", Some(parent)) => parent.ns,
        ("svg", _) => Ns::Svg,
        ("math", _) => Ns::Math,
        _ => Ns::Html,
    }
}

/// Where HTML begins again inside SVG and MathML.
pub(crate) fn is_html_point(element: &Ancestor<'_>) -> bool {
    match element.ns {
        Ns::Html => true,
        Ns::Svg => matches!(element.name, "foreignObject" | "desc" | "title"),
        Ns::Math => matches!(element.name, "mi" | "mo" | "mn" | "ms" | "mtext"),
    }
}

/// Why `name` can't begin inside `stack` (the innermost element last; a fragment's beginning has no name).
pub(crate) fn check_start(
    name: &str,
    ns: Ns,
    stack: &[Ancestor<'_>],
    document: bool,
) -> Option<String> {
    let open = || {
        stack
            .iter()
            .rev()
            .filter(|element| !element.name.is_empty())
    };
    let parent = open().next();
    if ns != Ns::Html
        && parent.is_some_and(|parent| parent.ns != Ns::Html && !is_html_point(parent))
    {
        let breaks = BREAKOUT
            .contains(&name)
            .then(|| format!("`<{name}>` would end the `<svg>` or `<math>` around it: put it into `<foreignObject>`"));
        return breaks.or_else(|| {
            (name == "script" || name == "style").then(|| {
                format!(
                    "`<{name}>` can't stand in `<svg>` or `<math>` here: put it outside of them"
                )
            })
        });
    }
    let parent_name = parent.map_or("", |element| element.name);
    if OBSOLETE.contains(&name) {
        return Some(format!(
            "`<{name}>` is obsolete, and browsers treat it in their own ways: write another element"
        ));
    }
    let in_template = parent.filter(|parent| parent.name == "template" && parent.ns == Ns::Html);
    let refusal = match in_template {
        Some(template) => check_template(name, template.holds),
        None => check_table(name, parent_name),
    };
    if let Some(refusal) = check_document(name, parent_name, document).or(refusal) {
        return Some(refusal);
    }
    if parent_name == "select"
        && !matches!(name, "option" | "optgroup" | "hr" | "script" | "template")
    {
        return Some(format!(
            "`<{name}>` in `<select>`: browsers leave it out; only options and groups can stand there"
        ));
    }
    if matches!(parent_name, "option" | "optgroup")
        && !(parent_name == "optgroup" && name == "option")
    {
        return Some(format!(
            "`<{name}>` in `<{parent_name}>`: browsers end the `<{parent_name}>` before it; close it first"
        ));
    }
    let in_scope = |wanted: &[&str], stops: &[&str]| {
        open()
            .take_while(|element| {
                element.ns == Ns::Html
                    && !SCOPE.contains(&element.name)
                    && !stops.contains(&element.name)
            })
            .find(|element| wanted.contains(&element.name))
            .map(|element| element.name.to_owned())
    };
    if CLOSES_P.contains(&name) && in_scope(&["p"], &["button"]).is_some() {
        return Some(format!(
            "`<{name}>` inside `<p>`: browsers end the paragraph before it; use `<div>` instead of `<p>`"
        ));
    }
    if HEADINGS.contains(&name) && HEADINGS.contains(&parent_name) {
        return Some(format!(
            "`<{name}>` inside `<{parent_name}>`: browsers end the heading before it; close it first"
        ));
    }
    if name == "button" && in_scope(&["button"], &[]).is_some() {
        return Some(
            "`<button>` inside `<button>`: browsers end the outer one; close it first".to_owned(),
        );
    }
    // Formatting elements and forms are looked for beyond scopes.
    if matches!(name, "a" | "nobr" | "form") && open().any(|element| element.name == name) {
        return Some(format!(
            "`<{name}>` inside `<{name}>`: browsers take the two apart; close the outer one first"
        ));
    }
    let closes: &[&str] = match name {
        "li" => &["li"],
        "dd" | "dt" => &["dd", "dt"],
        _ => &[],
    };
    let mut barrier = open().take_while(|element| {
        closes.contains(&element.name)
            || !SPECIAL.contains(&element.name)
            || matches!(element.name, "address" | "div" | "p")
    });
    if let Some(outer) = barrier.find(|element| closes.contains(&element.name)) {
        return Some(format!(
            "`<{name}>` inside `<{0}>`: browsers end it; close the `<{0}>` before",
            outer.name
        ));
    }
    if matches!(name, "rt" | "rp") && matches!(parent_name, "rt" | "rp") {
        return Some(format!(
            "`<{name}>` inside `<{parent_name}>`: close the one before"
        ));
    }
    None
}

fn check_document(name: &str, parent: &str, document: bool) -> Option<String> {
    match (name, parent) {
        ("html", "") if document => None,
        ("head" | "body", "html") => None,
        ("html" | "head" | "body", _) => Some(format!(
            "`<{name}>` can't stand here: write a whole document, `<html>` with `<head>` and `<body>`, or none of these tags"
        )),
        (_, "html") => Some(format!(
            "`<{name}>` straight in `<html>`: put it into `<head>` or `<body>`"
        )),
        (_, "head") if !HEAD.contains(&name) => Some(format!(
            "`<{name}>` in `<head>`: browsers end the head before it; put it into `<body>`"
        )),
        _ => None,
    }
}

fn check_table(name: &str, parent: &str) -> Option<String> {
    let allowed: &[&str] = match parent {
        "table" => &["caption", "colgroup", "thead", "tbody", "tfoot"],
        "thead" | "tbody" | "tfoot" => &["tr"],
        "tr" => &["td", "th"],
        "colgroup" => &["col"],
        _ if TABLE_PARTS.contains(&name) => {
            return Some(format!(
                "`<{name}>` outside of its table: browsers leave the tag out; write `<table>` and its parts around it"
            ));
        }
        _ => return None,
    };
    let anywhere = name == "template" || matches!(name, "script" | "style") && parent != "colgroup";
    if anywhere || allowed.contains(&name) {
        return None;
    }
    Some(match (name, parent) {
        ("tr", "table") => {
            "`<tr>` straight in `<table>`: browsers put a `<tbody>` around it; write `<tbody>`"
                .to_owned()
        }
        ("td" | "th", _) => format!("`<{name}>` straight in `<{parent}>`: write `<tr>` around it"),
        _ => format!(
            "`<{name}>` straight in `<{parent}>`: browsers move it out of the table; put it into a `<td>`, or before the `<table>`"
        ),
    })
}

/// A `<template>` may hold parts of a table, but all of one kind.
fn check_template(name: &str, holds: Option<Holds>) -> Option<String> {
    let (now, before) = (Holds::of(name), holds);
    if now.is_none() && before == Some(Holds::Columns) && name != "template" {
        return Some(format!(
            "`<{name}>` beside `<col>`: browsers leave it out; write a `<template>` for each"
        ));
    }
    (now.is_some() && before.is_some() && now != before).then(|| {
        format!(
            "`<{name}>` beside other things in one `<template>`: browsers read all of it as they read its first element; \
             write a `<template>` for each"
        )
    })
}

/// Whether text that is not blank would be moved out of `parent`.
pub(crate) fn refuses_text(parent: &Ancestor<'_>) -> bool {
    let in_template = || !matches!(parent.holds, None | Some(Holds::Others));
    parent.ns == Ns::Html
        && match parent.name {
            "table" | "thead" | "tbody" | "tfoot" | "tr" | "colgroup" | "html" | "head" => true,
            "template" => in_template(),
            _ => false,
        }
}

/// The name that browsers give to the SVG or MathML element or attribute `name`, which the parser has put into lower case.
pub(crate) fn foreign_case(name: &str, names: &'static str) -> String {
    names
        .split_whitespace()
        .find(|known| known.eq_ignore_ascii_case(name))
        .unwrap_or(name)
        .to_owned()
}
