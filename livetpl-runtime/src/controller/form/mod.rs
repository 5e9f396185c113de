//! What a form of the page asks for, held against what came as its payload. Owns which form's rules count.
//!
//! A payload that names its form (the hidden field `lvt-form`) is held against that one, if it can send the action at all.
//! Any other must satisfy one of the forms that send the action, so that leaving the field out gets around nothing. What
//! an element without a form may send, too, has no rules, and so has what no form sends.
//!
//! `submitted` reads what a browser without JavaScript sends, `rules` knows each rule, with `moment` and `address`.

mod address;
mod moment;
mod rules;
mod shown;
mod submitted;

use serde_json::Value;

use crate::controller::{Error, Payload, Result};
use crate::template::{FORM_FIELD, FieldKind, FieldRule, FieldUse, FormUse, Plan, SubmitterUse};

pub(crate) use shown::holds;
pub(crate) use submitted::{guessed, submitted};

/// The form that a payload names.
pub(crate) fn named_form(payload: &Payload) -> Option<&str> {
    payload.fields().get(FORM_FIELD)?.as_str()
}

/// The payload as actions get it: without the field that names its form, and with line breaks as the page has them.
pub(crate) fn without_form(payload: &Payload) -> Payload {
    let mut fields = payload.fields().clone();
    fields.remove(FORM_FIELD);
    fields.values_mut().for_each(with_line_feeds);
    Payload::new(fields)
}

/// Forms that are sent without the script have `\r\n` in texts, all others `\n`.
fn with_line_feeds(value: &mut Value) {
    match value {
        Value::String(text) if text.contains('\r') => {
            *text = text.replace("\r\n", "\n").replace('\r', "\n");
        }
        Value::Array(values) => values.iter_mut().for_each(with_line_feeds),
        _ => {}
    }
}

/// The form with this id in one of the plans.
pub(crate) fn find_form(plans: &[&'static Plan], id: &str) -> Option<&'static FormUse> {
    plans
        .iter()
        .flat_map(|plan| plan.forms)
        .find(|form| form.id == id)
}

/// Whether something in the plan's template sends `action`.
pub(crate) fn sends(plan: &Plan, action: &str) -> bool {
    plan.actions.iter().any(|one| one.name == action)
        || plan.forms.iter().any(|form| form.sends(action))
}

/// Checks what was sent for `action` against the HTML rules of the page's forms. The payload still names its form.
///
/// `plans` are those that the page shows, and no others: else another view's form would do for this one's. `is_unedited` says
/// whether the page itself gives a field, by its name, this value: like browsers do, the rules about its length are held
/// against what somebody wrote.
///
/// # Errors
///
/// A field error for each field that breaks a rule.
pub(crate) fn check(
    plans: &[&'static Plan],
    action: &str,
    payload: &Payload,
    is_unedited: &dyn Fn(&str, &str) -> bool,
) -> Result {
    if let Some(form) = named_form(payload)
        .and_then(|id| find_form(plans, id))
        .filter(|form| form.sends(action))
    {
        return form.check(action, payload, is_unedited);
    }
    let mut uses = plans.iter().flat_map(|plan| plan.actions);
    if uses.any(|one| one.name == action && !one.by_form) {
        return Ok(());
    }
    let forms = plans.iter().flat_map(|plan| plan.forms);
    let mut refused = Ok(());
    for form in forms.filter(|form| form.sends(action)) {
        match form.check(action, payload, is_unedited) {
            Ok(()) => return Ok(()),
            Err(error) => refused = refused.and(Err(error)),
        }
    }
    refused
}

impl FormUse {
    /// Whether the form can send `action`.
    pub(crate) fn sends(&self, action: &str) -> bool {
        match self.action {
            Some(own) => own == action,
            None => {
                self.senders(action).next().is_some()
                    || self.fallback == Some(action) && (self.submitters.is_empty() || self.open)
            }
        }
    }

    /// The submitters that may have sent `action`.
    fn senders(&self, action: &str) -> impl Iterator<Item = &SubmitterUse> {
        self.submitters.iter().filter(move |submitter| {
            self.action.is_some()
                || match submitter.name {
                    "" => self.fallback == Some(action),
                    _ => submitter.action == action,
                }
        })
    }

    fn check(
        &self,
        action: &str,
        payload: &Payload,
        is_unedited: &dyn Fn(&str, &str) -> bool,
    ) -> Result {
        // Which of the buttons was pressed a payload doesn't always tell: all count as the one that asks for least.
        if self.novalidate || self.senders(action).any(|submitter| submitter.novalidate) {
            return Ok(());
        }
        let refused = self.fields.iter().filter_map(|field| {
            let why = refusal(field, payload.fields().get(field.name), is_unedited)?;
            Some((field.name, why))
        });
        refused
            .fold(None, |error: Option<Error>, (name, why)| {
                Some(match error {
                    Some(error) => error.and_field(name, why),
                    None => Error::field(name, why),
                })
            })
            .map_or(Ok(()), Err)
    }
}

/// Which rule of `field` its value breaks, in words for the person who filled it in.
fn refusal(
    field: &FieldUse,
    value: Option<&Value>,
    is_unedited: &dyn Fn(&str, &str) -> bool,
) -> Option<String> {
    if field.kind == FieldKind::File {
        return None;
    }
    let values: Vec<String> = match value {
        Some(Value::Array(values)) => values.iter().filter_map(text).collect(),
        Some(one) => text(one).into_iter().collect(),
        None => Vec::new(),
    };
    if field.required && values.is_empty() {
        let what = match field.kind {
            FieldKind::Box => "must be ticked",
            FieldKind::Radio | FieldKind::Select => "must be chosen",
            FieldKind::Text | FieldKind::File => "is missing",
        };
        return Some(what.to_owned());
    }
    values.iter().find_map(|value| {
        field.rules.iter().find_map(|rule| {
            let is_of_length = matches!(rule, FieldRule::MinLength(_) | FieldRule::MaxLength(_));
            rules::broken(rule, value).filter(|_| !is_of_length || !is_unedited(field.name, value))
        })
    })
}

/// A value as text, if there is something in it.
fn text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Bool(true) => "true".to_owned(),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests;
