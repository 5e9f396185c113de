//! What the kit says where a step can't be done: never a panic, and always what there is instead.

use livetpl::prelude::App;
use livetpl::testing::{Page, Result, TestApp};

use crate::log::Log;
use crate::said;

async fn page() -> Result<Page> {
    let app = TestApp::new(App::new().live("/", Log::default()));
    let mut page = app.user().open("/").await?;
    page.fill("Your name", "Ann").await?;
    page.click("Join").await?;
    for text in ["one", "two"] {
        page.form("form").fill("Message", text).submit().await?;
    }
    Ok(page)
}

fn assert_says(said: &str, parts: &[&str]) {
    for part in parts {
        assert!(said.contains(part), "{part:?} is not in:\n{said}");
    }
}

#[tokio::test]
async fn what_is_there_twice_has_to_be_named_better() -> Result {
    let mut page = page().await?;
    let twice = said(page.find("#messages li"));
    assert_says(
        &twice,
        &[
            "`#messages li` matches 2 elements",
            "data-key=\"1\"",
            "failures.rs:",
        ],
    );
    let twice = said(page.click("Remove").await);
    assert_says(
        &twice,
        &["`Remove` is the name of 2 elements", "page.within"],
    );
    page.within("li[data-key='1']").click("Remove").await?;
    assert_eq!(page.texts("#messages li")?, ["Ann two Remove"]);
    assert_eq!(page.within("#messages").find("b")?.text(), "Ann");
    Ok(())
}

#[tokio::test]
async fn what_is_not_there_is_told_with_what_is() -> Result {
    let mut page = page().await?;
    assert_says(
        &said(page.find("#mesages li")),
        &[
            "nothing matches `#mesages li`; there is `#messages`",
            "<b>Ann</b>",
        ],
    );
    assert_says(
        &said(page.click("Sned").await),
        &[
            "`Sned` is no text, label, name or selector",
            "\"Send\" (name `send`)",
            "failures.rs:",
        ],
    );
    assert_says(
        &said(page.fill("Massage", "x").await),
        &["`Massage` is no text, label", "the fields:", "text"],
    );
    assert_says(&said(page.find("li[")), &["`li[` is no CSS selector"]);
    assert_says(&said(page.count("::")), &["`::` is no CSS selector"]);
    assert_says(
        &said(page.form("#nowhere").submit().await),
        &["the forms: <form"],
    );
    assert_says(
        &said(page.check("Message").await),
        &["<input", "can't be used like that: `fill` is for it"],
    );
    assert_says(&said(page.click("h1").await), &["does nothing"]);
    assert_says(
        &said(page.fire("dragend", "h1").await),
        &["has `lvt-on:dragend`"],
    );
    Ok(())
}

#[tokio::test]
async fn an_address_that_is_no_page_says_what_it_was_answered_with() -> Result {
    let app = TestApp::new(App::new().live("/", Log::default()));
    let user = app.user();
    let text = said(user.open("/nowhere").await);
    assert_says(&text, &["`/nowhere` was answered with 404", "failures.rs:"]);
    assert_eq!(user.get("/nowhere").await?.status, 404);
    let mut page = user.open("/").await?;
    assert_says(
        &said(page.visit("https://example.org/").await),
        &["another site"],
    );
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn waiting_is_bounded_and_wakes_for_nothing_else() -> Result {
    let mut page = page().await?;
    let begun = tokio::time::Instant::now();
    let text = said(page.wait_for_text("never").await);
    assert_says(
        &text,
        &["the text \"never\" did not come in time", "<b>Ann</b>"],
    );
    assert_eq!(begun.elapsed().as_secs(), 2);
    Ok(())
}

#[tokio::test]
async fn an_action_that_fails_is_no_failed_step() -> Result {
    let mut page = page().await?;
    page.form("form").fill("Message", "").submit().await?;
    let [error] = page.errors() else {
        panic!("one error: {:?}", page.errors());
    };
    assert_eq!(
        (&*error.code, &*error.fields["text"]),
        ("invalid-fields", "is empty")
    );
    assert_says(
        &said(page.find("#none")),
        &["the last action's error: invalid-fields"],
    );
    page.form("form").fill("Message", "three").submit().await?;
    assert!(page.errors().is_empty());
    Ok(())
}

#[tokio::test]
async fn odd_pages_are_no_panic() -> Result {
    let deep = "<div>".repeat(2000);
    let app = App::new()
        .asset("/deep", "text/html", deep.leak().as_bytes())
        .asset("/empty", "text/html", b"")
        .asset(
            "/odd",
            "text/html",
            b"<p <table><tr><form><input name><select><option></ \xff",
        )
        .asset("/text", "text/plain", b"just text");
    let user = TestApp::new(app).user();
    for url in ["/deep", "/empty", "/odd", "/text"] {
        let mut page = user.open(url).await?;
        assert_says(&said(page.find("#none")), &["nothing matches"]);
        assert_says(
            &said(page.click("none").await),
            &["what can be clicked: none"],
        );
        assert_says(&said(page.fill("none", "").await), &["no text, label"]);
    }
    Ok(())
}
