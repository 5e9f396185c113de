//! What becomes of a page whose browser does not read, or whose methods take their time or fail: a socket of channels, a
//! paused clock.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::Duration;

use livetpl::prelude::*;
use livetpl_runtime::bus::Bus;
use livetpl_runtime::controller::Identity;
use livetpl_runtime::session::connection::{Close, Received, Socket, Text};
use livetpl_runtime::session::limits::Limits;
use livetpl_runtime::session::shared::Shared;
use livetpl_runtime::session::store::MemoryStore;
use livetpl_runtime::session::view::{Location, View};
use parking_lot::Mutex;
use tokio::sync::mpsc;
use tokio::time::{sleep, timeout};

#[derive(Clone, Default)]
struct World {
    truth: Arc<AtomicU32>,
    broken: Arc<AtomicBool>,
    /// How many seconds a mount takes.
    slow: Arc<AtomicU32>,
    mounts: Arc<AtomicU32>,
    went_on: Arc<AtomicU32>,
    said: Arc<Mutex<Vec<String>>>,
    echoes: Arc<AtomicU32>,
}

#[live_controller(state = Shown)]
#[derive(Clone, Default)]
struct Desk(World);

#[derive(Clone, Default, LiveState)]
#[template(
    ext = "html",
    source = "<p>{{ done }}</p><b>{{ truth }}</b><i>{{ text }}</i>{{ self.frail() }}{{ lvt.flash(\"info\").unwrap_or_default() }}"
)]
struct Shown {
    bad: bool,
    done: u32,
    truth: u32,
    text: String,
}

impl Shown {
    fn frail(&self) -> &str {
        assert!(!self.bad, "this state can't be rendered");
        ""
    }
}

#[live_controller]
impl Desk {
    #[action(internal)]
    fn hear(&self, state: &mut Shown, value: u32) {
        state.truth = value;
    }

    #[action]
    async fn spoil(&self, state: &mut Shown) {
        sleep(Duration::from_secs(1)).await;
        state.bad = true;
    }

    async fn mount(&self, state: &mut Shown, ctx: &mut Context) -> Result {
        sleep(Duration::from_secs(
            self.0.slow.load(Ordering::Relaxed).into(),
        ))
        .await;
        self.0.mounts.fetch_add(1, Ordering::Relaxed);
        if self.0.broken.load(Ordering::Relaxed) {
            return Err(Error::msg("the database is away"));
        }
        state.truth = self.0.truth.load(Ordering::Relaxed);
        ctx.subscribe(ctx.self_topic())
    }

    #[action]
    fn noop(&self) {}

    /// Calls itself on all pages of its session group, this one included.
    #[action]
    fn echo(&self, ctx: &mut Context) -> Result {
        self.0.echoes.fetch_add(1, Ordering::Relaxed);
        ctx.session().trigger(Self::ECHO).map(drop)
    }

    #[action]
    fn leave_word(&self, ctx: &mut Context) -> Result {
        ctx.flash("info", "farewell");
        ctx.redirect("/")
    }

    #[action]
    fn call(&self, ctx: &mut Context) -> Result {
        ctx.push_event("called", &1)
    }

    #[action]
    fn large(&self, state: &mut Shown) {
        state.done += 1;
        state.text = "x".repeat(100_000);
    }

    #[action]
    async fn work(&self, state: &mut Shown, seconds: u64) {
        for _ in 0..seconds {
            sleep(Duration::from_secs(1)).await;
            self.0.went_on.fetch_add(1, Ordering::Relaxed);
        }
        state.done += 1;
    }

    #[action]
    fn who(&self, ctx: &mut Context) {
        let user = ctx
            .identity()
            .user
            .as_deref()
            .unwrap_or("nobody")
            .to_owned();
        self.0.said.lock().push(user);
    }
}

/// How a browser stops to read.
#[derive(Clone, Default)]
struct Stall {
    /// Frames above this length never arrive.
    frames: Arc<AtomicU32>,
    pings: Arc<AtomicBool>,
}

struct Server {
    up: mpsc::UnboundedReceiver<String>,
    down: mpsc::UnboundedSender<String>,
    stall: Stall,
}

