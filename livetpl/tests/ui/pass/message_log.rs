//! The message log of the design's first page.

use std::sync::Arc;

use livetpl::prelude::*;
use parking_lot::RwLock;
use serde::Deserialize;

#[derive(Clone)]
struct Message {
    id: u64,
    user: String,
    text: String,
}

#[live_controller(state = LogState)]
#[derive(Default)]
struct MessageLog {
    messages: RwLock<Arc<Vec<Message>>>,
}

#[derive(Clone, Default, LiveState)]
#[template(
    source = r#"{% if username.is_empty() %}
<form method="post"><input name="username" required> <button name="join">Join</button></form>
{% else %}
<form method="post"><input name="text" autocomplete="off"> <button name="send">Send</button></form>
{% endif %}
<ul id="messages">
  {% for m in messages.iter() %}<li data-key="{{ m.id }}"><b>{{ m.user }}</b> {{ m.text }}</li>{% else %}<li>No messages yet</li>{% endfor %}
</ul>
"#,
    ext = "html"
)]
struct LogState {
    username: String,
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
        let mut messages = self.messages.write();
        let id = messages.last().map_or(1, |last| last.id + 1);
        let (user, text) = (user.to_owned(), text.to_owned());
        Arc::make_mut(&mut messages).push(Message { id, user, text });
        messages.clone()
    }
}

fn main() {
    assert_eq!(MessageLog::SEND.with("hello".to_owned()).action(), "send");
    assert_eq!(MessageLog::JOIN.name(), "join");
}
