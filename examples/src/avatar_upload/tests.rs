//! Avatar upload: what is taken, what is refused and why, and that nothing else is kept.

use livetpl::prelude::App;
use livetpl::testing::{File, Page, Result, TestApp, Transport};

use super::AvatarUpload;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";

async fn open(transport: Transport) -> Result<Page> {
    let app = TestApp::new(App::new().live("/", AvatarUpload));
    app.user().open_by(transport, "/").await
}

#[tokio::test]
async fn a_picture_is_kept_and_removed() -> Result {
    for transport in Transport::ALL {
        let mut page = open(transport).await?;
        page.upload("#avatar", File::new("me.png", "image/png", PNG))
            .await?;
        if transport != Transport::Plain {
            assert_eq!(page.find("progress")?.attr("value"), Some("100"));
        }
        page.click("Keep it").await?;
        let picture = page.find("img")?;
        assert_eq!(picture.attr("alt"), Some("You, by me.png"), "{transport}");
        let url = picture.attr("src").unwrap_or_default();
        assert!(url.starts_with("data:image/png;base64,iVBORw0K"), "{url}");
        assert!(!page.has(".files li"), "it is the action's: {transport}");
        page.click("Remove it").await?;
        assert!(page.has("#none"), "{transport}");
    }
    Ok(())
}

#[tokio::test]
async fn what_is_no_picture_is_refused_beside_the_input() -> Result {
    for transport in [Transport::WebSocket, Transport::Fetch] {
        let mut page = open(transport).await?;
        for (name, kind, bytes, why) in [
            (
                "a.gif",
                "image/gif",
                b"GIF89a".to_vec(),
                "files of this type are not taken",
            ),
            (
                "a.png",
                "image/png",
                b"<script>".to_vec(),
                "the file is not what its name says",
            ),
            (
                "a.png",
                "image/png",
                vec![0; 500_001],
                "the file is too large: at most 500 kB",
            ),
        ] {
            page.upload("#avatar", File::new(name, kind, bytes)).await?;
            assert_eq!(page.find("[role=alert]")?.text(), why, "{transport}");
            let kept = page.click("Keep it").await;
            let kept = kept
                .expect_err("a browser sends no refused file")
                .to_string();
            assert!(kept.contains(why), "{kept}");
        }
        page.within(".files").click("Cancel a.png").await?;
        assert!(!page.has(".files li"), "{transport}");
    }
    let mut page = open(Transport::Plain).await?;
    page.upload("#avatar", File::new("a.gif", "image/gif", "GIF89a"))
        .await?;
    page.click("Keep it").await?;
    assert_eq!(page.status(), 422);
    assert!(page.has_text("files of this type are not taken"));
    Ok(())
}
