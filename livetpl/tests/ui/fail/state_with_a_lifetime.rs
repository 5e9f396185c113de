//! A state owns what it shows.

use livetpl::prelude::*;

#[live_controller(state = LogState<'static>)]
#[derive(Default)]
struct Log;

#[derive(Clone, Default, LiveState)]
#[template(source = "<p>{{ text }}</p>", ext = "html")]
struct LogState<'a> {
    text: &'a str,
}

#[live_controller]
impl Log {
    #[action]
    fn send(&self, state: &mut LogState<'static>) {
        state.text = "x";
    }
}

fn main() {
    fn serves<C: livetpl::Dispatch>() {}
    serves::<Log>();
    let _ = Log::SEND.name();
}