impl Socket for Server {
    async fn receive(&mut self) -> Option<Received> {
        self.up.recv().await.map(Received::Text)
    }

    async fn send(&mut self, text: Text) -> Result<(), ()> {
        let text = text.into_string();
        let most = self.stall.frames.load(Ordering::Relaxed) as usize;
        if most > 0 && text.len() > most {
            std::future::pending::<()>().await;
        }
        self.down.send(text).map_err(drop)
    }

    async fn ping(&mut self) -> Result<(), ()> {
        if self.stall.pings.load(Ordering::Relaxed) {
            std::future::pending::<()>().await;
        }
        Ok(())
    }

    async fn close(&mut self, _: Close) {
        self.up.close();
    }
}

struct Browser {
    up: mpsc::UnboundedSender<String>,
    down: mpsc::UnboundedReceiver<String>,
    stall: Stall,
}

struct House {
    shared: Arc<Shared>,
    view: Arc<View<Desk>>,
    world: World,
}

fn identity(user: Option<&str>) -> Identity {
    Identity {
        group: "g".into(),
        user: user.map(Into::into),
    }
}

fn location() -> Location {
    Location {
        path: "/".into(),
        query: "".into(),
        params: Default::default(),
        cookies: None,
        request: None,
    }
}

impl House {
    fn new() -> House {
        let world = World::default();
        let store = Arc::new(MemoryStore::default());
        let shared = Arc::new(Shared::new(Bus::default(), None, Limits::default(), store));
        let view = Arc::new(View::new("/", Desk(world.clone()), shared.clone()));
        House {
            shared,
            view,
            world,
        }
    }

    fn connect(&self) -> Browser {
        let (up, server_up) = mpsc::unbounded_channel();
        let (server_down, down) = mpsc::unbounded_channel();
        let identity = identity(None);
        let admitted = self
            .view
            .admit(&identity)
            .unwrap_or_else(|_| panic!("there is place"));
        let stall = Stall::default();
        let server = Server {
            up: server_up,
            down: server_down,
            stall: stall.clone(),
        };
        let view = self.view.clone();
        self.shared
            .tasks
            .spawn(view.attach(server, identity, location(), admitted));
        Browser { up, down, stall }
    }

    async fn token(&self) -> Arc<str> {
        let opened = self.view.open(identity(None), location(), true).await;
        opened.expect("a page").0.expect("no redirect").token
    }
}

impl Browser {
    fn send(&self, text: &str) {
        self.up.send(text.to_owned()).expect("the socket is open");
    }

    async fn receive(&mut self) -> String {
        let text = timeout(Duration::from_secs(3600), self.down.recv()).await;
        text.expect("something comes").expect("the socket is open")
    }
}

