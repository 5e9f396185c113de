//! What other processes tell this one. Anybody may write into a relay: nothing here may panic, or reach further than the
//! channel that it came by.

use crate::bus::envelope::{Body, Envelope, Refusal};
use crate::bus::local::Bus;
use crate::bus::metrics::count;
use crate::bus::presence::PRESENCE;
use crate::bus::relay::Inbox;
use crate::bus::remote::{CONTROL, Remote, whose};
use crate::controller::Topic;

/// Brings what a relay brings to the pages of a bus.
pub(super) struct Arrivals(pub(super) Bus);

impl Inbox for Arrivals {
    fn message(&self, channel: &str, message: &[u8]) {
        let Some(remote) = self.0.remote.get() else {
            return;
        };
        match Envelope::read(message) {
            Ok(envelope) if *envelope.from == *remote.instance => {}
            Ok(Envelope { from, seq, .. }) if !remote.seen.is_new(&from, seq) => {
                count(&remote.counters.duplicates);
            }
            Ok(Envelope { from, body, .. }) => {
                if self.take(channel, &from, body) {
                    count(&remote.counters.received);
                } else {
                    refuse(remote, channel, "it is not for this channel");
                }
            }
            Err(Refusal::Malformed(reason)) => refuse(remote, channel, &reason),
            Err(Refusal::Version(version)) => {
                let reason = format!(
                    "it has version {version}: another process runs another version of livetpl; until all run the same, pages mount again instead"
                );
                refuse(remote, channel, &reason);
                self.resync(channel);
            }
        }
    }

    fn listening(&self, channel: &str) {
        if let Some(remote) = self.0.remote.get() {
            remote.confirm(Some(channel));
        }
        // They may have read what they show before somebody changed it and published: unheard, until now.
        self.0.resync_channel(channel);
        if let Some(topic) = channel.strip_prefix(PRESENCE) {
            self.0.ask_who_is_there(topic);
        }
    }

    fn restored(&self) {
        tracing::info!("the relay is back: every page mounts again");
        if let Some(remote) = self.0.remote.get() {
            remote.confirm(None);
        }
        self.0.resync_all();
        self.0.heal_presence();
    }

    fn dropped(&self, channel: Option<&str>) {
        let channel = channel.unwrap_or(CONTROL);
        if let Some(topic) = channel.strip_prefix(PRESENCE) {
            self.0.say_who_is_here(topic);
        } else {
            self.0.tell(channel, || Body::Resync);
        }
        if channel == CONTROL {
            self.0.say_who_is_everywhere();
        }
    }
}

impl Arrivals {
    /// Does what a message says; whether it may be said on its channel.
    fn take(&self, channel: &str, from: &str, body: Body) -> bool {
        let bus = &self.0;
        match body {
            Body::Publish(delivery) => {
                let Some(topic) = Topic::from_channel(channel) else {
                    return false;
                };
                bus.deliver(&topic, &delivery, None);
            }
            Body::Trigger(delivery) => {
                let Some(pages) = bus.members_by(channel) else {
                    return false;
                };
                pages.iter().for_each(|page| page.push(delivery.clone()));
            }
            Body::End => {
                let Some(whose) = whose(channel) else {
                    return false;
                };
                bus.members.end(whose);
            }
            Body::Resync => self.resync(channel),
            Body::Presence(attendance) => {
                let topic = channel.strip_prefix(PRESENCE);
                if topic.is_none() && channel != CONTROL {
                    return false;
                }
                bus.attendance(from, topic, attendance);
            }
        }
        true
    }

    /// Something on `channel` was lost, whatever it was.
    fn resync(&self, channel: &str) {
        if channel == CONTROL {
            self.0.resync_all();
        } else if let Some(topic) = Topic::from_channel(channel) {
            self.0.resync_topic(&topic);
        } else if let Some(topic) = channel.strip_prefix(PRESENCE) {
            self.0.ask_who_is_there(topic);
        }
    }
}

fn refuse(remote: &Remote, channel: &str, reason: &str) {
    count(&remote.counters.refused);
    if remote.may_complain() {
        tracing::error!(
            channel,
            reason,
            "a message of another process is refused (said at most every 10 s; the metrics count all)"
        );
    }
}
