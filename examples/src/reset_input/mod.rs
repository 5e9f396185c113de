//! Reset input: a form is empty again after its own success, and only then.
//!
//! There is nothing to write for it. What was refused stays in its field, and the focus stays, so that one can go on writing.

#[cfg(test)]
mod tests;

use livetpl::prelude::*;

/// The notes are one visitor's; the oldest go first.
const MOST_NOTES: usize = 8;
const MOST_IN_A_NOTE: usize = 80;

#[live_controller]
#[derive(Clone, Default)]
#[template(path = "reset_input.html")]
pub(crate) struct ResetInput {
    #[persist]
    notes: Vec<String>,
}

#[live_controller]
impl ResetInput {
    #[action]
    fn add(&mut self, note: String) -> Result {
        let note = note.trim();
        if note.chars().count() > MOST_IN_A_NOTE {
            let wanted = format!("has at most {MOST_IN_A_NOTE} characters");
            return Err(Error::field("note", wanted));
        }
        if self.notes.iter().any(|one| one == note) {
            return Err(Error::field("note", "is written down already"));
        }
        if !note.is_empty() {
            self.notes.push(note.to_owned());
            let surplus = self.notes.len().saturating_sub(MOST_NOTES);
            self.notes.drain(..surplus);
        }
        Ok(())
    }
}
