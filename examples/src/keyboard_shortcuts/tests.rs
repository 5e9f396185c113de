//! Keyboard shortcuts: keys and buttons do the same, and a letter in a field is a letter.

use livetpl::prelude::App;
use livetpl::testing::{Page, Result, TestApp, Transport};

use super::KeyboardShortcuts;

async fn open(transport: Transport) -> Result<Page> {
    let app = TestApp::new(App::new().live("/", KeyboardShortcuts::default()));
    app.user().open_by(transport, "/").await
}

#[tokio::test]
async fn keys_go_through_the_letters() -> Result {
    for transport in [Transport::WebSocket, Transport::Fetch] {
        let mut page = open(transport).await?;
        page.press("j").await?;
        page.press("j").await?;
        page.press("k").await?;
        page.press("s").await?;
        let letter = page.find("[aria-current]")?;
        assert_eq!(letter.text(), "Bob Lunch on Thursday? ★", "{transport}");
        page.press("?").await?;
        assert!(page.has("#keys"), "{transport}");
        page.press("Escape").await?;
        assert!(!page.has("#keys"), "{transport}");
        page.press("ctrl+j").await.expect_err("the browser's own");
        assert!(page.find("[aria-current]")?.text().starts_with("Bob"));
    }
    Ok(())
}

#[tokio::test]
async fn in_the_note_letters_are_letters() -> Result {
    for transport in [Transport::WebSocket, Transport::Fetch] {
        let mut page = open(transport).await?;
        for key in ["s", "j"] {
            page.within("#note").press(key).await?;
        }
        page.within("#note").press("mod+Enter").await?;
        assert_eq!(page.find("#kept")?.text(), "sj", "{transport}");
        let letter = page.find("[aria-current]")?;
        assert_eq!(letter.text(), "Ann The keys to the cellar ☆", "{transport}");
    }
    Ok(())
}

#[tokio::test]
async fn every_key_has_a_button() -> Result {
    for transport in Transport::ALL {
        let mut page = open(transport).await?;
        for button in ["Next", "Next", "Previous", "Star", "Keys"] {
            page.click(button).await?;
        }
        let letter = page.find("[aria-current]")?;
        assert_eq!(letter.text(), "Bob Lunch on Thursday? ★", "{transport}");
        assert!(page.has("#keys"));
        page.fill("A note", "buy stamps").await?;
        page.click("Keep").await?;
        assert_eq!(page.find("#kept")?.text(), "buy stamps", "{transport}");
    }
    Ok(())
}
