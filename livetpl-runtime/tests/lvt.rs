//! What pages show of `lvt`: over sockets in memory, one thread, a paused clock.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use livetpl::Dispatch;
use livetpl::prelude::*;
use livetpl_runtime::bus::Bus;
use livetpl_runtime::controller::{Identity, TopicAcl};
use livetpl_runtime::session::connection::{Close, Received, Socket, Text};
use livetpl_runtime::session::limits::Limits;
use livetpl_runtime::session::shared::Shared;
use livetpl_runtime::session::store::MemoryStore;
use livetpl_runtime::session::view::{Location, View};
use livetpl_runtime::template::ssr::Page;
use parking_lot::{Mutex, RwLock};
use serde_json::{Value, json};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::oneshot;
use tokio::time::{Instant, sleep};

/// Counts how often it is shown.
#[derive(Clone, Debug, Default)]
struct Counted(Arc<AtomicUsize>);

impl std::fmt::Display for Counted {
    fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }
}

#[derive(Clone, Default, LiveState)]
#[template(
    ext = "html",
    source = r#"{{ counted }}<h1>{{ lvt.user().unwrap_or("nobody") }}</h1>{% for text in board.iter() %}<p>{{ text }}</p>{% endfor %}"#
)]
struct Board {
    counted: Arc<Counted>,
    board: Arc<Vec<String>>,
}

#[live_controller(state = Board)]
#[derive(Default)]
struct Boards {
    counted: Arc<Counted>,
    board: RwLock<Arc<Vec<String>>>,
}

#[live_controller]
impl Boards {
    fn mount(&self, state: &mut Board, ctx: &mut Context) -> Result {
        ctx.subscribe("board")?;
        self.changed(state);
        Ok(())
    }

    #[action]
    fn write(&self, state: &mut Board, text: String, ctx: &mut Context) -> Result {
        *self.board.write() = Arc::new(vec![text]);
        self.changed(state);
        ctx.publish("board", Self::CHANGED)
    }

    #[action(internal)]
    fn changed(&self, state: &mut Board) {
        state.counted = self.counted.clone();
        state.board = self.board.read().clone();
    }
}

#[derive(Clone, Default, LiveState)]
#[template(
    ext = "html",
    source = r#"<h1>{{ text }}</h1>{% for (name, message) in lvt.errors() %}<em>{{ name }}:{{ message }}</em>{% endfor %}{% if let Some(text) = lvt.flash("success") %}<b>{{ text }}</b>{% endif %}{% if lvt.pending() %}<i>waits</i>{% endif %}{{ self.end() }}"#
)]
struct Note {
    text: String,
}

impl Note {
    fn end(&self) -> &'static str {
        assert_ne!(self.text, "broken", "it can't be shown");
        ""
    }
}

#[live_controller(state = Note)]
#[derive(Default)]
struct Notes {
    /// The work that runs; whoever sends ends it.
    work: Mutex<Vec<oneshot::Sender<()>>>,
    refuses_connections: bool,
}

#[live_controller]
impl Notes {
    fn mount(&self, ctx: &mut Context) -> Result {
        ctx.subscribe("notes")
    }

    fn on_connect(&self) -> Result {
        if self.refuses_connections {
            return Err(Error::msg("not now"));
        }
        Ok(())
    }

    #[action]
    fn write(&self, state: &mut Note, text: String, ctx: &mut Context) -> Result {
        ctx.flash("success", "Saved");
        state.text.clone_from(&text);
        if text.is_empty() {
            return Err(Error::field("text", "is empty"));
        }
        if text == "secret" {
            Err(std::fmt::Error)?;
        }
        ctx.publish("notes", Self::HEAR.with(text))
    }

    #[action(internal)]
    fn hear(&self, state: &mut Note, text: String) {
        state.text = text;
    }

    #[action]
    fn copy(&self, ctx: &mut Context, seconds: u64) {
        ctx.flash_for("success", "Copied", Duration::from_secs(seconds));
    }

    #[action]
    fn dismiss(&self, ctx: &mut Context) {
        ctx.clear_flash("success");
    }

    #[action]
    fn add(&self, number: u8) {
        let _ = number;
    }

    #[action]
    fn work(&self, ctx: &mut Context) -> Result {
        let (end, ended) = oneshot::channel();
        self.work.lock().push(end);
        ctx.spawn(ended, |_: &mut Note, _, _| ())
    }

