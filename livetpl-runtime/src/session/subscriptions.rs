//! A page's subscriptions while one of its methods runs: they begin at once, and end again if it fails.
//!
//! Invariant: what is published to a topic that the ACL has yet to admit waits in a gate, and reaches the page if it is
//! admitted, and only then.

use std::sync::Arc;

use parking_lot::Mutex;

use crate::bus::{Bus, Mailbox, PageId};
use crate::controller::{Subscriber, Topic};

/// What a method subscribed its page to so far. Dropped without [`keep`](Self::keep), it is taken back.
pub(crate) struct Trial {
    bus: Bus,
    page: PageId,
    mailbox: Mailbox,
    added: Arc<Mutex<Vec<Added>>>,
}

struct Added {
    topic: Topic,
    /// Holds back what comes, where the topic is undecided.
    gate: Option<Mailbox>,
}

struct Listener {
    bus: Bus,
    page: PageId,
    mailbox: Mailbox,
    added: Arc<Mutex<Vec<Added>>>,
}

impl Trial {
    pub(crate) fn new(bus: &Bus, page: PageId, mailbox: &Mailbox) -> Self {
        Trial {
            bus: bus.clone(),
            page,
            mailbox: mailbox.clone(),
            added: Arc::default(),
        }
    }

    /// What the method's context hands its topics to.
    pub(crate) fn listener(&self) -> Box<dyn Subscriber> {
        Box::new(Listener {
            bus: self.bus.clone(),
            page: self.page,
            mailbox: self.mailbox.clone(),
            added: self.added.clone(),
        })
    }

    /// The method succeeded, and its topics are admitted: what is new stays.
    pub(crate) fn keep(self) {
        for Added { topic, gate } in self.added.lock().drain(..) {
            if let Some(gate) = gate {
                gate.open(&self.mailbox);
                self.bus.redirect(self.page, &topic, &self.mailbox);
            }
        }
    }
}

impl Subscriber for Listener {
    fn subscribe(&mut self, topic: &Topic, undecided: bool) {
        let gate = undecided.then(|| self.mailbox.gate());
        let mailbox = gate.as_ref().unwrap_or(&self.mailbox);
        if self.bus.subscribe(self.page, topic, mailbox) {
            let topic = topic.clone();
            self.added.lock().push(Added { topic, gate });
        }
    }
}

impl Drop for Trial {
    fn drop(&mut self) {
        for Added { topic, gate } in self.added.lock().drain(..) {
            self.bus.unsubscribe(self.page, &topic);
            if gate.is_some_and(|gate| gate.shut()) {
                // Another subscription of the page may stand for the topic, too; what was held back came by one of them.
                self.mailbox.resync();
            }
        }
    }
}
