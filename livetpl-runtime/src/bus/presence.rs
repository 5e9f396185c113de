//! Who is on a topic, in all processes: over any relay, with nothing but messages. `room` is one topic.
//!
//! Each process says who of its own pages came and went, in numbered steps: one that misses a step asks for all, and so
//! does one that begins to look. A process that has pages on any topic says once a second that it lives; one that was
//! silent for four is gone, and its pages with it. While this process' own relay is away nobody is taken for gone.
//!
//! The lock is held while mailboxes are filled and messages are queued, so that those who watch hear of comings and
//! goings in the order in which they were.

use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use parking_lot::Mutex;
use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::{Map, Value};
use tokio::time::Instant;

use crate::bus::envelope::{Attendance, Body, Came};
use crate::bus::local::{Bus, PageId};
use crate::bus::mailbox::{Delivery, Mailbox};
use crate::bus::remote::CONTROL;
use crate::bus::room::{Change, Entry, Room};
use crate::controller::{Notice, Payload, Topic};

/// Before a topic's name: the channel on which processes say who is on it.
pub(super) const PRESENCE: &str = "lvt:presence:";

/// How long a process may be silent before its pages are taken for gone.
const SILENCE: Duration = Duration::from_secs(4);

/// The most entries of one message; the rest follows in further ones.
const ENTRIES_AT_ONCE: usize = 200;

/// A page that watches a topic: the actions for a key that comes and for one that goes.
type Watch = (Notice, Notice);

/// Who is where. Cheap to clone: all clones are one.
#[derive(Clone, Default)]
pub(super) struct Presence(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    topics: FxHashMap<Topic, Attended>,
    pages: FxHashMap<PageId, Attendee>,
    /// When each other process was last heard of.
    heard: FxHashMap<Arc<str>, Instant>,
    /// The last version that this process gave, of any topic: so none is ever given twice.
    version: u64,
    /// When a page of this process last said something, in milliseconds since 1970.
    said_at: u64,
}

/// One topic, for as long as a page of this process has to do with it.
#[derive(Default)]
struct Attended {
    room: Room,
    /// Pages that look at it.
    watches: Vec<(PageId, Mailbox, Watch)>,
    /// How many pages track, watch or read it.
    reasons: usize,
    /// The last version that this process gave; 0 while none of its pages is there.
    version: u64,
    /// The last version of each other process.
    versions: FxHashMap<Arc<str>, u64>,
}

/// A page of this process.
#[derive(Default)]
struct Attendee {
    /// A browser has come for it: it counts.
    attached: bool,
    tracks: FxHashMap<Topic, (Arc<str>, Arc<Value>)>,
    watches: FxHashSet<Topic>,
    reads: FxHashSet<Topic>,
}

/// What a page has to do with topics.
#[derive(Default)]
pub struct Attends {
    /// Those that it is on.
    pub tracks: Vec<Topic>,
    /// Those that it watches.
    pub watches: Vec<Topic>,
    /// Those of which it has asked who is there.
    pub reads: Vec<Topic>,
}

impl Attended {
    /// Tells those who watch.
    fn announce(&self, changes: &[Change]) {
        for change in changes {
            for (_, mailbox, (joined, left)) in &self.watches {
                let (notice, key) = match change {
                    Change::Joined(key) => (joined, key),
                    Change::Left(key) => (left, key),
                };
                let fields = Map::from_iter([(notice.field.to_owned(), Value::from(&**key))]);
                mailbox.push(Delivery {
                    action: notice.action.into(),
                    payload: Payload::new(fields),
                    hops: 1,
                });
            }
        }
    }
}

impl Bus {
    /// The page is on `topic` as `key`, as soon as a browser has come for it.
    pub fn track(&self, page: PageId, topic: &Topic, key: &str, meta: Arc<Value>) {
        let mut state = self.presence.0.lock();
        let state = &mut *state;
        let attendee = state.pages.entry(page).or_default();
        let said = (key.into(), meta.clone());
        if attendee.tracks.insert(topic.clone(), said).is_none() {
            state.topics.entry(topic.clone()).or_default();
            self.reason(state, topic, 1);
        }
        if state.pages.get(&page).is_some_and(|page| page.attached) {
            self.put(state, page, topic, key, meta);
        }
    }

