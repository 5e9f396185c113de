//! Forms of a page: which of them was sent, and whether their rules are kept. Owns which plans' forms a page has.

use serde_json::{Map, Value};

use crate::controller::form::{check, find_form, guessed, named_form, submitted, without_form};
use crate::controller::{Dispatch, Payload, Result};
use crate::session::page::Page;
use crate::template::{FORM_FIELD, FormUse, LiveTemplate, Plan, plans_met};

impl<C: Dispatch> Page<C> {
    /// The page's own plan and those of the nested templates that it shows; and where that is not known, those that it may
    /// show: any that this process has met.
    fn plans(&self) -> (Vec<&'static Plan>, Vec<&'static Plan>) {
        let own = C::State::PLAN;
        match &self.tree {
            Some(shown) => ([&[own], shown.tree.plans()].concat(), Vec::new()),
            None => (vec![own], plans_met()),
        }
    }

    fn find_form(&self, id: &str) -> Option<&'static FormUse> {
        let (own, others) = self.plans();
        find_form(&own, id).or_else(|| find_form(&others, id))
    }

    /// The payload of `action` as the controller gets it.
    ///
    /// # Errors
    ///
    /// A field error for each field that breaks a rule of its form.
    pub(crate) fn admit(&self, action: &str, payload: &Payload) -> Result<Payload> {
        let (own, others) = self.plans();
        check(&own, &others, action, payload)?;
        Ok(match named_form(payload) {
            Some(_) => without_form(payload),
            None => payload.clone(),
        })
    }

    /// What a form that was posted without the script asks for: an action, with the payload that the script would have sent.
    pub(crate) async fn submitted(&mut self, fields: Map<String, Value>) -> (String, Payload) {
        let id = match fields.get(FORM_FIELD) {
            Some(Value::String(id)) => id.as_str(),
            _ => "",
        };
        let mut form = self.find_form(id);
        if form.is_none() && !id.is_empty() && self.fresh(|_, _| ()).await.is_ok() {
            // A nested template's, that this process has not met before it showed the page.
            form = self.find_form(id);
        }
        let (action, fields) = form
            .and_then(|form| submitted(form, &fields))
            .unwrap_or_else(|| {
                let uses = C::State::PLAN.actions;
                guessed(C::ACTIONS, uses, form, fields)
            });
        (action, Payload::new(fields))
    }
}
