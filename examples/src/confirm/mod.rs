//! Deleting, with a question before it. That something was asked is the server's to know: who sends a `delete` that
//! nobody was asked about deletes nothing.

#[cfg(test)]
mod tests;

use livetpl::prelude::*;

/// What has to be typed before everything goes.
const WORD: &str = "everything";

/// The page is its own state, and the files the visitor's own. Persisted, so that plain forms can be asked, too.
#[live_controller]
#[derive(Clone)]
#[template(path = "confirm.html")]
pub(crate) struct Confirm {
    #[persist]
    files: Vec<String>,
    /// The file that a question is about.
    #[persist]
    asked: Option<String>,
}

impl Default for Confirm {
    fn default() -> Self {
        let files = ["accounts.ods", "beach.jpg", "letter.odt", "old-letter.odt"];
        Confirm {
            files: files.map(str::to_owned).into(),
            asked: None,
        }
    }
}

#[live_controller]
impl Confirm {
    #[action]
    fn ask(&mut self, value: String, ctx: &mut Context) {
        self.asked = Some(value).filter(|file| self.files.contains(file));
        ctx.clear_flash("info");
    }

    #[action]
    fn keep(&mut self) {
        self.asked = None;
    }

    /// Deletes what was asked about, and nothing else.
    #[action]
    fn delete(&mut self, value: String, ctx: &mut Context) -> Result {
        if self.asked.take().as_ref() != Some(&value) {
            return Err(Error::msg("Nobody was asked about that."));
        }
        self.files.retain(|file| *file != value);
        ctx.flash("info", format!("{value} is gone."));
        Ok(())
    }

    /// Says in words what is about to happen, and has them typed.
    #[action]
    fn delete_all(&mut self, word: String, ctx: &mut Context) -> Result {
        if word.trim() != WORD {
            let message = format!("Write “{WORD}”, if you mean it.");
            return Err(Error::field("word", message));
        }
        self.files.clear();
        self.asked = None;
        ctx.flash("info", "All files are gone.");
        Ok(())
    }

    #[action]
    fn put_back(&mut self, ctx: &mut Context) {
        self.files = Self::default().files;
        ctx.flash("info", "All files are back.");
    }
}

impl Confirm {
    fn is_asked(&self, file: &str) -> bool {
        self.asked.as_deref() == Some(file)
    }
}
