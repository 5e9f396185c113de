//! With `&mut self` there is no `state` argument.

use livetpl::prelude::*;

#[live_controller]
#[derive(Clone, Default)]
#[template(source = "<p>{{ count }}</p>", ext = "html")]
struct Counter {
    count: u32,
}

#[live_controller]
impl Counter {
    #[action]
    fn increment(&mut self, state: &mut Counter) {
        self.count += state.count;
    }
}

fn main() {
    fn serves<C: livetpl::Dispatch>() {}
    serves::<Counter>();
    let _ = Counter::INCREMENT.name();
}
