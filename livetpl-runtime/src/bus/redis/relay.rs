//! The relay over Redis: one connection publishes, one listens, and both come back by themselves.
//!
//! What is wanted is a set that the listening connection is brought to; what waits is a queue with bounds. Both outlive
//! connections, so that after a loss everything is as it was: what is wanted is listened on again, what was not
//! acknowledged is sent again. A connection that is dead without saying so is found out within three seconds.

use std::fmt;
use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use bytes::Bytes;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use parking_lot::Mutex;
use rustc_hash::FxHashSet;
use tokio::sync::Notify;
use tokio::time::{MissedTickBehavior, interval, sleep};

use crate::bus::is_pattern;
use crate::bus::redis::client::{Address, Commands, Messages, PATIENCE, Subscriptions};
use crate::bus::redis::queue::Queue;
use crate::bus::relay::{Inbox, Relay, RelayHealth};
use crate::controller::Result;

/// How often each connection is asked for a sign of life.
const PING_PERIOD: Duration = Duration::from_secs(1);

/// How long to wait before connecting again: at first, and at most.
const FIRST_PAUSE: Duration = Duration::from_millis(50);
const LONGEST_PAUSE: Duration = Duration::from_secs(2);

/// The most channels of one command.
const CHANNELS_AT_ONCE: usize = 500;

/// Carries publishes between processes through Redis' own publish/subscribe: `App::relay`.
///
/// While Redis is away, 10,000 messages or 8 MiB wait; beyond, what waits is dropped and the pages that would have got
/// it mount again, as do all pages once Redis is back. Redis 6 or later, or what speaks its protocol; a cluster is not
/// needed and sentinels are not asked.
///
/// # Examples
///
/// ```
/// # fn main() -> livetpl_runtime::controller::Result {
/// use livetpl_runtime::bus::redis::RedisRelay;
///
/// let relay = RedisRelay::new("redis://127.0.0.1:6379")?.prefix("shop:");
/// # drop(relay);
/// # Ok(())
/// # }
/// ```
pub struct RedisRelay {
    address: Address,
    prefix: String,
    queue: Mutex<Queue>,
    queued: Notify,
    wanted: Mutex<Wanted>,
    changed: Notify,
    publishes: AtomicBool,
    listens: AtomicBool,
    reconnects: AtomicU64,
}

#[derive(Default)]
struct Wanted {
    channels: FxHashSet<String>,
    /// Those that were listened on or left since the listening connection was last brought to what is wanted.
    touched: FxHashSet<String>,
}

impl RedisRelay {
    /// What stands before the name of every channel, unless [`prefix`](Self::prefix) says otherwise.
    pub const PREFIX: &'static str = "livetpl:";

    /// A relay over the Redis at `url`: `redis://user:password@host:port/database`, or `rediss://` for TLS with the
    /// system's certificates.
    ///
    /// It connects once the application is served, and a Redis that is not there yet is waited for.
    ///
    /// ```
    /// use livetpl_runtime::bus::redis::RedisRelay;
    ///
    /// assert!(RedisRelay::new("redis://user:secret@127.0.0.1:6379/2").is_ok());
    /// assert!(RedisRelay::new("127.0.0.1").is_err());
    /// ```
    ///
    /// # Errors
    ///
    /// If the URL is none.
    pub fn new(url: &str) -> Result<Self> {
        Ok(RedisRelay {
            address: Address::parse(url)?,
            prefix: Self::PREFIX.to_owned(),
            queue: Mutex::default(),
            queued: Notify::new(),
            wanted: Mutex::default(),
            changed: Notify::new(),
            publishes: AtomicBool::new(false),
            listens: AtomicBool::new(false),
            reconnects: AtomicU64::new(0),
        })
    }

    /// Puts `prefix` before the name of every channel, so that several applications can share one Redis. A Redis'
    /// databases do not keep their channels apart.
    ///
    /// ```
    /// # fn main() -> livetpl_runtime::controller::Result {
    /// use livetpl_runtime::bus::redis::RedisRelay;
    ///
    /// let relay = RedisRelay::new("redis://127.0.0.1:6379")?.prefix("shop:");
    /// # drop(relay);
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn prefix(mut self, prefix: &str) -> Self {
        prefix.clone_into(&mut self.prefix);
        self
    }

    /// Publishes what is queued, until `stop` is ready and nothing is left.
    async fn publish(&self, inbox: &dyn Inbox, stop: BoxFuture<'static, ()>) {
        let mut stop = stop.fuse();
        let mut stopping = false;
        let mut backoff = Backoff::new(&self.address, "publishes");
        loop {
            match self.address.commands(PATIENCE).await {
                Ok(mut commands) => {
                    if backoff.succeeded() {
                        self.reconnects.fetch_add(1, Ordering::Relaxed);
                    }
                    let _up = Up::new(&self.publishes);
                    let moved = self
                        .publish_over(&mut commands, inbox, &mut stop, &mut stopping)
                        .await;
                    match moved {
                        Ok(()) => return,
                        Err(error) => backoff.failed(&error),
                    }
                }
                Err(error) => backoff.failed(&error),
            }
            backoff.wait().await;
        }
    }

