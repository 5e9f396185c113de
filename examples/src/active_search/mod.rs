//! A search that answers while one types: each pause is a question, and the list is patched. The question stands in the
//! URL, so it can be linked to, and without JavaScript it is an ordinary form.

mod elements;

use livetpl::prelude::*;
use serde::Deserialize;

use elements::Match;

/// The page is its own state: what is asked, and what was found.
#[live_controller]
#[derive(Clone, Default)]
#[template(path = "active_search.html")]
pub(crate) struct ActiveSearch {
    asked: Asked,
    found: Vec<Match>,
}

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
struct Asked {
    q: String,
}

#[live_controller]
impl ActiveSearch {
    fn mount(&mut self, ctx: &mut Context) {
        self.asked = crate::query::read(ctx);
        self.look();
    }

    /// A field sends its `value`.
    #[action]
    fn search(&mut self, value: String) {
        self.asked.q = value;
        self.look();
    }

    fn look(&mut self) {
        self.found = elements::find(self.asked.q.trim());
    }
}
