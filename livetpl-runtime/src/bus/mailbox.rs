//! A page's queue of what others published. Owns its bound, and what happens beyond it.
//!
//! A full mailbox never blocks a publisher and never grows: it drops everything and remembers that it lagged, so that
//! its page mounts again and shows the truth instead of a gap.

use std::sync::Arc;

use parking_lot::Mutex;
use tokio::sync::Notify;

use crate::controller::{ActionInfo, Payload};

/// A published call on its way to one page.
#[derive(Clone, Debug)]
pub struct Delivery {
    /// The action's name.
    pub action: Arc<str>,
    /// What it is called with.
    pub payload: Payload,
    /// How many publishes led to this one.
    pub hops: u8,
}

/// Everything that was waiting in a mailbox.
#[derive(Debug, Default)]
pub struct Batch {
    /// In the order of publishing.
    pub deliveries: Vec<Delivery>,
    /// Something was dropped: the page has to mount again.
    pub lagged: bool,
}

/// A bounded queue of deliveries. Cheap to clone: all clones are one queue.
#[derive(Clone)]
pub struct Mailbox(Arc<Inner>);

struct Inner {
    capacity: usize,
    /// The actions that the page has: others are not for it.
    actions: &'static [ActionInfo],
    waiting: Mutex<Batch>,
    arrived: Notify,
}

impl Mailbox {
    /// An empty mailbox for at most `capacity` deliveries to a page with these actions.
    pub fn new(capacity: usize, actions: &'static [ActionInfo]) -> Self {
        let (waiting, arrived) = (Mutex::default(), Notify::new());
        Mailbox(Arc::new(Inner {
            capacity,
            actions,
            waiting,
            arrived,
        }))
    }

    /// Queues a delivery. Never blocks; beyond the capacity all that waits is dropped and the mailbox has lagged.
    ///
    /// A call of an action that the page lacks is ignored; an equal call of a coalescing action is merged.
    pub fn push(&self, delivery: Delivery) {
        let inner = &*self.0;
        let Some(action) = inner
            .actions
            .iter()
            .find(|action| *action.name == *delivery.action)
        else {
            tracing::debug!(
                action = &*delivery.action,
                "a publish reached a page that lacks its action"
            );
            return;
        };
        let mut waiting = inner.waiting.lock();
        if waiting.lagged {
            return;
        }
        let equal =
            |other: &Delivery| other.action == delivery.action && other.payload == delivery.payload;
        if action.coalesce && waiting.deliveries.iter().any(equal) {
            return;
        }
        if waiting.deliveries.len() >= inner.capacity {
            *waiting = Batch {
                deliveries: Vec::new(),
                lagged: true,
            };
        } else {
            waiting.deliveries.push(delivery);
        }
        drop(waiting);
        inner.arrived.notify_one();
    }

    /// Takes all that waits, and gives the queue's memory with it.
    pub fn take(&self) -> Batch {
        std::mem::take(&mut self.0.waiting.lock())
    }

    /// Whether nothing waits.
    pub fn is_empty(&self) -> bool {
        let waiting = self.0.waiting.lock();
        waiting.deliveries.is_empty() && !waiting.lagged
    }

    /// Waits until something is there to be taken.
    ///
    /// # Cancel safety
    ///
    /// Nothing is taken by waiting, so nothing is lost.
    pub async fn ready(&self) {
        while self.is_empty() {
            self.0.arrived.notified().await;
        }
    }
}
