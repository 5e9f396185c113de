//! What the bus counts: the numbers of its relay, and what became of messages between processes.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::bus::relay::RelayHealth;

/// How the exchange with other processes fares: plain numbers, counted since the start. All zero without a relay.
///
/// ```
/// /// For a page of one's own, or an exporter.
/// fn line(metrics: livetpl::Metrics) -> String {
///     format!("relay up: {}, sent: {}, dropped: {}", metrics.up, metrics.sent, metrics.dropped)
/// }
/// # line(livetpl::Metrics::default());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Metrics {
    /// Messages can be moved at this moment, in both directions.
    pub up: bool,
    /// How often a lost connection has been made again.
    pub reconnects: u64,
    /// Messages that wait to be sent, or to be acknowledged.
    pub queued: usize,
    /// Messages handed to the relay.
    pub sent: u64,
    /// Messages of other processes that were taken.
    pub received: u64,
    /// Messages that had arrived before.
    pub duplicates: u64,
    /// Messages that could not be read, or were not for their channel.
    pub refused: u64,
    /// Messages that were never sent: the queue was full, or they were too large. Their topics were resynced instead.
    pub dropped: u64,
    /// How often pages were told to mount again since they may have missed something.
    pub resyncs: u64,
}

/// The numbers that the bus itself counts.
#[derive(Default)]
pub(super) struct Counters {
    pub(super) sent: AtomicU64,
    pub(super) received: AtomicU64,
    pub(super) duplicates: AtomicU64,
    pub(super) refused: AtomicU64,
    pub(super) dropped: AtomicU64,
    pub(super) resyncs: AtomicU64,
}

/// Counts one.
pub(super) fn count(counter: &AtomicU64) {
    counter.fetch_add(1, Ordering::Relaxed);
}

impl Counters {
    pub(super) fn with(&self, health: RelayHealth) -> Metrics {
        let read = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        Metrics {
            up: health.up,
            reconnects: health.reconnects,
            queued: health.queued,
            sent: read(&self.sent),
            received: read(&self.received),
            duplicates: read(&self.duplicates),
            refused: read(&self.refused),
            dropped: read(&self.dropped) + health.dropped,
            resyncs: read(&self.resyncs),
        }
    }
}
