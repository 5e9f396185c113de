//! What a connection does with time: a socket of channels, a paused clock.

use std::sync::Arc;
use std::time::Duration;

use livetpl::prelude::*;
use livetpl_runtime::bus::Bus;
use livetpl_runtime::controller::Identity;
use livetpl_runtime::session::connection::{Close, Received, Socket, Text};
use livetpl_runtime::session::limits::Limits;
use livetpl_runtime::session::shared::Shared;
use livetpl_runtime::session::store::MemoryStore;
use livetpl_runtime::session::view::{Location, View};
use tokio::sync::mpsc;
use tokio::task::yield_now;
use tokio::time::{Instant, sleep, timeout};

#[live_controller]
#[derive(Clone, Default)]
#[template(ext = "html", source = "<p>{{ done }}</p>")]
struct Slow {
    done: u32,
}

#[live_controller]
impl Slow {
    fn mount(&mut self, ctx: &mut Context) -> Result {
        ctx.subscribe(ctx.self_topic())
    }

    /// Waits a few times, and changes something in between.
    #[action]
    async fn step(&mut self, ctx: &mut Context) -> Result {
        for _ in 0..3 {
            yield_now().await;
            self.done += 1;
        }
        ctx.publish(ctx.self_topic(), Self::HEAR)?;
        yield_now().await;
        Ok(())
    }

    #[action(internal)]
    fn hear(&mut self) {}

    #[action]
    async fn work(&mut self, seconds: u64) {
        sleep(Duration::from_secs(seconds)).await;
        self.done += 1;
    }
}

struct Server {
    up: mpsc::UnboundedReceiver<String>,
    down: mpsc::UnboundedSender<String>,
}

impl Socket for Server {
    async fn receive(&mut self) -> Option<Received> {
        self.up.recv().await.map(Received::Text)
    }

    async fn send(&mut self, text: Text) -> Result<(), ()> {
        self.down.send(text.into_string()).map_err(drop)
    }

    async fn ping(&mut self) -> Result<(), ()> {
        Ok(())
    }

    async fn close(&mut self, _: Close) {
        self.up.close();
    }
}

struct Browser {
    up: mpsc::UnboundedSender<String>,
    down: mpsc::UnboundedReceiver<String>,
}

/// An application with one view, which many browsers may open.
struct World {
    shared: Arc<Shared>,
    view: Arc<View<Slow>>,
}

fn identity() -> Identity {
    Identity {
        group: "g".into(),
        user: None,
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

impl World {
    fn new() -> World {
        let store = Arc::new(MemoryStore::default());
        let shared = Arc::new(Shared::new(Bus::default(), None, Limits::default(), store));
        let view = Arc::new(View::new("/", Slow::default(), shared.clone()));
        World { shared, view }
    }

    /// A socket that has said nothing yet.
    fn connect(&self) -> Browser {
        let (up, server_up) = mpsc::unbounded_channel();
        let (server_down, down) = mpsc::unbounded_channel();
        let identity = identity();
        let admitted = self
            .view
            .admit(&identity)
            .unwrap_or_else(|_| panic!("there is place"));
        let server = Server {
            up: server_up,
            down: server_down,
        };
        let view = self.view.clone();
        self.shared
            .tasks
            .spawn(view.attach(server, identity, location(), admitted));
        Browser { up, down }
    }
}

impl Browser {
    /// A page of `Slow`, joined.
    async fn join() -> Browser {
        let mut browser = World::new().connect();
        browser.send(r#"{"join":""}"#);
        browser.receive().await;
        browser
    }

    fn send(&self, text: &str) {
        self.up.send(text.to_owned()).expect("the socket is open");
    }

    async fn receive(&mut self) -> String {
        let text = timeout(Duration::from_secs(3600), self.down.recv()).await;
        text.expect("something comes").expect("the socket is open")
    }
}

#[tokio::test(start_paused = true)]
async fn a_browser_hears_the_server_while_an_action_takes_its_time() {
    let mut browser = Browser::join().await;
    let begun = Instant::now();
    browser.send(r#"{"action":"work","ref":1,"data":{"seconds":"60"}}"#);
    for _ in 0..5 {
        sleep(Duration::from_secs(10)).await;
        browser.send(r#"{"ping":1}"#);
        assert_eq!(browser.receive().await, r#"{"pong":1}"#);
    }
    // What is asked for meanwhile waits its turn.
    browser.send(r#"{"action":"work","ref":2,"data":{"seconds":"0"}}"#);
    let frame = browser.receive().await;
    assert_eq!(begun.elapsed().as_secs(), 60);
    assert_eq!(frame, r#"{"seq":2,"patch":{"0":"2"},"done":[1,2]}"#);
}

#[tokio::test(start_paused = true)]
async fn a_browser_that_goes_during_an_action_lets_it_end() {
    let world = World::new();
    let opened = world.view.open(identity(), location(), true).await;
    let token = opened.expect("a page").0.expect("no redirect").token;
    let mut browser = world.connect();
    browser.send(&format!(r#"{{"join":"{token}"}}"#));
    browser.receive().await;
    browser.send(r#"{"action":"work","ref":1,"data":{"seconds":"5"}}"#);
    browser.up = mpsc::unbounded_channel().0;
    assert!(browser.down.recv().await.is_none(), "the socket ends then");
    let mut again = world.connect();
    again.send(&format!(r#"{{"join":"{token}"}}"#));
    assert!(again.receive().await.contains(r#""values":["1"]"#));
}

#[tokio::test(start_paused = true)]
async fn wherever_a_socket_is_cut_an_action_has_happened_or_not_and_nothing_is_left() {
    let world = World::new();
    let mut outcomes = Vec::new();
    for cut in 0..30 {
        let opened = world.view.open(identity(), location(), true).await;
        let token = opened.expect("a page").0.expect("no redirect").token;
        let browser = world.connect();
        browser.send(&format!(r#"{{"join":"{token}"}}"#));
        browser.send(r#"{"action":"step","ref":1}"#);
        for _ in 0..cut {
            yield_now().await;
        }
        drop(browser);
        // It comes back for what it doesn't know.
        let mut again = world.connect();
        again.send(&format!(r#"{{"join":"{token}","seq":-1}}"#));
        let frame = again.receive().await;
        let done = frame
            .split_once(r#""values":[""#)
            .and_then(|(_, rest)| rest.split_once('"'))
            .map_or("", |(done, _)| done);
        assert!(["0", "3"].contains(&done), "cut {cut}: {frame}");
        outcomes.push(done == "3");
        again.send(r#"{"action":"step","ref":2}"#);
        let frame = again.receive().await;
        assert!(frame.contains(r#""done":[2]"#), "cut {cut}: {frame}");
    }
    assert!(
        outcomes.contains(&true) && outcomes.contains(&false),
        "cuts before and after: {outcomes:?}"
    );
    sleep(Duration::from_secs(120)).await;
    assert_eq!(world.shared.bus.topics(), 0, "no subscription is left");
    assert!(world.shared.bus.members.all().is_empty(), "no page is left");
}
