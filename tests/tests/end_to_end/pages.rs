//! Pages over raw sockets: how often they are mounted, what a join costs, who may have them.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use livetpl::prelude::*;
use livetpl::session::Limits;
use livetpl_tests::socket::{Raw, request};
use tokio::net::TcpListener;
use tokio::sync::oneshot;

/// Counts what happens to its pages.
#[live_controller(state = Shown)]
#[derive(Clone, Default)]
pub(crate) struct Probe {
    pub(crate) mounts: Arc<AtomicUsize>,
    pub(crate) ended: Arc<AtomicUsize>,
    pub(crate) kinds: Arc<parking_lot::Mutex<Vec<ConnectKind>>>,
}

#[derive(Clone, Default, LiveState)]
#[template(
    ext = "html",
    source = "<p>{{ count }}</p><ul>{% for note in notes %}<li>{{ note }}</li>{% endfor %}</ul>\
              <form method=\"post\"><input name=\"text\"><button name=\"add\">Add</button></form>"
)]
pub(crate) struct Shown {
    #[persist]
    count: u32,
    notes: Vec<String>,
}

#[live_controller]
impl Probe {
    fn mount(&self, _state: &mut Shown, ctx: &mut Context) -> Result {
        self.mounts.fetch_add(1, Ordering::Relaxed);
        self.kinds.lock().extend(ctx.kind());
        ctx.subscribe(ctx.self_topic())
    }

    fn on_disconnect(&self, _state: &mut Shown) {
        self.ended.fetch_add(1, Ordering::Relaxed);
    }

    #[action]
    fn count(&self, state: &mut Shown) {
        state.count += 1;
    }

    #[action]
    fn add(&self, state: &mut Shown, text: String, ctx: &mut Context) -> Result {
        state.notes.push(text.clone());
        ctx.publish(ctx.self_topic(), Self::NOTE.with(text))
    }

    #[action(internal)]
    fn note(&self, state: &mut Shown, text: String) {
        state.notes.push(text);
    }

    #[action]
    fn set(&self, state: &mut Shown, to: u32) {
        state.count = to;
    }

    /// Changes everything that can be changed, and then fails.
    #[action]
    fn fail(&self, state: &mut Shown, ctx: &mut Context) -> Result {
        state.count = 99;
        ctx.unsubscribe(ctx.self_topic());
        ctx.publish(ctx.self_topic(), Self::NOTE.with("never".to_owned()))?;
        Err(Error::msg("no").and_field("text", "is refused"))
    }

    #[action]
    fn panic(&self, state: &mut Shown, ctx: &mut Context) -> Result {
        state.count = 99;
        ctx.publish(ctx.self_topic(), Self::NOTE.with("never".to_owned()))?;
        panic!("on purpose")
    }

    #[action]
    fn enter(&self, room: String, ctx: &mut Context) -> Result {
        ctx.subscribe(room)
    }
}

/// An application in this process; it stops when this is dropped.
pub(crate) struct Running {
    pub(crate) address: String,
    pub(crate) handle: livetpl::Handle,
    stop: Option<oneshot::Sender<()>>,
    pub(crate) done: Option<oneshot::Receiver<()>>,
}

impl Running {
    pub(crate) async fn start(app: App) -> Running {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let (handle, (stop, stopped), (end, done)) =
            (app.handle(), oneshot::channel(), oneshot::channel());
        livetpl_tests::server::spawn(async move {
            app.serve_until(listener, async { stopped.await.unwrap_or_default() })
                .await
                .unwrap();
            let _ = end.send(());
        });
        Running {
            address,
            handle,
            stop: Some(stop),
            done: Some(done),
        }
    }

    /// Tells the application to stop.
    pub(crate) fn stop(&mut self) {
        drop(self.stop.take());
    }

    /// Waits until it has stopped.
    pub(crate) async fn ended(&mut self) {
        let done = self.done.take().unwrap();
        tokio::time::timeout(std::time::Duration::from_secs(20), done)
            .await
            .expect("it stops in time")
            .unwrap();
    }

