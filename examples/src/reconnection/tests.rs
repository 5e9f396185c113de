//! What a page keeps: through a lost socket, through a reload, and through neither.

use livetpl::prelude::App;
use livetpl::testing::{Result, TestApp, Transport};

use super::Reconnection;

fn app() -> TestApp {
    TestApp::new(App::new().live("/", Reconnection::default()))
}

#[tokio::test]
async fn a_page_that_comes_back_is_the_same_page() -> Result {
    let mut page = app().user().open("/").await?;
    page.form("form")
        .fill("draft", "mine")
        .fill("kept", "ours")
        .submit()
        .await?;
    for round in 1..=10 {
        page.disconnect();
        page.reconnect().await?;
        assert_eq!(page.find("#reconnects")?.text(), round.to_string());
    }
    assert_eq!(page.find("#mounts")?.text(), "1");
    assert_eq!(page.texts("#remembered dd")?, ["mine", "ours"]);
    page.reload().await?;
    assert_eq!(page.texts("#remembered dd")?, ["", "ours"], "another page");
    assert_eq!(page.find("#reconnects")?.text(), "0");
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn who_stays_away_for_too_long_gets_another_page() -> Result {
    let mut page = app().user().open("/").await?;
    page.form("form")
        .fill("draft", "mine")
        .fill("kept", "ours")
        .submit()
        .await?;
    page.disconnect();
    tokio::time::sleep(std::time::Duration::from_secs(60)).await;
    page.reconnect().await?;
    assert_eq!(page.texts("#remembered dd")?, ["", "ours"]);
    assert_eq!(page.find("#mounted-by")?.text(), "by a new socket");
    Ok(())
}

#[tokio::test]
async fn without_javascript_what_is_persisted_stays() -> Result {
    let mut page = app().user().open_by(Transport::Plain, "/").await?;
    page.form("form")
        .fill("draft", "mine")
        .fill("kept", "ours")
        .submit()
        .await?;
    assert_eq!(page.texts("#remembered dd")?, ["", "ours"]);
    Ok(())
}
