//! Who is here, and who has gone for good.

use std::time::Duration;

use livetpl::prelude::App;
use livetpl::testing::{Page, Result, TestApp};

use super::Presence;
use crate::topics;

fn app() -> TestApp {
    let app = App::new().topic_acl(topics::admits);
    TestApp::new(app.live("/", Presence::default())).patience(Duration::from_secs(60))
}

async fn named(app: &TestApp, name: &str) -> Result<Page> {
    let mut page = app.user().open("/").await?;
    page.form("form").fill("Your name", name).submit().await?;
    Ok(page)
}

/// Who is there. They are shown in the order of their sessions' names, which are random.
fn people(page: &Page) -> Result<Vec<String>> {
    let mut people = page.texts("#people li")?;
    people.sort();
    Ok(people)
}

#[tokio::test(start_paused = true)]
async fn people_come_are_busy_and_go() -> Result {
    let app = app();
    let mut ann = named(&app, "Ann").await?;
    let mut bob = named(&app, "Bob").await?;
    ann.wait_for(|page| Ok(people(page)? == ["Ann", "Bob"]))
        .await?;
    ann.wait_for_text("Bob has come.").await?;
    bob.click("I am busy").await?;
    ann.wait_for_text("Bob, busy").await?;
    bob.disconnect();
    bob.reconnect().await?;
    assert_eq!(
        people(&bob)?,
        ["Ann", "Bob, busy"],
        "a short absence is none"
    );
    bob.disconnect();
    ann.wait_for_text("Bob has gone.").await?;
    assert_eq!(ann.texts("#people li")?, ["Ann"]);
    ann.click("Leave").await?;
    ann.wait_for_text("Nobody has said their name yet.").await
}

#[tokio::test(start_paused = true)]
async fn two_tabs_of_one_browser_are_one_person() -> Result {
    let app = app();
    let browser = app.user();
    let mut page = browser.open("/").await?;
    page.form("form").fill("Your name", "Ann").submit().await?;
    let second = browser.open("/").await?;
    assert_eq!(second.texts("#people li")?, ["Ann"]);
    drop(second);
    let bob = named(&app, "Bob").await?;
    drop(bob);
    page.wait_for_text("Bob has gone.").await?;
    assert_eq!(page.texts("#people li")?, ["Ann"]);
    Ok(())
}