    async fn publish_over(
        &self,
        commands: &mut Commands,
        inbox: &dyn Inbox,
        stop: &mut (impl Future<Output = ()> + Unpin),
        stopping: &mut bool,
    ) -> Result {
        let mut pings = pings();
        loop {
            let lost = self.queue.lock().take_lost();
            lost.iter()
                .for_each(|channel| inbox.dropped(channel.as_deref()));
            let (batch, end) = self.queue.lock().batch();
            if !batch.is_empty() {
                commands.publish(&self.prefix, &batch).await?;
                self.queue.lock().sent(end);
                continue;
            }
            if *stopping {
                return Ok(());
            }
            tokio::select! {
                () = self.queued.notified() => {}
                _ = pings.tick() => commands.ping().await?,
                () = &mut *stop => *stopping = true,
            }
        }
    }

    /// Listens on what is wanted, for ever.
    async fn listen_to(&self, inbox: &dyn Inbox) {
        let mut backoff = Backoff::new(&self.address, "listens");
        let mut before = None;
        loop {
            match self.address.listener().await {
                Ok((subscriptions, messages)) => {
                    let mut listening = Listening {
                        relay: self,
                        subscriptions,
                        channels: FxHashSet::default(),
                    };
                    if let Err(error) = listening
                        .over(messages, inbox, &mut before, &mut backoff)
                        .await
                    {
                        backoff.failed(&error);
                    }
                }
                Err(error) => backoff.failed(&error),
            }
            backoff.wait().await;
        }
    }

    /// The pattern in Redis' language: a prefix may hold what means something there.
    fn pattern(&self, pattern: &str) -> String {
        let mut text = String::with_capacity(self.prefix.len() + pattern.len());
        for c in self.prefix.chars() {
            if matches!(c, '*' | '?' | '[' | ']' | '\\') {
                text.push('\\');
            }
            text.push(c);
        }
        text + pattern
    }
}

/// One listening connection.
struct Listening<'a> {
    relay: &'a RedisRelay,
    subscriptions: Subscriptions,
    /// What it listens on.
    channels: FxHashSet<String>,
}

impl Listening<'_> {
    /// Listens until the connection is lost. `before` is what the last connection listened on.
    async fn over(
        &mut self,
        mut messages: Messages,
        inbox: &dyn Inbox,
        before: &mut Option<FxHashSet<String>>,
        backoff: &mut Backoff<'_>,
    ) -> Result {
        let relay = self.relay;
        let all = {
            let mut wanted = relay.wanted.lock();
            wanted.touched.clear();
            wanted.channels.clone()
        };
        self.subscribe(&all).await?;
        if backoff.succeeded() {
            relay.reconnects.fetch_add(1, Ordering::Relaxed);
        }
        let _up = Up::new(&relay.listens);
        let known = before.take();
        *before = Some(self.channels.clone());
        let new = |channel: &&String| known.as_ref().is_none_or(|known| !known.contains(*channel));
        if known.is_some() {
            inbox.restored();
        }
        all.iter()
            .filter(new)
            .for_each(|channel| inbox.listening(channel));
        let mut pings = pings();
        loop {
            tokio::select! {
                message = messages.next() => {
                    let Some((channel, message)) = message else {
                        return Err(crate::controller::Error::internal("the connection was closed"));
                    };
                    // Another application's prefix may begin with ours.
                    if let Some(channel) = channel.strip_prefix(&relay.prefix) {
                        inbox.message(channel, &message);
                    }
                }
                () = relay.changed.notified() => {
                    self.change(inbox).await?;
                    *before = Some(self.channels.clone());
                }
                _ = pings.tick() => self.subscriptions.ping().await?,
            }
        }
    }

    /// Brings the connection to what is wanted.
    async fn change(&mut self, inbox: &dyn Inbox) -> Result {
        let (mut add, mut remove) = (FxHashSet::default(), FxHashSet::default());
        {
            let mut wanted = self.relay.wanted.lock();
            let touched = std::mem::take(&mut wanted.touched);
            for channel in touched {
                match (
                    wanted.channels.contains(&channel),
                    self.channels.contains(&channel),
                ) {
                    (true, false) => _ = add.insert(channel),
                    (false, true) => _ = remove.insert(channel),
                    // Left and wanted again before it was noticed: it was listened on all the time.
                    _ => {}
                }
            }
        }
        self.subscribe(&add).await?;
        self.unsubscribe(&remove).await?;
        add.iter().for_each(|channel| inbox.listening(channel));
        Ok(())
    }

    async fn subscribe(&mut self, channels: &FxHashSet<String>) -> Result {
        let (patterns, exact) = self.names(channels);
        for names in exact.chunks(CHANNELS_AT_ONCE) {
            self.subscriptions.subscribe(names).await?;
        }
        for names in patterns.chunks(CHANNELS_AT_ONCE) {
            self.subscriptions.subscribe_patterns(names).await?;
        }
        self.channels.extend(channels.iter().cloned());
        Ok(())
    }

    async fn unsubscribe(&mut self, channels: &FxHashSet<String>) -> Result {
        let (patterns, exact) = self.names(channels);
        for names in exact.chunks(CHANNELS_AT_ONCE) {
            self.subscriptions.unsubscribe(names).await?;
        }
        for names in patterns.chunks(CHANNELS_AT_ONCE) {
            self.subscriptions.unsubscribe_patterns(names).await?;
        }
        self.channels.retain(|channel| !channels.contains(channel));
        Ok(())
    }

    /// The names of patterns and of channels, as Redis knows them.
    fn names(&self, channels: &FxHashSet<String>) -> (Vec<String>, Vec<String>) {
        let (patterns, exact): (Vec<_>, Vec<_>) =
            channels.iter().partition(|channel| is_pattern(channel));
        let patterns = patterns
            .into_iter()
            .map(|channel| self.relay.pattern(channel));
        let exact = exact
            .into_iter()
            .map(|channel| format!("{}{channel}", self.relay.prefix));
        (patterns.collect(), exact.collect())
    }
}

