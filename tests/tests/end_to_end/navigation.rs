//! Navigation in Chromium: links, forms, the history and the server's own wish, each without a page load where it can be.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use livetpl::prelude::*;
use livetpl_tests::browser::{Browser, Tab};
use parking_lot::Mutex;
use serde::Deserialize;
use tokio::sync::Semaphore;

use crate::pages::Running;

/// A page of contents: its template is no whole document.
#[live_controller(state = Home)]
#[derive(Clone, Default)]
struct Homes {
    log: Log,
}

type Log = Arc<Mutex<Vec<String>>>;

#[derive(Clone, Default, LiveState)]
#[template(
    ext = "html",
    source = r#"<h1>Home</h1><p id="said">{{ said }}</p>
<a id="room" href="/rooms/1">Room 1</a> <a id="doc" href="/doc">Document</a> <a id="slow" href="/slow">Slow</a>
<a id="away" href="/plain.txt">A file</a> <a id="gone" href="/gone/for/good">Gone</a>
<a id="fragment" href="/doc#far">Far</a>
<form method="post"><button name="leave">Leave</button></form>
<div id="hooked" lvt-hook="Seen"></div>
<div style="height: 3000px"></div><a id="low" href="/rooms/2">Room 2</a>"#
)]
struct Home {
    said: String,
}

#[live_controller]
impl Homes {
    fn mount(&self, ctx: &mut Context) {
        self.log.lock().push(format!("home {:?}", ctx.kind()));
    }

    #[action]
    fn leave(&self, ctx: &mut Context) -> Result {
        ctx.navigate("/rooms/3?page=2")
    }
}

#[live_controller(state = Room)]
#[derive(Clone, Default)]
struct Rooms {
    log: Log,
}

#[derive(Clone, Default, LiveState)]
#[template(
    ext = "html",
    source = r##"<h1 id="at">Room {{ room }} page {{ page }}{% if !q.is_empty() %} of {{ q }}{% endif %}</h1>
<input id="typed" name="typed"> <details id="more"><summary>More</summary>more</details>
<a id="next" href="?page={{ page + 1 }}">Next</a> <a id="other" href="/rooms/{{ room + 1 }}">Other room</a>
<a id="bad" href="?page=bad">Bad</a> <a id="home" href="/">Home</a> <a id="top" href="#low">Down</a>
<form id="search" method="get" action="/rooms/{{ room }}"><input id="q" name="q" value="{{ q }}"><button name="by" value="button">Search</button></form>
<form method="post"><button name="turn" value="7">Turn</button> <button name="go" value="/doc">Go</button></form>
<div style="height: 3000px"></div><p id="low">Low</p><a id="low-home" href="/">Home</a>"##
)]
struct Room {
    room: u32,
    page: u32,
    q: String,
}

#[derive(Deserialize)]
struct Query {
    page: Option<u32>,
    q: Option<String>,
}

#[live_controller]
impl Rooms {
    fn mount(&self, state: &mut Room, ctx: &mut Context) -> Result {
        let query: Query = ctx.query_as()?;
        state.room = ctx.path_as()?;
        state.page = query.page.unwrap_or(1);
        state.q = query.q.unwrap_or_default();
        let kind = ctx.kind();
        self.log
            .lock()
            .push(format!("room {} {kind:?}", state.room));
        Ok(())
    }

    #[action]
    fn turn(&self, state: &mut Room, value: u32, ctx: &mut Context) -> Result {
        state.page = value;
        ctx.replace_query(&[("page", value)])
    }

    #[action]
    fn go(&self, value: String, ctx: &mut Context) -> Result {
        ctx.navigate(value)
    }
}

/// A whole document, with a head of its own.
#[live_controller]
#[derive(Clone, Default)]
#[template(
    ext = "html",
    source = r#"<!DOCTYPE html>
<html lang="de" class="doc">
<head>
<meta charset="utf-8">
<title>Document {{ count }}</title>
<link rel="stylesheet" href="/doc.css">
<script src="/doc.js"></script>
</head>
<body class="doc"><h1>Document</h1><p id="count">{{ count }}</p>
<form method="post"><button name="more">More</button></form><a id="home" href="/">Home</a><a id="doc2" href="/doc2">Doc 2</a>
<div style="height: 3000px"></div><p id="far">Far</p></body>
</html>"#
)]
struct Document {
    count: u32,
}

