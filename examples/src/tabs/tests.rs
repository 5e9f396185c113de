//! Tabs: by click, by key, and as links.

use livetpl::prelude::App;
use livetpl::testing::{Result, TestApp, Transport};

use super::Tabs;

#[tokio::test]
async fn a_tab_is_chosen_by_click() -> Result {
    for transport in Transport::ALL {
        let app = TestApp::new(App::new().live("/", Tabs::default()));
        let mut page = app.user().open_by(transport, "/").await?;
        page.click("Soup").await?;
        assert_eq!(page.find("[aria-selected=true]")?.text(), "Soup");
        assert!(page.find("#panel")?.text().starts_with("Onions first"));
        assert_eq!(page.url(), "/?tab=soup", "{transport}");
    }
    Ok(())
}

#[tokio::test]
async fn arrow_keys_go_round() -> Result {
    for transport in [Transport::WebSocket, Transport::Fetch] {
        let app = TestApp::new(App::new().live("/", Tabs::default()));
        let mut page = app.user().open_by(transport, "/").await?;
        for (key, tab) in [
            ("ArrowRight", "Soup"),
            ("End", "Tea"),
            ("ArrowRight", "Bread"),
            ("ArrowLeft", "Tea"),
            ("Home", "Bread"),
        ] {
            page.within("[role=tab][tabindex='0']").press(key).await?;
            let chosen = page.find("[aria-selected=true]")?;
            assert_eq!(chosen.text(), tab, "{transport} {key}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn a_tab_that_there_is_not_is_the_first() -> Result {
    let app = TestApp::new(App::new().live("/", Tabs::default()));
    let page = app.user().open("/?tab=cake").await?;
    assert_eq!(page.find("[aria-selected=true]")?.text(), "Bread");
    Ok(())
}
