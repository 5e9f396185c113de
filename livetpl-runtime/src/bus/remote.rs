//! The bus over a relay: what this process tells the others, and on what it listens. `inbox` takes what they tell.
//!
//! Local fan-out never waits for any of it. Whoever may have missed something is told to mount again: the pages that
//! subscribed to a topic before the relay confirmed that it listens there, all pages after the relay was lost, the pages
//! of a topic on which messages were dropped.

use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use bytes::Bytes;
use futures_util::FutureExt;
use parking_lot::Mutex;
use tokio::sync::Notify;
use tokio::time::{Instant, MissedTickBehavior, interval, timeout};

use crate::bus::envelope::{Body, MAX_BYTES};
use crate::bus::inbox::Arrivals;
use crate::bus::interest::Interest;
use crate::bus::local::{Bus, PageId};
use crate::bus::mailbox::{Delivery, Mailbox};
use crate::bus::members::Whose;
use crate::bus::metrics::{Counters, Metrics, count};
use crate::bus::relay::Relay;
use crate::bus::seen::Seen;
use crate::controller::{Identity, Reached, Topic};
use crate::template::hex;

/// Where processes tell each other what concerns no topic. No session group and no user is called so.
pub(super) const CONTROL: &str = "lvt:bus";

/// How often the bus looks after what it listens on and who is present.
const TICK: Duration = Duration::from_secs(1);

/// How long a new page waits at most for the relay to listen on its session group's topic.
const READY_PATIENCE: Duration = Duration::from_millis(250);

/// How often a refused message is logged.
const COMPLAINT_PERIOD: Duration = Duration::from_secs(10);

/// The other processes, as the bus of this one sees them.
pub(super) struct Remote {
    pub(super) relay: Arc<dyn Relay>,
    /// What this process is called, for as long as it runs.
    pub(super) instance: Arc<str>,
    pub(super) interest: Interest,
    pub(super) seen: Seen,
    pub(super) counters: Counters,
    /// The number of the last message. Held while the relay takes one, so that they are queued in the order of numbers.
    seq: Mutex<u64>,
    /// A channel was confirmed.
    confirmed: Notify,
    complained: Mutex<Option<Instant>>,
}

impl Remote {
    fn new(relay: Arc<dyn Relay>) -> Self {
        Remote {
            interest: Interest::new(relay.clone()),
            relay,
            instance: instance(),
            seen: Seen::default(),
            counters: Counters::default(),
            seq: Mutex::new(0),
            confirmed: Notify::new(),
            complained: Mutex::new(None),
        }
    }

    pub(super) fn send(&self, channel: &str, body: &Body) {
        let mut seq = self.seq.lock();
        *seq += 1;
        let mut message = body.write(&self.instance, *seq);
        if message.len() > MAX_BYTES {
            tracing::error!(
                channel,
                bytes = message.len(),
                "a publish is too large for other processes ({MAX_BYTES} bytes at most): their pages mount again instead"
            );
            count(&self.counters.dropped);
            message = Body::Resync.write(&self.instance, *seq);
        }
        count(&self.counters.sent);
        self.relay.send(channel, Bytes::from(message));
    }

    /// The relay listens on `channel`, or on all.
    pub(super) fn confirm(&self, channel: Option<&str>) {
        match channel {
            Some(channel) => self.interest.listening(channel),
            None => self.interest.all_listening(),
        }
        self.confirmed.notify_waiters();
    }

    /// Waits until the relay listens on `channel`, for as long as it can be moved at all.
    async fn until_listening(&self, channel: &str) {
        loop {
            let confirmed = self.confirmed.notified();
            if self.interest.is_listening(channel) || !self.relay.health().up {
                return;
            }
            confirmed.await;
        }
    }

    /// Whether a refusal may be logged now: a flood of messages is no flood of lines.
    pub(super) fn may_complain(&self) -> bool {
        let mut complained = self.complained.lock();
        let now = Instant::now();
        if complained.is_some_and(|last| now.duration_since(last) < COMPLAINT_PERIOD) {
            return false;
        }
        *complained = Some(now);
        true
    }
}

/// 16 random hexadecimal digits.
fn instance() -> Arc<str> {
    let mut bytes = [0; 8];
    // Without random numbers no session is safe either; the name only has to differ from others'.
    if getrandom::fill(&mut bytes).is_err() {
        let stand_in = u64::from(std::process::id()) << 32 | PageId::next().number();
        bytes = stand_in.to_be_bytes();
    }
    hex(&bytes).into()
}

impl Bus {
    /// Lets `relay` carry what is published to other processes; whether it was the first. [`run`](Self::run) moves it.
    ///
    /// Before there are pages: what they subscribed to earlier is not listened on.
    pub fn connect(&self, relay: Arc<dyn Relay>) -> bool {
        if self.remote.set(Remote::new(relay)).is_err() {
            return false;
        }
        self.begin_interest(CONTROL);
        true
    }

    /// Exchanges messages with the other processes until `stop` is ready and what is queued was sent. At once without a relay.
    ///
    /// # Cancel safety
    ///
    /// May be dropped at any time.
    pub async fn run(&self, stop: impl Future<Output = ()> + Send + 'static) {
        let Some(remote) = self.remote.get() else {
            return;
        };
        let inbox = Arc::new(Arrivals(self.clone()));
        let relay = remote.relay.clone().run(inbox, stop.boxed());
        let look_after = async {
            let mut ticks = interval(TICK);
            ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
            loop {
                ticks.tick().await;
                remote.interest.tick();
                self.presence_tick();
            }
        };
        tokio::select! {
            () = relay => {}
            () = look_after => {}
        }
    }

