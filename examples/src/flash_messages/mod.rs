//! Flash messages: what a page says about what just happened. They stay until they are cleared or their time is over, and
//! go with the browser over the redirect behind a plain form.

use std::time::Duration;

use livetpl::prelude::*;

/// How long "copied" is said.
const MOMENT: Duration = Duration::from_secs(3);

#[live_controller]
#[derive(Clone, Default)]
#[template(path = "flash_messages.html")]
pub(crate) struct FlashMessages {}

#[live_controller]
impl FlashMessages {
    /// Stays until it is dismissed, or something else is a success.
    #[action]
    fn save(&self, title: String, ctx: &mut Context) -> Result {
        ctx.flash("success", format!("Saved “{}”.", title.trim()));
        if title.trim().is_empty() {
            // What a failed action was to say is not said.
            return Err(Error::field("title", "A title has at least one letter."));
        }
        Ok(())
    }

    /// Nothing failed: it only says so.
    #[action]
    fn warn(&self, ctx: &mut Context) {
        ctx.flash("error", "The printer is out of paper.");
    }

    #[action]
    fn copy(&self, ctx: &mut Context) {
        ctx.flash_for("info", "Copied.", MOMENT);
    }

    /// A form without the script: the browser follows a redirect, and the page behind it shows this once.
    #[action]
    fn post(&self, ctx: &mut Context) {
        ctx.flash("success", "Posted: reload, and this is gone.");
    }

    #[action]
    fn dismiss(&self, value: String, ctx: &mut Context) {
        ctx.clear_flash(&value);
    }
}
