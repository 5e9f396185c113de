//! Who is signed out is out: whatever their browser has on its way, by whatever page or token, and in all tabs.

use std::sync::Arc;
use std::time::Duration;

use http::HeaderMap;
use livetpl::Identity;
use livetpl::prelude::*;
use livetpl::session::{Authenticator, BoxFuture, Identified, Refused, cookie};
use livetpl_tests::browser::Browser;
use livetpl_tests::socket::{Answer, Raw, request};
use parking_lot::Mutex;
use serde_json::json;
use tokio::sync::Semaphore;
use tokio::time::timeout;

use crate::pages::Running;

struct ByCookie {
    barred: Arc<Mutex<bool>>,
}

impl Authenticator for ByCookie {
    fn identify(&self, headers: &HeaderMap, _: bool) -> BoxFuture<'_, Result<Identified, Refused>> {
        let user = cookie(headers, "user").filter(|_| !*self.barred.lock());
        let identity = match user {
            Some(user) => Identity::user(user),
            None => Identity {
                group: "guests".into(),
                user: None,
            },
        };
        Box::pin(async { Ok(Identified::from(identity)) })
    }
}

#[live_controller(state = Seen)]
#[derive(Clone)]
struct Rooms {
    /// Has a permit for each action that has begun, and for each that may end.
    begun: Arc<Semaphore>,
    end: Arc<Semaphore>,
    looked: Arc<Mutex<Vec<String>>>,
}

#[derive(Clone, Default, LiveState)]
#[template(ext = "html", source = "<p>{{ user }} in {{ room }}</p>")]
struct Seen {
    user: String,
    room: String,
}

#[live_controller]
impl Rooms {
    fn mount(&self, state: &mut Seen, ctx: &mut Context) {
        state.user = ctx.identity().user.as_deref().unwrap_or("nobody").into();
        state.room = ctx.param("room").unwrap_or_default().into();
    }

    #[action]
    async fn slow(&self) {
        self.begun.add_permits(1);
        let may = self.end.acquire().await;
        may.expect("it is never closed").forget();
    }

    #[action]
    fn look(&self, ctx: &mut Context) {
        let user = ctx.identity().user.as_deref().unwrap_or("nobody");
        self.looked.lock().push(user.to_owned());
    }
}

struct House {
    app: Running,
    rooms: Rooms,
    barred: Arc<Mutex<bool>>,
}

const ANN: [(&str, &str); 1] = [("cookie", "user=ann")];

impl House {
    async fn start() -> House {
        let barred = Arc::<Mutex<bool>>::default();
        let rooms = Rooms {
            begun: Arc::new(Semaphore::new(0)),
            end: Arc::new(Semaphore::new(0)),
            looked: Arc::default(),
        };
        let authenticator = ByCookie {
            barred: barred.clone(),
        };
        let app = App::new()
            .authenticator(authenticator)
            .live("/rooms/{room}", rooms.clone());
        let app = Running::start(app).await;
        House { app, rooms, barred }
    }

    /// How the page's script would join.
    async fn page(&self) -> String {
        request(&self.app.address, "GET", "/rooms/1", &ANN, b"")
            .await
            .join()
    }

    async fn ann(&self, join: &str) -> Raw {
        let origin = format!("http://{}", self.app.address);
        let mut raw = Raw::open(&self.app.address, "/rooms/1", "user=ann", &origin)
            .await
            .unwrap();
        raw.send(join).await;
        raw
    }

    /// Waits until the slow action has begun.
    async fn begun(&self) {
        let begun = timeout(Duration::from_secs(20), self.rooms.begun.acquire()).await;
        begun.expect("it begins").unwrap().forget();
    }

    fn sign_out(&self) {
        *self.barred.lock() = true;
        self.app.handle.disconnect_user("ann");
    }
}

