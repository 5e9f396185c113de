//! A controller has its impl.

use livetpl::prelude::*;

#[live_controller(state = LogState)]
#[derive(Default)]
struct Log;

#[derive(Clone, Default, LiveState)]
#[template(source = "<p>{{ count }}</p>", ext = "html")]
struct LogState {
    count: u32,
}

fn main() {
    fn serves<C: livetpl::Dispatch>() {}
    serves::<Log>();
}
