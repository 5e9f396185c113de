//! The table: what somebody looks for and has picked is in the address, so no `mount` forgets it.

use livetpl::prelude::App;
use livetpl::testing::{Result, TestApp, Transport};

use super::LargeTable;
use crate::topics;

#[tokio::test]
async fn a_typed_filter_and_a_picked_row_outlive_a_mount() -> Result {
    let app = App::new().topic_acl(topics::admits);
    let app = TestApp::new(app.live("/", LargeTable::default()));
    for transport in [Transport::WebSocket, Transport::Fetch] {
        // Of 10,000 rows a hundred: each step compares all that is shown.
        let start = "/?q=slate+lamp&sort=name";
        let mut page = app.user().open_by(transport, start).await?;
        page.fill("Filter by name", "oak & chair").await?;
        assert_eq!(page.find("#shown")?.text(), "0", "{transport}");
        page.fill("Filter by name", "oak chair").await?;
        let few = page.find("#shown")?.text().to_owned();
        assert_ne!(few, "0", "{transport}");
        page.fire("click", "tbody tr:nth-child(2) a").await?;
        assert_eq!(page.count("[aria-current]")?, 1, "{transport}");
        page.reload().await?;
        assert_eq!(page.find("#shown")?.text(), few, "{transport}");
        assert_eq!(page.find("[type=search]")?.value(), "oak chair");
        assert_eq!(page.count("tbody tr:nth-child(2)[aria-current]")?, 1);
        page.click("Price").await?;
        assert_eq!(page.count("[aria-current]")?, 1, "{transport}");
        page.click("Delete").await?;
        assert!(!page.url().contains("row="), "{}", page.url());
        assert!(!page.has_text("is picked"), "{transport}");
    }
    Ok(())
}

#[tokio::test]
async fn an_address_that_does_not_fit_shows_all_rows() -> Result {
    let app = App::new().topic_acl(topics::admits);
    let app = TestApp::new(app.live("/", LargeTable::default()));
    let all = app.user().open_without_javascript("/").await?;
    let all = all.find("#shown")?.text().to_owned();
    let asked = "/?row=x&sort=weight";
    let page = app.user().open_without_javascript(asked).await?;
    assert_eq!(page.find("#shown")?.text(), all);
    Ok(())
}
