//! Finds the actions that a template names: buttons, forms, `lvt-on:`. Owns how a name in HTML becomes an action's.

use super::dom::{Attr, TagItem};
use super::ir::ActionUse;

/// A `<form>` that is open.
#[derive(Debug)]
pub(crate) struct Form {
    /// How many elements are open around it.
    pub(crate) depth: usize,
    /// Its submissions are actions of this page.
    pub(crate) ours: bool,
}

/// Adds the actions that the tag of `element` names.
pub(crate) fn collect(
    element: &str,
    items: &[TagItem],
    forms: &mut Vec<Form>,
    depth: usize,
    actions: &mut Vec<ActionUse>,
) {
    let attrs = || {
        items.iter().filter_map(|item| {
            if let TagItem::Attr(attr) = item {
                Some(attr)
            } else {
                None
            }
        })
    };
    let find = |name: &str| attrs().find(|attr| attr.name == name);
    let value = |name: &str| find(name).and_then(fixed);
    let mut add = |attr: &Attr| {
        if let Some(name) = fixed(attr).filter(|name| !name.is_empty()) {
            actions.push(ActionUse {
                name: snake_case(&name),
                at: attr.value_at,
            });
        }
    };
    for attr in
        attrs().filter(|attr| attr.name.starts_with("lvt-on:") || attr.name == "lvt-form:action")
    {
        add(attr);
    }
    match element {
        "form" => {
            let post = value("method").is_some_and(|method| method.eq_ignore_ascii_case("post"));
            let get = value("method").is_some_and(|method| !method.eq_ignore_ascii_case("post"));
            let ours = !get && find("action").is_none() && find("lvt-form:no-intercept").is_none();
            if ours
                && (post || find("name").is_some())
                && let Some(name) = find("name")
                && find("lvt-form:action").is_none()
            {
                add(name);
            }
            forms.push(Form { depth, ours });
        }
        "button" | "input" => {
            let kind = value("type").unwrap_or_else(|| {
                if element == "button" {
                    "submit"
                } else {
                    "text"
                }
                .to_owned()
            });
            let button = matches!(kind.to_ascii_lowercase().as_str(), "submit" | "image")
                || element == "button" && kind.eq_ignore_ascii_case("button");
            let elsewhere = find("formaction").is_some()
                || value("formmethod").is_some_and(|method| !method.eq_ignore_ascii_case("post"))
                || find("command").is_some()
                || find("form").is_none() && forms.last().is_some_and(|form| !form.ours);
            if let Some(name) = find("name").filter(|_| button && !elsewhere) {
                add(name);
            }
        }
        _ => {}
    }
}

/// The value of an attribute without slots.
fn fixed(attr: &Attr) -> Option<String> {
    attr.value
        .slot
        .is_none()
        .then(|| attr.value.prefix.iter().map(|(c, _)| *c).collect())
}

/// `save-draft` and `saveDraft` are `save_draft`.
pub(crate) fn snake_case(name: &str) -> String {
    let mut snake = String::with_capacity(name.len());
    let mut lower = false;
    for c in name.trim().chars() {
        if c == '-' {
            snake.push('_');
        } else if c.is_ascii_uppercase() {
            if lower {
                snake.push('_');
            }
            snake.push(c.to_ascii_lowercase());
        } else {
            snake.push(c);
        }
        lower = c.is_ascii_lowercase() || c.is_ascii_digit();
    }
    snake
}
