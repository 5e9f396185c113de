//! How a test names an element: by what a person reads (a button's text, a field's label), by its name, or by a CSS selector.
//!
//! They are asked in this order, and the first that finds something counts. It must find one element: which of two is
//! meant nobody can guess.

use scraper::{ElementRef, Html, Selector};

use crate::testing::element::text_of;
use crate::testing::failure::{Failure, Result};
use crate::testing::fields::{is_box, kind, option_value, options};
use crate::testing::form;
use crate::testing::print;

/// The most elements that a failure names.
const MOST_NAMED: usize = 12;

/// Where an element is looked for.
#[derive(Clone, Copy)]
pub(super) enum Scope<'h> {
    /// What stands in an element.
    Part(ElementRef<'h>),
    /// What belongs to a form, wherever it stands: fields and buttons may say `form=`.
    Form(&'h Html, ElementRef<'h>),
}

impl<'h> From<ElementRef<'h>> for Scope<'h> {
    fn from(part: ElementRef<'h>) -> Self {
        Scope::Part(part)
    }
}

impl<'h> Scope<'h> {
    fn part(self) -> ElementRef<'h> {
        match self {
            Scope::Part(part) | Scope::Form(_, part) => part,
        }
    }

    fn elements(self) -> Vec<ElementRef<'h>> {
        match self {
            Scope::Part(part) => part.descendent_elements().collect(),
            Scope::Form(html, form) => {
                let all = html.root_element().descendent_elements();
                all.filter(|el| form::owner(html, *el) == Some(form))
                    .collect()
            }
        }
    }

    fn select(self, selector: &str) -> Result<Vec<ElementRef<'h>>> {
        match self {
            Scope::Part(part) => all(part, selector),
            Scope::Form(html, form) => {
                let mut found = all(html.root_element(), selector)?;
                found.retain(|el| form::owner(html, *el) == Some(form));
                Ok(found)
            }
        }
    }
}

/// All elements in `scope` that `selector` matches.
pub(super) fn all<'h>(scope: ElementRef<'h>, selector: &str) -> Result<Vec<ElementRef<'h>>> {
    let parsed = Selector::parse(selector)
        .map_err(|error| Failure::new(format!("`{selector}` is no CSS selector: {error:?}")))?;
    Ok(scope.select(&parsed).collect())
}

/// The one element in `scope` that `selector` matches.
pub(super) fn one<'h>(scope: ElementRef<'h>, selector: &str) -> Result<ElementRef<'h>> {
    let found = all(scope, selector)?;
    if found.is_empty() {
        let near = near_selectors(scope, selector);
        return Err(Failure::new(format!("nothing matches `{selector}`{near}")));
    }
    single(&found, || format!("`{selector}` matches"))
}

/// What can be clicked in `scope`.
pub(super) fn clickable<'h>(scope: impl Into<Scope<'h>>, target: &str) -> Result<ElementRef<'h>> {
    let scope = scope.into();
    let mut candidates = scope.elements();
    candidates.retain(|el| is_clickable(*el));
    let wanted = squeezed(target);
    let names: [&dyn Fn(ElementRef<'h>) -> Option<String>; 3] = [
        &|el| Some(words(el)),
        &|el| el.attr("aria-label").map(squeezed),
        &|el| el.attr("name").filter(|_| !is_box(el)).map(str::to_owned),
    ];
    for name in names {
        let named = candidates.iter().copied();
        let found: Vec<_> = named
            .filter(|el| name(*el).as_deref() == Some(&wanted))
            .collect();
        if !found.is_empty() {
            return single(&found, || format!("`{target}` is the name of"));
        }
    }
    // What a person clicks on to tick it.
    if let Some(found) = by_label(scope, &wanted, is_box)? {
        return Ok(found);
    }
    by_selector(scope, target, || {
        listed("what can be clicked", &candidates, |el| {
            let name = el
                .attr("name")
                .map_or_else(String::new, |name| format!(" (name `{name}`)"));
            format!("{:?}{name}", words(el))
        })
    })
}

