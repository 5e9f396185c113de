//! Faults that are planted to see whether the oracle notices: each breaks what is sent as a broken writer would.
//!
//! A fault changes what it can and says how often it did; one that never found its place proves nothing.

use serde_json::{Map, Value, json};

use crate::oracle::Step;

/// What stands between the server and the browser: nothing, or a fault.
pub trait Wire {
    /// What the instrumented template rendered.
    fn render(&mut self, html: String) -> String {
        html
    }

    /// What is sent.
    fn step(&mut self, _step: &mut Step) {}
}

/// A wire without faults.
pub struct Honest;

impl Wire for Honest {}

/// A fault, by what it does.
#[derive(Clone, Copy)]
pub struct Fault {
    /// What the fault is.
    pub name: &'static str,
    /// Only the nodes of a browser's page can tell: the HTML is right.
    pub only_nodes: bool,
    /// A frame for nothing: a page is as it should be.
    harmless: bool,
    plant: Plant,
}

#[derive(Clone, Copy)]
enum Plant {
    Render(fn(&mut String) -> bool),
    Patch(fn(&mut Option<Value>) -> bool),
    /// Each member of a patch, with its new value where it is one of the page's own slots.
    Change(fn(&mut Value, &Value) -> bool),
    /// The operations of each list.
    Ops(fn(&mut Vec<Value>) -> bool),
}

const fn fault(name: &'static str, plant: Plant) -> Fault {
    Fault {
        name,
        only_nodes: false,
        harmless: false,
        plant,
    }
}

/// All faults.
pub const FAULTS: &[Fault] = &[
    fault(
        "the instrumented template writes a byte more",
        Plant::Render(a_byte_more),
    ),
    fault(
        "a patch is not sent",
        Plant::Patch(|patch| patch.take().is_some()),
    ),
    Fault {
        name: "a patch where nothing changed",
        only_nodes: false,
        harmless: true,
        plant: Plant::Patch(a_patch_for_nothing),
    },
    fault(
        "the last operation is dropped",
        Plant::Ops(|ops| ops.pop().is_some()),
    ),
    fault(
        "the first operation comes last",
        Plant::Ops(|ops| first_comes_last(ops)),
    ),
    fault(
        "an insertion is off by one",
        Plant::Ops(|ops| number(ops, "i", 1, |at| at.saturating_sub(1))),
    ),
    fault(
        "an insertion goes to the start",
        Plant::Ops(|ops| number(ops, "i", 1, |_| 0)),
    ),
    fault(
        "a deletion takes one too few",
        Plant::Ops(|ops| number(ops, "d", 2, |count| count - 1)),
    ),
    fault(
        "a deletion is off by one",
        Plant::Ops(|ops| number(ops, "d", 1, |at| at.saturating_sub(1))),
    ),
    fault(
        "a move goes the other way",
        Plant::Ops(|ops| other_way(ops)),
    ),
    fault(
        "a change goes to the row before",
        Plant::Ops(|ops| number(ops, "u", 1, |at| at.saturating_sub(1))),
    ),
    fault(
        "a text keeps its last character to itself",
        Plant::Change(text_cut),
    ),
    fault("a text is escaped twice", Plant::Change(escaped_twice)),
    fault("one slot's change is forgotten", Plant::Patch(forgotten)),
    fault("another arm", Plant::Change(another_arm)),
    fault(
        "an arm's values in the statics of the arm before",
        Plant::Change(stale_statics),
    ),
    Fault {
        name: "rows are built anew instead of moved and changed",
        only_nodes: true,
        harmless: false,
        plant: Plant::Change(built_anew),
    },
    Fault {
        name: "an arm is built anew instead of changed",
        only_nodes: true,
        harmless: false,
        plant: Plant::Change(arm_anew),
    },
];

impl Fault {
    /// Whether it changes a frame so that a browser's page could tell.
    pub fn is_seen_by_browsers(&self) -> bool {
        !matches!(self.plant, Plant::Render(_)) && !self.harmless
    }
}

/// A wire with one fault.
pub struct Faulty {
    fault: Fault,
    /// How often it found its place.
    pub planted: usize,
}

impl Faulty {
    /// A wire with this fault.
    pub fn new(fault: Fault) -> Self {
        Faulty { fault, planted: 0 }
    }
}

impl Wire for Faulty {
    fn render(&mut self, mut html: String) -> String {
        if let Plant::Render(plant) = self.fault.plant {
            self.planted += usize::from(plant(&mut html));
        }
        html
    }