#[live_controller]
impl Document {
    #[action]
    fn more(&mut self) {
        self.count += 1;
    }
}

/// A page that is there once the test lets it.
#[live_controller(state = Late)]
#[derive(Clone)]
struct Slow {
    gate: Arc<Semaphore>,
    asked: Arc<AtomicUsize>,
}

#[derive(Clone, Default, LiveState)]
#[template(ext = "html", source = "<h1>Slow</h1>{{ nothing }}")]
struct Late {
    nothing: &'static str,
}

#[live_controller]
impl Slow {
    async fn mount(&self) {
        self.asked.fetch_add(1, Ordering::Relaxed);
        drop(self.gate.acquire().await);
    }
}

struct Site {
    app: Running,
    log: Log,
    slow: Slow,
    browser: Browser,
}

impl Site {
    async fn start() -> Site {
        let log = Log::default();
        let slow = Slow {
            gate: Arc::new(Semaphore::new(0)),
            asked: Arc::default(),
        };
        let app = App::new()
            .asset("/plain.txt", "text/plain", b"a file")
            .asset("/doc.css", "text/css", b".doc h1 { color: rgb(1, 2, 3) }")
            .asset(
                "/doc.js",
                "text/javascript",
                b"globalThis.ran = (globalThis.ran ?? 0) + 1",
            )
            .live("/", Homes { log: log.clone() })
            .live("/rooms/{room}", Rooms { log: log.clone() })
            .live("/doc", Document::default())
            .live("/doc2", Document::default())
            .live("/slow", slow.clone());
        Site {
            app: Running::start(app).await,
            log,
            slow,
            browser: Browser::launch().await,
        }
    }

    fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.app.address)
    }

    /// A tab at `path` that tells its window, and its sockets, from later ones.
    async fn open(&self, path: &str) -> Tab {
        let tab = self.browser.profile().await.open(&self.url(path)).await;
        self.log.lock().clear();
        tab.eval::<bool>(
            "(() => { window.first = true; window.sockets = []; const Own = WebSocket; \
             window.WebSocket = class extends Own { constructor(url) { super(url); sockets.push(this); } }; return true; })()",
        )
        .await;
        tab
    }

    fn log(&self) -> Vec<String> {
        std::mem::take(&mut *self.log.lock())
    }
}

/// The tab shows this heading at this address, is connected, and was never loaded again.
async fn wait_at(tab: &Tab, path: &str, heading: &str) {
    tab.wait_for(&format!(
        "window.first && location.href.endsWith({path:?}) && document.querySelector('h1').innerText === {heading:?}"
    ))
    .await;
    tab.wait_connected().await;
}

async fn scrolled(tab: &Tab) -> f64 {
    tab.eval("scrollY").await
}

#[tokio::test]
async fn a_link_to_another_query_is_another_mount_on_the_same_connection() {
    let site = Site::start().await;
    let tab = site.open("/rooms/1").await;
    tab.type_text("#typed", "kept").await;
    // Parts of the script come when they are needed.
    let pages = || {
        tab.requests()
            .into_iter()
            .filter(|url| !url.contains("/_livetpl/"))
    };
    let requests = pages().count();
    tab.eval::<bool>("(scrollTo(0, 500), true)").await;
    tab.eval::<bool>("(document.querySelector('#next').click(), true)")
        .await;
    wait_at(&tab, "/rooms/1?page=2", "Room 1 page 2").await;
    assert_eq!(site.log(), ["room 1 Some(Navigate)"]);
    assert_eq!(pages().count(), requests, "{:?}", tab.requests());
    assert_eq!(tab.eval::<usize>("sockets.length").await, 0);
    assert_eq!(
        tab.eval::<String>("document.querySelector('#typed').value")
            .await,
        "kept"
    );
    assert!(
        (scrolled(&tab).await - 500.0).abs() < 2.0,
        "it is the same page"
    );
    // After a reconnect it is where it was.
    site.log();
    tab.eval::<bool>("(window.dispatchEvent(new Event('pagehide')), window.dispatchEvent(new Event('pageshow')), true)")
        .await;
    tab.wait_for("sockets.some((s) => s.readyState === 1)")
        .await;
    wait_at(&tab, "/rooms/1?page=2", "Room 1 page 2").await;
    tab.click("#next").await;
    wait_at(&tab, "/rooms/1?page=3", "Room 1 page 3").await;
    assert_eq!(site.log(), ["room 1 Some(Navigate)"]);
}

