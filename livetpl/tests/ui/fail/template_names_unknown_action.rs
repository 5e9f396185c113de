//! What the template names exists, and a browser may call it.

use livetpl::prelude::*;

#[live_controller(state = LogState)]
#[derive(Default)]
struct Log;

#[derive(Clone, Default, LiveState)]
#[template(source = r#"<p>{{ count }}</p>
<form method="post"><button name="snd">Send</button><button name="new-message">New</button></form>"#, ext = "html")]
struct LogState {
    count: u32,
}

#[live_controller]
impl Log {
    #[action]
    fn send(&self) {}

    #[action(internal)]
    fn new_message(&self) {}
}

fn main() {
    fn serves<C: livetpl::Dispatch>() {}
    serves::<Log>();
    let _ = Log::SEND.name();
}
