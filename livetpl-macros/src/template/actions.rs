//! Finds the actions that a template names: buttons, forms, `lvt-on:`. Owns how a name in HTML becomes an action's.
//!
//! It follows the script (`client/src/payload.ts`): what that would send is what is looked for.

use std::collections::HashSet;

use super::dom::TagItem;
use super::ir::{ActionUse, At};
use super::script;

/// A `<form>` that is open.
#[derive(Debug)]
pub(crate) struct Form {
    /// How many elements are open around it.
    depth: usize,
    /// Its submissions are actions of this page.
    pub(crate) ours: bool,
    /// It posts without JavaScript, too.
    pub(crate) posts: bool,
    /// It can send files without JavaScript.
    pub(crate) multipart: bool,
    /// It says its action itself: its buttons' names are none.
    says_action: bool,
}

/// What a template names so far.
#[derive(Debug, Default)]
pub(crate) struct Actions {
    open: Vec<Form>,
    /// The ids of forms that are sent elsewhere; a button may stand before its form.
    foreign: HashSet<String>,
    /// Each with the id of the form that the button names, if it names one.
    found: Vec<(ActionUse, Option<String>)>,
    /// What the script's parts see to: names of attributes, and `dialog`.
    uses: Vec<String>,
}

/// An attribute, wherever in its tag it stands.
struct Named<'a> {
    name: &'a str,
    name_at: At,
    /// Where the value begins.
    at: At,
    fixed: Option<String>,
}

impl Actions {
    /// Adds what the tag of `element` names. A name that only the run knows is checked when it is called.
    pub(crate) fn collect(&mut self, element: &str, items: &[TagItem], depth: usize) {
        let all: Vec<Named<'_>> = items.iter().flat_map(named).collect();
        let has = |name: &str| all.iter().any(|attr| attr.name == name);
        let value = |name: &str| all.iter().find(|attr| attr.name == name)?.fixed.clone();
        let leaves = |method: Option<String>| {
            method.is_some_and(|method| !method.trim().eq_ignore_ascii_case("post"))
        };
        if element == "dialog" {
            self.tell(element);
        }
        for attr in &all {
            if attr.name.starts_with("lvt-on:") || attr.name == "lvt-form:action" {
                self.add(attr, None, attr.name == "lvt-form:action");
            } else if attr.name == "lvt-scroll-sentinel" {
                self.add_sentinel(attr);
            }
            for (name, offset) in script::actions_in(attr.name) {
                let offset = attr.name_at.offset + offset;
                let at = At {
                    offset,
                    ..attr.name_at
                };
                // It shows that the action runs, and sends nothing.
                let by_form = true;
                self.found.push((ActionUse { name, at, by_form }, None));
            }
            if script::is_told(attr.name) {
                self.tell(attr.name);
            }
        }
        let names = || all.iter().filter(|attr| attr.name == "name");
        match element {
            "form" => {
                let ours = !leaves(value("method"))
                    && !["action", "target", "lvt-form:no-intercept"]
                        .iter()
                        .any(|name| has(name));
                if ours && !has("lvt-form:action") {
                    names().for_each(|attr| self.add(attr, None, true));
                }
                self.foreign.extend(value("id").filter(|_| !ours));
                let kind = value("enctype");
                let multipart = kind.map_or(has("enctype"), |kind| {
                    kind.trim().eq_ignore_ascii_case("multipart/form-data")
                });
                let says_action = has("lvt-form:action");
                self.open.push(Form {
                    depth,
                    ours,
                    posts: has("method") && !leaves(value("method")),
                    multipart,
                    says_action,
                });
            }
            "button" | "input" => {
                let default = if element == "button" {
                    "submit"
                } else {
                    "text"
                };
                let kind = value("type").unwrap_or_else(|| default.to_owned());
                let kind = kind.trim().to_ascii_lowercase();
                // A button that submits nothing is not its form's affair.
                let alone = element == "button" && kind == "button";
                let elsewhere = has("formaction")
                    || has("formtarget")
                    || has("command")
                    || leaves(value("formmethod"))
                    || !alone && !has("form") && self.open.last().is_some_and(|form| !form.ours);
                let is_told =
                    !alone && !has("form") && self.open.last().is_some_and(|form| form.says_action);
                if (alone || matches!(&*kind, "submit" | "image")) && !elsewhere && !is_told {
                    let form = value("form").filter(|_| !alone);
                    let by_form = !alone && (has("form") || !self.open.is_empty());
                    names().for_each(|attr| self.add(attr, form.clone(), by_form));
                }
            }
            _ => {}
        }
    }

    fn add(&mut self, attr: &Named<'_>, form: Option<String>, by_form: bool) {
        if let Some(name) = attr.fixed.as_ref().filter(|name| !name.trim().is_empty()) {
            let action = ActionUse {
                name: snake_case(name),
                at: attr.at,
                by_form,
            };
            self.found.push((action, form));
        }
    }

    /// A sentinel asks for more, unless it says something else.
    fn add_sentinel(&mut self, attr: &Named<'_>) {
        if attr
            .fixed
            .as_ref()
            .is_some_and(|name| name.trim().is_empty())
        {
            let name = "load_more".to_owned();
            let (at, by_form) = (attr.name_at, false);
            self.found.push((ActionUse { name, at, by_form }, None));
        } else {
            self.add(attr, None, false);
        }
    }

    fn tell(&mut self, name: &str) {
        if !self.uses.iter().any(|known| known == name) {
            self.uses.push(name.to_owned());
        }
    }

    /// An element has ended: forms that were open inside of `depth` elements are closed.
    pub(crate) fn close(&mut self, depth: usize) {
        self.open.retain(|form| form.depth < depth);
    }

    /// The form that is open, if one is.
    pub(crate) fn form(&self) -> Option<&Form> {
        self.open.last()
    }

    /// How many forms are open, for [`close_to`](Self::close_to).
    pub(crate) fn open_forms(&self) -> usize {
        self.open.len()
    }

    /// The end of a fragment: its forms are closed, also those that its author forgot to.
    pub(crate) fn close_to(&mut self, forms: usize) {
        self.open.truncate(forms);
    }

    /// Whether submissions of the form that was read last are actions of this page.
    pub(crate) fn are_ours(&self) -> bool {
        self.open.last().is_some_and(|form| form.ours)
    }

    /// All actions that are this page's, and what the script's parts see to.
    pub(crate) fn finish(self) -> (Vec<ActionUse>, Vec<String>) {
        let Actions {
            foreign,
            found,
            uses,
            ..
        } = self;
        let ours = found
            .into_iter()
            .filter(|(_, form)| form.as_ref().is_none_or(|id| !foreign.contains(id)));
        (ours.map(|(action, _)| action).collect(), uses)
    }
}

fn named(item: &TagItem) -> Vec<Named<'_>> {
    match item {
        TagItem::Attr(attr) => vec![Named {
            name: &attr.name,
            name_at: attr.at,
            at: attr.value_at,
            fixed: attr.fixed(),
        }],
        TagItem::Set(_, attrs) => {
            let inner = attrs.iter().map(|attr| Named {
                name: &attr.name,
                name_at: attr.at,
                at: attr.value_at,
                fixed: attr.fixed.clone(),
            });
            inner.collect()
        }
    }
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
