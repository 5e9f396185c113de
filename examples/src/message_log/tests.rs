//! The message log: two tabs of one browser, and strangers.

use livetpl::prelude::App;
use livetpl::testing::{Page, Result, TestApp, Transport, User};

use super::MessageLog;

fn app() -> TestApp {
    TestApp::new(App::new().live("/", MessageLog::default()))
}

async fn joined(user: &User, transport: Transport, name: &str) -> Result<Page> {
    let mut page = user.open_by(transport, "/").await?;
    page.fill("Your name", name).await?;
    page.click("Join").await?;
    Ok(page)
}

#[tokio::test]
async fn two_tabs_of_one_browser_share_one_log() -> Result {
    for transport in [Transport::WebSocket, Transport::Fetch] {
        let app = app();
        let browser = app.user();
        let mut ann = joined(&browser, transport, "Ann").await?;
        let mut bob = joined(&browser, transport, "Bob").await?;
        let stranger = app.user().open_by(transport, "/").await?;
        ann.form("form").fill("Message", "hello").submit().await?;
        bob.wait_for_text("hello").await?;
        bob.form("form").fill("Message", "hi Ann").submit().await?;
        ann.wait_for_text("hi Ann").await?;
        for page in [&ann, &bob, &browser.open_by(transport, "/").await?] {
            assert_eq!(
                page.texts("#messages li")?,
                ["Ann hello", "Bob hi Ann"],
                "{transport}"
            );
        }
        assert_eq!(ann.find("label[for=text]")?.text(), "Ann");
        assert_eq!(bob.find("label[for=text]")?.text(), "Bob");
        assert_eq!(ann.find("#text")?.value(), "", "the form was reset");
        assert_eq!(stranger.texts("#messages li")?, ["No messages yet"]);
    }
    Ok(())
}

#[tokio::test]
async fn what_is_typed_survives_what_others_send() -> Result {
    let browser = app().user();
    let mut ann = joined(&browser, Transport::WebSocket, "Ann").await?;
    let mut bob = joined(&browser, Transport::WebSocket, "Bob").await?;
    ann.fill("Message", "half a sent").await?;
    bob.form("form").fill("Message", "hurry").submit().await?;
    ann.wait_for_text("hurry").await?;
    assert_eq!(ann.find("#text")?.value(), "half a sent");
    Ok(())
}

#[tokio::test]
async fn without_javascript_the_log_can_be_read() -> Result {
    let browser = app().user();
    let mut ann = joined(&browser, Transport::WebSocket, "Ann").await?;
    ann.form("form")
        .fill("Message", "for readers")
        .submit()
        .await?;
    let mut plain = joined(&browser, Transport::Plain, "Bob").await?;
    assert!(
        plain.has("[name=username]"),
        "a name that is not persisted is gone"
    );
    plain.wait_for_text("Ann for readers").await
}
