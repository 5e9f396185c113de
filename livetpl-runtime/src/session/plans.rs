//! The plans of nested templates, for processes that have not met them: kept in a store that all processes share.
//!
//! A browser may ask any process for a plan that a frame or page of another named. What is loaded is served only if its
//! hash is its name: whoever writes into the store can't put anything else into pages.

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use tokio::time::{Instant, timeout};

use crate::session::shared::Shared;
use crate::session::store::StoreKey;
use crate::template::{hex, plan_named};

/// The session group under which plans are kept. Views begin with `/` and hashes do not, whatever a group is called.
const GROUP: &str = "lvt:plans";
const FIELD: &str = "plan";

/// How often a plan that is used is saved again: a store forgets after a day.
const AGAIN: Duration = Duration::from_hours(1);
const PATIENCE: Duration = Duration::from_secs(2);

fn key(name: &str) -> StoreKey {
    StoreKey {
        group: GROUP.into(),
        view: name.into(),
    }
}

/// Saves the plans that a browser is told of, so that every process can serve them.
pub(crate) fn share(shared: &Shared, names: &[&'static str]) {
    if names.is_empty() || !shared.store.is_shared() {
        return;
    }
    for name in names {
        let now = Instant::now();
        {
            let mut saved = shared.plans_saved.lock();
            if saved
                .get(name)
                .is_some_and(|saved| now.duration_since(*saved) < AGAIN)
            {
                continue;
            }
            saved.insert(name, now);
        }
        let Some(plan) = plan_named(name) else {
            continue;
        };
        let (store, name) = (shared.store.clone(), *name);
        let saved = shared.plans_saved.clone();
        shared.tasks.spawn(async move {
            let fields = Map::from_iter([(FIELD.to_owned(), Value::from(&*plan.client))]);
            let result = timeout(PATIENCE, store.save(&key(name), fields)).await;
            if !matches!(result, Ok(Ok(()))) {
                tracing::warn!(
                    plan = name,
                    "a plan could not be shared with other processes"
                );
                saved.lock().remove(name);
            }
        });
    }
}

/// The plan called `name`, as another process has met it.
pub async fn find(shared: &Arc<Shared>, name: &str) -> Option<String> {
    let is_name = name.len() == 16 && name.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !is_name || !shared.store.is_shared() {
        return None;
    }
    let mut fields = match timeout(PATIENCE, shared.store.load(&key(name))).await {
        Ok(Ok(fields)) => fields,
        _ => return None,
    };
    let Some(Value::String(plan)) = fields.remove(FIELD) else {
        return None;
    };
    if hex(&Sha256::digest(plan.as_bytes())[..8]) != name {
        tracing::error!(plan = name, "the store has another plan than its name says");
        return None;
    }
    Some(plan)
}
