//! The value of `state` is a type.

use livetpl::prelude::*;

#[live_controller(LogState)]
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
    fn send(&self, state: &mut LogState) {
        state.count += 1;
    }
}

#[live_controller(state)]
struct Bare;

#[live_controller]
impl Bare {}

fn main() {
    fn serves<C: livetpl::Dispatch>() {}
    serves::<Log>();
    let _ = Log::SEND.name();
    serves::<Bare>();
}
