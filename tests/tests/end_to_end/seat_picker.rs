//! The seat picker in real browsers: one winner, holds that end, and everybody sees it.

use livetpl_tests::browser::{Browser, Tab};
use livetpl_tests::server::Gallery;
use livetpl_tests::socket::Raw;
use serde_json::json;

const PATH: &str = "/seat-picker";

async fn look(tab: &Tab, seat: &str) -> String {
    tab.eval(&format!(
        "document.querySelector('button[value={seat}]').className.replace('seat ', '')"
    ))
    .await
}

async fn wait_for_look(tab: &Tab, seat: &str, look: &str) {
    tab.wait_for(&format!(
        "document.readyState === 'complete' && document.querySelector('button[value={seat}]')?.className === 'seat {look}'"
    ))
    .await;
}

async fn pick(tab: &Tab, seat: &str) {
    tab.click(&format!("button[value={seat}]")).await;
}

async fn notice(tab: &Tab) -> String {
    tab.eval("document.querySelector('.notice').innerText")
        .await
}

#[tokio::test]
async fn of_two_who_click_on_one_seat_one_gets_it_and_the_other_is_told() {
    let (gallery, browser) = (Gallery::start().await, Browser::launch().await);
    let url = gallery.url(PATH);
    let ann = browser.profile().await.open(&url).await;
    let bob = browser.profile().await.open(&url).await;
    let cid = browser.profile().await.open(&url).await;
    for seat in ["A1", "C4", "F8"] {
        tokio::join!(pick(&ann, seat), pick(&bob, seat));
        for tab in [&ann, &bob] {
            tab.wait_for(&format!(
                "document.querySelector('.notice').innerText.includes('{seat}')"
            ))
            .await;
        }
        let (mut won, mut lost) = (
            (&ann, look(&ann, seat).await),
            (&bob, look(&bob, seat).await),
        );
        if won.1 != "mine" {
            std::mem::swap(&mut won, &mut lost);
        }
        assert_eq!((won.1.as_str(), lost.1.as_str()), ("mine", "held"));
        assert_eq!(notice(won.0).await, format!("Seat {seat} is held for you."));
        assert_eq!(
            notice(lost.0).await,
            format!("Somebody else was faster: seat {seat} is taken.")
        );
        wait_for_look(&cid, seat, "held").await;
    }
    assert!(
        !cid.frames_sent()
            .iter()
            .any(|frame| frame.contains("action")),
        "who watches does nothing"
    );
}

#[tokio::test]
async fn what_is_bought_stays_bought_until_it_is_given_back() {
    let gallery = Gallery::start_at("127.0.0.1:0", &[("GALLERY_HOLD_SECONDS", "600")]).await;
    let browser = Browser::launch().await;
    let (url, profile) = (gallery.url(PATH), browser.profile().await);
    let ann = profile.open(&url).await;
    let bob = browser.profile().await.open(&url).await;
    for seat in ["B2", "B3"] {
        pick(&ann, seat).await;
        wait_for_look(&ann, seat, "mine").await;
    }
    ann.wait_for("document.querySelector('#left').innerText.startsWith('held for another')")
        .await;
    ann.click("button[name=buy]").await;
    for seat in ["B2", "B3"] {
        wait_for_look(&ann, seat, "bought").await;
        wait_for_look(&bob, seat, "sold").await;
    }
    pick(&bob, "B2").await;
    bob.wait_for("document.querySelector('.notice').innerText.includes('faster')")
        .await;
    let another = profile.open(&url).await;
    assert_eq!(
        look(&another, "B2").await,
        "bought",
        "the visitor is the browser, not the tab"
    );
    another.click("button[name=give_back]").await;
    for tab in [&ann, &bob, &another] {
        wait_for_look(tab, "B2", "free").await;
    }
}

