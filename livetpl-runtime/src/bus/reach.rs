//! Triggers as methods and jobs ask for them: calls for the pages of a session group.

use crate::bus::{Bus, Delivery};
use crate::controller::{Call, Reach, Reached, Result};

impl Reach for Bus {
    fn trigger(&self, group: &str, call: &Call) -> Result<Reached> {
        let delivery = Delivery::of(call, 1)?;
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
