//! Inline validation: what is wrong is said beside its field, while somebody types and again when the form is sent.
//!
//! Three kinds of rules meet. What HTML can say stands in the template, and the server asks for it, too. What it can't say
//! stands on the payload's type, for `Valid`. What needs to be looked up is the action's: here, which names are taken.

use livetpl::prelude::*;
use serde::Deserialize;

const TAKEN: &[&str] = &["ada", "grace", "admin"];

#[live_controller]
#[derive(Clone, Default)]
#[template(path = "inline_validation.html")]
pub(crate) struct InlineValidation {
    username: String,
    #[persist]
    welcome: Option<String>,
}

#[derive(Deserialize, garde::Validate)]
struct SignUp {
    #[garde(custom(is_plain))]
    username: String,
    /// That it is an address, the template says.
    #[garde(skip)]
    email: String,
    #[garde(length(chars, min = 8))]
    password: String,
    #[serde(rename = "password-again")]
    #[garde(skip)]
    again: String,
}

#[live_controller]
impl InlineValidation {
    /// Hears of the name as it is typed, since the template gives that field its value.
    #[action]
    fn change(&mut self, username: String) -> Result {
        self.username = username;
        check_free(&self.username)
    }

    #[action]
    fn sign_up(&mut self, Valid(new): Valid<SignUp>) -> Result {
        if new.again != new.password {
            return Err(Error::field("password-again", "is not the same"));
        }
        check_free(&new.username)?;
        self.username.clear();
        self.welcome = Some(format!("{} <{}>", new.username, new.email));
        Ok(())
    }
}

fn check_free(username: &str) -> Result {
    if TAKEN.contains(&&*username.to_lowercase()) {
        return Err(Error::field("username", "is taken"));
    }
    Ok(())
}

fn is_plain(username: &str, _: &()) -> garde::Result {
    if username.chars().all(|c| c.is_alphanumeric() || c == '_') {
        return Ok(());
    }
    Err(garde::Error::new("may have letters, digits and _ only"))
}
