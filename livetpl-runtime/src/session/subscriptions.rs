//! A page's subscriptions and presence while one of its methods runs: what listens begins at once, and ends again if the
//! method fails; what others see of the page is said once it has succeeded.

use std::sync::Arc;

use parking_lot::Mutex;
use serde_json::Value;

use crate::bus::{Bus, Mailbox, PageId};
use crate::controller::{Attendance, Notice, Subscriber, Topic};

/// What a method began for its page so far. Dropped without [`keep`](Self::keep), it is taken back.
pub(crate) struct Trial {
    bus: Bus,
    page: PageId,
    journal: Arc<Mutex<Journal>>,
}

/// What was begun, to be taken back, and what is still to be said.
#[derive(Default)]
struct Journal {
    subscribed: Vec<Topic>,
    watched: Vec<Topic>,
    said: Vec<Said>,
}

enum Said {
    Track(Topic, Arc<str>, Arc<Value>),
    Untrack(Topic),
}

struct Listener {
    bus: Bus,
    page: PageId,
    mailbox: Mailbox,
    journal: Arc<Mutex<Journal>>,
}

impl Trial {
    pub(crate) fn new(bus: &Bus, page: PageId) -> Self {
        Trial {
            bus: bus.clone(),
            page,
            journal: Arc::default(),
        }
    }

    /// What the method's context hands its topics to.
    pub(crate) fn listener(&self, mailbox: &Mailbox) -> Box<dyn Subscriber> {
        Box::new(Listener {
            bus: self.bus.clone(),
            page: self.page,
            mailbox: mailbox.clone(),
            journal: self.journal.clone(),
        })
    }

    /// The method succeeded: what is new stays, and what it said of the page is said. `attached`: a browser has come.
    pub(crate) fn keep(self, attached: bool) {
        let Journal { said, .. } = std::mem::take(&mut *self.journal.lock());
        let tracks = said.iter().any(|said| matches!(said, Said::Track(..)));
        for said in said {
            match said {
                Said::Track(topic, key, meta) => self.bus.track(self.page, &topic, &key, meta),
                Said::Untrack(topic) => self.bus.untrack(self.page, &topic),
            }
        }
        if tracks && attached {
            self.bus.attach(self.page);
        }
    }
}

impl Subscriber for Listener {
    fn subscribe(&mut self, topic: &Topic) {
        if self.bus.subscribe(self.page, topic, &self.mailbox) {
            self.journal.lock().subscribed.push(topic.clone());
        }
    }

    fn attendance(&mut self) -> Option<&mut dyn Attendance> {
        Some(self)
    }
}

impl Attendance for Listener {
    fn track(&mut self, topic: &Topic, key: &str, meta: Value) {
        let said = Said::Track(topic.clone(), key.into(), Arc::new(meta));
        self.journal.lock().said.push(said);
    }

    fn untrack(&mut self, topic: &Topic) {
        let said = Said::Untrack(topic.clone());
        self.journal.lock().said.push(said);
    }

    fn watch(&mut self, topic: &Topic, joined: Notice, left: Notice) {
        let (bus, page) = (&self.bus, self.page);
        if bus.watch(page, topic, &self.mailbox, joined, left) {
            self.journal.lock().watched.push(topic.clone());
        }
    }

    fn present(&mut self, topic: &Topic) -> Vec<(Arc<str>, Arc<Value>, usize)> {
        self.bus.present(self.page, topic)
    }
}

impl Drop for Trial {
    fn drop(&mut self) {
        let journal = std::mem::take(&mut *self.journal.lock());
        for topic in journal.subscribed {
            self.bus.unsubscribe(self.page, &topic);
        }
        for topic in journal.watched {
            self.bus.unwatch(self.page, &topic);
        }
    }
}
