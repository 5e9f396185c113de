//! A counter: the smallest page that remembers something. The controller is its own state.

#[cfg(test)]
mod tests;

use livetpl::prelude::*;

/// What the page shows: a number that outlives the page.
#[live_controller]
#[derive(Clone, Default)]
#[template(path = "counter.html")]
pub(crate) struct Counter {
    #[persist]
    count: i64,
}

#[live_controller]
impl Counter {
    #[action]
    fn increment(&mut self) {
        self.count = self.count.saturating_add(1);
    }

    #[action]
    fn decrement(&mut self) {
        self.count = self.count.saturating_sub(1);
    }

    #[action]
    fn reset(&mut self) {
        self.count = 0;
    }
}
