//! What goes wrong between a page and its browser: lost frames, slow and failing mounts, templates that panic, a stop.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use livetpl::prelude::*;
use livetpl_tests::socket::{Answer, Raw, request};
use serde_json::{Value, json};
use tokio::sync::Notify;

use crate::pages::Running;

async fn get(app: &Running, cookie: &str) -> Answer {
    request(&app.address, "GET", "/", &[("cookie", cookie)], b"").await
}

async fn open(app: &Running, cookie: &str) -> Raw {
    let origin = format!("http://{}", app.address);
    Raw::open(&app.address, "/", cookie, &origin).await.unwrap()
}

async fn fetch(app: &Running, cookie: &str, join: &str, more: &str) -> Value {
    let body = join.replacen('{', &format!("{{{more}"), 1);
    let headers = [
        ("cookie", cookie),
        ("x-livetpl", "1"),
        ("content-type", "application/json"),
    ];
    let answer = request(&app.address, "POST", "/", &headers, body.as_bytes()).await;
    serde_json::from_str(&answer.body).unwrap_or_else(|error| panic!("{error}: {}", answer.body))
}

#[tokio::test]
async fn fetch_brings_what_others_published() {
    let (app, _) = Running::probe().await;
    let page = request(&app.address, "GET", "/", &[], b"").await;
    let cookie = page.cookie();
    let peer_page = get(&app, &cookie).await;
    let mut peer = open(&app, &cookie).await;
    peer.send(&peer_page.join()).await;
    peer.json().await;
    peer.send(r#"{"action":"add","ref":1,"data":{"text":"a"}}"#)
        .await;
    peer.json().await;
    let inserted = |text: &str| json!({"1": {"ops": [["i", 0, [text]]]}});
    let polled = fetch(&app, &cookie, &page.join(), "").await;
    assert_eq!(polled, json!({"seq": 1, "patch": inserted("a")}));
    // The same again: that answer was lost on the way.
    let polled = fetch(&app, &cookie, &page.join(), "").await;
    assert_eq!(polled, json!({"seq": 2, "values": ["0", [["a"]]]}));
    // A page that is gone comes back with a token and with values.
    let gone = page.join().replacen("\"join\":\"", "\"join\":\"x", 1);
    let answer = fetch(&app, &cookie, &gone, "").await;
    assert!(answer["token"].is_string(), "{answer}");
    assert_eq!(answer["values"], json!(["0", []]));
}

#[tokio::test]
async fn a_frame_that_was_lost_with_its_socket_is_made_good() {
    let (app, _) = Running::probe().await;
    let page = request(&app.address, "GET", "/", &[], b"").await;
    let cookie = page.cookie();
    let peer_page = get(&app, &cookie).await;
    let mut peer = open(&app, &cookie).await;
    peer.send(&peer_page.join()).await;
    peer.json().await;
    let mut raw = open(&app, &cookie).await;
    raw.send(&page.join()).await;
    raw.json().await;
    // This socket takes the frame and never gives it to the page.
    peer.send(r#"{"action":"add","ref":1,"data":{"text":"a"}}"#)
        .await;
    peer.json().await;
    assert_eq!(raw.json().await["seq"], 1);
    let mut again = open(&app, &cookie).await;
    again.send(&page.rejoin(0)).await;
    let answer = again.json().await;
    assert_eq!(answer, json!({"seq": 2, "values": ["0", [["a"]]]}));
    // One that has all of it is sent nothing; one that doesn't know what it has is sent everything.
    for (seq, expected) in [(2, json!(null)), (-1, json!(["0", [["a"]]]))] {
        let mut again = open(&app, &cookie).await;
        again.send(&page.rejoin(seq)).await;
        assert_eq!(again.json().await["values"], expected);
    }
}

#[tokio::test]
async fn fetch_is_limited_as_the_socket_is() {
    let (app, _) = Running::probe().await;
    let page = request(&app.address, "GET", "/", &[], b"").await;
    let mut refused = 0;
    for _ in 0..90 {
        let more = r#""action":"count","ref":1,"#;
        let answer = fetch(&app, &page.cookie(), &page.join(), more).await;
        refused += usize::from(answer["done"][0]["error"]["code"] == "limit");
    }
    assert!(refused > 0, "90 actions came through at once");
}

/// Its mount waits, fails or is denied; its template panics.
#[live_controller(state = Frail)]
#[derive(Clone, Default)]
struct Trouble {
    mounts: Arc<AtomicUsize>,
    reached: Arc<Notify>,
    go_on: Arc<Notify>,
    slow: Arc<AtomicBool>,
    fails: Arc<AtomicBool>,
    spoils: Arc<AtomicBool>,
    kinds: Arc<parking_lot::Mutex<Vec<ConnectKind>>>,
    ended: Arc<AtomicUsize>,
}

#[derive(Clone, Default, LiveState)]
#[template(ext = "html", source = "<p>{{ self.shown() }}</p><b>{{ heard }}</b>")]
struct Frail {
    #[persist]
    count: u32,
    heard: u32,
}

impl Frail {
    fn shown(&self) -> u32 {
        assert_ne!(self.count, 13, "on purpose");
        self.count
    }
}

#[live_controller]
impl Trouble {
    async fn mount(&self, state: &mut Frail, ctx: &mut Context) -> Result {
        self.mounts.fetch_add(1, Ordering::Relaxed);
        ctx.subscribe(ctx.self_topic())?;
        if self.slow.load(Ordering::Relaxed) {
            self.reached.notify_one();
            self.go_on.notified().await;
        }
        if self.spoils.load(Ordering::Relaxed) {
            state.count = 13;
        }
        if self.fails.load(Ordering::Relaxed) {
            return Err(Error::msg("the database is away"));
        }
        Ok(())
    }

    fn on_connect(&self, _state: &mut Frail, ctx: &mut Context) {
        self.kinds.lock().extend(ctx.kind());
    }

    fn on_disconnect(&self, _state: &mut Frail) {
        self.ended.fetch_add(1, Ordering::Relaxed);
    }

    #[action]
    fn set(&self, state: &mut Frail, to: u32, ctx: &mut Context) -> Result {
        state.count = to;
        ctx.publish(ctx.self_topic(), Self::HEAR)
    }

    #[action(internal)]
    fn hear(&self, state: &mut Frail) {
        state.heard += 1;
    }
}

async fn trouble() -> (Running, Trouble) {
    let trouble = Trouble::default();
    let app = Running::start(App::new().live("/", trouble.clone())).await;
    (app, trouble)
}

#[tokio::test]
async fn what_is_published_while_mount_runs_is_not_missed() {
    let (app, trouble) = trouble().await;
    let page = request(&app.address, "GET", "/", &[], b"").await;
    let cookie = page.cookie();
    let mut peer = open(&app, &cookie).await;
    peer.send(&page.join()).await;
    peer.json().await;
    trouble.slow.store(true, Ordering::Relaxed);
    let (late, ()) = tokio::join!(get(&app, &cookie), async {
        trouble.reached.notified().await;
        peer.send(r#"{"action":"set","ref":1,"data":{"to":"1"}}"#)
            .await;
        peer.json().await;
        trouble.go_on.notify_one();
    });
    let mut raw = open(&app, &cookie).await;
    raw.send(&late.join()).await;
    assert_eq!(raw.json().await["patch"], json!({"1": "1"}));
}

#[tokio::test]
async fn a_mount_that_fails_on_a_join_is_tried_again_with_the_next_action() {
    let (app, trouble) = trouble().await;
    let page = request(&app.address, "GET", "/", &[], b"").await;
    let cookie = page.cookie();
    trouble.fails.store(true, Ordering::Relaxed);
    let gone = page.join().replacen("\"join\":\"", "\"join\":\"x", 1);
    let mut raw = open(&app, &cookie).await;
    raw.send(&gone).await;
    let answer = raw.json().await;
    assert!(
        answer["error"].is_object() && answer["values"].is_null(),
        "{answer}"
    );
    raw.send(r#"{"ping":1}"#).await;
    assert_eq!(raw.json().await, json!({"pong": 1}));
    raw.send(r#"{"action":"set","ref":1,"data":{"to":"1"}}"#)
        .await;
    let answer = raw.json().await;
    assert_eq!(answer["done"][0]["ref"], 1);
    assert_eq!(
        answer["done"][0]["error"]["message"],
        "the database is away"
    );
    let by_fetch = fetch(
        &app,
        &cookie,
        &gone,
        r#""action":"set","ref":7,"data":{"to":"1"},"#,
    )
    .await;
    assert_eq!(by_fetch["done"][0]["ref"], 7, "{by_fetch}");
    trouble.fails.store(false, Ordering::Relaxed);
    raw.send(r#"{"action":"set","ref":2,"data":{"to":"2"}}"#)
        .await;
    let answer = raw.json().await;
    assert_eq!(
        (&answer["done"], &answer["values"]),
        (&json!([2]), &json!(["2", "0"]))
    );
}

#[tokio::test]
async fn what_a_mount_made_and_can_not_be_rendered_is_a_mount_that_failed() {
    let (app, trouble) = trouble().await;
    let page = request(&app.address, "GET", "/", &[], b"").await;
    trouble.spoils.store(true, Ordering::Relaxed);
    let gone = page.join().replacen("\"join\":\"", "\"join\":\"x", 1);
    let mut raw = open(&app, &page.cookie()).await;
    raw.send(&gone).await;
    let answer = raw.json().await;
    assert_eq!(answer["error"]["code"], "internal", "{answer}");
    assert!(answer["values"].is_null(), "{answer}");
    trouble.spoils.store(false, Ordering::Relaxed);
    raw.send(r#"{"action":"set","ref":1,"data":{"to":"2"}}"#)
        .await;
    let answer = raw.json().await;
    assert_eq!(
        (&answer["done"], &answer["values"]),
        (&json!([1]), &json!(["2", "0"]))
    );
    let mounts = trouble.mounts.load(Ordering::Relaxed);
    assert_eq!(mounts, 3, "the page's, the join's, and the action's");
}

#[tokio::test]
async fn guarantee_3_a_template_that_panics_costs_one_action() {
    let (app, _) = trouble().await;
    let page = request(&app.address, "GET", "/", &[], b"").await;
    let cookie = page.cookie();
    let mut raw = open(&app, &cookie).await;
    raw.send(&page.join()).await;
    raw.json().await;
    raw.send(r#"{"action":"set","ref":1,"data":{"to":"5"}}"#)
        .await;
    assert_eq!(raw.json().await["done"], json!([1]));
    raw.send(r#"{"action":"set","ref":2,"data":{"to":"13"}}"#)
        .await;
    let answer = raw.json().await;
    assert_eq!(answer["done"][0]["error"]["code"], "internal", "{answer}");
    assert!(!answer.to_string().contains("on purpose"), "{answer}");
    // The page goes on from where it was, and so does the store.
    raw.send(r#"{"action":"hear","ref":3}"#).await;
    assert_eq!(
        raw.json().await["done"][0]["error"]["code"],
        "unknown-action"
    );
    assert!(get(&app, &cookie).await.body.contains("<p>5</p>"));
    raw.send(r#"{"action":"set","ref":4,"data":{"to":"6"}}"#)
        .await;
    let answer = raw.json().await;
    assert_eq!(answer["done"], json!([4]), "{answer}");
    assert_eq!(answer["patch"], json!({"0": "6"}));
    // Without JavaScript, too.
    let form = [
        ("cookie", &*cookie),
        ("content-type", "application/x-www-form-urlencoded"),
    ];
    let answer = request(&app.address, "POST", "/", &form, b"set=&to=13").await;
    assert_eq!(answer.status, 500);
    assert!(get(&app, &cookie).await.body.contains("<p>6</p>"));
}

#[tokio::test]
async fn a_page_s_first_socket_is_a_connect_and_others_are_reconnects() {
    let (app, trouble) = trouble().await;
    let page = request(&app.address, "GET", "/", &[], b"").await;
    for _ in 0..2 {
        let mut raw = open(&app, &page.cookie()).await;
        raw.send(&page.join()).await;
        raw.json().await;
    }
    let kinds = [ConnectKind::Connect, ConnectKind::Reconnect];
    assert_eq!(*trouble.kinds.lock(), kinds);
}

#[tokio::test]
async fn a_stop_ends_every_page() {
    let (mut app, trouble) = trouble().await;
    let (mut raw, _) = Raw::join(&app.address, "/").await;
    request(&app.address, "GET", "/", &[], b"").await;
    app.stop();
    assert_eq!(raw.receive().await, Err(1001));
    app.ended().await;
    assert_eq!(trouble.ended.load(Ordering::Relaxed), 2);
}

#[tokio::test]
async fn a_head_leaves_no_page_behind() {
    let (mut app, trouble) = trouble().await;
    let answer = request(&app.address, "HEAD", "/", &[], b"").await;
    assert_eq!((answer.status.as_u16(), answer.body.as_str()), (200, ""));
    assert_eq!(trouble.mounts.load(Ordering::Relaxed), 1);
    app.stop();
    app.ended().await;
    assert_eq!(trouble.ended.load(Ordering::Relaxed), 0);
}

#[tokio::test]
async fn a_browser_that_does_not_wait_for_its_answer_leaves_nothing_half_done() {
    let (app, trouble) = trouble().await;
    let page = request(&app.address, "GET", "/", &[], b"").await;
    let cookie = page.cookie();
    let mut peer = open(&app, &cookie).await;
    peer.send(&page.join()).await;
    peer.json().await;
    trouble.slow.store(true, Ordering::Relaxed);
    let form = [
        ("cookie", &*cookie),
        ("content-type", "application/x-www-form-urlencoded"),
    ];
    tokio::select! {
        _ = request(&app.address, "POST", "/", &form, b"set=&to=7") => panic!("mount waits"),
        () = trouble.reached.notified() => {}
    }
    // Meanwhile the server notices.
    for _ in 0..20 {
        request(&app.address, "HEAD", "/nowhere", &[], b"").await;
    }
    trouble.go_on.notify_one();
    assert_eq!(
        peer.json().await["patch"],
        json!({"1": "1"}),
        "it was published"
    );
    trouble.slow.store(false, Ordering::Relaxed);
    assert!(get(&app, &cookie).await.body.contains("<p>7</p>"));
}
