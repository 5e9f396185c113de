//! The attribute stands on the struct too.

use livetpl::prelude::*;

struct Log;

#[live_controller]
impl Log {
    #[action]
    fn send(&self) {}
}

fn main() {
    fn serves<C: livetpl::Dispatch>() {}
    serves::<Log>();
    let _ = Log::SEND.name();
}
