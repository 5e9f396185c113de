//! The mosaic: everybody paints on one.

use livetpl::prelude::App;
use livetpl::testing::{Result, TestApp, Transport};

use super::MultiUserSync;
use crate::topics;

#[tokio::test]
async fn what_one_paints_all_see() -> Result {
    for transport in Transport::ALL {
        let app = App::new().topic_acl(topics::admits);
        let app = TestApp::new(app.live("/", MultiUserSync::default()));
        let mut ann = app.user().open_by(transport, "/").await?;
        let mut bob = app.user().open_by(transport, "/").await?;
        ann.click("sea").await?;
        ann.click("Tile 10: blank").await?;
        bob.wait_for_element(".mosaic [value='9'].sea").await?;
        bob.click("Tile 10: sea").await?;
        ann.wait_for_element(".mosaic [value='9'].sun").await?;
        ann.click("Wipe").await?;
        bob.wait_for_count(".mosaic .blank", 64).await?;
    }
    Ok(())
}
