//! Live preview: what is written is shown, and never read as HTML.

use livetpl::prelude::App;
use livetpl::testing::{Result, TestApp, Transport};

use super::{LivePreview, MOST_CHARACTERS};

#[tokio::test]
async fn the_preview_follows_the_text() -> Result {
    for transport in Transport::ALL {
        let app = TestApp::new(App::new().live("/", LivePreview::default()));
        let mut page = app.user().open_by(transport, "/").await?;
        page.fill("Your text", "# A\n\n<b>b</b>\n- c").await?;
        page.click("Show").await?;
        assert_eq!(
            page.texts("#preview > *")?,
            ["A", "<b>b</b>", "c"],
            "{transport}"
        );
        assert!(!page.has("#preview b"), "{transport}");
        page.fill("Your text", "").await?;
        page.click("Show").await?;
        assert_eq!(
            page.find("#preview")?.text(),
            "Nothing is written yet.",
            "{transport}"
        );
    }
    Ok(())
}

#[test]
fn a_text_has_an_end() {
    let mut page = LivePreview::default();
    page.change("é".repeat(2 * MOST_CHARACTERS));
    assert_eq!(page.text.chars().count(), MOST_CHARACTERS);
}
