//! A persisted field is saved by its name, which a variant can't give it.

use livetpl::prelude::*;

#[live_controller(state = LogState)]
struct Log;

#[derive(Clone, Default, LiveState)]
#[template(source = "<p>x</p>", ext = "html")]
enum LogState {
    #[default]
    A,
    B {
        #[persist]
        count: u32,
    },
}

#[live_controller]
impl Log {
    #[action]
    fn send(&self, state: &mut LogState) {
        *state = LogState::B { count: 1 };
    }
}

fn main() {
    fn serves<C: livetpl::Dispatch>() {}
    serves::<Log>();
    let _ = Log::SEND.name();
}
