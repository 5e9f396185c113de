//! Operations that overlap, in paused time.

use livetpl::prelude::App;
use livetpl::testing::{Result, TestApp};

use super::AsyncOperations;

#[tokio::test(start_paused = true)]
async fn each_operation_has_its_own_end_and_a_panic_takes_nothing_with_it() -> Result {
    let app = TestApp::new(App::new().live("/", AsyncOperations::default()));
    let user = app.user();
    let mut page = user.open("/").await?;
    for operation in ["broken", "failing", "slow", "quick"] {
        page.click(&format!("[value={operation}]")).await?;
    }
    assert_eq!(page.find("[role=status]")?.text(), "4 of 4 run.");
    for text in [
        "“It is a fine day.”",
        "Nobody answered.",
        "It broke. We have been told.",
        "“It was a fine day in 1911, too.”",
        "Nothing runs.",
    ] {
        page.wait_for_text(text).await?;
    }
    // Without JavaScript the answer waits for the operation, and another page shows what came of it.
    let mut plain = user.open_without_javascript("/").await?;
    plain.click("[value=quick]").await?;
    assert!(plain.has_text("(2 times)"));
    Ok(())
}
