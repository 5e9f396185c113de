//! Click to load: piece by piece, to the end.

use livetpl::prelude::App;
use livetpl::testing::{Result, TestApp, Transport};

use super::{ClickToLoad, MOONS};

#[tokio::test]
async fn each_click_brings_the_next_piece() -> Result {
    for transport in Transport::ALL {
        let app = TestApp::new(App::new().live("/", ClickToLoad::default()));
        let mut page = app.user().open_by(transport, "/").await?;
        let mut shown = page.count("#moons li")?;
        while page.has("[name=load_more]") {
            page.click("Load more").await?;
            let now = page.count("#moons li")?;
            assert!(now > shown, "{transport}");
            shown = now;
        }
        assert_eq!(shown, MOONS.len(), "{transport}");
        page.click("Start again").await?;
        assert!(page.count("#moons li")? < shown, "{transport}");
    }
    Ok(())
}
