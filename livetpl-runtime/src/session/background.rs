//! What a page does between its methods: work, timers, and the end of what it shows for a while. Owns that all of it ends with the page.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::{Instant, MissedTickBehavior, interval_at, sleep_until};
use tokio_util::sync::CancellationToken;

use crate::bus::{Delivery, Mailbox};
use crate::controller::{Payload, Timer, Work};
use crate::session::tasks::Tasks;

/// The longest period of a timer: a longer one is taken for this.
const LONGEST_PERIOD: Duration = Duration::from_hours(24 * 365);

/// One page's work and timers. Dropped, all of them end.
pub(crate) struct Background {
    tasks: Tasks,
    mailbox: Mailbox,
    /// The pieces of work whose results the page has not run.
    running: usize,
    stop: CancellationToken,
    timers: Vec<(&'static str, CancellationToken)>,
    /// When the page is woken next.
    wake: Option<(Instant, CancellationToken)>,
}

impl Background {
    pub(crate) fn new(tasks: &Tasks, mailbox: &Mailbox) -> Self {
        Background {
            tasks: tasks.clone(),
            mailbox: mailbox.clone(),
            running: 0,
            stop: tasks.token(),
            timers: Vec::new(),
            wake: None,
        }
    }

    /// Whether nothing is left to keep.
    pub(crate) fn is_idle(&self) -> bool {
        self.running == 0 && self.timers.is_empty() && self.wake.is_none()
    }

    /// How many pieces of work have not ended.
    pub(crate) fn running(&self) -> usize {
        self.running
    }

    /// Begins a piece of work; its result comes by the page's mailbox.
    pub(crate) fn begin(&mut self, work: Work) {
        self.running += 1;
        let (stop, mailbox) = (self.stop.clone(), self.mailbox.clone());
        self.tasks.spawn(async move {
            tokio::select! {
                biased;
                () = stop.cancelled() => {}
                apply = work => mailbox.push_done(apply),
            }
        });
    }

    /// Wakes the page at `at`, and no more when it was to be woken before.
    pub(crate) fn wake_at(&mut self, at: Option<Instant>) {
        if self.wake.as_ref().map(|(at, _)| *at) == at {
            return;
        }
        if let Some((_, stop)) = self.wake.take() {
            stop.cancel();
        }
        let Some(at) = at else { return };
        let (stop, mailbox) = (self.stop.child_token(), self.mailbox.clone());
        self.wake = Some((at, stop.clone()));
        self.tasks.spawn(async move {
            tokio::select! {
                biased;
                () = stop.cancelled() => {}
                () = sleep_until(at) => mailbox.wake(),
            }
        });
    }

    /// A result is about to be run.
    pub(crate) fn ended(&mut self) {
        self.running = self.running.saturating_sub(1);
    }

    /// Sets a timer, or stops it; the one of the same action ends in any case.
    pub(crate) fn set_timer(&mut self, timer: Timer) {
        let Timer { action, every } = timer;
        self.timers.retain(|(other, stop)| {
            if *other == action {
                stop.cancel();
            }
            *other != action
        });
        if let Some((period, payload)) = every {
            let stop = self.stop.child_token();
            self.timers.push((action, stop.clone()));
            let mailbox = self.mailbox.clone();
            let period = period.min(LONGEST_PERIOD);
            self.tasks
                .spawn(tick(action.into(), payload, period, mailbox, stop));
        }
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

async fn tick(
    action: Arc<str>,
    payload: Payload,
    period: Duration,
    mailbox: Mailbox,
    stop: CancellationToken,
) {
    let mut ticks = interval_at(Instant::now() + period, period);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            biased;
            () = stop.cancelled() => return,
            _ = ticks.tick() => mailbox.push_once(Delivery {
                action: action.clone(),
                payload: payload.clone(),
                hops: 0,
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bus::Mail;
    use crate::controller::{ActionInfo, Visibility};

    const ACTIONS: &[ActionInfo] = &[ActionInfo {
        name: "tick",
        visibility: Visibility::Internal,
        coalesce: false,
    }];

    fn timer(seconds: Option<u64>) -> Timer {
        let every = seconds.map(|seconds| (Duration::from_secs(seconds), Payload::default()));
        Timer {
            action: "tick",
            every,
        }
    }

    /// Lets all tasks run, and time go on.
    async fn pass(seconds: u64) {
        for _ in 0..seconds {
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    }

    fn calls(mailbox: &Mailbox) -> usize {
        let mail = mailbox.take().mail;
        mail.iter()
            .filter(|mail| matches!(mail, Mail::Call(_)))
            .count()
    }

    #[tokio::test(start_paused = true)]
    async fn a_timer_ticks_by_its_period_and_waits_once() {
        let mailbox = Mailbox::new(9, ACTIONS);
        let mut background = Background::new(&Tasks::default(), &mailbox);
        background.set_timer(timer(Some(10)));
        pass(9).await;
        assert_eq!(calls(&mailbox), 0);
        pass(2).await;
        assert_eq!(calls(&mailbox), 1);
        // Nobody takes them for a while.
        pass(100).await;
        assert_eq!(calls(&mailbox), 1);
        // Another period takes the place of the first.
        background.set_timer(timer(Some(100)));
        pass(99).await;
        assert_eq!(calls(&mailbox), 0);
        pass(2).await;
        assert_eq!(calls(&mailbox), 1);
        background.set_timer(timer(None));
        assert!(background.is_idle());
        pass(1000).await;
        assert_eq!(calls(&mailbox), 0);
    }

    #[tokio::test(start_paused = true)]
    async fn all_ends_when_it_is_dropped_and_when_the_application_stops() {
        for stops in [false, true] {
            let (tasks, mailbox) = (Tasks::default(), Mailbox::new(9, ACTIONS));
            let mut background = Background::new(&tasks, &mailbox);
            background.set_timer(timer(Some(1)));
            background.begin(Box::pin(std::future::pending()));
            assert_eq!(background.running(), 1);
            if !stops {
                drop(background);
            }
            assert!(tasks.stop(Duration::from_secs(1)).await);
            pass(10).await;
            assert_eq!(calls(&mailbox), 0);
        }
    }
}
