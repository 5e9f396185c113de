//! A message log: tabs of one browser join under their own names and write to one log.
//!
//! The log lives in the controller, which all connections share; what a tab shows is a snapshot of it. A tab that sends
//! publishes to the session's own topic, and the others read the log again. `log` says where the log is: with Redis it is
//! one for all processes, and nothing here changes.

mod log;
mod redis;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use livetpl::prelude::*;
use serde::Deserialize;

use log::Log;

#[derive(Clone)]
struct Message {
    id: u64,
    user: String,
    text: String,
}

/// The controller: one value for all connections. It holds what they share.
#[live_controller(state = LogState)]
#[derive(Default)]
pub(crate) struct MessageLog {
    messages: Log,
}

impl MessageLog {
    /// A message log for all processes with the Redis at `url`.
    ///
    /// # Errors
    ///
    /// If the URL is none of Redis'.
    pub(crate) fn in_redis(url: &str) -> Result<Self> {
        let messages = Log::Redis(Box::new(redis::RedisLog::new(url)?));
        Ok(MessageLog { messages })
    }
}

/// The state: one value per connection. Its fields are what the template shows.
#[derive(Clone, Default, LiveState)]
#[template(path = "message_log.html")]
pub(crate) struct LogState {
    /// Not `#[persist]`: two tabs of one browser may join under two names.
    username: String,
    /// A snapshot is one pointer.
    messages: Arc<Vec<Message>>,
}

#[derive(Deserialize)]
struct Join {
    username: String,
}

#[live_controller]
impl MessageLog {
    fn mount(&self, state: &mut LogState, ctx: &mut Context) -> Result {
        ctx.subscribe(ctx.self_topic())?;
        state.messages = self.messages.read().clone();
        Ok(())
    }

    #[action]
    fn join(&self, state: &mut LogState, Form(join): Form<Join>) {
        state.username = join.username.trim().to_owned();
    }

    #[action]
    async fn send(&self, state: &mut LogState, text: String, ctx: &mut Context) -> Result {
        let text = text.trim();
        if state.username.is_empty() || text.is_empty() {
            return Ok(());
        }
        state.messages = self.append(&state.username, text);
        ctx.publish(ctx.self_topic(), Self::NEW_MESSAGE)
    }

    /// Peers run this; a browser can't call it.
    #[action(internal)]
    fn new_message(&self, state: &mut LogState) {
        state.messages = self.messages.read().clone();
    }

    fn append(&self, user: &str, text: &str) -> Arc<Vec<Message>> {
        self.messages.append(user, text)
    }
}
