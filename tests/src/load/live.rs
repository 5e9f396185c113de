//! The application that the load program measures: a small state, and one topic for all.

use std::sync::Arc;
use std::time::Duration;

use livetpl::prelude::*;
use livetpl::session::Limits;
use parking_lot::RwLock;
use tokio::net::TcpListener;

/// How long a page waits for its browser in the server that has trouble.
pub(super) const RESUME: Duration = Duration::from_secs(2);
/// About the length of the large text.
const LARGE_BYTES: usize = 128 * 1024;
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

/// A page with a large text, which changes as a whole.
#[live_controller(state = LargePage)]
#[derive(Default)]
struct Large {
    text: Arc<RwLock<Arc<String>>>,
}

#[derive(Clone, Default, LiveState)]
#[template(ext = "html", source = "<p>{{ count }}</p><p>{{ text }}</p>")]
struct LargePage {
    count: u64,
    text: Arc<String>,
}

#[live_controller]
impl Large {
    fn mount(&self, ctx: &mut Context) -> Result {
        ctx.subscribe("large")
    }

    #[action]
    fn count(&self, state: &mut LargePage) {
        state.count += 1;
    }

    #[action(internal)]
    fn swollen(&self, state: &mut LargePage) {
        state.text = self.text.read().clone();
    }
}

/// A page that hears of nothing.
#[live_controller(state = QuietPage)]
struct Quiet {
    text: Arc<RwLock<Arc<String>>>,
}

#[derive(Clone, Default, LiveState)]
#[template(ext = "html", source = "<p>{{ count }}</p>")]
struct QuietPage {
    count: u64,
}

#[live_controller]
impl Quiet {
    #[action]
    fn count(&self, state: &mut QuietPage) {
        state.count += 1;
    }

    /// Changes the large text.
    #[action]
    fn swell(&self, state: &mut QuietPage, ctx: &mut Context) -> Result {
        state.count += 1;
        *self.text.write() = Arc::new(format!("{} ", state.count).repeat(LARGE_BYTES / 8));
        ctx.publish("large", Large::SWOLLEN)
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

/// Limits as they are by default, but for times that a measurement can wait for.
pub(super) async fn serve_troubled(listener: TcpListener) {
    let mut limits = Limits::default();
    limits.resume = RESUME;
    limits.send = Duration::from_secs(3);
    let large = Large::default();
    let quiet = Quiet {
        text: large.text.clone(),
    };
    let app = App::new()
        .limits(limits)
        .topic_acl(|_, _| true)
        .live("/", large)
        .live("/quiet", quiet);
    app.serve_until(listener, std::future::pending())
        .await
        .expect("the limits are in order");
}
