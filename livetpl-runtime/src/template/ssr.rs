//! The second reader of values and patches, in Rust, for tests: plan + values + patches = HTML.
//!
//! It shares no code with the writers, so that an error in one shows in the other. What it reads may be hostile: a
//! patch that doesn't fit is refused whole.

use serde_json::{Map, Value};

use crate::template::plan::{Fragment, Plan, Slot};
use crate::template::plans::plan_named;

/// Values or a patch that don't fit the plan, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit(String);

impl std::fmt::Display for Misfit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Misfit {}

type Read<T> = Result<T, Misfit>;

fn misfit<T>(what: &str, found: impl std::fmt::Display) -> Read<T> {
    Err(Misfit(format!("{what}: {found}")))
}

/// A page as a browser holds it.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    plan: &'static Plan,
    slots: Vec<Shown>,
}

#[derive(Clone, Debug, PartialEq)]
enum Shown {
    Text(String),
    /// Texts and nested templates in turn, beginning and ending with a text.
    Parts(Vec<Part>),
    Branch(Option<(usize, Vec<Shown>)>),
    List(Vec<Vec<Shown>>),
    Empty(Vec<Shown>),
}

#[derive(Clone, Debug, PartialEq)]
enum Part {
    Text(String),
    Template(&'static Plan, Vec<Shown>),
}

impl Page {
    /// The page with these values.
    ///
    /// # Errors
    ///
    /// If the values don't fit the plan.
    pub fn from_values(plan: &'static Plan, values: &Value) -> Read<Self> {
        Ok(Page {
            plan,
            slots: read_slots(plan, 0, values)?,
        })
    }

    /// Applies a patch; on an error the page is as before.
    ///
    /// # Errors
    ///
    /// If the patch doesn't fit what the page shows.
    pub fn apply(&mut self, patch: &Value) -> Read<()> {
        let mut slots = self.slots.clone();
        apply_slots(self.plan, 0, &mut slots, patch)?;
        self.slots = slots;
        Ok(())
    }

