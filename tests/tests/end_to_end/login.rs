//! Who a browser is: cookies and redirects over all three transports, users that sign in and are signed out.

use std::sync::Arc;

use http::HeaderMap;
use livetpl::prelude::*;
use livetpl::session::{Authenticator, BoxFuture, Identified, Refused, cookie};
use livetpl::{Identity, SameSite};
use livetpl_tests::browser::{Browser, Tab};
use livetpl_tests::socket::{Answer, Raw, request};
use parking_lot::Mutex;
use serde_json::{Value, json};

use crate::pages::Running;

/// Users by a cookie that the login page sets; a signed one in earnest.
struct ByCookie {
    /// Whoever is not signed in is refused instead of being a guest.
    strict: bool,
    barred: Arc<Mutex<Vec<String>>>,
}

impl Authenticator for ByCookie {
    fn identify(
        &self,
        headers: &HeaderMap,
        _secure: bool,
    ) -> BoxFuture<'_, Result<Identified, Refused>> {
        let user = cookie(headers, "user").filter(|user| {
            let barred = self.barred.lock();
            !barred.iter().any(|other| other == user)
        });
        let identified = match user {
            None if self.strict => Err(Refused::default()),
            user => Ok(Identified {
                identity: Identity {
                    group: user.unwrap_or("guests").into(),
                    user: user.map(Into::into),
                },
                set_cookie: None,
            }),
        };
        Box::pin(async { identified })
    }
}

#[live_controller(state = Door)]
#[derive(Clone, Default)]
struct Login {
    handle: Arc<Mutex<Option<livetpl::Handle>>>,
    ended: Arc<Mutex<Vec<Option<Arc<str>>>>>,
}

#[derive(Clone, Default, LiveState)]
#[template(
    ext = "html",
    source = "<p id=\"who\">{{ user }}</p><p id=\"theme\">{{ theme }}</p>\
              <form method=\"post\"><input name=\"name\"><button name=\"login\">Sign in</button></form>\
              <form method=\"post\"><button name=\"dark\">Dark</button></form>\
              <form method=\"post\"><button name=\"logout\">Sign out</button></form>\
              <form method=\"post\"><button name=\"logout_everywhere\">Out</button></form>"
)]
struct Door {
    user: String,
    theme: String,
}

#[live_controller]
impl Login {
    fn mount(&self, state: &mut Door, ctx: &mut Context) -> Result {
        state.user = ctx
            .identity()
            .user
            .as_deref()
            .unwrap_or("nobody")
            .to_owned();
        state.theme = ctx.cookie("theme").unwrap_or("light").to_owned();
        match ctx.query() {
            "private" if ctx.identity().user.is_none() => ctx.redirect("/?signin"),
            "visit" => ctx.set_cookie(Cookie::new("visited", "1")),
            _ => Ok(()),
        }
    }

    fn on_disconnect(&self, _state: &mut Door, ctx: &mut Context) {
        self.ended.lock().push(ctx.identity().user.clone());
    }

    #[action]
    fn login(&self, name: String, ctx: &mut Context) -> Result {
        ctx.set_cookie(Cookie::new("user", name))?;
        ctx.redirect("/?in")
    }

    #[action]
    fn dark(&self, state: &mut Door, ctx: &mut Context) -> Result {
        state.theme = "soon".to_owned();
        ctx.set_cookie(
            Cookie::new("theme", "dark")
                .readable_by_scripts()
                .same_site(SameSite::Strict),
        )
    }

    #[action]
    fn logout(&self, ctx: &mut Context) -> Result {
        ctx.remove_cookie("user")?;
        ctx.redirect("/")
    }

    /// Signs the user out on all pages, this one included.
    #[action]
    fn logout_everywhere(&self, ctx: &mut Context) -> Result {
        ctx.remove_cookie("user")?;
        ctx.redirect("/?gone")?;
        if let (Some(handle), Some(user)) = (&*self.handle.lock(), &ctx.identity().user) {
            handle.disconnect_user(user);
        }
        Ok(())
    }

