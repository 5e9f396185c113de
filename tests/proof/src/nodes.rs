//! Which element of a page is which: what a browser must keep from one state to the next.
//!
//! A model of its own, from the plan that the script reads and the values of two states; it shares no code with the
//! differ. Items are the same where they are as they were at the list's ends; between, those with an equal key, or
//! without keys those with equal content, and then what is left over in order.

use livetpl_runtime::template::{Fragment, Plan, Slot};
use serde_json::Value;

/// The elements of a page, each with a number that stays its own for as long as it must be the same node.
pub struct Nodes {
    plan: &'static Plan,
    client: Value,
    next: u64,
    page: Instance,
}

/// A fragment as it is shown.
#[derive(Clone, Default)]
struct Instance {
    id: u64,
    fragment: usize,
    slots: Vec<Shown>,
}

#[derive(Clone)]
enum Shown {
    Text(String),
    Branch(Option<(u64, Instance)>),
    List(Vec<Item>),
    Empty(Instance),
}

#[derive(Clone)]
struct Item {
    key: Option<String>,
    html: String,
    instance: Instance,
}

impl Nodes {
    /// The elements of a page with these values.
    pub fn new(plan: &'static Plan, values: &Value) -> Self {
        let mut nodes = Nodes {
            plan,
            client: serde_json::from_str(plan.client).unwrap_or_default(),
            next: 0,
            page: Instance::default(),
        };
        nodes.page = nodes.instance(None, 0, values);
        nodes
    }

    /// Goes on to these values.
    pub fn advance(&mut self, values: &Value) {
        let page = std::mem::take(&mut self.page);
        self.page = self.instance(Some(&page), 0, values);
    }

    /// Each element's number in document order; 0 for those that no plan knows, in HTML that is a value.
    pub fn numbers(&self) -> Vec<u64> {
        let mut out = Vec::new();
        self.number(&self.page, &mut out);
        out
    }

    fn number(&self, instance: &Instance, out: &mut Vec<u64>) {
        let mut ordinal = 0;
        if let Some(nodes) = self.client["fragments"][instance.fragment].as_array() {
            self.number_nodes(nodes, instance, &mut ordinal, out);
        }
    }

    fn number_nodes(
        &self,
        nodes: &[Value],
        instance: &Instance,
        ordinal: &mut u64,
        out: &mut Vec<u64>,
    ) {
        let slot = |node: &Value| {
            let names = ["s", "b", "l"].iter();
            let index = names.filter_map(|name| node[*name].as_u64()).next()?;
            instance.slots.get(index as usize)
        };
        for node in nodes {
            if node["t"].is_string() {
                *ordinal += 1;
                out.push(instance.id * 1000 + *ordinal);
                let children = node["c"].as_array().map(Vec::as_slice);
                self.number_nodes(children.unwrap_or_default(), instance, ordinal, out);
                continue;
            }
            match slot(node) {
                Some(Shown::Text(text)) => out.extend(elements(text).map(|_| 0)),
                Some(Shown::Branch(Some((_, instance))) | Shown::Empty(instance)) => {
                    self.number(instance, out);
                }
                Some(Shown::List(items)) => items
                    .iter()
                    .for_each(|item| self.number(&item.instance, out)),
                Some(Shown::Branch(None)) | None => {}
            }
        }
    }

