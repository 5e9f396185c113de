//! A search that answers while one types: each pause is a question, and the list is patched. The question stands in the
//! URL, so it can be linked to, and without JavaScript it is an ordinary form.

mod elements;

use livetpl::prelude::*;
use serde::{Deserialize, Serialize};

use elements::Match;

/// The page is its own state: what is asked, and what was found.
#[live_controller]
#[derive(Clone, Default)]
#[template(path = "active_search.html")]
pub(crate) struct ActiveSearch {
    asked: Asked,
    found: Vec<Match>,
}

/// What stands in the address.
#[derive(Clone, Default, Deserialize, Serialize)]
struct Asked {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    q: String,
}

/// The most characters that are looked for.
const MOST_CHARACTERS: usize = 60;

#[live_controller]
impl ActiveSearch {
    fn mount(&mut self, ctx: &mut Context) {
        self.asked = ctx.query_as().unwrap_or_default();
        self.look();
    }

    /// A field sends its `value`. The address follows, so that a reload asks the same.
    #[action]
    fn search(&mut self, value: String, ctx: &mut Context) -> Result {
        self.asked.q = value.chars().take(MOST_CHARACTERS).collect();
        self.look();
        ctx.replace_query(&self.asked)
    }

    fn look(&mut self) {
        self.found = elements::find(self.asked.q.trim());
    }
}
