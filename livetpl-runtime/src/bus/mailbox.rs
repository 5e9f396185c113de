//! A page's queue of what others want of it. Owns its bound, and what happens beyond it.
//!
//! A full mailbox never blocks a publisher and never grows: it drops the calls that wait and remembers that it lagged, so
//! that its page mounts again and shows the truth instead of a gap. Results of the page's own work are never dropped:
//! there are no more of them than the page has work.

use std::fmt;
use std::future::poll_fn;
use std::sync::Arc;
use std::task::Poll;

use futures_util::task::AtomicWaker;
use parking_lot::Mutex;

use crate::controller::{ActionInfo, Apply, Call, Payload, Result};

/// A published call on its way to one page.
#[derive(Clone, Debug, PartialEq)]
pub struct Delivery {
    /// The action's name.
    pub action: Arc<str>,
    /// What it is called with.
    pub payload: Payload,
    /// How many publishes led to this one.
    pub hops: u8,
}

impl Delivery {
    /// The delivery of `call`, to which `hops` publishes led.
    ///
    /// # Errors
    ///
    /// If the payload can't be serialised.
    pub fn of(call: &Call, hops: u8) -> Result<Self> {
        Ok(Delivery {
            action: call.action().into(),
            payload: call.payload()?.clone(),
            hops,
        })
    }
}

/// One thing that waits in a mailbox.
pub enum Mail {
    /// Somebody published.
    Call(Delivery),
    /// Work that the page began has ended.
    Done(Apply),
}

impl fmt::Debug for Mail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Mail::Call(delivery) => delivery.fmt(f),
            Mail::Done(_) => f.write_str("Done"),
        }
    }
}

/// Everything that was waiting in a mailbox.
#[derive(Debug, Default)]
pub struct Batch {
    /// In the order of arrival.
    pub mail: Vec<Mail>,
    /// Something was dropped, or may not have arrived: the page has to mount again.
    pub lagged: bool,
    /// The page's uploads have gone on.
    pub uploads: bool,
    /// It is time to look at the page, though nobody sent anything.
    pub woken: bool,
}

impl Batch {
    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        !self.runs() && !self.uploads
    }

    /// Whether something is to be done that may change what the page shows.
    pub fn runs(&self) -> bool {
        !self.mail.is_empty() || self.lagged || self.woken
    }

    /// Drops the calls: a mount that reads the truth makes up for them.
    fn lag(&mut self) {
        self.mail.retain(|mail| matches!(mail, Mail::Done(_)));
        self.lagged = true;
    }
}

/// A bounded queue of what waits for one page. Cheap to clone: all clones are one queue.
#[derive(Clone)]
pub struct Mailbox(Arc<Inner>);

struct Inner {
    capacity: usize,
    /// The actions that the page has: others are not for it.
    actions: &'static [ActionInfo],
    waiting: Mutex<Waiting>,
    /// The one task that waits: a page has one owner.
    owner: AtomicWaker,
}

#[derive(Default)]
struct Waiting {
    batch: Batch,
    /// The page is to end.
    ended: bool,
    /// Where what comes goes instead, once a gate was decided.
    decided: Option<Gate>,
}

/// What a gate does once it was decided.
enum Gate {
    /// All is for this mailbox.
    Open(Mailbox),
    /// Nothing is for anybody.
    Shut,
}

impl Mailbox {
    /// An empty mailbox for at most `capacity` calls to a page with these actions.
    pub fn new(capacity: usize, actions: &'static [ActionInfo]) -> Self {
        let (waiting, owner) = (Mutex::default(), AtomicWaker::new());
        Mailbox(Arc::new(Inner {
            capacity,
            actions,
            waiting,
            owner,
        }))
    }

