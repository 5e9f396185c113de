//! Lists.

use livetpl_tests::scene::{Over, Scene};

pub(super) async fn delete_row(scene: &Scene<'_>) {
    let page = scene.page().await;
    page.click("[aria-label='Delete Receipts']").await;
    page.shows("[role=alert]", "Delete “Receipts”?").await;
    page.wait_for("document.activeElement?.name === 'delete'")
        .await;
    page.check_accessible().await;
    page.click("[name=keep]").await;
    page.lacks("[name=delete]").await;
    assert_eq!(page.count("#rows li").await, 5);
    page.click("[aria-label='Delete Receipts']").await;
    page.click("[name=delete]").await;
    page.lists(
        "#rows li span",
        &["Letters", "Photographs", "Recipes", "Tickets"],
    )
    .await;
    page.click("[name=undo]").await;
    page.lists(
        "#rows li span",
        &["Letters", "Photographs", "Receipts", "Recipes", "Tickets"],
    )
    .await;
    page.lacks("[name=undo]").await;
}

pub(super) async fn click_to_load(scene: &Scene<'_>) {
    let person = scene.person().await;
    let page = person.page().await;
    let shown = |rows: usize| format!("document.querySelectorAll('#moons li').length === {rows}");
    for rows in [6, 12, 18, 24] {
        page.wait_for(&shown(rows)).await;
        if rows < 24 {
            page.click("[name=load_more]").await;
        }
    }
    page.lacks("[name=load_more]").await;
    person.page().await.wait_for(&shown(24)).await;
    page.click("[name=start_again]").await;
    page.wait_for(&shown(6)).await;
}

pub(super) async fn infinite_scroll(scene: &Scene<'_>) {
    let page = scene.page().await;
    let rows = "document.querySelectorAll('#squares li').length";
    page.wait_for(&format!("{rows} >= 20")).await;
    loop {
        let before: usize = page.eval(rows).await;
        if before == 200 {
            break;
        }
        if scene.over() == Over::Html {
            page.click("main p a").await;
        } else {
            page.eval::<bool>(
                "(document.querySelector('[lvt-scroll-sentinel]')?.scrollIntoView(), true)",
            )
            .await;
        }
        page.wait_for(&format!("{rows} > {before}")).await;
    }
    page.lacks("[lvt-scroll-sentinel]").await;
    page.shows("#squares li:last-child span:last-child", "40000")
        .await;
}
