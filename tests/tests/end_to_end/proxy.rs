//! Forms behind a proxy that ends TLS and takes a prefix of the path away, and requests that accept something else.

use livetpl::prelude::*;
use livetpl_tests::socket::{Answer, request};

use crate::pages::Running;

#[live_controller]
#[derive(Clone, Default)]
#[template(
    ext = "html",
    source = r#"{% if let Some(text) = lvt.flash("success") %}<b>{{ text }}</b>{% endif %}
<form method="post"><input name="title" maxlength="5"><em>{{ lvt.error("title") }}</em><button name="add">Add</button></form>"#
)]
struct Notes {}

#[live_controller]
impl Notes {
    #[action]
    fn add(&mut self, title: String, ctx: &mut Context) {
        ctx.flash("success", format!("Added {title}"));
    }
}

async fn notes() -> Running {
    let app = App::new().behind_proxy(true);
    Running::start(
        app.live("/", Notes::default())
            .live("/notes/", Notes::default())
            .live("/notes/{list}", Notes::default()),
    )
    .await
}

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

/// What the proxy of `https://a.test` says of a request, and the browser behind it.
const PROXIED: [(&str, &str); 3] = [
    ("x-forwarded-proto", "https"),
    ("x-forwarded-host", "a.test"),
    ("origin", "https://a.test"),
];

async fn post(app: &Running, path: &str, cookies: &str, body: &str) -> Answer {
    let [proto, host, origin] = PROXIED;
    let headers = [proto, host, origin, FORM, ("cookie", cookies)];
    request(&app.address, "POST", path, &headers, body.as_bytes()).await
}

async fn get(app: &Running, path: &str, cookies: &str) -> Answer {
    let [proto, host, _] = PROXIED;
    let headers = [proto, host, ("cookie", cookies)];
    request(&app.address, "GET", path, &headers, b"").await
}

/// All cookies that an answer sets, as a browser sends them back.
fn cookies(answer: &Answer) -> String {
    let all = answer.headers.get_all("set-cookie").iter();
    let all = all.map(|cookie| {
        let cookie = cookie.to_str().unwrap();
        assert!(cookie.contains("; Secure"), "{cookie}");
        assert!(!cookie.contains("Domain"), "{cookie}");
        cookie.split(';').next().unwrap().to_owned()
    });
    all.collect::<Vec<_>>().join("; ")
}

#[tokio::test]
async fn a_form_leads_back_through_a_prefix_that_a_proxy_took_away() {
    let app = notes().await;
    for (path, location) in [
        ("/", "./"),
        ("/?page=2", "./?page=2"),
        ("/notes/", "./"),
        ("/notes/today", "today"),
        ("/notes/today?page=2&a=%2F", "today?page=2&a=%2F"),
        // What would be another site's or a scheme, if it stood alone.
        ("/notes/https:", "./https:"),
        ("/notes/%2F%2Fevil.test", "%2F%2Fevil.test"),
    ] {
        let answer = post(&app, path, "", "title=a&add=").await;
        assert_eq!(answer.status, 303, "{path}");
        assert_eq!(answer.headers["location"], location, "{path}");
    }
}

#[tokio::test]
async fn flash_and_refused_forms_work_behind_a_proxy_that_ends_tls() {
    let app = notes().await;
    let session = cookies(&get(&app, "/notes/today", "").await);
    let refused = post(&app, "/notes/today", &session, "title=too+long&add=").await;
    assert_eq!(refused.status, 422);
    assert!(
        refused.body.contains("must have at most 5 characters"),
        "{}",
        refused.body
    );
    let done = post(&app, "/notes/today", &session, "title=milk&add=").await;
    assert_eq!(done.status, 303);
    let with_ticket = format!("{session}; {}", cookies(&done));
    let shown = get(&app, "/notes/today", &with_ticket).await;
    assert!(shown.body.contains("<b>Added milk</b>"), "{}", shown.body);
    let again = get(&app, "/notes/today", &with_ticket).await;
    assert!(!again.body.contains("<b>"), "{}", again.body);
}

#[tokio::test]
async fn trap_11_whatever_a_request_accepts_it_is_answered_with_the_page() {
    let app = notes().await;
    for accept in [
        "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8",
        "application/json",
        "text/event-stream",
        "image/avif, image/webp;q=0",
        "*/*",
        "text/html;q=0",
        ";;,/,q=",
        "",
    ] {
        let accept = ("accept", accept);
        let page = request(&app.address, "GET", "/", &[accept], b"").await;
        assert_eq!(page.status, 200, "{accept:?}");
        assert_eq!(page.headers["content-type"], "text/html; charset=utf-8");
        assert!(page.body.contains("<button"), "{accept:?}: {}", page.body);
        for (body, status) in [("title=a&add=", 303), ("title=too+long&add=", 422)] {
            let headers = [accept, FORM];
            let answer = request(&app.address, "POST", "/", &headers, body.as_bytes()).await;
            assert_eq!(answer.status, status, "{accept:?}");
            assert_eq!(answer.headers["content-type"], "text/html; charset=utf-8");
        }
        let none = request(&app.address, "GET", "/none", &[accept], b"").await;
        assert_eq!(none.status, 404, "{accept:?}");
        // The script says that it is the script, and is answered as one.
        let script = [
            accept,
            ("x-livetpl", "1"),
            ("content-type", "application/json"),
        ];
        let message = page.join();
        let frame = request(&app.address, "POST", "/", &script, message.as_bytes()).await;
        assert_eq!(
            frame.headers["content-type"], "application/json",
            "{accept:?}"
        );
        assert!(
            frame.body.starts_with("{\"seq\":"),
            "{accept:?}: {}",
            frame.body
        );
    }
}
