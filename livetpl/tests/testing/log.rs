//! The page that most of these tests use: a log of messages that all tabs of one browser share.

use std::sync::Arc;

use livetpl::prelude::*;
use parking_lot::Mutex;

#[live_controller(state = LogState)]
#[derive(Default)]
pub(crate) struct Log {
    messages: Mutex<Arc<Vec<(u64, String, String)>>>,
}

#[derive(Clone, Default, LiveState)]
#[template(
    ext = "html",
    source = r#"<h1>Log</h1>
{% if username.is_empty() %}
<form method="post"><label for="username">Your name</label> <input id="username" name="username" required> <button name="join">Join</button></form>
{% else %}
<form method="post"><input name="text" aria-label="Message" autocomplete="off"> <button name="send">Send</button></form>
{% endif %}
<ul id="messages">
{% for (id, user, text) in messages.iter() %}<li data-key="{{ id }}"><b>{{ user }}</b> {{ text }} <button name="remove" value="{{ id }}">Remove</button></li>{% else %}<li>No messages yet</li>{% endfor %}
</ul>"#
)]
pub(crate) struct LogState {
    #[persist]
    username: String,
    messages: Arc<Vec<(u64, String, String)>>,
}

#[live_controller]
impl Log {
    fn mount(&self, state: &mut LogState, ctx: &mut Context) -> Result {
        ctx.subscribe(ctx.self_topic())?;
        self.read(state);
        Ok(())
    }

    #[action]
    fn join(&self, state: &mut LogState, username: String) {
        state.username = username.trim().to_owned();
    }

    #[action]
    fn send(&self, state: &mut LogState, text: String, ctx: &mut Context) -> Result {
        if text.is_empty() {
            return Err(Error::field("text", "is empty"));
        }
        let mut messages = self.messages.lock();
        let mut new = messages.to_vec();
        new.push((new.len() as u64 + 1, state.username.clone(), text));
        *messages = Arc::new(new);
        drop(messages);
        self.read(state);
        ctx.publish(ctx.self_topic(), Self::READ)
    }

    #[action]
    fn remove(&self, state: &mut LogState, value: u64, ctx: &mut Context) -> Result {
        let mut messages = self.messages.lock();
        let kept = messages.iter().filter(|(id, ..)| *id != value).cloned();
        *messages = Arc::new(kept.collect());
        drop(messages);
        self.read(state);
        ctx.publish(ctx.self_topic(), Self::READ)
    }

    #[action(internal)]
    fn read(&self, state: &mut LogState) {
        state.messages = self.messages.lock().clone();
    }
}
