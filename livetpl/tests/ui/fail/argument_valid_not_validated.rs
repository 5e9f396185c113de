//! What is valid is said on the payload's type.

use livetpl::prelude::*;

#[live_controller(state = LogState)]
#[derive(Default)]
struct Log;

#[derive(Clone, Default, LiveState)]
#[template(source = "<p>{{ count }}</p>", ext = "html")]
struct LogState {
    count: u32,
}

#[derive(serde::Deserialize)]
struct Join {
    name: String,
}

#[live_controller]
impl Log {
    #[action]
    fn join(&self, Valid(join): Valid<Join>) {
        let _ = join.name;
    }
}

fn main() {
    fn serves<C: livetpl::Dispatch>() {}
    serves::<Log>();
    let _ = Log::JOIN.name();
}
