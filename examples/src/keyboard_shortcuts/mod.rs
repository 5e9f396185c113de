//! A list that is worked through by keys. A bare key counts while nobody types and no modifier is held; every key has a
//! button beside it, so that nothing needs a keyboard, or JavaScript.

#[cfg(test)]
mod tests;

use livetpl::prelude::*;

const MOST_IN_A_NOTE: usize = 120;

/// A letter of the inbox.
struct Letter {
    from: &'static str,
    about: &'static str,
}

const LETTERS: [Letter; 5] = [
    Letter {
        from: "Ann",
        about: "The keys to the cellar",
    },
    Letter {
        from: "Bob",
        about: "Lunch on Thursday?",
    },
    Letter {
        from: "The library",
        about: "Two books are due",
    },
    Letter {
        from: "Cleo",
        about: "A picture of the cat",
    },
    Letter {
        from: "The landlord",
        about: "The roof, again",
    },
];

/// The page is its own state: persisted, so that plain forms have it, too.
#[live_controller]
#[derive(Clone, Default)]
#[template(path = "keyboard_shortcuts.html")]
pub(crate) struct KeyboardShortcuts {
    /// The letter that the keys are about.
    #[persist]
    at: usize,
    /// By letter.
    #[persist]
    starred: [bool; LETTERS.len()],
    #[persist]
    note: String,
    #[persist]
    help: bool,
}

#[live_controller]
impl KeyboardShortcuts {
    #[action]
    fn next(&mut self) {
        self.at = (self.at + 1).min(LETTERS.len() - 1);
    }

    #[action]
    fn previous(&mut self) {
        self.at = self.at.saturating_sub(1);
    }

    #[action]
    fn star(&mut self) {
        if let Some(starred) = self.starred.get_mut(self.at) {
            *starred = !*starred;
        }
    }

    #[action]
    fn toggle_help(&mut self) {
        self.help = !self.help;
    }

    #[action]
    fn close_help(&mut self) {
        self.help = false;
    }

    #[action]
    fn keep(&mut self, note: String) -> Result {
        if note.chars().count() > MOST_IN_A_NOTE {
            return Err(Error::field(
                "note",
                format!("has at most {MOST_IN_A_NOTE} characters"),
            ));
        }
        self.note = note;
        Ok(())
    }
}

impl KeyboardShortcuts {
    fn is_starred(&self, at: &usize) -> bool {
        self.starred.get(*at).copied().unwrap_or_default()
    }
}
