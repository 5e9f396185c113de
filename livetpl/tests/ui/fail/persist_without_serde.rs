//! A persisted field can be saved and loaded.

use livetpl::prelude::*;

#[live_controller]
#[derive(Clone, Default)]
#[template(source = "<p>x</p>", ext = "html")]
struct Counter {
    #[persist]
    count: Count,
}

#[derive(Clone, Default)]
struct Count;

#[live_controller]
impl Counter {
    #[action]
    fn increment(&mut self) {
        self.count = Count;
    }
}

fn main() {
    fn serves<C: livetpl::Dispatch>() {}
    serves::<Counter>();
    let _ = Counter::INCREMENT.name();
}
