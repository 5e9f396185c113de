//! An action runs on a copy of the state.

use livetpl::prelude::*;

#[live_controller]
#[derive(Default)]
#[template(source = "<p>{{ count }}</p>", ext = "html")]
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