#[tokio::test]
async fn a_hold_that_is_over_ends_on_every_page_by_itself() {
    let gallery = Gallery::start_at("127.0.0.1:0", &[("GALLERY_HOLD_SECONDS", "2")]).await;
    let browser = Browser::launch().await;
    let url = gallery.url(PATH);
    let ann = browser.profile().await.open(&url).await;
    let bob = browser.profile().await.open(&url).await;
    for tab in [&ann, &bob] {
        tab.eval::<bool>(
            "(() => { const seat = document.querySelector('button[value=D5]'); window.looks = []; \
             new MutationObserver(() => looks.push(seat.className)).observe(seat, {attributes: true, attributeFilter: ['class']}); \
             return true; })()",
        )
        .await;
    }
    pick(&ann, "D5").await;
    // Nobody does anything from here on.
    for (tab, look) in [(&ann, "mine"), (&bob, "held")] {
        tab.wait_for("looks.length === 2").await;
        let looks: Vec<String> = tab.eval("looks").await;
        assert_eq!(looks, [format!("seat {look}"), "seat free".to_owned()]);
    }
    ann.wait_for("!document.querySelector('button[name=buy]')")
        .await;
    assert!(
        !bob.frames_sent()
            .iter()
            .any(|frame| frame.contains("action"))
    );
}

#[tokio::test]
async fn who_goes_for_good_leaves_no_hold_behind() {
    // A hold that would last for an hour, and pages that are gone after a second.
    let environment = [
        ("GALLERY_HOLD_SECONDS", "3600"),
        ("LIVETPL_RESUME_SECONDS", "1"),
    ];
    let gallery = Gallery::start_at("127.0.0.1:0", &environment).await;
    let browser = Browser::launch().await;
    let url = gallery.url(PATH);
    let ann = browser.profile().await.open(&url).await;
    let bob = browser.profile().await.open(&url).await;
    pick(&ann, "E6").await;
    wait_for_look(&bob, "E6", "held").await;
    ann.go("about:blank").await;
    wait_for_look(&bob, "E6", "free").await;
}

#[tokio::test]
async fn guarantee_9_a_seat_is_held_and_bought_without_javascript() {
    let (gallery, browser) = (Gallery::start().await, Browser::launch().await);
    let url = gallery.url(PATH);
    let watcher = browser.profile().await.open(&url).await;
    let plain = browser.profile().await.blank().await;
    plain.disable_javascript().await;
    plain.go(&url).await;
    pick(&plain, "A2").await;
    wait_for_look(&plain, "A2", "mine").await;
    assert_eq!(
        notice(&plain).await,
        "Seat A2 is held for you.",
        "it is said behind the redirect"
    );
    wait_for_look(&watcher, "A2", "held").await;
    plain.click("button[name=buy]").await;
    wait_for_look(&plain, "A2", "bought").await;
    wait_for_look(&watcher, "A2", "sold").await;
    plain.go(&url).await;
    assert_eq!(notice(&plain).await, "", "and said once");
}

#[tokio::test]
async fn guarantee_9_a_seat_is_held_and_bought_without_websocket() {
    let (gallery, browser) = (Gallery::start().await, Browser::launch().await);
    let url = gallery.url(PATH);
    let watcher = browser.profile().await.open(&url).await;
    let tab = browser.profile().await.blank().await;
    tab.block_websocket().await;
    tab.go(&url).await;
    pick(&tab, "A2").await;
    wait_for_look(&tab, "A2", "mine").await;
    assert_eq!(notice(&tab).await, "Seat A2 is held for you.");
    wait_for_look(&watcher, "A2", "held").await;
    tab.click("button[name=buy]").await;
    wait_for_look(&tab, "A2", "bought").await;
    wait_for_look(&watcher, "A2", "sold").await;
}

#[tokio::test]
async fn what_is_no_seat_is_refused() {
    let gallery = Gallery::start().await;
    let (mut raw, _) = Raw::join(gallery.address(), PATH).await;
    for (reference, seat) in ["Z9", "", "A1; A2"].iter().enumerate() {
        let message = json!({"action": "pick", "ref": reference, "data": {"value": seat}});
        raw.send(&message.to_string()).await;
        let answer = raw.json().await;
        assert_eq!(
            answer["done"][0]["error"]["code"], "invalid-fields",
            "{seat}"
        );
        assert!(answer["patch"].is_null(), "{answer}");
    }
}
