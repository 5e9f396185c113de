//! The chat rooms: who hears what, and what is closed to whom.

use livetpl::prelude::App;
use livetpl::testing::{Page, Result, TestApp, Transport};

use super::{ChatRooms, Room};
use crate::topics;

fn app() -> TestApp {
    let app = App::new().topic_acl(topics::admits);
    TestApp::new(app.live("/", ChatRooms::default()))
}

async fn named(app: &TestApp, transport: Transport, name: &str) -> Result<Page> {
    let mut page = app.user().open_by(transport, "/").await?;
    page.form(".card form")
        .fill("Your name", name)
        .submit()
        .await?;
    Ok(page)
}

#[tokio::test]
async fn what_is_said_in_a_room_is_heard_in_it() -> Result {
    for transport in Transport::ALL {
        let app = app();
        let mut ann = named(&app, transport, "Ann").await?;
        let mut bob = named(&app, transport, "Bob").await?;
        ann.fill("Message", "anybody?").await?;
        ann.click("Send").await?;
        bob.wait_for_text("anybody?").await?;
        assert_eq!(bob.texts("#messages li")?, ["Ann anybody?"], "{transport}");
        ann.click("Not Ann?").await?;
        assert!(ann.has("[name=name]"), "{transport}");
    }
    Ok(())
}

#[tokio::test]
async fn the_members_room_is_closed_to_strangers() -> Result {
    for transport in Transport::ALL {
        let mut ann = named(&app(), transport, "Ann").await?;
        ann.click(Room::Members.title()).await?;
        assert!(
            ann.find(".closed")?.text().contains("chat/members"),
            "{transport}"
        );
        assert_eq!(
            ann.find("[aria-current=true]")?.text(),
            Room::Members.title()
        );
        ann.click(Room::ALL[0].title()).await?;
        assert!(!ann.has(".closed"), "{transport}");
    }
    Ok(())
}