    fn step(&mut self, step: &mut Step) {
        let values = &step.values;
        let planted = match self.fault.plant {
            Plant::Render(_) => false,
            Plant::Patch(plant) => plant(&mut step.patch),
            Plant::Change(plant) => match &mut step.patch {
                Some(Value::Object(patch)) => {
                    each_change(patch, values, &mut |change, new| plant(change, new))
                }
                _ => false,
            },
            Plant::Ops(plant) => match &mut step.patch {
                Some(Value::Object(patch)) => each_change(patch, &Value::Null, &mut |change, _| {
                    change
                        .get_mut("ops")
                        .and_then(Value::as_array_mut)
                        .is_some_and(plant)
                }),
                _ => false,
            },
        };
        self.planted += usize::from(planted);
    }
}

/// Goes through a patch, inner changes first, until `plant` says that it has done something.
fn each_change(
    patch: &mut Map<String, Value>,
    values: &Value,
    plant: &mut dyn FnMut(&mut Value, &Value) -> bool,
) -> bool {
    patch.iter_mut().any(|(slot, change)| {
        let new = slot.parse::<usize>().ok().and_then(|slot| values.get(slot));
        let inner = match change {
            Value::Object(object) if object.contains_key("ops") => {
                let ops = object["ops"].as_array_mut().into_iter().flatten();
                ops.filter_map(|op| op.get_mut(2)?.as_object_mut())
                    .any(|patch| each_change(patch, &Value::Null, plant))
            }
            Value::Object(patch) => each_change(
                patch,
                new.and_then(|new| new.get(1)).unwrap_or(&Value::Null),
                plant,
            ),
            _ => false,
        };
        inner || plant_at(change, new.unwrap_or(&Value::Null), plant)
    })
}

fn plant_at(
    change: &mut Value,
    new: &Value,
    plant: &mut dyn FnMut(&mut Value, &Value) -> bool,
) -> bool {
    let mut altered = change.clone();
    let planted = plant(&mut altered, new) && altered != *change;
    if planted {
        *change = altered;
    }
    planted
}

fn a_byte_more(html: &mut String) -> bool {
    html.push(' ');
    true
}

fn a_patch_for_nothing(patch: &mut Option<Value>) -> bool {
    let none = patch.is_none();
    patch.get_or_insert_with(|| json!({}));
    none
}

fn first_comes_last(ops: &mut [Value]) -> bool {
    let several = ops.len() > 1;
    ops.rotate_left(usize::from(several));
    several
}

/// Changes a number of the first operation of this name.
fn number(ops: &mut [Value], name: &str, at: usize, change: fn(u64) -> u64) -> bool {
    let found = ops.iter_mut().find(|op| op[0] == name);
    let Some((number, place)) = found.and_then(|op| Some((op[at].as_u64()?, op.get_mut(at)?)))
    else {
        return false;
    };
    *place = change(number).into();
    change(number) != number
}

fn other_way(ops: &mut [Value]) -> bool {
    let Some(op) = ops
        .iter_mut()
        .find(|op| op[0] == "m")
        .and_then(Value::as_array_mut)
    else {
        return false;
    };
    op.swap(1, 2);
    true
}

fn text_cut(change: &mut Value, _: &Value) -> bool {
    let Value::String(text) = change else {
        return false;
    };
    text.pop().is_some()
}

fn escaped_twice(change: &mut Value, _: &Value) -> bool {
    let Value::String(text) = change else {
        return false;
    };
    *text = text.replace('&', "&amp;");
    true
}

fn forgotten(patch: &mut Option<Value>) -> bool {
    let Some(Value::Object(patch)) = patch else {
        return false;
    };
    let slot = patch.keys().next_back().cloned();
    slot.is_some_and(|slot| patch.remove(&slot).is_some())
}

fn another_arm(change: &mut Value, _: &Value) -> bool {
    let Some([Value::Number(arm), Value::Array(_)]) = change.as_array_mut().map(Vec::as_mut_slice)
    else {
        return false;
    };
    *arm = (arm.as_u64().unwrap_or(0) ^ 1).into();
    true
}

fn stale_statics(change: &mut Value, _: &Value) -> bool {
    let Some([Value::Number(_), Value::Array(values)]) = change.as_array().map(Vec::as_slice)
    else {
        return false;
    };
    let named = values.iter().enumerate();
    *change = Value::Object(
        named
            .map(|(slot, value)| (slot.to_string(), value.clone()))
            .collect(),
    );
    true
}

fn built_anew(change: &mut Value, new: &Value) -> bool {
    let ops = change["ops"].as_array();
    let edits = ops.is_some_and(|ops| ops.iter().any(|op| op[0] == "u" || op[0] == "m"));
    let Some(items) = new
        .as_array()
        .filter(|items| edits && items.iter().all(Value::is_array))
    else {
        return false;
    };
    let mut op = vec![json!("r")];
    op.extend(items.iter().cloned());
    *change = json!({"ops": [op]});
    true
}

fn arm_anew(change: &mut Value, new: &Value) -> bool {
    let arm = new.get(0).is_some_and(Value::is_number);
    if arm && change.is_object() && change.get("ops").is_none() {
        *change = new.clone();
    }
    arm
}
