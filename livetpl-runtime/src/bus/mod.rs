//! Publish and subscribe within one process: who gets what, in which order, and what happens when a queue is full.
//!
//! Nothing here runs user code or waits: a publish ends in mailboxes, which their pages empty when they can.

mod local;
mod mailbox;
mod matching;
mod members;
pub mod relay;

pub use local::{Bus, PageId};
pub use mailbox::{Apply, Batch, Delivery, Mail, Mailbox};
pub use members::Members;

/// How many publishes may cause each other: one made while handling the eighth is refused.
pub const MAX_HOPS: u8 = 8;
