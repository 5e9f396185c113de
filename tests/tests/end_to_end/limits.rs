//! What happens beyond each limit: an answer that says so, and a page that goes on where it can.

use std::sync::atomic::Ordering;
use std::time::Duration;

use livetpl::prelude::*;
use livetpl::session::Limits;
use livetpl_tests::socket::{Answer, Raw, request};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::pages::{Probe, Running};

#[live_controller]
#[derive(Clone, Default)]
#[template(ext = "html", source = "<p>{{ count }}</p>")]
struct Meter {
    count: usize,
}

#[live_controller]
impl Meter {
    #[action]
    fn publish(&mut self, times: usize, ctx: &mut Context) -> Result {
        for _ in 0..times {
            ctx.publish(ctx.self_topic(), Self::HEARD)?;
        }
        self.count += times;
        Ok(())
    }

    #[action]
    fn work(&mut self, times: usize, ctx: &mut Context) -> Result {
        for _ in 0..times {
            ctx.spawn(std::future::pending::<()>(), |_: &mut Meter, _, _| ())?;
        }
        self.count = ctx.pending();
        Ok(())
    }

    #[action(internal)]
    fn heard(&mut self) {}
}

async fn limited(set: impl FnOnce(&mut Limits)) -> Running {
    let mut limits = Limits::default();
    set(&mut limits);
    Running::start(App::new().limits(limits).live("/", Meter::default())).await
}

async fn upgrade(app: &Running, cookie: &str) -> Answer {
    let origin = format!("http://{}", app.address);
    let headers = [
        ("connection", "upgrade"),
        ("upgrade", "websocket"),
        ("sec-websocket-version", "13"),
        ("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ=="),
        ("origin", &origin),
        ("cookie", cookie),
    ];
    request(&app.address, "GET", "/", &headers, b"").await
}

#[tokio::test]
async fn a_socket_too_many_is_told_when_to_come_back_and_its_page_goes_on_by_fetch() {
    let by_all = limited(|limits| limits.connections = 1).await;
    let by_group = limited(|limits| limits.connections_per_group = 1).await;
    for (app, status) in [(by_all, 503), (by_group, 429)] {
        let page = request(&app.address, "GET", "/", &[], b"").await;
        let cookie = page.cookie();
        let origin = format!("http://{}", app.address);
        let _first = Raw::open(&app.address, "/", &cookie, &origin)
            .await
            .unwrap();
        let answer = upgrade(&app, &cookie).await;
        assert_eq!(answer.status, status);
        assert!(answer.headers.contains_key("retry-after"));
        let headers = [("cookie", &*cookie), ("x-livetpl", "1")];
        let more = r#"{"action":"publish","ref":1,"data":{"times":"1"},"#;
        let body = page.join().replacen('{', more, 1);
        let answer = request(&app.address, "POST", "/", &headers, body.as_bytes()).await;
        assert!(answer.body.contains("\"done\":[1]"), "{}", answer.body);
    }
}

#[tokio::test]
async fn what_a_session_posts_is_bounded_however_many_pages_it_comes_from() {
    let app = limited(|limits| (limits.messages_per_second, limits.messages_burst) = (1, 2)).await;
    let form = ("content-type", "application/x-www-form-urlencoded");
    let page = request(&app.address, "GET", "/", &[], b"").await;
    let (cookie, other) = (
        page.cookie(),
        request(&app.address, "GET", "/", &[], b"").await,
    );
    let plain = async |cookie: &str| {
        let headers = [form, ("cookie", cookie)];
        request(&app.address, "POST", "/", &headers, b"times=1&publish=").await
    };
    for _ in 0..2 {
        assert_eq!(plain(&cookie).await.status, 303);
    }
    let refused = plain(&cookie).await;
    assert_eq!(refused.status, 429);
    assert!(refused.headers.contains_key("retry-after"));
    assert_eq!(
        plain(&other.cookie()).await.status,
        303,
        "another's is its own"
    );
    // A message without a token is a page of its own, and of the same session.
    let message = br#"{"join":"","action":"publish","ref":1,"data":{"times":"1"}}"#;
    let headers = [("cookie", &*cookie), ("x-livetpl", "1")];
    let answer = request(&app.address, "POST", "/", &headers, message).await;
    assert!(
        answer.body.contains("\"code\":\"limit\""),
        "{}",
        answer.body
    );
}

#[tokio::test]
async fn a_connection_beyond_the_bound_waits_for_another_s_end() {
    let app = limited(|limits| limits.http_connections = 1).await;
    let ask = format!("GET / HTTP/1.1\r\nhost: {}\r\n\r\n", app.address);
    let mut first = TcpStream::connect(&*app.address).await.unwrap();
    let mut second = TcpStream::connect(&*app.address).await.unwrap();
    let mut byte = [0];
    second.write_all(ask.as_bytes()).await.unwrap();
    first.write_all(ask.as_bytes()).await.unwrap();
    first.read_exact(&mut byte).await.unwrap();
    assert!(second.try_read(&mut byte).is_err(), "it has no answer");
    drop(first);
    second.read_exact(&mut byte).await.unwrap();
    drop(second);
    // A socket's place is free again once it is one.
    let (_one, _) = Raw::join(&app.address, "/").await;
    let (_two, _) = Raw::join(&app.address, "/").await;
}

