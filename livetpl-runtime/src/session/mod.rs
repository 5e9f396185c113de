//! Pages: what keeps them between sockets, what drives them, and who they belong to.
//!
//! Read `page` first (one page and its transaction), then `view` (a controller with all of its pages), `registry` (pages
//! by token) and `connection` (the task that drives a page while a socket is attached).

pub mod admission;
pub mod answer;
mod background;
pub mod basic;
mod behind;
mod bucket;
pub mod connection;
mod flashes;
mod forms;
mod frame;
pub mod handle;
pub mod identity;
mod join;
pub mod limits;
mod line;
mod message;
mod navigate;
mod page;
mod parking;
mod persist;
pub mod plans;
mod posts;
pub mod prefix;
mod rates;
#[cfg(feature = "redis")]
pub mod redis_store;
mod registry;
mod render;
pub mod routes;
pub mod shared;
mod sharing;
pub(crate) mod sign_out;
pub mod store;
mod subscriptions;
pub mod tasks;
mod tickets;
mod told;
pub mod uploads;
pub mod view;
#[cfg(feature = "testing")]
pub(crate) mod watch;
