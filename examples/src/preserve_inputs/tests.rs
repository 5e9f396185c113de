//! Preserve inputs: what was typed is there for the next entry.

use livetpl::prelude::App;
use livetpl::testing::{Result, TestApp, Transport};

use super::{Entry, Form, MOST_ENTRIES, PreserveInputs};

#[tokio::test]
async fn what_was_typed_stays_over_every_transport() -> Result {
    for transport in Transport::ALL {
        let app = TestApp::new(App::new().live("/", PreserveInputs::default()));
        let mut page = app.user().open_by(transport, "/").await?;
        page.form("form")
            .fill("What you have done", "Reading")
            .fill("Minutes", "20")
            .submit()
            .await?;
        assert_eq!(page.find("[name=what]")?.value(), "Reading", "{transport}");
        page.fill("Minutes", "25").await?;
        page.click("Log").await?;
        assert_eq!(page.find("#total")?.text(), "45", "{transport}");
    }
    Ok(())
}

#[test]
fn only_the_last_entries_are_kept() {
    let mut page = PreserveInputs::default();
    for _ in 0..100 {
        page.log(Form(Entry {
            what: "x".repeat(1000),
            minutes: u16::MAX,
        }));
    }
    assert_eq!(page.entries.len(), MOST_ENTRIES);
    assert!(page.entries.iter().all(|entry| entry.what.len() < 100));
}