    /// Queues a call. Never blocks; beyond the capacity all calls that wait are dropped and the mailbox has lagged.
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
        self.queue(delivery, action.coalesce);
    }

    /// Queues a call of the page's own, unless an equal one waits.
    pub fn push_once(&self, delivery: Delivery) {
        self.queue(delivery, true);
    }

    fn queue(&self, delivery: Delivery, coalesce: bool) {
        let inner = &*self.0;
        let mut waiting = inner.waiting.lock();
        match &waiting.decided {
            Some(Gate::Open(mailbox)) => return mailbox.queue(delivery, coalesce),
            Some(Gate::Shut) => return,
            None => {}
        }
        let batch = &mut waiting.batch;
        if batch.lagged {
            return;
        }
        let equal = |mail: &Mail| {
            matches!(mail, Mail::Call(other)
                if other.action == delivery.action && other.payload == delivery.payload)
        };
        if coalesce && batch.mail.iter().any(equal) {
            return;
        }
        if batch.mail.len() >= inner.capacity {
            batch.lag();
        } else {
            batch.mail.push(Mail::Call(delivery));
        }
        drop(waiting);
        inner.owner.wake();
    }

    /// A mailbox that holds back what comes until it is opened or shut: for a topic that its page may not be admitted to.
    pub fn gate(&self) -> Mailbox {
        Mailbox::new(self.0.capacity, self.0.actions)
    }

    /// Opens a gate: what it held back, and what still comes, is for `mailbox`.
    pub fn open(&self, mailbox: &Mailbox) {
        // Held while the other is filled, so that what comes at this moment comes behind. No mailbox is a gate's gate.
        let mut waiting = self.0.waiting.lock();
        waiting.decided = Some(Gate::Open(mailbox.clone()));
        let Batch { mail, lagged, .. } = std::mem::take(&mut waiting.batch);
        for mail in mail {
            if let Mail::Call(delivery) = mail {
                mailbox.push(delivery);
            }
        }
        if lagged {
            mailbox.resync();
        }
    }

    /// Shuts a gate: what it held back, and what still comes, is for nobody. Whether it held something back.
    pub fn shut(&self) -> bool {
        let mut waiting = self.0.waiting.lock();
        waiting.decided = Some(Gate::Shut);
        !std::mem::take(&mut waiting.batch).is_empty()
    }

    /// Queues the result of work that the page began.
    pub fn push_done(&self, apply: Apply) {
        self.0.waiting.lock().batch.mail.push(Mail::Done(apply));
        self.0.owner.wake();
    }

    /// The page's uploads have gone on: its browser may have to be told, and shown.
    pub fn uploads_moved(&self) {
        self.0.waiting.lock().batch.uploads = true;
        self.0.owner.wake();
    }

    /// Wakes the page, though there is nothing to run: something that it shows is over.
    pub fn wake(&self) {
        self.0.waiting.lock().batch.woken = true;
        self.0.owner.wake();
    }

    /// Something that was published may not have arrived: the page mounts again.
    pub fn resync(&self) {
        let mut waiting = self.0.waiting.lock();
        match &waiting.decided {
            Some(Gate::Open(mailbox)) => return mailbox.resync(),
            Some(Gate::Shut) => return,
            None => waiting.batch.lag(),
        }
        drop(waiting);
        self.0.owner.wake();
    }

    /// The page mounts now: it reads the truth, so it need not mount again for what was lost before.
    pub fn begin_mount(&self) {
        self.0.waiting.lock().batch.lagged = false;
    }

    /// The page is to end, and its socket to close.
    pub fn end(&self) {
        self.0.waiting.lock().ended = true;
        self.0.owner.wake();
    }

    /// Whether the page is to end.
    pub fn is_ended(&self) -> bool {
        self.0.waiting.lock().ended
    }

    /// Takes all that waits, and gives the queue's memory with it.
    pub fn take(&self) -> Batch {
        std::mem::take(&mut self.0.waiting.lock().batch)
    }

    /// Whether something waits that may change what the page shows.
    pub fn runs(&self) -> bool {
        self.0.waiting.lock().batch.runs()
    }

    /// Whether nothing waits.
    pub fn is_empty(&self) -> bool {
        let waiting = self.0.waiting.lock();
        waiting.batch.is_empty() && !waiting.ended
    }

    /// Waits until something is there to be taken, or the page is to end.
    ///
    /// # Cancel safety
    ///
    /// Nothing is taken by waiting, so nothing is lost.
    pub async fn ready(&self) {
        poll_fn(|cx| {
            self.0.owner.register(cx.waker());
            if self.is_empty() {
                Poll::Pending
            } else {
                Poll::Ready(())
            }
        })
        .await;
    }
}
