//! Where a page is: paths with parameters, queries, and going from place to place, over raw sockets and plain HTTP.

use std::sync::Arc;

use livetpl::prelude::*;
use livetpl_tests::socket::{Answer, Raw, request};
use parking_lot::Mutex;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::pages::Running;

/// One room of several: what it subscribes to follows from where it is.
#[live_controller(state = Room)]
#[derive(Clone, Default)]
struct Rooms {
    log: Arc<Mutex<Vec<String>>>,
}

#[derive(Clone, Default, LiveState)]
#[template(
    ext = "html",
    source = "<p>{{ room }}|{{ page }}|{{ kept }}|{{ notes|join(\",\") }}</p>"
)]
struct Room {
    room: u32,
    page: u32,
    #[persist]
    kept: u32,
    notes: Vec<String>,
}

#[derive(Deserialize, Serialize)]
struct Filter {
    page: Option<u32>,
    refuse: Option<String>,
}

#[live_controller]
impl Rooms {
    fn mount(&self, state: &mut Room, ctx: &mut Context) -> Result {
        let filter: Filter = ctx.query_as()?;
        state.room = ctx.path_as()?;
        state.page = filter.page.unwrap_or(1);
        let kind = ctx.kind().map_or(String::new(), |kind| format!("{kind:?}"));
        self.log
            .lock()
            .push(format!("{kind} {}?{}", state.room, ctx.query()));
        ctx.subscribe(format!("rooms/{}/{}", state.room, state.page))?;
        match filter.refuse.as_deref() {
            Some("redirect") => ctx.redirect("/elsewhere"),
            Some("panic") => panic!("on purpose"),
            Some(_) => Err(Error::msg("not there")),
            None => Ok(()),
        }
    }

    fn on_connect(&self, state: &mut Room, ctx: &mut Context) {
        let kind = ctx.kind();
        self.log.lock().push(format!("on {kind:?} {}", state.room));
    }

    fn on_disconnect(&self, state: &mut Room) {
        self.log.lock().push(format!("left {}", state.room));
    }

    #[action(internal)]
    fn note(&self, state: &mut Room, text: String) {
        state.notes.push(text);
    }

    #[action]
    fn keep(&self, state: &mut Room, to: u32) {
        state.kept = to;
    }

    #[action]
    fn turn(&self, state: &mut Room, page: u32, ctx: &mut Context) -> Result {
        state.page = page;
        ctx.replace_query(&Filter {
            page: Some(page),
            refuse: None,
        })?;
        assert_eq!(ctx.query(), format!("page={page}"));
        Ok(())
    }

    #[action]
    fn turn_and_fail(&self, ctx: &mut Context) -> Result {
        ctx.replace_query(&[("page", 99)])?;
        ctx.navigate("/rooms/99")?;
        Err(Error::msg("no"))
    }

    #[action]
    fn go(&self, to: String, ctx: &mut Context) -> Result {
        ctx.navigate(to)
    }

    #[action]
    fn at(&self, state: &mut Room, ctx: &mut Context) {
        state.notes = vec![format!("{}?{}", ctx.path(), ctx.query())];
    }
}

/// A view for every other path.
#[live_controller]
#[derive(Clone, Default)]
#[template(ext = "html", source = "<p>{{ path }}</p>")]
struct Anything {
    path: String,
}

#[live_controller]
impl Anything {
    fn mount(&mut self, ctx: &mut Context) {
        self.path = ctx.param("path").unwrap_or("none").to_owned();
    }
}

struct Site {
    running: Running,
    rooms: Rooms,
}

impl Site {
    async fn start() -> Site {
        let rooms = Rooms::default();
        let app = App::new()
            .topic_acl(|topic, _| topic.as_str().starts_with("rooms/"))
            .live("/rooms/{room}", rooms.clone())
            .live("/rooms/7/all", Anything::default())
            .live("/{*path}", Anything::default());
        Site {
            running: Running::start(app).await,
            rooms,
        }
    }