/// A field in `scope`.
pub(super) fn field<'h>(
    scope: impl Into<Scope<'h>>,
    target: &str,
    is_fit: impl Fn(ElementRef<'h>) -> bool + Copy,
) -> Result<ElementRef<'h>> {
    let scope = scope.into();
    let wanted = squeezed(target);
    if let Some(found) = by_label(scope, &wanted, is_fit)? {
        return Ok(found);
    }
    let mut candidates = scope.elements();
    candidates.retain(|el| is_field(*el) && is_fit(*el));
    for attribute in ["name", "placeholder"] {
        let named = candidates.iter().copied();
        let found: Vec<_> = named
            .filter(|el| el.attr(attribute) == Some(target))
            .collect();
        if !found.is_empty() {
            return single(&found, || format!("`{target}` is the {attribute} of"));
        }
    }
    // One that another step is for.
    let by_name = || {
        let mut all = scope.elements().into_iter();
        all.find(|el| is_field(*el) && el.attr("name") == Some(target))
    };
    if let Some(other) = by_label(scope, &wanted, |_| true)?.or_else(by_name) {
        return Err(misfit(other));
    }
    let found = by_selector(scope, target, || {
        listed("the fields", &candidates, |el| {
            match label_of(scope.part(), el) {
                Some(label) => {
                    format!("{label:?} (name `{}`)", el.attr("name").unwrap_or_default())
                }
                None => format!("`{}`", el.attr("name").unwrap_or_default()),
            }
        })
    })?;
    if is_field(found) && is_fit(found) {
        Ok(found)
    } else {
        Err(misfit(found))
    }
}

/// What is no field for this step.
fn misfit(el: ElementRef<'_>) -> Failure {
    let step = match (el.value().name(), &*kind(el)) {
        ("select", _) => "`select` chooses of it",
        ("input", "file") => "`upload` selects files in it",
        _ if is_box(el) => "`check` and `uncheck` are for it",
        _ if is_field(el) => "`fill` is for it",
        _ => "it is no field",
    };
    Failure::new(format!(
        "{} can't be used like that: {step}",
        print::tag(el)
    ))
}

/// A form in `scope`: by a selector, its name, or a heading of one's own (`aria-label`).
pub(super) fn form<'h>(scope: ElementRef<'h>, target: &str) -> Result<ElementRef<'h>> {
    let forms: Vec<ElementRef<'h>> = scope
        .descendent_elements()
        .filter(|el| el.value().name() == "form")
        .collect();
    for attribute in ["aria-label", "name"] {
        let named = forms.iter().copied();
        let found: Vec<_> = named
            .filter(|el| el.attr(attribute) == Some(target))
            .collect();
        if !found.is_empty() {
            return single(&found, || format!("`{target}` is the {attribute} of"));
        }
    }
    let found = by_selector(scope.into(), target, || {
        listed("the forms", &forms, print::tag)
    })?;
    if found.value().name() == "form" {
        return Ok(found);
    }
    Err(Failure::new(format!("{} is no form", print::tag(found))))
}

/// The value of the option of `select` that `wanted` names: by its text, else by its value.
pub(super) fn option(select: ElementRef<'_>, wanted: &str) -> Result<String> {
    let options = options(select);
    let by_text = options.iter().find(|el| text_of(**el) == squeezed(wanted));
    let by_value = || options.iter().find(|el| option_value(**el) == wanted);
    let Some(found) = by_text.or_else(by_value) else {
        let listed = listed("its options", &options, |el| format!("{:?}", text_of(el)));
        let tag = print::tag(select);
        return Err(Failure::new(format!(
            "{tag} has no option `{wanted}`{listed}"
        )));
    };
    if form::is_disabled(*found) {
        return Err(Failure::new(format!("the option `{wanted}` is disabled")));
    }
    Ok(option_value(*found))
}

/// The field that a `<label>` is for.
pub(super) fn labelled<'h>(html: &'h Html, label: ElementRef<'h>) -> Option<ElementRef<'h>> {
    let is_it = |el: &ElementRef<'h>| match label.attr("for") {
        Some(id) => el.attr("id") == Some(id),
        None => is_field(*el),
    };
    let within = if label.attr("for").is_some() {
        html.root_element()
    } else {
        label
    };
    within.descendent_elements().find(is_it)
}

fn is_clickable(el: ElementRef<'_>) -> bool {
    match el.value().name() {
        "button" | "summary" => true,
        "a" => el.attr("href").is_some(),
        "input" => matches!(&*kind(el), "submit" | "button" | "reset" | "image"),
        _ => el.attr("lvt-on:click").is_some(),
    }
}

/// What a person reads on a button.
fn words(el: ElementRef<'_>) -> String {
    if el.value().name() == "input" {
        return squeezed(el.attr("value").unwrap_or("Submit"));
    }
    text_of(el)
}

pub(super) fn is_field(el: ElementRef<'_>) -> bool {
    match el.value().name() {
        "textarea" | "select" => true,
        "input" => !matches!(
            &*kind(el),
            "hidden" | "submit" | "button" | "reset" | "image"
        ),
        _ => false,
    }
}

