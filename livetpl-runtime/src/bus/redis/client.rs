//! The Redis client: addresses, and connections whose every request has a time limit. The only file that imports it.

use std::time::Duration;

use bytes::Bytes;
use futures_util::StreamExt;
use redis::aio::{MultiplexedConnection, PubSubSink, PubSubStream};
use redis::io::tcp::TcpSettings;
use redis::{AsyncConnectionConfig, Client, IntoConnectionInfo, Pipeline, RedisResult};
use tokio::time::timeout;

use crate::controller::{Error, Result};

/// How long Redis may take to answer, or to be connected to.
pub(crate) const PATIENCE: Duration = Duration::from_secs(2);

/// Where a Redis is, and as whom to go there.
#[derive(Clone)]
pub(crate) struct Address {
    client: Client,
    /// Without user and password.
    shown: String,
}

impl Address {
    /// Reads `redis://user:password@host:port/database`, or `rediss://` for TLS.
    pub(crate) fn parse(url: &str) -> Result<Self> {
        let shown = without_secrets(url);
        let wrong = |reason: &dyn std::fmt::Display| {
            Error::msg(format!(
                "`{shown}` is no URL of a Redis ({reason}); write `redis://user:password@host:6379/0`, or `rediss://` for TLS"
            ))
        };
        if !url.starts_with("redis://") && !url.starts_with("rediss://") {
            return Err(wrong(&"it begins with neither `redis://` nor `rediss://`"));
        }
        let place = url.into_connection_info().map_err(|error| wrong(&error))?;
        // Messages are small and wanted at once.
        let place = place.set_tcp_settings(TcpSettings::default().set_nodelay(true));
        if url.starts_with("rediss://") && rustls::crypto::CryptoProvider::get_default().is_none() {
            // An error says that the application was quicker: then its provider is used.
            let _ = rustls::crypto::ring::default_provider().install_default();
        }
        let client = Client::open(place).map_err(|error| wrong(&error))?;
        Ok(Address { client, shown })
    }

    /// The address, without user and password.
    pub(crate) fn shown(&self) -> &str {
        &self.shown
    }

    /// A connection for commands.
    pub(crate) async fn commands(&self, patience: Duration) -> Result<Commands> {
        let config = AsyncConnectionConfig::new()
            .set_connection_timeout(Some(patience))
            .set_response_timeout(Some(patience));
        let client = &self.client;
        let connection = client.get_multiplexed_async_connection_with_config(&config);
        in_time(patience, connection).await.map(Commands)
    }

    /// A connection that listens.
    pub(crate) async fn listener(&self) -> Result<(Subscriptions, Messages)> {
        let (sink, stream) = in_time(PATIENCE, self.client.get_async_pubsub())
            .await?
            .split();
        Ok((Subscriptions(sink), Messages(stream)))
    }
}

/// The URL, without what stands before its `@`.
fn without_secrets(url: &str) -> String {
    match (url.split_once("://"), url.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, place))) => format!("{scheme}://…@{place}"),
        _ => url.to_owned(),
    }
}

async fn in_time<T>(
    patience: Duration,
    request: impl Future<Output = RedisResult<T>>,
) -> Result<T> {
    match timeout(patience, request).await {
        Ok(answer) => Ok(answer?),
        Err(_) => Err(Error::internal(format!(
            "Redis did not answer within {} ms",
            patience.as_millis()
        ))),
    }
}

/// A connection for commands. Cheap to clone: all clones are one connection.
#[derive(Clone)]
pub(crate) struct Commands(MultiplexedConnection);

impl Commands {
    /// Publishes all, in order; `prefix` stands before each channel's name.
    pub(crate) async fn publish(&mut self, prefix: &str, messages: &[(String, Bytes)]) -> Result {
        let mut commands = Pipeline::with_capacity(messages.len());
        for (channel, message) in messages {
            commands
                .publish(format!("{prefix}{channel}"), &**message)
                .ignore();
        }
        in_time(PATIENCE, commands.exec_async(&mut self.0)).await
    }

    /// Asks for a sign of life.
    pub(crate) async fn ping(&mut self) -> Result {
        in_time(PATIENCE, redis::cmd("PING").exec_async(&mut self.0)).await
    }

