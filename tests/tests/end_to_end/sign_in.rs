//! Signing in in real browsers: over the socket, by fetch, and without JavaScript; and what it opens.

use livetpl_tests::browser::{Browser, Profile, Tab};
use livetpl_tests::server::Gallery;
use livetpl_tests::socket::request;

const PATH: &str = "/login";

async fn wait_for(tab: &Tab, condition: &str) {
    tab.wait_for(&format!(
        "document.readyState === 'complete' && ({condition})"
    ))
    .await;
}

async fn try_to_sign_in(tab: &Tab, name: &str, password: &str) {
    wait_for(tab, "document.querySelector('#password')").await;
    tab.eval::<bool>("(document.querySelector('#name').value = '', true)")
        .await;
    tab.type_text("#name", name).await;
    tab.type_text("#password", password).await;
    tab.click("button[name=login]").await;
}

async fn wait_for_user(tab: &Tab, name: &str) {
    wait_for(
        tab,
        &format!("document.querySelector('#user')?.innerText === '{name}'"),
    )
    .await;
}

async fn signed_in(profile: &Profile, gallery: &Gallery, name: &str, password: &str) -> Tab {
    let tab = profile.open(&gallery.url(PATH)).await;
    try_to_sign_in(&tab, name, password).await;
    wait_for_user(&tab, name).await;
    tab.wait_connected().await;
    tab
}

#[tokio::test]
async fn one_signs_in_and_out_over_every_transport() {
    let (gallery, browser) = (Gallery::start().await, Browser::launch().await);
    for transport in ["socket", "fetch", "none"] {
        let tab = browser.profile().await.blank().await;
        match transport {
            "fetch" => tab.block_websocket().await,
            "none" => tab.disable_javascript().await,
            _ => {}
        }
        tab.go(&gallery.url(PATH)).await;
        try_to_sign_in(&tab, "ann", "bananas").await;
        wait_for(
            &tab,
            "document.querySelector('#problem').innerText.includes('don’t go together')",
        )
        .await;
        let (described, password): (String, String) = tab
            .eval("(() => { const field = document.querySelector('#password'); return [field.getAttribute('aria-describedby'), field.value]; })()")
            .await;
        assert_eq!(
            (described.as_str(), password.as_str()),
            ("problem", ""),
            "{transport}"
        );
        try_to_sign_in(&tab, "ann", "apples").await;
        wait_for_user(&tab, "ann").await;
        let cookies: String = tab.eval("document.cookie").await;
        assert_eq!(cookies, "", "{transport}: no script reads the cookie");
        tab.go(&gallery.url(PATH)).await;
        wait_for_user(&tab, "ann").await;
        tab.click("button[name=logout]").await;
        wait_for(&tab, "document.querySelector('#password')").await;
        tab.go(&gallery.url(PATH)).await;
        wait_for(&tab, "document.querySelector('#password')").await;
    }
}

#[tokio::test]
async fn a_user_has_one_session_on_all_devices() {
    let (gallery, browser) = (Gallery::start().await, Browser::launch().await);
    let laptop = signed_in(&browser.profile().await, &gallery, "ann", "apples").await;
    let phone = signed_in(&browser.profile().await, &gallery, "ann", "apples").await;
    let bob = signed_in(&browser.profile().await, &gallery, "bob", "bananas").await;
    laptop.type_text("#note", "buy milk").await;
    laptop.click("button[name=pin]").await;
    wait_for(
        &phone,
        "document.querySelector('#note').value === 'buy milk'",
    )
    .await;
    // What Bob pins comes after whatever might have come from Ann.
    bob.type_text("#note", "sell milk").await;
    bob.click("button[name=pin]").await;
    wait_for(
        &bob,
        "document.querySelector('#note').getAttribute('value') === 'sell milk'",
    )
    .await;
    assert!(
        !bob.frames_received()
            .iter()
            .any(|frame| frame.contains("buy milk"))
    );
    let tablet = signed_in(&browser.profile().await, &gallery, "ann", "apples").await;
    wait_for(
        &tablet,
        "document.querySelector('#note').value === 'buy milk'",
    )
    .await;
}

#[tokio::test]
async fn the_members_room_opens_for_members_and_closes_behind_them() {
    let (gallery, browser) = (Gallery::start().await, Browser::launch().await);
    let chat = gallery.url("/chat-rooms");
    let (laptop, phone) = (browser.profile().await, browser.profile().await);
    let login = signed_in(&laptop, &gallery, "ann", "apples").await;
    signed_in(&phone, &gallery, "ann", "apples").await;
    let (here, there) = (laptop.open(&chat).await, phone.open(&chat).await);
    for tab in [&here, &there] {
        tab.click("button[value=members]").await;
        wait_for(tab, "document.querySelector('#messages')").await;
        wait_for(
            tab,
            "document.querySelector('button[aria-current]').value === 'members'",
        )
        .await;
    }
    here.type_text("input[name=text]", "among us").await;
    here.click("button[name=send]").await;
    wait_for(
        &there,
        "document.querySelector('#messages').innerText.includes('ann among us')",
    )
    .await;

    there.eval::<bool>("(window.before = true)").await;

    // Ann signs out on the laptop: all of its pages are a stranger's, and the phone's are still hers.
    login.click("button[name=logout]").await;
    wait_for(&login, "document.querySelector('#password')").await;
    wait_for(&here, "!document.querySelector('#messages') || document.querySelector('button[aria-current]').value === 'lobby'").await;
    here.wait_connected().await;
    here.click("button[value=members]").await;
    wait_for(&here, "document.querySelector('.closed')").await;
    wait_for(
        &there,
        "!window.before && document.querySelector('#messages')?.innerText.includes('ann among us')",
    )
    .await;
}

#[tokio::test]
async fn a_cookie_that_signs_nobody_in_is_a_strangers_and_is_removed() {
    let gallery = Gallery::start().await;
    for forged in ["ann", "ann.9999999999.0000000000000000.00", "", "ann.x.y.z"] {
        let cookie = format!("gallery-user={forged}");
        let page = request(gallery.address(), "GET", PATH, &[("cookie", &cookie)], b"").await;
        assert_eq!(page.status, 200);
        assert!(page.body.contains("name=\"password\""), "{forged}");
        let set: Vec<&str> = page
            .headers
            .get_all("set-cookie")
            .iter()
            .filter_map(|value| value.to_str().ok())
            .collect();
        assert!(
            set.iter()
                .any(|text| text.starts_with("gallery-user=;") && text.contains("Max-Age=0")),
            "{set:?}"
        );
    }
}
