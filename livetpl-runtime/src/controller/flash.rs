//! What a page says for a while: `ctx.flash`. Owns how it is described; the session room shows it, ends it, and carries it
//! over a redirect.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::controller::Context;

/// The most bytes of one text; what is longer is cut.
pub const MAX_FLASH_BYTES: usize = 4096;

/// A text that a page shows until it is cleared or has expired.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[doc(hidden)]
pub struct Flash {
    /// What it is shown as: `success`. A page has one of a kind.
    pub kind: String,
    /// The text.
    pub text: String,
    /// How long it is shown; `None`: until it is cleared.
    pub life: Option<Duration>,
}

/// A change of what a page says.
#[derive(Clone, Debug, PartialEq)]
#[doc(hidden)]
pub enum FlashChange {
    /// Says it, in place of another of its kind.
    Say(Flash),
    /// Clears this kind.
    Clear(String),
}

impl FlashChange {
    /// What ends it.
    pub(crate) fn cleared(&self) -> FlashChange {
        let (FlashChange::Say(Flash { kind, .. }) | FlashChange::Clear(kind)) = self;
        FlashChange::Clear(kind.clone())
    }
}

impl Context {
    /// Says something on the page once the method has succeeded: `lvt.flash(kind)` in its template, until another text of
    /// this kind takes its place or [`clear_flash`](Self::clear_flash) ends it.
    ///
    /// It belongs to this page alone. Where the browser goes on to another page, after a form without JavaScript, by
    /// [`redirect`](Self::redirect) or by [`navigate`](Self::navigate), that page shows it, once. A text of more than 4096 bytes is cut.
    ///
    /// ```
    /// # use livetpl::prelude::*;
    /// fn save(ctx: &mut Context) {
    ///     ctx.clear_flash("error");
    ///     ctx.flash("success", "Saved");
    /// }
    /// ```
    pub fn flash(&mut self, kind: &'static str, text: impl Into<String>) {
        self.say(kind, text.into(), None);
    }

    /// As [`flash`](Self::flash), for as long as `life` only: the page is rendered without it when it is over, also if
    /// nothing else happens.
    ///
    /// ```
    /// # use livetpl::prelude::*;
    /// # use std::time::Duration;
    /// fn copied(ctx: &mut Context) {
    ///     ctx.flash_for("info", "Copied", Duration::from_secs(3));
    /// }
    /// ```
    pub fn flash_for(&mut self, kind: &'static str, text: impl Into<String>, life: Duration) {
        self.say(kind, text.into(), Some(life));
    }

    /// Ends what is said of this kind, once the method has succeeded.
    ///
    /// ```
    /// # use livetpl::prelude::*;
    /// fn dismiss(ctx: &mut Context) {
    ///     ctx.clear_flash("success");
    /// }
    /// ```
    pub fn clear_flash(&mut self, kind: &str) {
        self.effects.flash.push(FlashChange::Clear(kind.to_owned()));
    }

    fn say(&mut self, kind: &'static str, mut text: String, life: Option<Duration>) {
        text.truncate(text.floor_char_boundary(MAX_FLASH_BYTES));
        // Said again and again in one method, the last counts.
        let is_kind = |change: &FlashChange| match change {
            FlashChange::Say(flash) => flash.kind == kind,
            FlashChange::Clear(other) => other == kind,
        };
        self.effects.flash.retain(|change| !is_kind(change));
        self.effects.flash.push(FlashChange::Say(Flash {
            kind: kind.to_owned(),
            text,
            life,
        }));
    }
}
