//! The template is the state's.

use livetpl::prelude::*;

#[live_controller(state = LogState)]
#[template(source = "<p>{{ count }}</p>", ext = "html")]
#[derive(Default)]
struct Log {
    #[persist]
    last: u32,
}

#[derive(Clone, Default, LiveState)]
#[template(source = "<p>{{ count }}</p>", ext = "html")]
struct LogState {
    count: u32,
}

#[live_controller]
impl Log {
    #[action]
    fn send(&self, state: &mut LogState) {
        state.count = self.last;
    }
}

fn main() {
    fn serves<C: livetpl::Dispatch>() {}
    serves::<Log>();
    let _ = Log::SEND.name();
}