#[tokio::test(start_paused = true)]
async fn a_resync_that_fails_is_tried_again() {
    let house = House::new();
    let mut browser = house.connect();
    browser.send(r#"{"join":""}"#);
    browser.receive().await;
    // As when Redis is back: every page mounts again, all at once, and the database refuses some.
    house.world.broken.store(true, Ordering::Relaxed);
    house.world.truth.store(7, Ordering::Relaxed);
    house.shared.bus.members.all()[0].resync();
    sleep(Duration::from_secs(1)).await;
    house.world.broken.store(false, Ordering::Relaxed);
    sleep(Duration::from_secs(10)).await;
    browser.send(r#"{"action":"noop","ref":1}"#);
    let mut all = String::new();
    loop {
        let frame = browser.receive().await;
        all.push_str(&frame);
        if frame.contains("\"done\"") {
            break;
        }
    }
    browser.send(r#"{"full":1}"#);
    all.push_str(&browser.receive().await);
    assert!(all.contains("\"7\""), "the page shows the truth: {all}");
}

#[tokio::test(start_paused = true)]
async fn a_page_outlives_a_send_to_a_dead_browser() {
    let house = House::new();
    let token = house.token().await;
    let mut first = house.connect();
    first.send(&format!(r#"{{"join":"{token}"}}"#));
    first.receive().await;
    // The network is gone in the middle of a frame.
    first.stall.frames.store(10_000, Ordering::Relaxed);
    first.send(r#"{"action":"large","ref":1}"#);
    sleep(Duration::from_secs(1)).await;
    let mut again = house.connect();
    again.send(&format!(r#"{{"join":"{token}"}}"#));
    let frame = again.receive().await;
    assert!(
        !frame.contains("token"),
        "the page goes on: {}",
        &frame[frame.len().saturating_sub(100)..]
    );
    assert!(frame.contains("\"values\":[\"1\""));
}

#[tokio::test(start_paused = true)]
async fn a_page_outlives_a_long_action_of_the_last_socket() {
    let house = House::new();
    let token = house.token().await;
    let mut first = house.connect();
    first.send(&format!(r#"{{"join":"{token}"}}"#));
    first.receive().await;
    first.send(r#"{"action":"work","ref":1,"data":{"seconds":"8"}}"#);
    sleep(Duration::from_secs(1)).await;
    drop(first);
    let mut again = house.connect();
    again.send(&format!(r#"{{"join":"{token}"}}"#));
    let frame = again.receive().await;
    assert!(!frame.contains("token"), "the page goes on: {frame}");
}

#[tokio::test(start_paused = true)]
async fn an_action_goes_on_while_its_browser_reads_no_pong() {
    let house = House::new();
    let mut browser = house.connect();
    browser.send(r#"{"join":""}"#);
    browser.receive().await;
    browser.stall.frames.store(1, Ordering::Relaxed);
    browser.send(r#"{"action":"work","ref":1,"data":{"seconds":"3"}}"#);
    browser.send(r#"{"ping":1}"#);
    sleep(Duration::from_secs(10)).await;
    assert_eq!(
        house.world.went_on.load(Ordering::Relaxed),
        3,
        "the action, and whatever lock it holds, does not wait for its browser"
    );
}

#[tokio::test(start_paused = true)]
async fn a_heartbeat_that_can_not_be_written_ends_the_connection() {
    let house = House::new();
    let mut browser = house.connect();
    browser.send(r#"{"join":""}"#);
    browser.receive().await;
    browser.stall.pings.store(true, Ordering::Relaxed);
    sleep(Duration::from_secs(600)).await;
    assert!(
        browser.up.is_closed(),
        "a browser that was silent for ten minutes is gone"
    );
}

#[tokio::test(start_paused = true)]
async fn a_page_is_taken_over_by_its_own_user_only() {
    let house = House::new();
    let opened = house
        .view
        .open(identity(Some("ann")), location(), true)
        .await;
    let token = opened.expect("a page").0.expect("no redirect").token;
    // Ann has signed out: the same browser, so the same group, and no user.
    let message = format!(r#"{{"join":"{token}","action":"who","ref":1}}"#);
    let frame = house
        .view
        .exchange(identity(None), location(), message)
        .await;
    let frame = frame.map(|(frame, _)| frame);
    assert_ne!(*house.world.said.lock(), ["ann"], "{frame:?}");
}

#[tokio::test(start_paused = true)]
async fn what_was_published_is_not_lost_with_an_action_that_can_not_be_shown() {
    let house = House::new();
    let mut browser = house.connect();
    browser.send(r#"{"join":""}"#);
    browser.receive().await;
    browser.send(r#"{"action":"spoil","ref":1}"#);
    sleep(Duration::from_millis(500)).await;
    let topic = livetpl::Topic::session("g");
    let call = Desk::HEAR.with(7);
    let delivery = livetpl_runtime::bus::Delivery::of(&call, 1).expect("a payload");
    assert_eq!(house.shared.bus.publish(&topic, &delivery, None).local, 1);
    let frame = browser.receive().await;
    assert!(frame.contains("error"), "{frame}");
    sleep(Duration::from_secs(5)).await;
    browser.send(r#"{"action":"noop","ref":2}"#);
    let mut all = browser.receive().await;
    browser.send(r#"{"full":1}"#);
    all.push_str(&browser.receive().await);
    assert!(
        all.contains("\"7\""),
        "what somebody else published is shown: {all}"
    );
}

#[tokio::test(start_paused = true)]
async fn a_browser_hears_the_server_while_its_join_takes_its_time() {
    let house = House::new();
    house.world.slow.store(25, Ordering::Relaxed);
    let mut browser = house.connect();
    browser.send(r#"{"join":"gone"}"#);
    for _ in 0..2 {
        // The script gives up a socket that says nothing for 19 seconds.
        let heard = timeout(Duration::from_secs(19), browser.down.recv()).await;
        assert_eq!(heard.unwrap().as_deref(), Some(r#"{"pong":1}"#));
    }
    assert!(browser.receive().await.contains("token"), "it joins");
    assert_eq!(house.world.mounts.load(Ordering::Relaxed), 1);
}

#[tokio::test(start_paused = true)]
async fn a_join_whose_browser_has_gone_mounts_for_nobody_no_longer() {
    let house = House::new();
    house.world.slow.store(25, Ordering::Relaxed);
    for _ in 0..4 {
        let browser = house.connect();
        browser.send(r#"{"join":"gone"}"#);
        sleep(Duration::from_secs(5)).await;
    }
    sleep(Duration::from_secs(26)).await;
    assert_eq!(house.world.mounts.load(Ordering::Relaxed), 0);
    assert!(house.shared.bus.members.all().is_empty(), "no page is left");
}

#[tokio::test(start_paused = true)]
async fn a_socket_that_does_not_join_is_closed_whatever_it_says() {
    let house = House::new();
    let browser = house.connect();
    for _ in 0..9 {
        browser.send(r#"{"ping":1}"#);
        sleep(Duration::from_secs(1)).await;
        assert!(!browser.up.is_closed());
    }
    sleep(Duration::from_secs(2)).await;
    assert!(browser.up.is_closed(), "its time was over");
    let browser = house.connect();
    for _ in 0..100 {
        browser.send("no message");
    }
    sleep(Duration::from_secs(1)).await;
    assert!(browser.up.is_closed(), "it said too much");
}

#[tokio::test(start_paused = true)]
async fn a_trigger_that_triggers_itself_ends() {
    let house = House::new();
    let mut browser = house.connect();
    browser.send(r#"{"join":""}"#);
    browser.receive().await;
    browser.send(r#"{"action":"echo","ref":1}"#);
    browser.receive().await;
    sleep(Duration::from_secs(10)).await;
    assert_eq!(house.world.echoes.load(Ordering::Relaxed), 9);
}

#[tokio::test(start_paused = true)]
async fn what_flashes_waits_for_a_page_that_can_be_opened() {
    let house = House::new();
    let message = r#"{"join":"","action":"leave_word","ref":1}"#.to_owned();
    let answer = house
        .view
        .exchange(identity(None), location(), message)
        .await;
    let (_, cookies) = answer.expect("an answer");
    let header = cookies[0].to_header(false);
    let brought = Location {
        cookies: Some(header.split(';').next().unwrap_or_default().into()),
        ..location()
    };
    let get = async || {
        let opened = house.view.open(identity(None), brought.clone(), true).await;
        opened.map(|(page, _)| page.expect("no redirect").html.contains("farewell"))
    };
    house.world.broken.store(true, Ordering::Relaxed);
    assert!(get().await.is_err());
    house.world.broken.store(false, Ordering::Relaxed);
    assert!(get().await.unwrap(), "it was not lost with the failure");
    assert!(!get().await.unwrap(), "it is shown once");
}

#[tokio::test(start_paused = true)]
async fn what_scripts_are_told_waits_for_a_browser_that_was_gone() {
    let house = House::new();
    let token = house.token().await;
    let mut first = house.connect();
    first.send(&format!(r#"{{"join":"{token}"}}"#));
    first.receive().await;
    first.send(r#"{"action":"work","ref":1,"data":{"seconds":"3"}}"#);
    first.send(r#"{"action":"call","ref":2}"#);
    drop(first);
    sleep(Duration::from_secs(5)).await;
    let mut again = house.connect();
    again.send(&format!(r#"{{"join":"{token}"}}"#));
    assert!(again.receive().await.contains(r#""called""#));
}