    fn fragment(&self, index: usize) -> &'static Fragment {
        &self.plan.fragments[index]
    }

    fn instance(&mut self, old: Option<&Instance>, fragment: usize, values: &Value) -> Instance {
        let id = old.map_or_else(
            || {
                self.next += 1;
                self.next
            },
            |old| old.id,
        );
        let slots = self.fragment(fragment).slots.iter().enumerate();
        let slots = slots.map(|(at, slot)| {
            let old = old.and_then(|old| old.slots.get(at));
            self.slot(old, *slot, &values[at])
        });
        Instance {
            id,
            fragment,
            slots: slots.collect(),
        }
    }

    fn slot(&mut self, old: Option<&Shown>, slot: Slot, value: &Value) -> Shown {
        match slot {
            Slot::Branch { arms } => Shown::Branch(value[0].as_u64().map(|arm| {
                let old = match old {
                    Some(Shown::Branch(Some((shown, instance)))) if *shown == arm => Some(instance),
                    _ => None,
                };
                let fragment = usize::from(arms[arm as usize]);
                (arm, self.instance(old, fragment, &value[1]))
            })),
            Slot::List {
                empty: Some(empty), ..
            } if value[0].is_number() => {
                let old = match old {
                    Some(Shown::Empty(instance)) => Some(instance),
                    _ => None,
                };
                Shown::Empty(self.instance(old, usize::from(empty), &value[1]))
            }
            Slot::List { item, .. } => {
                let old = match old {
                    Some(Shown::List(items)) => items.as_slice(),
                    _ => &[],
                };
                let values = value.as_array().map(Vec::as_slice);
                Shown::List(self.items(old, usize::from(item), values.unwrap_or_default()))
            }
            _ => Shown::Text(value.as_str().unwrap_or_default().to_owned()),
        }
    }

    fn items(&mut self, old: &[Item], fragment: usize, values: &[Value]) -> Vec<Item> {
        let keyed = self.fragment(fragment).key.is_some();
        let mut new: Vec<(Option<String>, String)> = Vec::new();
        for value in values {
            let key = keyed.then(|| self.key(fragment, value));
            let mut html = String::new();
            self.html(fragment, value, &mut html);
            new.push((key, html));
        }
        let same = new
            .iter()
            .zip(old)
            .take_while(|(new, old)| new.1 == old.html);
        let same = same.count();
        let ends = new[same..].iter().rev().zip(old[same..].iter().rev());
        let end = ends.take_while(|(new, old)| new.1 == old.html).count();
        let (new_end, old_end) = (new.len() - end, old.len() - end);
        let mut left: Vec<Option<&Item>> = old[same..old_end].iter().map(Some).collect();
        let mut kept: Vec<Option<&Item>> = new[same..new_end]
            .iter()
            .map(|(key, html)| {
                let found = left.iter_mut().find(|item| {
                    item.is_some_and(|item| match key {
                        Some(_) => item.key == *key,
                        None => item.html == *html,
                    })
                });
                found.and_then(Option::take)
            })
            .collect();
        if !keyed {
            let mut left = left.into_iter().flatten();
            for kept in kept.iter_mut().filter(|kept| kept.is_none()) {
                *kept = left.next();
            }
        }
        let kept = (old[..same].iter().map(Some)).chain(kept);
        let kept: Vec<Option<&Item>> = kept.chain(old[old_end..].iter().map(Some)).collect();
        let mut items = Vec::new();
        for (((key, html), value), kept) in new.into_iter().zip(values).zip(kept) {
            let instance = self.instance(kept.map(|kept| &kept.instance), fragment, value);
            items.push(Item {
                key,
                html,
                instance,
            });
        }
        items
    }

    /// An item's key: its own text, or that of the arm which it shows; items without one have the same.
    fn key(&self, fragment: usize, values: &Value) -> String {
        let fragment = self.fragment(fragment);
        let Some(slot) = fragment.key.map(usize::from) else {
            return String::new();
        };
        let value = &values[slot];
        match (fragment.slots[slot], value[0].as_u64()) {
            (Slot::Branch { arms }, Some(arm)) => {
                self.key(usize::from(arms[arm as usize]), &value[1])
            }
            (Slot::Branch { .. }, None) => String::new(),
            _ => format!("key {}", value.as_str().unwrap_or_default()),
        }
    }

    /// A fragment's HTML.
    fn html(&self, fragment: usize, values: &Value, out: &mut String) {
        let fragment = self.fragment(fragment);
        for (at, text) in fragment.statics.iter().enumerate() {
            out.push_str(text);
            let value = &values[at];
            match fragment.slots.get(at) {
                Some(Slot::Branch { arms }) => {
                    if let Some(arm) = value[0].as_u64() {
                        self.html(usize::from(arms[arm as usize]), &value[1], out);
                    }
                }
                Some(Slot::List {
                    empty: Some(empty), ..
                }) if value[0].is_number() => self.html(usize::from(*empty), &value[1], out),
                Some(Slot::List { item, .. }) => {
                    let items = value.as_array().into_iter().flatten();
                    items.for_each(|values| self.html(usize::from(*item), values, out));
                }
                Some(_) => out.push_str(value.as_str().unwrap_or_default()),
                None => {}
            }
        }
    }
}

/// The elements that begin in a value.
fn elements(html: &str) -> impl Iterator<Item = &str> {
    html.split('<')
        .skip(1)
        .filter(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()))
}
