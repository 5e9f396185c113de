//! Trap 3: one action renders once, over every transport.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use livetpl::prelude::*;
use livetpl_tests::browser::Browser;
use livetpl_tests::socket::request;

use crate::pages::Running;

/// Counts its renders: a template call that does something is what makes a second render seen.
#[derive(Clone, Default)]
struct Renders(Arc<AtomicU32>);

impl Renders {
    fn count(&self) -> u32 {
        self.0.fetch_add(1, Ordering::SeqCst) + 1
    }
}

#[live_controller]
#[derive(Clone, Default)]
#[template(
    ext = "html",
    source = r#"<p id="presses">{{ presses }}</p><p id="renders">{{ renders.count() }}</p>
<form method="post"><button name="press">press</button></form>"#
)]
struct Counted {
    #[persist]
    presses: u32,
    renders: Renders,
}

#[live_controller]
impl Counted {
    #[action]
    fn press(&mut self) {
        self.presses += 1;
    }
}

#[tokio::test]
async fn trap_3_one_action_renders_once() {
    let page = Counted::default();
    let renders = page.renders.clone();
    let app = Running::start(App::new().live("/", page)).await;
    let url = format!("http://{}/", app.address);
    let browser = Browser::launch().await;
    for by_fetch in [false, true] {
        let tab = browser.profile().await.blank().await;
        if by_fetch {
            tab.block_websocket().await;
        }
        tab.go(&url).await;
        if !by_fetch {
            tab.wait_connected().await;
        }
        for presses in 1..=5 {
            let before = renders.0.load(Ordering::SeqCst);
            tab.click("[name=press]").await;
            tab.wait_for(&format!(
                "document.querySelector('#presses').innerText === '{presses}'"
            ))
            .await;
            assert_eq!(renders.0.load(Ordering::SeqCst), before + 1);
            let shown: u32 = tab
                .eval("Number(document.querySelector('#renders').innerText)")
                .await;
            assert_eq!(shown, before + 1, "what is shown is that one render");
        }
    }
}

#[tokio::test]
async fn trap_3_a_form_without_javascript_renders_once_and_the_page_behind_its_redirect_once() {
    let page = Counted::default();
    let renders = page.renders.clone();
    let app = Running::start(App::new().live("/", page)).await;
    let form = [("content-type", "application/x-www-form-urlencoded")];
    let posted = request(&app.address, "POST", "/", &form, b"press=").await;
    assert_eq!(posted.status, 303, "{}", posted.body);
    assert_eq!(
        renders.0.load(Ordering::SeqCst),
        1,
        "what can't be shown has not happened: so it is rendered before it is kept"
    );
    let cookie = posted.cookie();
    let page = request(&app.address, "GET", "/", &[("cookie", &cookie)], b"").await;
    assert!(
        page.body.contains(r#"<p id="presses">1</p>"#),
        "{}",
        page.body
    );
    assert_eq!(renders.0.load(Ordering::SeqCst), 2);
}
