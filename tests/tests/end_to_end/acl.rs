//! Topics that are admitted after a look elsewhere: nothing happens before, and nothing is missed meanwhile.

use std::collections::HashMap;
use std::sync::Arc;

use livetpl::Identity;
use livetpl::prelude::*;
use livetpl_tests::socket::{Raw, request};
use parking_lot::Mutex;
use serde_json::json;
use tokio::sync::{Notify, oneshot};

use crate::pages::Running;

/// What the ACL is asked, and how it is answered.
#[derive(Clone, Default)]
struct Bouncer {
    asked: Arc<Mutex<HashMap<String, oneshot::Sender<bool>>>>,
    came: Arc<Notify>,
}

impl Bouncer {
    async fn admits(self, topic: Topic, _: Identity) -> bool {
        match topic.as_str() {
            "open" => return true,
            "closed" => return false,
            "broken" => panic!("on purpose"),
            _ => {}
        }
        let (answer, answered) = oneshot::channel();
        self.asked.lock().insert(topic.as_str().to_owned(), answer);
        self.came.notify_one();
        answered.await.unwrap_or(false)
    }

    /// Waits until `topic` is asked for, does `meanwhile`, and answers.
    async fn answer(&self, topic: &str, meanwhile: impl FnOnce(), admits: bool) {
        let answer = loop {
            if let Some(answer) = self.asked.lock().remove(topic) {
                break answer;
            }
            self.came.notified().await;
        };
        meanwhile();
        answer.send(admits).expect("it is waited for");
    }
}

#[live_controller(state = Heard)]
#[derive(Clone, Default)]
struct Club;

#[derive(Clone, Default, LiveState)]
#[template(ext = "html", source = "<p>{{ room }}</p><b>{{ heard }}</b>")]
struct Heard {
    room: String,
    heard: String,
}

#[live_controller]
impl Club {
    fn mount(&self, _state: &mut Heard, ctx: &mut Context) -> Result {
        let room = ctx.query().strip_prefix("room=").map(str::to_owned);
        room.map_or(Ok(()), |room| ctx.subscribe(room))
    }

    #[action]
    fn enter(&self, state: &mut Heard, room: String, ctx: &mut Context) -> Result {
        state.room = room.clone();
        ctx.subscribe(room)
    }

    #[action]
    fn say(&self, state: &mut Heard, room: String, ctx: &mut Context) -> Result {
        state.room = "said".to_owned();
        ctx.publish("open", Self::HEAR.with("before".to_owned()))?;
        ctx.publish(room, Self::HEAR.with("said".to_owned()))
    }

    #[action(internal)]
    fn hear(&self, state: &mut Heard, text: String) {
        state.heard.push_str(&text);
    }
}

async fn club() -> (Running, Bouncer) {
    let bouncer = Bouncer::default();
    let admits = bouncer.clone();
    let app = App::new().topic_acl_async(move |topic, who| admits.clone().admits(topic, who));
    (Running::start(app.live("/", Club)).await, bouncer)
}

fn enter(room: &str) -> String {
    json!({"action": "enter", "ref": 1, "data": {"room": room}}).to_string()
}

#[tokio::test]
async fn what_is_published_before_the_admission_waits_for_it() {
    let (app, bouncer) = club().await;
    let (mut raw, _) = Raw::join(&app.address, "/").await;
    raw.send(&enter("a")).await;
    let publish = |text: &str| {
        let reached = app.handle.publish("a", Club::HEAR.with(text.to_owned()));
        assert_eq!(reached.unwrap().local, 1);
    };
    bouncer.answer("a", || publish("1"), true).await;
    let mut answer = raw.json().await;
    assert_eq!(answer["patch"]["0"], "a");
    if answer["patch"]["1"].is_null() {
        answer = raw.json().await;
    }
    assert_eq!(answer["patch"]["1"], "1");
    publish("2");
    assert_eq!(raw.json().await["patch"], json!({"1": "12"}));
    assert_eq!(
        app.handle
            .publish("b", Club::HEAR.with(String::new()))
            .unwrap()
            .local,
        0
    );
}

#[tokio::test]
async fn guarantee_5_a_denied_page_hears_nothing_and_is_as_before() {
    let (app, bouncer) = club().await;
    let (mut raw, _) = Raw::join(&app.address, "/").await;
    raw.send(&enter("a")).await;
    let publish = || {
        app.handle
            .publish("a", Club::HEAR.with("secret".to_owned()))
            .unwrap()
    };
    let before = || assert_eq!(publish().local, 1, "it is held back");
    bouncer.answer("a", before, false).await;
    let answer = raw.json().await;
    let error = &answer["done"][0]["error"];
    assert_eq!(
        (&error["code"], &error["topic"]),
        (&json!("topic_forbidden"), &json!("a"))
    );
    assert!(answer["patch"].is_null(), "{answer}");
    assert_eq!(publish().local, 0);
    // Denied, broken: the page goes on, and has heard nothing.
    for (room, code) in [("closed", "topic_forbidden"), ("broken", "internal")] {
        raw.send(&enter(room)).await;
        let answer = raw.json().await;
        assert_eq!(answer["done"][0]["error"]["code"], code, "{answer}");
    }
    raw.send(&enter("open")).await;
    assert_eq!(raw.json().await["patch"], json!({"0": "open"}));
    app.handle
        .publish("open", Club::HEAR.with("x".to_owned()))
        .unwrap();
    assert_eq!(raw.json().await["patch"], json!({"1": "x"}));
}

#[tokio::test]
async fn a_denied_publish_publishes_nothing_at_all() {
    let (app, _) = club().await;
    let (mut listener, _) = Raw::join(&app.address, "/?room=open").await;
    let (mut raw, _) = Raw::join(&app.address, "/").await;
    raw.send(r#"{"action":"say","ref":1,"data":{"room":"closed"}}"#)
        .await;
    let answer = raw.json().await;
    assert_eq!(answer["done"][0]["error"]["topic"], "closed");
    assert!(answer["patch"].is_null());
    raw.send(r#"{"action":"say","ref":2,"data":{"room":"open"}}"#)
        .await;
    raw.json().await;
    let mut heard = listener.json().await["patch"]["1"].clone();
    while heard != "beforesaid" {
        heard = listener.json().await["patch"]["1"].clone();
    }
}

#[tokio::test]
async fn a_denied_topic_is_a_403_by_get_and_by_post() {
    let (app, _) = club().await;
    let form = [("content-type", "application/x-www-form-urlencoded")];
    for (method, room, status) in [
        ("GET", "closed", 403),
        ("GET", "open", 200),
        ("HEAD", "closed", 403),
        ("POST", "closed", 403),
    ] {
        let path = format!("/?room={room}");
        let answer = request(&app.address, method, &path, &form, b"enter=&room=open").await;
        assert_eq!(answer.status, status, "{method} {room}");
    }
    let answer = request(&app.address, "POST", "/", &form, b"enter=&room=closed").await;
    assert_eq!(answer.status, 403);
    let answer = request(&app.address, "POST", "/", &form, b"enter=&room=open").await;
    assert_eq!(answer.status, 303);
}
