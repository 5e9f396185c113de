//! Chat rooms: a page is subscribed to the room it is in, and the topic ACL decides who may be in which.
//!
//! Nothing here checks whether somebody is a member. A room's topic is asked for, and whoever the ACL (`topics.rs`)
//! refuses stands before a closed door: no messages come in, and none go out.

mod room;
#[cfg(test)]
mod tests;

use std::collections::VecDeque;
use std::sync::Arc;

use livetpl::ErrorKind;
use livetpl::prelude::*;

pub(crate) use room::Room;
use room::{History, Message};

const MOST_IN_A_NAME: usize = 24;
const MOST_IN_A_MESSAGE: usize = 400;

/// What was said, by room.
#[live_controller(state = ChatState)]
#[derive(Default)]
pub(crate) struct ChatRooms {
    histories: [History; Room::ALL.len()],
}

/// One person in one room.
#[derive(Clone, Default, LiveState)]
#[template(path = "chat_rooms.html")]
pub(crate) struct ChatState {
    /// Whoever is signed in has that name.
    user: Option<Arc<str>>,
    #[persist]
    name: String,
    #[persist]
    room: Room,
    /// The room's topic was granted.
    admitted: bool,
    messages: Arc<VecDeque<Message>>,
}

#[live_controller]
impl ChatRooms {
    fn mount(&self, state: &mut ChatState, ctx: &mut Context) -> Result {
        state.user = ctx.identity().user.clone();
        if let Some(user) = &state.user {
            state.name = user.to_string();
        }
        self.enter_room(state, ctx)
    }

    #[action]
    fn enter(&self, state: &mut ChatState, value: Room, ctx: &mut Context) -> Result {
        if value != state.room {
            ctx.unsubscribe(state.room.topic());
            state.room = value;
        }
        self.enter_room(state, ctx)
    }

    #[action]
    fn join(&self, state: &mut ChatState, name: String) -> Result {
        let name = name.trim();
        if state.user.is_some() {
            return Ok(());
        }
        if name.chars().count() > MOST_IN_A_NAME {
            return Err(Error::field(
                "name",
                format!("has at most {MOST_IN_A_NAME} characters"),
            ));
        }
        state.name = name.to_owned();
        Ok(())
    }

    #[action]
    fn rename(&self, state: &mut ChatState) {
        if state.user.is_none() {
            state.name.clear();
        }
    }

    #[action]
    fn send(&self, state: &mut ChatState, text: String, ctx: &mut Context) -> Result {
        let text = text.trim();
        if text.chars().count() > MOST_IN_A_MESSAGE {
            return Err(Error::field(
                "text",
                format!("has at most {MOST_IN_A_MESSAGE} characters"),
            ));
        }
        if text.is_empty() || state.name.is_empty() {
            return Ok(());
        }
        // Publishing asks the ACL, too: behind a closed door this is an error, and nothing is said.
        ctx.publish(state.room.topic(), Self::HEAR)?;
        let history = self.history(state.room);
        history.append(&state.name, text);
        state.messages = history.snapshot();
        Ok(())
    }

    /// Somebody in this room said something.
    #[action(internal, coalesce)]
    fn hear(&self, state: &mut ChatState) {
        if state.admitted {
            state.messages = self.history(state.room).snapshot();
        }
    }

    fn enter_room(&self, state: &mut ChatState, ctx: &mut Context) -> Result {
        // Subscribe first and read then: what is said in between is not missed.
        state.admitted = match ctx.subscribe(state.room.topic()) {
            Ok(()) => true,
            Err(error) if error.kind() == ErrorKind::TopicForbidden => false,
            Err(error) => return Err(error),
        };
        state.messages = Arc::default();
        if state.admitted {
            state.messages = self.history(state.room).snapshot();
        }
        Ok(())
    }

    fn history(&self, room: Room) -> &History {
        &self.histories[room as usize]
    }
}
