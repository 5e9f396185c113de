//! A state has a template.

use livetpl::prelude::*;

#[live_controller]
#[derive(Clone, Default)]
struct Counter {
    count: u32,
}

#[live_controller]
impl Counter {
    #[action]
    fn increment(&mut self) {
        self.count += 1;
    }
}

fn main() {
    fn serves<C: livetpl::Dispatch>() {}
    serves::<Counter>();
    let _ = Counter::INCREMENT.name();
}
