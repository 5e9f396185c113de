//! The message log in a real browser: two tabs, one log, and everything that may come between them.

use livetpl_tests::browser::{Browser, Profile, Tab};
use livetpl_tests::server::Gallery;

const BODY: &str = "(() => { const body = document.body.cloneNode(true); body.normalize(); return body.outerHTML; })()";

async fn joined(profile: &Profile, url: &str, name: &str) -> Tab {
    let tab = profile.open(url).await;
    tab.type_text("input[name=username]", name).await;
    tab.click("button[name=join]").await;
    tab.wait_for("document.querySelector('input[name=text]')")
        .await;
    tab
}

async fn send(tab: &Tab, text: &str) {
    tab.type_text("input[name=text]", text).await;
    tab.click("button[name=send]").await;
}

async fn wait_for_messages(tab: &Tab, count: usize) {
    tab.wait_for(&format!(
        "document.querySelectorAll('#messages li[data-key]').length === {count}"
    ))
    .await;
}

async fn messages(tab: &Tab) -> Vec<String> {
    tab.eval("[...document.querySelectorAll('#messages li')].map(li => li.innerText)")
        .await
}

/// What the page shows is what a fresh page of the same tab would show, below the form that each tab has for itself.
async fn assert_log_equals_fresh(tab: &Tab, fresh: &Tab) {
    let log = "(() => { const log = document.querySelector('#messages').cloneNode(true); log.normalize(); return log.outerHTML; })()";
    assert_eq!(
        tab.eval::<String>(log).await,
        fresh.eval::<String>(log).await
    );
}

#[tokio::test]
async fn two_tabs_of_one_browser_share_one_log() {
    let (gallery, browser) = (Gallery::start().await, Browser::launch().await);
    let url = gallery.url("/message-log");
    let profile = browser.profile().await;
    let ann = joined(&profile, &url, "Ann").await;
    let bob = joined(&profile, &url, "Bob").await;
    let stranger = browser.profile().await.open(&url).await;
    let (requests, frames) = (bob.requests().len(), bob.frames_received().len());

    send(&ann, "hello").await;
    wait_for_messages(&bob, 1).await;
    wait_for_messages(&ann, 1).await;
    assert_eq!(
        bob.requests().len(),
        requests,
        "the tab that did not act made no HTTP request"
    );
    let new: Vec<String> = bob.frames_received().split_off(frames);
    let peer = new
        .iter()
        .find(|frame| frame.contains("hello"))
        .expect("the peer's frame");
    assert!(peer.len() < 200, "{} bytes: {peer}", peer.len());
    assert!(
        !peer.contains("<li") && !peer.contains("data-key"),
        "no statics: {peer}"
    );

    send(&bob, "hi Ann").await;
    wait_for_messages(&ann, 2).await;
    wait_for_messages(&bob, 2).await;
    for tab in [&ann, &bob] {
        assert_eq!(messages(tab).await, ["Ann hello", "Bob hi Ann"]);
    }
    let name = "document.querySelector('label[for=text]').innerText";
    assert_eq!(
        (
            ann.eval::<String>(name).await,
            bob.eval::<String>(name).await
        ),
        ("Ann".to_owned(), "Bob".to_owned())
    );
    assert_eq!(
        ann.eval::<String>("document.querySelector('input[name=text]').value")
            .await,
        "",
        "the form was reset"
    );

    // Another browser has joined no self topic of theirs; its page is as it was.
    assert_eq!(messages(&stranger).await, ["No messages yet"]);
    let late = profile.open(&url).await;
    assert_eq!(
        messages(&late).await,
        ["Ann hello", "Bob hi Ann"],
        "a tab opened late shows the log at once"
    );
    assert_log_equals_fresh(&ann, &late).await;
    assert_log_equals_fresh(&bob, &late).await;
}

#[tokio::test]
async fn guarantee_1_a_page_equals_a_fresh_page() {
    let (gallery, browser) = (Gallery::start().await, Browser::launch().await);
    let profile = browser.profile().await;
    let tab = profile.open(&gallery.url("/counter")).await;
    for (button, count) in [
        ("increment", "1"),
        ("increment", "2"),
        ("decrement", "1"),
        ("reset", "0"),
        ("decrement", "-1"),
    ] {
        tab.click(&format!("button[name={button}]")).await;
        tab.wait_for(&format!(
            "document.querySelector('#count').innerText === '{count}'"
        ))
        .await;
        let fresh = profile.open(&gallery.url("/counter")).await;
        assert_eq!(
            tab.eval::<String>(BODY).await,
            fresh.eval::<String>(BODY).await,
            "after {button}"
        );
    }
}

