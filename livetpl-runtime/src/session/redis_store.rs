//! Persisted fields in Redis: one hash for each session group and view, behind the feature `redis`.
//!
//! A Redis that is away must not hold up pages: what fails is tried again after a pause, by one request at a time, and
//! all others fail at once meanwhile. A page goes on with the fields that it has.

use std::time::Duration;

use parking_lot::Mutex;
use serde_json::{Map, Value};
use tokio::time::Instant;

use crate::bus::redis::client::{Address, Commands};
use crate::controller::{Error, Result};
use crate::session::store::{BoxFuture, SessionStore, StoreKey};

/// How long Redis may take for one request.
const PATIENCE: Duration = Duration::from_millis(500);

/// How long nothing is tried after a failure.
const PAUSE: Duration = Duration::from_secs(1);

/// Keeps persisted fields in Redis, for a day after they were last used: `App::store`.
///
/// The same fields in every process, over restarts too, as far as Redis itself keeps its data. A field that is no JSON
/// falls back to its default alone.
///
/// # Examples
///
/// ```
/// # fn main() -> livetpl_runtime::controller::Result {
/// use std::time::Duration;
///
/// use livetpl_runtime::session::redis_store::RedisStore;
///
/// let store = RedisStore::new("redis://127.0.0.1:6379")?.ttl(Duration::from_hours(1));
/// # drop(store);
/// # Ok(())
/// # }
/// ```
pub struct RedisStore {
    address: Address,
    prefix: String,
    ttl: Duration,
    connection: tokio::sync::Mutex<Option<Commands>>,
    /// Until when nothing is tried, after a failure.
    broken: Mutex<Option<Instant>>,
}

/// One request, which may be made twice.
enum Request {
    Load,
    Take,
    Save(Vec<(String, String)>, Duration),
}

impl RedisStore {
    /// What stands before every key, unless [`prefix`](Self::prefix) says otherwise.
    pub const PREFIX: &'static str = "livetpl:";

    /// A store in the Redis at `url`: `redis://user:password@host:port/database`, or `rediss://` for TLS with the
    /// system's certificates. It connects when it is first used.
    ///
    /// ```
    /// use livetpl_runtime::session::redis_store::RedisStore;
    ///
    /// assert!(RedisStore::new("redis://127.0.0.1:6379").is_ok());
    /// ```
    ///
    /// # Errors
    ///
    /// If the URL is none.
    pub fn new(url: &str) -> Result<Self> {
        Ok(RedisStore {
            address: Address::parse(url)?,
            prefix: Self::PREFIX.to_owned(),
            ttl: Duration::from_hours(24),
            connection: tokio::sync::Mutex::default(),
            broken: Mutex::default(),
        })
    }

    /// Puts `prefix` before every key, so that several applications can share one Redis.
    ///
    /// ```
    /// # fn main() -> livetpl_runtime::controller::Result {
    /// use livetpl_runtime::session::redis_store::RedisStore;
    ///
    /// let store = RedisStore::new("redis://127.0.0.1:6379")?.prefix("shop:");
    /// # drop(store);
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn prefix(mut self, prefix: &str) -> Self {
        prefix.clone_into(&mut self.prefix);
        self
    }

    /// Forgets what was not used for `ttl`.
    ///
    /// ```
    /// # fn main() -> livetpl_runtime::controller::Result {
    /// use std::time::Duration;
    ///
    /// use livetpl_runtime::session::redis_store::RedisStore;
    ///
    /// let store = RedisStore::new("redis://127.0.0.1:6379")?.ttl(Duration::from_hours(1));
    /// # drop(store);
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn ttl(mut self, ttl: Duration) -> Self {
        self.ttl = ttl;
        self
    }

    /// The length keeps apart what a `:` in a group or a view would not.
    fn key(&self, key: &StoreKey) -> String {
        let StoreKey { group, view } = key;
        format!("{}store:{}:{group}:{view}", self.prefix, group.len())
    }