    #[action]
    fn end_work(&self) {
        if let Some(end) = self.work.lock().pop() {
            let _ = end.send(());
        }
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
    token: Value,
    seq: Value,
    page: Page,
}

impl Browser {
    fn send(&self, action: &str, data: Value) {
        let message = json!({"action": action, "ref": 1, "data": data});
        self.to_server.send(message.to_string()).unwrap();
    }

    /// Sends an action, and applies the frame that answers it; its error.
    async fn act(&mut self, action: &str, data: Value) -> Value {
        self.send(action, data);
        loop {
            let frame = self.frame().await;
            if let Some(done) = frame.get("done") {
                return done[0]["error"]["code"].clone();
            }
        }
    }

    /// Applies one frame.
    async fn frame(&mut self) -> Value {
        let frame: Value = serde_json::from_str(&self.frames.recv().await.unwrap()).unwrap();
        self.apply(&frame);
        frame
    }

    fn apply(&mut self, frame: &Value) {
        if let Some(patch) = frame.get("patch") {
            self.page.apply(patch).unwrap();
        }
        self.seq = frame["seq"].clone();
    }

    fn html(&self) -> String {
        self.page.html()
    }
}

/// A view.
struct House<C: Dispatch> {
    view: Arc<View<C>>,
    shared: Arc<Shared>,
}

impl<C: Dispatch> House<C> {
    fn new(controller: C) -> Self {
        let store = Arc::new(MemoryStore::default());
        let acl = TopicAcl::Now(Arc::new(|_, _| true));
        let limits = Limits::default();
        let shared = Arc::new(Shared::new(Bus::default(), Some(acl), limits, store));
        let view = Arc::new(View::new("/", controller, shared.clone()));
        House { view, shared }
    }

    /// The two ends of a socket of `user`.
    fn connect(&self, user: Option<&str>) -> (UnboundedSender<String>, UnboundedReceiver<String>) {
        let (to_server, from_browser) = unbounded_channel();
        let (to_browser, frames) = unbounded_channel::<String>();
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
            params: Default::default(),
            cookies: None,
            request: None,
        };
        let admitted = self.view.admit(&identity).ok().unwrap();
        let work = self.view.clone().attach(wire, identity, location, admitted);
        self.shared.tasks.spawn(work);
        (to_server, frames)
    }

    /// A page of `user`.
    async fn join(&self, user: Option<&str>) -> Browser {
        let (to_server, mut frames) = self.connect(user);
        to_server.send(json!({"join": ""}).to_string()).unwrap();
        let frame: Value = serde_json::from_str(&frames.recv().await.unwrap()).unwrap();
        let page = Page::from_values(self.view.plan(), &frame["values"]).unwrap();
        Browser {
            to_server,
            frames,
            token: frame["token"].clone(),
            seq: frame["seq"].clone(),
            page,
        }
    }
}

#[tokio::test(start_paused = true)]
async fn guarantee_8_users_share_no_page_that_shows_who_they_are() {
    let boards = Boards::default();
    let counted = boards.counted.clone();
    let renders = || counted.0.swap(0, Ordering::Relaxed);
    let house = House::new(boards);
    let mut pages = Vec::new();
    for user in [Some("ann"), Some("bob"), None, Some("ann"), Some("annb")] {
        pages.push((user, house.join(user).await));
    }
    renders();
    for text in ["one", "two"] {
        pages[0].1.send("write", json!({"text": text}));
        for (user, page) in &mut pages {
            page.frame().await;
            let user = user.unwrap_or("nobody");
            assert_eq!(page.html(), format!("<h1>{user}</h1><p>{text}</p>"));
        }
        // Those of one user have one render.
        assert_eq!(renders(), 4);
    }
}

#[tokio::test(start_paused = true)]
async fn an_error_is_shown_until_the_next_action_of_the_same_browser() {
    let house = House::new(Notes::default());
    let mut ann = house.join(Some("ann")).await;
    let mut bob = house.join(Some("bob")).await;
    assert_eq!(
        ann.act("write", json!({"text": ""})).await,
        "invalid-fields"
    );
    // What it did else has not happened, its flash included.
    assert_eq!(ann.html(), "<h1></h1><em>text:is empty</em>");
    // What others publish leaves it.
    assert!(bob.act("write", json!({"text": "hi"})).await.is_null());
    ann.frame().await;
    assert_eq!(ann.html(), "<h1>hi</h1><em>text:is empty</em>");
    assert_eq!(bob.html(), "<h1>hi</h1><b>Saved</b>");
    // Another error takes its place, whatever went wrong.
    for (action, data, error) in [
        ("write", json!({"text": "secret"}), ":internal error"),
        ("add", json!({"number": "x"}), "number:"),
        (
            "ad",
            json!({}),
            ":there is no action `ad` that a browser may call",
        ),
    ] {
        assert!(!ann.act(action, data).await.is_null());
        let html = ann.html();
        assert!(
            html.starts_with(&format!("<h1>hi</h1><em>{error}")),
            "{html}"
        );
        assert_eq!(html.matches("<em>").count(), 1, "{html}");
    }
    assert!(ann.act("add", json!({"number": "5"})).await.is_null());
    assert_eq!(ann.html(), "<h1>hi</h1>");
}