    /// A page is here, whatever it will subscribe to.
    pub fn enter(&self, page: PageId, identity: &Identity, mailbox: &Mailbox) {
        let first = self.members.enter(page, identity, mailbox);
        if self.remote.get().is_none() {
            return;
        }
        if first.group {
            self.begin_interest(Topic::session(&identity.group).as_str());
        }
        if let Some(user) = identity.user.as_deref().filter(|_| first.user) {
            self.begin_interest(Topic::user(user).as_str());
        }
    }

    /// Waits until what other processes publish to the page's session group would arrive; not long, and not at all
    /// without a relay or while it is away.
    ///
    /// A page that mounts after it has missed nothing. One that mounted before is told to mount again.
    pub async fn ready(&self, identity: &Identity) {
        let Some(remote) = self.remote.get() else {
            return;
        };
        let group = Topic::session(&identity.group);
        let _ = timeout(READY_PATIENCE, remote.until_listening(group.as_str())).await;
    }

    /// A page is gone: it subscribes to nothing and is on no topic any more.
    pub fn leave(&self, page: PageId, identity: &Identity) {
        self.unsubscribe_all(page);
        self.absent(page);
        let last = self.members.leave(page, identity);
        if self.remote.get().is_none() {
            return;
        }
        if last.group {
            self.end_interest(Topic::session(&identity.group).as_str());
        }
        if let Some(user) = identity.user.as_deref().filter(|_| last.user) {
            self.end_interest(Topic::user(user).as_str());
        }
    }

    /// Puts `delivery` into the mailbox of every page of a session group, here and in other processes, whatever they
    /// subscribed to.
    pub fn trigger(&self, group: &str, delivery: &Delivery) -> Reached {
        let topic = Topic::session(group);
        let pages = self.members.group(group);
        pages.iter().for_each(|page| page.push(delivery.clone()));
        Reached {
            local: pages.len(),
            relayed: self.tell(topic.as_str(), || Body::Trigger(delivery.clone())),
        }
    }

    /// Ends every page of a user, here and in other processes.
    pub fn end_user(&self, user: &str) -> Reached {
        let topic = Topic::user(user);
        Reached {
            local: self.members.end(Whose::User(user.into())),
            relayed: self.tell(topic.as_str(), || Body::End),
        }
    }

    /// Ends every page of a session group, here and in other processes.
    pub fn end_group(&self, group: &Arc<str>) -> Reached {
        let topic = Topic::session(group);
        Reached {
            local: self.members.end(Whose::Group(group.clone())),
            relayed: self.tell(topic.as_str(), || Body::End),
        }
    }

    /// How the exchange with other processes fares.
    pub fn metrics(&self) -> Metrics {
        self.remote.get().map_or_else(Metrics::default, |remote| {
            remote.counters.with(remote.relay.health())
        })
    }

    /// How many channels the relay listens on for this process.
    pub fn channels(&self) -> usize {
        self.remote.get().map_or(0, |remote| remote.interest.len())
    }

    /// Tells the other processes; whether there may be some.
    pub(super) fn tell(&self, channel: &str, body: impl FnOnce() -> Body) -> bool {
        let Some(remote) = self.remote.get() else {
            return false;
        };
        remote.send(channel, &body());
        true
    }

    pub(super) fn begin_interest(&self, channel: &str) {
        if let Some(remote) = self.remote.get() {
            remote.interest.begin(channel);
        }
    }

    pub(super) fn end_interest(&self, channel: &str) {
        if let Some(remote) = self.remote.get() {
            remote.interest.end(channel);
        }
    }

    /// Tells the pages that rely on `channel`, a pattern being one itself, to mount again.
    pub(super) fn resync_channel(&self, channel: &str) {
        let subscribers = self.subscribers(channel);
        self.resync(subscribers.iter().map(|(_, mailbox)| mailbox));
        self.resync(self.members_by(channel).unwrap_or_default().iter());
    }

    /// Tells everyone whom a publish on `topic` would reach to mount again.
    pub(super) fn resync_topic(&self, topic: &Topic) {
        self.resync(self.reached_by(topic).iter());
        self.resync(self.members_by(topic.as_str()).unwrap_or_default().iter());
    }

    /// The pages of the session group or user that `channel` is.
    pub(super) fn members_by(&self, channel: &str) -> Option<Vec<Mailbox>> {
        Some(match whose(channel)? {
            Whose::Group(group) => self.members.group(&group),
            Whose::User(user) => self.members.user(&user),
        })
    }

    /// Tells every page to mount again.
    pub(super) fn resync_all(&self) {
        self.resync(self.members.all().iter());
        self.resync(self.all_subscribers().iter());
    }

    fn resync<'a>(&self, pages: impl Iterator<Item = &'a Mailbox>) {
        let mut told = 0;
        for page in pages {
            page.resync();
            told += 1;
        }
        if let Some(remote) = self.remote.get() {
            remote.counters.resyncs.fetch_add(told, Ordering::Relaxed);
        }
    }
}

/// Whose pages a channel is for: a session group's, or a user's.
pub(super) fn whose(channel: &str) -> Option<Whose> {
    if let Some(group) = channel.strip_prefix("lvt:session:") {
        return Some(Whose::Group(group.into()));
    }
    let user = channel.strip_prefix("lvt:user:")?;
    Some(Whose::User(user.into()))
}
