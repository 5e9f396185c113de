//! Forms of a page: which of them was sent, and whether their rules are kept. Owns which plans' forms a page has: its own,
//! and those of the nested templates that it shows.

use std::cell::OnceCell;

use serde_json::{Map, Value};

use crate::controller::form::{
    check, find_form, guessed, holds, named_form, sends, submitted, without_form,
};
use crate::controller::{Dispatch, Payload, Result};
use crate::session::page::Page;
use crate::template::{FORM_FIELD, LiveTemplate, Plan, plans_met};

impl<C: Dispatch> Page<C> {
    /// The plans that the page shows.
    fn plans(&self) -> Vec<&'static Plan> {
        let nested = match &self.tree {
            Some(shown) => shown.tree.plans().to_vec(),
            None => self.look(|page| page.plans().to_vec()).unwrap_or_default(),
        };
        [&[C::State::PLAN], &*nested].concat()
    }

    /// The payload of `action` as the controller gets it.
    ///
    /// # Errors
    ///
    /// A field error for each field that breaks a rule of its form.
    pub(crate) fn admit(&self, action: &str, payload: &Payload) -> Result<Payload> {
        // Rendered once, and only where a value breaks a rule about its length.
        let html = OnceCell::new();
        let is_unedited = |name: &str, value: &str| {
            let html = html.get_or_init(|| self.look(|page| page.html().to_owned()));
            html.as_ref().is_some_and(|html| holds(html, name, value))
        };
        // Mostly the page's own forms decide, and what it shows besides would take a render.
        let own = [C::State::PLAN];
        let check = |plans: &[&'static Plan]| check(plans, action, payload, &is_unedited);
        let named = named_form(payload).map(|id| find_form(&own, id));
        match named {
            Some(Some(form)) if form.sends(action) => check(&own)?,
            None if sends(own[0], action) && check(&own).is_ok() => {}
            _ => check(&self.plans())?,
        }
        Ok(match named_form(payload) {
            Some(_) => without_form(payload),
            None => payload.clone(),
        })
    }

    /// What a form that was posted without the script asks for: an action, with the payload that the script would have sent.
    pub(crate) fn submitted(&self, fields: Map<String, Value>) -> (String, Payload) {
        let id = match fields.get(FORM_FIELD) {
            Some(Value::String(id)) => id.as_str(),
            _ => "",
        };
        // A form that is gone from the page meanwhile still says which of its names are buttons. Its rules count no more.
        let form = (!id.is_empty()).then(|| {
            find_form(&[C::State::PLAN], id)
                .or_else(|| find_form(&plans_met(), id))
                .or_else(|| find_form(&self.plans(), id))
        });
        let form = form.flatten();
        let (action, fields) = form
            .and_then(|form| submitted(form, &fields))
            .unwrap_or_else(|| {
                let uses = C::State::PLAN.actions;
                guessed(C::ACTIONS, uses, form, fields)
            });
        (action, Payload::new(fields))
    }
}
