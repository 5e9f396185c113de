//! A job that takes its time, with a bar that says how far it is, and a way to stop it.

mod job;

use std::sync::Arc;
use std::time::Duration;

use livetpl::prelude::*;

use job::Job;

/// How often the page looks how far the job is.
const LOOK_EVERY: Duration = Duration::from_millis(100);

/// The page is its own state.
#[live_controller]
#[derive(Clone, Default)]
#[template(path = "progress_bar.html")]
pub(crate) struct ProgressBar {
    /// The job that runs, if one does. The page and the job beside it share it.
    job: Option<Arc<Job>>,
    /// What the bar shows.
    percent: u32,
    /// The page of a form without JavaScript: nobody comes back to it, so it has nothing beside it.
    plain: bool,
}

#[live_controller]
impl ProgressBar {
    fn mount(&mut self, ctx: &mut Context) {
        self.plain = ctx.kind() == Some(ConnectKind::Post);
    }

    #[action]
    async fn start(&mut self, ctx: &mut Context) -> Result {
        if self.job.is_some() {
            return Ok(());
        }
        let job = Arc::<Job>::default();
        if self.plain {
            // The browser's own sign that it waits is the bar.
            let finished = job.run().await;
            self.ended(finished, ctx);
            return Ok(());
        }
        (self.job, self.percent) = (Some(job.clone()), 0);
        ctx.clear_flash("info");
        ctx.every(LOOK_EVERY, Self::LOOK)?;
        let work = async move { job.run().await };
        ctx.spawn(work, |page: &mut ProgressBar, finished, ctx| {
            ctx.stop_every(Self::LOOK);
            page.ended(finished.unwrap_or(false), ctx);
        })
    }

    #[action]
    fn cancel(&mut self) {
        if let Some(job) = &self.job {
            job.cancel();
        }
    }

    #[action(internal, coalesce)]
    fn look(&mut self) {
        if let Some(job) = &self.job {
            self.percent = job.percent();
        }
    }

    fn ended(&mut self, finished: bool, ctx: &mut Context) {
        self.job = None;
        let said = if finished {
            "All 250 pictures are there."
        } else {
            "The job was stopped."
        };
        ctx.flash("info", said);
    }
}