#[tokio::test]
async fn typing_survives_fifty_messages() {
    let (gallery, browser) = (Gallery::start().await, Browser::launch().await);
    let url = gallery.url("/message-log");
    let profile = browser.profile().await;
    let ann = joined(&profile, &url, "Ann").await;
    let bob = joined(&profile, &url, "Bob").await;
    send(&bob, "first").await;
    wait_for_messages(&ann, 1).await;
    ann.eval::<bool>("(window.first = document.querySelector('#messages li[data-key]'), true)")
        .await;
    ann.click("input[name=text]").await;

    // Bob's form is submitted fifty times while Ann types, in the middle of what she has typed before.
    let flood = bob.eval::<bool>(
        "(async () => { const form = document.querySelector('form'); const input = form.text; \
          for (let i = 0; i < 50; i++) { \
            const done = new Promise(r => document.addEventListener('lvt:done', r, { once: true })); \
            input.value = 'message ' + i; form.requestSubmit(form.querySelector('button')); await done; \
            await new Promise(r => setTimeout(r, 40)); \
          } return true; })()",
    );
    let typing = async {
        for c in "abcdef".chars() {
            ann.key(c).await;
        }
        ann.eval::<bool>("(document.activeElement.setSelectionRange(3, 3), true)")
            .await;
        for (i, c) in "The quick brown fox jumps over the lazy dog"
            .chars()
            .enumerate()
        {
            ann.key(c).await;
            // A message between each two keys.
            ann.wait_for(&format!(
                "document.querySelectorAll('#messages li[data-key]').length > {}",
                i + 1
            ))
            .await;
        }
    };
    tokio::join!(flood, typing);
    wait_for_messages(&ann, 51).await;
    let typed = "abcThe quick brown fox jumps over the lazy dogdef";
    let (value, caret, focused): (String, usize, bool) = ann
        .eval("(() => { const e = document.querySelector('input[name=text]'); return [e.value, e.selectionStart, e === document.activeElement]; })()")
        .await;
    assert_eq!(
        (value.as_str(), caret, focused),
        (typed, typed.len() - 3, true)
    );
    assert!(
        ann.eval::<bool>("window.first === document.querySelector('#messages li[data-key]')")
            .await,
        "the same node"
    );
    assert_eq!(messages(&ann).await.len(), 51);
}

#[tokio::test]
async fn both_tabs_come_back_after_a_restart() {
    let (mut gallery, browser) = (Gallery::start().await, Browser::launch().await);
    let url = gallery.url("/message-log");
    let profile = browser.profile().await;
    let ann = joined(&profile, &url, "Ann").await;
    let bob = profile.open(&url).await;
    send(&ann, "lost with the server").await;
    wait_for_messages(&bob, 1).await;
    gallery.restart().await;
    for tab in [&ann, &bob] {
        // The log was in memory, and the names were the pages' own: a fresh page is what both show.
        tab.wait_for("document.querySelector('#messages li.empty') && document.querySelector('input[name=username]')").await;
        tab.wait_connected().await;
    }
    ann.type_text("input[name=username]", "Ann").await;
    ann.click("button[name=join]").await;
    send(&ann, "back").await;
    wait_for_messages(&bob, 1).await;
    assert_eq!(messages(&bob).await, ["Ann back"]);
}

#[tokio::test]
async fn guarantee_9_without_websocket_every_action_works() {
    let (gallery, browser) = (Gallery::start().await, Browser::launch().await);
    let url = gallery.url("/message-log");
    let profile = browser.profile().await;
    let tab = profile.blank().await;
    tab.block_websocket().await;
    tab.go(&url).await;
    tab.type_text("input[name=username]", "Ann").await;
    tab.click("button[name=join]").await;
    tab.wait_for("document.querySelector('input[name=text]')")
        .await;
    let peer = profile.open(&url).await;
    send(&tab, "by fetch").await;
    wait_for_messages(&tab, 1).await;
    wait_for_messages(&peer, 1).await;
    assert_eq!(messages(&tab).await, ["Ann by fetch"]);
    let navigations: usize = tab
        .eval("performance.getEntriesByType('navigation').length")
        .await;
    assert_eq!(navigations, 1, "the page was not loaded again");
    send(&tab, "again").await;
    wait_for_messages(&tab, 2).await;
    assert_log_equals_fresh(&tab, &peer).await;
    // What others do arrives, too, though nobody acts here.
    peer.type_text("input[name=username]", "Bob").await;
    peer.click("button[name=join]").await;
    send(&peer, "by socket").await;
    wait_for_messages(&tab, 3).await;
    assert_log_equals_fresh(&tab, &peer).await;
}

#[tokio::test]
async fn without_javascript_the_log_can_be_read() {
    let (gallery, browser) = (Gallery::start().await, Browser::launch().await);
    let url = gallery.url("/message-log");
    let profile = browser.profile().await;
    let ann = joined(&profile, &url, "Ann").await;
    send(&ann, "for readers").await;
    wait_for_messages(&ann, 1).await;
    let plain = profile.blank().await;
    plain.disable_javascript().await;
    plain.go(&url).await;
    assert_eq!(messages(&plain).await, ["Ann for readers"]);
    // Joining without JavaScript is a proper page too, though a name that is not persisted can't outlive it.
    plain.type_text("input[name=username]", "Bob").await;
    plain.click("button[name=join]").await;
    plain.wait_for("document.readyState === 'complete' && document.querySelector('input[name=username]').value === ''").await;
    assert_eq!(messages(&plain).await, ["Ann for readers"]);
}