    /// The page is no longer on `topic`.
    pub fn untrack(&self, page: PageId, topic: &Topic) {
        let mut state = self.presence.0.lock();
        let state = &mut *state;
        let Some(attendee) = state.pages.get_mut(&page) else {
            return;
        };
        if attendee.tracks.remove(topic).is_some() {
            let attached = attendee.attached;
            if attached {
                self.take_out(state, page, topic);
            }
            self.reason(state, topic, -1);
        }
    }

    /// A browser has come for the page: it is where it said it would be.
    pub fn attach(&self, page: PageId) {
        let mut state = self.presence.0.lock();
        let state = &mut *state;
        // A page that says nothing of itself costs nothing.
        let Some(attendee) = state.pages.get_mut(&page) else {
            return;
        };
        if std::mem::replace(&mut attendee.attached, true) {
            return;
        }
        let tracks: Vec<_> = attendee.tracks.clone().into_iter().collect();
        for (topic, (key, meta)) in tracks {
            self.put(state, page, &topic, &key, meta);
        }
    }

    /// Calls the page's actions when keys come to `topic` and go; whether that is new. If it is not, nothing changes.
    pub fn watch(
        &self,
        page: PageId,
        topic: &Topic,
        mailbox: &Mailbox,
        joined: Notice,
        left: Notice,
    ) -> bool {
        let mut state = self.presence.0.lock();
        let state = &mut *state;
        let attended = state.topics.entry(topic.clone()).or_default();
        if attended.watches.iter().any(|(other, ..)| *other == page) {
            return false;
        }
        let watch = (page, mailbox.clone(), (joined, left));
        attended.watches.push(watch);
        let attendee = state.pages.entry(page).or_default();
        attendee.watches.insert(topic.clone());
        self.reason(state, topic, 1);
        true
    }

    /// Calls other actions from now on, of a page that watches `topic`.
    pub fn watch_by(&self, page: PageId, topic: &Topic, joined: Notice, left: Notice) {
        let mut state = self.presence.0.lock();
        let watches = state.topics.get_mut(topic).map(|there| &mut there.watches);
        let mut own = watches.into_iter().flatten();
        if let Some((_, _, watch)) = own.find(|(other, ..)| *other == page) {
            *watch = (joined, left);
        }
    }

    /// Undoes [`watch`](Self::watch).
    pub fn unwatch(&self, page: PageId, topic: &Topic) {
        let mut state = self.presence.0.lock();
        let state = &mut *state;
        let attendee = state.pages.get_mut(&page);
        if attendee.is_some_and(|attendee| attendee.watches.remove(topic)) {
            self.stop_watching(state, page, topic);
        }
    }

    /// What a page has to do with topics.
    pub fn attends(&self, page: PageId) -> Attends {
        let state = self.presence.0.lock();
        let Some(attendee) = state.pages.get(&page) else {
            return Attends::default();
        };
        Attends {
            tracks: attendee.tracks.keys().cloned().collect(),
            watches: attendee.watches.iter().cloned().collect(),
            reads: attendee.reads.iter().cloned().collect(),
        }
    }

    /// Undoes [`present`](Self::present).
    pub fn unread(&self, page: PageId, topic: &Topic) {
        let mut state = self.presence.0.lock();
        let state = &mut *state;
        let attendee = state.pages.get_mut(&page);
        if attendee.is_some_and(|attendee| attendee.reads.remove(topic)) {
            self.reason(state, topic, -1);
        }
    }

    /// Who is on `topic`: each key, its meta and the number of its pages, sorted. The topic is followed from now on, for
    /// as long as the page lives, or until it is elsewhere.
    pub fn present(&self, page: PageId, topic: &Topic) -> Vec<(Arc<str>, Arc<Value>, usize)> {
        let mut state = self.presence.0.lock();
        let state = &mut *state;
        let attendee = state.pages.entry(page).or_default();
        if attendee.reads.insert(topic.clone()) {
            state.topics.entry(topic.clone()).or_default();
            self.reason(state, topic, 1);
        }
        let attended = state.topics.get(topic);
        attended
            .map(|attended| attended.room.list())
            .unwrap_or_default()
    }

    /// The page is gone.
    pub(super) fn absent(&self, page: PageId) {
        let mut state = self.presence.0.lock();
        let state = &mut *state;
        let Some(attendee) = state.pages.remove(&page) else {
            return;
        };
        for topic in &attendee.watches {
            self.stop_watching(state, page, topic);
        }
        for topic in attendee.tracks.keys() {
            if attendee.attached {
                self.take_out(state, page, topic);
            }
            self.reason(state, topic, -1);
        }
        for topic in &attendee.reads {
            self.reason(state, topic, -1);
        }
    }

