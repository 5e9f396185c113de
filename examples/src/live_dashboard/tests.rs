//! The dashboard: one snapshot for all pages, and who wants it to stand still.

use livetpl::prelude::App;
use livetpl::testing::{Result, TestApp};

use super::{LiveDashboard, Newest, measure};
use crate::topics;

#[tokio::test(start_paused = true)]
async fn all_pages_show_the_newest_snapshot_but_those_that_stand_still() -> Result {
    let newest = Newest::default();
    let app = App::new().topic_acl(topics::admits);
    let app = TestApp::new(app.live("/", LiveDashboard::new(newest.clone())));
    let (mut ann, mut bob) = (app.user().open("/").await?, app.user().open("/").await?);
    let watching = async {
        ann.wait_for(|page| Ok(page.find("#viewers")?.text() == "2"))
            .await?;
        ann.click("Pause").await?;
        let number = ann.find("#number")?.text().to_owned();
        bob.wait_for(|page| Ok(page.find("#number")?.text() != number))
            .await?;
        assert_eq!(ann.find("#number")?.text(), number);
        ann.click("Go on").await?;
        let number = bob.find("#number")?.text().to_owned();
        assert_eq!(ann.find("#number")?.text(), number, "it has caught up");
        Ok(())
    };
    tokio::select! {
        watched = watching => watched,
        ended = measure(newest, app.handle().clone()) => Ok(ended?),
    }
}
