//! Server push: who is told, when, and how often.

use std::time::Duration;

use livetpl::prelude::App;
use livetpl::testing::{Result, TestApp, Transport};

use super::{Reminders, ServerPush, remind};

/// Plays `scene` beside the task that tells people.
async fn played(reminders: Reminders, scene: impl Future<Output = Result>) -> Result {
    tokio::select! {
        ended = remind(reminders) => panic!("it goes on for ever: {ended:?}"),
        played = scene => played,
    }
}

#[tokio::test(start_paused = true)]
async fn all_tabs_of_who_asked_are_told_and_nobody_else() -> Result {
    for transport in [Transport::WebSocket, Transport::Fetch] {
        let reminders = Reminders::default();
        let app = TestApp::new(App::new().live("/", ServerPush::new(reminders.clone())))
            .patience(Duration::from_secs(30));
        played(reminders, async {
            let ann = app.user();
            let mut asks = ann.open_by(transport, "/").await?;
            let mut waits = ann.open_by(transport, "/").await?;
            let stranger = app.user().open_by(transport, "/").await?;
            asks.fill("Remind me of", "Tea").await?;
            asks.click("Remind me").await?;
            waits.wait_for_text("Tea").await?;
            asks.wait_for_text("0 still to come").await?;
            assert_eq!(stranger.texts("#came li")?, ["Nothing has come yet."]);
            Ok(())
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn three_at_a_time_are_enough() -> Result {
    let reminders = Reminders::default();
    let app = TestApp::new(App::new().live("/", ServerPush::new(reminders.clone())));
    let mut page = app.user().open("/").await?;
    for _ in 0..4 {
        page.click("Remind me").await?;
    }
    assert_eq!(
        page.find("#waiting")?.text(),
        "Not more than three at a time, please."
    );
    Ok(())
}