#[tokio::test]
async fn a_page_that_was_told_to_end_does_not_go_on_elsewhere() {
    let house = House::start().await;
    let mut raw = house.ann(&house.page().await).await;
    raw.receive().await.unwrap();
    raw.send(r#"{"action":"slow","ref":1}"#).await;
    raw.send(r#"{"navigate":"/rooms/2","ref":2}"#).await;
    raw.send(r#"{"action":"look","ref":3}"#).await;
    house.begun().await;
    house.sign_out();
    house.rooms.end.add_permits(1);
    let code = loop {
        match raw.receive().await {
            Err(code) => break code,
            Ok(frame) => assert!(!frame.contains('2'), "nothing behind it runs: {frame}"),
        }
    };
    assert_eq!(code, 4401);
    assert!(house.rooms.looked.lock().is_empty());
}

#[tokio::test]
async fn a_join_that_waits_for_a_page_that_ends_is_no_way_in() {
    let house = House::start().await;
    let join = house.page().await;
    let mut first = house.ann(&join).await;
    first.receive().await.unwrap();
    first.send(r#"{"action":"slow","ref":1}"#).await;
    house.begun().await;
    let mut second = house.ann(&join).await;
    second.send(r#"{"ping":1}"#).await;
    // It answers while it waits.
    assert_eq!(second.receive().await.unwrap(), r#"{"pong":1}"#);
    house.sign_out();
    house.rooms.end.add_permits(1);
    assert_eq!(second.receive().await.unwrap(), r#"{"reload":"user"}"#);
    assert!(second.receive().await.is_err(), "and is closed");
    // By fetch the token is as dead.
    let body = join.replacen('{', r#"{"action":"look","ref":3,"#, 1);
    let headers = [
        ANN[0],
        ("x-livetpl", "1"),
        ("content-type", "application/json"),
    ];
    request(
        &house.app.address,
        "POST",
        "/rooms/1",
        &headers,
        body.as_bytes(),
    )
    .await;
    assert_eq!(*house.rooms.looked.lock(), ["nobody"]);
}

#[live_controller]
#[derive(Clone, Default)]
#[template(
    ext = "html",
    source = r#"<p id="who">{{ user }}</p><form method="post"><button name="logout">Sign out</button></form>"#
)]
struct Desk {
    user: String,
}

#[live_controller]
impl Desk {
    fn mount(&mut self, ctx: &mut Context) {
        self.user = ctx.identity().user.as_deref().unwrap_or("nobody").into();
    }

    #[action]
    fn logout(&self, ctx: &mut Context) -> Result {
        ctx.sign_out("user")?;
        ctx.redirect("/?gone")
    }
}

/// The cookie alone says who somebody is: nothing on the server makes it worthless.
async fn desk() -> Running {
    let authenticator = ByCookie {
        barred: Arc::default(),
    };
    let app = App::new()
        .authenticator(authenticator)
        .live("/", Desk::default());
    Running::start(app).await
}

async fn join_desk(app: &Running, cookie: &str) -> Raw {
    let page = request(&app.address, "GET", "/", &[("cookie", cookie)], b"").await;
    let origin = format!("http://{}", app.address);
    let mut raw = Raw::open(&app.address, "/", cookie, &origin).await.unwrap();
    raw.send(&page.join()).await;
    raw.receive().await.unwrap();
    raw
}

fn set_cookies(answer: &Answer) -> Vec<&str> {
    let values = answer.headers.get_all("set-cookie").iter();
    values.filter_map(|value| value.to_str().ok()).collect()
}

/// The ticket's cookie, as the browser sends it; the other cookie is removed.
fn ticket(answer: &Answer) -> String {
    let [removed, ticket] = set_cookies(answer)[..] else {
        panic!("two cookies: {:?}", set_cookies(answer));
    };
    assert!(
        removed.starts_with("user=; Path=/; Max-Age=0;"),
        "{removed}"
    );
    assert!(ticket.starts_with("livetpl-out="), "{ticket}");
    ticket.split(';').next().unwrap().to_owned()
}

async fn is_alive(raw: &mut Raw) -> bool {
    raw.send(r#"{"ping":1}"#).await;
    raw.receive().await.is_ok_and(|text| text.contains("pong"))
}

#[tokio::test]
async fn signing_out_ends_all_pages_of_the_browser_also_those_that_were_quick() {
    let app = desk().await;
    let (mut here, mut there) = (
        join_desk(&app, "user=ann").await,
        join_desk(&app, "user=ann").await,
    );
    let mut bob = join_desk(&app, "user=bob").await;
    here.send(r#"{"action":"logout","ref":1}"#).await;
    let answer = here.json().await;
    assert_eq!(
        (&answer["done"], &answer["redirect"]),
        (&json!([1]), &json!("/?gone"))
    );
    assert_eq!(here.receive().await, Err(4401));
    assert_eq!(there.receive().await, Err(4401));
    // The other tab loads its page again before the browser has dropped its cookie.
    let mut quick = join_desk(&app, "user=ann").await;
    assert!(is_alive(&mut quick).await);
    // Who is nobody already gets the cookies, too: many applications end the session first.
    let body = json!({"cookies": answer["cookies"]}).to_string();
    let headers = [("x-livetpl", "1"), ("content-type", "application/json")];
    let fetched = request(&app.address, "POST", "/", &headers, body.as_bytes()).await;
    let cookie = ticket(&fetched);
    assert!(is_alive(&mut quick).await);
    let landed = request(&app.address, "GET", "/?gone", &[("cookie", &cookie)], b"").await;
    assert!(landed.body.contains("nobody"));
    let ended = set_cookies(&landed)[0].to_owned();
    assert!(
        ended.starts_with("livetpl-out=; Path=/; Max-Age=0;"),
        "{ended}"
    );
    assert_eq!(quick.receive().await, Err(4401));
    // A ticket is good once, and nobody's guess.
    let mut again = join_desk(&app, "user=ann").await;
    for forged in [&*cookie, "livetpl-out=bob", "livetpl-out="] {
        request(&app.address, "GET", "/", &[("cookie", forged)], b"").await;
    }
    assert!(is_alive(&mut again).await && is_alive(&mut bob).await);
}

#[tokio::test]
async fn a_form_and_a_fetch_sign_out_as_a_socket_does() {
    let app = desk().await;
    let page = request(&app.address, "GET", "/", &ANN, b"").await;
    let message = page
        .join()
        .replacen('{', r#"{"action":"logout","ref":1,"#, 1);
    let form = [
        ANN[0],
        ("content-type", "application/x-www-form-urlencoded"),
    ];
    let fetch = [
        ANN[0],
        ("x-livetpl", "1"),
        ("content-type", "application/json"),
    ];
    for (headers, body) in [(&form[..], "logout="), (&fetch[..], &message)] {
        let mut open = join_desk(&app, "user=ann").await;
        let answer = request(&app.address, "POST", "/", headers, body.as_bytes()).await;
        assert_eq!(open.receive().await, Err(4401));
        let cookie = ticket(&answer);
        let mut quick = join_desk(&app, "user=ann").await;
        request(&app.address, "GET", "/?gone", &[("cookie", &cookie)], b"").await;
        assert_eq!(quick.receive().await, Err(4401));
    }
}

#[tokio::test]
async fn who_signs_out_in_one_tab_is_signed_out_in_the_others() {
    let app = desk().await;
    let browser = Browser::launch().await;
    let (profile, url) = (browser.profile().await, format!("http://{}/", app.address));
    let here = profile.open(&url).await;
    here.eval::<String>("document.cookie = 'user=ann; path=/'")
        .await;
    here.go(&url).await;
    let there = profile.open(&url).await;
    for tab in [&here, &there] {
        tab.wait_for("document.querySelector('#who')?.innerText === 'ann'")
            .await;
        tab.wait_connected().await;
    }
    here.click("button[name=logout]").await;
    for tab in [&here, &there] {
        tab.wait_for("document.querySelector('#who')?.innerText === 'nobody'")
            .await;
    }
}