    #[action]
    fn fail(&self, ctx: &mut Context) -> Result {
        ctx.set_cookie(Cookie::new("user", "root"))?;
        ctx.redirect("/?in")?;
        Err(Error::msg("no"))
    }

    #[action]
    fn wander(&self, to: String, ctx: &mut Context) -> Result {
        ctx.redirect(to)
    }
}

struct House {
    app: Running,
    login: Login,
    barred: Arc<Mutex<Vec<String>>>,
}

async fn house(strict: bool) -> House {
    let (login, barred) = (Login::default(), Arc::<Mutex<Vec<String>>>::default());
    let authenticator = ByCookie {
        strict,
        barred: barred.clone(),
    };
    let app = App::new()
        .authenticator(authenticator)
        .live("/", login.clone());
    let app = Running::start(app).await;
    *login.handle.lock() = Some(app.handle.clone());
    House { app, login, barred }
}

fn set_cookies(answer: &Answer) -> Vec<&str> {
    let values = answer.headers.get_all("set-cookie").iter();
    values.filter_map(|value| value.to_str().ok()).collect()
}

async fn post(app: &Running, cookie: &str, headers: &[(&str, &str)], body: &str) -> Answer {
    let mut all = vec![("cookie", cookie)];
    all.extend_from_slice(headers);
    request(&app.address, "POST", "/", &all, body.as_bytes()).await
}

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");
const BY_SCRIPT: [(&str, &str); 2] = [("x-livetpl", "1"), ("content-type", "application/json")];

async fn joined(app: &Running, cookie: &str) -> (Raw, Answer) {
    let page = request(&app.address, "GET", "/", &[("cookie", cookie)], b"").await;
    let origin = format!("http://{}", app.address);
    let mut raw = Raw::open(&app.address, "/", cookie, &origin).await.unwrap();
    raw.send(&page.join()).await;
    raw.json().await;
    (raw, page)
}

#[tokio::test]
async fn a_form_without_javascript_gets_cookies_and_a_redirect() {
    let House { app, .. } = house(false).await;
    let answer = post(&app, "", &[FORM], "name=ann&login=").await;
    assert_eq!(
        (answer.status.as_u16(), &answer.headers["location"]),
        (303, &"/?in".parse().unwrap())
    );
    assert_eq!(
        set_cookies(&answer),
        ["user=ann; Path=/; HttpOnly; SameSite=Lax"]
    );
    let page = request(
        &app.address,
        "GET",
        "/?in",
        &[("cookie", "user=ann; theme=dark")],
        b"",
    )
    .await;
    assert!(
        page.body
            .contains("<p id=\"who\">ann</p><p id=\"theme\">dark</p>")
    );
    // A failed method gives nothing.
    let answer = post(&app, "", &[FORM], "fail=").await;
    assert_eq!(
        (answer.status.as_u16(), set_cookies(&answer)),
        (422, vec![])
    );
}

