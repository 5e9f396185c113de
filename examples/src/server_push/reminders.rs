//! The reminders that are still to come, of everybody: a queue, and the one task that empties it.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use livetpl::Session;
use livetpl::prelude::*;
use parking_lot::Mutex;
use tokio::sync::Notify;
use tokio::time::Instant;

use super::ServerPush;

/// The most that wait, and the most of one session group.
const MOST_REMINDERS: usize = 1000;
const MOST_OF_ONE: usize = 3;

/// What is to come, by when. Cheap to clone: all clones are one.
#[derive(Clone, Default)]
pub(crate) struct Reminders(Arc<Inner>);

#[derive(Default)]
struct Inner {
    waiting: Mutex<BTreeMap<(Instant, u64), Reminder>>,
    changed: Notify,
}

struct Reminder {
    group: Arc<str>,
    session: Session,
    text: String,
}

impl Reminders {
    /// Adds a reminder; `false` where too many wait already.
    pub(super) fn add(
        &self,
        group: Arc<str>,
        session: Session,
        after: Duration,
        text: String,
    ) -> bool {
        let mut waiting = self.0.waiting.lock();
        let own = waiting.values().filter(|one| one.group == group).count();
        if own >= MOST_OF_ONE || waiting.len() >= MOST_REMINDERS {
            return false;
        }
        let due = Instant::now() + after;
        // Of several at one moment the first comes first.
        let number = waiting.keys().map(|(_, number)| number + 1).max();
        let reminder = Reminder {
            group,
            session,
            text,
        };
        waiting.insert((due, number.unwrap_or(0)), reminder);
        self.0.changed.notify_one();
        true
    }

    /// How many wait for a session group.
    pub(super) fn of(&self, group: &str) -> usize {
        let waiting = self.0.waiting.lock();
        waiting.values().filter(|one| &*one.group == group).count()
    }

    fn next_due(&self) -> Option<Instant> {
        let waiting = self.0.waiting.lock();
        waiting.first_key_value().map(|((due, _), _)| *due)
    }

    fn take_due(&self) -> Option<Reminder> {
        let mut waiting = self.0.waiting.lock();
        let first = waiting.first_entry()?;
        (first.key().0 <= Instant::now()).then(|| first.remove())
    }
}

/// Tells everybody what is due, when it is. It ends with whoever awaits it.
pub(crate) async fn remind(reminders: Reminders) -> Result {
    loop {
        while let Some(due) = reminders.take_due() {
            // Nobody may be there any more: then nobody is told.
            let _ = due.session.trigger(ServerPush::RING.with(due.text));
        }
        let changed = reminders.0.changed.notified();
        match reminders.next_due() {
            Some(due) => {
                let _ = tokio::time::timeout_at(due, changed).await;
            }
            None => changed.await,
        }
    }
}
