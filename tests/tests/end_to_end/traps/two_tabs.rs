//! Trap 8: two tabs, forms and sockets mixed on the same persisted fields.

use livetpl::prelude::*;
use livetpl_tests::browser::{Browser, Tab};
use livetpl_tests::socket::request;

use crate::pages::Running;

#[live_controller]
#[derive(Clone, Default)]
#[template(
    ext = "html",
    source = r#"<p id="shown">{{ left }},{{ right }},{{ here }}</p>
<form method="post"><button name="left">left</button><button name="right">right</button></form>"#
)]
struct Fields {
    #[persist]
    left: u32,
    #[persist]
    right: u32,
    /// This tab's own.
    here: u32,
}

#[live_controller]
impl Fields {
    #[action]
    fn left(&mut self) {
        self.left += 1;
        self.here += 1;
    }

    #[action]
    fn right(&mut self) {
        self.right += 10;
        self.here += 1;
    }
}

async fn shows(tab: &Tab, text: &str) {
    tab.wait_for(&format!(
        "document.querySelector('#shown').innerText === '{text}'"
    ))
    .await;
}

#[tokio::test]
async fn trap_8_two_tabs_write_their_own_fields_and_the_last_writer_of_one_wins() {
    let app = Running::start(App::new().live("/", Fields::default())).await;
    let url = format!("http://{}/", app.address);
    let browser = Browser::launch().await;
    let profile = browser.profile().await;
    let (one, other) = (profile.open(&url).await, profile.open(&url).await);
    one.click("[name=left]").await;
    shows(&one, "1,0,1").await;
    one.click("[name=left]").await;
    shows(&one, "2,0,2").await;
    // The other tab has never heard of it, and writes what it has changed: the one field.
    other.click("[name=right]").await;
    shows(&other, "0,10,1").await;
    other.go(&url).await;
    shows(&other, "2,10,0").await;
    // Of one field the last writer wins: this tab still counts from its own two.
    other.wait_connected().await;
    other.click("[name=left]").await;
    shows(&other, "3,10,1").await;
    one.click("[name=left]").await;
    shows(&one, "3,0,3").await;
    one.click("[name=left]").await;
    shows(&one, "4,0,4").await;
    other.go(&url).await;
    shows(&other, "4,10,0").await;
}

#[tokio::test]
async fn trap_8_a_form_without_javascript_and_a_socket_write_one_session_s_fields() {
    let app = Running::start(App::new().live("/", Fields::default())).await;
    let url = format!("http://{}/", app.address);
    let browser = Browser::launch().await;
    let profile = browser.profile().await;
    let live = profile.open(&url).await;
    let plain = profile.blank().await;
    plain.disable_javascript().await;
    plain.go(&url).await;
    for round in 1..=3 {
        live.click("[name=left]").await;
        shows(&live, &format!("{round},0,{round}")).await;
        plain.click("[name=right]").await;
        // A plain form's page is its session's: what the socket has saved is there, and stays.
        shows(&plain, &format!("{round},{round}0,0")).await;
    }
}

#[tokio::test]
async fn trap_8_two_views_under_one_cookie_never_touch_each_other_s_fields() {
    let app = App::new()
        .live("/a", Fields::default())
        .live("/b", Fields::default());
    let app = Running::start(app).await;
    let form = "application/x-www-form-urlencoded";
    let posted = request(
        &app.address,
        "POST",
        "/a",
        &[("content-type", form)],
        b"left=",
    )
    .await;
    let cookie = posted.cookie();
    let headers = [("content-type", form), ("cookie", cookie.as_str())];
    request(&app.address, "POST", "/b", &headers, b"right=").await;
    for (path, shown) in [("/a", "1,0,0"), ("/b", "0,10,0")] {
        let page = request(&app.address, "GET", path, &headers, b"").await;
        assert!(page.body.contains(shown), "{path}: {}", page.body);
    }
}
