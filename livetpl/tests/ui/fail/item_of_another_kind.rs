//! The attribute stands on structs and impls.

use livetpl::prelude::*;

#[live_controller]
enum Log {
    A,
}

#[live_controller]
fn send() {}

fn main() {
    let _ = Log::A;
    send();
}
