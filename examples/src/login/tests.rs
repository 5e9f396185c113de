//! Signing in and out, over every transport: the cookie, the session, and the other pages.

use livetpl::prelude::App;
use livetpl::testing::{Page, Result, TestApp, Transport, User};

use super::{Accounts, Login};

fn app() -> Result<TestApp> {
    let accounts = Accounts::new(b"a key that only this test knows".to_vec());
    let app = App::new().authenticator(accounts.clone());
    Ok(TestApp::new(app.live("/login", Login::new(accounts))))
}

async fn signed_in(user: &User, transport: Transport) -> Result<Page> {
    let mut page = user.open_by(transport, "/login").await?;
    page.form("form")
        .fill("Name", "Ann")
        .fill("Password", "apples")
        .submit()
        .await?;
    Ok(page)
}

#[tokio::test]
async fn a_name_and_its_password_open_the_door() -> Result {
    for transport in Transport::ALL {
        let user = app()?.user();
        let mut page = user.open_by(transport, "/login").await?;
        page.form("form")
            .fill("Name", "Ann")
            .fill("Password", "pears")
            .submit()
            .await?;
        assert!(
            page.find("#problem")?.text().contains("don’t go together"),
            "{transport}"
        );
        assert!(user.cookie("gallery-user").is_none());
        page.form("form")
            .fill("Name", "Ann")
            .fill("Password", "apples")
            .submit()
            .await?;
        assert_eq!(page.find("#user")?.text(), "ann", "{transport}");
        page.click("Sign out").await?;
        assert!(page.has("[name=password]"), "{transport}");
        assert!(user.cookie("gallery-user").is_none(), "the cookie is gone");
    }
    Ok(())
}

#[tokio::test]
async fn what_is_pinned_here_is_pinned_on_the_other_device() -> Result {
    for transport in Transport::ALL {
        let app = app()?;
        let mut here = signed_in(&app.user(), transport).await?;
        let mut there = signed_in(&app.user(), transport).await?;
        here.fill("note", "milk").await?;
        here.click("Pin").await?;
        there
            .wait_for(|page| Ok(page.find("#note")?.value() == "milk"))
            .await?;
    }
    Ok(())
}

#[tokio::test]
async fn who_signs_out_is_signed_out_in_all_tabs() -> Result {
    let user = app()?.user();
    let mut page = signed_in(&user, Transport::WebSocket).await?;
    let mut other = user.open("/login").await?;
    assert_eq!(other.find("#user")?.text(), "ann");
    page.click("Sign out").await?;
    other.wait_for_element("[name=password]").await
}

#[tokio::test]
async fn a_cookie_that_was_tampered_with_signs_nobody_in() -> Result {
    let app = app()?;
    let user = app.user();
    signed_in(&user, Transport::WebSocket).await?;
    let cookie = user.cookie("gallery-user").unwrap_or_default();
    let thief = app.user();
    thief.set_cookie("gallery-user", &cookie.replacen("ann", "bob", 1));
    assert!(thief.open("/login").await?.has("[name=password]"));
    thief.set_cookie("gallery-user", &cookie);
    assert_eq!(thief.open("/login").await?.find("#user")?.text(), "ann");
    Ok(())
}
