//! An argument comes out of a payload.

use livetpl::prelude::*;

#[live_controller(state = LogState)]
#[derive(Default)]
struct Log;

#[derive(Clone, Default, LiveState)]
#[template(source = "<p>{{ count }}</p>", ext = "html")]
struct LogState {
    count: u32,
}

struct Color;

#[live_controller]
impl Log {
    #[action]
    fn send(&self, color: Color) {
        let _ = color;
    }
}

fn main() {
    fn serves<C: livetpl::Dispatch>() {}
    serves::<Log>();
    let _ = Log::SEND.name();
}