    /// The fields of a hash, which is kept for `ttl` from now on.
    pub(crate) async fn fields(
        &mut self,
        key: &str,
        ttl: Duration,
        patience: Duration,
    ) -> Result<Vec<(String, Vec<u8>)>> {
        let mut commands = Pipeline::with_capacity(2);
        commands.hgetall(key);
        commands.pexpire(key, milliseconds(ttl)).ignore();
        let answer = in_time(patience, commands.query_async(&mut self.0)).await;
        answer.map(|(fields,)| fields)
    }

    /// The fields of a hash, which is then gone: in one step.
    pub(crate) async fn take_fields(
        &mut self,
        key: &str,
        patience: Duration,
    ) -> Result<Vec<(String, Vec<u8>)>> {
        let mut commands = Pipeline::with_capacity(2);
        commands.atomic().hgetall(key).del(key).ignore();
        let answer = in_time(patience, commands.query_async(&mut self.0)).await;
        answer.map(|(fields,)| fields)
    }

    /// Sets fields of a hash, which is kept for `ttl` from now on.
    pub(crate) async fn set_fields(
        &mut self,
        key: &str,
        fields: &[(String, String)],
        ttl: Duration,
        patience: Duration,
    ) -> Result {
        let mut commands = Pipeline::with_capacity(2);
        commands.hset_multiple(key, fields).ignore();
        commands.pexpire(key, milliseconds(ttl)).ignore();
        in_time(patience, commands.exec_async(&mut self.0)).await
    }
}

fn milliseconds(time: Duration) -> i64 {
    i64::try_from(time.as_millis()).unwrap_or(i64::MAX)
}

/// What a listening connection listens on.
pub(crate) struct Subscriptions(PubSubSink);

impl Subscriptions {
    pub(crate) async fn subscribe(&mut self, channels: &[String]) -> Result {
        in_time(PATIENCE, self.0.subscribe(channels)).await
    }

    pub(crate) async fn unsubscribe(&mut self, channels: &[String]) -> Result {
        in_time(PATIENCE, self.0.unsubscribe(channels)).await
    }

    pub(crate) async fn subscribe_patterns(&mut self, patterns: &[String]) -> Result {
        in_time(PATIENCE, self.0.psubscribe(patterns)).await
    }

    pub(crate) async fn unsubscribe_patterns(&mut self, patterns: &[String]) -> Result {
        in_time(PATIENCE, self.0.punsubscribe(patterns)).await
    }

    /// Asks for a sign of life.
    pub(crate) async fn ping(&mut self) -> Result {
        let answer = in_time(PATIENCE, self.0.ping::<redis::Value>());
        answer.await.map(drop)
    }
}

/// What a listening connection hears.
pub(crate) struct Messages(PubSubStream);

impl Messages {
    /// The next message and the channel that it was sent on; `None` once the connection is lost.
    ///
    /// # Cancel safety
    ///
    /// No message is lost when the future is dropped.
    pub(crate) async fn next(&mut self) -> Option<(String, Vec<u8>)> {
        loop {
            let message = self.0.next().await?;
            // A channel that is no UTF-8 is none of ours.
            if let Ok(channel) = message.get_channel() {
                return Some((channel, message.get_payload_bytes().to_vec()));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Address;

    #[test]
    fn a_wrong_url_is_an_error_that_keeps_the_password() {
        for url in [
            "redis://127.0.0.1:6379",
            "redis://user:secret@localhost:1/3",
            "rediss://:secret@example.org",
        ] {
            assert!(Address::parse(url).is_ok(), "{url}");
        }
        for url in [
            "127.0.0.1:6379",
            "http://localhost",
            "redis://:secret@host:port",
            "redis://:secret@localhost/zero",
            "unix:///run/redis",
        ] {
            let error = Address::parse(url).err().map(|error| error.to_string());
            let error = error.unwrap_or_else(|| panic!("{url} is accepted"));
            assert!(
                error.contains("write `redis://") && !error.contains("secret"),
                "{error}"
            );
        }
    }
}