#[tokio::test]
async fn pages_without_a_socket_are_counted_over_all_views() {
    let probe = Probe::default();
    let mut limits = Limits::default();
    limits.parked_per_group = 2;
    let app = App::new()
        .limits(limits)
        .live("/", probe.clone())
        .live("/other", probe.clone());
    let app = Running::start(app).await;
    let first = request(&app.address, "GET", "/", &[], b"").await;
    let (cookie, origin) = (first.cookie(), format!("http://{}", app.address));
    let headers = [("cookie", &*cookie)];
    // One with a socket is not counted.
    let mut raw = Raw::open(&app.address, "/", &cookie, &origin)
        .await
        .unwrap();
    raw.send(&first.join()).await;
    raw.receive().await.unwrap();
    for (path, ended) in [
        ("/", 0),
        ("/other", 0),
        ("/", 0),
        ("/other", 1),
        ("/other", 2),
    ] {
        request(&app.address, "GET", path, &headers, b"").await;
        let is_so = async {
            while probe.ended.load(Ordering::Relaxed) != ended {
                tokio::task::yield_now().await;
            }
        };
        let waited = tokio::time::timeout(Duration::from_secs(20), is_so).await;
        assert!(waited.is_ok(), "{path}: {ended} have ended");
    }
    raw.send(r#"{"action":"count","ref":1}"#).await;
    assert!(raw.receive().await.unwrap().contains("\"done\":[1]"));
}

#[tokio::test]
async fn a_body_too_large_is_a_413() {
    let app = limited(|limits| (limits.body_bytes, limits.message_bytes) = (2000, 1000)).await;
    let form = ("content-type", "application/x-www-form-urlencoded");
    for (header, size, status) in [
        (form, 1500, 400),
        (form, 2001, 413),
        (("x-livetpl", "1"), 1001, 400),
        (("x-livetpl", "1"), 2001, 413),
    ] {
        let answer = request(&app.address, "POST", "/", &[header], &vec![b'x'; size]).await;
        assert_eq!(answer.status, status, "{header:?} {size}");
    }
}

#[tokio::test]
async fn publishes_and_work_are_bounded_and_beyond_it_nothing_of_the_action_happens() {
    let app = limited(|limits| (limits.publishes, limits.work) = (2, 2)).await;
    let (mut raw, _) = Raw::join(&app.address, "/").await;
    for (action, times, done) in [
        ("publish", 2, json!([1])),
        ("publish", 3, json!(null)),
        ("work", 3, json!(null)),
        ("work", 2, json!([1])),
        ("work", 1, json!(null)),
    ] {
        raw.send(&json!({"action": action, "ref": 1, "data": {"times": times}}).to_string())
            .await;
        let answer = raw.json().await;
        if done.is_null() {
            assert_eq!(answer["done"][0]["error"]["code"], "limit", "{answer}");
            assert!(answer["patch"].is_null(), "{answer}");
        } else {
            assert_eq!(answer["done"], done, "{answer}");
        }
    }
}

#[tokio::test]
async fn an_application_whose_limits_are_none_does_not_start() {
    let mut limits = Limits::default();
    limits.mailbox = 0;
    let refused = App::new().limits(limits).into_service();
    let error = refused.err().expect("it does not start").to_string();
    assert!(error.contains("`mailbox`"), "{error}");
}

#[live_controller]
#[derive(Clone, Default)]
#[template(
    ext = "html",
    source = r#"<output>{{ said }}</output><p>{{ lvt.error("").unwrap_or_default() }}</p>"#
)]
struct Letter {
    said: usize,
}

#[live_controller]
impl Letter {
    #[action]
    fn say(&mut self, text: String) {
        self.said = text.len();
    }
}

#[tokio::test]
async fn a_message_too_large_is_answered_and_shown() {
    let app = Running::start(App::new().live("/", Letter::default())).await;
    let message = |size: usize| {
        json!({"action": "say", "ref": 7, "data": {"text": "x".repeat(size)}}).to_string()
    };
    let refused = |answer: &str| {
        let answer: Value = serde_json::from_str(answer).expect("a frame");
        let error = &answer["done"][0];
        assert_eq!(
            (&error["ref"], &error["error"]["code"]),
            (&json!(7), &json!("too-large"))
        );
        // In the answer, and in the page.
        let told = answer.to_string().matches("this is too large").count();
        assert_eq!(told, 2, "{answer}");
    };
    let (mut raw, _) = Raw::join(&app.address, "/").await;
    raw.send(&message(70_000)).await;
    refused(&raw.receive().await.expect("an answer"));
    raw.send(&message(60_000)).await;
    let answer = raw.json().await;
    assert_eq!(answer["patch"]["0"], "60000", "the connection lives on");

    let page = request(&app.address, "GET", "/", &[], b"").await;
    let message = message(70_000);
    let message = message.strip_suffix('}').expect("an object");
    let body = page.join().replacen('{', &format!("{message},"), 1);
    let cookie = page.cookie();
    let headers = [("x-livetpl", "1"), ("cookie", &*cookie)];
    let answer = request(&app.address, "POST", "/", &headers, body.as_bytes()).await;
    refused(&answer.body);
}
