//! Work and timers of a page, and triggers of its session: what comes back, also to a page that is parked, and what ends.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use livetpl::prelude::*;
use livetpl::{ErrorKind, Session};
use livetpl_tests::socket::{Answer, Raw, request};
use parking_lot::Mutex;
use serde_json::json;
use tokio::sync::Notify;

use crate::pages::Running;

/// Begins whatever it is told to.
#[live_controller(state = Desk)]
#[derive(Clone, Default)]
struct Office {
    go_on: Arc<Notify>,
    dropped: Arc<AtomicUsize>,
    ticks: Arc<AtomicUsize>,
    ended: Arc<AtomicUsize>,
    session: Arc<Mutex<Option<Session>>>,
}

#[derive(Clone, Default, LiveState)]
#[template(
    ext = "html",
    source = "<p>{{ result }}</p><b>{{ pending }}</b><i>{{ rung }}</i>"
)]
struct Desk {
    result: String,
    pending: usize,
    rung: u32,
}

/// Counts what is dropped without having ended.
struct Dropped(Arc<AtomicUsize>);

impl Drop for Dropped {
    fn drop(&mut self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

#[live_controller]
impl Office {
    fn mount(&self, _state: &mut Desk, ctx: &mut Context) {
        *self.session.lock() = Some(ctx.session());
    }

    fn on_disconnect(&self, _state: &mut Desk) {
        self.ended.fetch_add(1, Ordering::Relaxed);
    }

    #[action]
    fn work(&self, state: &mut Desk, fails: Option<bool>, ctx: &mut Context) -> Result {
        let (go_on, guard) = (self.go_on.clone(), Dropped(self.dropped.clone()));
        let work = async move {
            go_on.notified().await;
            std::mem::forget(guard);
            "done"
        };
        ctx.spawn(work, |state: &mut Desk, result, ctx| {
            state.result = result.unwrap_or("failed").to_owned();
            state.pending = ctx.pending();
        })?;
        state.pending = ctx.pending();
        match fails {
            Some(true) => Err(Error::msg("no")),
            _ => Ok(()),
        }
    }

    #[action]
    fn work_that_panics(&self, ctx: &mut Context) -> Result {
        let work = async { panic!("on purpose") };
        ctx.spawn(work, |state: &mut Desk, result: Result<()>, _ctx| {
            state.result = result.err().map_or("?", |_| "panicked").to_owned();
        })
    }

    #[action]
    fn apply_that_fails(&self, ctx: &mut Context) -> Result {
        ctx.spawn(async {}, |state: &mut Desk, _result, ctx| {
            state.result = "never".to_owned();
            ctx.session().trigger(Self::RING)?;
            Err(Error::msg("no"))
        })
    }

    #[action]
    fn wrong_state(&self, ctx: &mut Context) -> Result {
        ctx.spawn(async {}, |_state: &mut String, _result, _ctx| ())
    }

    #[action]
    fn too_much(&self, ctx: &mut Context) -> Result {
        for _ in 0..101 {
            ctx.spawn(async {}, |_state: &mut Desk, _result, _ctx| ())?;
        }
        Ok(())
    }

    #[action]
    fn start(&self, ctx: &mut Context) -> Result {
        ctx.every(Duration::from_millis(1), Self::TICK)
    }

    #[action]
    fn stop(&self, ctx: &mut Context) {
        ctx.stop_every(Self::TICK);
    }

    #[action]
    fn no_period(&self, ctx: &mut Context) -> Result {
        ctx.every(Duration::ZERO, Self::TICK)
    }

    #[action(internal)]
    fn tick(&self) {
        self.ticks.fetch_add(1, Ordering::Relaxed);
    }

    #[action(internal)]
    fn ring(&self, state: &mut Desk) {
        state.rung += 1;
    }

    #[action]
    fn ring_all(&self, ctx: &mut Context) -> Result {
        ctx.session().trigger(Self::RING)?;
        Ok(())
    }
}

async fn office() -> (Running, Office) {
    let office = Office::default();
    let app = Running::start(App::new().live("/", office.clone())).await;
    (app, office)
}

async fn join(app: &Running, page: &Answer, seq: i64) -> Raw {
    let origin = format!("http://{}", app.address);
    let raw = Raw::open(&app.address, "/", &page.cookie(), &origin).await;
    let mut raw = raw.expect("admitted");
    raw.send(&page.rejoin(seq)).await;
    raw
}

/// Waits, with requests that take their time, until `condition` holds.
async fn until(app: &Running, condition: impl Fn() -> bool) {
    let waiting = async {
        while !condition() {
            request(&app.address, "HEAD", "/nowhere", &[], b"").await;
        }
    };
    let waited = tokio::time::timeout(Duration::from_secs(20), waiting).await;
    waited.expect("it happens in time");
}

#[tokio::test]
async fn work_comes_back_to_its_page_with_what_it_found() {
    let (app, office) = office().await;
    let (mut raw, _) = Raw::join(&app.address, "/").await;
    raw.send(r#"{"action":"work","ref":1}"#).await;
    let answer = raw.json().await;
    assert_eq!(answer["patch"], json!({"1": "1"}), "it is pending");
    office.go_on.notify_one();
    let answer = raw.json().await;
    assert_eq!(answer["patch"], json!({"0": "done", "1": "0"}));
    assert_eq!(office.dropped.load(Ordering::Relaxed), 0);
}

#[tokio::test]
async fn work_that_ends_while_the_page_is_parked_waits_for_its_socket() {
    let (app, office) = office().await;
    let page = request(&app.address, "GET", "/", &[], b"").await;
    let mut raw = join(&app, &page, 0).await;
    raw.json().await;
    raw.send(r#"{"action":"work","ref":1}"#).await;
    raw.json().await;
    drop(raw);
    office.go_on.notify_one();
    let mut again = join(&app, &page, 1).await;
    // The work may end before or after the join, or while the old socket still seems to be there.
    while !again.json().await.to_string().contains("done") {}
}

#[tokio::test]
async fn guarantee_3_work_of_an_action_that_fails_does_not_begin() {
    let (app, office) = office().await;
    let (mut raw, _) = Raw::join(&app.address, "/").await;
    raw.send(r#"{"action":"work","ref":1,"data":{"fails":"on"}}"#)
        .await;
    let answer = raw.json().await;
    assert_eq!(answer["done"][0]["error"]["code"], "refused", "{answer}");
    assert_eq!(office.dropped.load(Ordering::Relaxed), 1);
    raw.send(r#"{"action":"work","ref":2}"#).await;
    assert_eq!(raw.json().await["patch"], json!({"1": "1"}));
}

#[tokio::test]
async fn a_panic_in_work_is_an_error_for_apply_and_a_failing_apply_changes_nothing() {
    let (app, _) = office().await;
    let (mut raw, _) = Raw::join(&app.address, "/").await;
    raw.send(r#"{"action":"work_that_panics"}"#).await;
    assert_eq!(raw.json().await["patch"], json!({"0": "panicked"}));
    raw.send(r#"{"action":"apply_that_fails"}"#).await;
    assert_eq!(
        raw.json().await["patch"],
        json!({"2": "1"}),
        "the trigger went out at once, and the text is as before"
    );
}

#[tokio::test]
async fn mistakes_with_work_and_timers_are_errors_of_their_action() {
    let (app, _) = office().await;
    let (mut raw, _) = Raw::join(&app.address, "/").await;
    for (action, code) in [
        ("wrong_state", "internal"),
        ("too_much", "limit"),
        ("no_period", "internal"),
    ] {
        raw.send(&json!({"action": action, "ref": 1}).to_string())
            .await;
        let answer = raw.json().await;
        assert_eq!(answer["done"][0]["error"]["code"], code, "{answer}");
    }
    raw.send(r#"{"action":"work","ref":2}"#).await;
    assert_eq!(raw.json().await["patch"], json!({"1": "1"}));
}

#[tokio::test]
async fn work_and_timers_end_with_their_page_and_with_the_application() {
    let office = Office::default();
    let mut limits = livetpl::session::Limits::default();
    limits.resume = Duration::from_millis(100);
    let app = App::new().limits(limits).live("/", office.clone());
    let mut app = Running::start(app).await;
    let (mut raw, _) = Raw::join(&app.address, "/").await;
    raw.send(r#"{"action":"start","ref":1}"#).await;
    raw.send(r#"{"action":"work","ref":2}"#).await;
    raw.json().await;
    until(&app, || office.ticks.load(Ordering::Relaxed) > 2).await;
    drop(raw);
    until(&app, || office.dropped.load(Ordering::Relaxed) == 1).await;
    assert_eq!(office.ended.load(Ordering::Relaxed), 1);
    let (mut raw, _) = Raw::join(&app.address, "/").await;
    raw.send(r#"{"action":"start","ref":1}"#).await;
    raw.send(r#"{"action":"work","ref":2}"#).await;
    raw.json().await;
    app.stop();
    app.ended().await;
    assert_eq!(office.dropped.load(Ordering::Relaxed), 2);
}

#[tokio::test]
async fn a_timer_is_set_once_stops_when_told_and_leaves_one_call_to_a_parked_page() {
    let (app, office) = office().await;
    let page = request(&app.address, "GET", "/", &[], b"").await;
    let mut raw = join(&app, &page, 0).await;
    raw.json().await;
    for _ in 0..2 {
        raw.send(r#"{"action":"start","ref":1}"#).await;
        raw.json().await;
    }
    until(&app, || office.ticks.load(Ordering::Relaxed) > 2).await;
    raw.send(r#"{"action":"stop","ref":2}"#).await;
    while raw.json().await["done"] != json!([2]) {}
    // What was queued has run; from now on there are none.
    raw.send(r#"{"action":"ring_all","ref":3}"#).await;
    while raw.json().await["patch"].is_null() {}
    let ticks = office.ticks.load(Ordering::Relaxed);
    raw.send(r#"{"action":"work","ref":4}"#).await;
    raw.json().await;
    assert_eq!(office.ticks.load(Ordering::Relaxed), ticks);
}

#[tokio::test]
async fn a_trigger_reaches_every_page_of_its_session_and_nobody_else() {
    let (app, office) = office().await;
    let page = request(&app.address, "GET", "/", &[], b"").await;
    let session = office.session.lock().clone().unwrap();
    let cookie = page.cookie();
    let parked = request(&app.address, "GET", "/", &[("cookie", &cookie)], b"").await;
    let mut raw = join(&app, &page, 0).await;
    raw.json().await;
    let (mut stranger, _) = Raw::join(&app.address, "/").await;
    let reached = session.trigger(Office::RING).unwrap();
    assert_eq!((reached.local, reached.relayed), (2, false));
    assert_eq!(raw.json().await["patch"], json!({"2": "1"}));
    raw.send(r#"{"action":"ring_all","ref":1}"#).await;
    let mut rung = raw.json().await;
    if rung["patch"].is_null() {
        rung = raw.json().await;
    }
    assert_eq!(rung["patch"], json!({"2": "2"}), "its own page, too");
    let origin = format!("http://{}", app.address);
    let mut late = Raw::open(&app.address, "/", &cookie, &origin)
        .await
        .unwrap();
    late.send(&parked.join()).await;
    assert_eq!(
        late.json().await["patch"],
        json!({"2": "2"}),
        "a page whose socket is down misses nothing"
    );
    stranger.send(r#"{"ping":1}"#).await;
    assert_eq!(stranger.json().await, json!({"pong": 1}));
    assert_eq!(
        app.handle
            .session(session.group())
            .trigger(Office::RING)
            .unwrap()
            .local,
        2
    );
}

#[tokio::test]
async fn a_session_without_pages_is_disconnected() {
    let (app, office) = office().await;
    let answer = request(&app.address, "HEAD", "/", &[], b"").await;
    assert_eq!(answer.status, 200);
    let session = office.session.lock().clone().unwrap();
    assert!(!session.is_connected());
    let error = session.trigger(Office::RING).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Disconnected);
}
