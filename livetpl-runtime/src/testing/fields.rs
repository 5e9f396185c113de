//! What a person has filled in: texts, ticks and choices. Owns when the server's value takes their place.
//!
//! As in a browser, an attribute is only a field's default: what was filled in stays until the server's own value changes,
//! except under somebody's fingers, and until the form is reset. A field is known again after a patch by its id, or by its
//! name, form and keyed row; one that is gone is forgotten.

use std::collections::HashMap;

use scraper::{ElementRef, Html};

use crate::testing::file::File;
use crate::testing::form;

/// What was filled in on one page.
#[derive(Default)]
pub(super) struct Fields {
    filled: HashMap<Key, Filled>,
    /// The field that was filled in last: the one in focus.
    focus: Option<Key>,
}

/// What a field is known by again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Key {
    /// Its form, as in [`Fields::name_of`].
    pub(super) form: String,
    field: String,
}

struct Filled {
    /// The server's own value when this was filled in.
    server: String,
    holds: Holds,
}

enum Holds {
    Text(String),
    Tick(bool),
    /// The values that are chosen.
    Choice(Vec<String>),
    Files(Vec<File>),
}

impl Fields {
    /// The value of a field; of a `<select>` the first that is chosen.
    pub(super) fn value(&self, el: ElementRef<'_>) -> String {
        match el.value().name() {
            "select" => self.chosen(el).into_iter().next().unwrap_or_default(),
            "option" => option_value(el),
            "textarea" => match self.filled.get(&key(el)) {
                Some(Filled {
                    holds: Holds::Text(text),
                    ..
                }) => text.clone(),
                _ => el.text().collect(),
            },
            _ if is_box(el) => el.attr("value").unwrap_or("on").to_owned(),
            // HTML, "fakepath".
            _ if kind(el) == "file" => match self.files(el) {
                [first, ..] => format!("C:\\fakepath\\{}", first.name),
                [] => String::new(),
            },
            _ => match self.filled.get(&key(el)) {
                Some(Filled {
                    holds: Holds::Text(text),
                    ..
                }) => text.clone(),
                _ => el.attr("value").unwrap_or_default().to_owned(),
            },
        }
    }

    /// Whether a box is ticked, or an option chosen.
    pub(super) fn is_checked(&self, el: ElementRef<'_>) -> bool {
        if el.value().name() == "option" {
            let select = el.ancestors().filter_map(ElementRef::wrap);
            let mut select = select.filter(|el| el.value().name() == "select");
            return select
                .next()
                .is_some_and(|select| self.chosen(select).contains(&option_value(el)));
        }
        match self.filled.get(&key(el)) {
            Some(Filled {
                holds: Holds::Tick(ticked),
                ..
            }) => *ticked,
            _ => el.attr("checked").is_some(),
        }
    }

    /// The values of the options of a `<select>` that are chosen.
    pub(super) fn chosen(&self, select: ElementRef<'_>) -> Vec<String> {
        let options = options(select);
        if let Some(Filled {
            holds: Holds::Choice(chosen),
            ..
        }) = self.filled.get(&key(select))
        {
            let is_there = |value: &&String| options.iter().any(|el| option_value(*el) == **value);
            let there: Vec<String> = chosen.iter().filter(is_there).cloned().collect();
            if !there.is_empty() || chosen.is_empty() {
                return there;
            }
        }
        let selected = options.iter().filter(|el| el.attr("selected").is_some());
        let selected: Vec<String> = selected.map(|el| option_value(*el)).collect();
        if select.attr("multiple").is_some() {
            return selected;
        }
        // Of several that say it, the last; of none, the first that can be chosen (HTML, "ask for a reset").
        let first = || options.iter().find(|el| !form::is_disabled(**el));
        let one = selected.into_iter().next_back();
        one.or_else(|| first().map(|el| option_value(*el)))
            .into_iter()
            .collect()
    }

    /// Types a text into a field.
    pub(super) fn fill(&mut self, el: ElementRef<'_>, text: &str) {
        self.hold(el, Holds::Text(text.to_owned()));
        self.focus = Some(key(el));
    }

    /// Ticks a box, or takes the tick away; the other radio buttons of a group lose theirs.
    pub(super) fn tick(&mut self, html: &Html, el: ElementRef<'_>, ticked: bool) {
        if ticked && kind(el) == "radio" {
            let owner = form::owner(html, el);
            for other in html.root_element().descendent_elements() {
                if kind(other) == "radio"
                    && other.attr("name") == el.attr("name")
                    && form::owner(html, other) == owner
                {
                    self.hold(other, Holds::Tick(false));
                }
            }
        }
        self.hold(el, Holds::Tick(ticked));
        self.focus = None;
    }

    /// Chooses the options with these values, and no others.
    pub(super) fn choose(&mut self, select: ElementRef<'_>, values: Vec<String>) {
        self.hold(select, Holds::Choice(values));
        self.focus = None;
    }

