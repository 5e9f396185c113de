//! A controller owns what it holds.

use livetpl::prelude::*;

#[live_controller]
#[derive(Clone)]
#[template(source = "<p>{{ text }}</p>", ext = "html")]
struct Log<'a> {
    text: &'a str,
}

#[live_controller]
impl<'a> Log<'a> {
    #[action]
    fn send(&mut self) {}
}

fn main() {
    fn serves<C: livetpl::Dispatch>() {}
    serves::<Log<'static>>();
    let _ = Log::SEND.name();
}
