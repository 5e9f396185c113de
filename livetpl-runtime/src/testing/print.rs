//! A page as text for people: its HTML, indented.

use scraper::{ElementRef, Html, Node};

/// The most lines that are printed of a page.
const MOST_LINES: usize = 400;

/// Elements deeper than this are left out.
const MOST_DEEP: usize = 100;

const VOID: [&str; 13] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// The title and the body of a document, indented.
pub(super) fn page(html: &Html) -> String {
    let mut out = String::new();
    let root = html.root_element();
    let body = root.child_elements().find(|el| el.value().name() == "body");
    write(&mut out, body.unwrap_or(root), 0);
    let lines = out.lines().count();
    if lines > MOST_LINES {
        let kept: Vec<&str> = out.lines().take(MOST_LINES).collect();
        return format!("{}\n… {} more lines\n", kept.join("\n"), lines - MOST_LINES);
    }
    out
}

/// The tag with which an element begins.
pub(super) fn tag(el: ElementRef<'_>) -> String {
    let mut tag = format!("<{}", el.value().name());
    for (name, value) in el.value().attrs() {
        if value.is_empty() {
            tag.push_str(&format!(" {name}"));
        } else {
            tag.push_str(&format!(" {name}=\"{}\"", value.replace('"', "&quot;")));
        }
    }
    tag + ">"
}

fn write(out: &mut String, el: ElementRef<'_>, depth: usize) {
    let name = el.value().name();
    if matches!(name, "script" | "style") {
        return;
    }
    let indent = "  ".repeat(depth);
    if depth > MOST_DEEP {
        out.push_str(&format!("{indent}…\n"));
        return;
    }
    out.push_str(&indent);
    out.push_str(&tag(el));
    if VOID.contains(&name) {
        out.push('\n');
        return;
    }
    if el.child_elements().next().is_none() {
        let text: String = el.text().collect();
        out.push_str(&format!("{}</{name}>\n", text.trim()));
        return;
    }
    out.push('\n');
    for child in el.children() {
        match child.value() {
            Node::Text(text) if !text.trim().is_empty() => {
                out.push_str(&format!("{indent}  {}\n", text.trim()));
            }
            _ => {
                if let Some(child) = ElementRef::wrap(child) {
                    write(out, child, depth + 1);
                }
            }
        }
    }
    out.push_str(&format!("{indent}</{name}>\n"));
}
