//! Nobody gets what is not theirs: a table of attempts, each over a socket, by fetch and by a plain form, that all fail
//! while the one whose it is notices nothing.

use std::sync::Arc;

use http::HeaderMap;
use livetpl::Identity;
use livetpl::prelude::*;
use livetpl::session::{Authenticator, BoxFuture, Identified, Limits, Refused, cookie};
use livetpl_tests::socket::{Answer, Raw, request};
use serde_json::{Value, json};

use crate::pages::Running;

/// Users by an unsigned cookie: what is tested is not the login.
struct ByName;

impl Authenticator for ByName {
    fn identify(&self, headers: &HeaderMap, _: bool) -> BoxFuture<'_, Result<Identified, Refused>> {
        let name: Arc<str> = cookie(headers, "who").unwrap_or("guests").into();
        let identity = Identity {
            group: name.clone(),
            user: Some(name),
        };
        let identified = Identified {
            identity,
            set_cookie: None,
        };
        Box::pin(async { Ok(identified) })
    }
}

#[live_controller(state = Desk)]
#[derive(Default)]
struct Vault;

#[derive(Clone, Default, LiveState)]
#[template(
    ext = "html",
    source = "<p>{{ secret }}</p><b>{{ heard }}</b><form method=\"post\"><input name=\"text\"><button name=\"keep\">Keep</button></form>"
)]
struct Desk {
    #[persist]
    secret: String,
    heard: String,
}

#[live_controller]
impl Vault {
    fn mount(&self, _state: &mut Desk, ctx: &mut Context) -> Result {
        ctx.subscribe(ctx.self_topic())?;
        let own = ctx.user_topic();
        own.map_or(Ok(()), |topic| ctx.subscribe(topic))
    }

    #[action]
    fn keep(&self, state: &mut Desk, text: String) {
        state.secret = text;
    }

    #[action]
    fn enter(&self, state: &mut Desk, room: String, ctx: &mut Context) -> Result {
        state.heard = "entered".to_owned();
        ctx.subscribe(room)
    }

    #[action]
    fn watch_over(&self, state: &mut Desk, room: String, ctx: &mut Context) -> Result {
        state.heard = "watched".to_owned();
        let present = ctx.presence::<Value>(&room)?;
        state.heard = format!("{} are there", present.len());
        ctx.track(room, "mallory", "was here")
    }

    #[action]
    fn say(&self, state: &mut Desk, room: String, ctx: &mut Context) -> Result {
        state.heard = "said".to_owned();
        ctx.publish(room, Self::HEAR.with("from mallory".to_owned()))
    }

    #[action(internal)]
    fn hear(&self, state: &mut Desk, text: String) {
        state.heard = text;
    }
}

/// Everybody may be in the hall, and each user in a club of their own.
fn admits(topic: &Topic, identity: &Identity) -> bool {
    let club = identity.user.as_deref().map(|user| format!("club/{user}"));
    topic.as_str() == "hall" || Some(topic.as_str()) == club.as_deref()
}

const ANN: &str = "who=ann";
const MALLORY: &str = "who=mallory";

async fn get(app: &Running, cookie: &str) -> Answer {
    request(&app.address, "GET", "/", &[("cookie", cookie)], b"").await
}

async fn open(app: &Running, cookie: &str) -> Raw {
    let origin = format!("http://{}", app.address);
    let raw = Raw::open(&app.address, "/", cookie, &origin).await;
    raw.unwrap_or_else(|status| panic!("{cookie}: {status}"))
}

/// A joined page of `cookie`, and the page as it was served.
async fn joined(app: &Running, cookie: &str) -> (Raw, Answer) {
    let (page, mut raw) = (get(app, cookie).await, open(app, cookie).await);
    raw.send(&page.join()).await;
    raw.json().await;
    (raw, page)
}

