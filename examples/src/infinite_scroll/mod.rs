//! Infinite scroll: what is below comes when somebody scrolls there.
//!
//! The end of the list is a sentinel: when it comes near the window it calls an action. It is shown only while there is
//! more, and holds an ordinary link to the longer page, for those without JavaScript.

#[cfg(test)]
mod tests;

use livetpl::prelude::*;
use serde::{Deserialize, Serialize};

const AT_A_TIME: usize = 20;

/// There is an end, after all: a page must not grow without bound.
const MOST_ROWS: usize = 200;

#[live_controller]
#[derive(Clone, Default)]
#[template(path = "infinite_scroll.html")]
pub(crate) struct InfiniteScroll {
    rows: Vec<Square>,
}

/// A number and its square: what comes from a database elsewhere.
#[derive(Clone)]
struct Square {
    number: usize,
    square: usize,
}

/// What stands in the address: how long the page is.
#[derive(Default, Deserialize, Serialize)]
struct Asked {
    rows: Option<usize>,
}

#[live_controller]
impl InfiniteScroll {
    fn mount(&mut self, ctx: &mut Context) {
        let Asked { rows } = ctx.query_as().unwrap_or_default();
        self.load(rows.unwrap_or(AT_A_TIME));
    }

    /// The address follows, so that who comes back finds the page as long as it was.
    #[action]
    fn load_more(&mut self, ctx: &mut Context) -> Result {
        self.load(self.next());
        let rows = Some(self.rows.len());
        ctx.replace_query(&Asked { rows })
    }

    /// How long the page is after the next piece.
    fn next(&self) -> usize {
        self.rows.len() + AT_A_TIME
    }

    fn is_whole(&self) -> bool {
        self.rows.len() == MOST_ROWS
    }

    fn load(&mut self, rows: usize) {
        let numbers = self.rows.len() + 1..=rows.min(MOST_ROWS);
        self.rows.extend(numbers.map(|number| Square {
            number,
            square: number * number,
        }));
    }
}
