//! Signing in by a form: a signed cookie, an authenticator that reads it, and one session group for all devices of a user.

mod accounts;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use livetpl::prelude::*;

pub(crate) use accounts::Accounts;
use accounts::{COOKIE, LIFETIME};

const MOST_IN_A_NAME: usize = 24;
const MOST_IN_A_NOTE: usize = 200;

/// The door: who has an account.
#[live_controller(state = LoginState)]
pub(crate) struct Login {
    accounts: Accounts,
}

/// Who this is, and what the form has to say.
#[derive(Clone, Default, LiveState)]
#[template(path = "login.html")]
pub(crate) struct LoginState {
    user: Option<Arc<str>>,
    /// What was typed as the name: persisted, so that a plain form shows it again. The password is never kept.
    #[persist]
    name: String,
    /// The user's own: the same on all devices.
    #[persist]
    note: String,
}

#[live_controller]
impl Login {
    pub(crate) fn new(accounts: Accounts) -> Self {
        Login { accounts }
    }

    fn mount(&self, state: &mut LoginState, ctx: &mut Context) -> Result {
        ctx.subscribe(ctx.self_topic())?;
        state.user = ctx.identity().user.clone();
        // A cookie that signs nobody in is of no use: it has expired, or was signed out.
        if state.user.is_none() && ctx.cookie(COOKIE).is_some() {
            ctx.remove_cookie(COOKIE)?;
        }
        Ok(())
    }

    #[action]
    fn login(
        &self,
        state: &mut LoginState,
        name: String,
        password: String,
        ctx: &mut Context,
    ) -> Result {
        state.name = name
            .trim()
            .to_lowercase()
            .chars()
            .take(MOST_IN_A_NAME)
            .collect();
        if !self.accounts.check(&state.name, &password) {
            // One message for both fields: who guesses must not learn which names exist.
            ctx.flash("error", "This name and this password don’t go together.");
            return Ok(());
        }
        ctx.clear_flash("error");
        ctx.set_cookie(Cookie::new(COOKIE, self.accounts.sign_in(&state.name)?).max_age(LIFETIME))?;
        // The next page is another session's: the user's.
        ctx.redirect("/login")
    }

    /// Ends what this browser's cookie is good for, should somebody have copied it, and then all pages of the user. Those of
    /// other devices, whose cookies are still good, come back as the user; those of this browser as a stranger.
    #[action]
    fn logout(&self, ctx: &mut Context) -> Result {
        if let Some(cookie) = ctx.cookie(COOKIE) {
            self.accounts.sign_out(cookie);
        }
        ctx.sign_out(COOKIE)?;
        ctx.redirect("/login")
    }

    #[action]
    fn pin(&self, state: &mut LoginState, note: String, ctx: &mut Context) -> Result {
        if note.chars().count() > MOST_IN_A_NOTE {
            return Err(Error::field(
                "note",
                format!("has at most {MOST_IN_A_NOTE} characters"),
            ));
        }
        state.note.clone_from(&note);
        ctx.publish(ctx.self_topic(), Self::PINNED.with(note))
    }

    /// The user has pinned a note on another page, here or on another device.
    #[action(internal)]
    fn pinned(&self, state: &mut LoginState, note: String) {
        state.note = note;
    }
}
