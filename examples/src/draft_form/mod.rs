//! Draft form: what somebody has begun to write is there again after a reload, a restart of the browser, a lost connection.
//!
//! The draft is two persisted fields. `change` keeps them while somebody types; without JavaScript a button does.

use livetpl::prelude::*;

/// The letters are one visitor's; the oldest go first.
const MOST_LETTERS: usize = 5;

#[live_controller]
#[derive(Clone, Default)]
#[template(path = "draft_form.html")]
pub(crate) struct DraftForm {
    #[persist]
    subject: String,
    #[persist]
    text: String,
    #[persist]
    sent: Vec<String>,
}

#[live_controller]
impl DraftForm {
    /// What is empty is `None`.
    #[action]
    fn change(&mut self, subject: Option<String>, text: Option<String>) {
        self.keep(subject, text);
    }

    #[action]
    fn keep_draft(&mut self, subject: Option<String>, text: Option<String>) {
        self.keep(subject, text);
    }

    #[action]
    fn send(&mut self, subject: String) {
        self.sent.push(subject);
        let surplus = self.sent.len().saturating_sub(MOST_LETTERS);
        self.sent.drain(..surplus);
        self.discard();
    }

    #[action]
    fn discard(&mut self) {
        self.subject.clear();
        self.text.clear();
    }

    fn keep(&mut self, subject: Option<String>, text: Option<String>) {
        self.subject = subject.unwrap_or_default();
        self.text = text.unwrap_or_default();
    }

    fn is_begun(&self) -> bool {
        !(self.subject.is_empty() && self.text.is_empty())
    }
}
