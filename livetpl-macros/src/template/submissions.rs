//! What each button of a form sends, for the check against the controller's actions (`controller/check/submissions` in the
//! runtime). Owns what of a form is certain enough to be held against it.

use proc_macro2::TokenStream;
use quote::quote;

use super::ir::{Flat, FormUse, Node, Plan, Submission, SubmitterUse};
use super::position::position;

/// Types of fields in which Enter sends a form, and which keep each other from it where a form has no button.
const TEXTS: [&str; 1] = ["Text"];

impl FormUse {
    /// What its buttons send; what it sends itself where it has none.
    pub(super) fn submissions(&self) -> Vec<Submission> {
        if self.dynamic || !self.posts {
            return Vec::new();
        }
        let buttons = self.submitters.iter().filter_map(|one| self.by(Some(one)));
        let buttons: Vec<Submission> = buttons.collect();
        let is_sent_by_enter = || {
            let texts = self
                .fields
                .iter()
                .filter(|field| TEXTS.contains(&field.kind));
            self.action.is_some() || texts.count() == 1
        };
        if self.submitters.is_empty() && !self.open && !self.told && is_sent_by_enter() {
            return self.by(None).into_iter().collect();
        }
        buttons
    }

    fn by(&self, button: Option<&SubmitterUse>) -> Option<Submission> {
        let own = button.filter(|button| !button.name.is_empty());
        let named = self.action.clone().or(own.map(|own| own.action.clone()));
        let action = named.clone().or_else(|| self.fallback.clone())?;
        // `lvt-on:submit` says what is sent.
        if named.is_none() && self.told {
            return None;
        }
        let mut fields: Vec<String> = self.fields.iter().map(|field| field.name.clone()).collect();
        if let Some(button) = button {
            fields.extend(button.data.iter().map(|(name, _)| name.clone()));
            if button.value.as_deref() != Some("") {
                fields.push("value".to_owned());
            }
            if button.image {
                fields.extend(["x", "y"].map(str::to_owned));
            }
        }
        Some(Submission {
            at: button.map_or(self.at, |button| button.at),
            form_at: self.at,
            by_button: button.is_some(),
            named: named.is_some() || action != "submit",
            action,
            whole: !self.open && !self.vague,
            fields,
            data: button.map_or_else(Vec::new, |button| button.dynamic.clone()),
        })
    }
}

/// Whether a value between tags may be HTML with fields in it: all may but what `lvt` says, which is text.
pub(crate) fn may_hold_fields(node: &Node) -> bool {
    match node {
        Node::Output { expr, .. } => {
            let is_text = ["lvt.error(", "lvt.flash(", "lvt.user("]
                .iter()
                .any(|call| expr.starts_with(call));
            !is_text || expr.contains('|')
        }
        Node::Branch { arms, .. } => arms.iter().any(|arm| arm.nodes.iter().any(may_hold_fields)),
        Node::Loop { body, empty, .. } => body
            .iter()
            .chain(empty.iter().flatten())
            .any(may_hold_fields),
        Node::Call { nodes, .. } => nodes.iter().any(may_hold_fields),
        Node::Capture { .. } => true,
        Node::Text { .. }
        | Node::Silent { .. }
        | Node::Code { .. }
        | Node::Jump { .. }
        | Node::Mark(_) => false,
    }
}

/// `LiveTemplate::SUBMISSIONS`.
pub(crate) fn tokens(flat: &Flat, plan: &Plan) -> TokenStream {
    if plan.submissions.is_empty() {
        return TokenStream::new();
    }
    let all = plan.submissions.iter().map(|one| {
        let (at, form_at) = (position(flat, one.at), position(flat, one.form_at));
        let Submission {
            by_button,
            action,
            named,
            whole,
            fields,
            data,
            ..
        } = one;
        quote! {
            ::livetpl::__private::Submission {
                at: #at,
                form_at: #form_at,
                by_button: #by_button,
                action: #action,
                named: #named,
                whole: #whole,
                fields: &[#(#fields),*],
                data: &[#(#data),*],
            }
        }
    });
    quote! {
        const SUBMISSIONS: &'static [::livetpl::__private::Submission] = &[#(#all),*];
    }
}
