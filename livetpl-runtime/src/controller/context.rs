//! What a method may ask for and cause: its connection, its topics, what it publishes.
//!
//! A context collects effects; the session room applies them after the method succeeded, so that a failed action leaves
//! nothing behind. Only subscriptions begin at once, and are taken back.

use std::sync::{Arc, OnceLock};

use serde::Serialize;

use crate::controller::redirect::check_target;
use crate::controller::topic::NOT_ADMITTED;
use crate::controller::upload::PageUploads;
use crate::controller::{
    Attendance, Call, Cookie, Error, Event, FlashChange, Identity, IntoCall, MAX_EVENTS, Params,
    Reach, Result, Session, StateType, Timer, Topic, TopicAcl, Work, find_cookie,
};

/// The most publishes of one action, unless the limits say otherwise.
pub const MAX_PUBLISHES: usize = 100;

/// The most pieces of work that a page has at once, unless the limits say otherwise.
pub const MAX_WORK: usize = 100;

/// Why `mount` runs.
///
/// ```
/// use livetpl::prelude::*;
///
/// fn mount(ctx: &mut Context) {
///     if ctx.kind() == Some(ConnectKind::Resync) {
///         // The page has missed something: what it loads now is the truth again.
///     }
/// }
/// ```
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
    /// A link to another query of the page's path was followed.
    Navigate,
    /// The page lagged behind and loads the truth again.
    Resync,
}

/// What a method wants to happen once it has succeeded.
#[derive(Default)]
#[doc(hidden)]
pub struct Effects {
    /// Topics that the ACL has to admit before anything else happens.
    pub undecided: Vec<Topic>,
    /// Topics to let go.
    pub unsubscribe: Vec<Topic>,
    /// Calls to publish, in order, checked.
    pub publish: Vec<(Topic, Call)>,
    /// Work to begin.
    pub work: Vec<Work>,
    /// Timers to set and to stop, in order.
    pub timers: Vec<Timer>,
    /// Cookies for the browser.
    pub cookies: Vec<Cookie>,
    /// All of the browser's pages end.
    pub signs_out: bool,
    /// Where the browser goes.
    pub redirect: Option<String>,
    /// Where the browser goes as if a link led there.
    pub navigate: Option<String>,
    /// The query that the page's address has from now on.
    pub query: Option<Arc<str>>,
    /// What the page's scripts are told, in order.
    pub events: Vec<Event>,
    /// The files that were taken or cancelled.
    pub uploads: Vec<u32>,
    /// What the page says, and says no more, in order.
    pub flash: Vec<FlashChange>,
}

/// What a method may know of the page that it runs for.
#[doc(hidden)]
pub struct Surroundings {
    /// Reaches other pages.
    pub reach: Option<Arc<dyn Reach>>,
    /// The type of the page's state, where it is known.
    pub state: Option<StateType>,
    /// How many pieces of the page's work run.
    pub pending: usize,
    /// What stands before the application's paths in a browser.
    pub prefix: Arc<str>,
    /// The parameters of the page's path.
    pub params: Params,
    /// The cookies that the browser sent.
    pub cookies: Option<Arc<str>>,
    /// The request that the method runs for, if it runs for one.
    pub request: Option<Arc<http::request::Parts>>,
    /// The page's uploads, where it takes some.
    pub uploads: Option<Arc<dyn PageUploads>>,
    /// The most publishes of one action.
    pub max_publishes: usize,
    /// The most pieces of work at once.
    pub max_work: usize,
    /// How many publishes and triggers led to the method.
    pub hops: u8,
}

impl Default for Surroundings {
    fn default() -> Self {
        Surroundings {
            reach: None,
            state: None,
            pending: 0,
            prefix: Arc::default(),
            params: Params::default(),
            cookies: None,
            request: None,
            uploads: None,
            max_publishes: MAX_PUBLISHES,
            max_work: MAX_WORK,
            hops: 0,
        }
    }
}

