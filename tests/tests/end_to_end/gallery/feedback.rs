//! What a page says and shows beside its data.

use livetpl_tests::scene::{Over, Page, Scene};

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

pub(super) async fn modal(scene: &Scene<'_>) {
    let page = scene.page().await;
    let add = async |name: &str, mail: &str| {
        page.fill("#name", name).await;
        page.fill("#mail", mail).await;
        page.click("[name=add]").await;
    };
    page.click("[commandfor=new]").await;
    page.has("#new[open]").await;
    add("Ann", "ann@example.com").await;
    page.lists("#contacts b", &["Ann"]).await;
    page.lacks("#new[open]").await;
    page.click("[commandfor=new]").await;
    add("Bob", "ANN@example.com").await;
    page.shows("#mail-error", "This address is in the list already.")
        .await;
    page.has("#new[open] #mail[aria-invalid=true]").await;
    let typed: String = page.property("#name", "value").await;
    assert_eq!(typed, "Bob");
    if scene.over() != Over::Html {
        page.has("#new:modal").await;
    }
    add("Bob", "bob@example.com").await;
    page.lists("#contacts b", &["Ann", "Bob"]).await;
    page.lacks("#new[open], #new:modal").await;
    // Nothing is left inert.
    page.click("[name=remove]").await;
    page.lists("#contacts b", &["Bob"]).await;
}

/// Presses a button of a popover, which a tab's own `click` looks for where it was before it was put to its anchor.
async fn press(page: &Page, css: &str) {
    page.eval::<bool>(&format!("(document.querySelector({css:?}).click(), true)"))
        .await;
}

pub(super) async fn dialogs(scene: &Scene<'_>) {
    let page = scene.page().await;
    page.click("[popovertarget=menu-2]").await;
    page.has("#menu-2:popover-open").await;
    press(&page, "[commandfor=rename-2]").await;
    page.has("#rename-2:modal").await;
    page.fill("#title-2", "The garden").await;
    if scene.over() == Over::WebSocket {
        let seconds: String = page.property("#seconds", "innerText").await;
        page.wait_for(&format!(
            "Number(document.querySelector('#seconds').innerText) > {seconds} + 1"
        ))
        .await;
        let typed: String = page.property("#title-2", "value").await;
        assert_eq!(typed, "The garden");
        assert_eq!(
            page.eval::<String>("document.activeElement.id").await,
            "title-2"
        );
    }
    if scene.over() != Over::Html {
        page.press("Enter").await;
        page.shows("#rename-2:modal .error", "Another paper is called so.")
            .await;
    }
    page.fill("#title-2", "A poem").await;
    page.click("#rename-2 [type=hidden] ~ p button").await;
    let titles = "#papers li > span";
    page.lists(titles, &["Shopping list", "A poem", "The garden"])
        .await;
    page.lacks("dialog[open]").await;
    page.click("[popovertarget=menu-1]").await;
    press(&page, "#menu-1 [name=copy]").await;
    page.lists(
        titles,
        &["Shopping list", "Paper 4", "A poem", "The garden"],
    )
    .await;
    if scene.over() != Over::Html {
        page.has("#menu-1:popover-open").await;
    }
}

pub(super) async fn confirm(scene: &Scene<'_>) {
    let page = scene.page().await;
    let files = "#files li > span";
    page.click("[name=ask][value='beach.jpg']").await;
    page.shows("[role=alert]", "Delete beach.jpg for good?")
        .await;
    page.wait_for("document.activeElement.name === 'keep'")
        .await;
    page.click("[name=keep]").await;
    page.lists(
        files,
        &["accounts.ods", "beach.jpg", "letter.odt", "old-letter.odt"],
    )
    .await;
    page.click("[name=ask][value='beach.jpg']").await;
    page.click("[name=delete]").await;
    page.shows(".notice", "beach.jpg is gone.").await;
    page.fill("#word", "all").await;
    page.click("[name=delete_all]").await;
    page.shows("#word-error", "Write “everything”, if you mean it.")
        .await;
    page.fill("#word", "everything").await;
    page.click("[name=delete_all]").await;
    page.lists(files, &["No files."]).await;
    page.click("[name=put_back]").await;
    page.has("[name=ask][value='beach.jpg']").await;
}

pub(super) async fn tabs(scene: &Scene<'_>) {
    let page = scene.page().await;
    page.click("#tab-soup").await;
    page.has("#tab-soup[aria-selected=true][tabindex='0']")
        .await;
    page.wait_for("document.querySelector('#panel').innerText.startsWith('Onions')")
        .await;
    page.wait_for("location.search === '?tab=soup'").await;
    if scene.over() == Over::Html {
        return;
    }
    for (key, tab) in [
        ("ArrowRight", "tea"),
        ("ArrowRight", "bread"),
        ("ArrowLeft", "tea"),
    ] {
        page.press(key).await;
        page.wait_for(&format!("document.activeElement.id === 'tab-{tab}'"))
            .await;
        page.has(&format!("#tab-{tab}[aria-selected=true]")).await;
    }
    assert_eq!(page.count("[role=tab][tabindex='0']").await, 1);
}

pub(super) async fn animations(scene: &Scene<'_>) {
    let page = scene.page().await;
    let leaves = ".leaves li";
    page.lists(leaves, &["1", "2", "3", "4"]).await;
    page.click("[name=add]").await;
    page.lists(leaves, &["1", "2", "5", "3", "4"]).await;
    if scene.over() != Over::Html {
        page.eval::<bool>(
            "(window.seen = [], window.original = Element.prototype.animate, Element.prototype.animate = function (...all) { \
              seen.push(this.classList.contains('ghost') ? 'fades' : 'slides'); return original.apply(this, all); }, true)",
        )
        .await;
    }
    page.click("[name=remove][value='2']").await;
    page.lists(leaves, &["1", "5", "3", "4"]).await;
    page.click("[name=shuffle]").await;
    page.lists(leaves, &["3", "1", "4", "5"]).await;
    if scene.over() != Over::Html {
        page.wait_for(
            "seen.filter(how => how === 'fades').length === 1 && seen.includes('slides')",
        )
        .await;
        // A copy that has faded is gone.
        page.lacks(".ghost").await;
    }
}
