//! Click to edit: back and forth, and what is refused.

use livetpl::prelude::App;
use livetpl::testing::{Result, TestApp, Transport};

use super::ClickToEdit;

#[tokio::test]
async fn a_card_becomes_a_form_and_a_card_again() -> Result {
    for transport in Transport::ALL {
        let app = TestApp::new(App::new().live("/", ClickToEdit::default()));
        let mut page = app.user().open_by(transport, "/").await?;
        page.click("Edit").await?;
        page.fill("Name", "Grace").await?;
        page.click("Cancel").await?;
        assert_eq!(
            page.find("#shown-name")?.text(),
            "Ada Lovelace",
            "{transport}"
        );
        page.click("Edit").await?;
        page.form("form")
            .fill("Name", "Grace")
            .fill("Email", "grace@example.org")
            .submit_with("Save")
            .await?;
        assert_eq!(page.find("#shown-name")?.text(), "Grace", "{transport}");
        assert_eq!(page.find("#shown-email")?.text(), "grace@example.org");
    }
    Ok(())
}

#[tokio::test]
async fn what_is_refused_changes_nothing() -> Result {
    let app = TestApp::new(App::new().live("/", ClickToEdit::default()));
    let mut page = app.user().open("/").await?;
    page.click("Edit").await?;
    page.form("form")
        .fill("Name", " ")
        .fill("Email", "grace@example.org")
        .submit_with("Save")
        .await?;
    assert_eq!(page.errors().len(), 1);
    page.click("Cancel").await?;
    assert_eq!(page.find("#shown-name")?.text(), "Ada Lovelace");
    Ok(())
}
