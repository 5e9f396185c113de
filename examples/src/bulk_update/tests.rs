//! Bulk update: all that are ticked, and no others.

use livetpl::prelude::App;
use livetpl::testing::{Result, TestApp, Transport};

use super::BulkUpdate;

#[tokio::test]
async fn one_button_changes_all_that_are_ticked() -> Result {
    for transport in Transport::ALL {
        let app = TestApp::new(App::new().live("/", BulkUpdate::default()));
        let mut page = app.user().open_by(transport, "/").await?;
        page.check("Kitchen").await?;
        page.check("Attic").await?;
        page.click("Switch on").await?;
        assert_eq!(
            page.find(".notice")?.text(),
            "2 lamps switched on.",
            "{transport}"
        );
        assert_eq!(
            page.texts(".state")?,
            ["off", "on", "off", "off", "off", "on"],
            "{transport}"
        );
        page.check("Attic").await?;
        page.click("Switch off").await?;
        assert_eq!(
            page.find(".notice")?.text(),
            "1 lamp switched off.",
            "{transport}"
        );
        page.click("Switch off").await?;
        assert_eq!(
            page.find(".notice")?.text(),
            "0 lamps switched off.",
            "{transport}"
        );
    }
    Ok(())
}

#[test]
fn a_lamp_that_is_not_there_stays_dark() {
    let mut page = BulkUpdate::default();
    assert_eq!(page.switch(&[0, 99, usize::MAX], true), 1);
    assert_eq!(page.on.iter().filter(|on| **on).count(), 1);
}
