//! What a form sent without the script means: which action, and the payload that the script would have sent.
//!
//! A browser sends the pressed button as one field among all others. The form's hidden field tells which form it was, and
//! the plan which of its names are buttons: nothing is guessed. Only where a form has no such field is its action looked
//! for among the names.

use serde_json::{Map, Value};

use super::with_line_feeds;
use crate::controller::{ActionInfo, Visibility};
use crate::template::{ActionUse, FieldKind, FormUse, SubmitterUse};

type Fields = Map<String, Value>;

/// The action that `form` asks for with these fields, and its payload, which still names the form. `None`: only the run
/// knows its buttons.
pub(crate) fn submitted(form: &FormUse, fields: &Fields) -> Option<(String, Fields)> {
    let mut fields = fields.clone();
    fields.values_mut().for_each(with_line_feeds);
    for field in form
        .fields
        .iter()
        .filter(|field| field.kind == FieldKind::File)
    {
        fields.remove(field.name);
    }
    let pressed = pressed(form, &fields);
    if let Some(submitter) = pressed {
        let value = take_button(submitter, &mut fields);
        for (name, value) in submitter.data {
            fields.entry(*name).or_insert_with(|| Value::from(*value));
        }
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            fields.entry("value").or_insert(Value::String(value));
        }
    }
    let action = match (form.action, pressed) {
        (Some(action), _) => action,
        (None, Some(submitter)) if !submitter.name.is_empty() => submitter.action,
        _ if form.open => return None,
        _ => form.fallback?,
    };
    Some((action.to_owned(), fields))
}

/// The button that was pressed, as far as one is among the fields.
fn pressed<'f>(form: &'f FormUse, fields: &Fields) -> Option<&'f SubmitterUse> {
    let field = |name: &str| form.fields.iter().find(|field| field.name == name);
    let mut sent: Vec<&SubmitterUse> = form
        .submitters
        .iter()
        .filter(|submitter| match (submitter.image, submitter.name) {
            (true, "") => {
                field("x").is_none() && fields.contains_key("x") && fields.contains_key("y")
            }
            (true, name) => fields.contains_key(&format!("{name}.x")),
            (false, "") => false,
            (false, name) => match fields.get(name) {
                // A field of the same name comes along: the button is there if there is one value more.
                Some(value) if field(name).is_some_and(|field| field.kind == FieldKind::Text) => {
                    value.is_array()
                }
                value => value.is_some(),
            },
        })
        .collect();
    // Two buttons may have one name: then their values tell.
    sent.sort_by_key(|submitter| {
        let is_field = field(submitter.name).is_some();
        (is_field, !has_value(submitter, fields))
    });
    let unnamed = || {
        let mut unnamed = form
            .submitters
            .iter()
            .filter(|submitter| submitter.name.is_empty());
        // Which of several it was, nobody knows.
        unnamed.next().filter(|_| unnamed.next().is_none())
    };
    sent.first().copied().or_else(unnamed)
}

fn has_value(submitter: &SubmitterUse, fields: &Fields) -> bool {
    let Some(value) = submitter.value else {
        return true;
    };
    match fields.get(submitter.name) {
        Some(Value::Array(values)) => values.iter().any(|one| one == value),
        Some(one) => one == value,
        None => false,
    }
}

/// Takes the button out of the fields: its value.
fn take_button(submitter: &SubmitterUse, fields: &mut Fields) -> Option<String> {
    let name = submitter.name;
    if submitter.image {
        let dot = if name.is_empty() { "" } else { "." };
        fields.remove(&format!("{name}{dot}x"));
        fields.remove(&format!("{name}{dot}y"));
        return submitter.value.map(str::to_owned);
    }
    if name.is_empty() {
        return submitter.value.map(str::to_owned);
    }
    let value = match fields.remove(name)? {
        Value::Array(mut values) => {
            let own = submitter
                .value
                .and_then(|own| values.iter().rposition(|one| one == own));
            let value = values.remove(own.unwrap_or(values.len().checked_sub(1)?));
            let rest = match values.len() {
                1 => values.remove(0),
                _ => Value::Array(values),
            };
            fields.insert(name.to_owned(), rest);
            value
        }
        value => value,
    };
    // Where the button has none, some browsers send a label of their own.
    match submitter.value {
        Some(own) => Some(own.to_owned()),
        None => value.as_str().map(str::to_owned),
    }
}

/// The action of a form that says nothing of itself: of the fields that could be a button, the one that the template has;
/// a text field may be called like an action. `form` has fields that are certainly no buttons.
pub(crate) fn guessed(
    actions: &[ActionInfo],
    uses: &[ActionUse],
    form: Option<&FormUse>,
    mut fields: Fields,
) -> (String, Fields) {
    fields.values_mut().for_each(with_line_feeds);
    let is_field =
        |name: &str| form.is_some_and(|form| form.fields.iter().any(|field| field.name == name));
    let candidates: Vec<(String, &str)> = fields
        .keys()
        .filter(|name| !is_field(name))
        .filter_map(|name| {
            let mut public = actions
                .iter()
                .filter(|action| action.visibility == Visibility::Public);
            let action = public.find(|action| action.is_spelt(name))?;
            Some((name.clone(), action.name))
        })
        .collect();
    let named = candidates
        .iter()
        .find(|(_, action)| uses.iter().any(|one| one.name == *action));
    let Some((field, action)) = named.or(candidates.first()) else {
        let fallback = form.and_then(|form| form.fallback);
        return (fallback.unwrap_or("submit").to_owned(), fields);
    };
    match fields.remove(field) {
        Some(Value::String(value)) if value.is_empty() => {}
        Some(value) => {
            fields.entry("value").or_insert(value);
        }
        None => {}
    }
    ((*action).to_owned(), fields)
}
