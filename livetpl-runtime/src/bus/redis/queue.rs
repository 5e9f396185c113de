//! What waits to be sent. Owns its bounds, and what is remembered of what was dropped.
//!
//! A message stays until Redis has acknowledged it. Beyond the bounds all that waits is dropped, not only the oldest: the
//! topics are told to mount again, which makes up for all of it.

use std::collections::VecDeque;

use bytes::Bytes;
use rustc_hash::FxHashSet;

/// The most messages that wait.
pub(super) const MOST_MESSAGES: usize = 10_000;
/// The most bytes that wait.
pub(super) const MOST_BYTES: usize = 8 * 1024 * 1024;
/// The most channels that are remembered of what was dropped; beyond, it is all.
const MOST_LOST: usize = 1000;
/// The most that is sent at once.
const BATCH_MESSAGES: usize = 256;
const BATCH_BYTES: usize = 256 * 1024;

#[derive(Default)]
pub(super) struct Queue {
    waiting: VecDeque<(String, Bytes)>,
    bytes: usize,
    /// How many messages have left the front, sent or dropped.
    gone: u64,
    dropped: u64,
    lost: FxHashSet<String>,
    all_lost: bool,
}

impl Queue {
    pub(super) fn push(&mut self, channel: &str, message: Bytes) {
        if self.waiting.len() == MOST_MESSAGES || self.bytes + message.len() > MOST_BYTES {
            self.drop_all();
        }
        self.bytes += message.len();
        self.waiting.push_back((channel.to_owned(), message));
    }

    fn drop_all(&mut self) {
        self.dropped += self.waiting.len() as u64;
        self.gone += self.waiting.len() as u64;
        self.bytes = 0;
        for (channel, _) in self.waiting.drain(..) {
            if self.lost.len() == MOST_LOST && !self.lost.contains(&channel) {
                self.all_lost = true;
            } else {
                self.lost.insert(channel);
            }
        }
        if self.all_lost {
            self.lost.clear();
        }
        self.waiting.shrink_to_fit();
    }

    /// What to send next, and what to say once it is [`sent`](Self::sent).
    pub(super) fn batch(&self) -> (Vec<(String, Bytes)>, u64) {
        let mut bytes = 0;
        let fits = |(_, message): &&(String, Bytes)| {
            bytes += message.len();
            bytes <= BATCH_BYTES || bytes == message.len()
        };
        let next = self.waiting.iter().take(BATCH_MESSAGES).take_while(fits);
        let batch: Vec<_> = next.cloned().collect();
        let end = self.gone + batch.len() as u64;
        (batch, end)
    }

    /// Everything before `end` was acknowledged. Meanwhile some of it may have been dropped.
    pub(super) fn sent(&mut self, end: u64) {
        while self.gone < end {
            let Some((_, message)) = self.waiting.pop_front() else {
                return;
            };
            self.gone += 1;
            self.bytes -= message.len();
        }
    }

    /// The channels of what was dropped; `None` for more than could be remembered.
    pub(super) fn take_lost(&mut self) -> Vec<Option<String>> {
        if std::mem::take(&mut self.all_lost) {
            return vec![None];
        }
        self.lost.drain().map(Some).collect()
    }

    pub(super) fn len(&self) -> usize {
        self.waiting.len()
    }

    pub(super) fn dropped(&self) -> u64 {
        self.dropped
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(bytes: usize) -> Bytes {
        vec![b'x'; bytes].into()
    }

    #[test]
    fn what_was_not_acknowledged_is_sent_again() {
        let mut queue = Queue::default();
        for number in 0..300 {
            queue.push(&number.to_string(), message(1));
        }
        let (first, _) = queue.batch();
        let (again, end) = queue.batch();
        assert_eq!((first.len(), &first), (BATCH_MESSAGES, &again));
        queue.sent(end);
        let (rest, end) = queue.batch();
        assert_eq!((rest.len(), rest[0].0.as_str()), (44, "256"));
        queue.sent(end);
        assert_eq!((queue.len(), queue.bytes), (0, 0));
        queue.push("a", message(BATCH_BYTES + 1));
        queue.push("b", message(1));
        assert_eq!(queue.batch().0.len(), 1, "a large message goes alone");
    }

    #[test]
    fn a_full_queue_is_dropped_and_its_channels_are_remembered() {
        let mut queue = Queue::default();
        for number in 0..=MOST_MESSAGES {
            queue.push(&format!("c{}", number % 3), message(1));
        }
        assert_eq!((queue.len(), queue.dropped()), (1, MOST_MESSAGES as u64));
        let mut lost = queue.take_lost();
        lost.sort();
        assert_eq!(
            lost,
            ["c0", "c1", "c2"].map(|channel| Some(channel.to_owned()))
        );
        assert!(queue.take_lost().is_empty());
        queue.push("large", message(MOST_BYTES));
        assert_eq!((queue.len(), queue.take_lost().len()), (1, 1));
        queue.push("next", message(1));
        assert_eq!(queue.take_lost(), [Some("large".to_owned())]);
        for number in 0..=MOST_MESSAGES {
            queue.push(&number.to_string(), message(1));
        }
        assert_eq!(queue.take_lost(), [None]);
    }

    #[test]
    fn what_was_dropped_while_it_was_sent_is_not_taken_from_what_came_after() {
        let mut queue = Queue::default();
        (0..MOST_MESSAGES).for_each(|_| queue.push("old", message(1)));
        let (_, end) = queue.batch();
        queue.push("new", message(1));
        queue.sent(end);
        assert_eq!(queue.batch().0[0].0, "new");
    }
}
