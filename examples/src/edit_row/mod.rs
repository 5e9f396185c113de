//! Edit row: one row of a table at a time becomes fields.
//!
//! A form can't stand around cells, so it stands beside the table, and the fields name it: `form="row"`. That is HTML's.

#[cfg(test)]
mod tests;

use livetpl::prelude::*;
use serde::{Deserialize, Serialize};

const MOST_IN_A_FIELD: usize = 40;

#[live_controller]
#[derive(Clone)]
#[template(path = "edit_row.html")]
pub(crate) struct EditRow {
    #[persist]
    rows: Vec<Instrument>,
    /// Which row is edited, by its number.
    #[persist]
    editing: Option<usize>,
}

#[derive(Clone, Serialize, Deserialize)]
struct Instrument {
    name: String,
    strings: u8,
}

impl Default for EditRow {
    fn default() -> Self {
        let rows = [("Violin", 4), ("Harp", 47), ("Ukulele", 4), ("Sitar", 18)];
        let rows = rows.map(|(name, strings)| Instrument {
            name: name.to_owned(),
            strings,
        });
        EditRow {
            rows: rows.into(),
            editing: None,
        }
    }
}

#[live_controller]
impl EditRow {
    #[action]
    fn edit(&mut self, value: usize) {
        self.editing = (value < self.rows.len()).then_some(value);
    }

    #[action]
    fn cancel(&mut self) {
        self.editing = None;
    }

    /// The row comes with the form: another tab may be editing another one.
    #[action]
    fn save(&mut self, value: usize, name: String, strings: u8) -> Result {
        let name = name.trim();
        if name.is_empty() || name.chars().count() > MOST_IN_A_FIELD {
            let wanted = format!("has 1 to {MOST_IN_A_FIELD} characters");
            return Err(Error::field("name", wanted));
        }
        if let Some(row) = self.rows.get_mut(value) {
            *row = Instrument {
                name: name.to_owned(),
                strings,
            };
        }
        self.editing = None;
        Ok(())
    }
}
