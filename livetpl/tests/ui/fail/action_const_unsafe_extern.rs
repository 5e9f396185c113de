//! An action is an ordinary function.

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
    #[action]
    const fn a(&self) {}

    #[action]
    unsafe fn b(&self) {}

    #[action]
    extern "C" fn c(&self) {}
}

fn main() {
    fn serves<C: livetpl::Dispatch>() {}
    serves::<Log>();
    let _ = (Log::A.name(), Log::B.name(), Log::C.name());
}
