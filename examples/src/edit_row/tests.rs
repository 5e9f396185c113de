//! Edit row: one at a time, and only what is there.

use livetpl::prelude::App;
use livetpl::testing::{Result, TestApp, Transport};

use super::EditRow;

#[tokio::test]
async fn a_row_becomes_fields_and_a_row_again() -> Result {
    for transport in Transport::ALL {
        let app = TestApp::new(App::new().live("/", EditRow::default()));
        let mut page = app.user().open_by(transport, "/").await?;
        page.click("Edit Harp").await?;
        assert_eq!(page.count("tbody input")?, 2, "{transport}");
        page.form("#row")
            .fill("Instrument", "Lyre")
            .fill("Strings", "7")
            .submit_with("Save")
            .await?;
        assert_eq!(
            page.texts("td:nth-child(1)")?,
            ["Violin", "Lyre", "Ukulele", "Sitar"],
            "{transport}"
        );
        assert_eq!(
            page.texts("td:nth-child(2)")?,
            ["4", "7", "4", "18"],
            "{transport}"
        );
    }
    Ok(())
}

#[test]
fn a_row_that_is_not_there_is_neither_edited_nor_saved() {
    let mut page = EditRow::default();
    page.edit(99);
    assert_eq!(page.editing, None);
    page.save(99, "Lute".to_owned(), 13)
        .expect("nothing to complain of");
    assert_eq!(page.rows.len(), 4);
    assert!(page.rows.iter().all(|row| row.name != "Lute"));
    page.save(0, " ".to_owned(), 13).expect_err("a name");
    assert_eq!(page.rows[0].name, "Violin");
}
