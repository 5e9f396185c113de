//! The greeting, over every transport.

use livetpl::prelude::App;
use livetpl::testing::{Result, TestApp, Transport};

use super::{Greeting, MOST_IN_A_NAME};

#[tokio::test]
async fn who_is_named_is_greeted_and_stays_so() -> Result {
    for transport in Transport::ALL {
        let app = TestApp::new(App::new().live("/", Greeting::default()));
        let user = app.user();
        let mut page = user.open_by(transport, "/").await?;
        assert_eq!(page.find("#greeting")?.text(), "Hello, whoever you are!");
        page.fill("Your name", "  <b>Ann</b> ").await?;
        page.click("Greet me").await?;
        assert_eq!(page.find("#greeting")?.text(), "Hello, <b>Ann</b>!");
        let again = user.open_by(transport, "/").await?;
        assert_eq!(again.find("[name=name]")?.value(), "<b>Ann</b>");
    }
    Ok(())
}

#[test]
fn a_name_has_an_end() {
    let mut page = Greeting::default();
    page.change("é".repeat(1000));
    assert_eq!(page.name.chars().count(), MOST_IN_A_NAME);
}
