//! The application that the load program measures: a small state, and one topic for all.

use std::sync::Arc;
use std::time::Duration;

use livetpl::prelude::*;
use livetpl::session::Limits;
use parking_lot::RwLock;
use tokio::net::TcpListener;

/// How many lines the board has.
const LINES: u64 = 20;

/// A board that everybody sees, and a number of one's own.
#[live_controller(state = Page)]
#[derive(Default)]
struct Board {
    lines: RwLock<Arc<Vec<u64>>>,
}

#[derive(Clone, Default, LiveState)]
#[template(
    ext = "html",
    source = "<p>{{ count }}</p><ul>{% for line in lines.iter() %}<li>{{ line }}</li>{% endfor %}</ul>"
)]
struct Page {
    count: u64,
    lines: Arc<Vec<u64>>,
}

#[live_controller]
impl Board {
    fn mount(&self, state: &mut Page, ctx: &mut Context) -> Result {
        ctx.subscribe("all")?;
        self.changed(state);
        Ok(())
    }

    #[action]
    fn count(&self, state: &mut Page) {
        state.count += 1;
    }

    #[action]
    fn tell(&self, state: &mut Page, ctx: &mut Context) -> Result {
        let mut lines = self.lines.write();
        let next = lines.last().map_or(1, |last| last + 1);
        *lines = Arc::new((next.saturating_sub(LINES - 1)..=next).collect());
        drop(lines);
        self.changed(state);
        ctx.publish("all", Self::CHANGED)
    }

    #[action(internal)]
    fn changed(&self, state: &mut Page) {
        state.lines = self.lines.read().clone();
    }
}

pub(super) async fn serve(listener: TcpListener) {
    let mut limits = Limits::default();
    limits.connections = 100_000;
    limits.connections_per_group = 100_000;
    limits.parked_per_group = 100_000;
    limits.messages_per_second = u32::MAX;
    limits.messages_burst = u32::MAX;
    // The bare server has none either.
    limits.heartbeat = Duration::from_secs(3600);
    let app = App::new()
        .limits(limits)
        .topic_acl(|_, _| true)
        .live("/", Board::default());
    app.serve_until(listener, std::future::pending())
        .await
        .expect("the limits are in order");
}
