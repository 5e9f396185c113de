//! What carries publishes between the processes of one application: a trait. `remote` says what is carried.
//!
//! A relay moves bytes by channel and knows nothing of pages. Local fan-out never depends on it.

use std::sync::Arc;

use bytes::Bytes;
use futures_util::future::BoxFuture;

/// Carries bytes between processes. No method but [`run`](Self::run) waits.
///
/// A channel is a topic, or with a `*` for one whole segment a pattern. What one process sends on its channels arrives at
/// each listener in that order; more than once only where the relay can't know whether it arrived. What can't be
/// promised is told to the [`Inbox`]: a connection that was lost, a queue that overflowed.
pub trait Relay: Send + Sync + 'static {
    /// Moves messages until the future is dropped; connects again by itself for as long as it takes.
    fn run(self: Arc<Self>, inbox: Arc<dyn Inbox>) -> BoxFuture<'static, ()>;

    /// Queues `message` for all other processes that listen on `channel`.
    fn send(&self, channel: &str, message: Bytes);

    /// Listens on `channel` from now on; [`Inbox::listening`] says when that has begun.
    fn listen(&self, channel: &str);

    /// No longer listens on `channel`.
    fn leave(&self, channel: &str);

    /// Whether messages can be moved at this moment.
    fn is_up(&self) -> bool;
}

/// Takes what a relay brings. Methods return at once.
pub trait Inbox: Send + Sync + 'static {
    /// Another process, or this one, sent `message` on `channel`.
    fn message(&self, channel: &str, message: &[u8]);

    /// From now on what is sent on `channel` arrives: what was sent before may not have.
    fn listening(&self, channel: &str);

    /// Everything that was listened on is listened on again after a loss: what was sent meanwhile did not arrive.
    fn restored(&self);

    /// Messages of this process on `channel` were dropped: its queue was full while the relay was away.
    ///
    /// Called once the relay is back, so that the other processes can be told.
    fn dropped(&self, channel: &str);
}
