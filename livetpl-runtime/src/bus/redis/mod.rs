//! The relay over Redis, behind the feature `redis`. Read `relay` first; `client` is the only file that knows the crate.
//!
//! Why the crate `redis` and not `fred`: all that is needed of a client here is a connection that publishes and one that
//! listens. What makes a relay, which channels are wanted, what waits and what was lost, is decided and counted by us:
//! `fred`'s own reconnecting would queue commands without a bound, subscribe again on its own, and tell neither what was
//! lost nor when listening began. TLS is rustls with ring, which needs a C compiler to build and nothing else.

pub(crate) mod client;
mod queue;
mod relay;

pub use relay::RedisRelay;