    /// How many topics somebody here is on or looks at.
    pub fn attended_topics(&self) -> usize {
        self.presence.0.lock().topics.len()
    }

    fn stop_watching(&self, state: &mut State, page: PageId, topic: &Topic) {
        if let Some(attended) = state.topics.get_mut(topic) {
            attended.watches.retain(|(other, ..)| *other != page);
        }
        self.reason(state, topic, -1);
    }

    /// Counts the reasons to follow a topic.
    fn reason(&self, state: &mut State, topic: &Topic, change: isize) {
        let Some(attended) = state.topics.get_mut(topic) else {
            return;
        };
        let before = attended.reasons;
        attended.reasons = before.saturating_add_signed(change);
        let channel = || format!("{PRESENCE}{topic}");
        match (before, attended.reasons) {
            (0, _) => self.begin_interest(&channel()),
            (_, 0) => {
                state.topics.remove(topic);
                self.end_interest(&channel());
            }
            _ => {}
        }
    }

    /// What this process is called; alone, it needs no name.
    fn own_name(&self) -> Arc<str> {
        self.remote
            .get()
            .map_or_else(|| "".into(), |remote| remote.instance.clone())
    }

    fn put(&self, state: &mut State, page: PageId, topic: &Topic, key: &str, meta: Arc<Value>) {
        let Some(attended) = state.topics.get_mut(topic) else {
            return;
        };
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        let now = now.map_or(0, |now| u64::try_from(now.as_millis()).unwrap_or(u64::MAX));
        // What is said later counts as later, also within a millisecond.
        let at = now.max(state.said_at.saturating_add(1));
        state.said_at = at;
        let (number, mut changes) = (page.number(), Vec::new());
        let came = Came(number, key.to_owned(), at, Value::clone(&meta));
        let who = (self.own_name(), number);
        attended
            .room
            .put(key, Entry { who, at, meta }, &mut changes);
        attended.announce(&changes);
        self.step(state, topic, vec![came], Vec::new());
    }

    fn take_out(&self, state: &mut State, page: PageId, topic: &Topic) {
        let Some(attended) = state.topics.get_mut(topic) else {
            return;
        };
        let mut changes = Vec::new();
        attended
            .room
            .remove(&(self.own_name(), page.number()), &mut changes);
        attended.announce(&changes);
        self.step(state, topic, Vec::new(), vec![page.number()]);
    }

    /// Tells the other processes what changed here.
    fn step(&self, state: &mut State, topic: &Topic, came: Vec<Came>, went: Vec<u64>) {
        let Some(attended) = state.topics.get_mut(topic) else {
            return;
        };
        state.version += 1;
        let prev = std::mem::replace(&mut attended.version, state.version);
        let step = Attendance {
            // The first step says all that there is: whoever listens need not have heard of this process.
            reset: prev == 0,
            prev,
            version: state.version,
            came,
            went,
            ..Attendance::default()
        };
        self.tell(&format!("{PRESENCE}{topic}"), || Body::Presence(step));
    }

    /// Tells the other processes everyone who is on `topic` here.
    fn say_all(&self, state: &mut State, topic: &Topic) {
        let Some(attended) = state.topics.get_mut(topic) else {
            return;
        };
        if attended.version == 0 {
            return;
        }
        let own = attended.room.of(&self.own_name());
        let all: Vec<Came> = own
            .into_iter()
            .map(|(key, entry)| {
                Came(
                    entry.who.1,
                    key.to_string(),
                    entry.at,
                    Value::clone(&entry.meta),
                )
            })
            .collect();
        let mut chunks = all.chunks(ENTRIES_AT_ONCE);
        attended.version = 0;
        self.step(
            state,
            topic,
            chunks.next().unwrap_or_default().to_vec(),
            Vec::new(),
        );
        for chunk in chunks {
            self.step(state, topic, chunk.to_vec(), Vec::new());
        }
    }

    /// Asks all processes who is on `topic` there.
    pub(super) fn ask_who_is_there(&self, topic: &str) {
        let ask = Attendance {
            ask: Some(String::new()),
            ..Attendance::default()
        };
        self.tell(&format!("{PRESENCE}{topic}"), || Body::Presence(ask));
    }

