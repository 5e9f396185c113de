//! The shared notepad in real browsers: two write at once, and no word is lost.

use livetpl_tests::browser::{Browser, Profile, Tab};
use livetpl_tests::server::Gallery;

const PATH: &str = "/shared-notepad";

async fn writer(profile: &Profile, url: &str, name: &str) -> Tab {
    let tab = profile.open(url).await;
    edit(&tab).await;
    tab.type_text("#name", name).await;
    tab
}

async fn edit(tab: &Tab) {
    tab.click("button[name=edit]").await;
    tab.wait_for("document.readyState === 'complete' && document.querySelector('#text')")
        .await;
}

/// Puts the caret behind `after` and types.
async fn type_after(tab: &Tab, after: &str, text: &str) {
    tab.eval::<bool>(&format!(
        "(() => {{ const area = document.querySelector('#text'); area.focus(); \
         const at = area.value.indexOf('{after}') + '{after}'.length; area.setSelectionRange(at, at); return true; }})()"
    ))
    .await;
    for c in text.chars() {
        tab.key(c).await;
    }
}

async fn save(tab: &Tab) {
    tab.click("button[name=save]").await;
}

async fn wait_for_note(tab: &Tab, text: &str) {
    tab.wait_for(&format!(
        "document.readyState === 'complete' && document.querySelector('#note')?.textContent === {text:?}"
    ))
    .await;
}

async fn written(tab: &Tab) -> String {
    tab.eval("document.querySelector('#text').value").await
}

#[tokio::test]
async fn what_two_wrote_on_different_lines_is_merged() {
    let (gallery, browser) = (Gallery::start().await, Browser::launch().await);
    let url = gallery.url(PATH);
    let ann = writer(&browser.profile().await, &url, "Ann").await;
    let bob = writer(&browser.profile().await, &url, "Bob").await;
    let reader = browser.profile().await.open(&url).await;

    type_after(&bob, "cheese", ", old").await;
    type_after(&ann, "Shop", "PP").await;
    save(&bob).await;
    let bobs = "Shopping list\n\napples\nbread\ncheese, old";
    wait_for_note(&bob, bobs).await;
    wait_for_note(&reader, bobs).await;
    // Ann is told while she writes; her text and her caret are as they were.
    ann.wait_for("document.querySelector('#theirs')?.innerText.includes('cheese, old')")
        .await;
    assert_eq!(
        written(&ann).await,
        "ShopPPping list\n\napples\nbread\ncheese"
    );
    let (caret, focused): (usize, bool) = ann
        .eval("(() => { const area = document.querySelector('#text'); return [area.selectionStart, area === document.activeElement]; })()")
        .await;
    assert_eq!((caret, focused), ("ShopPP".len(), true));
    ann.key('!').await;
    save(&ann).await;
    for tab in [&ann, &bob, &reader] {
        wait_for_note(tab, "ShopPP!ping list\n\napples\nbread\ncheese, old").await;
    }
    ann.wait_for("document.querySelector('.notice').innerText.includes('together with')")
        .await;
}

#[tokio::test]
async fn where_both_changed_one_line_both_texts_are_shown() {
    let (gallery, browser) = (Gallery::start().await, Browser::launch().await);
    let url = gallery.url(PATH);
    let (profile, other) = (browser.profile().await, browser.profile().await);
    let ann = writer(&profile, &url, "Ann").await;
    let bob = writer(&other, &url, "Bob").await;
    type_after(&ann, "apples", " (red)").await;
    type_after(&bob, "apples", " (green)").await;
    save(&bob).await;
    let bobs = "Shopping list\n\napples (green)\nbread\ncheese";
    wait_for_note(&bob, bobs).await;
    save(&ann).await;
    ann.wait_for("document.querySelector('.notice').innerText.startsWith('Not saved yet')")
        .await;
    let theirs: String = ann
        .eval("document.querySelector('.theirs').textContent")
        .await;
    assert_eq!(theirs, bobs);
    let anns = "Shopping list\n\napples (red)\nbread\ncheese";
    assert_eq!(written(&ann).await, anns);
    wait_for_note(&bob, bobs).await;
    // Both texts survive a reload, too.
    ann.go(&url).await;
    ann.wait_connected().await;
    assert_eq!(written(&ann).await, anns);
    type_after(&ann, "red", " or green").await;
    save(&ann).await;
    for tab in [&ann, &bob] {
        wait_for_note(tab, "Shopping list\n\napples (red or green)\nbread\ncheese").await;
    }
}

#[tokio::test]
async fn guarantee_9_without_javascript_nothing_is_lost_either() {
    let (gallery, browser) = (Gallery::start().await, Browser::launch().await);
    let url = gallery.url(PATH);
    let bob = writer(&browser.profile().await, &url, "Bob").await;
    let plain = browser.profile().await.blank().await;
    plain.disable_javascript().await;
    plain.go(&url).await;
    edit(&plain).await;
    plain.type_text("#name", "Ann").await;
    type_after(&plain, "Shop", "PP").await;
    type_after(&bob, "cheese", "cake").await;
    save(&bob).await;
    wait_for_note(&bob, "Shopping list\n\napples\nbread\ncheesecake").await;
    save(&plain).await;
    let both = "ShopPPping list\n\napples\nbread\ncheesecake";
    wait_for_note(&plain, both).await;
    wait_for_note(&bob, both).await;
    assert!(
        plain
            .eval::<String>("document.querySelector('.notice').innerText")
            .await
            .contains("together with")
    );
}