/// Takes a page's subscriptions while its method still runs, so that nothing published meanwhile is missed.
#[doc(hidden)]
pub trait Subscriber: Send + Sync {
    /// Subscribes the page to `topic`; while that is `undecided`, what comes is held back.
    fn subscribe(&mut self, topic: &Topic, undecided: bool);

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
    pub(super) query: Arc<str>,
    acl: Option<TopicAcl>,
    subscriber: Option<Box<dyn Subscriber>>,
    pub(super) around: Surroundings,
    pub(super) effects: Effects,
    /// What led to the method, for the sessions that it reaches while it runs.
    chain: OnceLock<Arc<u8>>,
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
            around: Surroundings::default(),
            effects: Effects::default(),
            chain: OnceLock::new(),
        }
    }

    /// Lets `subscriber` take subscriptions at once.
    #[doc(hidden)]
    #[must_use]
    pub fn with_subscriber(mut self, subscriber: Option<Box<dyn Subscriber>>) -> Self {
        self.subscriber = subscriber;
        self
    }

    /// Tells of the page.
    #[doc(hidden)]
    #[must_use]
    pub fn within(mut self, around: Surroundings) -> Self {
        self.around = around;
        self
    }

    /// Why `mount` runs; `None` in an action.
    ///
    /// ```
    /// # use livetpl::prelude::*;
    /// fn is_first_request(ctx: &Context) -> bool {
    ///     matches!(ctx.kind(), Some(ConnectKind::Get | ConnectKind::Post))
    /// }
    /// ```
    pub fn kind(&self) -> Option<ConnectKind> {
        self.kind
    }

    /// The session group and user.
    ///
    /// ```
    /// # use livetpl::prelude::*;
    /// fn greeting(ctx: &Context) -> String {
    ///     match &ctx.identity().user {
    ///         Some(user) => format!("Hello, {user}"),
    ///         None => "Hello".to_owned(),
    ///     }
    /// }
    /// ```
    pub fn identity(&self) -> &Identity {
        &self.identity
    }

    /// The path of the page, without its query, as `App::live` has it: without
    /// [`prefix`](Self::prefix).
    ///
    /// ```
    /// # use livetpl::prelude::*;
    /// fn is_archive(ctx: &Context) -> bool {
    ///     ctx.path().starts_with("/archive")
    /// }
    /// ```
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The query of the page, without `?`; empty where there is none.
    ///
    /// ```
    /// # use livetpl::prelude::*;
    /// fn asks_for_drafts(ctx: &Context) -> bool {
    ///     ctx.query() == "drafts"
    /// }
    /// ```
    pub fn query(&self) -> &str {
        &self.query
    }

    /// The value of the cookie `name`, as the browser sent it with the page or when its socket was opened.
    ///
    /// What [`set_cookie`](Self::set_cookie) sets is there with the next request.
    ///
    /// ```
    /// # use livetpl::prelude::*;
    /// fn theme(ctx: &Context) -> &str {
    ///     ctx.cookie("theme").unwrap_or("light")
    /// }
    /// ```
    pub fn cookie(&self, name: &str) -> Option<&str> {
        find_cookie(self.around.cookies.as_deref()?, name)
    }

    /// All pages of this session group: a handle that tasks and jobs may keep.
    ///
    /// ```
    /// # use livetpl::prelude::*;
    /// # struct Inbox;
    /// # impl Inbox { const REFRESH: livetpl::Action<Inbox> = livetpl::Action::new("refresh", &[]); }
    /// fn import(ctx: &Context) {
    ///     let session = ctx.session();
    ///     std::thread::spawn(move || {
    ///         // Work that outlives the page; at its end all tabs of this browser look again.
    ///         let _ = session.trigger(Inbox::REFRESH);
    ///     });
    /// }
    /// ```
    pub fn session(&self) -> Session {
        let chain = self.chain.get_or_init(|| Arc::new(self.around.hops));
        Session::new(self.identity.group.clone(), self.around.reach.clone()).caused_by(chain)
    }

    /// The topic of this session group: all tabs of one browser.
    ///
    /// ```
    /// # use livetpl::prelude::*;
    /// fn mount(ctx: &mut Context) -> Result {
    ///     ctx.subscribe(ctx.self_topic())
    /// }
    /// ```
    pub fn self_topic(&self) -> Topic {
        Topic::session(&self.identity.group)
    }

    /// The topic of this user, on all devices; `None` for anonymous sessions.
    ///
    /// ```
    /// # use livetpl::prelude::*;
    /// fn mount(ctx: &mut Context) -> Result {
    ///     match ctx.user_topic() {
    ///         Some(topic) => ctx.subscribe(topic),
    ///         None => Ok(()),
    ///     }
    /// }
    /// ```
    pub fn user_topic(&self) -> Option<Topic> {
        self.identity.user.as_deref().map(Topic::user)
    }

    /// Subscribes this page to `topic`. What is published from now on runs after this method, if the method succeeds.
    ///
    /// So subscribe first and read then: nothing falls between the two. With `App::topic_acl_async` the decision comes after
    /// the method: what it read of the topic is only kept, and only shown, if the topic is admitted.
    ///
    /// ```
    /// # use livetpl::prelude::*;
    /// fn mount(ctx: &mut Context) -> Result {
    ///     ctx.subscribe("rooms/lobby")?;
    ///     ctx.subscribe("rooms/*/news")
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::TopicForbidden`](crate::controller::ErrorKind::TopicForbidden) if the topic is malformed,
    /// another session's, or not admitted by `App::topic_acl`.
    pub fn subscribe(&mut self, topic: impl AsRef<str>) -> Result {
        let topic = self.admitted(topic.as_ref())?;
        if let Some(subscriber) = &mut self.subscriber {
            subscriber.subscribe(&topic, self.effects.undecided.contains(&topic));
        }
        Ok(())
    }

    /// Lets `topic` go once the method has succeeded. A topic that isn't subscribed to is ignored.
    ///
    /// ```
    /// # use livetpl::prelude::*;
    /// fn leave(ctx: &mut Context) {
    ///     ctx.unsubscribe("rooms/lobby");
    /// }
    /// ```
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
    /// ```
    /// # use livetpl::prelude::*;
    /// # struct Room;
    /// # impl Room { const SAID: livetpl::Action<Room, (String,)> = livetpl::Action::new("said", &["text"]); }
    /// fn say(ctx: &mut Context, text: String) -> Result {
    ///     ctx.publish("rooms/lobby", Room::SAID.with(text))
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// If the topic is malformed, a pattern, reserved by another session or not admitted; if the payload can't be
    /// serialised; beyond the limit of publishes of one action, which is 100.
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
        let most = self.around.max_publishes;
        if self.effects.publish.len() >= most {
            return Err(Error::limit(format!("an action may publish {most} times")));
        }
        self.effects.publish.push((topic, call));
        Ok(())
    }

    /// Gives the browser a cookie once the method has succeeded, whatever way the action came.
    ///
    /// Over a WebSocket the browser fetches it at once, before it follows a [`redirect`](Self::redirect); no script can read
    /// it on its way.
    ///
    /// ```
    /// # use livetpl::prelude::*;
    /// fn choose(ctx: &mut Context) -> Result {
    ///     ctx.set_cookie(Cookie::new("theme", "dark"))
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// If the name, value or path holds what a cookie can't hold, or the whole is larger than 4096 bytes.
    pub fn set_cookie(&mut self, cookie: Cookie) -> Result {
        cookie.check()?;
        self.effects.cookies.push(cookie);
        Ok(())
    }

    /// Removes the browser's cookie `name` (of the path `/`) once the method has succeeded.
    ///
    /// Pages that are open stay whose they are: who they are was asked when their sockets were opened. So for the cookie that
    /// says who somebody is this is not enough to sign them out: [`sign_out`](Self::sign_out) is.
    ///
    /// ```
    /// # use livetpl::prelude::*;
    /// fn forget_theme(ctx: &mut Context) -> Result {
    ///     ctx.remove_cookie("theme")
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// If there can't be a cookie of this name.
    pub fn remove_cookie(&mut self, name: &str) -> Result {
        self.set_cookie(Cookie::removal(name))
    }

    /// Signs this browser out once the method has succeeded: removes its cookie `name` (of the path `/`), and ends all pages
    /// of its session group, whose browsers load them again as who they are then.
    ///
    /// This page ends, too, once its browser has its answer: so [`redirect`](Self::redirect), too. Where the group is a user,
    /// pages on other devices are loaded again with cookies of their own, which are as good as before. What makes a cookie
    /// worthless everywhere (a row that is removed, a stamp that is changed) comes before this. Persisted fields stay with the group.
    ///
    /// ```
    /// # use livetpl::prelude::*;
    /// fn logout(ctx: &mut Context) -> Result {
    ///     ctx.sign_out("session")?;
    ///     ctx.redirect("/login")
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// If there can't be a cookie of this name.
    pub fn sign_out(&mut self, name: &str) -> Result {
        self.remove_cookie(name)?;
        self.effects.signs_out = true;
        Ok(())
    }

    /// Sends the browser to another page of this site once the method has succeeded: it loads `target` anew.
    ///
    /// A `mount` that redirects shows nothing of its page, and no action of it runs: the place for "sign in first".
    /// Asked for twice, the last target counts.
    ///
    /// ```
    /// # use livetpl::prelude::*;
    /// fn mount(ctx: &mut Context) -> Result {
    ///     if ctx.identity().user.is_none() {
    ///         return ctx.redirect("/login");
    ///     }
    ///     Ok(())
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// If `target` does not begin with exactly one `/`, or holds a backslash or a control character: it could lead to
    /// another site. So whatever a user typed can lead no further than to a page of this site.
    pub fn redirect(&mut self, target: impl AsRef<str>) -> Result {
        self.effects.redirect = Some(check_target(target.as_ref())?);
        self.effects.navigate = None;
        Ok(())
    }

    /// Tells the page's own scripts something once the method has succeeded and the page shows what it did.
    ///
    /// The script dispatches `lvt:event:NAME` on the document, with `detail` as its detail; an object of `lvt-hook` hears it
    /// by `this.on("NAME", …)`. Only this page's browser is told. What a `mount` tells waits for the page's socket.
    ///
    /// ```
    /// # use livetpl_runtime::controller::{Context, Result};
    /// fn measured(ctx: &mut Context) -> Result {
    ///     ctx.push_event("point", &(17, 4.5))
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// If the name is empty or holds anything but letters, digits, `-` and `_`; if `detail` can't be serialised; at the
    /// 101st event of one action.
    pub fn push_event(&mut self, name: &str, detail: &impl Serialize) -> Result {
        if self.effects.events.len() == MAX_EVENTS {
            return Err(Error::limit(format!(
                "an action may push {MAX_EVENTS} events"
            )));
        }
        self.effects.events.push(Event::new(name, detail)?);
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

    /// Whether the ACL has yet to decide on a topic that the method has named.
    pub(super) fn is_undecided(&self, topic: &Topic) -> bool {
        self.effects.undecided.contains(topic)
    }

    pub(super) fn admitted(&mut self, text: &str) -> Result<Topic> {
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
            Some(TopicAcl::Now(admits)) if admits(&topic, &self.identity) => Ok(topic),
            Some(TopicAcl::Now(_)) => Err(Error::topic(text, NOT_ADMITTED)),
            Some(TopicAcl::Later(_)) => {
                if !self.effects.undecided.contains(&topic) {
                    self.effects.undecided.push(topic.clone());
                }
                Ok(topic)
            }
            None => Err(Error::topic(
                text,
                "no topic is admitted without an ACL; set `App::topic_acl`",
            )),
        }
    }
}