    /// Tells the other processes who is on `topic` here.
    pub(super) fn say_who_is_here(&self, topic: &str) {
        let mut state = self.presence.0.lock();
        if let Some((topic, _)) = state.topics.get_key_value(topic) {
            let topic = topic.clone();
            self.say_all(&mut state, &topic);
        }
    }

    /// Tells the other processes who is here on any topic.
    pub(super) fn say_who_is_everywhere(&self) {
        let mut state = self.presence.0.lock();
        let topics: Vec<Topic> = state.topics.keys().cloned().collect();
        topics
            .iter()
            .for_each(|topic| self.say_all(&mut state, topic));
    }

    /// The relay was away: nobody knows what was said meanwhile.
    pub(super) fn heal_presence(&self) {
        let topics: Vec<Topic> = {
            let mut state = self.presence.0.lock();
            let now = Instant::now();
            state.heard.values_mut().for_each(|heard| *heard = now);
            state.topics.keys().cloned().collect()
        };
        self.say_who_is_everywhere();
        topics
            .iter()
            .for_each(|topic| self.ask_who_is_there(topic.as_str()));
    }

    /// Takes what the process `from` says of who is on `topic`; `None` is the control channel.
    pub(super) fn attendance(&self, from: &str, topic: Option<&str>, said: Attendance) {
        let mut state = self.presence.0.lock();
        let state = &mut *state;
        if let Some(of) = said.ask {
            if of.is_empty() || *of == *self.own_name() {
                let all = || state.topics.keys().cloned().collect();
                let topics: Vec<Topic> = match topic {
                    Some(topic) => {
                        let known = state.topics.get_key_value(topic);
                        known.map(|(topic, _)| topic.clone()).into_iter().collect()
                    }
                    None => all(),
                };
                topics.iter().for_each(|topic| self.say_all(state, topic));
            }
            return;
        }
        let name: Arc<str> = match state.heard.get_key_value(from) {
            Some((name, _)) => name.clone(),
            None => from.into(),
        };
        let stranger = state.heard.insert(name.clone(), Instant::now()).is_none();
        let ask = |channel: &str| {
            let ask = Attendance {
                ask: Some(from.to_owned()),
                ..Attendance::default()
            };
            self.tell(channel, || Body::Presence(ask));
        };
        if said.beat {
            // It was taken for gone, or has not been met: what it said of its pages is not known here.
            if stranger && !state.topics.is_empty() {
                ask(CONTROL);
            }
            return;
        }
        let Some((topic, attended)) =
            topic.and_then(|topic| Some((topic, state.topics.get_mut(topic)?)))
        else {
            return;
        };
        let known = attended.versions.get(&name).copied().unwrap_or_default();
        if said.version <= known {
            return;
        }
        if !said.reset && said.prev != known {
            ask(&format!("{PRESENCE}{topic}"));
            return;
        }
        attended.versions.insert(name.clone(), said.version);
        let mut changes = Vec::new();
        let stay: FxHashSet<u64> = said.came.iter().map(|came| came.0).collect();
        for Came(page, key, at, meta) in said.came {
            let (who, meta) = ((name.clone(), page), Arc::new(meta));
            attended
                .room
                .put(&key, Entry { who, at, meta }, &mut changes);
        }
        for page in said.went {
            attended.room.remove(&(name.clone(), page), &mut changes);
        }
        if said.reset {
            attended.room.keep(&name, &stay, &mut changes);
        }
        attended.announce(&changes);
    }

    /// A second has passed: says that this process lives, and lets those go that were silent for too long.
    pub(super) fn presence_tick(&self) {
        let Some(remote) = self.remote.get() else {
            return;
        };
        if !remote.relay.health().up {
            return;
        }
        let mut state = self.presence.0.lock();
        let state = &mut *state;
        if state.topics.values().any(|attended| attended.version != 0) {
            let beat = Attendance {
                beat: true,
                ..Attendance::default()
            };
            self.tell(CONTROL, || Body::Presence(beat));
        }
        let now = Instant::now();
        let topics = &mut state.topics;
        state.heard.retain(|name, heard| {
            if now.duration_since(*heard) < SILENCE {
                return true;
            }
            for attended in topics.values_mut() {
                let mut changes = Vec::new();
                attended.versions.remove(name);
                attended
                    .room
                    .keep(name, &FxHashSet::default(), &mut changes);
                attended.announce(&changes);
            }
            false
        });
    }
}
