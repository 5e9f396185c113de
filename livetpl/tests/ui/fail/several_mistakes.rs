//! All mistakes of an impl are reported at once.

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
    fn mount(&self, id: u64) {
        let _ = id;
    }

    #[action(intern)]
    fn send(self, text: &str) -> u32 {
        let _ = text;
        3
    }

    #[action]
    fn receive<T>(&self) {}
}

fn main() {
    fn serves<C: livetpl::Dispatch>() {}
    serves::<Log>();
    let _ = Log::SEND.name();
    let _ = Log::RECEIVE.name();
}
