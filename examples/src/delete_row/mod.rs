//! Delete row: a row asks first, in its own place, and can be brought back.
//!
//! The question is state like everything else: no dialog of the browser's, nothing that needs a script.

#[cfg(test)]
mod tests;

use livetpl::prelude::*;

#[live_controller]
#[derive(Clone)]
#[template(path = "delete_row.html")]
pub(crate) struct DeleteRow {
    #[persist]
    rows: Vec<String>,
    /// The row that asks whether it should go.
    #[persist]
    asking: Option<String>,
    /// What was deleted last, and where it stood.
    #[persist]
    deleted: Option<(usize, String)>,
}

impl Default for DeleteRow {
    fn default() -> Self {
        let rows = ["Letters", "Photographs", "Receipts", "Recipes", "Tickets"];
        DeleteRow {
            rows: rows.map(str::to_owned).into(),
            asking: None,
            deleted: None,
        }
    }
}

#[live_controller]
impl DeleteRow {
    #[action]
    fn ask(&mut self, value: String) {
        self.asking = self.rows.iter().find(|row| **row == value).cloned();
    }

    #[action]
    fn keep(&mut self) {
        self.asking = None;
    }

    /// Only what was asked about goes: a form from an old page deletes nothing by surprise.
    #[action]
    fn delete(&mut self, value: String) {
        if self.asking.take_if(|asking| *asking == value).is_none() {
            return;
        }
        if let Some(at) = self.rows.iter().position(|row| *row == value) {
            self.deleted = Some((at, self.rows.remove(at)));
        }
    }

    #[action]
    fn undo(&mut self) {
        if let Some((at, row)) = self.deleted.take() {
            self.rows.insert(at.min(self.rows.len()), row);
        }
    }
}
