//! What a page's own scripts are told: `ctx.push_event`. Owns what an event may be called.

use serde::Serialize;
use serde_json::Value;

use crate::controller::{Error, Result};

/// The most events that one action pushes, and that wait at a page for its browser.
pub const MAX_EVENTS: usize = 100;

/// A name and what goes with it.
///
/// ```
/// use livetpl::controller::Event;
///
/// assert!(Event::new("point", &(17, 4.5)).is_ok());
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Event(String, Value);

impl Event {
    /// An event of this name.
    ///
    /// ```
    /// use livetpl::controller::Event;
    ///
    /// // Scripts listen to `lvt:event:NAME`.
    /// assert!(Event::new("no name", &()).is_err());
    /// ```
    ///
    /// # Errors
    ///
    /// If scripts couldn't hear of it by this name, or `detail` can't be serialised.
    pub fn new(name: &str, detail: &impl Serialize) -> Result<Self> {
        let is_good = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        if name.is_empty() || !name.chars().all(is_good) {
            return Err(Error::internal(format!(
                "`{name}` is no name of an event; write letters, digits, `-` and `_`"
            )));
        }
        Ok(Event(name.to_owned(), serde_json::to_value(detail)?))
    }

    /// One of the framework's own; no application's event has a `:` in its name.
    pub(crate) fn framework(name: &str, detail: Value) -> Self {
        Event(format!("lvt:{name}"), detail)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn an_event_has_a_name_that_scripts_can_hear_of() {
        let event = Event::new("point_1", &(1, "a")).unwrap();
        assert_eq!(
            serde_json::to_string(&event).unwrap(),
            r#"["point_1",[1,"a"]]"#
        );
        for name in ["", "a b", "a:b", "é"] {
            assert!(Event::new(name, &()).is_err(), "{name}");
        }
        let no_json = BTreeMap::from([((1, 2), 3)]);
        assert!(Event::new("a", &no_json).is_err());
    }
}
