//! A shared notepad: one text that everybody may edit, and nobody loses a word.
//!
//! Who writes has a draft, based on the version that was there when they began. What others save meanwhile is shown, but
//! leaves the draft alone. A draft that is saved late is merged by lines; where both changed the same ones, both texts
//! are shown, and the writer decides.

mod note;
#[cfg(test)]
mod tests;

use livetpl::prelude::*;
use serde::{Deserialize, Serialize};

use note::{MOST_CHARACTERS, Note, Saved, Version, Versions};

/// Where it is said that there is a new version.
pub(crate) const TOPIC: &str = "notepad";

const MOST_IN_A_NAME: usize = 24;

#[live_controller(state = NotepadState)]
#[derive(Default)]
pub(crate) struct SharedNotepad {
    note: Note,
}

/// What one writer or reader sees.
#[derive(Clone, Default, LiveState)]
#[template(path = "shared_notepad.html")]
pub(crate) struct NotepadState {
    #[persist]
    name: String,
    /// Persisted, so that a reload does not end it, and the form works without JavaScript.
    #[persist]
    draft: Option<Draft>,
    versions: Versions,
}

/// What somebody is writing.
#[derive(Clone, Serialize, Deserialize)]
struct Draft {
    /// The version that it is based on. The form carries the number, since the page of another tab may have another.
    version: u64,
    text: String,
    /// It could not be saved: both texts are shown.
    conflicts: bool,
}

impl NotepadState {
    fn newest(&self) -> Option<&Version> {
        self.versions.back()
    }

    fn newest_number(&self) -> u64 {
        self.newest().map_or(0, |newest| newest.number)
    }
}

#[derive(Deserialize)]
struct Save {
    version: u64,
    name: String,
    text: String,
}

#[live_controller]
impl SharedNotepad {
    fn mount(&self, state: &mut NotepadState, ctx: &mut Context) -> Result {
        ctx.subscribe(TOPIC)?;
        self.read(state);
        Ok(())
    }

    #[action]
    fn edit(&self, state: &mut NotepadState, ctx: &mut Context) {
        self.read(state);
        ctx.clear_flash("info");
        state.draft = state.newest().map(|newest| Draft {
            version: newest.number,
            text: newest.text.to_string(),
            conflicts: false,
        });
    }

    #[action]
    fn discard(&self, state: &mut NotepadState, ctx: &mut Context) {
        ctx.clear_flash("info");
        state.draft = None;
    }

    #[action]
    fn save(&self, state: &mut NotepadState, Form(save): Form<Save>, ctx: &mut Context) -> Result {
        let (name, text) = (save.name.trim(), save.text.replace("\r\n", "\n"));
        if name.is_empty() || name.chars().count() > MOST_IN_A_NAME {
            return Err(Error::field(
                "name",
                format!("has 1 to {MOST_IN_A_NAME} characters"),
            ));
        }
        if text.chars().count() > MOST_CHARACTERS {
            return Err(Error::field(
                "text",
                format!("has at most {MOST_CHARACTERS} characters"),
            ));
        }
        state.name = name.to_owned();
        let saved = self.note.save(save.version, text.trim_end(), name);
        self.read(state);
        match saved {
            Saved::AsWritten(number) => {
                ctx.flash("info", format!("Saved as version {number}."));
            }
            Saved::Merged(number) => {
                ctx.flash(
                    "info",
                    format!(
                        "Saved as version {number}, together with what others wrote meanwhile."
                    ),
                );
            }
            Saved::Conflict => {
                ctx.flash("info", "Not saved yet: somebody else changed the same lines. Take what you want from their text into yours, and save again.");
                state.draft = Some(Draft {
                    // From now on the writer knows their text: saving again replaces it.
                    version: state.newest_number(),
                    text,
                    conflicts: true,
                });
                return Ok(());
            }
        }
        state.draft = None;
        ctx.publish(TOPIC, Self::READ)
    }

    /// There is a new version.
    #[action(internal, coalesce)]
    fn read(&self, state: &mut NotepadState) {
        state.versions = self.note.versions();
    }
}