/// The one field that is labelled `wanted`, by a `<label>` or by `aria-label`.
fn by_label<'h>(
    scope: Scope<'h>,
    wanted: &str,
    is_fit: impl Fn(ElementRef<'h>) -> bool,
) -> Result<Option<ElementRef<'h>>> {
    let fields = scope.elements().into_iter();
    let fields = fields.filter(|el| is_field(*el) && is_fit(*el));
    let is_it = |el: &ElementRef<'h>| {
        el.attr("aria-label").map(squeezed).as_deref() == Some(wanted)
            || label_of(scope.part(), *el).as_deref() == Some(wanted)
    };
    let found: Vec<_> = fields.filter(is_it).collect();
    if found.is_empty() {
        return Ok(None);
    }
    single(&found, || format!("`{wanted}` is the label of")).map(Some)
}

/// The text of a field's label.
fn label_of(scope: ElementRef<'_>, el: ElementRef<'_>) -> Option<String> {
    let mut around = el.ancestors().filter_map(ElementRef::wrap);
    if let Some(label) = around.find(|el| el.value().name() == "label") {
        // Of a label around a list of choices only its own words.
        let own = label.children().filter(|node| node.id() != el.id());
        let own: String = own
            .filter_map(|node| match ElementRef::wrap(node) {
                Some(inner) if is_field(inner) => None,
                Some(inner) => Some(text_of(inner) + " "),
                None => node.value().as_text().map(|text| text.to_string()),
            })
            .collect();
        return Some(squeezed(&own));
    }
    let id = el.attr("id")?;
    // A label may stand outside of the part of the page that is looked at.
    let root = scope
        .ancestors()
        .filter_map(ElementRef::wrap)
        .last()
        .unwrap_or(scope);
    let mut all = root.descendent_elements();
    let label = all.find(|el| el.value().name() == "label" && el.attr("for") == Some(id))?;
    Some(text_of(label))
}

fn by_selector<'h>(
    scope: Scope<'h>,
    target: &str,
    instead: impl Fn() -> String,
) -> Result<ElementRef<'h>> {
    match scope.select(target) {
        Ok(found) if !found.is_empty() => single(&found, || format!("`{target}` matches")),
        _ => Err(Failure::new(format!(
            "`{target}` is no text, label, name or selector of anything here{}",
            instead()
        ))),
    }
}

fn single<'h>(found: &[ElementRef<'h>], what: impl Fn() -> String) -> Result<ElementRef<'h>> {
    match found {
        [one] => Ok(*one),
        _ => Err(Failure::new(format!(
            "{} {} elements, and the test must say which (`page.within(…)` looks at a part of the page){}",
            what(),
            found.len(),
            listed("they", found, print::tag),
        ))),
    }
}

/// The elements as the end of a message.
fn listed<'h>(
    what: &str,
    found: &[ElementRef<'h>],
    name: impl Fn(ElementRef<'h>) -> String,
) -> String {
    if found.is_empty() {
        return format!("; {what}: none");
    }
    let mut names: Vec<String> = found.iter().take(MOST_NAMED).map(|el| name(*el)).collect();
    if found.len() > MOST_NAMED {
        names.push(format!("and {} more", found.len() - MOST_NAMED));
    }
    format!("; {what}: {}", names.join(", "))
}

/// The ids and classes of the page that look like those of a selector.
fn near_selectors(scope: ElementRef<'_>, selector: &str) -> String {
    let mut there: Vec<String> = Vec::new();
    for el in scope.descendent_elements() {
        there.extend(el.attr("id").map(|id| format!("#{id}")));
        there.extend(el.value().classes().map(|class| format!(".{class}")));
    }
    there.sort_unstable();
    there.dedup();
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '#' | '.' | '-' | '_');
    let wanted: Vec<&str> = selector
        .split(|c| !is_name(c))
        .filter(|word| word.starts_with(['#', '.']))
        .collect();
    let is_near = |name: &&String| {
        let near = |word: &&str| name != word && distance(name, word) <= 1 + word.len() / 4;
        wanted.iter().any(near)
    };
    let near: Vec<String> = there
        .iter()
        .filter(is_near)
        .take(MOST_NAMED)
        .map(|name| format!("`{name}`"))
        .collect();
    if near.is_empty() {
        String::new()
    } else {
        format!("; there is {}", near.join(", "))
    }
}

/// How many letters have to be changed (Levenshtein's distance).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.iter().enumerate() {
            let cost = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = cost.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