    pub(crate) async fn probe() -> (Running, Probe) {
        let probe = Probe::default();
        (
            Running::start(App::new().live("/", probe.clone())).await,
            probe,
        )
    }

    fn origin(&self) -> String {
        format!("http://{}", self.address)
    }
}

#[tokio::test]
async fn one_page_view_mounts_once() {
    let (app, probe) = Running::probe().await;
    let (mut raw, answer) = Raw::join(&app.address, "/").await;
    assert_eq!(
        answer, "{\"seq\":0}",
        "the join's answer is at most 64 bytes"
    );
    assert_eq!(probe.mounts.load(Ordering::Relaxed), 1);
    raw.send(r#"{"action":"count","ref":1}"#).await;
    assert_eq!(
        raw.receive().await.unwrap(),
        r#"{"seq":1,"patch":{"0":"1"},"done":[1]}"#
    );
    assert_eq!(*probe.kinds.lock(), [ConnectKind::Get]);
}

#[tokio::test]
async fn what_is_published_before_the_join_comes_with_it() {
    let (app, probe) = Running::probe().await;
    let page = request(&app.address, "GET", "/", &[], b"").await;
    let mut first = Raw::open(&app.address, "/", &page.cookie(), &app.origin())
        .await
        .unwrap();
    first.send(&page.join()).await;
    assert_eq!(first.receive().await.unwrap(), "{\"seq\":0}");
    let second = request(&app.address, "GET", "/", &[("cookie", &page.cookie())], b"").await;
    first
        .send(r#"{"action":"add","ref":1,"data":{"text":"a"}}"#)
        .await;
    first.json().await;
    let mut socket = Raw::open(&app.address, "/", &page.cookie(), &app.origin())
        .await
        .unwrap();
    socket.send(&second.join()).await;
    assert_eq!(
        socket.receive().await.unwrap(),
        r#"{"seq":1,"patch":{"1":{"ops":[["i",0,["a"]]]}}}"#
    );
    assert_eq!(
        probe.mounts.load(Ordering::Relaxed),
        2,
        "two views, two mounts"
    );
}

#[tokio::test]
async fn a_page_is_continued_by_its_token_and_its_session_only() {
    let (app, probe) = Running::probe().await;
    let page = request(&app.address, "GET", "/", &[], b"").await;
    let open = async |cookie: &str| {
        Raw::open(&app.address, "/", cookie, &app.origin())
            .await
            .unwrap()
    };
    let mut first = open(&page.cookie()).await;
    first.send(&page.join()).await;
    first.json().await;
    first
        .send(r#"{"action":"add","ref":1,"data":{"text":"kept"}}"#)
        .await;
    first.json().await;

    // Another socket of the same session takes the page over, with what was not persisted.
    let mut second = open(&page.cookie()).await;
    second.send(&page.rejoin(1)).await;
    assert_eq!(second.receive().await.unwrap(), "{\"seq\":1}");
    assert_eq!(first.receive().await, Err(4409));
    assert_eq!(probe.mounts.load(Ordering::Relaxed), 1);

    // Guarantee 8: another session that has learnt the token gets a page of its own.
    let stranger = request(&app.address, "GET", "/", &[], b"").await;
    let mut third = open(&stranger.cookie()).await;
    third.send(&page.join()).await;
    let answer = third.json().await;
    assert!(
        answer["token"].is_string() && answer["values"] == serde_json::json!(["0", []]),
        "{answer}"
    );
    second.send(r#"{"action":"count","ref":2}"#).await;
    assert_eq!(
        second.json().await["done"],
        serde_json::json!([2]),
        "the page is still its owner's"
    );
}

#[tokio::test]
async fn a_gone_page_is_mounted_again_and_sent_only_if_it_differs() {
    let (app, _) = Running::probe().await;
    let page = request(&app.address, "GET", "/", &[], b"").await;
    let root = page.attribute("data-lvt-root-hash");
    let mut raw = Raw::open(&app.address, "/", &page.cookie(), &app.origin())
        .await
        .unwrap();
    raw.send(&page.join().replace(
        "{\"join\":\"",
        &format!("{{\"root\":\"{root}\",\"join\":\"gone"),
    ))
    .await;
    let answer = raw.json().await;
    assert!(
        answer["token"].is_string() && answer["values"].is_null() && answer["patch"].is_null(),
        "{answer}"
    );
    let mut other = Raw::open(&app.address, "/", &page.cookie(), &app.origin())
        .await
        .unwrap();
    other.send(r#"{"join":"","plan":"0123"}"#).await;
    assert_eq!(
        other.receive().await.unwrap(),
        "{\"reload\":1}",
        "another plan: the page is from before a deploy"
    );
}

#[tokio::test]
async fn a_page_that_nobody_comes_back_to_ends() {
    let probe = Probe::default();
    let mut limits = Limits::default();
    limits.resume = std::time::Duration::from_millis(100);
    let app = Running::start(App::new().limits(limits).live("/", probe.clone())).await;
    drop(Raw::join(&app.address, "/").await);
    let ended = async {
        while probe.ended.load(Ordering::Relaxed) == 0 {
            request(&app.address, "HEAD", "/nowhere", &[], b"").await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(20), ended)
        .await
        .expect("on_disconnect runs");
}

#[tokio::test]
async fn guarantee_3_a_failing_or_panicking_action_changes_nothing() {
    let (app, _) = Running::probe().await;
    let page = request(&app.address, "GET", "/", &[], b"").await;
    let peer_page = request(&app.address, "GET", "/", &[("cookie", &page.cookie())], b"").await;
    let mut raw = Raw::open(&app.address, "/", &page.cookie(), &app.origin())
        .await
        .unwrap();
    let mut peer = Raw::open(&app.address, "/", &page.cookie(), &app.origin())
        .await
        .unwrap();
    raw.send(&page.join()).await;
    peer.send(&peer_page.join()).await;
    assert_eq!(
        (raw.receive().await.unwrap(), peer.receive().await.unwrap()),
        ("{\"seq\":0}".into(), "{\"seq\":0}".into())
    );
    raw.send(r#"{"action":"fail","ref":1}"#).await;
    let answer = raw.json().await;
    let error = &answer["done"][0]["error"];
    assert_eq!(
        (&error["code"], &error["fields"]["text"]),
        (&"invalid-fields".into(), &"is refused".into()),
        "{answer}"
    );
    raw.send(r#"{"action":"panic","ref":2}"#).await;
    let answer = raw.json().await;
    assert_eq!(answer["done"][0]["error"]["code"], "internal");
    assert!(
        answer["patch"].is_null() && !answer.to_string().contains("on purpose"),
        "{answer}"
    );
    // The page is still subscribed and counts on from where it was; the peer hears of the good action only.
    raw.send(r#"{"action":"count","ref":3}"#).await;
    assert_eq!(raw.json().await["patch"], serde_json::json!({"0": "1"}));
    raw.send(r#"{"action":"add","ref":4,"data":{"text":"good"}}"#)
        .await;
    assert_eq!(
        peer.json().await["patch"],
        serde_json::json!({"1": {"ops": [["i", 0, ["good"]]]}})
    );
    peer.send(r#"{"action":"add","ref":5,"data":{"text":"heard"}}"#)
        .await;
    raw.json().await;
    assert_eq!(
        raw.json().await["patch"]["1"]["ops"][0][0],
        "i",
        "its own subscription was not undone"
    );
}

#[tokio::test]
async fn guarantee_5_without_an_acl_no_topic_is_admitted() {
    let (app, _) = Running::probe().await;
    let (mut raw, _) = Raw::join(&app.address, "/").await;
    for room in [
        "rooms/1",
        "*",
        "lvt:session:0",
        "lvt:user:ann",
        "lvt:*",
        "",
        "a//b",
        "../x",
    ] {
        raw.send(
            &serde_json::json!({"action": "enter", "ref": 1, "data": {"room": room}}).to_string(),
        )
        .await;
        let answer = raw.json().await;
        assert_eq!(
            answer["done"][0]["error"]["code"], "topic_forbidden",
            "{room}: {answer}"
        );
        assert_eq!(answer["done"][0]["error"]["topic"], room);
    }
    let admits = |topic: &Topic, _: &livetpl::Identity| topic.as_str() == "rooms/1";
    let open = Running::start(App::new().topic_acl(admits).live("/", Probe::default())).await;
    let (mut raw, _) = Raw::join(&open.address, "/").await;
    raw.send(r#"{"action":"enter","ref":1,"data":{"room":"rooms/2"}}"#)
        .await;
    assert_eq!(
        raw.json().await["done"][0]["error"]["code"],
        "topic_forbidden"
    );
    raw.send(r#"{"action":"enter","ref":2,"data":{"room":"rooms/1"}}"#)
        .await;
    assert_eq!(raw.json().await["done"], serde_json::json!([2]));
    assert_eq!(
        open.handle
            .publish("rooms/1", Probe::NOTE.with("from outside".to_owned()))
            .unwrap()
            .local,
        1
    );
    assert!(raw.receive().await.unwrap().contains("from outside"));
}

#[tokio::test]
async fn a_graceful_stop_tells_its_browsers() {
    let (mut app, _) = Running::probe().await;
    let (mut raw, _) = Raw::join(&app.address, "/").await;
    app.stop();
    assert_eq!(raw.receive().await, Err(1001));
    app.ended().await;
}

#[tokio::test]
async fn a_graceful_stop_answers_what_has_come() {
    let (mut app, _) = Running::probe().await;
    let (mut raw, _) = Raw::join(&app.address, "/").await;
    let mut answered = Vec::new();
    for reference in 1..=20 {
        raw.send(&format!("{{\"action\":\"count\",\"ref\":{reference}}}"))
            .await;
    }
    // The first answer says that the socket's bytes are there.
    let first = raw.json().await;
    app.stop();
    let mut frames = vec![first];
    let closed = loop {
        match raw.receive().await {
            Ok(text) => frames.push(serde_json::from_str(&text).unwrap()),
            Err(code) => break code,
        }
    };
    for frame in &frames {
        answered.extend(frame["done"].as_array().cloned().unwrap_or_default());
    }
    assert_eq!(closed, 1001);
    assert_eq!(answered.len(), 20, "{frames:?}");
    app.ended().await;
}

#[tokio::test]
async fn fetch_carries_actions_against_the_page_s_own_tree() {
    let (app, probe) = Running::probe().await;
    let page = request(&app.address, "GET", "/", &[], b"").await;
    let cookie = page.cookie();
    let headers = [
        ("cookie", &*cookie),
        ("x-livetpl", "1"),
        ("content-type", "application/json"),
    ];
    let message = |action: &str| page.join().replacen('{', &format!("{{{action},"), 1);
    let body = message(r#""action":"add","ref":1,"data":{"text":"a"}"#);
    let answer = request(&app.address, "POST", "/", &headers, body.as_bytes()).await;
    assert_eq!(
        answer.body,
        r#"{"seq":1,"patch":{"1":{"ops":[["i",0,["a"]]]}},"done":[1]}"#
    );
    let body = message(r#""seq":1,"action":"nope","ref":2"#);
    let answer = request(&app.address, "POST", "/", &headers, body.as_bytes()).await;
    assert!(answer.body.contains("unknown-action"), "{}", answer.body);
    // The socket that opens after all goes on with the same page.
    let mut raw = Raw::open(&app.address, "/", &cookie, &app.origin())
        .await
        .unwrap();
    raw.send(&page.rejoin(1)).await;
    assert_eq!(raw.receive().await.unwrap(), "{\"seq\":1}");
    assert_eq!(probe.mounts.load(Ordering::Relaxed), 1);
}
