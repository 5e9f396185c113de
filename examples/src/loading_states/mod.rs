//! What a page shows while an action runs, without a line of script: a button that says so, a form that is busy, a sign
//! that belongs to one action alone.

use std::time::Duration;

use livetpl::prelude::*;

/// How long a slow action takes.
const SLOW: Duration = Duration::from_millis(1200);
const MOST_IN_A_TITLE: usize = 60;

/// The page is its own state.
#[live_controller]
#[derive(Clone, Default)]
#[template(path = "loading_states.html")]
pub(crate) struct LoadingStates {
    #[persist]
    title: String,
    #[persist]
    saved: u32,
}

#[live_controller]
impl LoadingStates {
    #[action]
    async fn save(&mut self, title: String, ctx: &mut Context) -> Result {
        tokio::time::sleep(SLOW).await;
        if title.chars().count() > MOST_IN_A_TITLE {
            return Err(Error::field(
                "title",
                format!("has at most {MOST_IN_A_TITLE} characters"),
            ));
        }
        self.title = title;
        self.saved += 1;
        let s = if self.saved == 1 { "" } else { "s" };
        ctx.flash("info", format!("Saved {} time{s}.", self.saved));
        Ok(())
    }

    /// Always fails: what has begun to show has to end then, too.
    #[action]
    async fn fail(&mut self) -> Result {
        tokio::time::sleep(SLOW).await;
        Err(Error::msg("This one always fails."))
    }

    /// Changes nothing: the answer alone ends what shows.
    #[action]
    async fn nothing(&mut self) {
        tokio::time::sleep(SLOW).await;
    }
}
