//! Triggers as methods and jobs ask for them: calls for the pages of a session group.

use crate::bus::{Bus, Delivery};
use crate::controller::{Call, Reach, Reached, Result};

impl Bus {
    /// Puts `delivery` into the mailbox of every page of a session group.
    pub fn trigger(&self, group: &str, delivery: &Delivery) -> Reached {
        let pages = self.members.group(group);
        pages.iter().for_each(|page| page.push(delivery.clone()));
        Reached {
            local: pages.len(),
            relayed: false,
        }
    }

    /// Ends every page of a user.
    pub fn end_user(&self, user: &str) -> Reached {
        Reached {
            local: self.members.end_user(user),
            relayed: false,
        }
    }
}

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
