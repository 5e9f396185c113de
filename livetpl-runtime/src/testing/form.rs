//! What forms send: which fields, which action, and by which way. As the script does (`client/src/payload.ts`), and as
//! browsers do without it (HTML, "form submission").

use scraper::{ElementRef, Html};
use serde_json::{Map, Value};

use crate::controller::fields::add_field;
use crate::testing::fields::{Fields, is_box, kind, option_value, options};
use crate::testing::file::File;

/// The form that a field or button belongs to.
pub(super) fn owner<'h>(html: &'h Html, el: ElementRef<'h>) -> Option<ElementRef<'h>> {
    if let Some(id) = el.attr("form") {
        let mut all = html.root_element().descendent_elements();
        return all.find(|form| form.value().name() == "form" && form.attr("id") == Some(id));
    }
    let mut around = el.ancestors().filter_map(ElementRef::wrap);
    around.find(|el| el.value().name() == "form")
}

/// Whether a field, a button or an option is disabled, by itself or by what it stands in.
pub(super) fn is_disabled(el: ElementRef<'_>) -> bool {
    let can_be = [
        "button", "input", "select", "textarea", "option", "fieldset", "optgroup",
    ];
    let is =
        |el: ElementRef<'_>| el.attr("disabled").is_some() && can_be.contains(&el.value().name());
    if !can_be.contains(&el.value().name()) {
        return false;
    }
    let mut inner = el;
    if is(el) {
        return true;
    }
    for outer in el.ancestors().filter_map(ElementRef::wrap) {
        match outer.value().name() {
            // What stands in its first legend is not disabled with it.
            "fieldset" if is(outer) => {
                let mut legends = outer.child_elements();
                let first = legends.find(|el| el.value().name() == "legend");
                if first != Some(inner) {
                    return true;
                }
            }
            "optgroup" if el.value().name() == "option" && is(outer) => return true,
            _ => {}
        }
        inner = outer;
    }
    false
}

/// Whether this is a button that submits its form.
pub(super) fn is_submitter(el: ElementRef<'_>) -> bool {
    match el.value().name() {
        "button" => !matches!(
            el.attr("type").map(str::to_ascii_lowercase).as_deref(),
            Some("button" | "reset")
        ),
        "input" => matches!(&*kind(el), "submit" | "image"),
        _ => false,
    }
}

/// The button that submits a form where somebody presses Enter in it.
pub(super) fn default_button<'h>(html: &'h Html, form: ElementRef<'h>) -> Option<ElementRef<'h>> {
    let mut all = html.root_element().descendent_elements();
    all.find(|el| is_submitter(*el) && owner(html, *el) == Some(form))
}

/// What a field holds.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Entry {
    Text(String),
    /// A file of an input; `None` where none is selected.
    File(Option<File>),
}

/// What a form holds, in the order of its fields (HTML, "constructing the entry list").
pub(super) fn entries<'h>(
    html: &'h Html,
    fields: &Fields,
    form: ElementRef<'h>,
    submitter: Option<ElementRef<'h>>,
) -> Vec<(String, Entry)> {
    let mut entries = Vec::new();
    for el in html.root_element().descendent_elements() {
        let tag = el.value().name();
        if !matches!(tag, "input" | "select" | "textarea" | "button")
            || owner(html, el) != Some(form)
            || is_disabled(el)
            || el
                .ancestors()
                .filter_map(ElementRef::wrap)
                .any(|el| el.value().name() == "datalist")
        {
            continue;
        }
        let Some(name) = el.attr("name").filter(|name| !name.is_empty()) else {
            continue;
        };
        let mut add = |value: String| entries.push((name.to_owned(), Entry::Text(value)));
        match (tag, &*kind(el)) {
            ("button", _) | ("input", "submit" | "image" | "button" | "reset") => {
                if Some(el) == submitter {
                    add(el.attr("value").unwrap_or_default().to_owned());
                }
            }
            ("input", "file") => {
                let files = fields.files(el).iter().cloned().map(Some);
                let mut files: Vec<Option<File>> = files.collect();
                if files.is_empty() {
                    files.push(None);
                }
                let files = files.into_iter().map(Entry::File);
                entries.extend(files.map(|file| (name.to_owned(), file)));
            }
            ("select", _) => {
                let chosen = fields.chosen(el);
                for option in options(el) {
                    let value = option_value(option);
                    if chosen.contains(&value) && !is_disabled(option) {
                        add(value);
                    }
                }
            }
            _ if is_box(el) && !fields.is_checked(el) => {}
            _ => add(fields.value(el)),
        }
    }
    entries
}

