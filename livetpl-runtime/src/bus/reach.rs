//! Triggers as methods and jobs ask for them: calls for the pages of a session group.

use crate::bus::{Bus, Delivery};
use crate::controller::{Call, Reach, Reached, Result};

impl Reach for Bus {
    fn trigger(&self, group: &str, call: &Call) -> Result<Reached> {
        let delivery = Delivery {
            action: call.action().into(),
            payload: call.payload()?.clone(),
            hops: 1,
        };
        Ok(self.trigger(group, &delivery))
    }

    fn is_connected(&self, group: &str) -> bool {
        !self.members.group(group).is_empty()
    }
}
