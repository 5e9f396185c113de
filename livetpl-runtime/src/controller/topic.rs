//! Topics: their grammar, the reserved namespace, and who may subscribe. Matching patterns is the bus' business.
//!
//! Lives in the controller room because `Context` checks topics; the bus above imports it.

use std::borrow::Borrow;
use std::fmt;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::{BoxFuture, try_join_all};

use crate::controller::{Error, Identity, Result};

/// A topic, or a pattern of topics to subscribe to.
///
/// Segments of `[A-Za-z0-9_-]+` joined by `/`. In a subscription a segment may be `*`: any one segment. Topics under
/// `lvt:` are the framework's; only [`Context::self_topic`](crate::controller::Context::self_topic) and
/// [`Context::user_topic`](crate::controller::Context::user_topic) make them.
///
/// ```
/// use livetpl::Topic;
///
/// # fn main() -> livetpl::Result {
/// let topic = Topic::parse("rooms/lobby")?;
/// assert_eq!(topic.as_str(), "rooms/lobby");
/// assert!(Topic::parse("no spaces").is_err());
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Topic(Arc<str>);

impl Topic {
    /// The longest topic, in bytes.
    pub const MAX_BYTES: usize = 256;

    /// The topic of all tabs of a session group.
    ///
    /// ```
    /// assert_eq!(livetpl::Topic::session("g").as_str(), "lvt:session:g");
    /// ```
    pub fn session(group: &str) -> Self {
        Topic(format!("lvt:session:{group}").into())
    }

    /// The topic of all pages of a user.
    ///
    /// ```
    /// assert_eq!(livetpl::Topic::user("ann").as_str(), "lvt:user:ann");
    /// ```
    pub fn user(id: &str) -> Self {
        Topic(format!("lvt:user:{id}").into())
    }

    /// The developer's topic or pattern `text`.
    ///
    /// ```
    /// assert!(livetpl::Topic::parse("rooms/*/news").is_ok());
    /// assert!(livetpl::Topic::parse("lvt:user:ann").is_err());
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::TopicForbidden`](crate::controller::ErrorKind::TopicForbidden) if the text is not in the grammar.
    pub fn parse(text: &str) -> Result<Self> {
        if text.is_empty() || text.len() > Self::MAX_BYTES {
            return Err(Error::topic(text, "a topic has 1 to 256 bytes"));
        }
        let segment = |s: &str| {
            s == "*"
                || !s.is_empty()
                    && s.bytes()
                        .all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
        };
        if !text.split('/').all(segment) {
            return Err(Error::topic(
                text,
                "a topic is segments of A-Z, a-z, 0-9, `_` and `-` joined by `/`",
            ));
        }
        Ok(Topic(text.into()))
    }

    /// The topic that `channel` is, as a relay names it; `None` where it is no topic that can be published to.
    #[doc(hidden)]
    pub fn from_channel(channel: &str) -> Option<Self> {
        let name = |prefix| channel.strip_prefix(prefix);
        if let Some(group) = name("lvt:session:") {
            return Some(Topic::session(group));
        }
        if let Some(id) = name("lvt:user:") {
            return Some(Topic::user(id));
        }
        Topic::parse(channel)
            .ok()
            .filter(|topic| !topic.is_pattern())
    }

    /// Whether this is a pattern: a segment is `*`.
    ///
    /// ```
    /// # fn main() -> livetpl::Result {
    /// assert!(livetpl::Topic::parse("rooms/*")?.is_pattern());
    /// # Ok(())
    /// # }
    /// ```
    pub fn is_pattern(&self) -> bool {
        is_pattern(&self.0)
    }

    /// Whether this is one of the framework's topics.
    ///
    /// ```
    /// assert!(livetpl::Topic::user("ann").is_reserved());
    /// ```
    pub fn is_reserved(&self) -> bool {
        self.0.starts_with("lvt:")
    }

    /// The topic's text.
    ///
    /// ```
    /// assert_eq!(livetpl::Topic::user("ann").as_str(), "lvt:user:ann");
    /// ```
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether a topic's text is a pattern. A user may be called `*`: the framework's topics never are.
#[doc(hidden)]
pub fn is_pattern(topic: &str) -> bool {
    !topic.starts_with("lvt:") && topic.split('/').any(|segment| segment == "*")
}

/// So that a map by topic can be asked by text.
impl Borrow<str> for Topic {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Topic {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Topic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Decides who may subscribe to and publish on a developer topic: `App::topic_acl` and `App::topic_acl_async`.
#[derive(Clone)]
#[doc(hidden)]
pub enum TopicAcl {
    /// At once.
    Now(Arc<AdmitNow>),
    /// After the method that asks, and before anything of it has happened.
    Later(Arc<AdmitLater>),
}

type AdmitNow = dyn Fn(&Topic, &Identity) -> bool + Send + Sync;
type AdmitLater = dyn Fn(Topic, Identity) -> BoxFuture<'static, bool> + Send + Sync;

/// How long `App::topic_acl_async` may take for all topics of one method.
const ACL_PATIENCE: Duration = Duration::from_secs(5);

impl TopicAcl {
    /// Whether all of `topics` are admitted; `Now` has been asked before.
    ///
    /// # Errors
    ///
    /// For the first topic that is not admitted, or was not in time.
    pub(crate) async fn admit(&self, topics: &[Topic], identity: &Identity) -> Result {
        let TopicAcl::Later(admits) = self else {
            return Ok(());
        };
        let ask = async |topic: &Topic| {
            let asked = async { admits(topic.clone(), identity.clone()).await };
            match AssertUnwindSafe(asked).catch_unwind().await {
                Ok(true) => Ok(()),
                Ok(false) => Err(Error::topic(topic.as_str(), NOT_ADMITTED)),
                Err(panic) => Err(Error::panicked("the topic ACL", &*panic)),
            }
        };
        let all = try_join_all(topics.iter().map(ask));
        match tokio::time::timeout(ACL_PATIENCE, all).await {
            Ok(decided) => decided.map(drop),
            Err(_) => {
                let topic = topics.first().map_or("", Topic::as_str);
                Err(Error::topic(
                    topic,
                    "the application's topic ACL did not answer in time",
                ))
            }
        }
    }
}

/// Why an ACL refuses.
pub(crate) const NOT_ADMITTED: &str = "not admitted by the application's topic ACL";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::controller::ErrorKind;

    #[tokio::test(start_paused = true)]
    async fn an_acl_that_does_not_answer_denies() {
        let acl = TopicAcl::Later(Arc::new(|_, _| Box::pin(std::future::pending())));
        let topics = [Topic::parse("a").unwrap()];
        let denied = acl.admit(&topics, &Identity::user("ann")).await;
        assert_eq!(denied.unwrap_err().kind(), ErrorKind::TopicForbidden);
    }

    #[test]
    fn the_topic_of_a_user_is_no_pattern_whatever_the_user_is_called() {
        for name in ["*", "a/*", "x"] {
            assert!(!Topic::user(name).is_pattern() && !Topic::session(name).is_pattern());
        }
        assert!(Topic::parse("a/*").unwrap().is_pattern());
    }
}
