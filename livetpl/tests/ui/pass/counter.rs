//! A controller that is its own state.

use livetpl::prelude::*;

#[live_controller]
#[derive(Clone, Default)]
#[template(source = r#"<p>{{ count }}</p><button name="increment">+</button>"#, ext = "html")]
struct Counter {
    #[persist]
    count: i64,
}

#[live_controller]
impl Counter {
    #[action]
    fn increment(&mut self) {
        self.count += 1;
    }
}

fn main() {
    use livetpl::controller::IntoCall;
    use livetpl::{Controller, LiveState};
    let counter = Counter::default().initial_state();
    assert_eq!(<Counter as LiveState>::PERSISTED, ["count"]);
    assert_eq!(counter.save_field(0).unwrap(), 0);
    let _: livetpl::Call = Counter::INCREMENT.into_call();
}
