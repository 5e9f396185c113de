//! The relay between processes, as bad as a real one: it can be cut, is late, delivers twice what it isn't sure of, knows
//! patterns as Redis does (a `*` spans `/`), and drops what its queue can't hold.

use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use livetpl_runtime::bus::relay::{Inbox, Relay, RelayHealth};
use parking_lot::Mutex;
use tokio::sync::Notify;

/// How many messages wait in a process whose link is cut.
const OUTBOX: usize = 6;
/// How many messages are sent again after a cut: nobody knows whether they arrived.
const UNSURE: usize = 3;

/// All links. Clones are one hub.
#[derive(Clone, Default)]
pub(crate) struct Hub(Arc<Mutex<Vec<Link>>>);

struct Link {
    up: bool,
    /// What the process wants to listen on, and what it does listen on.
    wanted: BTreeSet<String>,
    listening: BTreeSet<String>,
    arriving: VecDeque<Arriving>,
    outbox: VecDeque<(String, Bytes)>,
    dropped: BTreeSet<String>,
    sent: VecDeque<(String, Bytes)>,
    wake: Arc<Notify>,
}

enum Arriving {
    Message(String, Bytes),
    Listening(String),
    Restored,
    Dropped(String),
}

/// One process' end.
pub(crate) struct Cable {
    hub: Hub,
    link: usize,
}

impl Hub {
    /// Links another process.
    pub(crate) fn plug(&self) -> Arc<Cable> {
        let mut links = self.0.lock();
        links.push(Link {
            up: true,
            wanted: BTreeSet::new(),
            listening: BTreeSet::new(),
            arriving: VecDeque::new(),
            outbox: VecDeque::new(),
            dropped: BTreeSet::new(),
            sent: VecDeque::new(),
            wake: Arc::default(),
        });
        Arc::new(Cable {
            hub: self.clone(),
            link: links.len() - 1,
        })
    }

    fn broadcast(links: &mut [Link], channel: &str, message: &Bytes) {
        for link in links.iter_mut().filter(|link| link.up) {
            for listened in &link.listening {
                if globs(listened, channel) {
                    let arriving = Arriving::Message(channel.to_owned(), message.clone());
                    link.arriving.push_back(arriving);
                    link.wake.notify_one();
                }
            }
        }
    }
}

/// Redis' own idea of a pattern: `*` is any text, slashes too.
fn globs(pattern: &str, channel: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == channel,
        Some((before, after)) => channel.strip_prefix(before).is_some_and(|rest| {
            (0..=rest.len()).any(|at| rest.get(at..).is_some_and(|rest| globs(after, rest)))
        }),
    }
}

impl Cable {
    pub(crate) fn cut(&self) {
        let link = &mut self.hub.0.lock()[self.link];
        link.up = false;
        link.listening.clear();
        // What was dropped is still to be told.
        for arriving in link.arriving.drain(..) {
            if let Arriving::Dropped(channel) = arriving {
                link.dropped.insert(channel);
            }
        }
    }

    /// Whether all that the process has sent has left it.
    pub(crate) fn is_settled(&self) -> bool {
        let link = &self.hub.0.lock()[self.link];
        let is_told = |arriving: &Arriving| !matches!(arriving, Arriving::Dropped(_));
        link.outbox.is_empty() && link.dropped.is_empty() && link.arriving.iter().all(is_told)
    }

    pub(crate) fn heal(&self) {
        let mut links = self.hub.0.lock();
        let link = &mut links[self.link];
        if std::mem::replace(&mut link.up, true) {
            return;
        }
        link.listening = link.wanted.clone();
        link.arriving.push_back(Arriving::Restored);
        let dropped = std::mem::take(&mut link.dropped).into_iter();
        link.arriving.extend(dropped.map(Arriving::Dropped));
        link.wake.notify_one();
        let again: Vec<_> = link.sent.iter().rev().take(UNSURE).cloned().collect();
        let waiting = std::mem::take(&mut link.outbox);
        for (channel, message) in again.into_iter().rev().chain(waiting) {
            Hub::broadcast(&mut links, &channel, &message);
        }
    }
}

impl Relay for Cable {
    fn run(
        self: Arc<Self>,
        inbox: Arc<dyn Inbox>,
        stop: BoxFuture<'static, ()>,
    ) -> BoxFuture<'static, ()> {
        let carry = async move {
            let wake = self.hub.0.lock()[self.link].wake.clone();
            let mut late = 0;
            loop {
                // Some messages take their time; their order stays.
                late = (late * 7 + 3) % 11;
                tokio::time::sleep(Duration::from_millis(late)).await;
                let next = self.hub.0.lock()[self.link].arriving.pop_front();
                match next {
                    Some(Arriving::Message(channel, message)) => inbox.message(&channel, &message),
                    Some(Arriving::Listening(channel)) => inbox.listening(&channel),
                    Some(Arriving::Restored) => inbox.restored(),
                    Some(Arriving::Dropped(channel)) => inbox.dropped(Some(&channel)),
                    None => wake.notified().await,
                }
            }
        };
        async move {
            tokio::select! {
                () = carry => {}
                () = stop => {}
            }
        }
        .boxed()
    }

    fn send(&self, channel: &str, message: Bytes) {
        let mut links = self.hub.0.lock();
        let link = &mut links[self.link];
        if link.up {
            link.sent.push_back((channel.to_owned(), message.clone()));
            if link.sent.len() > UNSURE {
                link.sent.pop_front();
            }
            return Hub::broadcast(&mut links, channel, &message);
        }
        if link.outbox.len() == OUTBOX {
            let dropped = link.outbox.drain(..).map(|(channel, _)| channel);
            link.dropped.extend(dropped);
        }
        link.outbox.push_back((channel.to_owned(), message));
    }

    fn listen(&self, channel: &str) {
        let link = &mut self.hub.0.lock()[self.link];
        link.wanted.insert(channel.to_owned());
        if link.up {
            link.listening.insert(channel.to_owned());
            link.arriving
                .push_back(Arriving::Listening(channel.to_owned()));
            link.wake.notify_one();
        }
    }

    fn leave(&self, channel: &str) {
        let link = &mut self.hub.0.lock()[self.link];
        link.wanted.remove(channel);
        link.listening.remove(channel);
    }

    fn health(&self) -> RelayHealth {
        let link = &self.hub.0.lock()[self.link];
        RelayHealth {
            up: link.up,
            queued: link.outbox.len(),
            ..RelayHealth::default()
        }
    }
}
