//! `Form` and `Valid` are each the whole payload.

use livetpl::prelude::*;

#[live_controller(state = LogState)]
#[derive(Default)]
struct Log;

#[derive(Clone, Default, LiveState)]
#[template(source = "<p>{{ count }}</p>", ext = "html")]
struct LogState {
    count: u32,
}

#[live_controller]
impl Log {
    #[action]
    fn send(&self, a: Form<u32>, b: Valid<u32>) {
        let _ = (a, b);
    }
}

fn main() {
    fn serves<C: livetpl::Dispatch>() {}
    serves::<Log>();
    let _ = Log::SEND.name();
}
