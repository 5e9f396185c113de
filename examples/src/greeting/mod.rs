//! A greeting: what is typed is greeted as it is typed.
//!
//! `change` hears of every field that the template gives a value, a moment after the last key. The form's button calls the
//! same action, so the page works without JavaScript, too.

#[cfg(test)]
mod tests;

use livetpl::prelude::*;

const MOST_IN_A_NAME: usize = 40;

#[live_controller]
#[derive(Clone, Default)]
#[template(path = "greeting.html")]
pub(crate) struct Greeting {
    #[persist]
    name: String,
}

#[live_controller]
impl Greeting {
    #[action]
    fn change(&mut self, name: String) {
        self.name = name.trim().chars().take(MOST_IN_A_NAME).collect();
    }
}
