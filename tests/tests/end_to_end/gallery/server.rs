//! The server speaks first.

use livetpl_tests::scene::Scene;

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