    fn log(&self) -> Vec<String> {
        std::mem::take(&mut *self.rooms.log.lock())
    }

    async fn get(&self, path: &str) -> Answer {
        request(&self.running.address, "GET", path, &[], b"").await
    }

    /// A page and its socket, joined.
    async fn open(&self, path: &str) -> (Answer, Raw) {
        let page = self.get(path).await;
        let (socket, joined) = self.rejoin(&page, path, 0).await;
        assert_eq!(joined, json!({"seq": 0}));
        (page, socket)
    }

    /// A socket at `path` for a page that has applied `seq` frames, and what its join is answered with.
    async fn rejoin(&self, page: &Answer, path: &str, seq: i64) -> (Raw, Value) {
        let address = &self.running.address;
        let mut socket = Raw::open(address, path, &page.cookie(), &format!("http://{address}"))
            .await
            .expect("admitted");
        socket.send(&page.rejoin(seq)).await;
        let joined = socket.json().await;
        (socket, joined)
    }

    async fn note(&self, topic: &str, text: &str) {
        let reached = self
            .running
            .handle
            .publish(topic, Rooms::NOTE.with(text.to_owned()));
        reached.expect("published");
    }

    async fn by_fetch(&self, page: &Answer, path: &str, message: &str) -> Value {
        let headers = [
            ("cookie", &*page.cookie()),
            ("x-livetpl", "1"),
            ("content-type", "application/json"),
        ];
        let body = page.join().replacen('{', &format!("{{{message},"), 1);
        let address = &self.running.address;
        let answer = request(address, "POST", path, &headers, body.as_bytes()).await;
        serde_json::from_str(&answer.body).expect("a frame")
    }
}

async fn ask(socket: &mut Raw, message: Value) -> Value {
    socket.send(&message.to_string()).await;
    socket.json().await
}

#[tokio::test]
async fn a_path_and_a_query_that_do_not_fit_are_no_page() {
    let site = Site::start().await;
    let shows = |answer: &Answer, text: &str| answer.body.contains(text);
    let page = site.get("/rooms/7?page=2&other=x").await;
    assert!(shows(&page, "7|2|0|"), "{}", page.body);
    let page = site.get("/a/caf%C3%A9").await;
    assert!(shows(&page, "<p>a/café</p>"), "{}", page.body);
    assert!(shows(&site.get("/rooms/7/all").await, "<p>none</p>"));
    site.log();
    for (path, status, says) in [
        ("/rooms/x", 404, "/rooms/x"),
        ("/rooms/-1", 404, ""),
        ("/rooms/99999999999", 404, ""),
        ("/rooms/%FF", 404, "There is no such page"),
        ("/rooms/7?page=x", 400, "page must be a whole number"),
        ("/rooms/7?page=1&page=2", 400, "page must be one value"),
        ("/rooms/7?refuse=1", 500, "not there"),
        ("/favicon.ico", 404, "There is no such page"),
    ] {
        let answer = site.get(path).await;
        assert_eq!(answer.status, status, "{path}");
        assert!(shows(&answer, says), "{path}: {}", answer.body);
    }
    assert_eq!(site.log(), ["Get 7?refuse=1"], "the others mounted nothing");
}

