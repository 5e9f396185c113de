//! The only place that spawns tasks, so that a graceful stop can end and await all of them.
#![expect(
    clippy::disallowed_methods,
    reason = "this is the one place where tasks are spawned"
)]

use std::future::Future;
use std::time::Duration;

use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// The tasks of an application. Cheap to clone: all clones are one set.
#[derive(Clone, Default)]
pub struct Tasks {
    tracker: TaskTracker,
    stop: CancellationToken,
    /// The tasks that the others rely on, and what tells them that those have ended.
    last_tracker: TaskTracker,
    last_stop: CancellationToken,
}

/// How long the last tasks may take, whatever was left of the patience with the others.
const LAST_PATIENCE: Duration = Duration::from_secs(2);

impl Tasks {
    /// Runs `task`; a stop waits for it.
    pub fn spawn(&self, task: impl Future<Output = ()> + Send + 'static) {
        tokio::spawn(self.tracker.track_future(task));
    }

    /// Runs `task` to its end, also if whoever waits for it goes away; `None` if it panicked.
    pub async fn complete<T>(&self, task: impl Future<Output = T> + Send + 'static) -> Option<T>
    where
        T: Send + 'static,
    {
        tokio::spawn(self.tracker.track_future(task)).await.ok()
    }

    /// A token that is cancelled when the application stops, and may be cancelled before.
    pub fn token(&self) -> CancellationToken {
        self.stop.child_token()
    }

    /// Runs `task`, which the others rely on: a stop waits for it after them, and [`ending`](Self::ending) tells it.
    pub fn spawn_last(&self, task: impl Future<Output = ()> + Send + 'static) {
        tokio::spawn(self.last_tracker.track_future(task));
    }

    /// Ends when the application stops and all tasks but the last have ended, or had their time.
    pub fn ending(&self) -> impl Future<Output = ()> + Send + 'static {
        self.last_stop.clone().cancelled_owned()
    }

    /// Ends when the application stops.
    pub async fn stopping(&self) {
        self.stop.cancelled().await;
    }

    /// Whether the application stops.
    pub fn is_stopping(&self) -> bool {
        self.stop.is_cancelled()
    }

    /// Tells all tasks to stop and waits for them, at most for `patience`; whether all ended.
    pub async fn stop(&self, patience: Duration) -> bool {
        self.stop.cancel();
        self.tracker.close();
        let ended = tokio::time::timeout(patience, self.tracker.wait()).await;
        self.last_stop.cancel();
        self.last_tracker.close();
        let last = tokio::time::timeout(LAST_PATIENCE, self.last_tracker.wait()).await;
        ended.is_ok() && last.is_ok()
    }
}
