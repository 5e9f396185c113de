//! Several people on one page.

use super::{Example, Group, Needs, sources};

pub(super) const GROUP: Group = Group {
    title: "Several people",
    examples: &[
        Example {
            name: "message-log",
            title: "Message log",
            shows: "Publish and subscribe: what one tab sends appears in all tabs of the browser, each of which has joined under its own name.",
            hint: "Open this page in a second tab and join under another name: what one tab sends, the other shows.",
            needs: Needs::JavaScript(
                "the name lives with the page, and a plain form gets another page each time",
            ),
            sources: sources!(
                "src/message_log/mod.rs",
                "templates/message_log.html",
                "src/message_log/tests.rs",
                "src/message_log/log.rs",
                "src/message_log/redis.rs"
            ),
        },
        Example {
            name: "chat-rooms",
            title: "Chat rooms",
            shows: "A topic for each room, and one function that says who may subscribe to which: the members’ room stays closed to strangers.",
            hint: "Open this page in a second browser. What is said in a room reaches everybody in it, and nobody else.",
            needs: Needs::Nothing,
            sources: sources!(
                "src/chat_rooms/mod.rs",
                "templates/chat_rooms.html",
                "src/chat_rooms/tests.rs",
                "src/chat_rooms/room.rs",
                "src/topics.rs"
            ),
        },
        Example {
            name: "seat-picker",
            title: "Seat picker",
            shows: "Two click on one seat, one gets it. Holds run out, and end when their holder’s last page is gone.",
            hint: "Open this page in a second browser and click on the same seat in both: one gets it, and everybody sees it at once.",
            needs: Needs::Nothing,
            sources: sources!(
                "src/seat_picker/mod.rs",
                "templates/seat_picker.html",
                "src/seat_picker/tests.rs",
                "src/seat_picker/hall.rs"
            ),
        },
        Example {
            name: "shared-notepad",
            title: "Shared notepad",
            shows: "One text, many writers. What was written at the same time is merged, or both texts are shown: nothing is lost.",
            hint: "Open this page in a second browser, edit it in both, and save both.",
            needs: Needs::Nothing,
            sources: sources!(
                "src/shared_notepad/mod.rs",
                "templates/shared_notepad.html",
                "src/shared_notepad/tests.rs",
                "src/shared_notepad/note.rs"
            ),
        },
        Example {
            name: "multi-user-sync",
            title: "Multi-user sync",
            shows: "One mosaic for everybody: a pointer in each state, a publish for each stroke, and a page that is behind takes the last.",
            hint: "Open this page in a second browser and paint in both.",
            needs: Needs::Nothing,
            sources: sources!(
                "src/multi_user_sync/mod.rs",
                "templates/multi_user_sync.html",
                "src/multi_user_sync/tests.rs"
            ),
        },
    ],
};
