//! Who is there.

use livetpl_tests::scene::Scene;

pub(super) async fn presence(scene: &Scene<'_>) {
    let (ann, bob) = (scene.page().await, scene.page().await);
    ann.fill("[name=name]", "ann").await;
    ann.click("[name=enter]").await;
    ann.lists("#people li", &["ann"]).await;
    bob.lists("#people li", &["ann"]).await;
    ann.click("[name=leave]").await;
    bob.shows(".notice", "ann has gone.").await;
}

pub(super) async fn login(scene: &Scene<'_>) {
    let page = scene.page().await;
    page.fill("#name", "ann").await;
    page.fill("#password", "pears").await;
    page.click("[name=login]").await;
    page.wait_for("document.querySelector('#problem')?.innerText")
        .await;
    page.fill("#name", "ann").await;
    page.fill("#password", "apples").await;
    page.click("[name=login]").await;
    page.shows("#user", "ann").await;
    page.fill("#note", "milk").await;
    page.click("[name=pin]").await;
    page.click("[name=logout]").await;
    page.has("[name=login]").await;
}
