//! A controller is shared by all pages.

use livetpl::prelude::*;

#[live_controller]
#[derive(Clone, Default)]
#[template(source = "<p>{{ count.get() }}</p>", ext = "html")]
struct Counter {
    count: std::cell::Cell<u32>,
}

#[live_controller]
impl Counter {
    #[action]
    async fn increment(&mut self) {
        self.count.set(1);
    }
}

fn main() {
    fn serves<C: livetpl::Dispatch>() {}
    serves::<Counter>();
    let _ = Counter::INCREMENT.name();
}
