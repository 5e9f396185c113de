//! Click to load: a button at the end of a list brings the next piece of it.

#[cfg(test)]
mod tests;

use livetpl::prelude::*;

use crate::moons::{MOONS, Moon};

const AT_A_TIME: usize = 6;

#[live_controller]
#[derive(Clone)]
#[template(path = "click_to_load.html")]
pub(crate) struct ClickToLoad {
    /// Persisted: without JavaScript the page behind the redirect has to know, and a reload shows what was there.
    #[persist]
    shown: usize,
}

impl Default for ClickToLoad {
    fn default() -> Self {
        ClickToLoad { shown: AT_A_TIME }
    }
}

#[live_controller]
impl ClickToLoad {
    #[action]
    fn load_more(&mut self) {
        self.shown = (self.shown + AT_A_TIME).min(MOONS.len());
    }

    #[action]
    fn start_again(&mut self) {
        self.shown = AT_A_TIME;
    }

    fn moons(&self) -> &'static [Moon] {
        &MOONS[..self.shown.min(MOONS.len())]
    }

    fn left(&self) -> usize {
        MOONS.len() - self.moons().len()
    }
}
