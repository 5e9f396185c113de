//! Where `#[persist]` fields are kept: a trait, and the store in memory.

use std::sync::Arc;
use std::time::Duration;

/// A future on the heap, as a trait object's methods return it.
pub use futures_util::future::BoxFuture;
use parking_lot::Mutex;
use rustc_hash::FxHashMap;
use serde_json::{Map, Value};
use tokio::time::Instant;

use crate::controller::Result;

/// Whose fields: a session group's, of one view.
///
/// ```
/// use livetpl::session::StoreKey;
///
/// let key = StoreKey { group: "ann".into(), view: "/notes".into() };
/// println!("{}:{}", key.group, key.view);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct StoreKey {
    /// The session group.
    pub group: Arc<str>,
    /// The view's path.
    pub view: Arc<str>,
}

/// Keeps persisted fields by session group and view.
///
/// A store that fails, or takes longer than half a second, is logged; the page goes on with the fields that it has, and what
/// could not be saved is saved with the next change.
///
/// ```
/// use std::collections::HashMap;
/// use std::sync::Mutex;
///
/// use livetpl::session::{BoxFuture, SessionStore, StoreKey};
/// use livetpl::{App, Result};
/// use serde_json::{Map, Value};
///
/// /// Keeps everything for ever; a real one has a database behind it.
/// #[derive(Default)]
/// struct Everything(Mutex<HashMap<StoreKey, Map<String, Value>>>);
///
/// impl SessionStore for Everything {
///     fn load(&self, key: &StoreKey) -> BoxFuture<'_, Result<Map<String, Value>>> {
///         let fields = self.0.lock().unwrap().get(key).cloned();
///         Box::pin(async { Ok(fields.unwrap_or_default()) })
///     }
///
///     fn save(&self, key: &StoreKey, fields: Map<String, Value>) -> BoxFuture<'_, Result> {
///         self.0.lock().unwrap().entry(key.clone()).or_default().extend(fields);
///         Box::pin(async { Ok(()) })
///     }
/// }
///
/// let app = App::new().store(Everything::default());
/// ```
///
/// # Errors
///
/// Whatever the store's client says: `?` makes any error one, and it is only logged.
pub trait SessionStore: Send + Sync + 'static {
    /// The fields that were saved; empty where none were.
    fn load(&self, key: &StoreKey) -> BoxFuture<'_, Result<Map<String, Value>>>;

    /// Saves these fields and leaves others as they are: the last writer wins, by field.
    fn save(&self, key: &StoreKey, fields: Map<String, Value>) -> BoxFuture<'_, Result>;

    /// The fields that were saved, which are then no longer there: of all who take them at once, one gets them.
    ///
    /// The default loads them and saves `null` in their place, which leaves a moment in which two may get them.
    fn take<'a>(&'a self, key: &StoreKey) -> BoxFuture<'a, Result<Map<String, Value>>> {
        let key = key.clone();
        Box::pin(async move {
            let fields = self.load(&key).await?;
            if !fields.is_empty() {
                let nothing = fields.keys().map(|name| (name.clone(), Value::Null));
                self.save(&key, nothing.collect()).await?;
            }
            Ok(fields)
        })
    }

    /// Whether other processes have the same store. They find the plans of nested templates there, too.
    fn is_shared(&self) -> bool {
        false
    }
}

/// Keeps fields in memory, for a day after they were last used.
///
/// Holds at most [`MAX_ENTRIES`](Self::MAX_ENTRIES); beyond, those that were not used for longest go.
///
/// ```
/// use std::time::Duration;
///
/// use livetpl::App;
/// use livetpl::session::MemoryStore;
///
/// let app = App::new().store(MemoryStore::new(Duration::from_hours(1)));
/// ```
pub struct MemoryStore {
    ttl: Duration,
    entries: Mutex<FxHashMap<StoreKey, Entry>>,
}

struct Entry {
    fields: Map<String, Value>,
    used: Instant,
}

