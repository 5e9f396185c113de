//! Where variants have templates, each has one, or the enum has one for the rest.

use livetpl::prelude::*;

#[live_controller(state = LogState)]
struct Log;

#[derive(Clone, Default, LiveState)]
enum LogState {
    #[default]
    #[template(source = "<p>x</p>", ext = "html")]
    A,
    B,
}

#[live_controller]
impl Log {
    #[action]
    fn send(&self, state: &mut LogState) {
        *state = LogState::B;
    }
}

fn main() {
    fn serves<C: livetpl::Dispatch>() {}
    serves::<Log>();
    let _ = Log::SEND.name();
    let _ = LogState::A.to_string();
}
