//! How many forms and messages by fetch a session group may send: each is a request of its own, so that no connection counts them.

use std::sync::Arc;

use parking_lot::Mutex;
use rustc_hash::FxHashMap;

use crate::session::bucket::Bucket;

/// A bucket for each session group that has sent something just now.
pub(crate) struct Rates {
    rate: u32,
    burst: u32,
    buckets: Mutex<FxHashMap<Arc<str>, Bucket>>,
}

impl Rates {
    pub(crate) fn new(rate: u32, burst: u32) -> Self {
        Rates {
            rate,
            burst,
            buckets: Mutex::default(),
        }
    }

    /// Counts what a member of `group` sends; whether it may.
    pub(crate) fn take(&self, group: &Arc<str>) -> bool {
        let mut buckets = self.buckets.lock();
        // Looking at each costs time, so it happens only when the map is about to grow in memory.
        if buckets.len() == buckets.capacity() {
            // A full one is as good as none.
            buckets.retain(|_, bucket| !bucket.is_full());
        }
        let bucket = buckets.entry(group.clone());
        bucket
            .or_insert_with(|| Bucket::new(self.rate, self.burst))
            .take()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn each_group_has_a_rate_of_its_own_and_leaves_nothing_behind() {
        let rates = Rates::new(10, 2);
        let (ann, ben) = ("ann".into(), "ben".into());
        assert!(rates.take(&ann) && rates.take(&ann) && !rates.take(&ann));
        assert!(rates.take(&ben));
        for round in 0..100 {
            for number in 0..100 {
                assert!(rates.take(&format!("{round} {number}").into()));
            }
            tokio::time::advance(Duration::from_millis(100)).await;
        }
        assert!(rates.buckets.lock().len() < 1000);
    }
}
