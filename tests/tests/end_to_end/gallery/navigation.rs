//! Search and navigation.

use livetpl_tests::scene::{Over, Scene};

pub(super) async fn active_search(scene: &Scene<'_>) {
    let person = scene.person().await;
    let page = person.page().await;
    page.shows("#count", "118").await;
    page.fill("[name=q]", "oGa").await;
    if scene.over() == Over::Html {
        page.click("[role=search] button").await;
    }
    page.lists(".elements b", &["Og"]).await;
    page.lists("mark", &["Oga"]).await;
    page.shows("#count", "1").await;
    let typed: String = page.property("[name=q]", "value").await;
    assert_eq!(typed, "oGa");
    let linked = person.page_at("?q=79").await;
    linked.lists(".elements b", &["Au"]).await;
    let nothing = person.page_at("?q=%3Cb%3E").await;
    nothing.has(".elements .empty").await;
    let kept: String = nothing.property("[name=q]", "value").await;
    assert_eq!(kept, "<b>");
}