#[tokio::test]
async fn another_query_is_another_mount_of_the_same_page() {
    let site = Site::start().await;
    let (page, mut socket) = site.open("/rooms/7").await;
    site.log();
    site.note("rooms/7/1", "one").await;
    assert_eq!(
        socket.json().await,
        json!({"seq": 1, "patch": {"0": "7|1|0|one"}})
    );
    // The same state, and no other subscription than the one that `mount` makes there.
    let went = ask(
        &mut socket,
        json!({"navigate": "/rooms/7?page=2", "ref": 1}),
    )
    .await;
    assert_eq!(
        went,
        json!({"seq": 2, "patch": {"0": "7|2|0|one"}, "done": [1]})
    );
    assert_eq!(site.log(), ["Navigate 7?page=2"]);
    site.note("rooms/7/1", "old").await;
    site.note("rooms/7/2", "new").await;
    assert_eq!(
        socket.json().await,
        json!({"seq": 3, "patch": {"0": "7|2|0|one,new"}})
    );
    // A socket that comes back goes to where the browser is.
    drop(socket);
    let (socket, joined) = site.rejoin(&page, "/rooms/7?page=2", 3).await;
    assert_eq!(joined, json!({"seq": 3}));
    drop(socket);
    let (_socket, joined) = site.rejoin(&page, "/rooms/7?page=3", 3).await;
    assert_eq!(joined, json!({"seq": 4, "patch": {"0": "7|3|0|one,new"}}));
    let log = site.log();
    assert_eq!(
        log,
        [
            "on Some(Reconnect) 7",
            "Navigate 7?page=3",
            "on Some(Reconnect) 7"
        ]
    );
}

#[tokio::test]
async fn another_path_of_the_view_is_a_new_page_in_place_of_the_old_one() {
    let site = Site::start().await;
    let (page, mut socket) = site.open("/rooms/7").await;
    ask(
        &mut socket,
        json!({"action": "keep", "ref": 1, "data": {"to": "5"}}),
    )
    .await;
    site.note("rooms/7/1", "old").await;
    socket.json().await;
    site.log();
    let went = ask(&mut socket, json!({"navigate": "/rooms/8", "ref": 2})).await;
    // Nothing of the other room but what is persisted, which belongs to the view.
    assert_eq!(
        went,
        json!({"seq": 3, "patch": {"0": "8|1|5|"}, "done": [2]})
    );
    site.note("rooms/7/1", "to the old one").await;
    site.note("rooms/8/1", "to the new one").await;
    assert_eq!(
        socket.json().await,
        json!({"seq": 4, "patch": {"0": "8|1|5|to the new one"}})
    );
    let mut log = site.log();
    log.sort();
    assert_eq!(log, ["Navigate 8?", "left 7", "on Some(Connect) 8"]);
    // It is continued under its token, at the new path.
    drop(socket);
    let (socket, joined) = site.rejoin(&page, "/rooms/8", 4).await;
    assert_eq!(joined, json!({"seq": 4}));
    drop(socket);
    // A browser that has gone back meanwhile is followed.
    let (_socket, joined) = site.rejoin(&page, "/rooms/7", 4).await;
    assert_eq!(joined, json!({"seq": 5, "patch": {"0": "7|1|5|"}}));
}

#[tokio::test]
async fn a_mount_that_fails_leaves_the_page_where_it_was() {
    let site = Site::start().await;
    let (page, mut socket) = site.open("/rooms/7?page=2").await;
    for (target, code) in [
        ("/rooms/7?refuse=1", "refused"),
        ("/rooms/8?refuse=1", "refused"),
        ("/rooms/7?refuse=panic", "internal"),
        ("/rooms/8?refuse=panic", "internal"),
        ("/rooms/7?page=x", "bad-request"),
        ("/rooms/x", "not-found"),
    ] {
        let answer = ask(&mut socket, json!({"navigate": target, "ref": 1})).await;
        assert_eq!(answer["done"][0]["error"]["code"], code, "{target}");
        assert_eq!(answer.get("patch"), None, "{target}");
    }
    for target in ["/rooms/7?refuse=redirect", "/rooms/8?refuse=redirect"] {
        let answer = ask(&mut socket, json!({"navigate": target, "ref": 1})).await;
        assert_eq!(
            answer,
            json!({"seq": 0, "done": [1], "redirect": "/elsewhere"})
        );
    }
    // It hears what it heard, and nothing of where it was not.
    site.note("rooms/7/1", "no").await;
    site.note("rooms/8/1", "no").await;
    site.note("rooms/7/2", "yes").await;
    assert_eq!(
        socket.json().await,
        json!({"seq": 1, "patch": {"0": "7|2|0|yes"}})
    );
    let at = ask(&mut socket, json!({"action": "at", "ref": 2})).await;
    assert_eq!(at["patch"], json!({"0": "7|2|0|/rooms/7?page=2"}));
    drop(socket);
    let (_socket, joined) = site.rejoin(&page, "/rooms/7?page=2", 2).await;
    assert_eq!(joined, json!({"seq": 2}));
}

