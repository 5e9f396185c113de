//! Which channels this process listens on, and for how many reasons. Owns when a channel is let go.
//!
//! The last reason gone, a channel lingers for a tick or two, so that a reload does not leave and listen again.
//! Invariant: nothing is left of a channel that has neither a reason nor just lost its last.

use std::sync::Arc;

use parking_lot::Mutex;
use rustc_hash::FxHashMap;

use crate::bus::relay::Relay;

pub(super) struct Interest {
    relay: Arc<dyn Relay>,
    channels: Mutex<Channels>,
}

#[derive(Default)]
struct Channels {
    by_name: FxHashMap<Arc<str>, Channel>,
    /// Those that lost their last reason since the last tick, and before it.
    idle: [Vec<Arc<str>>; 2],
}

struct Channel {
    reasons: usize,
    /// The relay has said that what is sent arrives.
    listening: bool,
}

impl Interest {
    pub(super) fn new(relay: Arc<dyn Relay>) -> Self {
        Interest {
            relay,
            channels: Mutex::default(),
        }
    }

    /// There is one reason more to listen on `channel`.
    pub(super) fn begin(&self, channel: &str) {
        let mut channels = self.channels.lock();
        if let Some(known) = channels.by_name.get_mut(channel) {
            known.reasons += 1;
            return;
        }
        let first = Channel {
            reasons: 1,
            listening: false,
        };
        channels.by_name.insert(channel.into(), first);
        // Within the lock, so that `listen` and `leave` reach the relay in the order in which they were decided.
        self.relay.listen(channel);
    }

    /// There is one reason less.
    pub(super) fn end(&self, channel: &str) {
        let mut channels = self.channels.lock();
        let channels = &mut *channels;
        let Some((name, known)) = channels.by_name.get_key_value(channel) else {
            return;
        };
        let (name, reasons) = (name.clone(), known.reasons.saturating_sub(1));
        if let Some(known) = channels.by_name.get_mut(channel) {
            known.reasons = reasons;
        }
        if reasons == 0 {
            channels.idle[0].push(name);
        }
    }

    /// A while has passed: channels that had no reason all the time are left.
    pub(super) fn tick(&self) {
        let mut channels = self.channels.lock();
        let channels = &mut *channels;
        let [now, before] = &mut channels.idle;
        for name in std::mem::replace(before, std::mem::take(now)) {
            let idle = channels.by_name.get(&name).is_some_and(|c| c.reasons == 0);
            if idle {
                channels.by_name.remove(&name);
                self.relay.leave(&name);
            }
        }
    }

    /// The relay says that what is sent on `channel` arrives.
    pub(super) fn listening(&self, channel: &str) {
        if let Some(channel) = self.channels.lock().by_name.get_mut(channel) {
            channel.listening = true;
        }
    }

    /// The relay says so of all channels.
    pub(super) fn all_listening(&self) {
        let mut channels = self.channels.lock();
        channels
            .by_name
            .values_mut()
            .for_each(|c| c.listening = true);
    }

    /// Whether what is sent on `channel` arrives.
    pub(super) fn is_listening(&self, channel: &str) -> bool {
        let channels = self.channels.lock();
        channels.by_name.get(channel).is_some_and(|c| c.listening)
    }

    /// How many channels are listened on.
    pub(super) fn len(&self) -> usize {
        self.channels.lock().by_name.len()
    }
}
