//! The job itself: stands for an import, an export, a conversion. It knows nothing of pages.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::Relaxed};
use std::time::Duration;

/// How many pictures there are to convert.
const PICTURES: u32 = 250;
/// How long one of them takes.
const EACH: Duration = Duration::from_millis(12);

/// A job that is shared by who does it and who looks at it.
#[derive(Default)]
pub(super) struct Job {
    done: AtomicU32,
    cancelled: AtomicBool,
}

impl Job {
    /// Does it; whether it came to its end.
    pub(super) async fn run(&self) -> bool {
        for done in 1..=PICTURES {
            if self.cancelled.load(Relaxed) {
                return false;
            }
            tokio::time::sleep(EACH).await;
            self.done.store(done, Relaxed);
        }
        true
    }

    /// Asks it to stop behind the picture that it is at.
    pub(super) fn cancel(&self) {
        self.cancelled.store(true, Relaxed);
    }

    /// How much is done.
    pub(super) fn percent(&self) -> u32 {
        self.done.load(Relaxed) * 100 / PICTURES
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_job_comes_to_its_end_and_stops_when_it_is_told_to() {
        let job = Job::default();
        assert!(job.run().await);
        assert_eq!(job.percent(), 100);
        let job = Job::default();
        let stop = async {
            tokio::time::sleep(EACH * PICTURES / 2).await;
            job.cancel();
        };
        let (finished, ()) = tokio::join!(job.run(), stop);
        assert!(!finished);
        assert!((49..=51).contains(&job.percent()), "{}", job.percent());
    }
}
