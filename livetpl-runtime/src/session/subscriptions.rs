//! A page's subscriptions while one of its methods runs: they begin at once, and end again if it fails.

use std::sync::Arc;

use parking_lot::Mutex;

use crate::bus::{Bus, Mailbox, PageId};
use crate::controller::{Subscriber, Topic};

/// What a method subscribed its page to so far. Dropped without [`keep`](Self::keep), it is taken back.
pub(crate) struct Trial {
    bus: Bus,
    page: PageId,
    added: Arc<Mutex<Vec<Topic>>>,
}

struct Listener {
    bus: Bus,
    page: PageId,
    mailbox: Mailbox,
    added: Arc<Mutex<Vec<Topic>>>,
}

impl Trial {
    pub(crate) fn new(bus: &Bus, page: PageId) -> Self {
        Trial {
            bus: bus.clone(),
            page,
            added: Arc::default(),
        }
    }

    /// What the method's context hands its topics to.
    pub(crate) fn listener(&self, mailbox: &Mailbox) -> Box<dyn Subscriber> {
        Box::new(Listener {
            bus: self.bus.clone(),
            page: self.page,
            mailbox: mailbox.clone(),
            added: self.added.clone(),
        })
    }

    /// The method succeeded: what is new stays.
    pub(crate) fn keep(self) {
        self.added.lock().clear();
    }
}

impl Subscriber for Listener {
    fn subscribe(&mut self, topic: &Topic) {
        if self.bus.subscribe(self.page, topic, &self.mailbox) {
            self.added.lock().push(topic.clone());
        }
    }
}

impl Drop for Trial {
    fn drop(&mut self) {
        for topic in self.added.lock().drain(..) {
            self.bus.unsubscribe(self.page, &topic);
        }
    }
}
