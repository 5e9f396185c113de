//! Reset input: what is taken, and what stays in its field.

use livetpl::prelude::App;
use livetpl::testing::{Result, TestApp, Transport};

use super::{MOST_NOTES, ResetInput};

#[tokio::test]
async fn a_field_is_empty_after_a_success_and_after_that_only() -> Result {
    for transport in Transport::ALL {
        let app = TestApp::new(App::new().live("/", ResetInput::default()));
        let mut page = app.user().open_by(transport, "/").await?;
        for left in ["", "milk"] {
            page.fill("A note", "milk").await?;
            page.click("Write down").await?;
            assert_eq!(page.find("[name=note]")?.value(), left, "{transport}");
        }
        assert_eq!(
            page.find(".error")?.text(),
            "The note is written down already.",
            "{transport}"
        );
        assert_eq!(page.texts("#notes li")?, ["milk"], "{transport}");
    }
    Ok(())
}

#[test]
fn the_oldest_notes_go_first() {
    let mut page = ResetInput::default();
    for n in 0..=MOST_NOTES {
        page.add(n.to_string()).expect("a new note");
    }
    page.add("x".repeat(1000)).expect_err("too long");
    assert_eq!((page.notes.len(), &*page.notes[0]), (MOST_NOTES, "1"));
}
