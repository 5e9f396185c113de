//! Who may subscribe to and publish on which topic: one function for the whole gallery. What it does not name is refused.

use livetpl::{Identity, Topic};

use crate::chat_rooms::Room;
use crate::{
    large_table, live_dashboard, multi_user_sync, presence, seat_picker, shared_notepad, todos,
};

/// The gallery's `App::topic_acl`.
pub(crate) fn admits(topic: &Topic, who: &Identity) -> bool {
    match topic.as_str() {
        large_table::TOPIC
        | live_dashboard::TOPIC
        | multi_user_sync::TOPIC
        | presence::TOPIC
        | seat_picker::TOPIC
        | shared_notepad::TOPIC
        | todos::TOPIC => true,
        other => Room::with_topic(other).is_some_and(|room| room.admits(who)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_members_enter_the_members_room_and_nobody_a_topic_that_is_not_named() {
        let who = |user: Option<&str>| Identity {
            group: "g".into(),
            user: user.map(Into::into),
        };
        let cases = [
            ("chat/lobby", true, true),
            ("chat/members", false, true),
            ("chat/*", false, false),
            ("chat", false, false),
            ("chat/nowhere", false, false),
            ("dashboard", true, true),
            ("secrets", false, false),
        ];
        for (text, anonymous, member) in cases {
            let topic = Topic::parse(text).expect("a topic of the grammar");
            assert_eq!(admits(&topic, &who(None)), anonymous, "anonymous: {text}");
            assert_eq!(admits(&topic, &who(Some("ann"))), member, "ann: {text}");
        }
    }
}
