//! The seat picker: two browsers and one seat.

use std::sync::Arc;
use std::time::Duration;

use livetpl::prelude::App;
use livetpl::testing::{Result, TestApp, Transport};

use super::{Hall, SeatPicker, SeatState, expire};
use crate::topics;

const HOLD: Duration = Duration::from_secs(60);

fn app(hall: &Arc<Hall>) -> TestApp {
    let app = App::new().topic_acl(topics::admits);
    TestApp::new(app.live("/", SeatPicker::new(hall.clone())))
}

#[tokio::test]
async fn of_two_who_click_on_one_seat_one_gets_it() -> Result {
    for transport in Transport::ALL {
        let app = app(&Arc::new(Hall::new(HOLD)));
        let mut ann = app.user().open_by(transport, "/").await?;
        let mut bob = app.user().open_by(transport, "/").await?;
        ann.click("A1").await?;
        assert_eq!(
            ann.find("[role=status]")?.text(),
            "Seat A1 is held for you."
        );
        bob.wait_for(|page| Ok(page.find("[value=A1]")?.has_class("held")))
            .await?;
        bob.click("A1").await?;
        assert!(
            bob.has_text("Somebody else was faster: seat A1 is taken."),
            "{transport}"
        );
        assert!(ann.find("[value=A1]")?.has_class("mine"));
        ann.click("Buy 1 seat").await?;
        assert_eq!(
            ann.find("[role=status]")?.text(),
            "The seat is yours.",
            "{transport}"
        );
        bob.wait_for(|page| Ok(page.find("[value=A1]")?.has_class("sold")))
            .await?;
        ann.click("Give 1 ticket back").await?;
        bob.wait_for(|page| Ok(page.find("[value=A1]")?.has_class("free")))
            .await?;
    }
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_held_seat_is_free_again_when_its_time_is_over() -> Result {
    let hall = Arc::new(Hall::new(HOLD));
    let app = app(&hall).patience(2 * HOLD);
    let mut ann = app.user().open("/").await?;
    ann.click("A1").await?;
    assert!(ann.find("#left")?.text().starts_with("held for another"));
    let waiting = async {
        ann.wait_for(|page| Ok(page.find("[value=A1]")?.has_class("free")))
            .await?;
        ann.click("A1").await
    };
    tokio::select! {
        waited = waiting => waited,
        ended = expire(hall, app.handle().clone()) => Ok(ended?),
    }
}

#[tokio::test(start_paused = true)]
async fn who_leaves_for_good_holds_nothing() -> Result {
    let app = app(&Arc::new(Hall::new(HOLD * 60))).patience(HOLD);
    let (mut ann, mut bob) = (app.user().open("/").await?, app.user().open("/").await?);
    ann.click("A1").await?;
    bob.wait_for(|page| Ok(page.find("[value=A1]")?.has_class("held")))
        .await?;
    ann.disconnect();
    bob.wait_for(|page| Ok(page.find("[value=A1]")?.has_class("free")))
        .await
}

#[test]
fn a_visitor_is_gone_with_the_last_page() {
    let picker = SeatPicker::new(Arc::new(Hall::new(Duration::from_secs(60))));
    let page = || SeatState {
        me: "ann".into(),
        ..SeatState::default()
    };
    let (mut first, mut second) = (page(), page());
    picker.on_connect(&mut first);
    picker.on_connect(&mut second);
    // Its socket came back: still the same page.
    picker.on_connect(&mut first);
    assert!(!picker.was_last_page("ann"), "one page is left");
    assert!(picker.was_last_page("ann"));
    assert!(picker.pages.lock().is_empty(), "nothing is left behind");
}
