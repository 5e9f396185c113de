//! What a connection does with time: a socket of channels, a paused clock.

use std::sync::Arc;
use std::time::Duration;

use livetpl::prelude::*;
use livetpl_runtime::bus::Bus;
use livetpl_runtime::controller::Identity;
use livetpl_runtime::session::connection::{Close, Received, Socket};
use livetpl_runtime::session::limits::Limits;
use livetpl_runtime::session::shared::Shared;
use livetpl_runtime::session::store::MemoryStore;
use livetpl_runtime::session::view::{Location, View};
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep, timeout};

#[live_controller]
#[derive(Clone, Default)]
#[template(ext = "html", source = "<p>{{ done }}</p>")]
struct Slow {
    done: u32,
}

#[live_controller]
impl Slow {
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

    async fn send(&mut self, text: String) -> Result<(), ()> {
        self.down.send(text).map_err(drop)
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

impl Browser {
    /// A page of `Slow`, joined.
    async fn join() -> Browser {
        let store = Arc::new(MemoryStore::default());
        let shared = Arc::new(Shared::new(Bus::default(), None, Limits::default(), store));
        let view = Arc::new(View::new("/", Slow::default(), shared.clone()));
        let (up, server_up) = mpsc::unbounded_channel();
        let (server_down, down) = mpsc::unbounded_channel();
        let identity = Identity {
            group: "g".into(),
            user: None,
        };
        let location = Location {
            path: "/".into(),
            query: "".into(),
            cookies: None,
        };
        let admitted = view
            .admit(&identity)
            .unwrap_or_else(|_| panic!("there is place"));
        let server = Server {
            up: server_up,
            down: server_down,
        };
        shared
            .tasks
            .spawn(view.attach(server, identity, location, admitted));
        let mut browser = Browser { up, down };
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
    let mut browser = Browser::join().await;
    browser.send(r#"{"action":"work","ref":1,"data":{"seconds":"5"}}"#);
    browser.up = mpsc::unbounded_channel().0;
    assert!(browser.receive().await.contains(r#""done":[1]"#));
    assert!(browser.down.recv().await.is_none(), "the socket ends then");
}
