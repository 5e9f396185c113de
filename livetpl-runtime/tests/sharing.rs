//! Pages that show the same share one render, and nobody sees what is another's: over sockets in memory, one thread.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use askama::Template;
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
use proptest::prelude::*;
use serde_json::Value;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// A text that counts how often it is shown.
#[derive(Clone, Debug)]
struct Counted(String, Arc<AtomicUsize>);

impl fmt::Display for Counted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.1.fetch_add(1, Ordering::Relaxed);
        f.write_str(&self.0)
    }
}

/// What everybody sees, and what each has alone.
#[derive(Clone, Default, LiveState)]
#[template(
    ext = "html",
    source = "<h1>{{ name }}</h1>{% if open %}<p>{{ number }}</p>{% endif %}\
<ul>{% for text in board.iter() %}<li>{{ text }}</li>{% else %}<li>none</li>{% endfor %}</ul>"
)]
struct State {
    id: usize,
    name: String,
    number: u8,
    open: bool,
    board: Arc<Vec<Counted>>,
}

/// The controller; it remembers each page's last state, to compare with what the page's browser shows.
#[live_controller(state = State)]
#[derive(Default)]
struct Boards {
    board: RwLock<Arc<Vec<Counted>>>,
    shown: Arc<AtomicUsize>,
    pages: AtomicUsize,
    states: Arc<Mutex<BTreeMap<usize, State>>>,
}

#[live_controller]
impl Boards {
    fn mount(&self, state: &mut State, ctx: &mut Context) -> Result {
        ctx.subscribe("board")?;
        if state.id == 0 {
            state.id = self.pages.fetch_add(1, Ordering::Relaxed) + 1;
        }
        self.changed(state);
        Ok(())
    }

    /// Writes the board anew and tells everybody.
    #[action]
    fn write(&self, state: &mut State, texts: Vec<String>, ctx: &mut Context) -> Result {
        let counted = |text| Counted(text, self.shown.clone());
        *self.board.write() = Arc::new(texts.into_iter().map(counted).collect());
        self.changed(state);
        ctx.publish("board", Self::CHANGED)
    }

    #[action]
    fn rename(&self, state: &mut State, name: String) {
        state.name = name;
        self.remember(state);
    }

    #[action]
    fn show(&self, state: &mut State, number: u8, open: bool) {
        (state.number, state.open) = (number, open);
        self.remember(state);
    }

    #[action(internal)]
    fn changed(&self, state: &mut State) {
        state.board = self.board.read().clone();
        self.remember(state);
    }

    fn remember(&self, state: &State) {
        self.states.lock().insert(state.id, state.clone());
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
    page: Option<Page>,
}

impl Browser {
    fn send(&self, message: Value) {
        self.to_server.send(message.to_string()).unwrap();
    }

    /// Applies one frame.
    async fn frame(&mut self) -> Value {
        let frame: Value = serde_json::from_str(&self.frames.recv().await.unwrap()).unwrap();
        self.apply(&frame);
        frame
    }

    fn apply(&mut self, frame: &Value) {
        if let Some(values) = frame.get("values") {
            self.page = Some(Page::from_values(State::PLAN, values).unwrap());
        }
        if let Some(patch) = frame.get("patch") {
            self.page.as_mut().unwrap().apply(patch).unwrap();
        }
    }

    fn html(&self) -> String {
        self.page.as_ref().unwrap().html()
    }
}

/// A view and its browsers.
struct House {
    view: Arc<View<Boards>>,
    shared: Arc<Shared>,
    shown: Arc<AtomicUsize>,
    states: Arc<Mutex<BTreeMap<usize, State>>>,
    browsers: Vec<Browser>,
}

impl House {
    fn new() -> House {
        let store = Arc::new(MemoryStore::default());
        let mut limits = Limits::default();
        limits.connections_per_group = 10_000;
        limits.messages_burst = 10_000;
        let acl = TopicAcl::Now(Arc::new(|_, _| true));
        let shared = Arc::new(Shared::new(Bus::default(), Some(acl), limits, store));
        let controller = Boards::default();
        let (shown, states) = (controller.shown.clone(), controller.states.clone());
        House {
            view: Arc::new(View::new("/", controller, shared.clone())),
            shared,
            shown,
            states,
            browsers: Vec::new(),
        }
    }