#[tokio::test(start_paused = true)]
async fn an_action_whose_page_can_not_be_rendered_leaves_a_general_error() {
    let house = House::new(Notes::default());
    let mut ann = house.join(Some("ann")).await;
    assert!(ann.act("write", json!({"text": "fine"})).await.is_null());
    assert_eq!(
        ann.act("write", json!({"text": "broken"})).await,
        "internal"
    );
    let shown = "<h1>fine</h1><em>:internal error</em><b>Saved</b>";
    assert_eq!(ann.html(), shown);
    assert!(ann.act("dismiss", json!({})).await.is_null());
    assert_eq!(ann.html(), "<h1>fine</h1>");
}

#[tokio::test(start_paused = true)]
async fn a_connection_that_is_refused_stays_and_says_why() {
    let notes = Notes {
        refuses_connections: true,
        ..Notes::default()
    };
    let house = House::new(notes);
    let mut ann = house.join(Some("ann")).await;
    assert_eq!(ann.html(), "<h1></h1><em>:not now</em>");
    assert!(ann.act("write", json!({"text": "a"})).await.is_null());
    assert_eq!(ann.html(), "<h1>a</h1><b>Saved</b>");
}

#[tokio::test(start_paused = true)]
async fn a_flash_that_expires_is_gone_when_it_is_due_by_itself() {
    let house = House::new(Notes::default());
    let mut ann = house.join(Some("ann")).await;
    let begin = Instant::now();
    ann.act("copy", json!({"seconds": 3})).await;
    assert_eq!(ann.html(), "<h1></h1><b>Copied</b>");
    // A pause before it is over leaves nothing out of time.
    sleep(Duration::from_secs(2)).await;
    ann.act("copy", json!({"seconds": 3})).await;
    ann.frame().await;
    assert_eq!(ann.html(), "<h1></h1>");
    assert_eq!(begin.elapsed().as_secs(), 5);
    // One that stays is not woken for.
    ann.act("copy", json!({"seconds": 3})).await;
    ann.act("write", json!({"text": "a"})).await;
    sleep(Duration::from_secs(9)).await;
    assert_eq!(ann.html(), "<h1>a</h1><b>Saved</b>");
    ann.act("dismiss", json!({})).await;
    assert_eq!(ann.html(), "<h1>a</h1>");
}

#[tokio::test(start_paused = true)]
async fn a_flash_expires_on_a_page_whose_socket_is_down() {
    let house = House::new(Notes::default());
    let mut ann = house.join(Some("ann")).await;
    ann.act("copy", json!({"seconds": 3})).await;
    let (to_server, frames) = house.connect(Some("ann"));
    // The socket goes, and the page is parked.
    ann.to_server = to_server;
    ann.frames = frames;
    sleep(Duration::from_secs(4)).await;
    let join = json!({"join": ann.token, "seq": ann.seq});
    ann.to_server.send(join.to_string()).unwrap();
    ann.frame().await;
    assert_eq!(ann.html(), "<h1></h1>");
}

#[tokio::test(start_paused = true)]
async fn a_page_shows_that_work_runs_until_all_of_it_has_ended() {
    let house = House::new(Notes::default());
    let mut ann = house.join(Some("ann")).await;
    let mut bob = house.join(Some("bob")).await;
    ann.act("work", json!({})).await;
    ann.act("work", json!({})).await;
    assert_eq!(ann.html(), "<h1></h1><i>waits</i>");
    // A push from elsewhere ends nothing.
    bob.act("write", json!({"text": "hi"})).await;
    ann.frame().await;
    assert_eq!(ann.html(), "<h1>hi</h1><i>waits</i>");
    bob.act("end_work", json!({})).await;
    sleep(Duration::from_secs(1)).await;
    ann.act("dismiss", json!({})).await;
    assert_eq!(ann.html(), "<h1>hi</h1><i>waits</i>");
    bob.act("end_work", json!({})).await;
    ann.frame().await;
    assert_eq!(ann.html(), "<h1>hi</h1>");
}
