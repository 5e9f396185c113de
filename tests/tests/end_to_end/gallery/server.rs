//! The server speaks first.

use livetpl_tests::scene::{Over, Scene};

pub(super) async fn live_dashboard(scene: &Scene<'_>) {
    let page = scene.page().await;
    let first: String = page.property("#number", "innerText").await;
    page.wait_for(&format!(
        "document.querySelector('#number').innerText !== {first:?}"
    ))
    .await;
    page.click("[name=pause]").await;
    page.has("[name=go_on]").await;
    let stopped: String = page.property("#number", "innerText").await;
    page.click("[name=go_on]").await;
    page.has("[name=pause]").await;
    page.wait_for(&format!(
        "document.querySelector('#number').innerText !== {stopped:?}"
    ))
    .await;
}

pub(super) async fn reconnection(scene: &Scene<'_>) {
    let page = scene.page().await;
    page.fill("#draft", "a").await;
    page.fill("#kept", "b").await;
    page.click("[name=remember]").await;
    page.lists("#remembered dd", &["a", "b"]).await;
    page.shows("#reconnects", "0").await;
}

pub(super) async fn live_preview(scene: &Scene<'_>) {
    let page = scene.page().await;
    page.lists(
        "#preview li",
        &[
            "a line that begins with # is a heading",
            "a line that begins with - is in a list",
        ],
    )
    .await;
    page.fill("#text", "# <b>Hi</b> - you").await;
    if scene.over() == Over::Html {
        page.click("[name=change]").await;
    }
    // It is shown, never read as HTML.
    page.lists("#preview > *", &["<b>Hi</b> - you"]).await;
    page.lacks("#preview b").await;
    page.shows("#words", "2").await;
    let typed: String = page.property("#text", "value").await;
    assert_eq!(typed, "# <b>Hi</b> - you");
}

pub(super) async fn server_push(scene: &Scene<'_>) {
    let person = scene.person().await;
    let (asks, waits) = (person.page().await, person.page().await);
    let stranger = scene.page().await;
    asks.fill("[name=text]", "Tea").await;
    asks.click("[name=remind]").await;
    asks.shows("#waiting", "1 still to come").await;
    waits.lists("#came li", &["Tea"]).await;
    asks.lists("#came li", &["Tea"]).await;
    asks.shows("#waiting", "0 still to come").await;
    stranger.lists("#came li", &["Nothing has come yet."]).await;
    for waiting in 1..=3 {
        asks.choose("[name=seconds]", "60").await;
        asks.click("[name=remind]").await;
        asks.shows("#waiting", &format!("{waiting} still to come"))
            .await;
    }
    asks.choose("[name=seconds]", "60").await;
    asks.click("[name=remind]").await;
    asks.shows("#waiting", "Not more than three at a time, please.")
        .await;
}
