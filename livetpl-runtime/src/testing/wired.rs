//! Which fields tell a controller's `change` of what is typed into them: those whose value the server sets, as the plan that
//! browsers get says (`client/src/parts/change.ts`).

use std::collections::HashSet;

use scraper::{ElementRef, Html};
use serde_json::{Map, Value};

use crate::testing::fields::{Fields, is_box, kind};
use crate::testing::form;

/// Kinds of inputs that never tell.
const SILENT: [&str; 7] = [
    "file", "hidden", "password", "submit", "button", "image", "reset",
];

/// The names of the fields whose value the server sets.
#[derive(Default)]
pub(super) struct Wired(HashSet<String>);

impl Wired {
    /// What a plan, as browsers get it, says; nothing where the controller hears of no changes.
    pub(super) fn of(html: &Html, plan: &str) -> Wired {
        let mut all = html.root_element().descendent_elements();
        let mut names = HashSet::new();
        if all.any(|el| el.attr("data-lvt-change").is_some())
            && let Ok(plan) = serde_json::from_str::<Value>(plan)
            && let Some(fragments) = plan.get("fragments").and_then(Value::as_array)
        {
            collect(fragments, 0, None, &mut names);
        }
        Wired(names)
    }

    /// What the script sends where `el` has changed.
    pub(super) fn payload<'h>(
        &self,
        html: &'h Html,
        fields: &Fields,
        el: ElementRef<'h>,
    ) -> Option<Map<String, Value>> {
        let name = el.attr("name").filter(|name| self.0.contains(*name))?;
        let hears = |el: ElementRef<'_>, event| el.attr(event).is_some();
        let form = form::owner(html, el);
        let is_apart = SILENT.contains(&&*kind(el))
            || hears(el, "lvt-on:input")
            || hears(el, "lvt-on:change")
            || form.is_some_and(|form| hears(form, "lvt-on:change") || !form::is_ours(form, None));
        if is_apart {
            return None;
        }
        if let Some(form) = form {
            return Some(form::payload(html, fields, form, None));
        }
        let mut data = Map::new();
        if el.attr("multiple").is_some() {
            data.insert(name.to_owned(), fields.chosen(el).into());
        } else if !is_box(el) || fields.is_checked(el) {
            data.insert(name.to_owned(), fields.value(el).into());
        }
        Some(data)
    }
}

/// Walks a fragment of a plan; `select` is the name of the `<select>` that it stands in.
fn collect(fragments: &[Value], index: u64, select: Option<&str>, names: &mut HashSet<String>) {
    let fragment = usize::try_from(index)
        .ok()
        .and_then(|index| fragments.get(index));
    for node in fragment.and_then(Value::as_array).into_iter().flatten() {
        collect_node(fragments, node, select, names);
    }
}

fn collect_node(
    fragments: &[Value],
    node: &Value,
    select: Option<&str>,
    names: &mut HashSet<String>,
) {
    let inner = ["item", "empty"]
        .into_iter()
        .filter_map(|arm| node.get(arm)?.as_u64());
    let arms = node.get("arms").and_then(Value::as_array);
    let arms = arms.into_iter().flatten().filter_map(Value::as_u64);
    for index in inner.chain(arms) {
        collect(fragments, index, select, names);
    }
    let Some(tag) = node.get("t").and_then(Value::as_str) else {
        return;
    };
    let attributes = node
        .get("a")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    let name = attributes
        .filter_map(Value::as_array)
        .find_map(|attribute| match &attribute[..] {
            [Value::String(name), Value::String(value)] if name == "name" => Some(value.as_str()),
            _ => None,
        });
    let own = if tag == "option" { select } else { name };
    if node.get("v").is_some() {
        names.extend(own.map(str::to_owned));
    }
    let select = if tag == "select" { name } else { select };
    for child in node
        .get("c")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
    {
        collect_node(fragments, child, select, names);
    }
}
