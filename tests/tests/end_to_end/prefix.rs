//! An application under a prefix that is taken away before it sees a request: in axum, and behind a proxy.

use livetpl::prelude::*;
use livetpl_tests::browser::{Browser, Profile, Tab};
use livetpl_tests::front::stripping;
use livetpl_tests::socket::request;
use tokio::net::TcpListener;

use crate::pages::Running;

#[live_controller]
#[derive(Clone, Default)]
#[template(
    ext = "html",
    source = r#"<h1>Home</h1><p id="count">{{ count }}</p>
<form method="post"><button name="up">Up</button></form>
<form method="post"><button name="say">Say</button></form>
<form method="post"><button name="go">Go</button></form>
<i id="part" lvt-on:click="up">by a part of the script</i>
<a id="room" href="{{ lvt.prefix() }}/rooms/1">Room 1</a> <a id="near" href="rooms/2">Room 2</a>
<a id="query" href="?tab=2">Tab</a><p id="at">{{ at }}</p>"#
)]
struct Home {
    #[persist]
    count: u32,
    at: String,
}

#[live_controller]
impl Home {
    fn mount(&mut self, ctx: &mut Context) -> Result {
        self.at = format!("{}|{}|{}", ctx.prefix(), ctx.path(), ctx.query());
        match ctx.query() {
            "away" => ctx.redirect(format!("{}/rooms/9", ctx.prefix())),
            _ => Ok(()),
        }
    }

    #[action]
    fn up(&mut self) {
        self.count += 1;
    }

    /// The author's path is the browser's own, so the prefix is the author's affair.
    #[action]
    fn say(&mut self, ctx: &mut Context) -> Result {
        ctx.flash("success", "Said");
        ctx.redirect(format!("{}/rooms/3", ctx.prefix()))
    }

    #[action]
    fn go(&mut self, ctx: &mut Context) -> Result {
        ctx.flash("success", "Gone");
        ctx.navigate(format!("{}/rooms/4?by=go", ctx.prefix()))
    }
}

#[live_controller]
#[derive(Clone, Default)]
#[template(
    ext = "html",
    source = r#"<h1>Room {{ room }}</h1>{% if let Some(text) = lvt.flash("success") %}<b>{{ text }}</b>{% endif %}
<a id="next" href="{{ room + 1 }}">Next</a> <a id="home" href="{{ lvt.prefix() }}/">Home</a>"#
)]
struct Room {
    room: u32,
}

#[live_controller]
impl Room {
    fn mount(&mut self, ctx: &mut Context) -> Result {
        self.room = ctx.path_as()?;
        Ok(())
    }
}

fn app() -> App {
    App::new()
        .prefix("/app")
        .asset("/style.css", "text/css", b"p { color: green }")
        .live("/", Home::default())
        .live("/rooms/{room}", Room::default())
}

/// Serves the application in axum, beside a page of axum's own; its address.
async fn in_axum() -> String {
    let router = axum::Router::new()
        .route("/", axum::routing::get(|| async { "axum's own" }))
        .nest_service("/app", app().into_service().unwrap());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    livetpl_tests::server::spawn(async move { axum::serve(listener, router).await.unwrap() });
    address
}

async fn shows(tab: &Tab, css: &str, text: &str) {
    tab.wait_for(&format!(
        "document.querySelector({css:?})?.textContent === {text:?}"
    ))
    .await;
}

