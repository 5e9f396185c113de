//! Search and navigation.

use livetpl_tests::scene::{Over, Page, Scene};

async fn is_at(page: &Page, path: &str) {
    page.wait_for(&format!(
        "document.readyState === 'complete' && location.pathname + location.search === {path:?}"
    ))
    .await;
}

async fn go_back(page: &Page) {
    page.eval::<bool>("(history.back(), true)").await;
}

pub(super) async fn url_filters(scene: &Scene<'_>) {
    let ann = scene.person().await;
    let page = ann.page().await;
    let path = "/url-filters";
    page.click("#fern").await;
    page.lists("#plants .name", &["Maidenhair", "Royal fern"])
        .await;
    is_at(&page, &format!("{path}?q=&kind=fern&sort=")).await;
    page.click("[name=sort][value=height]").await;
    is_at(&page, &format!("{path}?kind=fern&sort=height")).await;
    page.click("#tree").await;
    page.lists("#plants .name", &["Rowan", "Field maple", "Silver birch"])
        .await;
    page.fill("#q", "r").await;
    page.click("#search button").await;
    page.lists("#plants .name", &["Rowan", "Silver birch"])
        .await;
    is_at(&page, &format!("{path}?q=r&kind=tree&sort=height")).await;
    // The address is all there is: another browser shows the same, and the history what was there.
    let other = scene.person().await;
    let other = other.page_at("?q=r&kind=tree&sort=height").await;
    other
        .lists("#plants .name", &["Rowan", "Silver birch"])
        .await;
    assert_eq!(other.property::<String>("#q", "value").await, "r");
    go_back(&page).await;
    page.lists("#plants .name", &["Rowan", "Field maple", "Silver birch"])
        .await;
    page.click("[name=sort][value=name]").await;
    page.lists("#plants .name", &["Field maple", "Rowan", "Silver birch"])
        .await;
    page.check_accessible().await;
}

pub(super) async fn spa_navigation(scene: &Scene<'_>) {
    let page = scene.page().await;
    page.eval::<bool>("(window.first = true)").await;
    page.click("#islands li:nth-child(2) a").await;
    page.shows("#name", "St Helena").await;
    is_at(&page, "/spa-navigation/st-helena").await;
    page.shows("#came", "as a page of its own").await;
    page.click("#next").await;
    page.shows("#name", "Tristan da Cunha").await;
    page.click("#text").await;
    page.has("article.large").await;
    page.shows("#visits", "3").await;
    let by = match scene.over() {
        Over::Html => "as a page of its own",
        _ => "over the page’s connection",
    };
    page.shows("#came", by).await;
    page.click("[name=drift]").await;
    page.shows("#name", "Foula").await;
    is_at(&page, "/spa-navigation/foula").await;
    page.check_accessible().await;
    page.click("#all").await;
    page.has("#islands").await;
    go_back(&page).await;
    page.shows("#name", "Foula").await;
    go_back(&page).await;
    page.has("article.large").await;
    page.shows("#name", "Tristan da Cunha").await;
    if scene.over() != Over::Html {
        assert!(
            page.eval::<bool>("!!window.first").await,
            "no page was loaded"
        );
    }
}

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
