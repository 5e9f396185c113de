//! The runtime of livetpl: what runs when a page lives on the server.
//!
//! Applications depend on the `livetpl` crate, which re-exports what is public here. The rooms, from the ground up:
//! `template` (trees and patches, pure), `controller` (the traits that the macros implement), `bus` (publish and
//! subscribe), `session` (pages and what keeps them), `http` (the service), and with the feature `testing` the room of that
//! name (pages in process, for tests). An arrow between rooms points down only.

pub mod bus;
pub mod controller;
pub mod http;
pub mod session;
pub mod template;
#[cfg(feature = "testing")]
pub mod testing;