    /// The page's HTML.
    pub fn html(&self) -> String {
        let mut html = String::new();
        write_slots(self.plan, 0, &self.slots, &mut html);
        html
    }
}

fn fragment(plan: &'static Plan, index: usize) -> Read<&'static Fragment> {
    plan.fragments
        .get(index)
        .ok_or_else(|| Misfit(format!("no fragment {index}")))
}

fn read_slots(plan: &'static Plan, index: usize, values: &Value) -> Read<Vec<Shown>> {
    let fragment = fragment(plan, index)?;
    match values {
        Value::Array(values) if values.len() == fragment.slots.len() => fragment
            .slots
            .iter()
            .zip(values)
            .map(|(slot, value)| read_slot(plan, slot, value))
            .collect(),
        _ => misfit("values of another fragment", values),
    }
}

fn read_slot(plan: &'static Plan, slot: &Slot, value: &Value) -> Read<Shown> {
    match slot {
        Slot::Content { .. }
        | Slot::Foreign { .. }
        | Slot::Text
        | Slot::Attribute
        | Slot::Attributes => match value {
            Value::String(text) => Ok(Shown::Text(text.clone())),
            Value::Array(parts) if matches!(slot, Slot::Content { .. }) => {
                Ok(Shown::Parts(read_parts(parts)?))
            }
            _ => misfit("a text slot takes a string", value),
        },
        Slot::Branch { arms } => Ok(Shown::Branch(match value {
            Value::Null => None,
            _ => Some(read_arm(plan, arms, value)?),
        })),
        Slot::List { item, empty } => match (value, empty) {
            (Value::Array(array), Some(empty)) if array.first().is_some_and(Value::is_number) => {
                Ok(Shown::Empty(read_arm(plan, &[*empty], value)?.1))
            }
            (Value::Array(items), _) => Ok(Shown::List(read_items(plan, *item, items)?)),
            _ => misfit("a list takes an array", value),
        },
    }
}

fn read_parts(parts: &[Value]) -> Read<Vec<Part>> {
    if parts.len().is_multiple_of(2) {
        return misfit("parts begin and end with a text", parts.len());
    }
    parts.iter().enumerate().map(read_part).collect()
}

fn read_part((at, part): (usize, &Value)) -> Read<Part> {
    match part {
        Value::String(text) if at.is_multiple_of(2) => Ok(Part::Text(text.clone())),
        Value::Array(pair) if !at.is_multiple_of(2) => match &pair[..] {
            [Value::String(name), values] => {
                let Some(plan) = plan_named(name) else {
                    return misfit("no such plan", name);
                };
                Ok(Part::Template(plan, read_slots(plan, 0, values)?))
            }
            _ => misfit("a nested template is [plan, values]", part),
        },
        _ => misfit("parts are texts and templates in turn", part),
    }
}

fn apply_parts(parts: &mut [Part], changes: &Map<String, Value>) -> Read<()> {
    for (name, change) in changes {
        let at = name.parse::<usize>().ok();
        match (at.and_then(|at| parts.get_mut(at)), change) {
            (Some(Part::Text(text)), Value::String(new)) => text.clone_from(new),
            (Some(Part::Template(plan, slots)), Value::Object(_)) => {
                apply_slots(plan, 0, slots, change)?;
            }
            _ => return misfit("no such part", name),
        }
    }
    Ok(())
}

fn read_arm(plan: &'static Plan, arms: &[u16], value: &Value) -> Read<(usize, Vec<Shown>)> {
    if let Some([arm, values]) = value.as_array().map(Vec::as_slice)
        && let Some(arm) = arm.as_u64().and_then(|arm| usize::try_from(arm).ok())
        && let Some(&index) = arms.get(arm)
    {
        return Ok((arm, read_slots(plan, usize::from(index), values)?));
    }
    misfit("an arm is [arm, values]", value)
}

fn read_items(plan: &'static Plan, item: u16, items: &[Value]) -> Read<Vec<Vec<Shown>>> {
    items
        .iter()
        .map(|values| read_slots(plan, usize::from(item), values))
        .collect()
}

fn apply_slots(plan: &'static Plan, index: usize, slots: &mut [Shown], patch: &Value) -> Read<()> {
    let Value::Object(changes) = patch else {
        return misfit("a patch is an object", patch);
    };
    let fragment = fragment(plan, index)?;
    for (name, change) in changes {
        let at = name.parse::<usize>().ok().filter(|at| *at < slots.len());
        let Some(at) = at else {
            return misfit("no such slot", name);
        };
        apply_change(plan, &fragment.slots[at], &mut slots[at], change)?;
    }
    Ok(())
}

fn apply_change(plan: &'static Plan, slot: &Slot, shown: &mut Shown, change: &Value) -> Read<()> {
    match (slot, &mut *shown, change) {
        (Slot::Branch { arms }, Shown::Branch(Some((arm, slots))), Value::Object(_)) => {
            let index = arms.get(*arm).copied().unwrap_or(u16::MAX);
            apply_slots(plan, usize::from(index), slots, change)
        }
        (Slot::List { item, .. }, _, Value::Object(object)) if object.contains_key("ops") => {
            apply_ops(plan, *item, shown, object)
        }
        (
            Slot::List {
                empty: Some(empty), ..
            },
            Shown::Empty(slots),
            Value::Object(_),
        ) => apply_slots(plan, usize::from(*empty), slots, change),
        (_, Shown::Parts(parts), Value::Object(changes)) => apply_parts(parts, changes),
        (_, _, Value::Object(_)) => misfit("a patch for what is not shown", change),
        _ => {
            *shown = read_slot(plan, slot, change)?;
            Ok(())
        }
    }
}

fn apply_ops(
    plan: &'static Plan,
    item: u16,
    shown: &mut Shown,
    object: &Map<String, Value>,
) -> Read<()> {
    if let Shown::Empty(_) = shown {
        *shown = Shown::List(Vec::new());
    }
    let (Shown::List(list), Some(Value::Array(ops))) = (shown, object.get("ops")) else {
        return misfit("operations on what is no list", "ops");
    };
    for op in ops {
        apply_op(plan, item, list, op)?;
    }
    Ok(())
}

fn apply_op(plan: &'static Plan, item: u16, list: &mut Vec<Vec<Shown>>, op: &Value) -> Read<()> {
    let Some([Value::String(name), rest @ ..]) = op.as_array().map(Vec::as_slice) else {
        return misfit("an operation is an array that begins with its name", op);
    };
    let number = |at: usize, limit: usize| match rest.get(at).and_then(Value::as_u64) {
        Some(n) if n <= limit as u64 => Ok(n as usize),
        _ => misfit("an operation out of bounds", op),
    };
    match name.as_str() {
        "r" => *list = read_items(plan, item, rest)?,
        "i" => {
            let at = number(0, list.len())?;
            list.splice(at..at, read_items(plan, item, &rest[1..])?);
        }
        "d" => {
            let at = number(0, list.len())?;
            let count = number(1, list.len() - at)?;
            list.drain(at..at + count);
        }
        "m" if !list.is_empty() => {
            let (from, to) = (number(0, list.len() - 1)?, number(1, list.len() - 1)?);
            let moved = list.remove(from);
            list.insert(to, moved);
        }
        "u" if !list.is_empty() => {
            let at = number(0, list.len() - 1)?;
            apply_slots(
                plan,
                usize::from(item),
                &mut list[at],
                rest.get(1).unwrap_or(&Value::Null),
            )?;
        }
        _ => return misfit("no such operation here", op),
    }
    Ok(())
}

fn write_slots(plan: &'static Plan, index: usize, slots: &[Shown], html: &mut String) {
    let Some(fragment) = plan.fragments.get(index) else {
        return;
    };
    for (at, text) in fragment.statics.iter().enumerate() {
        html.push_str(text);
        match (slots.get(at), fragment.slots.get(at)) {
            (Some(Shown::Text(text)), _) => html.push_str(text),
            (Some(Shown::Parts(parts)), _) => {
                for part in parts {
                    match part {
                        Part::Text(text) => html.push_str(text),
                        Part::Template(plan, slots) => write_slots(plan, 0, slots, html),
                    }
                }
            }
            (Some(Shown::Branch(Some((arm, slots)))), Some(Slot::Branch { arms })) => {
                let index = arms.get(*arm).copied().unwrap_or(u16::MAX);
                write_slots(plan, usize::from(index), slots, html);
            }
            (Some(Shown::List(items)), Some(Slot::List { item, .. })) => {
                items
                    .iter()
                    .for_each(|slots| write_slots(plan, usize::from(*item), slots, html));
            }
            (
                Some(Shown::Empty(slots)),
                Some(Slot::List {
                    empty: Some(empty), ..
                }),
            ) => {
                write_slots(plan, usize::from(*empty), slots, html);
            }
            _ => {}
        }
    }
}
