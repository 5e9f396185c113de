//! Preserve inputs: a form that keeps what was typed after a success, for whoever writes many entries that are alike.
//!
//! `lvt-form:preserve` is all that the script needs. The values in the template are for plain HTML, where the page behind
//! the redirect is a new one.

#[cfg(test)]
mod tests;

use livetpl::prelude::*;
use serde::{Deserialize, Serialize};

const MOST_ENTRIES: usize = 8;
const MOST_IN_A_FIELD: usize = 40;

#[live_controller]
#[derive(Clone, Default)]
#[template(path = "preserve_inputs.html")]
pub(crate) struct PreserveInputs {
    /// The last one is what the form begins with.
    #[persist]
    entries: Vec<Entry>,
}

#[derive(Clone, Serialize, Deserialize)]
struct Entry {
    what: String,
    minutes: u16,
}

#[live_controller]
impl PreserveInputs {
    #[action]
    fn log(&mut self, Form(mut entry): Form<Entry>) {
        entry.what = entry.what.chars().take(MOST_IN_A_FIELD).collect();
        self.entries.push(entry);
        let surplus = self.entries.len().saturating_sub(MOST_ENTRIES);
        self.entries.drain(..surplus);
    }

    fn last(&self) -> Entry {
        let first = || Entry {
            what: String::new(),
            minutes: 15,
        };
        self.entries.last().cloned().unwrap_or_else(first)
    }

    fn total(&self) -> u32 {
        self.entries
            .iter()
            .map(|entry| u32::from(entry.minutes))
            .sum()
    }
}
