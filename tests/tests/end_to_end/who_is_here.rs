//! Presence in real browsers: who comes, who goes, and who just disappears.

use livetpl_tests::browser::{Browser, Profile, Tab};
use livetpl_tests::server::Gallery;

const PATH: &str = "/presence";

async fn here(profile: &Profile, url: &str, name: &str) -> Tab {
    let tab = profile.open(url).await;
    tab.type_text("input[name=name]", name).await;
    tab.click("button[name=enter]").await;
    tab.wait_for("document.querySelector('button[name=leave]')")
        .await;
    tab
}

/// Waits until the page lists just these people.
async fn wait_for_people(tab: &Tab, people: &[&str]) {
    tab.wait_for(&format!(
        "[...document.querySelectorAll('#people li')].map(li => li.innerText.trim()).sort().join('|') === {:?}",
        people.join("|")
    ))
    .await;
}

#[tokio::test]
async fn everybody_sees_who_comes_and_goes() {
    // A page that does not come back within a second is gone.
    let environment = [("LIVETPL_RESUME_SECONDS", "1")];
    let gallery = Gallery::start_at("127.0.0.1:0", &environment).await;
    let browser = Browser::launch().await;
    let url = gallery.url(PATH);
    let watcher = browser.profile().await.open(&url).await;
    wait_for_people(&watcher, &["Nobody has said their name yet."]).await;
    let anns = browser.profile().await;
    let ann = here(&anns, &url, "Ann").await;
    let bob = here(&browser.profile().await, &url, "Bob").await;
    for tab in [&watcher, &ann, &bob] {
        wait_for_people(tab, &["Ann", "Bob"]).await;
    }
    ann.click("button[name=toggle]").await;
    ann.wait_for(
        "document.querySelector('button[name=toggle]').getAttribute('aria-pressed') === 'true'",
    )
    .await;
    for tab in [&watcher, &bob] {
        wait_for_people(tab, &["Ann, busy", "Bob"]).await;
    }
    // Two tabs of one browser are one person, who leaves with the second.
    let second = anns.open(&url).await;
    wait_for_people(&second, &["Ann, busy", "Bob"]).await;
    ann.go("about:blank").await;
    second.click("button[name=toggle]").await;
    wait_for_people(&watcher, &["Ann", "Bob"]).await;
    second.go("about:blank").await;
    for tab in [&watcher, &bob] {
        wait_for_people(tab, &["Bob"]).await;
        tab.wait_for("document.querySelector('.notice').innerText === 'Ann has gone.'")
            .await;
    }
    bob.click("button[name=leave]").await;
    wait_for_people(&watcher, &["Nobody has said their name yet."]).await;
}

#[tokio::test]
async fn who_reloads_does_not_leave() {
    let (gallery, browser) = (Gallery::start().await, Browser::launch().await);
    let url = gallery.url(PATH);
    let watcher = browser.profile().await.open(&url).await;
    let ann = here(&browser.profile().await, &url, "Ann").await;
    wait_for_people(&watcher, &["Ann"]).await;
    ann.go(&url).await;
    ann.wait_connected().await;
    for tab in [&watcher, &ann] {
        wait_for_people(tab, &["Ann"]).await;
    }
    let news: String = watcher
        .eval("document.querySelector('.notice').innerText")
        .await;
    assert_eq!(news, "Ann has come.", "she has not gone meanwhile");
}

#[tokio::test]
async fn without_javascript_one_sees_who_is_here() {
    let (gallery, browser) = (Gallery::start().await, Browser::launch().await);
    let url = gallery.url(PATH);
    let _ann = here(&browser.profile().await, &url, "Ann").await;
    let plain = browser.profile().await.blank().await;
    plain.disable_javascript().await;
    plain.go(&url).await;
    wait_for_people(&plain, &["Ann"]).await;
    // A page that nobody is connected to is nobody's presence.
    plain.type_text("input[name=name]", "Bob").await;
    plain.click("button[name=enter]").await;
    plain
        .wait_for(
            "document.readyState === 'complete' && document.querySelector('button[name=leave]')",
        )
        .await;
    wait_for_people(&plain, &["Ann"]).await;
}
