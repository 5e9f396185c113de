//! The counter, over every transport.

use livetpl::prelude::App;
use livetpl::testing::{Result, TestApp, Transport};

use super::Counter;

#[tokio::test]
async fn the_counter_counts_and_outlives_its_page() -> Result {
    for transport in Transport::ALL {
        let app = TestApp::new(App::new().live("/counter", Counter::default()));
        let user = app.user();
        let mut page = user.open_by(transport, "/counter").await?;
        for (button, count) in [
            ("Count up", "1"),
            ("Count up", "2"),
            ("Count down", "1"),
            ("Reset", "0"),
            ("Count down", "-1"),
        ] {
            page.click(button).await?;
            assert_eq!(page.find("#count")?.text(), count, "{button}, {transport}");
        }
        let again = user.open_by(transport, "/counter").await?;
        assert_eq!(
            again.html(),
            page.html(),
            "what is persisted is there again"
        );
        let stranger = app.user().open_by(transport, "/counter").await?;
        assert_eq!(stranger.find("#count")?.text(), "0");
    }
    Ok(())
}
