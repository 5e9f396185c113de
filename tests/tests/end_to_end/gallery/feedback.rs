//! What a page says and shows beside its data.

use livetpl_tests::scene::{Over, Scene};

pub(super) async fn flash_messages(scene: &Scene<'_>) {
    let page = scene.page().await;
    page.check_accessible().await;
    page.fill("#title", "Milk").await;
    page.click("[name=save]").await;
    page.shows("#success .notice", "Saved “Milk”.").await;
    // Each stays beside the others. Without JavaScript each form ends in a page of its own, which shows what that one said.
    page.click("[name=warn]").await;
    page.shows("#error .notice", "The printer is out of paper.")
        .await;
    page.check_accessible().await;
    if scene.over() == Over::Html {
        page.lacks("#success").await;
    } else {
        page.has("#success").await;
        page.click("#error [name=dismiss]").await;
        page.lacks("#error").await;
        page.has("#success").await;
    }
    // A failed action says nothing but its error, which stands at its field, until the next one.
    page.fill("#title", "").await;
    page.click("[name=save]").await;
    page.shows("#problem", "A title has at least one letter.")
        .await;
    page.has("#title[aria-invalid=true]").await;
    page.lacks("#error").await;
    page.click("[name=copy]").await;
    page.shows("#info .notice", "Copied.").await;
    page.lacks("#title[aria-invalid]").await;
    page.shows("#problem", "").await;
    if scene.over() != Over::Html {
        page.lacks("#info").await;
    }
    // Over the redirect of a plain form it goes once.
    page.click("[name=post]").await;
    page.shows("#success .notice", "Posted: reload, and this is gone.")
        .await;
    let url: String = page.eval("location.href").await;
    page.go(&url).await;
    page.has("[name=post]").await;
    page.lacks("#success").await;
}