    /// The files that an input holds.
    pub(super) fn files(&self, el: ElementRef<'_>) -> &[File] {
        match self.filled.get(&key(el)) {
            Some(Filled {
                holds: Holds::Files(files),
                ..
            }) => files,
            _ => &[],
        }
    }

    /// Selects files, in place of those that were.
    pub(super) fn select(&mut self, el: ElementRef<'_>, files: Vec<File>) {
        self.hold(el, Holds::Files(files));
        self.focus = None;
    }

    /// The input of files that is known by `key` holds others now, if it is still there.
    pub(super) fn set_files(&mut self, key: &Key, files: Vec<File>) {
        if let Some(filled) = self.filled.get_mut(key) {
            filled.holds = Holds::Files(files);
        }
    }

    /// What a form is known by here.
    pub(super) fn name_of(form: ElementRef<'_>) -> String {
        form_key(Some(form))
    }

    /// Forgets what was filled into the form that is known by `name`.
    pub(super) fn reset(&mut self, name: &str) {
        self.filled.retain(|key, _| key.form != name);
    }

    /// The page has changed: fields whose own value the server changed follow it, and those that are gone are forgotten.
    pub(super) fn follow(&mut self, html: &Html) {
        if self.filled.is_empty() {
            return;
        }
        let there: HashMap<Key, ElementRef<'_>> = html
            .root_element()
            .descendent_elements()
            .filter(|el| matches!(el.value().name(), "input" | "textarea" | "select"))
            .map(|el| (key(el), el))
            .collect();
        let focus = self.focus.clone();
        self.filled.retain(|key, filled| {
            let Some(el) = there.get(key) else {
                return false;
            };
            let now = server_value(*el);
            if now == filled.server {
                return true;
            }
            filled.server = now;
            let is_held = focus.as_ref() == Some(key) && el.attr("data-lvt-force-update").is_none();
            is_held && matches!(filled.holds, Holds::Text(_))
        });
        self.focus = focus.filter(|key| there.contains_key(key));
    }

    fn hold(&mut self, el: ElementRef<'_>, holds: Holds) {
        let server = server_value(el);
        self.filled.insert(key(el), Filled { server, holds });
    }
}

/// The `type` of an input, in lower case; `text` where it says none.
pub(super) fn kind(el: ElementRef<'_>) -> String {
    if el.value().name() != "input" {
        return String::new();
    }
    el.attr("type").unwrap_or("text").to_ascii_lowercase()
}

/// Whether this is a checkbox or a radio button.
pub(super) fn is_box(el: ElementRef<'_>) -> bool {
    matches!(&*kind(el), "checkbox" | "radio")
}

/// The options of a `<select>`.
pub(super) fn options(select: ElementRef<'_>) -> Vec<ElementRef<'_>> {
    let all = select.descendent_elements();
    all.filter(|el| el.value().name() == "option").collect()
}

/// What an option sends.
pub(super) fn option_value(option: ElementRef<'_>) -> String {
    let text = || crate::testing::element::text_of(option);
    option.attr("value").map_or_else(text, str::to_owned)
}

/// What the server says that a field holds.
fn server_value(el: ElementRef<'_>) -> String {
    match el.value().name() {
        "textarea" => el.text().collect(),
        "select" => {
            let chosen = options(el).into_iter();
            let chosen = chosen.filter(|option| option.attr("selected").is_some());
            chosen.map(option_value).collect::<Vec<_>>().join("\n")
        }
        _ if is_box(el) => el.attr("checked").is_some().to_string(),
        // No server says which files an input holds.
        _ if kind(el) == "file" => String::new(),
        _ => el.attr("value").unwrap_or_default().to_owned(),
    }
}

/// What a field is known by.
pub(super) fn key(el: ElementRef<'_>) -> Key {
    let own = || el.ancestors().filter_map(ElementRef::wrap);
    let form = own().find(|el| el.value().name() == "form");
    let mut field = match el.attr("id") {
        Some(id) => format!("#{id}"),
        None => {
            let (name, kind) = (el.attr("name").unwrap_or_default(), kind(el));
            let value = if is_box(el) {
                el.attr("value").unwrap_or_default()
            } else {
                ""
            };
            format!("{} {kind} {name} {value}", el.value().name())
        }
    };
    for row in own().filter_map(|el| el.attr("data-key")) {
        field.push_str(&format!(" in {row}"));
    }
    let form = match el.attr("form") {
        Some(id) => format!("#{id}"),
        None => form_key(form),
    };
    Key { form, field }
}

/// What a form is known by again: its id or name, else the names of its buttons.
fn form_key(form: Option<ElementRef<'_>>) -> String {
    let Some(form) = form else {
        return String::new();
    };
    if let Some(id) = form.attr("id") {
        return format!("#{id}");
    }
    if let Some(name) = form.attr("lvt-form:action").or(form.attr("name")) {
        return name.to_owned();
    }
    let buttons = form
        .descendent_elements()
        .filter(|el| el.value().name() == "button");
    let names: Vec<&str> = buttons.filter_map(|el| el.attr("name")).collect();
    format!("with {}", names.join(" "))
}