/// Connects, acts, loads a part, goes about and back.
async fn live(profile: &Profile, address: &str) {
    let tab = profile.open(&format!("http://{address}/app/")).await;
    tab.wait_connected().await;
    shows(&tab, "#at", "/app|/|").await;
    tab.eval::<()>("void (window.same = true)").await;
    tab.click("[name=up]").await;
    shows(&tab, "#count", "1").await;
    tab.click("#part").await;
    shows(&tab, "#count", "2").await;
    let requests = tab.requests();
    let of_parts = |url: &&String| url.contains("/app/_livetpl/on-");
    assert_eq!(requests.iter().filter(of_parts).count(), 1, "{requests:?}");

    tab.click("#query").await;
    shows(&tab, "#at", "/app|/|tab=2").await;
    tab.click("#room").await;
    shows(&tab, "h1", "Room 1").await;
    tab.click("#next").await;
    shows(&tab, "h1", "Room 2").await;
    let asked = tab.frames_sent();
    assert!(
        asked
            .iter()
            .any(|frame| frame.contains(r#""navigate":"/app/?tab=2""#)),
        "for another query the connection stays: {asked:?}"
    );
    tab.eval::<()>("history.go(-3)").await;
    shows(&tab, "#at", "/app|/|").await;
    tab.wait_connected().await;
    tab.click("[name=go]").await;
    shows(&tab, "h1", "Room 4").await;
    shows(&tab, "b", "Gone").await;
    tab.wait_for("location.pathname + location.search === '/app/rooms/4?by=go'")
        .await;
    let same: bool = tab.eval("window.same").await;
    assert!(same, "nothing of it loaded a page");
    tab.click("#home").await;
    shows(&tab, "#at", "/app|/|").await;
    tab.wait_connected().await;
    tab.click("[name=say]").await;
    shows(&tab, "b", "Said").await;
    tab.wait_connected().await;
    tab.go(&format!("http://{address}/app/rooms/3")).await;
    tab.wait_connected().await;
    tab.wait_for("!document.querySelector('b')").await;
    for url in tab.requests() {
        let path = url.split_once(address).map_or("", |(_, path)| path);
        assert!(
            path.starts_with("/app") || path == "/favicon.ico" || path.is_empty(),
            "{url}"
        );
    }
}

/// The same without JavaScript, and without the slash behind the prefix.
async fn plain(profile: &Profile, address: &str) {
    let tab = profile.blank().await;
    tab.disable_javascript().await;
    tab.go(&format!("http://{address}/app")).await;
    shows(&tab, "#count", "2").await;
    tab.click("[name=up]").await;
    shows(&tab, "#count", "3").await;
    tab.click("[name=say]").await;
    shows(&tab, "b", "Said").await;
    tab.go(&format!("http://{address}/app/rooms/3")).await;
    tab.wait_for("document.querySelector('h1') && !document.querySelector('b')")
        .await;
}

#[tokio::test]
async fn trap_11_a_page_under_a_prefix_lives_in_axum_and_behind_a_proxy() {
    let browser = Browser::launch().await;
    let nested = in_axum().await;
    let served = Running::start(app()).await;
    let proxied = stripping("/app", &served.address).await;
    for address in [nested, proxied] {
        let profile = browser.profile().await;
        live(&profile, &address).await;
        plain(&profile, &address).await;
    }
}

#[tokio::test]
async fn trap_11_each_address_that_the_framework_writes_has_the_prefix() {
    let form = ("content-type", "application/x-www-form-urlencoded");
    let app = Running::start(app()).await;
    for address in [in_axum().await, stripping("/app", &app.address).await] {
        let get = async |path: &str| request(&address, "GET", path, &[], b"").await;
        let page = get("/app/rooms/7").await;
        for (name, begin) in [
            ("src", "/app/_livetpl/livetpl-"),
            ("data-lvt-plan", "/app/_livetpl/plan-"),
        ] {
            let value = page.attribute(name);
            assert!(value.starts_with(begin), "{name}: {value}");
            assert_eq!(get(&value).await.status, 200, "{value}");
        }
        assert_eq!(get("/app/style.css").await.status, 200);
        assert_eq!(get("/app/none").await.status, 404);
        assert_eq!(get("/app/?away").await.headers["location"], "/app/rooms/9");
        for (path, location) in [
            ("/app", "/app/"),
            ("/app/", "/app/"),
            ("/app/?tab=2", "/app/?tab=2"),
        ] {
            let answer = request(&address, "POST", path, &[form], b"up=").await;
            assert_eq!(answer.status, 303, "{path}");
            assert_eq!(answer.headers["location"], location, "{path}");
        }
        let answer = request(&address, "POST", "/app/", &[form], b"say=").await;
        let cookies = answer.headers.get_all("set-cookie").iter();
        let flash = cookies
            .map(|cookie| cookie.to_str().unwrap())
            .find(|cookie| cookie.starts_with("livetpl-flash="));
        assert!(flash.unwrap().contains("; Path=/app;"), "{flash:?}");
    }
}
