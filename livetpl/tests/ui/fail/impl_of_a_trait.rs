//! Actions are inherent methods.

use livetpl::prelude::*;

#[live_controller(state = LogState)]
#[derive(Default)]
struct Log;

#[derive(Clone, Default, LiveState)]
#[template(source = "<p>{{ count }}</p>", ext = "html")]
struct LogState {
    count: u32,
}

trait Sends {
    fn send(&self);
}

#[live_controller]
impl Sends for Log {
    #[action]
    fn send(&self) {}
}

#[live_controller]
impl Log {}

fn main() {
    fn serves<C: livetpl::Dispatch>() {}
    serves::<Log>();
    Log.send();
}
