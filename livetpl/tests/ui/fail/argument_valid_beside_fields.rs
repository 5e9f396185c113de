//! `Valid` is the whole payload.

use livetpl::prelude::*;

#[live_controller(state = LogState)]
#[derive(Default)]
struct Log;

#[derive(Clone, Default, LiveState)]
#[template(source = "<p>{{ count }}</p>", ext = "html")]
struct LogState {
    count: u32,
}

#[derive(serde::Deserialize)]
struct Join {
    name: String,
}

#[live_controller]
impl Log {
    #[action]
    fn send(&self, Valid(join): Valid<Join>, text: String) {
        let _ = (join.name, text);
    }
}

fn main() {
    fn serves<C: livetpl::Dispatch>() {}
    serves::<Log>();
    let _ = Log::SEND.name();
}
