//! What a method may ask for and cause: its connection, its topics, what it publishes.
//!
//! A context collects effects; the session room applies them after the method succeeded, so that a failed action leaves
//! nothing behind. Only subscriptions begin at once, and are taken back.

use std::sync::Arc;

use crate::controller::{Attendance, Call, Error, Identity, IntoCall, Result, Topic, TopicAcl};

/// The most publishes of one action.
pub const MAX_PUBLISHES: usize = 100;

/// Why `mount` runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ConnectKind {
    /// A page is requested.
    Get,
    /// A form is posted without JavaScript.
    Post,
    /// A WebSocket or fetch whose page is no longer parked.
    Connect,
    /// A WebSocket that comes back.
    Reconnect,
    /// A link within the page was followed.
    Navigate,
    /// The page lagged behind and loads the truth again.
    Resync,
}

/// What a method wants to happen once it has succeeded.
#[derive(Debug, Default)]
#[doc(hidden)]
pub struct Effects {
    /// Topics to let go.
    pub unsubscribe: Vec<Topic>,
    /// Calls to publish, in order, checked.
    pub publish: Vec<(Topic, Call)>,
}

/// Takes a page's subscriptions while its method still runs, so that nothing published meanwhile is missed.
#[doc(hidden)]
pub trait Subscriber: Send + Sync {
    /// Subscribes the page to `topic`.
    fn subscribe(&mut self, topic: &Topic);

    /// What takes the page's presence.
    fn attendance(&mut self) -> Option<&mut dyn Attendance> {
        None
    }
}

/// The connection that a method runs for.
///
/// ```
/// # use livetpl_runtime::controller::{Context, Result};
/// fn mount(ctx: &mut Context) -> Result {
///     ctx.subscribe(ctx.self_topic())
/// }
/// ```
pub struct Context {
    kind: Option<ConnectKind>,
    identity: Identity,
    path: Arc<str>,
    query: Arc<str>,
    acl: Option<TopicAcl>,
    subscriber: Option<Box<dyn Subscriber>>,
    effects: Effects,
}

impl Context {
    /// A context of `identity` at `path?query`; `kind` is `None` in an action.
    #[doc(hidden)]
    pub fn new(
        kind: Option<ConnectKind>,
        identity: Identity,
        path: Arc<str>,
        query: Arc<str>,
        acl: Option<TopicAcl>,
    ) -> Self {
        Context {
            kind,
            identity,
            path,
            query,
            acl,
            subscriber: None,
            effects: Effects::default(),
        }
    }

    /// Lets `subscriber` take subscriptions at once.
    #[doc(hidden)]
    #[must_use]
    pub fn with_subscriber(mut self, subscriber: Option<Box<dyn Subscriber>>) -> Self {
        self.subscriber = subscriber;
        self
    }

    /// Why `mount` runs; `None` in an action.
    pub fn kind(&self) -> Option<ConnectKind> {
        self.kind
    }

    /// The session group and user.
    pub fn identity(&self) -> &Identity {
        &self.identity
    }

    /// The path of the page, without its query.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The query of the page, without `?`; empty where there is none.
    pub fn query(&self) -> &str {
        &self.query
    }

    /// The topic of this session group: all tabs of one browser.
    pub fn self_topic(&self) -> Topic {
        Topic::session(&self.identity.group)
    }

    /// The topic of this user, on all devices; `None` for anonymous sessions.
    pub fn user_topic(&self) -> Option<Topic> {
        self.identity.user.as_deref().map(Topic::user)
    }

    /// Subscribes this page to `topic`. What is published from now on runs after this method, if the method succeeds.
    ///
    /// So subscribe first and read then: nothing falls between the two.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::TopicForbidden`](crate::controller::ErrorKind::TopicForbidden) if the topic is malformed,
    /// another session's, or not admitted by `App::topic_acl`.
    pub fn subscribe(&mut self, topic: impl AsRef<str>) -> Result {
        let topic = self.admitted(topic.as_ref())?;
        if let Some(subscriber) = &mut self.subscriber {
            subscriber.subscribe(&topic);
        }
        Ok(())
    }

    /// Lets `topic` go once the method has succeeded. A topic that isn't subscribed to is ignored.
    pub fn unsubscribe(&mut self, topic: impl AsRef<str>) {
        // Own reserved topics are not in the developers' grammar.
        let text = topic.as_ref();
        let own = self.own(text);
        if let Some(topic) = own.or_else(|| Topic::parse(text).ok()) {
            self.effects.unsubscribe.push(topic);
        }
    }

    /// Queues `call` for every subscriber of `topic` but this page; it goes out once the method has succeeded.
    ///
    /// # Errors
    ///
    /// If the topic is malformed, a pattern, reserved by another session or not admitted; if the payload can't be
    /// serialised; at the 101st publish of one action.
    pub fn publish(&mut self, topic: impl AsRef<str>, call: impl IntoCall) -> Result {
        let topic = self.admitted(topic.as_ref())?;
        if topic.is_pattern() {
            return Err(Error::topic(
                topic.as_str(),
                "a pattern can't be published to; name one topic",
            ));
        }
        let call = call.into_call();
        call.payload()?;
        if self.effects.publish.len() == MAX_PUBLISHES {
            return Err(Error::limit(format!(
                "an action may publish {MAX_PUBLISHES} times"
            )));
        }
        self.effects.publish.push((topic, call));
        Ok(())
    }

    /// Takes what the method asked for.
    #[doc(hidden)]
    pub fn into_effects(self) -> Effects {
        self.effects
    }

    /// What takes the page's presence; nothing for a page that nobody comes back to.
    pub(super) fn attendance(&mut self) -> Option<&mut dyn Attendance> {
        self.subscriber.as_mut()?.attendance()
    }

    fn own(&self, text: &str) -> Option<Topic> {
        let own = self.self_topic();
        if own.as_str() == text {
            return Some(own);
        }
        self.user_topic().filter(|topic| topic.as_str() == text)
    }

    pub(super) fn admitted(&self, text: &str) -> Result<Topic> {
        if let Some(own) = self.own(text) {
            return Ok(own);
        }
        if text.starts_with("lvt:") {
            return Err(Error::topic(
                text,
                "topics under `lvt:` are the framework's; only one's own may be used",
            ));
        }
        let topic = Topic::parse(text)?;
        match &self.acl {
            Some(acl) if acl(&topic, &self.identity) => Ok(topic),
            Some(_) => Err(Error::topic(
                text,
                "not admitted by the application's topic ACL",
            )),
            None => Err(Error::topic(
                text,
                "no topic is admitted without an ACL; set `App::topic_acl`",
            )),
        }
    }
}