/// Whether the script sends this form as an action; all others are the browser's.
pub(super) fn is_ours(form: ElementRef<'_>, submitter: Option<ElementRef<'_>>) -> bool {
    let own_method = |method: Option<&str>| {
        !matches!(
            method.map(str::to_ascii_lowercase).as_deref(),
            Some("get" | "dialog")
        )
    };
    let none_of =
        |el: ElementRef<'_>, names: &[&str]| names.iter().all(|name| el.attr(name).is_none());
    none_of(form, &["lvt-form:no-intercept", "action", "target"])
        && own_method(form.attr("method"))
        && submitter.is_none_or(|el| {
            none_of(el, &["formaction", "formtarget"]) && own_method(el.attr("formmethod"))
        })
}

/// Which action the script asks for with a form.
pub(super) fn action(form: ElementRef<'_>, submitter: Option<ElementRef<'_>>) -> String {
    let said = |el: ElementRef<'_>, name: &str| {
        let value = el.attr(name).filter(|value| !value.is_empty());
        value.map(str::to_owned)
    };
    said(form, "lvt-form:action")
        .or_else(|| said(submitter?, "name"))
        .or_else(|| said(form, "name"))
        .unwrap_or_else(|| "submit".to_owned())
}

/// The payload that the script makes of a form.
pub(super) fn payload<'h>(
    html: &'h Html,
    fields: &Fields,
    form: ElementRef<'h>,
    submitter: Option<ElementRef<'h>>,
) -> Map<String, Value> {
    let mut data = submitter.map(button_payload).unwrap_or_default();
    data.extend(lists(entries(html, fields, form, None)));
    data
}

/// The payload that the script makes of a button: its value, and its `data-*`.
pub(super) fn button_payload(button: ElementRef<'_>) -> Map<String, Value> {
    let mut data = Map::new();
    for (name, value) in button.value().attrs() {
        if let Some(own) = name.strip_prefix("data-")
            && !own.starts_with("lvt")
        {
            data.insert(own.replace('-', "_"), value.into());
        }
    }
    if let Some(value) = button.attr("value").filter(|value| !value.is_empty()) {
        data.insert("value".to_owned(), value.into());
    }
    data
}

/// The payload that the script makes of an element with `lvt-on:`: its `lvt-data-*`, and what it holds.
pub(super) fn element_payload<'h>(
    html: &'h Html,
    fields: &Fields,
    el: ElementRef<'h>,
) -> Map<String, Value> {
    let mut data = match el.value().name() {
        "form" => lists(entries(html, fields, el, None)),
        _ => Map::new(),
    };
    for (name, value) in el.value().attrs() {
        if let Some(own) = name.strip_prefix("lvt-data-") {
            data.insert(own.replace('-', "_"), value.into());
        }
    }
    if matches!(el.value().name(), "input" | "select" | "textarea") {
        let is_off = is_box(el) && !fields.is_checked(el);
        let value = if is_off {
            String::new()
        } else {
            fields.value(el)
        };
        data.insert("value".to_owned(), value.into());
        if kind(el) == "checkbox" {
            data.insert("checked".to_owned(), (!is_off).into());
        }
    }
    data
}

/// Entries as a payload: repeated names are lists.
pub(super) fn lists(entries: Vec<(String, Entry)>) -> Map<String, Value> {
    let mut data = Map::new();
    for (name, value) in entries {
        // The script sends no files with a form.
        let Entry::Text(value) = value else { continue };
        add_field(&mut data, name, value);
    }
    data
}
