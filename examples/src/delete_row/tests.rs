//! Delete row: asked first, and brought back.

use livetpl::prelude::App;
use livetpl::testing::{Result, TestApp, Transport};

use super::DeleteRow;

#[tokio::test]
async fn a_row_goes_after_a_question_and_comes_back() -> Result {
    for transport in Transport::ALL {
        let app = TestApp::new(App::new().live("/", DeleteRow::default()));
        let mut page = app.user().open_by(transport, "/").await?;
        let all = page.texts("#rows li span")?;
        page.click("Delete Receipts").await?;
        assert_eq!(page.find("[role=alert]")?.text(), "Delete “Receipts”?");
        page.click("Keep").await?;
        assert_eq!(page.texts("#rows li span")?, all, "{transport}");
        page.click("Delete Receipts").await?;
        page.click("[name=delete]").await?;
        assert_eq!(
            page.texts("#rows li span")?,
            ["Letters", "Photographs", "Recipes", "Tickets"],
            "{transport}"
        );
        page.click("Undo").await?;
        assert_eq!(page.texts("#rows li span")?, all, "{transport}");
    }
    Ok(())
}

#[test]
fn nothing_goes_that_was_not_asked_about() {
    let mut page = DeleteRow::default();
    page.delete("Letters".to_owned());
    page.ask("Letters".to_owned());
    page.delete("Receipts".to_owned());
    page.ask("Nothing".to_owned());
    assert_eq!((page.rows.len(), page.asking.is_none()), (5, true));
}
