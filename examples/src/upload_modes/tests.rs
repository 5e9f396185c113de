//! Upload modes: each of the four ways, and what is where afterwards.

use livetpl::S3;
use livetpl::prelude::App;
use livetpl::testing::{File, Page, Result, TestApp, Transport};

use super::UploadModes;

async fn open(transport: Transport) -> Result<Page> {
    let s3 = S3::from_url("http://KEY:SECRET@files.example.org/bucket")?;
    let modes = UploadModes { s3: Some(s3) };
    let app = TestApp::new(App::new().live("/", modes));
    app.user().open_by(transport, "/").await
}

#[tokio::test]
async fn a_file_goes_into_a_directory_or_through_a_handler() -> Result {
    for transport in [Transport::WebSocket, Transport::Fetch] {
        let mut page = open(transport).await?;
        let lines = "line\n".repeat(20_000);
        page.upload("Into a directory", File::new("a.txt", "", "abc"))
            .await?;
        page.upload("Through a handler", File::new("a.log", "", lines))
            .await?;
        page.click("Send").await?;
        assert_eq!(page.find("#kept")?.text(), "a.txt: 3 bytes", "{transport}");
        assert_eq!(page.find("#lines")?.text(), "20000 lines", "{transport}");
    }
    Ok(())
}

#[tokio::test]
async fn the_browser_is_told_where_to_put_it() -> Result {
    for transport in [Transport::WebSocket, Transport::Fetch] {
        let mut page = open(transport).await?;
        let photo = File::new("a.jpg", "image/jpeg", vec![1; 1000]);
        page.upload("Straight to S3", photo.clone()).await?;
        let put = &page.puts()[0];
        assert_eq!(put.method, "PUT", "{transport}");
        assert!(put.url.contains("/bucket/gallery/a.jpg?"), "{}", put.url);
        assert!(put.url.contains("X-Amz-Signature="), "{}", put.url);
        page.click("Send").await?;
        assert_eq!(page.find("#put")?.text(), "gallery/a.jpg", "{transport}");
        page.upload("Straight to S3", photo.fails()).await?;
        let refused = page.find("[role=alert]")?;
        assert_eq!(refused.text(), "the file could not be sent", "{transport}");
    }
    Ok(())
}

#[tokio::test]
async fn a_preview_stays_in_the_browser() -> Result {
    for transport in [Transport::WebSocket, Transport::Fetch] {
        let mut page = open(transport).await?;
        page.upload("Nowhere", File::new("a.png", "image/png", vec![1; 1000]))
            .await?;
        let preview = page.find("[lvt-upload-preview]")?;
        assert_eq!(preview.attr("alt"), Some("a.png"), "{transport}");
        page.upload("Nowhere", File::new("a.txt", "text/plain", "a"))
            .await?;
        assert!(page.has_text("files of this type are not taken"));
    }
    Ok(())
}
