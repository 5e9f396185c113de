//! A state has named fields.

use livetpl::prelude::*;

#[live_controller(state = LogState)]
struct Log;

#[derive(Clone, Default, LiveState)]
#[template(source = "<p>x</p>", ext = "html")]
struct LogState(u32);

#[live_controller]
impl Log {
    #[action]
    fn send(&self, state: &mut LogState) {
        state.0 += 1;
    }
}

fn main() {
    fn serves<C: livetpl::Dispatch>() {}
    serves::<Log>();
    let _ = Log::SEND.name();
}
