//! The application that the load program measures: a small state, and one topic for all.

use livetpl::prelude::*;
use livetpl::session::Limits;
use tokio::net::TcpListener;

/// A number that everybody sees.
#[live_controller]
#[derive(Clone, Default)]
#[template(ext = "html", source = "<p>{{ count }}</p>")]
struct Shared {
    count: u64,
}

#[live_controller]
impl Shared {
    fn mount(&mut self, ctx: &mut Context) -> Result {
        ctx.subscribe("all")
    }

    #[action]
    fn count(&mut self) {
        self.count += 1;
    }

    #[action]
    fn tell(&mut self, ctx: &mut Context) -> Result {
        self.count += 1;
        ctx.publish("all", Self::COUNT)
    }
}

pub(super) async fn serve(listener: TcpListener) {
    let mut limits = Limits::default();
    limits.connections = 100_000;
    limits.connections_per_group = 100_000;
    limits.parked_per_group = 100_000;
    limits.messages_per_second = u32::MAX;
    limits.messages_burst = u32::MAX;
    let app = App::new()
        .limits(limits)
        .topic_acl(|_, _| true)
        .live("/", Shared::default());
    app.serve_until(listener, std::future::pending())
        .await
        .expect("the limits are in order");
}
