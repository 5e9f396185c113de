//! Lifecycle methods have no payload.

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
    fn mount(&self, state: &mut LogState, id: u64) {
        state.count = id as u32;
    }

    fn on_connect(&self, form: Form<u8>) {
        let _ = form;
    }

    #[action]
    fn send(&self) {}
}

fn main() {
    fn serves<C: livetpl::Dispatch>() {}
    serves::<Log>();
    let _ = Log::SEND.name();
}
