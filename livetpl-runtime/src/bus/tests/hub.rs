//! A relay within the test: like Redis, its patterns span `/`, and who listens twice gets a message twice.

use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;

use bytes::Bytes;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use parking_lot::Mutex;
use tokio::sync::Notify;

use crate::bus::is_pattern;
use crate::bus::relay::{Inbox, Relay, RelayHealth};

/// What all wires hang on.
#[derive(Default)]
pub(super) struct Hub {
    wires: Mutex<Vec<Arc<Wire>>>,
}

/// One process' end.
pub(super) struct Wire {
    hub: Arc<Hub>,
    state: Mutex<State>,
    changed: Notify,
}

#[derive(Default)]
struct State {
    up: bool,
    /// Messages wait, as behind a slow network.
    slow: bool,
    /// Each message is sent twice, as after a connection that broke before it was acknowledged.
    stutters: bool,
    capacity: usize,
    channels: BTreeSet<String>,
    events: VecDeque<Event>,
    queue: Vec<(String, Bytes)>,
    overflowed: BTreeSet<String>,
    reconnects: u64,
    dropped: u64,
}

enum Event {
    Message(String, Bytes),
    Listening(String),
    Restored,
    Dropped(String),
}

impl Hub {
    pub(super) fn wire(self: &Arc<Self>) -> Arc<Wire> {
        let state = State {
            up: true,
            capacity: 100,
            ..State::default()
        };
        let wire = Arc::new(Wire {
            hub: self.clone(),
            state: Mutex::new(state),
            changed: Notify::new(),
        });
        self.wires.lock().push(wire.clone());
        wire
    }

    /// Somebody sends `message` on `channel`, a process or not.
    pub(super) fn send(&self, channel: &str, message: &Bytes) {
        for wire in self.wires.lock().iter() {
            let mut state = wire.state.lock();
            let hits = state
                .channels
                .iter()
                .filter(|known| reaches(known, channel));
            let hits = if state.up { hits.count() } else { 0 };
            for _ in 0..hits {
                let event = Event::Message(channel.to_owned(), message.clone());
                state.events.push_back(event);
            }
            wire.changed.notify_one();
        }
    }
}

fn reaches(listening: &str, channel: &str) -> bool {
    if !is_pattern(listening) {
        return listening == channel;
    }
    let mut rest = channel;
    let parts: Vec<&str> = listening.split('*').collect();
    for (at, part) in parts.iter().enumerate() {
        let found = match at {
            0 => rest.starts_with(part).then_some(0),
            _ if at + 1 == parts.len() => rest.ends_with(part).then(|| rest.len() - part.len()),
            _ => rest.find(part),
        };
        let Some(found) = found else { return false };
        rest = &rest[found + part.len()..];
    }
    true
}

impl Wire {
    /// The connection is lost, and what was on its way with it.
    pub(super) fn cut(&self) {
        let mut state = self.state.lock();
        state.up = false;
        state.events.clear();
    }

    /// The connection is back.
    pub(super) fn mend(&self) {
        let (queue, stutters) = {
            let mut state = self.state.lock();
            state.up = true;
            state.reconnects += 1;
            state.events.push_back(Event::Restored);
            for channel in std::mem::take(&mut state.overflowed) {
                state.events.push_back(Event::Dropped(channel));
            }
            (std::mem::take(&mut state.queue), state.stutters)
        };
        for (channel, message) in queue {
            (0..=usize::from(stutters)).for_each(|_| self.hub.send(&channel, &message));
        }
        self.changed.notify_one();
    }

    pub(super) fn slow(&self, slow: bool) {
        self.state.lock().slow = slow;
        self.changed.notify_one();
    }

    pub(super) fn stutter(&self) {
        self.state.lock().stutters = true;
    }

    /// The process is killed: it neither hears nor says anything.
    pub(super) fn kill(self: &Arc<Self>) {
        self.cut();
        self.hub
            .wires
            .lock()
            .retain(|wire| !Arc::ptr_eq(wire, self));
    }

    pub(super) fn channels(&self) -> Vec<String> {
        self.state.lock().channels.iter().cloned().collect()
    }
}

impl Relay for Wire {
    fn run(
        self: Arc<Self>,
        inbox: Arc<dyn Inbox>,
        stop: BoxFuture<'static, ()>,
    ) -> BoxFuture<'static, ()> {
        let moving = async move {
            loop {
                self.changed.notified().await;
                loop {
                    let event = {
                        let mut state = self.state.lock();
                        let slow = state.slow;
                        if slow { None } else { state.events.pop_front() }
                    };
                    match event {
                        Some(Event::Message(channel, message)) => inbox.message(&channel, &message),
                        Some(Event::Listening(channel)) => inbox.listening(&channel),
                        Some(Event::Restored) => inbox.restored(),
                        Some(Event::Dropped(channel)) => inbox.dropped(Some(&channel)),
                        None => break,
                    }
                }
            }
        };
        futures_util::future::select(moving.boxed(), stop)
            .map(drop)
            .boxed()
    }

    fn send(&self, channel: &str, message: Bytes) {
        let times = {
            let mut state = self.state.lock();
            if !state.up {
                state.queue.push((channel.to_owned(), message.clone()));
                if state.queue.len() > state.capacity {
                    let dropped = std::mem::take(&mut state.queue);
                    state.dropped += dropped.len() as u64;
                    let channels = dropped.into_iter().map(|(channel, _)| channel);
                    state.overflowed.extend(channels);
                }
            }
            if state.up {
                1 + usize::from(state.stutters)
            } else {
                0
            }
        };
        (0..times).for_each(|_| self.hub.send(channel, &message));
    }

    fn listen(&self, channel: &str) {
        let mut state = self.state.lock();
        assert!(
            state.channels.insert(channel.to_owned()),
            "listens once on {channel}"
        );
        if state.up {
            state.events.push_back(Event::Listening(channel.to_owned()));
        }
        self.changed.notify_one();
    }

    fn leave(&self, channel: &str) {
        assert!(
            self.state.lock().channels.remove(channel),
            "{channel} was listened on"
        );
    }

    fn health(&self) -> RelayHealth {
        let state = self.state.lock();
        RelayHealth {
            up: state.up,
            reconnects: state.reconnects,
            queued: state.queue.len(),
            dropped: state.dropped,
        }
    }
}
