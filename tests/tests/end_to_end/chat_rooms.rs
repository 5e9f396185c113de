//! The chat rooms in real browsers: who hears what, and who stands before a closed door.

use livetpl_tests::browser::{Browser, Profile, Tab};
use livetpl_tests::server::Gallery;
use livetpl_tests::socket::Raw;
use serde_json::json;

const PATH: &str = "/chat-rooms";

async fn joined(profile: &Profile, url: &str, name: &str) -> Tab {
    let tab = profile.open(url).await;
    tab.type_text("input[name=name]", name).await;
    tab.click("button[name=join]").await;
    tab.wait_for("document.querySelector('input[name=text]')")
        .await;
    tab
}

async fn enter(tab: &Tab, room: &str) {
    tab.click(&format!("button[value={room}]")).await;
    tab.wait_for(&format!(
        "document.readyState === 'complete' && document.querySelector('button[aria-current]').value === '{room}'"
    ))
    .await;
}

async fn say(tab: &Tab, text: &str) {
    tab.type_text("input[name=text]", text).await;
    tab.click("button[name=send]").await;
    wait_for_message(tab, text).await;
}

async fn wait_for_message(tab: &Tab, text: &str) {
    tab.wait_for(&format!(
        "document.readyState === 'complete' && [...document.querySelectorAll('#messages li')].some(li => li.innerText.endsWith('{text}'))"
    ))
    .await;
}

async fn messages(tab: &Tab) -> Vec<String> {
    tab.eval("[...document.querySelectorAll('#messages li[data-key]')].map(li => li.innerText)")
        .await
}

fn heard(tab: &Tab, text: &str) -> bool {
    tab.frames_received()
        .iter()
        .any(|frame| frame.contains(text))
}

#[tokio::test]
async fn a_message_reaches_all_in_its_room_and_nobody_else() {
    let (gallery, browser) = (Gallery::start().await, Browser::launch().await);
    let url = gallery.url(PATH);
    let ann = joined(&browser.profile().await, &url, "Ann").await;
    let bob = joined(&browser.profile().await, &url, "Bob").await;
    let cid = joined(&browser.profile().await, &url, "Cid").await;
    enter(&cid, "garden").await;

    say(&ann, "to the lobby").await;
    wait_for_message(&bob, "to the lobby").await;
    // What Cid does afterwards is answered after whatever might have come before.
    say(&cid, "to the garden").await;
    assert_eq!(messages(&cid).await, ["Cid to the garden"]);
    assert!(!heard(&cid, "to the lobby"), "{:?}", cid.frames_received());

    // Bob goes over: what was said there is there, and the lobby is no longer heard.
    enter(&bob, "garden").await;
    wait_for_message(&bob, "to the garden").await;
    say(&ann, "is anybody here").await;
    say(&cid, "we are").await;
    wait_for_message(&bob, "we are").await;
    assert_eq!(messages(&bob).await, ["Cid to the garden", "Cid we are"]);
    assert!(!heard(&bob, "is anybody here"));

    // Entering the room that one is in leaves nothing.
    enter(&bob, "garden").await;
    say(&cid, "still").await;
    wait_for_message(&bob, "still").await;

    // Room and name are the session's: they survive a reload.
    bob.go(&url).await;
    bob.wait_connected().await;
    wait_for_message(&bob, "still").await;
    say(&bob, "back again").await;
    wait_for_message(&cid, "back again").await;
}

#[tokio::test]
async fn the_members_room_is_closed_to_strangers() {
    let (gallery, browser) = (Gallery::start().await, Browser::launch().await);
    let ann = joined(&browser.profile().await, &gallery.url(PATH), "Ann").await;
    enter(&ann, "members").await;
    ann.wait_for("document.querySelector('.closed').innerText.includes('chat/members')")
        .await;
    assert!(
        !ann.eval::<bool>("!!document.querySelector('input:not([type=hidden]), #messages')")
            .await
    );
    // The door is closed after a reload, too, and the page is a page and no error.
    ann.go(&gallery.url(PATH)).await;
    ann.wait_connected().await;
    ann.wait_for("document.querySelector('.closed')").await;
    enter(&ann, "lobby").await;
    say(&ann, "outside").await;
}

#[tokio::test]
async fn guarantee_5_nobody_talks_through_a_closed_door() {
    let gallery = Gallery::start().await;
    let (mut raw, _) = Raw::join(gallery.address(), PATH).await;
    for (reference, action, data, code) in [
        (1, "join", json!({"name": "Eve"}), None),
        (2, "enter", json!({"value": "members"}), None),
        (3, "send", json!({"text": "psst"}), Some("topic_forbidden")),
        (4, "enter", json!({"value": "*"}), Some("invalid-fields")),
        (5, "hear", json!({}), Some("unknown-action")),
        (6, "enter", json!({"value": "lobby"}), None),
        (
            7,
            "send",
            json!({"text": "x".repeat(401)}),
            Some("invalid-fields"),
        ),
        (
            8,
            "join",
            json!({"name": "x".repeat(25)}),
            Some("invalid-fields"),
        ),
    ] {
        let message = json!({"action": action, "ref": reference, "data": data});
        raw.send(&message.to_string()).await;
        let answer = raw.json().await;
        let done = &answer["done"][0];
        match code {
            Some(code) => assert_eq!(done["error"]["code"], code, "{message}: {answer}"),
            None => assert_eq!(done, reference, "{message}: {answer}"),
        }
    }
}

#[tokio::test]
async fn guarantee_9_one_can_chat_without_javascript() {
    let (gallery, browser) = (Gallery::start().await, Browser::launch().await);
    let url = gallery.url(PATH);
    let ann = joined(&browser.profile().await, &url, "Ann").await;
    enter(&ann, "workshop").await;
    let plain = browser.profile().await.blank().await;
    plain.disable_javascript().await;
    plain.go(&url).await;
    plain.type_text("input[name=name]", "Bob").await;
    plain.click("button[name=join]").await;
    plain
        .wait_for(
            "document.readyState === 'complete' && document.querySelector('input[name=text]')",
        )
        .await;
    enter(&plain, "workshop").await;
    say(&plain, "by post").await;
    wait_for_message(&ann, "by post").await;
    assert_eq!(messages(&ann).await, ["Bob by post"]);
    enter(&plain, "members").await;
    plain.wait_for("document.querySelector('.closed')").await;
}

#[tokio::test]
async fn guarantee_9_one_can_chat_without_websocket() {
    let (gallery, browser) = (Gallery::start().await, Browser::launch().await);
    let url = gallery.url(PATH);
    let bob = joined(&browser.profile().await, &url, "Bob").await;
    enter(&bob, "garden").await;
    let ann = browser.profile().await.blank().await;
    ann.block_websocket().await;
    ann.go(&url).await;
    ann.type_text("input[name=name]", "Ann").await;
    ann.click("button[name=join]").await;
    ann.wait_for("document.querySelector('input[name=text]')")
        .await;
    enter(&ann, "garden").await;
    say(&ann, "by fetch").await;
    wait_for_message(&bob, "by fetch").await;
    // What others say arrives although nobody acts here.
    say(&bob, "by socket").await;
    wait_for_message(&ann, "by socket").await;
    let loads: usize = ann
        .eval("performance.getEntriesByType('navigation').length")
        .await;
    assert_eq!(loads, 1, "the page was not loaded again");
}
