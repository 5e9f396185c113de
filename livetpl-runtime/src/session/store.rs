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

    /// Saves fields under a new key that nobody asks for after `life`: cookies and flashes on their way. What a store makes of
    /// it is its own affair; it should not let them take the place of what is kept for longer.
    ///
    /// The default saves them like any others.
    fn save_for(
        &self,
        key: &StoreKey,
        fields: Map<String, Value>,
        life: Duration,
    ) -> BoxFuture<'_, Result> {
        let _ = life;
        self.save(key, fields)
    }

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
/// Holds at most [`MAX_ENTRIES`](Self::MAX_ENTRIES); beyond, those that were not used for longest go. What is saved for a
/// moment only has a tenth as many places, of its own.
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
    kept: Mutex<Table>,
    /// What is kept for a moment: whoever makes much of it pushes nobody's fields out.
    brief: Mutex<Table>,
}

/// Entries up to a bound.
struct Table {
    most: usize,
    entries: FxHashMap<StoreKey, Entry>,
}

struct Entry {
    fields: Map<String, Value>,
    until: Instant,
}

impl Table {
    fn new(most: usize) -> Mutex<Self> {
        Mutex::new(Table {
            most,
            entries: FxHashMap::default(),
        })
    }

    /// The entry, if it is not over.
    fn find(&mut self, key: &StoreKey) -> Option<&mut Entry> {
        let now = Instant::now();
        self.entries.get_mut(key).filter(|entry| now < entry.until)
    }

    fn take(&mut self, key: &StoreKey) -> Option<Map<String, Value>> {
        let entry = self.entries.remove(key)?;
        (Instant::now() < entry.until).then_some(entry.fields)
    }

    fn save(&mut self, key: &StoreKey, fields: Map<String, Value>, life: Duration) {
        let now = Instant::now();
        // Sweeping costs a look at every entry, so it happens only when the map is about to grow in memory.
        if self.entries.len() == self.entries.capacity() || self.entries.len() >= self.most {
            self.sweep(now);
        }
        let until = now + life;
        let entry = self.entries.entry(key.clone()).or_insert_with(|| Entry {
            fields: Map::new(),
            until,
        });
        if now >= entry.until {
            entry.fields.clear();
        }
        entry.until = until;
        entry.fields.extend(fields);
    }

    /// Forgets what is over; and where there are too many, those that are over soonest.
    fn sweep(&mut self, now: Instant) {
        self.entries.retain(|_, entry| now < entry.until);
        if self.entries.len() >= self.most {
            let mut times: Vec<Instant> = self.entries.values().map(|entry| entry.until).collect();
            let (_, middle, _) = times.select_nth_unstable(self.most / 4);
            let soonest = *middle;
            self.entries.retain(|_, entry| entry.until > soonest);
        }
    }
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
            // The clock has an end.
            ttl: ttl.min(Duration::from_hours(10 * 365 * 24)),
            kept: Table::new(Self::MAX_ENTRIES),
            brief: Table::new(Self::MAX_ENTRIES / 10),
        }
    }
}

impl SessionStore for MemoryStore {
    fn load(&self, key: &StoreKey) -> BoxFuture<'_, Result<Map<String, Value>>> {
        let mut kept = self.kept.lock();
        let fields = match kept.find(key) {
            Some(entry) => {
                entry.until = Instant::now() + self.ttl;
                Some(entry.fields.clone())
            }
            None => self
                .brief
                .lock()
                .find(key)
                .map(|entry| entry.fields.clone()),
        };
        Box::pin(std::future::ready(Ok(fields.unwrap_or_default())))
    }

    fn take<'a>(&'a self, key: &StoreKey) -> BoxFuture<'a, Result<Map<String, Value>>> {
        let brief = self.brief.lock().take(key);
        let fields = brief.or_else(|| self.kept.lock().take(key));
        Box::pin(std::future::ready(Ok(fields.unwrap_or_default())))
    }

    fn save(&self, key: &StoreKey, fields: Map<String, Value>) -> BoxFuture<'_, Result> {
        self.kept.lock().save(key, fields, self.ttl);
        Box::pin(std::future::ready(Ok(())))
    }

    fn save_for(
        &self,
        key: &StoreKey,
        fields: Map<String, Value>,
        life: Duration,
    ) -> BoxFuture<'_, Result> {
        self.brief.lock().save(key, fields, life);
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

    #[tokio::test(start_paused = true)]
    async fn what_is_saved_for_a_moment_goes_with_it_and_pushes_nothing_out() {
        let store = MemoryStore::default();
        let key = |number: usize| StoreKey {
            group: number.to_string().into(),
            view: "/".into(),
        };
        let fields = Map::from_iter([("a".to_owned(), json!(1))]);
        store.save(&key(0), fields.clone()).await.unwrap();
        for number in 1..=MemoryStore::MAX_ENTRIES {
            let life = Duration::from_mins(1);
            store
                .save_for(&key(number), fields.clone(), life)
                .await
                .unwrap();
        }
        assert!(store.brief.lock().entries.len() <= MemoryStore::MAX_ENTRIES / 10);
        assert_eq!(store.load(&key(0)).await.unwrap(), fields);
        let last = key(MemoryStore::MAX_ENTRIES);
        assert_eq!(store.load(&last).await.unwrap(), fields);
        tokio::time::advance(Duration::from_mins(1)).await;
        assert!(store.take(&last).await.unwrap().is_empty());
        assert_eq!(store.load(&key(0)).await.unwrap(), fields);
    }
}