impl Default for MemoryStore {
    fn default() -> Self {
        Self::new(Duration::from_hours(24))
    }
}

impl MemoryStore {
    /// The most entries that are kept.
    pub const MAX_ENTRIES: usize = 100_000;

    /// A store that forgets what was not used for `ttl`.
    ///
    /// ```
    /// use livetpl::session::MemoryStore;
    ///
    /// let store = MemoryStore::new(std::time::Duration::from_mins(10));
    /// ```
    pub fn new(ttl: Duration) -> Self {
        MemoryStore {
            ttl,
            entries: Mutex::default(),
        }
    }

    fn sweep(&self, entries: &mut FxHashMap<StoreKey, Entry>, now: Instant) {
        entries.retain(|_, entry| now.duration_since(entry.used) < self.ttl);
        if entries.len() >= Self::MAX_ENTRIES {
            let mut times: Vec<Instant> = entries.values().map(|entry| entry.used).collect();
            let (_, middle, _) = times.select_nth_unstable(Self::MAX_ENTRIES / 4);
            let oldest = *middle;
            entries.retain(|_, entry| entry.used > oldest);
        }
    }
}

impl SessionStore for MemoryStore {
    fn load(&self, key: &StoreKey) -> BoxFuture<'_, Result<Map<String, Value>>> {
        let now = Instant::now();
        let mut entries = self.entries.lock();
        let entry = entries
            .get_mut(key)
            .filter(|entry| now.duration_since(entry.used) < self.ttl);
        let fields = entry.map(|entry| {
            entry.used = now;
            entry.fields.clone()
        });
        Box::pin(std::future::ready(Ok(fields.unwrap_or_default())))
    }

    fn take<'a>(&'a self, key: &StoreKey) -> BoxFuture<'a, Result<Map<String, Value>>> {
        let now = Instant::now();
        let entry = self.entries.lock().remove(key);
        let fields = entry
            .filter(|entry| now.duration_since(entry.used) < self.ttl)
            .map(|entry| entry.fields);
        Box::pin(std::future::ready(Ok(fields.unwrap_or_default())))
    }

    fn save(&self, key: &StoreKey, fields: Map<String, Value>) -> BoxFuture<'_, Result> {
        let now = Instant::now();
        let mut entries = self.entries.lock();
        // Sweeping costs a look at every entry, so it happens only when the map is about to grow in memory.
        if entries.len() == entries.capacity() || entries.len() >= Self::MAX_ENTRIES {
            self.sweep(&mut entries, now);
        }
        let entry = entries.entry(key.clone()).or_insert_with(|| Entry {
            fields: Map::new(),
            used: now,
        });
        if now.duration_since(entry.used) >= self.ttl {
            entry.fields.clear();
        }
        entry.used = now;
        entry.fields.extend(fields);
        Box::pin(std::future::ready(Ok(())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[tokio::test(start_paused = true)]
    async fn fields_are_merged_kept_and_forgotten() {
        let store = MemoryStore::default();
        let key = StoreKey {
            group: "g".into(),
            view: "/".into(),
        };
        let fields = |value: Value| value.as_object().cloned().unwrap();
        store
            .save(&key, fields(json!({"a": 1, "b": 1})))
            .await
            .unwrap();
        store.save(&key, fields(json!({"b": 2}))).await.unwrap();
        assert_eq!(
            store.load(&key).await.unwrap(),
            fields(json!({"a": 1, "b": 2}))
        );
        let other = StoreKey {
            view: "/other".into(),
            ..key.clone()
        };
        assert!(store.load(&other).await.unwrap().is_empty());
        let taken = store.take(&key).await.unwrap();
        assert_eq!(taken, fields(json!({"a": 1, "b": 2})));
        assert!(store.take(&key).await.unwrap().is_empty());
        store.save(&key, taken).await.unwrap();
        tokio::time::advance(Duration::from_hours(25)).await;
        assert!(store.load(&key).await.unwrap().is_empty());
    }
}
