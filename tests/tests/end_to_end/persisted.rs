//! Persisted fields and their store: what is written when, and what becomes of a page whose store fails, lies or sleeps.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use livetpl::prelude::*;
use livetpl::session::{BoxFuture, MemoryStore, SessionStore, StoreKey};
use livetpl_tests::socket::{Answer, Raw, request};
use parking_lot::Mutex;
use serde_json::{Map, Value, json};

use crate::pages::Running;

/// A store that does what a test wants.
#[derive(Clone, Default)]
struct Moody {
    store: Arc<MemoryStore>,
    /// What a load gives instead of what was saved.
    lies: Arc<Mutex<Option<Map<String, Value>>>>,
    fails: Arc<AtomicBool>,
    sleeps: Arc<AtomicBool>,
    saves: Arc<Mutex<Vec<(StoreKey, Value)>>>,
}

impl SessionStore for Moody {
    fn load(&self, key: &StoreKey) -> BoxFuture<'_, Result<Map<String, Value>>> {
        let (lies, key) = (self.lies.lock().clone(), key.clone());
        Box::pin(async move {
            if self.sleeps.load(Ordering::Relaxed) {
                std::future::pending::<()>().await;
            }
            if self.fails.load(Ordering::Relaxed) {
                return Err(Error::msg("the store is away"));
            }
            match lies {
                Some(fields) => Ok(fields),
                None => self.store.load(&key).await,
            }
        })
    }

    fn save(&self, key: &StoreKey, fields: Map<String, Value>) -> BoxFuture<'_, Result> {
        let key = key.clone();
        Box::pin(async move {
            if self.sleeps.load(Ordering::Relaxed) {
                std::future::pending::<()>().await;
            }
            if self.fails.load(Ordering::Relaxed) {
                return Err(Error::msg("the store is away"));
            }
            let saved = (key.clone(), Value::Object(fields.clone()));
            self.saves.lock().push(saved);
            self.store.save(&key, fields).await
        })
    }
}

#[live_controller]
#[derive(Clone, Default)]
#[template(
    ext = "html",
    source = "<p>{{ count }},{{ name }},{{ seen.unwrap_or_default() }},{{ lost }}</p>"
)]
struct Kept {
    #[persist]
    count: u32,
    #[persist]
    name: String,
    #[persist]
    seen: Option<u32>,
    lost: u32,
}

#[live_controller]
impl Kept {
    #[action]
    fn count(&mut self) {
        self.count += 1;
        self.lost += 1;
    }

    #[action]
    fn rename(&mut self, to: String) {
        self.name = to;
    }

    #[action]
    fn nothing(&mut self) {
        self.lost += 1;
    }
}

async fn kept() -> (Running, Moody) {
    let moody = Moody::default();
    let app = App::new()
        .store(moody.clone())
        .live("/", Kept::default())
        .live("/other", Kept::default());
    (Running::start(app).await, moody)
}

async fn get(app: &Running, path: &str, cookie: &str) -> Answer {
    request(&app.address, "GET", path, &[("cookie", cookie)], b"").await
}

fn shown(answer: &Answer) -> &str {
    let rest = answer.body.split_once("<p>").map_or("", |(_, rest)| rest);
    rest.split("</p>").next().unwrap_or_default()
}

async fn act(raw: &mut Raw, message: &str) -> Value {
    raw.send(message).await;
    raw.json().await
}

async fn joined(app: &Running) -> (Raw, String) {
    let page = request(&app.address, "GET", "/", &[], b"").await;
    let origin = format!("http://{}", app.address);
    let mut raw = Raw::open(&app.address, "/", &page.cookie(), &origin)
        .await
        .unwrap();
    raw.send(&page.join()).await;
    raw.json().await;
    (raw, page.cookie())
}

#[tokio::test]
async fn only_what_changed_is_written() {
    let (app, moody) = kept().await;
    let (mut raw, cookie) = joined(&app).await;
    assert!(moody.saves.lock().is_empty(), "a page that changed nothing");
    act(&mut raw, r#"{"action":"count","ref":1}"#).await;
    act(&mut raw, r#"{"action":"nothing","ref":2}"#).await;
    act(&mut raw, r#"{"action":"rename","ref":3,"data":{"to":"a"}}"#).await;
    act(&mut raw, r#"{"action":"rename","ref":4,"data":{"to":"a"}}"#).await;
    let saved: Vec<Value> = moody
        .saves
        .lock()
        .iter()
        .map(|(_, fields)| fields.clone())
        .collect();
    assert_eq!(saved, [json!({"count": 1}), json!({"name": "a"})]);
    assert_eq!(shown(&get(&app, "/", &cookie).await), "1,a,0,0");
    assert_eq!(
        shown(&get(&app, "/other", &cookie).await),
        "0,,0,0",
        "another view has fields of its own"
    );
    assert_eq!(shown(&get(&app, "/", "").await), "0,,0,0", "guarantee 8");
}

#[tokio::test]
async fn a_save_that_failed_is_made_good_by_the_next() {
    let (app, moody) = kept().await;
    let (mut raw, cookie) = joined(&app).await;
    moody.fails.store(true, Ordering::Relaxed);
    let answer = act(&mut raw, r#"{"action":"count","ref":1}"#).await;
    assert_eq!(answer["done"], json!([1]), "the page goes on");
    assert_eq!(
        shown(&get(&app, "/", &cookie).await),
        "0,,0,0",
        "with fresh state"
    );
    moody.fails.store(false, Ordering::Relaxed);
    act(&mut raw, r#"{"action":"rename","ref":2,"data":{"to":"a"}}"#).await;
    assert_eq!(moody.saves.lock()[0].1, json!({"count": 1, "name": "a"}));
    assert_eq!(shown(&get(&app, "/", &cookie).await), "1,a,0,0");
}

#[tokio::test]
async fn a_field_that_no_longer_fits_falls_back_alone() {
    let (app, moody) = kept().await;
    for (fields, expected) in [
        (json!({"count": null, "name": "a", "seen": 3}), "0,a,3,0"),
        (
            json!({"count": "seven", "name": "a", "seen": null}),
            "0,a,0,0",
        ),
        (json!({"count": -1, "name": {"x": []}, "seen": 3}), "0,,3,0"),
        (json!({"counter": 4, "name": "a"}), "0,a,0,0"),
        (
            json!({"count": 4294967296u64, "name": 7, "seen": "x"}),
            "0,,0,0",
        ),
        (json!({}), "0,,0,0"),
    ] {
        *moody.lies.lock() = fields.as_object().cloned();
        assert_eq!(shown(&get(&app, "/", "").await), expected, "{fields}");
    }
}

#[tokio::test]
async fn a_store_that_sleeps_stalls_nobody_for_long() {
    let (app, moody) = kept().await;
    let (mut raw, cookie) = joined(&app).await;
    moody.sleeps.store(true, Ordering::Relaxed);
    let start = Instant::now();
    assert_eq!(get(&app, "/", &cookie).await.status, 200);
    let answer = act(&mut raw, r#"{"action":"count","ref":1}"#).await;
    assert_eq!(answer["done"], json!([1]));
    assert!(
        start.elapsed() < Duration::from_secs(5),
        "{:?}",
        start.elapsed()
    );
}
