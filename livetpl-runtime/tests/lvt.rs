//! What pages show of `lvt`: over sockets in memory, one thread, a paused clock.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use livetpl::prelude::*;
use livetpl_runtime::bus::Bus;
use livetpl_runtime::controller::{Identity, TopicAcl};
use livetpl_runtime::session::connection::{Close, Received, Socket, Text};
use livetpl_runtime::session::limits::Limits;
use livetpl_runtime::session::shared::Shared;
use livetpl_runtime::session::store::MemoryStore;
use livetpl_runtime::session::view::{Location, View};
use livetpl_runtime::template::ssr::Page;
use parking_lot::RwLock;
use serde_json::{Value, json};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// How often a template was rendered.
static RENDERS: AtomicUsize = AtomicUsize::new(0);

/// Counts each time that it is shown.
#[derive(Clone, Debug, Default)]
struct Counted;

impl std::fmt::Display for Counted {
    fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        RENDERS.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }
}

#[derive(Clone, Default, LiveState)]
#[template(
    ext = "html",
    source = r#"{{ counted }}<h1>{{ lvt.user().unwrap_or("nobody") }}</h1>{% for text in board.iter() %}<p>{{ text }}</p>{% endfor %}"#
)]
struct State {
    counted: Arc<Counted>,
    board: Arc<Vec<String>>,
}

#[live_controller(state = State)]
#[derive(Default)]
struct Boards {
    counted: Arc<Counted>,
    board: RwLock<Arc<Vec<String>>>,
}

#[live_controller]
impl Boards {
    fn mount(&self, state: &mut State, ctx: &mut Context) -> Result {
        ctx.subscribe("board")?;
        self.changed(state);
        Ok(())
    }

    #[action]
    fn write(&self, state: &mut State, text: String, ctx: &mut Context) -> Result {
        *self.board.write() = Arc::new(vec![text]);
        self.changed(state);
        ctx.publish("board", Self::CHANGED)
    }

    #[action(internal)]
    fn changed(&self, state: &mut State) {
        state.counted = self.counted.clone();
        state.board = self.board.read().clone();
    }
}

/// A socket without a network.
struct Wire {
    from_browser: UnboundedReceiver<String>,
    to_browser: UnboundedSender<String>,
}

impl Socket for Wire {
    async fn receive(&mut self) -> Option<Received> {
        self.from_browser.recv().await.map(Received::Text)
    }

    async fn send(&mut self, text: Text) -> Result<(), ()> {
        self.to_browser.send(text.into_string()).map_err(drop)
    }

    async fn ping(&mut self) -> Result<(), ()> {
        Ok(())
    }

    async fn close(&mut self, _: Close) {}
}

/// The other end of a wire, and the page that it shows.
struct Browser {
    to_server: UnboundedSender<String>,
    frames: UnboundedReceiver<String>,
    page: Page,
}

impl Browser {
    fn send(&self, action: &str, data: &Value) {
        let message = json!({"action": action, "ref": 1, "data": data});
        self.to_server.send(message.to_string()).unwrap();
    }

    /// Applies one frame.
    async fn frame(&mut self) -> Value {
        let frame: Value = serde_json::from_str(&self.frames.recv().await.unwrap()).unwrap();
        if let Some(patch) = frame.get("patch") {
            self.page.apply(patch).unwrap();
        }
        frame
    }

    fn html(&self) -> String {
        self.page.html()
    }
}

/// A view.
struct House {
    view: Arc<View<Boards>>,
    shared: Arc<Shared>,
}

impl House {
    fn new() -> House {
        let store = Arc::new(MemoryStore::default());
        let acl = TopicAcl::Now(Arc::new(|_, _| true));
        let shared = Arc::new(Shared::new(
            Bus::default(),
            Some(acl),
            Limits::default(),
            store,
        ));
        let view = Arc::new(View::new("/", Boards::default(), shared.clone()));
        House { view, shared }
    }

    /// A page of `user`.
    async fn join(&self, user: Option<&str>) -> Browser {
        let (to_server, from_browser) = unbounded_channel();
        let (to_browser, mut frames) = unbounded_channel::<String>();
        let wire = Wire {
            from_browser,
            to_browser,
        };
        let identity = Identity {
            group: user.unwrap_or("anonymous").into(),
            user: user.map(Into::into),
        };
        let location = Location {
            path: "/".into(),
            query: "".into(),
            cookies: None,
        };
        let admitted = self.view.admit(&identity).ok().unwrap();
        let work = self.view.clone().attach(wire, identity, location, admitted);
        self.shared.tasks.spawn(work);
        to_server.send(json!({"join": ""}).to_string()).unwrap();
        let frame: Value = serde_json::from_str(&frames.recv().await.unwrap()).unwrap();
        let page = Page::from_values(self.view.plan(), &frame["values"]).unwrap();
        Browser {
            to_server,
            frames,
            page,
        }
    }
}

#[tokio::test(start_paused = true)]
async fn guarantee_8_users_share_no_page_that_shows_who_they_are() {
    let house = House::new();
    let mut pages = Vec::new();
    for user in [Some("ann"), Some("bob"), None, Some("ann"), Some("annb")] {
        pages.push((user, house.join(user).await));
    }
    RENDERS.store(0, Ordering::Relaxed);
    for text in ["one", "two"] {
        pages[0].1.send("write", &json!({"text": text}));
        for (user, page) in &mut pages {
            page.frame().await;
            let user = user.unwrap_or("nobody");
            assert_eq!(page.html(), format!("<h1>{user}</h1><p>{text}</p>"));
        }
        // Those of one user have one render.
        assert_eq!(RENDERS.swap(0, Ordering::Relaxed), 4);
    }
}
