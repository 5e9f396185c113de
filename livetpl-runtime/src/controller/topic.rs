//! Topics: their grammar, the reserved namespace, and who may subscribe. Matching patterns is the bus' business.
//!
//! Lives in the controller room because `Context` checks topics; the bus above imports it.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use crate::controller::{Error, Identity, Result};

/// A topic, or a pattern of topics to subscribe to.
///
/// Segments of `[A-Za-z0-9_-]+` joined by `/`. In a subscription a segment may be `*`: any one segment. Topics under
/// `lvt:` are the framework's; only [`Context::self_topic`](crate::controller::Context::self_topic) and
/// [`Context::user_topic`](crate::controller::Context::user_topic) make them.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Topic(Arc<str>);

impl Topic {
    /// The longest topic, in bytes.
    pub const MAX_BYTES: usize = 256;

    /// The topic of all tabs of a session group.
    pub fn session(group: &str) -> Self {
        Topic(format!("lvt:session:{group}").into())
    }

    /// The topic of all pages of a user.
    pub fn user(id: &str) -> Self {
        Topic(format!("lvt:user:{id}").into())
    }

    /// The developer's topic or pattern `text`.
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
    pub fn is_pattern(&self) -> bool {
        is_pattern(&self.0)
    }

    /// Whether this is one of the framework's topics.
    pub fn is_reserved(&self) -> bool {
        self.0.starts_with("lvt:")
    }

    /// The topic's text.
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

/// Decides who may subscribe to and publish on a developer topic: `App::topic_acl`.
pub type TopicAcl = Arc<dyn Fn(&Topic, &Identity) -> bool + Send + Sync>;