/// What somebody typed, ticked and opened at one path is for nobody at another, though one view has both.
#[tokio::test]
async fn another_path_of_the_view_has_nothing_of_what_was_typed_at_the_one_before() {
    let site = Site::start().await;
    let tab = site.open("/rooms/1").await;
    tab.type_text("#typed", "a secret of 1").await;
    tab.eval::<bool>("(document.querySelector('#more').open = true, scrollTo(0, 500), true)")
        .await;
    tab.eval::<bool>("(document.querySelector('#other').click(), true)")
        .await;
    wait_at(&tab, "/rooms/2", "Room 2 page 1").await;
    let left = "[document.querySelector('#typed').value, String(document.querySelector('#more').open), document.activeElement.id]";
    assert_eq!(
        tab.eval::<Vec<String>>(left).await,
        ["", "false", "at"],
        "it is as a fresh page, read from its heading on"
    );
    assert!(scrolled(&tab).await < 1.0);
    assert_eq!(site.log(), ["room 2 Some(Get)"], "one page view, one mount");
}

#[tokio::test]
async fn another_path_of_the_application_is_fetched_and_swapped_in() {
    let site = Site::start().await;
    let tab = site.open("/").await;
    tab.eval::<bool>(
        "(window.hooks = [], livetpl.hooks.Seen = { mounted() { hooks.push('mounted'); }, destroyed() { hooks.push('destroyed'); } }, true)",
    )
    .await;
    tab.click("#doc").await;
    wait_at(&tab, "/doc", "Document").await;
    let (title, lang, color, class): (String, String, String, String) = tab
        .eval("[document.title, document.documentElement.lang, getComputedStyle(document.querySelector('h1')).color, document.body.className]")
        .await;
    assert_eq!((&*title, &*lang, &*class), ("Document 0", "de", "doc"));
    assert_eq!(color, "rgb(1, 2, 3)", "its stylesheet is there");
    // The page works: its slots were found in what was swapped in.
    tab.click("button[name=more]").await;
    tab.wait_for(
        "document.title === 'Document 1' && document.querySelector('#count').innerText === '1'",
    )
    .await;
    // Scripts run once, and what is equal stays.
    tab.eval::<bool>("(window.sheet = document.querySelector('link'), true)")
        .await;
    tab.click("#doc2").await;
    wait_at(&tab, "/doc2", "Document").await;
    assert!(
        tab.eval::<bool>("window.sheet === document.querySelector('link')")
            .await
    );
    assert_eq!(tab.eval::<usize>("ran").await, 1);
    tab.click("#home").await;
    wait_at(&tab, "/", "Home").await;
    assert_eq!(tab.eval::<String>("document.title").await, "Home");
    assert_eq!(
        tab.eval::<usize>("document.querySelectorAll('link').length")
            .await,
        0
    );
    assert_eq!(
        tab.eval::<String>("document.activeElement.localName").await,
        "h1",
        "somebody who can't see it reads on there"
    );
    assert_eq!(
        tab.eval::<Vec<String>>("hooks").await,
        ["mounted", "destroyed", "mounted"]
    );
    assert_eq!(site.log(), ["home Some(Get)"], "one page view, one mount");
    tab.click("#fragment").await;
    wait_at(&tab, "/doc#far", "Document").await;
    assert!(scrolled(&tab).await > 1000.0);
}