/// Ann's page, joined, on which she keeps a secret.
async fn ann_with_a_secret(app: &Running) -> (Raw, Answer) {
    let (mut ann, page) = joined(app, ANN).await;
    ann.send(r#"{"action":"keep","ref":1,"data":{"text":"the secret"}}"#)
        .await;
    ann.json().await;
    (ann, page)
}

async fn fetch(app: &Running, cookie: &str, join: &str, more: &Value) -> Value {
    let mut body: Value = serde_json::from_str(join).expect("a join is JSON");
    for (name, value) in more.as_object().into_iter().flatten() {
        body[name] = value.clone();
    }
    let headers = [
        ("cookie", cookie),
        ("x-livetpl", "1"),
        ("content-type", "application/json"),
    ];
    let body = body.to_string();
    let answer = request(&app.address, "POST", "/", &headers, body.as_bytes()).await;
    serde_json::from_str(&answer.body).unwrap_or_else(|error| panic!("{error}: {}", answer.body))
}

async fn post(app: &Running, cookie: &str, fields: &[(&str, &str)]) -> Answer {
    let body = fields.iter().map(|(name, value)| {
        let encode = |text: &str| {
            text.bytes()
                .map(|byte| format!("%{byte:02X}"))
                .collect::<String>()
        };
        format!("{}={}", encode(name), encode(value))
    });
    let body = body.collect::<Vec<_>>().join("&");
    let headers = [
        ("cookie", cookie),
        ("content-type", "application/x-www-form-urlencoded"),
        ("sec-fetch-site", "same-origin"),
    ];
    request(&app.address, "POST", "/", &headers, body.as_bytes()).await
}

async fn vault() -> Running {
    let mut limits = Limits::default();
    // What is tested is not how many attempts there may be.
    limits.messages_burst = 10_000;
    let app = App::new()
        .limits(limits)
        .authenticator(ByName)
        .topic_acl(admits)
        .live("/", Vault);
    Running::start(app).await
}

#[tokio::test]
async fn guarantee_5_and_8_every_reach_for_what_is_another_s_fails() {
    let app = vault().await;
    let (mut ann, _) = ann_with_a_secret(&app).await;
    let (mut mallory, _) = joined(&app, MALLORY).await;
    let mallory_page = get(&app, MALLORY).await;

    let long = "a".repeat(257);
    let rooms = [
        "lvt:session:ann",
        "lvt:user:ann",
        "lvt:session:mallory/../ann",
        "lvt:session:*",
        "lvt:user:*",
        "lvt:*",
        "lvt:bus",
        "LVT:session:ann",
        "Lvt:User:ann",
        " lvt:session:ann",
        "lvt:session:ann/",
        "lvt:session:ann\u{0}",
        "lvt%3Asession%3Aann",
        "lvt\u{ff1a}session\u{ff1a}ann",
        "club/ann",
        "club/*",
        "club/mallory/../ann",
        "*/ann",
        "*",
        "*/*",
        "unlisted",
        "hall/",
        "/hall",
        "",
        &long,
    ];
    let by_room = rooms.iter().flat_map(|room| {
        ["enter", "say", "watch_over"]
            .map(|action| (action, json!({"room": room}), "topic_forbidden"))
    });
    let by_name = [
        "hear",
        "Hear",
        "HEAR",
        "hear ",
        "mount",
        "on_connect",
        "onConnect",
        "on_disconnect",
        "call",
        "new",
        "",
    ]
    .map(|action| (action, json!({"text": "forged"}), "unknown-action"));
    for (action, data, code) in by_room.chain(by_name) {
        let attempt = json!({"action": action, "ref": 7, "data": data});
        mallory.send(&attempt.to_string()).await;
        let by_socket = mallory.json().await;
        assert_eq!(
            by_socket["done"][0]["error"]["code"], code,
            "{attempt} by socket: {by_socket}"
        );
        assert!(
            by_socket.get("patch").is_none(),
            "{attempt} changed the page: {by_socket}"
        );
        let by_fetch = fetch(&app, MALLORY, &mallory_page.join(), &attempt).await;
        assert_eq!(
            by_fetch["done"][0]["error"]["code"], code,
            "{attempt} by fetch: {by_fetch}"
        );
        let mut fields: Vec<(&str, &str)> = vec![(action, "")];
        fields.extend(
            data.as_object()
                .into_iter()
                .flatten()
                .filter_map(|(name, value)| Some((name.as_str(), value.as_str()?))),
        );
        let by_form = post(&app, MALLORY, &fields).await.status.as_u16();
        let expected = if code == "topic_forbidden" { 403 } else { 400 };
        assert_eq!(by_form, expected, "{attempt} by form");
    }
    assert!(
        !get(&app, MALLORY).await.body.contains("secret"),
        "fields are the group's own"
    );

    // Ann was not disturbed, and hears what is hers.
    ann.send(r#"{"action":"enter","ref":2,"data":{"room":"club/ann"}}"#)
        .await;
    let own = ann.json().await;
    assert_eq!(
        (&own["seq"], &own["done"]),
        (&json!(2), &json!([2])),
        "nothing came in between: {own}"
    );
    let shown = get(&app, ANN).await.body;
    assert!(
        shown.contains("the secret") && !shown.contains("mallory"),
        "{shown}"
    );
}

#[tokio::test]
async fn guarantee_8_a_token_is_its_own_session_s_and_once_ended_nobody_s() {
    let app = vault().await;
    let (mut ann, page) = ann_with_a_secret(&app).await;
    let token = page.attribute("data-lvt-token");
    let forged = format!("{}0", &token[..token.len() - 1]);
    let upper = token.to_uppercase();
    for tried in [
        token.as_str(),
        &forged,
        &upper,
        "",
        "../../x",
        &token.repeat(100),
    ] {
        let join = page.join().replace(&token, tried);
        let mut mallory = open(&app, MALLORY).await;
        mallory.send(&join).await;
        let answer = mallory.receive().await.expect("an answer");
        assert!(
            answer.contains("\"token\"") && !answer.contains("secret"),
            "{tried}: {answer}"
        );
        let answer = fetch(&app, MALLORY, &join, &json!({"full": 1})).await;
        assert!(
            answer["token"].is_string() && !answer.to_string().contains("secret"),
            "{tried}: {answer}"
        );
        assert_ne!(answer["token"], json!(token), "{tried}");
    }
    // The owner still has the page, where it was.
    ann.send(r#"{"ping":1}"#).await;
    assert_eq!(ann.json().await, json!({"pong": 1}));

    app.handle.disconnect_user("ann");
    assert_eq!(ann.receive().await, Err(4401));
    for cookie in [MALLORY, ANN] {
        let answer = fetch(&app, cookie, &page.join(), &json!({})).await;
        assert_ne!(answer["token"], json!(token), "{cookie}");
        assert!(answer["token"].is_string(), "{cookie}: {answer}");
    }
}

#[tokio::test]
async fn whoever_signs_in_next_at_the_same_browser_sees_none_of_it() {
    let app = vault().await;
    assert_eq!(
        post(&app, ANN, &[("keep", ""), ("text", "the secret")])
            .await
            .status
            .as_u16(),
        303
    );
    assert!(get(&app, ANN).await.body.contains("the secret"));
    for cookie in [
        MALLORY,
        "",
        "who=ANN",
        "who=ann%20",
        "who=guests",
        "xwho=ann",
    ] {
        assert!(!get(&app, cookie).await.body.contains("secret"), "{cookie}");
    }
}
