//! Which messages of other processes have arrived: their numbers only grow. Bounded.

use parking_lot::Mutex;
use rustc_hash::FxHashMap;
use tokio::time::Instant;

/// The most processes that are remembered; beyond, the one that was silent for longest is forgotten.
const MOST: usize = 1024;

/// The last number of each process, by its name.
#[derive(Default)]
pub(super) struct Seen(Mutex<FxHashMap<Box<str>, (u64, Instant)>>);

impl Seen {
    /// Whether the message `seq` of `from` has not arrived before. From now on it has.
    ///
    /// What one process sends arrives in its order, so a number that is not above the last was seen: a pattern fired
    /// beside the exact channel, or the relay sent again what it could not know to have arrived.
    pub(super) fn is_new(&self, from: &str, seq: u64) -> bool {
        let mut seen = self.0.lock();
        let now = Instant::now();
        if let Some((last, heard)) = seen.get_mut(from) {
            *heard = now;
            let new = seq > *last;
            *last = seq.max(*last);
            return new;
        }
        if seen.len() == MOST {
            let oldest = seen.iter().min_by_key(|(_, (_, heard))| *heard);
            if let Some(oldest) = oldest.map(|(name, _)| name.clone()) {
                seen.remove(&oldest);
            }
        }
        seen.insert(from.into(), (seq, now));
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn numbers_only_grow_and_processes_are_bounded() {
        let seen = Seen::default();
        assert!(seen.is_new("a", 1) && !seen.is_new("a", 1) && seen.is_new("a", 3));
        assert!(!seen.is_new("a", 2) && seen.is_new("b", 1));
        for other in 0..10 * MOST {
            tokio::time::advance(std::time::Duration::from_millis(1)).await;
            assert!(seen.is_new(&other.to_string(), 1));
            assert!(!seen.is_new("a", 3), "who speaks is not forgotten");
        }
        assert_eq!(seen.0.lock().len(), MOST);
    }
}
