//! A form in a modal dialog: the browser opens it, an error keeps it open and stands in it, a success closes it.

use livetpl::prelude::*;
use serde::{Deserialize, Serialize};

const MOST_CONTACTS: usize = 12;
const MOST_IN_A_FIELD: usize = 60;

/// The page is its own state. The contacts are the visitor's own.
#[live_controller]
#[derive(Clone, Default)]
#[template(path = "modal.html")]
pub(crate) struct Modal {
    #[persist]
    contacts: Vec<Contact>,
}

#[derive(Clone, Serialize, Deserialize)]
struct Contact {
    name: String,
    mail: String,
}

#[live_controller]
impl Modal {
    #[action]
    fn add(&mut self, Form(contact): Form<Contact>) -> Result {
        let Contact { name, mail } = &contact;
        let is_long = |text: &str| text.chars().count() > MOST_IN_A_FIELD;
        if name.trim().is_empty() {
            return Err(Error::field("name", "A contact has a name."));
        }
        if self
            .contacts
            .iter()
            .any(|one| one.mail.eq_ignore_ascii_case(mail))
        {
            return Err(Error::field("mail", "This address is in the list already."));
        }
        if is_long(name) || is_long(mail) || self.contacts.len() >= MOST_CONTACTS {
            return Err(Error::msg("The list is full, or this is too long for it."));
        }
        self.contacts.push(contact);
        Ok(())
    }

    #[action]
    fn remove(&mut self, value: String) {
        self.contacts.retain(|one| one.mail != value);
    }
}
