//! What others want of a page: calls, results, and that it mounts again where it may have missed some. Owns that a page that
//! could not is not left behind: it tries again, and nothing else runs before.

use std::time::Duration;

use tokio::time::Instant;

use crate::bus::{Batch, Delivery, Mail};
use crate::controller::{Apply, ConnectKind, Dispatch, Result};
use crate::session::page::{Method, Page};

/// How long a page waits before it tries again, at first; each time twice as long.
const FIRST_PAUSE: Duration = Duration::from_secs(2);
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// A page has missed something, and its `mount` could not make up for it.
pub(super) struct Behind {
    /// When it tries again.
    pub(super) again: Instant,
    pause: Duration,
}

impl Behind {
    /// It failed once more. Not all pages that failed together try again together.
    fn next(last: Option<Behind>) -> Self {
        let pause = last.map_or(FIRST_PAUSE, |last| (2 * last.pause).min(LONGEST_PAUSE));
        let mut random = [0];
        // Without randomness they do.
        let _ = getrandom::fill(&mut random);
        let share = 0.5 + f64::from(random[0]) / 256.0;
        Behind {
            again: Instant::now() + pause.mul_f64(share),
            pause,
        }
    }
}

impl<C: Dispatch> Page<C> {
    /// Mounts again, since something was missed.
    pub(super) async fn catch_up(&mut self) -> Result {
        let last = self.behind.take();
        let tried = last.is_some();
        let result = self.mount(ConnectKind::Resync).await;
        match &result {
            // What the page said of it is over.
            Ok(()) if tried => self.told.forgive(),
            Ok(()) => {}
            Err(_) => self.behind = Some(Behind::next(last)),
        }
        self.set_alarm();
        result
    }

    /// Runs what others published and what the page's own work brought; a page that lagged mounts again.
    pub(crate) async fn deliver(&mut self, batch: Batch) {
        self.told.expire();
        self.set_alarm();
        let now = Instant::now();
        let is_due = self
            .behind
            .as_ref()
            .is_some_and(|behind| behind.again <= now);
        if (batch.lagged || is_due)
            && self.mounted
            && let Err(error) = self.catch_up().await
        {
            tracing::error!(view = &*self.key.view, %error, "a page that lagged could not mount again");
            self.refuse(&error);
        }
        for mail in batch.mail {
            match mail {
                Mail::Call(delivery) => self.called(&delivery).await,
                Mail::Done(apply) => self.work_ended(apply).await,
            }
        }
    }

    async fn called(&mut self, delivery: &Delivery) {
        // What a page that is behind is called for it will read when it has caught up.
        if !self.mounted || self.behind.is_some() {
            return;
        }
        let Delivery {
            action,
            payload,
            hops,
        } = delivery;
        if let Err(error) = self.run(None, *hops, Method::Call(action, payload)).await {
            tracing::error!(controller = C::NAME, action = &**action, %error, "a published action failed");
        }
    }

    async fn work_ended(&mut self, apply: Apply) {
        if let Some(background) = &mut self.background {
            background.ended();
        }
        if self.mounted
            && let Err(error) = self.run(None, 0, Method::Apply(apply)).await
        {
            tracing::error!(controller = C::NAME, %error, "the result of a page's work was refused");
        }
        self.background.take_if(|background| background.is_idle());
    }
}