    /// Makes a request; after a failure of an old connection once more over a new one: Redis may have been restarted.
    async fn request(&self, key: &StoreKey, request: &Request) -> Result<Vec<(String, Vec<u8>)>> {
        self.check_broken()?;
        let result = match self.connect(false).await {
            Ok((mut commands, fresh)) => match self.send(&mut commands, key, request).await {
                Err(_) if !fresh => match self.connect(true).await {
                    Ok((mut commands, _)) => self.send(&mut commands, key, request).await,
                    Err(error) => Err(error),
                },
                result => result,
            },
            Err(error) => Err(error),
        };
        match &result {
            Ok(_) => *self.broken.lock() = None,
            Err(_) => {
                *self.broken.lock() = Some(Instant::now() + PAUSE);
                *self.connection.lock().await = None;
            }
        }
        result
    }

    /// Fails after a failure, but for one request that tries again after the pause.
    fn check_broken(&self) -> Result {
        let mut broken = self.broken.lock();
        let now = Instant::now();
        if let Some(until) = *broken {
            if now < until {
                return Err(Error::internal(format!(
                    "the store in Redis at {} is away",
                    self.address.shown()
                )));
            }
            *broken = Some(now + PAUSE);
        }
        Ok(())
    }

    /// The connection; whether it was made just now.
    async fn connect(&self, anew: bool) -> Result<(Commands, bool)> {
        let mut connection = self.connection.lock().await;
        if let Some(commands) = connection.as_ref().filter(|_| !anew) {
            return Ok((commands.clone(), false));
        }
        *connection = None;
        let commands = self.address.commands(PATIENCE).await?;
        *connection = Some(commands.clone());
        Ok((commands, true))
    }

    /// The fields that a request brings.
    fn fields(
        &self,
        key: &StoreKey,
        request: Request,
    ) -> BoxFuture<'_, Result<Map<String, Value>>> {
        let key = key.clone();
        Box::pin(async move {
            let fields = self.request(&key, &request).await?;
            let read = |(name, text): (String, Vec<u8>)| match serde_json::from_slice(&text) {
                Ok(value) => Some((name, value)),
                Err(error) => {
                    tracing::warn!(view = &*key.view, field = name, %error, "a field in the store is no JSON");
                    None
                }
            };
            Ok(fields.into_iter().filter_map(read).collect())
        })
    }

    async fn send(
        &self,
        commands: &mut Commands,
        key: &StoreKey,
        request: &Request,
    ) -> Result<Vec<(String, Vec<u8>)>> {
        let key = self.key(key);
        match request {
            Request::Load => commands.fields(&key, self.ttl, PATIENCE).await,
            Request::Take => commands.take_fields(&key, PATIENCE).await,
            Request::Save(fields, life) => {
                let saved = commands.set_fields(&key, fields, *life, PATIENCE).await;
                saved.map(|()| Vec::new())
            }
        }
    }
}

impl SessionStore for RedisStore {
    fn load(&self, key: &StoreKey) -> BoxFuture<'_, Result<Map<String, Value>>> {
        self.fields(key, Request::Load)
    }

    fn take<'a>(&'a self, key: &StoreKey) -> BoxFuture<'a, Result<Map<String, Value>>> {
        self.fields(key, Request::Take)
    }

    fn save(&self, key: &StoreKey, fields: Map<String, Value>) -> BoxFuture<'_, Result> {
        self.save_for(key, fields, self.ttl)
    }

    fn save_for(
        &self,
        key: &StoreKey,
        fields: Map<String, Value>,
        life: Duration,
    ) -> BoxFuture<'_, Result> {
        let key = key.clone();
        let fields = fields
            .into_iter()
            .map(|(name, value)| (name, value.to_string()));
        let request = Request::Save(fields.collect(), life.min(self.ttl));
        Box::pin(async move { self.request(&key, &request).await.map(drop) })
    }

    fn is_shared(&self) -> bool {
        true
    }
}
