//! File upload: files and a note arrive together, over every transport alike.

use livetpl::prelude::App;
use livetpl::testing::{File, Result, TestApp, Transport};

use super::FileUpload;

#[tokio::test]
async fn files_and_a_note_arrive_together() -> Result {
    for transport in Transport::ALL {
        let app = TestApp::new(App::new().live("/", FileUpload));
        let mut page = app.user().open_by(transport, "/").await?;
        let papers = [
            File::new("a.txt", "text/plain", "abc"),
            File::new("b.bin", "", vec![0; 100_000]),
        ];
        page.form("form")
            .fill("note", "two papers")
            .upload("papers", papers)
            .submit()
            .await?;
        assert_eq!(page.find("#said")?.text(), "two papers", "{transport}");
        let came = page.texts("#files li")?;
        // The digest of `abc` is in FIPS 180-2, appendix B.1.
        assert!(came[0].starts_with("a.txt 3 bytes ba7816bf"), "{came:?}");
        assert!(came[1].starts_with("b.bin 100000 bytes"), "{came:?}");
    }
    Ok(())
}

#[tokio::test]
async fn a_file_is_let_go_on_its_way() -> Result {
    for transport in [Transport::WebSocket, Transport::Fetch] {
        let app = TestApp::new(App::new().live("/", FileUpload));
        let mut page = app.user().open_by(transport, "/").await?;
        let film = File::new("film.mp4", "video/mp4", vec![0; 200_000]).stalls_at(100_000);
        page.upload("#papers", [film, File::new("a.txt", "", "abc")])
            .await?;
        let progress = page.find("[aria-label='How much of film.mp4 is there']")?;
        assert_eq!(progress.attr("value"), Some("49"), "{transport}");
        page.click("Cancel film.mp4").await?;
        page.click("Send").await?;
        assert_eq!(page.count("#files li")?, 1, "{transport}");
    }
    Ok(())
}
