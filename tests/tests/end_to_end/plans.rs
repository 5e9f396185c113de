//! Plans of nested templates in several processes: what one has met, any can serve.

use std::collections::HashMap;
use std::sync::Arc;

use livetpl::prelude::*;
use livetpl::session::{BoxFuture, SessionStore, StoreKey};
use livetpl_tests::socket::request;
use parking_lot::Mutex;
use serde_json::{Map, Value, json};
use tokio::sync::Notify;

use crate::pages::Running;

/// A store that other processes have, too.
#[derive(Clone, Default)]
struct Everywhere {
    entries: Arc<Mutex<HashMap<StoreKey, Map<String, Value>>>>,
    saved: Arc<Notify>,
}

impl SessionStore for Everywhere {
    fn load(&self, key: &StoreKey) -> BoxFuture<'_, Result<Map<String, Value>>> {
        let fields = self.entries.lock().get(key).cloned().unwrap_or_default();
        Box::pin(async move { Ok(fields) })
    }

    fn save(&self, key: &StoreKey, fields: Map<String, Value>) -> BoxFuture<'_, Result> {
        self.entries.lock().insert(key.clone(), fields);
        self.saved.notify_one();
        Box::pin(async { Ok(()) })
    }

    fn is_shared(&self) -> bool {
        true
    }
}

#[derive(Clone, LiveTemplate)]
#[template(ext = "html", source = "<b>{{ text }}</b>")]
struct Inner {
    text: String,
}

#[live_controller]
#[derive(Clone)]
#[template(ext = "html", source = "<p>{{ inner }}</p>")]
struct Outer {
    inner: Inner,
}

#[live_controller]
impl Outer {}

fn plan_key(name: &str) -> StoreKey {
    StoreKey {
        group: "lvt:plans".into(),
        view: name.into(),
    }
}

async fn plan_at(app: &Running, name: &str) -> (u16, String) {
    let path = format!("/_livetpl/plan-{name}.json");
    let answer = request(&app.address, "GET", &path, &[], b"").await;
    (answer.status.as_u16(), answer.body)
}

#[tokio::test]
async fn a_plan_that_another_process_has_met_is_served() {
    let store = Everywhere::default();
    let inner = Inner {
        text: "x".to_owned(),
    };
    let app = App::new().store(store.clone()).live("/", Outer { inner });
    let app = Running::start(app).await;
    let page = request(&app.address, "GET", "/", &[], b"").await;
    store.saved.notified().await;
    let name = page.attribute("data-lvt-plans");
    let saved = store.entries.lock()[&plan_key(&name)]["plan"].clone();
    assert_eq!(
        plan_at(&app, &name).await,
        (200, saved.as_str().expect("a text").to_owned())
    );
    // The sha256 of `{"v":1}` begins so: no template of this process has that plan.
    let foreign = "{\"v\":1}";
    let name = "afbf9d0f3560b0fd";
    assert_eq!(plan_at(&app, name).await.0, 404);
    let put = |name: &str, plan: &str| {
        let fields = json!({"plan": plan})
            .as_object()
            .cloned()
            .expect("an object");
        store.entries.lock().insert(plan_key(name), fields);
    };
    put(name, foreign);
    put("0123456789abcdef", foreign);
    put("../../x", foreign);
    assert_eq!(plan_at(&app, name).await, (200, foreign.to_owned()));
    assert_eq!(
        plan_at(&app, "0123456789abcdef").await.0,
        404,
        "its hash is another"
    );
    assert_eq!(plan_at(&app, "../../x").await.0, 404);
}
