//! What a page says of errors and flash over HTTP: statuses, and what goes over a redirect, once.

use livetpl::prelude::*;
use livetpl::redis::RedisStore;
use livetpl::session::Limits;
use livetpl_tests::browser::Browser;
use livetpl_tests::redis::Redis;
use livetpl_tests::socket::{Answer, Raw, request};
use serde_json::{Value, json};

use crate::pages::Running;

#[derive(Clone, Default, LiveState)]
#[template(
    ext = "html",
    source = r#"<h1>{{ secret }}</h1>{% for (name, message) in lvt.errors() %}<em>{{ name }}: {{ message }}</em>{% endfor %}
{% if let Some(text) = lvt.flash("success") %}<b>{{ text }}</b>{% endif %}
<form method="post"><input name="text" {{ lvt.aria_invalid("text") }}><button name="save">Save</button><button name="go">Go</button></form>"#
)]
struct Told {
    #[persist]
    secret: String,
}

#[live_controller(state = Told)]
struct Teller;

#[live_controller]
impl Teller {
    fn mount(&self, ctx: &mut Context) -> Result {
        match ctx.query() {
            "denied" => ctx.subscribe("anything"),
            "broken" => Err(std::fmt::Error.into()),
            "away" if ctx.kind() == Some(ConnectKind::Get) => ctx.redirect("/"),
            _ => Ok(()),
        }
    }

    #[action]
    fn save(&self, state: &mut Told, text: String, ctx: &mut Context) -> Result {
        ctx.flash("success", format!("Saved <{text}>"));
        state.secret = text.clone();
        match &*text {
            "" => Err(Error::field("text", "is empty")),
            "full" => Err(Error::msg("There is no room.")),
            "broken" => Err(std::fmt::Error.into()),
            _ => Ok(()),
        }
    }

    #[action]
    fn go(&self, ctx: &mut Context) -> Result {
        ctx.flash("success", "Gone on");
        ctx.redirect("/?there")
    }

    #[action]
    fn wander(&self, to: String, ctx: &mut Context) -> Result {
        ctx.flash("success", format!("Gone to {to}"));
        ctx.navigate(to)
    }
}

/// The same without a word of errors.
#[live_controller]
#[derive(Clone, Default)]
#[template(
    ext = "html",
    source = "<h1>silent</h1><form method=\"post\"><button name=\"fail\">Fail</button></form>"
)]
struct Silent {}

#[live_controller]
impl Silent {
    #[action]
    fn fail(&self) -> Result {
        Err(Error::field("text", "is empty"))
    }
}

async fn house() -> Running {
    Running::start(
        App::new()
            .live("/", Teller)
            .live("/rooms/{room}", Teller)
            .live("/silent", Silent::default()),
    )
    .await
}

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

async fn post(app: &Running, path: &str, cookie: &str, body: &str) -> Answer {
    let headers = [FORM, ("cookie", cookie)];
    request(&app.address, "POST", path, &headers, body.as_bytes()).await
}

async fn get(app: &Running, path: &str, cookie: &str) -> Answer {
    request(&app.address, "GET", path, &[("cookie", cookie)], b"").await
}

/// The flash cookie that an answer sets, without its attributes.
fn ticket(answer: &Answer) -> Option<String> {
    let all = answer.headers.get_all("set-cookie").iter();
    let mut all = all.filter_map(|value| value.to_str().ok());
    let cookie = all.find(|cookie| cookie.starts_with("livetpl-flash="))?;
    assert!(cookie.contains("; HttpOnly; SameSite=Lax"), "{cookie}");
    Some(cookie.split(';').next()?.to_owned())
}

fn with(session: &str, ticket: &str) -> String {
    format!("{session}; {ticket}")
}