#[tokio::test]
async fn only_a_path_of_the_page_s_own_view_is_navigated_to() {
    let site = Site::start().await;
    let (_, mut socket) = site.open("/rooms/7").await;
    site.log();
    let long = format!("/rooms/7?{}", "x".repeat(5000));
    for (target, code) in [
        ("/elsewhere", "other-view"),
        ("/rooms/7/all", "other-view"),
        ("/rooms", "other-view"),
        ("/rooms/%FF", "other-view"),
        ("//evil.test/rooms/7", "bad-request"),
        ("/\\evil.test", "bad-request"),
        ("https://evil.test/", "bad-request"),
        ("", "bad-request"),
        ("?page=2", "bad-request"),
        ("/rooms/8#top", "bad-request"),
        ("/rooms/8\r\nx: y", "bad-request"),
        (&long, "bad-request"),
    ] {
        let answer = ask(&mut socket, json!({"navigate": target, "ref": 1})).await;
        assert_eq!(answer["done"][0]["error"]["code"], code, "{target}");
    }
    for target in [json!(1), json!({}), json!(["/rooms/8"])] {
        let answer = ask(&mut socket, json!({"navigate": target, "ref": 1})).await;
        assert_eq!(answer["done"][0]["error"]["code"], "bad-request");
    }
    assert_eq!(site.log(), [""; 0], "nothing was mounted");
    // They count as messages do.
    let mut refused = 0;
    for _ in 0..200 {
        socket.send(r#"{"navigate":"/rooms/7","ref":2}"#).await;
    }
    while refused == 0 {
        let frame = socket.json().await;
        let done = frame["done"].as_array().expect("answers");
        let limits = done.iter().filter(|done| done["error"]["code"] == "limit");
        refused += limits.count();
    }
}

#[tokio::test]
async fn a_page_goes_elsewhere_by_fetch() {
    let site = Site::start().await;
    let page = site.get("/rooms/7").await;
    let went = site
        .by_fetch(&page, "/rooms/7", r#""navigate":"/rooms/7?page=2","ref":1"#)
        .await;
    assert_eq!(
        went,
        json!({"seq": 1, "patch": {"0": "7|2|0|"}, "done": [1]})
    );
    let went = site
        .by_fetch(
            &page,
            "/rooms/7?page=2",
            r#""seq":1,"navigate":"/rooms/8","ref":2"#,
        )
        .await;
    assert_eq!(
        went,
        json!({"seq": 2, "patch": {"0": "8|1|0|"}, "done": [2]})
    );
    let refused = site
        .by_fetch(
            &page,
            "/rooms/8",
            r#""seq":2,"navigate":"/rooms/8?refuse=1","ref":3"#,
        )
        .await;
    assert_eq!(refused["done"][0]["error"]["code"], "refused");
    let turned = site
        .by_fetch(
            &page,
            "/rooms/8",
            r#""seq":2,"action":"turn","data":{"page":"4"},"ref":4"#,
        )
        .await;
    assert_eq!(
        turned,
        json!({"seq": 3, "patch": {"0": "8|4|0|"}, "done": [4], "query": "page=4"})
    );
}

#[tokio::test]
async fn a_method_takes_its_browser_elsewhere_and_changes_the_query() {
    let site = Site::start().await;
    let (page, mut socket) = site.open("/rooms/7").await;
    let turned = ask(
        &mut socket,
        json!({"action": "turn", "ref": 1, "data": {"page": 3}}),
    )
    .await;
    assert_eq!(
        turned,
        json!({"seq": 1, "patch": {"0": "7|3|0|"}, "done": [1], "query": "page=3"})
    );
    let went = ask(
        &mut socket,
        json!({"action": "go", "ref": 2, "data": {"to": "/a?b=é#c"}}),
    )
    .await;
    assert_eq!(
        went,
        json!({"seq": 1, "done": [2], "navigate": "/a?b=%C3%A9#c"})
    );
    for evil in ["//evil.test", "https://evil.test", "/\\evil.test", "x"] {
        let refused = ask(
            &mut socket,
            json!({"action": "go", "ref": 3, "data": {"to": evil}}),
        )
        .await;
        assert_eq!(refused["done"][0]["error"]["code"], "internal", "{evil}");
        assert_eq!(refused.get("navigate"), None);
    }
    let failed = ask(&mut socket, json!({"action": "turn_and_fail", "ref": 4})).await;
    assert_eq!((failed.get("query"), failed.get("navigate")), (None, None));
    let at = ask(&mut socket, json!({"action": "at", "ref": 5})).await;
    assert_eq!(at["patch"], json!({"0": "7|3|0|/rooms/7?page=3"}));
    // The browser shows that query by now, and comes back with it: nothing is mounted again.
    drop(socket);
    site.log();
    let (socket, joined) = site.rejoin(&page, "/rooms/7?page=3", 2).await;
    assert_eq!(joined, json!({"seq": 2}));
    drop(socket);
    // What a peer's publish changes while nobody is there waits for the browser, whose query is the older one.
    let turn = Rooms::TURN.with(5);
    site.running
        .handle
        .publish("rooms/7/1", turn)
        .expect("published");
    let (_socket, joined) = site.rejoin(&page, "/rooms/7?page=3", 2).await;
    assert_eq!(
        joined["query"], "page=5",
        "also where it went into a socket that was dead"
    );
    assert!(joined.to_string().contains("7|5|0|"), "{joined}");
    assert_eq!(site.log(), ["on Some(Reconnect) 7", "on Some(Reconnect) 7"]);
}

#[tokio::test]
async fn without_javascript_a_form_leads_where_its_action_says() {
    let site = Site::start().await;
    let cookie = site.get("/rooms/7").await.cookie();
    let post = async |path: &str, body: &str| {
        let address = &site.running.address;
        let headers = [
            ("cookie", &*cookie),
            ("content-type", "application/x-www-form-urlencoded"),
            ("origin", &*format!("http://{address}")),
        ];
        let answer = request(address, "POST", path, &headers, body.as_bytes()).await;
        let location = answer
            .headers
            .get("location")
            .map(|at| at.to_str().unwrap().to_owned());
        (answer.status.as_u16(), location)
    };
    let to = |status, location: &str| (status, Some(location.to_owned()));
    assert_eq!(
        post("/rooms/7?page=2", "keep=&to=1").await,
        to(303, "7?page=2")
    );
    assert_eq!(
        post("/rooms/7?page=2", "turn=&page=3").await,
        to(303, "7?page=3")
    );
    assert_eq!(post("/rooms/7", "go=&to=/a%3Fb").await, to(303, "/a?b"));
    assert_eq!(post("/rooms/x", "keep=&to=1").await, (404, None));
}

#[test]
fn two_views_with_one_pattern_are_an_error_that_names_both() {
    let both = std::panic::catch_unwind(|| {
        App::new()
            .live("/rooms/{room}", Rooms::default())
            .live("/rooms/{id}", Anything::default())
    });
    let panic = both.err().expect("they can't both be there");
    let message = panic.downcast_ref::<String>().expect("a message");
    assert!(
        message.contains("`/rooms/{id}`") && message.contains("`/rooms/{room}`"),
        "{message}"
    );
}
