//! A state moves between threads.

use livetpl::prelude::*;

#[live_controller(state = LogState)]
#[derive(Default)]
struct Log;

#[derive(Clone, Default, LiveState)]
#[template(source = "<p>{{ names.len() }}</p>", ext = "html")]
struct LogState {
    names: std::rc::Rc<Vec<u32>>,
}

#[live_controller]
impl Log {
    #[action]
    async fn send(&self, state: &mut LogState) {
        state.names = Default::default();
    }
}

fn main() {
    fn serves<C: livetpl::Dispatch>() {}
    serves::<Log>();
    let _ = Log::SEND.name();
}
