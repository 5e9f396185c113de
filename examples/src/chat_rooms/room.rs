//! The rooms there are: their names, their topics, whom they admit, and what was said last in each.

use std::collections::VecDeque;
use std::sync::Arc;

use livetpl::Identity;
use parking_lot::RwLock;
use serde::{Deserialize, Serialize};

/// One of the rooms. As a payload or a persisted field it is its name in lower case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Room {
    #[default]
    Lobby,
    Garden,
    Workshop,
    Members,
}

impl Room {
    /// All rooms, in the order of the page.
    pub(crate) const ALL: &[Room] = &[Room::Lobby, Room::Garden, Room::Workshop, Room::Members];

    /// The name that a button sends.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Room::Lobby => "lobby",
            Room::Garden => "garden",
            Room::Workshop => "workshop",
            Room::Members => "members",
        }
    }

    /// The name that people read.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Room::Lobby => "Lobby",
            Room::Garden => "Garden",
            Room::Workshop => "Workshop",
            Room::Members => "Members",
        }
    }

    /// The topic on which the room's messages are announced.
    pub(crate) fn topic(self) -> &'static str {
        match self {
            Room::Lobby => "chat/lobby",
            Room::Garden => "chat/garden",
            Room::Workshop => "chat/workshop",
            Room::Members => "chat/members",
        }
    }

    /// The room of a topic.
    pub(crate) fn with_topic(topic: &str) -> Option<Room> {
        Self::ALL.iter().copied().find(|room| room.topic() == topic)
    }

    /// Whether `who` may enter.
    pub(crate) fn admits(self, who: &Identity) -> bool {
        self != Room::Members || who.user.is_some()
    }
}

/// What somebody said.
#[derive(Clone)]
pub(crate) struct Message {
    pub(crate) id: u64,
    pub(crate) name: Arc<str>,
    pub(crate) text: Arc<str>,
}

/// The last messages of a room, oldest first. A page takes them all with one pointer.
#[derive(Default)]
pub(crate) struct History(RwLock<Arc<VecDeque<Message>>>);

impl History {
    /// The most messages that are kept.
    pub(crate) const MOST: usize = 100;

    /// The messages as they are now.
    pub(crate) fn snapshot(&self) -> Arc<VecDeque<Message>> {
        self.0.read().clone()
    }

    /// Adds a message; the oldest goes where there are too many.
    pub(crate) fn append(&self, name: &str, text: &str) {
        let mut messages = self.0.write();
        let messages = Arc::make_mut(&mut messages);
        if messages.len() == Self::MOST {
            messages.pop_front();
        }
        let id = messages.back().map_or(1, |last| last.id + 1);
        let (name, text) = (name.into(), text.into());
        messages.push_back(Message { id, name, text });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_room_remembers_its_last_hundred_messages() {
        let history = History::default();
        for number in 1..=History::MOST + 5 {
            history.append("Ann", &number.to_string());
        }
        let messages = history.snapshot();
        let ends = messages.front().zip(messages.back()).expect("messages");
        assert_eq!(messages.len(), History::MOST);
        assert_eq!((&*ends.0.text, &*ends.1.text), ("6", "105"));
    }

    #[test]
    fn a_room_is_found_by_its_own_topic_only() {
        for room in Room::ALL {
            assert_eq!(Room::with_topic(room.topic()), Some(*room));
            assert_eq!(room.topic(), format!("chat/{}", room.id()));
        }
        assert_eq!(Room::with_topic("chat/*"), None);
    }
}