#[tokio::test]
async fn a_mount_may_redirect_and_set_cookies() {
    let House { app, .. } = house(false).await;
    let get = async |query: &str| request(&app.address, "GET", query, &[], b"").await;
    let answer = get("/?private").await;
    assert_eq!(
        (answer.status.as_u16(), &answer.headers["location"]),
        (303, &"/?signin".parse().unwrap())
    );
    assert!(!answer.body.contains("who"), "nothing of the page is shown");
    let answer = get("/?visit").await;
    assert_eq!(answer.status, 200);
    assert_eq!(
        set_cookies(&answer),
        ["visited=1; Path=/; HttpOnly; SameSite=Lax"]
    );
    // An action of a page whose mount redirects does not run, by form, by socket or by fetch.
    let form = request(
        &app.address,
        "POST",
        "/?private",
        &[FORM],
        b"name=eve&login=",
    )
    .await;
    assert_eq!(
        (&form.headers["location"], set_cookies(&form)),
        (&"/?signin".parse().unwrap(), vec![])
    );
    let origin = format!("http://{}", app.address);
    let mut raw = Raw::open(&app.address, "/?private", "", &origin)
        .await
        .unwrap();
    raw.send(r#"{"join":""}"#).await;
    let answer = raw.json().await;
    assert_eq!(answer["redirect"], "/?signin");
    assert!(answer["values"].is_null(), "{answer}");
    raw.send(r#"{"action":"login","ref":1,"data":{"name":"eve"}}"#)
        .await;
    let answer = raw.json().await;
    assert_eq!(
        (&answer["redirect"], &answer["cookies"]),
        (&json!("/?signin"), &Value::Null)
    );
    let body = br#"{"join":"","action":"login","ref":1,"data":{"name":"eve"}}"#;
    let by_fetch = request(&app.address, "POST", "/?private", &BY_SCRIPT, body).await;
    assert!(
        set_cookies(&by_fetch).is_empty() && by_fetch.body.contains("/?signin"),
        "{}",
        by_fetch.body
    );
}

#[tokio::test]
async fn over_a_socket_cookies_are_fetched_once_by_their_own_session() {
    let House { app, .. } = house(false).await;
    let (mut raw, _) = joined(&app, "user=ann").await;
    raw.send(r#"{"action":"login","ref":1,"data":{"name":"bob"}}"#)
        .await;
    let answer = raw.json().await;
    assert_eq!(
        (&answer["done"], &answer["redirect"]),
        (&json!([1]), &json!("/?in"))
    );
    assert!(
        !answer.to_string().contains("bob"),
        "no script reads the cookie: {answer}"
    );
    let ticket = json!({"cookies": answer["cookies"]}).to_string();
    let refused = async |cookie: &str, ticket: &str| {
        let answer = post(&app, cookie, &BY_SCRIPT, ticket).await;
        assert_eq!(
            (answer.status.as_u16(), set_cookies(&answer)),
            (400, vec![]),
            "{ticket}"
        );
    };
    refused("user=eve", &ticket).await;
    refused("", &ticket).await;
    for forged in ["", "0", "../..", &"0".repeat(32), &"é".repeat(16)] {
        refused("user=ann", &json!({"cookies": forged}).to_string()).await;
    }
    let answer = post(&app, "user=ann", &BY_SCRIPT, &ticket).await;
    assert_eq!(answer.status, 200);
    assert_eq!(
        set_cookies(&answer),
        ["user=bob; Path=/; HttpOnly; SameSite=Lax"]
    );
    refused("user=ann", &ticket).await;
    // A failed action leaves no ticket, and no redirect for the next frame.
    raw.send(r#"{"action":"fail","ref":2}"#).await;
    let answer = raw.json().await;
    assert!(
        answer["cookies"].is_null() && answer["redirect"].is_null(),
        "{answer}"
    );
    for evil in [
        "//evil.test",
        "/\\evil.test",
        "https://evil.test",
        "/\t/evil.test",
    ] {
        raw.send(&json!({"action": "wander", "ref": 3, "data": {"to": evil}}).to_string())
            .await;
        let answer = raw.json().await;
        assert!(
            answer["redirect"].is_null() && answer["done"][0]["error"].is_object(),
            "{answer}"
        );
    }
}

#[tokio::test]
async fn over_fetch_cookies_come_with_the_answer() {
    let House { app, .. } = house(false).await;
    let page = request(&app.address, "GET", "/", &[], b"").await;
    let body = page.join().replacen(
        '{',
        r#"{"action":"login","ref":1,"data":{"name":"ann"},"#,
        1,
    );
    let answer = post(&app, "", &BY_SCRIPT, &body).await;
    let frame: Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(
        (&frame["redirect"], &frame["cookies"]),
        (&json!("/?in"), &Value::Null)
    );
    assert_eq!(
        set_cookies(&answer),
        ["user=ann; Path=/; HttpOnly; SameSite=Lax"]
    );
}

#[tokio::test]
async fn a_user_who_is_disconnected_has_no_page_left() {
    let House { app, login, .. } = house(false).await;
    let (mut ann, page) = joined(&app, "user=ann").await;
    let (mut bob, _) = joined(&app, "user=bob").await;
    request(&app.address, "GET", "/", &[("cookie", "user=ann")], b"").await;
    assert_eq!(app.handle.disconnect_user("ann").local, 2);
    assert_eq!(ann.receive().await, Err(4401));
    let ended = async {
        while login.ended.lock().len() < 2 {
            request(&app.address, "HEAD", "/nowhere", &[], b"").await;
        }
    };
    let ended = tokio::time::timeout(std::time::Duration::from_secs(20), ended).await;
    ended.expect("on_disconnect runs at once, also for the parked page");
    assert!(
        login
            .ended
            .lock()
            .iter()
            .all(|user| user.as_deref() == Some("ann"))
    );
    bob.send(r#"{"ping":1}"#).await;
    assert_eq!(bob.json().await, json!({"pong": 1}));
    // The token is dead, also for who is still the user.
    let origin = format!("http://{}", app.address);
    let mut again = Raw::open(&app.address, "/", "user=ann", &origin)
        .await
        .unwrap();
    again.send(&page.join()).await;
    assert!(again.json().await["token"].is_string());
    // A page that says whose it is and comes back as somebody else is loaded again.
    let mark = page.attribute("data-lvt-user");
    let join = page
        .join()
        .replacen('{', &format!("{{\"user\":\"{mark}\","), 1);
    for (cookie, reloads) in [("user=ann", false), ("user=bob", true), ("", true)] {
        let mut raw = Raw::open(&app.address, "/", cookie, &origin).await.unwrap();
        raw.send(&join).await;
        assert_eq!(raw.json().await["reload"] == "user", reloads, "{cookie}");
    }
}

#[tokio::test]
async fn a_socket_that_has_not_joined_does_not_outlive_its_user() {
    let House { app, .. } = house(false).await;
    let origin = format!("http://{}", app.address);
    let mut idle = Raw::open(&app.address, "/", "user=ann", &origin)
        .await
        .unwrap();
    idle.send(r#"{"ping":1}"#).await;
    idle.json().await;
    app.handle.disconnect_user("ann");
    assert!(idle.receive().await.is_err());
}

async fn sign_in(tab: &Tab, name: &str) {
    tab.type_text("input[name=name]", name).await;
    tab.click("button[name=login]").await;
    tab.wait_for(&format!(
        "document.readyState === 'complete' && location.search === '?in' && document.querySelector('#who')?.innerText === '{name}'"
    ))
    .await;
}

#[tokio::test]
async fn a_login_works_by_socket_by_fetch_and_without_javascript() {
    let House { app, .. } = house(false).await;
    let url = format!("http://{}/", app.address);
    let browser = Browser::launch().await;
    let socket = browser.profile().await.open(&url).await;
    let fetch = browser.profile().await.blank().await;
    fetch.block_websocket().await;
    fetch.go(&url).await;
    let plain = browser.profile().await.blank().await;
    plain.disable_javascript().await;
    plain.go(&url).await;
    for tab in [&socket, &fetch, &plain] {
        sign_in(tab, "ann").await;
        let readable: String = tab.eval("document.cookie").await;
        assert_eq!(readable, "", "the cookie is the server's alone");
    }
    // Without a redirect the page stays, and the cookie is there.
    socket.wait_connected().await;
    socket.click("button[name=dark]").await;
    socket.wait_for("document.cookie === 'theme=dark'").await;
    assert_eq!(
        socket
            .eval::<String>("document.querySelector('#theme').innerText")
            .await,
        "soon"
    );
    socket.click("button[name=logout]").await;
    socket
        .wait_for(
            "location.search === '' && document.querySelector('#who')?.innerText === 'nobody'",
        )
        .await;
}

#[tokio::test]
async fn an_action_that_ends_its_own_page_is_answered_and_followed() {
    let House { app, .. } = house(false).await;
    let browser = Browser::launch().await;
    let url = format!("http://{}/", app.address);
    let profile = browser.profile().await;
    let (tab, other) = (profile.open(&url).await, profile.open(&url).await);
    sign_in(&tab, "ann").await;
    other.go(&url).await;
    for tab in [&tab, &other] {
        tab.wait_connected().await;
    }
    tab.click("button[name=logout_everywhere]").await;
    tab.wait_for(
        "location.search === '?gone' && document.querySelector('#who')?.innerText === 'nobody'",
    )
    .await;
    // The user's other tab has loaded its page again, as whoever it was at that moment.
    other
        .wait_for("performance.getEntriesByType('navigation')[0].type === 'reload'")
        .await;
}

#[tokio::test]
async fn a_browser_whose_user_is_signed_out_shows_nothing_of_the_user_s() {
    let House { app, barred, .. } = house(true).await;
    let browser = Browser::launch().await;
    let (profile, url) = (browser.profile().await, format!("http://{}/", app.address));
    let tab = profile.blank().await;
    tab.go(&url).await;
    tab.eval::<String>("document.cookie = 'user=ann'").await;
    tab.go(&url).await;
    tab.wait_connected().await;
    assert_eq!(
        tab.eval::<String>("document.querySelector('#who').innerText")
            .await,
        "ann"
    );
    barred.lock().push("ann".to_owned());
    app.handle.disconnect_user("ann");
    tab.wait_for("document.body?.innerText.includes('Please sign in')")
        .await;
}

#[tokio::test]
async fn a_browser_that_fetches_and_is_refused_loads_the_page_again() {
    let House { app, barred, .. } = house(true).await;
    let browser = Browser::launch().await;
    let (profile, url) = (browser.profile().await, format!("http://{}/", app.address));
    let tab = profile.blank().await;
    tab.block_websocket().await;
    tab.go(&url).await;
    tab.eval::<String>("document.cookie = 'user=ann'").await;
    tab.go(&url).await;
    barred.lock().push("ann".to_owned());
    tab.click("button[name=dark]").await;
    tab.wait_for("document.body?.innerText.includes('Please sign in')")
        .await;
}

#[tokio::test]
async fn forwarding_headers_count_behind_a_proxy_only() {
    let spoofed = [
        ("x-forwarded-proto", "https"),
        ("x-forwarded-host", "a.test"),
        ("origin", "https://a.test"),
        FORM,
    ];
    for (trusted, status) in [(false, 403), (true, 303)] {
        let app = App::new().behind_proxy(trusted);
        let app = Running::start(app.live("/", Login::default())).await;
        let answer = request(&app.address, "POST", "/", &spoofed, b"name=ann&login=").await;
        assert_eq!(answer.status, status, "{trusted}");
        let answer = request(&app.address, "GET", "/?visit", &spoofed[..2], b"").await;
        let cookies = set_cookies(&answer);
        assert_eq!(cookies.len(), 2, "the session's and the page's");
        for cookie in cookies {
            assert_eq!(cookie.contains("; Secure"), trusted, "{cookie}");
        }
    }
}

#[tokio::test]
async fn basic_asks_for_a_password_and_its_user_is_a_session_of_their_own() {
    let basic = livetpl::session::Basic::users([("ann", "secret")]);
    let app = App::new().authenticator(basic).live("/", Login::default());
    let app = Running::start(app).await;
    for bad in ["Basic YW5uOg==", "Basic !", "Bearer x", ""] {
        let answer = request(&app.address, "GET", "/", &[("authorization", bad)], b"").await;
        assert_eq!(answer.status, 401);
        assert!(
            answer.headers["www-authenticate"]
                .to_str()
                .unwrap()
                .starts_with("Basic realm=")
        );
    }
    let good = [("authorization", "Basic YW5uOnNlY3JldA==")];
    let answer = request(&app.address, "GET", "/", &good, b"").await;
    assert!(answer.body.contains("<p id=\"who\">ann</p>"));
    assert_eq!(
        app.handle
            .session("ann")
            .trigger(Login::LOGOUT)
            .unwrap()
            .local,
        1
    );
}
