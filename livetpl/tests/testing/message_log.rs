//! A session in two tabs, over every transport.

use livetpl::prelude::App;
use livetpl::testing::{Result, TestApp, Transport};

use crate::log::Log;

fn app() -> TestApp {
    TestApp::new(App::new().live("/", Log::default()))
}

#[tokio::test]
async fn a_message_reaches_the_other_tab() -> Result {
    for transport in Transport::ALL {
        let app = app();
        let ann = app.user();
        let mut page = ann.open_by(transport, "/").await?;
        let mut other = ann.open("/").await?;
        page.fill("Your name", "Ann").await?;
        page.click("Join").await?;
        page.form("form").fill("text", "hello").submit().await?;
        other.wait_for_text("hello").await?;
        assert_eq!(
            other.find("#messages li")?.text(),
            "Ann hello Remove",
            "{transport}"
        );
        assert_eq!(page.find("#messages li")?.text(), "Ann hello Remove");
        assert_eq!(page.find("[name=text]")?.value(), "", "the form was reset");
    }
    Ok(())
}

#[tokio::test]
async fn another_user_is_another_session() -> Result {
    let app = app();
    let mut ann = app.user().open("/").await?;
    ann.form("form").fill("Your name", "Ann").submit().await?;
    assert!(ann.has("[name=text]"));
    let bob = app.user().open("/").await?;
    assert!(!bob.has("[name=text]"));
    Ok(())
}
