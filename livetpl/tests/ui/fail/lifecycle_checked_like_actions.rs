//! Lifecycle methods follow the rules of actions.

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
    fn mount(state: &mut LogState) {
        state.count = 1;
    }

    async fn on_connect(&self) -> bool {
        true
    }

    #[action]
    fn send(&self) {}
}

fn main() {
    fn serves<C: livetpl::Dispatch>() {}
    serves::<Log>();
    let _ = Log::SEND.name();
}