#[tokio::test]
async fn a_refused_form_is_answered_with_the_page_and_the_status_that_fits() {
    let app = house().await;
    for (body, status, error) in [
        ("text=&save=", 422, "text: is empty"),
        ("text=full&save=", 422, ": There is no room."),
        ("text=broken&save=", 500, ": internal error"),
        (
            "text=a",
            400,
            ": there is no action `submit` that a browser may call",
        ),
    ] {
        let answer = post(&app, "/", "", body).await;
        assert_eq!(answer.status.as_u16(), status, "{body}");
        assert!(
            answer.body.contains(&format!("<em>{error}</em>")),
            "{}",
            answer.body
        );
        assert!(
            answer.body.contains("<h1></h1>"),
            "nothing of it has happened"
        );
        assert!(!answer.body.contains("Saved") && ticket(&answer).is_none());
        assert_eq!(answer.body.contains("aria-invalid"), body == "text=&save=");
        // The page goes on: it is current, and the next action clears the error.
        let origin = format!("http://{}", app.address);
        let socket = Raw::open(&app.address, "/", &answer.cookie(), &origin).await;
        let mut raw = socket.unwrap();
        raw.send(&answer.join()).await;
        assert_eq!(raw.json().await, json!({"seq": 0}));
        raw.send(r#"{"action":"save","ref":1,"data":{"text":"a"}}"#)
            .await;
        let frame = raw.json().await;
        assert_eq!(frame["done"], json!([1]));
        assert!(frame["patch"].to_string().contains("Saved"), "{frame}");
    }
}

#[tokio::test]
async fn a_page_that_says_nothing_of_errors_is_not_shown_for_one() {
    let app = house().await;
    for (path, body, status) in [
        ("/silent", "fail=", 422),
        ("/silent", "other=", 400),
        ("/silent", "panic", 400),
    ] {
        let answer = post(&app, path, "", body).await;
        assert_eq!(answer.status.as_u16(), status);
        assert!(!answer.body.contains("<h1>silent</h1>"), "{}", answer.body);
        assert!(
            !answer.body.contains("Silent"),
            "no type's name: {}",
            answer.body
        );
        assert!(answer.body.contains("Back to the page"));
    }
}

#[tokio::test]
async fn a_mount_that_fails_shows_a_blank_page_with_its_status() {
    let app = house().await;
    let session = get(&app, "/", "").await.cookie();
    post(&app, "/", &session, "text=mine&save=").await;
    assert!(
        get(&app, "/", &session)
            .await
            .body
            .contains("<h1>mine</h1>")
    );
    for (path, status, error) in [("/?broken", 500, "internal error")] {
        for answer in [
            get(&app, path, &session).await,
            post(&app, path, &session, "text=a&save=").await,
        ] {
            assert_eq!(answer.status.as_u16(), status);
            assert!(
                answer.body.contains("<em>: ") && answer.body.contains(error),
                "{}",
                answer.body
            );
            assert!(
                answer.body.contains("<h1></h1>"),
                "nothing of the session is shown"
            );
            assert_eq!(answer.attribute("data-lvt-token"), "");
        }
    }
}

#[tokio::test]
async fn a_flash_goes_over_the_redirect_behind_a_form_once() {
    let app = house().await;
    let session = get(&app, "/", "").await.cookie();
    let answer = post(&app, "/", &session, "text=a%26b&save=").await;
    assert_eq!(answer.status, 303);
    let ticket = ticket(&answer).unwrap();
    assert!(!ticket.contains("Saved"), "{ticket}");
    let cookies = with(&session, &ticket);
    // A HEAD shows nothing and uses nothing up.
    let head = [("cookie", &*cookies)];
    request(&app.address, "HEAD", "/", &head, b"").await;
    // Of two tabs one shows it.
    let (one, other) = tokio::join!(get(&app, "/", &cookies), get(&app, "/", &cookies));
    let shown = [&one, &other].map(|page| page.body.contains("<b>Saved &#60;a&#38;b&#62;</b>"));
    assert_eq!(shown.iter().filter(|shown| **shown).count(), 1, "{shown:?}");
    for page in [&one, &other] {
        assert_eq!(
            self::ticket(page).as_deref(),
            Some("livetpl-flash="),
            "it is removed"
        );
    }
    assert!(!get(&app, "/", &cookies).await.body.contains("<b>"));
}

#[tokio::test]
async fn a_mount_that_redirects_passes_a_flash_on() {
    let app = house().await;
    let session = get(&app, "/", "").await.cookie();
    let answer = post(&app, "/?away", &session, "text=a&save=").await;
    let first = ticket(&answer).unwrap();
    let away = get(&app, "/?away", &with(&session, &first)).await;
    assert_eq!(away.status, 303);
    let all = away.headers.get_all("set-cookie").iter();
    let last = all
        .filter_map(|value| value.to_str().ok())
        .next_back()
        .unwrap();
    let second = last.split(';').next().unwrap();
    assert_ne!(second, first);
    let page = get(&app, "/", &with(&session, second)).await;
    assert!(page.body.contains("<b>Saved"), "{}", page.body);
}

#[tokio::test]
async fn what_a_browser_sends_is_no_flash() {
    let app = house().await;
    for forged in [
        "",
        "Saved",
        "<b>x</b>",
        "0123456789abcdef0123456789abcdef",
        "../../secret",
    ] {
        let page = get(&app, "/", &format!("livetpl-flash={forged}")).await;
        assert_eq!(page.status, 200);
        assert!(!page.body.contains("<b>"), "{}", page.body);
    }
}

#[tokio::test]
async fn a_flash_goes_with_a_redirect_over_socket_and_fetch() {
    let app = house().await;
    let page = get(&app, "/", "").await;
    let session = page.cookie();
    let by_script = [
        ("x-livetpl", "1"),
        ("content-type", "application/json"),
        ("cookie", &*session),
    ];
    let exchange = async |body: &str| {
        let answer = request(&app.address, "POST", "/", &by_script, body.as_bytes()).await;
        (
            ticket(&answer),
            serde_json::from_str::<Value>(&answer.body).unwrap(),
        )
    };
    let message = page.join().replacen('{', r#"{"action":"go","ref":1,"#, 1);
    let (by_fetch, frame) = exchange(&message).await;
    assert_eq!(frame["redirect"], "/?there");

    let origin = format!("http://{}", app.address);
    let page = get(&app, "/", &session).await;
    let mut raw = Raw::open(&app.address, "/", &session, &origin)
        .await
        .unwrap();
    raw.send(&page.join()).await;
    raw.json().await;
    raw.send(r#"{"action":"go","ref":1}"#).await;
    let frame = raw.json().await;
    assert_eq!(frame["redirect"], "/?there");
    assert!(!frame["cookies"].to_string().contains("Gone"), "{frame}");
    let (by_socket, _) = exchange(&json!({"cookies": frame["cookies"]}).to_string()).await;

    for ticket in [by_fetch, by_socket] {
        let cookies = with(&session, &ticket.unwrap());
        let there = get(&app, "/?there", &cookies).await;
        assert!(there.body.contains("<b>Gone on</b>"), "{}", there.body);
        assert!(!get(&app, "/?there", &cookies).await.body.contains("<b>"));
    }
}

#[tokio::test]
async fn a_flash_goes_with_a_navigation_within_the_view() {
    let app = house().await;
    let wander = async |raw: &mut Raw, to: &str| {
        let data = json!({ "to": to });
        raw.send(&json!({"action": "wander", "ref": 1, "data": data}).to_string())
            .await;
        let frame = raw.json().await;
        assert_eq!(frame["navigate"], to);
        frame
    };
    // Another query is the same page: it goes on saying it.
    let (mut raw, _) = Raw::join(&app.address, "/rooms/7").await;
    let frame = wander(&mut raw, "/rooms/7?there").await;
    assert_eq!(frame["cookies"], Value::Null, "nothing is to be fetched");
    raw.send(r#"{"navigate":"/rooms/7?there","ref":2}"#).await;
    assert_eq!(raw.json().await["done"], json!([2]));
    raw.send(r#"{"full":1}"#).await;
    let values = raw.json().await["values"].to_string();
    assert!(values.contains("Gone to"), "{values}");
    // Another path is another page, which says it once.
    let page = get(&app, "/rooms/7", "").await;
    let origin = format!("http://{}", app.address);
    let socket = Raw::open(&app.address, "/rooms/7", &page.cookie(), &origin).await;
    let mut raw = socket.unwrap();
    raw.send(&page.join()).await;
    raw.json().await;
    let frame = wander(&mut raw, "/rooms/8#far").await;
    let by_script = [
        ("x-livetpl", "1"),
        ("content-type", "application/json"),
        ("cookie", &*page.cookie()),
    ];
    let body = json!({"cookies": frame["cookies"]}).to_string();
    let answer = request(
        &app.address,
        "POST",
        "/rooms/7",
        &by_script,
        body.as_bytes(),
    )
    .await;
    let cookies = with(&page.cookie(), &ticket(&answer).expect("a ticket"));
    for says in [true, false] {
        let there = get(&app, "/rooms/8", &cookies).await;
        assert_eq!(there.body.contains("<b>Gone to"), says, "{}", there.body);
    }
}

#[tokio::test]
async fn a_flash_goes_with_a_navigation_to_another_view_over_all_transports() {
    let app = house().await;
    let page = get(&app, "/", "").await;
    let session = page.cookie();
    let by_script = [
        ("x-livetpl", "1"),
        ("content-type", "application/json"),
        ("cookie", &*session),
    ];
    let exchange = async |body: &str| {
        let answer = request(&app.address, "POST", "/", &by_script, body.as_bytes()).await;
        let frame = serde_json::from_str::<Value>(&answer.body).unwrap();
        (ticket(&answer), frame)
    };
    let message = r#"{"action":"wander","ref":1,"data":{"to":"/rooms/8#far"},"#;
    let (by_fetch, frame) = exchange(&page.join().replacen('{', message, 1)).await;
    assert_eq!(frame["navigate"], "/rooms/8#far");

    let origin = format!("http://{}", app.address);
    let page = get(&app, "/", &session).await;
    let socket = Raw::open(&app.address, "/", &session, &origin).await;
    let mut raw = socket.unwrap();
    raw.send(&page.join()).await;
    raw.json().await;
    raw.send(r#"{"action":"wander","ref":1,"data":{"to":"/rooms/8"}}"#)
        .await;
    let frame = raw.json().await;
    assert_eq!(frame["navigate"], "/rooms/8");
    let (by_socket, _) = exchange(&json!({"cookies": frame["cookies"]}).to_string()).await;

    let answer = post(&app, "/", &session, "to=%2Frooms%2F8&wander=").await;
    assert_eq!(answer.headers["location"], "/rooms/8");
    for ticket in [by_fetch, by_socket, ticket(&answer)] {
        let cookies = with(&session, &ticket.unwrap());
        let there = get(&app, "/rooms/8", &cookies).await;
        assert!(there.body.contains("<b>Gone to"), "{}", there.body);
        let again = get(&app, "/rooms/8", &cookies).await;
        assert!(!again.body.contains("<b>"));
    }
}

#[tokio::test]
async fn a_flash_goes_with_a_navigation_to_another_process() {
    let redis = Redis::start().await;
    let start = || {
        let app = App::new().store(RedisStore::new(&redis.url()).unwrap());
        Running::start(app.live("/", Teller).live("/rooms/{room}", Teller))
    };
    let (one, two) = (start().await, start().await);
    let page = get(&one, "/", "").await;
    let session = page.cookie();
    let message = r#"{"action":"wander","ref":1,"data":{"to":"/rooms/8"},"#;
    let message = page.join().replacen('{', message, 1);
    let headers = [
        ("x-livetpl", "1"),
        ("content-type", "application/json"),
        ("cookie", &*session),
    ];
    let answer = request(&one.address, "POST", "/", &headers, message.as_bytes()).await;
    let cookies = with(&session, &ticket(&answer).unwrap());
    let there = get(&two, "/rooms/8", &cookies).await;
    assert!(there.body.contains("<b>Gone to"), "{}", there.body);
    let again = get(&one, "/rooms/8", &cookies).await;
    assert!(!again.body.contains("<b>"));
}

#[tokio::test]
async fn what_is_refused_for_its_rate_is_said_on_the_page() {
    let mut limits = Limits::default();
    (limits.messages_per_second, limits.messages_burst) = (1, 1);
    let app = App::new().limits(limits).live("/", Teller);
    let app = Running::start(app).await;
    let save = r#"{"action":"save","ref":1,"data":{"text":"a"}}"#;
    let (mut raw, _) = Raw::join(&app.address, "/").await;
    raw.send(save).await;
    raw.send(save).await;
    let mut shown = String::new();
    while !shown.contains("limit") {
        shown = raw.receive().await.unwrap();
    }
    assert!(shown.contains("\"patch\"") && shown.contains("too many messages"));

    let page = get(&app, "/", "").await;
    let session = page.cookie();
    let headers = [
        ("x-livetpl", "1"),
        ("content-type", "application/json"),
        ("cookie", &*session),
    ];
    let own = save.strip_suffix('}').unwrap();
    let message = page.join().replacen('{', &format!("{own},"), 1);
    let mut body = String::new();
    while !body.contains("limit") {
        let answer = request(&app.address, "POST", "/", &headers, message.as_bytes()).await;
        body = answer.body;
    }
    assert_eq!(body.matches("too many messages").count(), 2, "{body}");
}

#[derive(Clone, Default, LiveState)]
#[template(
    ext = "html",
    source = r#"<form method="post"><input name="text"><button name="save">Save</button></form><p>{{ text }}</p>"#
)]
struct Mute {
    text: String,
}

#[live_controller(state = Mute)]
struct Muted;

#[live_controller]
impl Muted {
    #[action]
    fn save(&self, state: &mut Mute, text: String) -> Result {
        if text.is_empty() {
            return Err(Error::field("text", "is empty"));
        }
        state.text = text;
        Ok(())
    }
}

#[tokio::test]
async fn an_answer_says_whether_the_page_shows_its_error() {
    let app = Running::start(App::new().live("/mute", Muted).live("/told", Teller)).await;
    for (path, shown) in [("/mute", Value::Null), ("/told", true.into())] {
        let (mut raw, _) = Raw::join(&app.address, path).await;
        raw.send(r#"{"action":"save","ref":1,"data":{"text":""}}"#)
            .await;
        let frame = raw.json().await;
        let error = &frame["done"][0]["error"];
        assert_eq!(error["fields"], json!({"text": "is empty"}), "{frame}");
        assert_eq!(error["shown"], shown, "{frame}");
    }
}

#[tokio::test]
async fn a_refusal_that_the_page_does_not_show_is_a_notice() {
    let app = Running::start(App::new().live("/", Muted)).await;
    let browser = Browser::launch().await;
    let url = format!("http://{}/", app.address);
    let tab = browser.profile().await.open(&url).await;
    tab.wait_connected().await;
    let notice = "document.querySelector('lvt-notice[role=alert] span')?.innerText";
    tab.click("[name=save]").await;
    tab.wait_for(&format!("{notice} === 'is empty'")).await;
    assert!(
        tab.eval::<bool>(
            "getComputedStyle(document.querySelector('lvt-notice')).position === 'fixed' \
             && !document.querySelector('[style]')"
        )
        .await
    );
    tab.click("lvt-notice button").await;
    tab.wait_for(&format!("{notice} === undefined")).await;
    tab.click("[name=save]").await;
    tab.wait_for(&format!("{notice} === 'is empty'")).await;
    tab.type_text("[name=text]", "a").await;
    tab.click("[name=save]").await;
    tab.wait_for(&format!(
        "{notice} === undefined && document.querySelector('p').innerText === 'a'"
    ))
    .await;
    tab.eval::<bool>("(document.documentElement.dataset.lvtNotice = 'off', document.addEventListener('lvt:error', () => window.failed = true), true)").await;
    tab.click("[name=save]").await;
    tab.wait_for("window.failed").await;
    assert!(tab.eval::<bool>(&format!("{notice} === undefined")).await);
}
