//! One line about what just happened. Shown until the next; it survives the redirect after a form without JavaScript,
//! and no reload.

use std::fmt;

use livetpl::prelude::*;
use serde::{Deserialize, Serialize};

/// A `#[persist]` field for such a line. Call [`mounted`](Self::mounted) in `mount`.
#[derive(Clone, Default, Serialize, Deserialize)]
pub(crate) struct Notice {
    #[serde(skip)]
    shown: String,
    /// This page is a plain form's: it ends in a redirect, and another page shows the line.
    #[serde(skip)]
    redirects: bool,
    /// What the page behind the redirect shows.
    kept: String,
}

impl Notice {
    /// Shows what the form before the redirect said.
    pub(crate) fn mounted(&mut self, ctx: &Context) {
        match ctx.kind() {
            Some(ConnectKind::Get) => self.shown = std::mem::take(&mut self.kept),
            Some(ConnectKind::Post) => self.redirects = true,
            _ => {}
        }
    }

    /// Says `text`; the empty text says nothing.
    pub(crate) fn say(&mut self, text: impl Into<String>) {
        self.shown = text.into();
        if self.redirects {
            self.kept.clone_from(&self.shown);
        }
    }
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown)
    }
}
