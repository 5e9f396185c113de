//! Publish and subscribe: who gets what, in which order, and what happens when a queue is full or a process is away.
//!
//! Nothing here runs user code or waits: a publish ends in mailboxes, which their pages empty when they can. Read `local`
//! first (the subscriptions of this process), then `relay` (what carries bytes between processes) and `remote` (the bus
//! over any relay); `presence` is who is on a topic.

mod envelope;
mod inbox;
mod interest;
mod local;
mod mailbox;
mod matching;
mod members;
mod metrics;
mod presence;
mod reach;
#[cfg(feature = "redis")]
pub mod redis;
pub mod relay;
mod remote;
mod room;
mod seen;
mod surplus;
#[cfg(test)]
mod tests;

pub use local::{Bus, PageId};
pub use mailbox::{Batch, Delivery, Mail, Mailbox};
pub use members::{Members, Moment, Whose};
pub use metrics::Metrics;
pub(crate) use reach::endless;
pub(crate) use surplus::give_back;

pub use crate::controller::topic::is_pattern;

/// How many publishes may cause each other: one made while handling the eighth is refused.
pub const MAX_HOPS: u8 = 8;