impl Relay for RedisRelay {
    fn run(
        self: Arc<Self>,
        inbox: Arc<dyn Inbox>,
        stop: BoxFuture<'static, ()>,
    ) -> BoxFuture<'static, ()> {
        Box::pin(async move {
            tokio::select! {
                () = self.publish(&*inbox, stop) => {}
                () = self.listen_to(&*inbox) => {}
            }
        })
    }

    fn send(&self, channel: &str, message: Bytes) {
        self.queue.lock().push(channel, message);
        self.queued.notify_one();
    }

    fn listen(&self, channel: &str) {
        let mut wanted = self.wanted.lock();
        wanted.channels.insert(channel.to_owned());
        wanted.touched.insert(channel.to_owned());
        drop(wanted);
        self.changed.notify_one();
    }

    fn leave(&self, channel: &str) {
        let mut wanted = self.wanted.lock();
        wanted.channels.remove(channel);
        wanted.touched.insert(channel.to_owned());
        drop(wanted);
        self.changed.notify_one();
    }

    fn health(&self) -> RelayHealth {
        let queue = self.queue.lock();
        RelayHealth {
            up: self.publishes.load(Ordering::Relaxed) && self.listens.load(Ordering::Relaxed),
            reconnects: self.reconnects.load(Ordering::Relaxed),
            queued: queue.len(),
            dropped: queue.dropped(),
        }
    }
}

fn pings() -> tokio::time::Interval {
    let mut pings = interval(PING_PERIOD);
    pings.set_missed_tick_behavior(MissedTickBehavior::Delay);
    pings.reset();
    pings
}

/// Says that a connection is up, until it is dropped.
struct Up<'a>(&'a AtomicBool);

impl<'a> Up<'a> {
    fn new(flag: &'a AtomicBool) -> Self {
        flag.store(true, Ordering::Relaxed);
        Up(flag)
    }
}

impl Drop for Up<'_> {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Relaxed);
    }
}

/// How long to wait before connecting again: longer each time, and not all processes at once.
struct Backoff<'a> {
    address: &'a Address,
    /// What the connection does.
    does: &'static str,
    pause: Duration,
    /// A connection was made before.
    was_up: bool,
    /// The loss was logged.
    told: bool,
}

impl<'a> Backoff<'a> {
    fn new(address: &'a Address, does: &'static str) -> Self {
        Backoff {
            address,
            does,
            pause: FIRST_PAUSE,
            was_up: false,
            told: false,
        }
    }

    /// The connection was made; whether it was there before.
    fn succeeded(&mut self) -> bool {
        if std::mem::take(&mut self.told) {
            tracing::info!(
                redis = self.address.shown(),
                "the connection that {} is back",
                self.does
            );
        }
        self.pause = FIRST_PAUSE;
        std::mem::replace(&mut self.was_up, true)
    }

    /// The connection was lost or not made. Said once, until it is back.
    fn failed(&mut self, error: &dyn fmt::Display) {
        if !std::mem::replace(&mut self.told, true) {
            tracing::error!(redis = self.address.shown(), %error, "there is no connection that {}: it is tried again", self.does);
        }
    }

    async fn wait(&mut self) {
        let mut random = [0; 1];
        // Without random numbers the pause is the shortest.
        let _ = getrandom::fill(&mut random);
        sleep(self.pause / 2 + self.pause / 2 * u32::from(random[0]) / 256).await;
        self.pause = (self.pause * 2).min(LONGEST_PAUSE);
    }
}
