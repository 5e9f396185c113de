//! Click to edit: a card that turns into a form, and back.

#[cfg(test)]
mod tests;

use livetpl::prelude::*;
use serde::{Deserialize, Serialize};

const MOST_IN_A_FIELD: usize = 60;

#[live_controller]
#[derive(Clone, Default)]
#[template(path = "click_to_edit.html")]
pub(crate) struct ClickToEdit {
    #[persist]
    contact: Contact,
    /// Persisted, so that without JavaScript the page behind the redirect knows.
    #[persist]
    editing: bool,
}

#[derive(Clone, Serialize, Deserialize)]
struct Contact {
    name: String,
    email: String,
}

impl Default for Contact {
    fn default() -> Self {
        Contact {
            name: "Ada Lovelace".to_owned(),
            email: "ada@example.org".to_owned(),
        }
    }
}

#[live_controller]
impl ClickToEdit {
    #[action]
    fn edit(&mut self) {
        self.editing = true;
    }

    #[action]
    fn cancel(&mut self) {
        self.editing = false;
    }

    #[action]
    fn save(&mut self, Form(contact): Form<Contact>) -> Result {
        for (field, text) in [("name", &contact.name), ("email", &contact.email)] {
            if text.trim().is_empty() || text.chars().count() > MOST_IN_A_FIELD {
                let wanted = format!("has 1 to {MOST_IN_A_FIELD} characters");
                return Err(Error::field(field, wanted));
            }
        }
        self.contact = contact;
        self.editing = false;
        Ok(())
    }
}
