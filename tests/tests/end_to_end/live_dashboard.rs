//! The live dashboard in real browsers: one source for all pages, and no page that asks.

use std::collections::HashMap;

use livetpl_tests::browser::{Browser, Tab};
use livetpl_tests::server::Gallery;

const PATH: &str = "/live-dashboard";

/// Notes what the page shows, by the number of the snapshot.
const WATCH: &str = "(() => { window.seen = {}; \
    const note = () => { const main = document.querySelector('main').cloneNode(true); main.normalize(); \
      seen[document.querySelector('#number').innerText] = main.innerHTML; }; \
    new MutationObserver(note).observe(document.querySelector('main'), {subtree: true, childList: true, characterData: true, attributes: true}); \
    return true; })()";

/// What a page has shown, by the number of the snapshot.
type Seen = HashMap<String, String>;

async fn number(tab: &Tab) -> u64 {
    let text: String = tab
        .eval("document.querySelector('#number').innerText")
        .await;
    text.parse().expect("a number")
}

async fn wait_for_number_after(tab: &Tab, number: u64) {
    tab.wait_for(&format!(
        "Number(document.querySelector('#number').innerText) > {number}"
    ))
    .await;
}

#[tokio::test]
async fn all_pages_show_the_same_figures_and_ask_for_none() {
    let (gallery, browser) = (Gallery::start().await, Browser::launch().await);
    let url = gallery.url(PATH);
    let ann = browser.profile().await.open(&url).await;
    let bob = browser.profile().await.open(&url).await;
    for tab in [&ann, &bob] {
        tab.wait_for("document.querySelector('#viewers').innerText === '2'")
            .await;
        tab.eval::<bool>(WATCH).await;
    }
    // A page that is slow may skip one; what both have shown was the same.
    let mut compared = 0;
    while compared < 2 {
        wait_for_number_after(&ann, number(&ann).await).await;
        wait_for_number_after(&bob, number(&ann).await - 1).await;
        let (anns, bobs): (Seen, Seen) = (ann.eval("seen").await, bob.eval("seen").await);
        compared = 0;
        for (number, shown) in &anns {
            assert!(shown.contains("<polyline points="), "{shown}");
            if let Some(other) = bobs.get(number) {
                assert_eq!(shown, other, "snapshot {number}");
                compared += 1;
            }
        }
    }
    for tab in [&ann, &bob] {
        let sent = tab.frames_sent();
        assert!(
            !sent.iter().any(|frame| frame.contains("action")),
            "{sent:?}"
        );
        for frame in tab.frames_received() {
            assert!(!frame.contains("<svg"), "no statics: {frame}");
        }
    }
}

#[tokio::test]
async fn a_page_that_is_paused_stands_still_alone() {
    let (gallery, browser) = (Gallery::start().await, Browser::launch().await);
    let url = gallery.url(PATH);
    let ann = browser.profile().await.open(&url).await;
    let bob = browser.profile().await.open(&url).await;
    ann.click("button[name=pause]").await;
    ann.wait_for("document.querySelector('button[name=go_on]')")
        .await;
    let stopped = number(&ann).await;
    let patches = |tab: &Tab| {
        let frames = tab.frames_received().into_iter();
        frames.filter(|frame| frame.contains("patch")).count()
    };
    let before = patches(&ann);
    wait_for_number_after(&bob, stopped + 1).await;
    assert_eq!(number(&ann).await, stopped);
    assert_eq!(patches(&ann), before, "what changes nothing sends nothing");
    ann.click("button[name=go_on]").await;
    wait_for_number_after(&ann, stopped + 1).await;
}

#[tokio::test]
async fn the_task_behind_it_ends_with_the_server() {
    let (gallery, browser) = (Gallery::start().await, Browser::launch().await);
    let tab = browser.profile().await.open(&gallery.url(PATH)).await;
    wait_for_number_after(&tab, number(&tab).await).await;
    let status = gallery.stop().await;
    assert!(status.success(), "{status}");
}

#[tokio::test]
async fn without_javascript_the_figures_of_now_can_be_read() {
    let (gallery, browser) = (Gallery::start().await, Browser::launch().await);
    let url = gallery.url(PATH);
    let live = browser.profile().await.open(&url).await;
    wait_for_number_after(&live, 1).await;
    let plain = browser.profile().await.blank().await;
    plain.disable_javascript().await;
    plain.go(&url).await;
    assert!(number(&plain).await > 1);
    let figures: usize = plain
        .eval("document.querySelectorAll('.tile polyline').length")
        .await;
    assert!(figures >= 2, "{figures} figures");
}
