//! End-to-end tests of livetpl: a real Chromium, the gallery's own binary, raw sockets, a Redis of the test's own. The load program is beside it.

pub mod axe;
pub mod browser;
pub mod bucket;
pub mod cdp;
pub mod front;
pub mod load;
pub mod paper;
pub mod proxy;
pub mod redis;
pub mod scene;
pub mod server;
pub mod socket;