#[tokio::test]
async fn back_and_forward_restore_what_was_there() {
    let site = Site::start().await;
    let tab = site.open("/").await;
    tab.eval::<bool>("(document.querySelector('#low').scrollIntoView(), true)")
        .await;
    let low = scrolled(&tab).await;
    assert!(low > 1000.0);
    tab.click("#low").await;
    wait_at(&tab, "/rooms/2", "Room 2 page 1").await;
    assert!(scrolled(&tab).await < 1.0);
    tab.click("#next").await;
    wait_at(&tab, "/rooms/2?page=2", "Room 2 page 2").await;
    tab.eval::<bool>("(history.back(), true)").await;
    wait_at(&tab, "/rooms/2", "Room 2 page 1").await;
    tab.eval::<bool>("(history.back(), true)").await;
    wait_at(&tab, "/", "Home").await;
    tab.wait_for(&format!("scrollY > {}", low - 400.0)).await;
    tab.eval::<bool>("(history.go(2), true)").await;
    wait_at(&tab, "/rooms/2?page=2", "Room 2 page 2").await;
    // Two at once: the last one counts.
    tab.eval::<bool>("(history.back(), history.back(), true)")
        .await;
    wait_at(&tab, "/", "Home").await;
    tab.eval::<bool>("(history.forward(), true)").await;
    wait_at(&tab, "/rooms/2", "Room 2 page 1").await;
    tab.click("#next").await;
    wait_at(&tab, "/rooms/2?page=2", "Room 2 page 2").await;
}

#[tokio::test]
async fn clicks_that_mean_something_else_are_left_alone() {
    let site = Site::start().await;
    let tab = site.open("/rooms/1").await;
    // Whether the script takes a click on such a link; the browser gets none of them.
    let takes = async |attributes: &str, event: &str| -> bool {
        let script = format!(
            "(() => {{ const around = document.createElement('div'); around.innerHTML = `<p><a {attributes}><b>x</b></a></p>`; \
             document.body.append(around); let taken; \
             addEventListener('click', (e) => {{ taken = e.defaultPrevented; e.preventDefault(); }}, {{once: true}}); \
             around.querySelector('b').dispatchEvent(new MouseEvent('click', {{bubbles: true, cancelable: true, composed: true, {event}}})); \
             around.remove(); return taken; }})()"
        );
        tab.eval(&script).await
    };
    let here = "href='/rooms/1?page=5'";
    for (attributes, event) in [
        (here, "ctrlKey: true"),
        (here, "metaKey: true"),
        (here, "shiftKey: true"),
        (here, "altKey: true"),
        (here, "button: 1"),
        ("href='/doc' target='_blank'", ""),
        ("href='/doc' target='name'", ""),
        ("href='/doc' download", ""),
        ("href='/doc' rel='noopener external'", ""),
        ("href='/doc' lvt-nav:no-intercept", ""),
        ("href='/doc' contenteditable", ""),
        ("href='http://example.test/'", ""),
        ("href='mailto:a@example.test'", ""),
        ("href='javascript:void 0'", ""),
        ("href='http://['", ""),
        ("href='#low'", ""),
        ("href='/rooms/1#low'", ""),
        ("name='no-link'", ""),
    ] {
        assert!(!takes(attributes, event).await, "{attributes} {event}");
    }
    assert_eq!(
        tab.eval::<String>("location.pathname + location.search")
            .await,
        "/rooms/1"
    );
    let around = "(document.body.setAttribute('lvt-nav:no-intercept', ''), true)";
    tab.eval::<bool>(around).await;
    assert!(!takes("href='/doc'", "").await, "what is around it says so");
    tab.eval::<bool>("(document.body.removeAttribute('lvt-nav:no-intercept'), true)")
        .await;
    tab.eval::<bool>(
        "(document.addEventListener('click', (e) => e.preventDefault(), {once: true}), true)",
    )
    .await;
    assert!(takes(here, "").await, "prevented, but not by the script");
    assert!(takes("href='?page=4' target='_self'", "").await);
    wait_at(&tab, "/rooms/1?page=4", "Room 1 page 4").await;
    assert_eq!(
        site.log(),
        ["room 1 Some(Navigate)"],
        "nothing else was gone to"
    );
}

#[tokio::test]
async fn a_search_form_is_a_link_with_its_fields_as_the_query() {
    let site = Site::start().await;
    let tab = site.open("/rooms/1").await;
    tab.type_text("#q", "a b").await;
    tab.click("#search button").await;
    wait_at(&tab, "/rooms/1?q=a+b&by=button", "Room 1 page 1 of a b").await;
    assert_eq!(site.log(), ["room 1 Some(Navigate)"]);
    tab.eval::<bool>("(history.back(), true)").await;
    wait_at(&tab, "/rooms/1", "Room 1 page 1").await;
}

