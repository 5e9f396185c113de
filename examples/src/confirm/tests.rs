//! What nobody was asked about is not deleted.

use livetpl::prelude::App;
use livetpl::testing::{Result, TestApp, Transport};

use super::Confirm;

fn app() -> TestApp {
    TestApp::new(App::new().live("/", Confirm::default()))
}

#[tokio::test]
async fn a_file_is_deleted_after_a_question_and_all_of_them_after_a_word() -> Result {
    for transport in Transport::ALL {
        let mut page = app().user().open_by(transport, "/").await?;
        page.click("Delete beach.jpg…").await?;
        assert!(page.has_text("Delete beach.jpg for good?"));
        page.click("Keep").await?;
        page.click("Delete beach.jpg…").await?;
        page.click("button[name=delete]").await?;
        assert!(page.has_text("beach.jpg is gone."), "{transport}");
        page.fill("#word", "everything").await?;
        page.click("Delete all").await?;
        assert!(page.has_text("No files."), "{transport}");
    }
    Ok(())
}

#[tokio::test]
async fn an_answer_to_an_older_question_deletes_nothing() -> Result {
    let app = app();
    let user = app.user();
    let mut first = user.open_without_javascript("/").await?;
    first.click("Delete beach.jpg…").await?;
    let mut second = user.open_without_javascript("/").await?;
    second.click("Delete letter.odt…").await?;
    // The first tab still shows the question that nobody asks any more.
    first.click("button[name=delete]").await?;
    let page = user.open("/").await?;
    assert!(page.has("button[value='beach.jpg']"));
    assert!(page.has_text("Delete letter.odt for good?"));
    Ok(())
}
