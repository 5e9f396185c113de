//! Server push: a reminder that comes to all of one's tabs, though nobody asked just then.
//!
//! The page that wanted it may be long gone: the task that keeps reminders is the application's, and reaches the session
//! by the handle that the page left there.

mod reminders;
#[cfg(test)]
mod tests;

use std::time::Duration;

use livetpl::prelude::*;

pub(crate) use reminders::{Reminders, remind};

const MOST_IN_A_TEXT: usize = 60;
const MOST_SECONDS: u64 = 60;
/// The most that a page shows.
const MOST_SHOWN: usize = 5;

#[live_controller(state = PushState)]
pub(crate) struct ServerPush {
    reminders: Reminders,
}

#[derive(Clone, Default, LiveState)]
#[template(path = "server_push.html")]
pub(crate) struct PushState {
    /// What came to this page, the newest first.
    came: Vec<String>,
    /// How many are still to come.
    waiting: usize,
    too_many: bool,
}

#[live_controller]
impl ServerPush {
    pub(crate) fn new(reminders: Reminders) -> Self {
        ServerPush { reminders }
    }

    fn mount(&self, state: &mut PushState, ctx: &mut Context) -> Result {
        ctx.subscribe(ctx.self_topic())?;
        self.count(state, ctx);
        Ok(())
    }

    #[action]
    fn remind(
        &self,
        state: &mut PushState,
        text: String,
        seconds: u64,
        ctx: &mut Context,
    ) -> Result {
        let text: String = text.trim().chars().take(MOST_IN_A_TEXT).collect();
        let after = Duration::from_secs(seconds.min(MOST_SECONDS));
        let group = ctx.identity().group.clone();
        state.too_many = !self.reminders.add(group, ctx.session(), after, text);
        self.count(state, ctx);
        ctx.publish(ctx.self_topic(), Self::COUNT)
    }

    /// A reminder is due: it comes from no page.
    #[action(internal)]
    fn ring(&self, state: &mut PushState, text: String, ctx: &mut Context) {
        state.came.insert(0, text);
        state.came.truncate(MOST_SHOWN);
        state.too_many = false;
        self.count(state, ctx);
    }

    /// Another tab has asked for one.
    #[action(internal, coalesce)]
    fn count(&self, state: &mut PushState, ctx: &mut Context) {
        state.waiting = self.reminders.of(&ctx.identity().group);
    }
}
