//! A state is a struct.

use livetpl::prelude::*;

#[live_controller(state = LogState)]
struct Log;

#[derive(Clone, Default, LiveState)]
#[template(source = "<p>x</p>", ext = "html")]
enum LogState {
    #[default]
    A,
}

#[live_controller]
impl Log {
    #[action]
    fn send(&self, state: &mut LogState) {
        *state = LogState::A;
    }
}

fn main() {
    fn serves<C: livetpl::Dispatch>() {}
    serves::<Log>();
    let _ = Log::SEND.name();
}