#[tokio::test]
async fn of_rapid_clicks_the_last_one_wins() {
    let site = Site::start().await;
    let tab = site.open("/").await;
    tab.click("#slow").await;
    let asked = || site.slow.asked.load(Ordering::Relaxed) > 0;
    tab.until("the slow page is asked for", asked).await;
    tab.click("#room").await;
    wait_at(&tab, "/rooms/1", "Room 1 page 1").await;
    // What comes late is too late.
    site.slow.gate.add_permits(10);
    for page in 2..20 {
        tab.eval::<bool>("(document.querySelector('#next').click(), document.querySelector('#other').click(), history.length, true)")
            .await;
        let room = page;
        wait_at(
            &tab,
            &format!("/rooms/{room}"),
            &format!("Room {room} page 1"),
        )
        .await;
    }
    tab.eval::<bool>(
        "(document.querySelector('#home').click(), document.querySelector('#next').click(), true)",
    )
    .await;
    wait_at(&tab, "/rooms/19?page=2", "Room 19 page 2").await;
}

#[tokio::test]
async fn trap_7_twenty_quick_page_switches_leave_one_socket() {
    let site = Site::start().await;
    let tab = site.open("/").await;
    for _ in 0..10 {
        // Without waiting for a socket: each switch may meet one that is half open.
        tab.eval::<bool>("(document.querySelector('#room').click(), true)")
            .await;
        tab.wait_for("document.querySelector('#home')").await;
        tab.eval::<bool>("(document.querySelector('#home').click(), true)")
            .await;
        tab.wait_for("document.querySelector('#room')").await;
    }
    wait_at(&tab, "/", "Home").await;
    tab.wait_for("sockets.filter((socket) => socket.readyState < 3).length === 1")
        .await;
    tab.click("button[name=leave]").await;
    wait_at(&tab, "/rooms/3?page=2", "Room 3 page 2").await;
}

#[tokio::test]
async fn what_can_not_be_swapped_in_is_loaded() {
    let site = Site::start().await;
    for (link, path, shows) in [
        ("#away", "/plain.txt", "a file"),
        ("#gone", "/gone/for/good", "There is no such page"),
    ] {
        let tab = site.open("/").await;
        tab.click(link).await;
        tab.wait_for(&format!(
            "!window.first && location.pathname === {path:?} && document.body?.innerText.includes({shows:?})"
        ))
        .await;
    }
}

#[tokio::test]
async fn a_mount_that_fails_leaves_page_and_address_as_they_were() {
    let site = Site::start().await;
    let tab = site.open("/rooms/1").await;
    tab.eval::<bool>(
        "(document.addEventListener('lvt:error', (e) => window.heard = e.detail.code), true)",
    )
    .await;
    tab.click("#bad").await;
    tab.wait_for("window.heard === 'bad-request'").await;
    wait_at(&tab, "/rooms/1", "Room 1 page 1").await;
    tab.click("#next").await;
    wait_at(&tab, "/rooms/1?page=2", "Room 1 page 2").await;
}

#[tokio::test]
async fn the_server_changes_the_address_over_every_transport() {
    let site = Site::start().await;
    for over in ["socket", "fetch", "none"] {
        let tab = site.browser.profile().await.blank().await;
        match over {
            "fetch" => tab.block_websocket().await,
            "none" => tab.disable_javascript().await,
            _ => {}
        }
        tab.go(&site.url("/rooms/1")).await;
        if over == "fetch" {
            tab.wait_for("document.documentElement.dataset.lvtStatus")
                .await;
        } else if over == "socket" {
            tab.wait_connected().await;
        }
        let shows = async |path: &str, heading: &str| {
            tab.wait_for(&format!(
                "document.readyState === 'complete' && location.href.endsWith({path:?}) && document.querySelector('h1').innerText === {heading:?}"
            ))
            .await;
        };
        let entries: usize = tab.eval("history.length").await;
        tab.click("button[name=turn]").await;
        shows("/rooms/1?page=7", "Room 1 page 7").await;
        if over != "none" {
            assert_eq!(tab.eval::<usize>("history.length").await, entries, "{over}");
        }
        tab.click("#next").await;
        shows("/rooms/1?page=8", "Room 1 page 8").await;
        tab.click("button[name=go]").await;
        shows("/doc", "Document").await;
        tab.eval::<bool>("(history.back(), true)").await;
        shows("/rooms/1?page=8", "Room 1 page 8").await;
    }
}
