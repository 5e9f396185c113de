//! The notepad: two writers, and nobody loses a word.

use livetpl::prelude::App;
use livetpl::testing::{Result, TestApp, Transport};

use super::SharedNotepad;
use crate::topics;

fn app() -> TestApp {
    let app = App::new().topic_acl(topics::admits);
    TestApp::new(app.live("/", SharedNotepad::default()))
}

#[tokio::test]
async fn a_draft_stays_while_others_save_and_conflicts_are_shown() -> Result {
    for transport in Transport::ALL {
        let app = app();
        let mut ann = app.user().open_by(transport, "/").await?;
        let mut bob = app.user().open_by(transport, "/").await?;
        for page in [&mut ann, &mut bob] {
            page.click("Edit").await?;
        }
        ann.form("form")
            .fill("Your name", "Ann")
            .fill("text", "Ann's line")
            .submit_with("Save")
            .await?;
        assert!(
            ann.find("[role=status]")?
                .text()
                .starts_with("Saved as version"),
            "{transport}"
        );
        bob.wait_for_element("#theirs").await?;
        bob.form("form")
            .fill("Your name", "Bob")
            .fill("text", "Bob's line")
            .submit_with("Save")
            .await?;
        assert!(
            bob.find("[role=status]")?
                .text()
                .starts_with("Not saved yet"),
            "{transport}"
        );
        assert_eq!(bob.find("#theirs .paper")?.text(), "Ann's line");
        assert_eq!(bob.find("#text")?.value(), "Bob's line", "nothing is lost");
        bob.form("form")
            .fill("text", "Ann's line\nBob's line")
            .submit_with("Save")
            .await?;
        ann.wait_for(|page| Ok(page.find("#note")?.text() == "Ann's line Bob's line"))
            .await?;
        assert!(ann.has_text("by Bob"), "{transport}");
    }
    Ok(())
}

#[tokio::test]
async fn a_draft_can_be_discarded() -> Result {
    for transport in Transport::ALL {
        let mut page = app().user().open_by(transport, "/").await?;
        page.click("Edit").await?;
        page.fill("text", "never mind").await?;
        page.click("Discard").await?;
        assert!(
            !page.has("textarea") && !page.has_text("never mind"),
            "{transport}"
        );
    }
    Ok(())
}

#[tokio::test]
async fn what_is_wrong_with_a_draft_stands_at_its_field() -> Result {
    for transport in Transport::ALL {
        let mut page = app().user().open_by(transport, "/").await?;
        page.click("Edit").await?;
        page.form("form")
            .fill("Your name", " ")
            .fill("text", "a line")
            .submit_with("Save")
            .await?;
        assert!(page.has("#name[aria-invalid]"), "{transport}");
        assert_eq!(
            page.find(".error")?.text(),
            "The name has 1 to 24 characters.",
            "{transport}"
        );
        assert_eq!(page.find("#text")?.value(), "a line", "{transport}");
    }
    Ok(())
}
