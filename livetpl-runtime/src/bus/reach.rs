//! Triggers as methods and jobs ask for them: calls for the pages of a session group.

use crate::bus::{Bus, Delivery, MAX_HOPS};
use crate::controller::{Call, Error, Reach, Reached, Result};

impl Reach for Bus {
    fn trigger(&self, group: &str, call: &Call, hops: u8) -> Result<Reached> {
        if hops >= MAX_HOPS {
            return Err(endless());
        }
        let delivery = Delivery::of(call, hops + 1)?;
        let reached = self.trigger(group, &delivery);
        // What a relay takes while it is away may come late; to a loop that asks who is there it is nobody.
        Ok(Reached {
            relayed: reached.relayed && self.metrics().up,
            ..reached
        })
    }

    fn is_connected(&self, group: &str) -> bool {
        !self.members.group(group).is_empty()
    }
}

/// Why nothing more is published: what is done for a publish or a trigger may publish, but not for ever.
pub(crate) fn endless() -> Error {
    Error::limit(format!(
        "more than {MAX_HOPS} publishes caused each other: an endless echo"
    ))
}