    /// A browser more, each of a session of its own.
    async fn join(&mut self) {
        let (to_server, from_browser) = unbounded_channel();
        let (to_browser, frames) = unbounded_channel();
        let wire = Wire {
            from_browser,
            to_browser,
        };
        let identity = Identity {
            group: format!("session-{}", self.browsers.len()).into(),
            user: None,
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
        let mut browser = Browser {
            to_server,
            frames,
            page: None,
        };
        browser.send(serde_json::json!({"join": ""}));
        browser.frame().await;
        self.browsers.push(browser);
    }

    /// How many texts are shown until `browsers` have got a frame each.
    async fn shown_until_all_have_a_frame(&mut self, browsers: std::ops::Range<usize>) -> usize {
        let before = self.shown.load(Ordering::Relaxed);
        for browser in &mut self.browsers[browsers] {
            browser.frame().await;
        }
        self.shown.load(Ordering::Relaxed) - before
    }

    /// Applies what is there, and compares each page with a fresh render of its last state.
    async fn check(&mut self) {
        // A ping is answered before the mail is looked at that others' messages brought: that goes out before the next one.
        for _ in 0..3 {
            for browser in &mut self.browsers {
                browser.send(serde_json::json!({"ping": 1}));
                while browser.frame().await.get("pong").is_none() {}
            }
        }
        let states = self.states.lock();
        for (browser, state) in self.browsers.iter().zip(states.values()) {
            assert_eq!(browser.html(), state.render().unwrap(), "page {}", state.id);
        }
    }
}

fn write(texts: &[&str]) -> Value {
    serde_json::json!({"action": "write", "ref": 1, "data": {"texts": texts}})
}

fn rename(name: &str) -> Value {
    serde_json::json!({"action": "rename", "ref": 2, "data": {"name": name}})
}

const MANY: usize = 1_000;

#[tokio::test]
async fn a_thousand_receivers_of_one_publish_render_once_where_they_share_an_arc() {
    let mut house = House::new();
    for _ in 0..=MANY {
        house.join().await;
    }
    for round in ["a", "b"] {
        house.browsers[0].send(write(&[round, "x", "y"]));
        // The writer's page is one of those that show the same.
        assert_eq!(house.shown_until_all_have_a_frame(0..MANY + 1).await, 3);
    }
    house.check().await;
}

#[tokio::test]
async fn receivers_whose_states_differ_render_on_their_own() {
    let mut house = House::new();
    for at in 0..20 {
        house.join().await;
        house.browsers[at].send(rename(&format!("visitor {at}")));
        house.browsers[at].frame().await;
    }
    house.browsers[0].send(write(&["x"]));
    assert_eq!(house.shown_until_all_have_a_frame(0..20).await, 20);
    house.check().await;
}

#[tokio::test]
async fn guarantee_8_pages_that_share_a_tree_part_where_their_states_do() {
    let mut house = House::new();
    for _ in 0..3 {
        house.join().await;
    }
    // Long texts are compared by their digest: these differ in their last letter alone.
    let secret = |letter: char| format!("{}{letter}", "secret ".repeat(50));
    for (at, letter) in [(0, 'a'), (1, 'b')] {
        house.browsers[at].send(rename(&secret(letter)));
        let frame = house.browsers[at].frame().await;
        assert!(frame.to_string().contains(&secret(letter)));
    }
    house.browsers[2].send(write(&["x"]));
    house.check().await;
    for (at, others) in [(0, vec!['b']), (1, vec!['a']), (2, vec!['a', 'b'])] {
        for letter in others {
            assert!(!house.browsers[at].html().contains(&secret(letter)));
        }
    }
}

#[tokio::test]
async fn pages_that_came_at_different_times_come_to_share() {
    let mut house = House::new();
    for at in 0..10 {
        house.join().await;
        house.browsers[at].send(write(&["x", &format!("{at}")]));
        house.browsers[at].frame().await;
    }
    house.check().await;
    house.browsers[0].send(rename("a"));
    house.browsers[0].frame().await;
    house.browsers[0].send(rename(""));
    house.browsers[0].frame().await;
    house.browsers[1].send(write(&["z"]));
    assert_eq!(house.shown_until_all_have_a_frame(0..10).await, 1);
    house.check().await;
}

#[derive(Clone, Debug)]
enum Step {
    Join,
    Write(Vec<u8>),
    Rename(u8),
    Show(u8, bool),
    Full,
    Check,
}

fn steps() -> impl Strategy<Value = Vec<(u8, Step)>> {
    let step = prop_oneof![
        1 => Just(Step::Join),
        4 => proptest::collection::vec(0..4u8, 0..4).prop_map(Step::Write),
        2 => (0..3u8).prop_map(Step::Rename),
        2 => (0..2u8, any::<bool>()).prop_map(|(number, open)| Step::Show(number, open)),
        1 => Just(Step::Full),
        1 => Just(Step::Check),
    ];
    proptest::collection::vec((any::<u8>(), step), 1..60)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn guarantee_1_pages_that_share_show_what_a_fresh_render_shows(steps in steps()) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let mut house = House::new();
            for _ in 0..4 {
                house.join().await;
            }
            for (who, step) in steps {
                let who = usize::from(who) % house.browsers.len();
                let browser = &house.browsers[who];
                match step {
                    Step::Join => house.join().await,
                    Step::Write(texts) => {
                        let texts: Vec<String> = texts.iter().map(|text| "t".repeat(usize::from(*text) * 40)).collect();
                        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
                        browser.send(write(&texts));
                    }
                    Step::Rename(name) => browser.send(rename(&"n".repeat(usize::from(name)))),
                    Step::Show(number, open) => {
                        browser.send(serde_json::json!({"action": "show", "ref": 3, "data": {"number": number, "open": open}}));
                    }
                    Step::Full => browser.send(serde_json::json!({"full": 1})),
                    Step::Check => house.check().await,
                }
            }
            house.check().await;
        });
    }
}
