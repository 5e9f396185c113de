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

pub(super) async fn large_table(scene: &Scene<'_>) {
    let (ann, bob) = (scene.page().await, scene.page().await);
    ann.shows("#shown", "10000").await;
    ann.fill("[name=q]", "oak chair").await;
    if scene.over() == Over::Html {
        ann.click("[role=search] button").await;
    }
    ann.wait_for("Number(document.querySelector('#shown').innerText) < 200")
        .await;
    let found: usize = ann.count("tbody tr").await;
    assert!(found > 10, "{found} oak chairs");
    ann.click("th:nth-child(2) a").await;
    ann.has("th:nth-child(2)[aria-sort=ascending]").await;
    ann.wait_for("(prices => prices.length > 10 && prices.every((price, at) => !at || prices[at - 1] <= price))([...document.querySelectorAll('tbody td:nth-child(2)')].map(td => Number(td.textContent)))")
        .await;
    assert_eq!(ann.count("tbody tr").await, found, "it is filtered still");
    let left: String = ann.property("tbody td:nth-child(3)", "textContent").await;
    let left: u32 = left.parse().expect("a number");
    ann.click("tbody a").await;
    ann.has("tbody tr[aria-current]").await;
    ann.click("[name=sell]").await;
    ann.shows("tbody td:nth-child(3)", &(left - 1).to_string())
        .await;
    ann.click("[name=delete]").await;
    ann.shows("#shown", &(found - 1).to_string()).await;
    bob.look().await;
    bob.shows("#all", "9999").await;
    bob.click("[name=append]").await;
    bob.shows("tbody td:nth-child(4)", "10001").await;
    ann.look().await;
    ann.shows("#all", "10000").await;
}

pub(super) async fn sortable(scene: &Scene<'_>) {
    let page = scene.page().await;
    let first = async |one: &str| {
        page.shows("ol.rows li:nth-child(1) > span", one).await;
    };
    first("Boil the water").await;
    page.click("[name=down][value='Boil the water']").await;
    first("Warm the pot").await;
    page.shows(".notice", "“Boil the water” is now number 2 of 6.")
        .await;
    page.click("[name=up][value='Boil the water']").await;
    first("Boil the water").await;
    // What is first goes no higher.
    page.click("[name=up][value='Boil the water']").await;
    first("Boil the water").await;
    if scene.over() == Over::Html {
        return;
    }
    page.eval::<bool>("(document.querySelector('.handle').focus(), true)")
        .await;
    page.press("ArrowDown").await;
    first("Warm the pot").await;
    let focused: String = page
        .eval("document.activeElement.closest('li')?.dataset.key ?? ''")
        .await;
    assert_eq!(focused, "Boil the water", "what moved has kept its focus");
    page.press("ArrowDown").await;
    page.shows("ol.rows li:nth-child(3) > span", "Boil the water")
        .await;
    // The last is dropped on the first, and takes its place.
    page.eval::<bool>(
        "((card, onto, data) => { \
            const fire = (on, name) => on.dispatchEvent(new DragEvent(name, { bubbles: true, cancelable: true, dataTransfer: data })); \
            fire(card, 'dragstart'); fire(onto, 'dragover'); fire(onto, 'drop'); fire(card, 'dragend'); return true; \
         })(document.querySelector('.rows li:last-child'), document.querySelector('.rows li'), new DataTransfer())",
    )
    .await;
    first("Pour the tea").await;
}
