//! First steps.

use livetpl_tests::scene::Scene;

pub(super) async fn counter(scene: &Scene<'_>) {
    let ann = scene.person().await;
    let page = ann.page().await;
    page.shows("#count", "0").await;
    page.lacks("[name=reset]").await;
    page.click("[name=increment]").await;
    page.click("[name=increment]").await;
    page.shows("#count", "2").await;
    page.click("[name=decrement]").await;
    page.shows("#count", "1").await;
    ann.page().await.shows("#count", "1").await;
    scene.page().await.shows("#count", "0").await;
    page.click("[name=reset]").await;
    page.shows("#count", "0").await;
}
