//! What carries publishes between the processes of one application: a trait. `envelope` says what is carried.
//!
//! A relay moves bytes by channel and knows nothing of pages. Local fan-out never depends on it.

use std::sync::Arc;

use bytes::Bytes;
use futures_util::future::BoxFuture;

/// Carries bytes between processes. No method but [`run`](Self::run) waits, and none but it calls the inbox.
///
/// A channel is a topic, or with a `*` for one whole segment a pattern ([`is_pattern`](crate::bus::is_pattern) tells).
/// What one process sends arrives at each listener in that order, whatever the channels; more than once only where the
/// relay can't know whether it arrived, or where an exact channel and a pattern both fit. A relay may also bring what a
/// pattern does not stand for: the bus looks again. What can't be promised is told to the [`Inbox`]: a connection that
/// was lost, a queue that overflowed.
///
/// ```
/// use std::sync::Arc;
///
/// use bytes::Bytes;
/// use livetpl::relay::{Inbox, Relay, RelayHealth};
/// use livetpl::session::BoxFuture;
///
/// /// Carries nothing: there is one process.
/// struct Alone;
///
/// impl Relay for Alone {
///     fn run(self: Arc<Self>, _inbox: Arc<dyn Inbox>, stop: BoxFuture<'static, ()>) -> BoxFuture<'static, ()> {
///         stop
///     }
///
///     fn send(&self, _channel: &str, _message: Bytes) {}
///     fn listen(&self, _channel: &str) {}
///     fn leave(&self, _channel: &str) {}
///
///     fn health(&self) -> RelayHealth {
///         RelayHealth::default()
///     }
/// }
///
/// let app = livetpl::App::new().relay(Alone);
/// ```
pub trait Relay: Send + Sync + 'static {
    /// Moves messages until `stop` is ready, then sends what is queued and ends; connects again by itself for as long
    /// as it takes.
    ///
    /// # Cancel safety
    ///
    /// May be dropped at any time; what was queued stays queued.
    fn run(
        self: Arc<Self>,
        inbox: Arc<dyn Inbox>,
        stop: BoxFuture<'static, ()>,
    ) -> BoxFuture<'static, ()>;

    /// Queues `message` for all other processes that listen on `channel`.
    fn send(&self, channel: &str, message: Bytes);

    /// Listens on `channel` from now on; [`Inbox::listening`] says when that has begun.
    fn listen(&self, channel: &str);

    /// No longer listens on `channel`.
    fn leave(&self, channel: &str);

    /// How it goes at this moment.
    fn health(&self) -> RelayHealth;
}

/// How a relay fares: plain numbers, counted since it was made.
///
/// ```
/// use livetpl::relay::RelayHealth;
///
/// let away = RelayHealth { up: false, queued: 12, ..RelayHealth::default() };
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RelayHealth {
    /// Messages can be moved at this moment, in both directions.
    pub up: bool,
    /// How often a connection that was lost has been made again.
    pub reconnects: u64,
    /// Messages that wait to be sent, or to be acknowledged.
    pub queued: usize,
    /// Messages that were dropped because the queue was full.
    pub dropped: u64,
}

/// Takes what a relay brings. Methods return at once.
///
/// ```
/// use livetpl::relay::Inbox;
///
/// /// What a relay does with its inbox when its connection is back.
/// fn back(inbox: &dyn Inbox, lost: &[String]) {
///     inbox.restored();
///     for channel in lost {
///         inbox.dropped(Some(channel));
///     }
/// }
/// ```
pub trait Inbox: Send + Sync + 'static {
    /// Another process, or this one, sent `message` on `channel`: the one that it named, never a pattern.
    fn message(&self, channel: &str, message: &[u8]);

    /// From now on what is sent on `channel` arrives: what was sent before may not have.
    fn listening(&self, channel: &str);

    /// Everything that was listened on is listened on again after a loss: what was sent meanwhile did not arrive.
    fn restored(&self);

    /// Messages of this process on `channel` were dropped: its queue was full while the relay was away. `None`: on more
    /// channels than could be remembered.
    ///
    /// Called once the relay is back, so that the other processes can be told.
    fn dropped(&self, channel: Option<&str>);
}
