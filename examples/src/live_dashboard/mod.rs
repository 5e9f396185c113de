//! A live dashboard: one task takes the figures once a second for everybody. A page has no timer and computes nothing:
//! it takes a pointer.

mod figures;
#[cfg(test)]
mod tests;

use std::sync::Arc;
use std::time::Duration;

use livetpl::Handle;
use livetpl::prelude::*;
use parking_lot::RwLock;
use tokio::time::MissedTickBehavior;

use figures::{Gauges, Snapshot};

/// Where it is said that there are new figures.
pub(crate) const TOPIC: &str = "dashboard";

/// The newest snapshot. Cheap to clone: all clones are one.
#[derive(Clone, Default)]
pub(crate) struct Newest(Arc<RwLock<Arc<Snapshot>>>);

/// Shows the newest snapshot.
#[live_controller(state = DashboardState)]
pub(crate) struct LiveDashboard {
    newest: Newest,
}

/// What one page shows.
#[derive(Clone, Default, LiveState)]
#[template(path = "live_dashboard.html")]
pub(crate) struct DashboardState {
    snapshot: Arc<Snapshot>,
    /// Who reads wants the figures to stand still.
    paused: bool,
}

#[live_controller]
impl LiveDashboard {
    pub(crate) fn new(newest: Newest) -> Self {
        LiveDashboard { newest }
    }

    fn mount(&self, state: &mut DashboardState, ctx: &mut Context) -> Result {
        ctx.subscribe(TOPIC)?;
        self.refresh(state);
        Ok(())
    }

    #[action]
    fn pause(&self, state: &mut DashboardState) {
        state.paused = true;
    }

    #[action]
    fn go_on(&self, state: &mut DashboardState) {
        state.paused = false;
        self.refresh(state);
    }

    /// There are new figures. Who missed some sees the last: two calls that wait are one.
    #[action(internal, coalesce)]
    fn refresh(&self, state: &mut DashboardState) {
        if !state.paused {
            state.snapshot = self.newest.0.read().clone();
        }
    }
}

/// Takes the figures for all pages. It ends with whoever awaits it.
pub(crate) async fn measure(newest: Newest, handle: Handle) -> Result {
    let (mut gauges, mut viewers) = (Gauges::new(), 0);
    let mut second = tokio::time::interval(Duration::from_secs(1));
    second.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        second.tick().await;
        *newest.0.write() = gauges.read(viewers);
        viewers = handle.publish(TOPIC, LiveDashboard::REFRESH)?.local;
    }
}
