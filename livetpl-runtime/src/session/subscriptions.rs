//! A page's subscriptions and presence while one of its methods runs: what listens begins at once, and ends again if the
//! method fails; what others see of the page is said once it has succeeded.
//!
//! Invariant: what is published to a topic that the ACL has yet to admit waits in a gate, and reaches the page if it is
//! admitted, and only then.

use std::sync::Arc;

use parking_lot::Mutex;
use serde_json::Value;

use crate::bus::{Bus, Mailbox, PageId};
use crate::controller::{Attendance, Notice, Subscriber, Topic};

/// What a method began for its page so far. Dropped without [`keep`](Self::keep), it is taken back.
pub(crate) struct Trial {
    bus: Bus,
    page: PageId,
    mailbox: Mailbox,
    journal: Arc<Mutex<Journal>>,
}

/// What was begun, to be taken back, and what is still to be said.
#[derive(Default)]
struct Journal {
    subscribed: Vec<Begun>,
    watched: Vec<Begun>,
    said: Vec<Said>,
    /// Every topic that was named, begun before or now: what the page is to subscribe to, and to watch.
    named: Vec<Topic>,
    looked_at: Vec<Topic>,
    /// Those of which it was asked who is there.
    read: Vec<Topic>,
}

struct Begun {
    topic: Topic,
    /// Holds back what comes, where the topic is undecided.
    gate: Option<Mailbox>,
}

enum Said {
    Track(Topic, Arc<str>, Arc<Value>),
    Untrack(Topic),
    /// By which actions the page hears of a topic that it watches already.
    Watch(Topic, Notice, Notice),
}

struct Listener {
    bus: Bus,
    page: PageId,
    mailbox: Mailbox,
    journal: Arc<Mutex<Journal>>,
}

impl Trial {
    pub(crate) fn new(bus: &Bus, page: PageId, mailbox: &Mailbox) -> Self {
        Trial {
            bus: bus.clone(),
            page,
            mailbox: mailbox.clone(),
            journal: Arc::default(),
        }
    }

    /// What the method's context hands its topics to.
    pub(crate) fn listener(&self) -> Box<dyn Subscriber> {
        Box::new(Listener {
            bus: self.bus.clone(),
            page: self.page,
            mailbox: self.mailbox.clone(),
            journal: self.journal.clone(),
        })
    }

    /// The method succeeded, and its topics are admitted: what is new stays, and what it said of the page is said.
    /// `attached`: a browser has come. `moves`: the page is elsewhere now, and what the method did not name ends.
    pub(crate) fn keep(self, attached: bool, moves: bool) {
        let mut journal = std::mem::take(&mut *self.journal.lock());
        for Begun { topic, gate } in std::mem::take(&mut journal.subscribed) {
            if let Some(gate) = gate {
                gate.open(&self.mailbox);
                self.bus.redirect(self.page, &topic, &self.mailbox);
            }
        }
        let watched = std::mem::take(&mut journal.watched);
        for gate in watched.into_iter().filter_map(|begun| begun.gate) {
            // It stays in its place and hands on what comes.
            gate.open(&self.mailbox);
        }
        if moves {
            self.let_go(&journal);
        }
        let tracks = journal
            .said
            .iter()
            .any(|said| matches!(said, Said::Track(..)));
        for said in journal.said {
            match said {
                Said::Track(topic, key, meta) => self.bus.track(self.page, &topic, &key, meta),
                Said::Untrack(topic) => self.bus.untrack(self.page, &topic),
                Said::Watch(topic, joined, left) => {
                    self.bus.watch_by(self.page, &topic, joined, left);
                }
            }
        }
        if tracks && attached {
            self.bus.attach(self.page);
        }
    }
}

impl Trial {
    /// Ends what belongs to where the page was. What came of it and waits is not for where it is: if there is some, the
    /// page mounts again and reads the truth.
    fn let_go(&self, journal: &Journal) {
        let tracked: Vec<&Topic> = journal
            .said
            .iter()
            .filter_map(|said| match said {
                Said::Track(topic, ..) => Some(topic),
                Said::Untrack(_) | Said::Watch(..) => None,
            })
            .collect();
        let mut ended = false;
        for topic in self.bus.subscribed(self.page) {
            if !journal.named.contains(&topic) {
                self.bus.unsubscribe(self.page, &topic);
                ended = true;
            }
        }
        let attends = self.bus.attends(self.page);
        let is_left = |named: &[Topic], topic: &&Topic| !named.contains(*topic);
        for topic in attends
            .tracks
            .iter()
            .filter(|topic| !tracked.contains(topic))
        {
            self.bus.untrack(self.page, topic);
        }
        let watches = attends.watches.iter();
        for topic in watches.filter(|topic| is_left(&journal.looked_at, topic)) {
            self.bus.unwatch(self.page, topic);
            ended = true;
        }
        let reads = attends.reads.iter();
        for topic in reads.filter(|topic| is_left(&journal.read, topic)) {
            self.bus.unread(self.page, topic);
        }
        if ended && !self.mailbox.is_empty() {
            self.mailbox.resync();
        }
    }
}

impl Listener {
    /// Where what comes of a topic goes: the page's mailbox, or a gate before it.
    fn mailbox(&self, undecided: bool) -> (Mailbox, Option<Mailbox>) {
        let gate = undecided.then(|| self.mailbox.gate());
        (gate.as_ref().unwrap_or(&self.mailbox).clone(), gate)
    }
}

impl Subscriber for Listener {
    fn subscribe(&mut self, topic: &Topic, undecided: bool) {
        let (mailbox, gate) = self.mailbox(undecided);
        self.journal.lock().named.push(topic.clone());
        if self.bus.subscribe(self.page, topic, &mailbox) {
            let topic = topic.clone();
            self.journal.lock().subscribed.push(Begun { topic, gate });
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

    fn watch(&mut self, topic: &Topic, joined: Notice, left: Notice, undecided: bool) {
        let (mailbox, gate) = self.mailbox(undecided);
        self.journal.lock().looked_at.push(topic.clone());
        if self.bus.watch(self.page, topic, &mailbox, joined, left) {
            let topic = topic.clone();
            self.journal.lock().watched.push(Begun { topic, gate });
        } else {
            let said = Said::Watch(topic.clone(), joined, left);
            self.journal.lock().said.push(said);
        }
    }

    fn present(&mut self, topic: &Topic) -> Vec<(Arc<str>, Arc<Value>, usize)> {
        self.journal.lock().read.push(topic.clone());
        self.bus.present(self.page, topic)
    }
}

impl Drop for Trial {
    fn drop(&mut self) {
        let journal = std::mem::take(&mut *self.journal.lock());
        for Begun { topic, gate } in journal.subscribed {
            self.bus.unsubscribe(self.page, &topic);
            if gate.is_some_and(|gate| gate.shut()) {
                // Another subscription of the page may stand for the topic, too; what was held back came by one of them.
                self.mailbox.resync();
            }
        }
        for Begun { topic, gate } in journal.watched {
            self.bus.unwatch(self.page, &topic);
            if let Some(gate) = gate {
                gate.shut();
            }
        }
    }
}
