//! What a page says and shows beside its data.

use livetpl_tests::scene::{Over, Scene};

pub(super) async fn keyboard_shortcuts(scene: &Scene<'_>) {
    let page = scene.page().await;
    page.has("li:nth-child(1)[aria-current]").await;
    page.click("[name=next]").await;
    page.has("li:nth-child(2)[aria-current]").await;
    page.click("[name=previous]").await;
    page.has("li:nth-child(1)[aria-current]").await;
    page.fill("#note", "jks?").await;
    page.click("[name=keep]").await;
    page.shows("#kept", "jks?").await;
    page.has("li:nth-child(1)[aria-current]").await;
    page.lacks("#keys").await;
    if scene.over() == Over::Html {
        return;
    }
    page.eval::<bool>("(document.activeElement.blur(), true)")
        .await;
    page.key('j').await;
    page.has("li:nth-child(2)[aria-current]").await;
    page.key('s').await;
    page.has("li:nth-child(2) [aria-label=starred]").await;
    page.key('?').await;
    page.has("#keys").await;
    page.press("Escape").await;
    page.lacks("#keys").await;
}

pub(super) async fn loading_states(scene: &Scene<'_>) {
    let page = scene.page().await;
    page.fill("#title", "Tea").await;
    page.click("[name=save]").await;
    if scene.over() != Over::Html {
        page.has("form[aria-busy=true] [name=save]:disabled").await;
        page.shows("[name=save]", "Saving…").await;
    }
    page.shows(".notice", "Saved 1 time.").await;
    page.shows("[name=save]", "Save").await;
    page.lacks("[aria-busy=true]").await;
    if scene.over() == Over::Html {
        return;
    }
    // Of two that overlap the second ends it; one changes nothing, the other one fails.
    page.click("[name=nothing]").await;
    page.click("[name=fail]").await;
    page.has("#spinner.turns").await;
    page.lacks("#spinner.turns").await;
    page.lacks("button:disabled").await;
}

pub(super) async fn highlight(scene: &Scene<'_>) {
    let page = scene.page().await;
    if scene.over() != Over::Html {
        page.eval::<bool>(
            "(window.flashed = [], window.original = Element.prototype.animate, Element.prototype.animate = function (...all) { \
              if (this.matches('td')) flashed.push(this.parentNode.dataset.key); return original.apply(this, all); }, true)",
        )
        .await;
    }
    page.click("[name=next_round]").await;
    page.shows("#rounds", "1").await;
    let prices = "td:nth-child(2)";
    page.lists(prices, &["2.40", "3.22", "12.90", "5.48", "3.30", "1.32"])
        .await;
    if scene.over() == Over::Html {
        return;
    }
    let flashed: Vec<String> = page.eval("flashed").await;
    assert_eq!(flashed, ["Bread", "Dates", "Flour"]);
    page.click("[name=start]").await;
    page.wait_for("Number(document.querySelector('#rounds').innerText) >= 2")
        .await;
    page.click("[name=stop]").await;
    page.has("[name=start]").await;
}
