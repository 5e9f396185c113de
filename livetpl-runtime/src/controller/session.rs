//! A handle to one session group: all of its pages, from a method, a task or a job.

use std::fmt;
use std::sync::{Arc, Weak};

use crate::controller::{Call, Error, IntoCall, Result};

/// How many pages a publish or a trigger went to.
///
/// ```
/// # use livetpl::{Action, App, Result};
/// # struct Board;
/// # impl Board { const REFRESH: Action<Board> = Action::new("refresh", &[]); }
/// # fn main() -> Result {
/// let reached = App::new().handle().publish("board", Board::REFRESH)?;
/// assert!(reached.is_nobody());
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reached {
    /// The pages of this process.
    pub local: usize,
    /// It was handed to a relay, for the pages of other processes; how many those are is not known.
    pub relayed: bool,
}

impl Reached {
    /// Whether it went to nobody, and nobody elsewhere can have it.
    ///
    /// ```
    /// assert!(livetpl::Reached::default().is_nobody());
    /// ```
    pub fn is_nobody(self) -> bool {
        self.local == 0 && !self.relayed
    }
}

/// Reaches the pages of session groups; the bus implements it.
#[doc(hidden)]
pub trait Reach: Send + Sync {
    /// Queues `call`, to which `hops` publishes and triggers led, for every page of `group`.
    ///
    /// # Errors
    ///
    /// If the payload can't be serialised, or there were too many hops.
    fn trigger(&self, group: &str, call: &Call, hops: u8) -> Result<Reached>;

    /// Whether `group` has a page here.
    fn is_connected(&self, group: &str) -> bool;
}

/// All pages of one session group. Cheap to clone; works from any task or thread.
///
/// ```
/// # use livetpl_runtime::controller::{Action, Context, Session};
/// # struct Clock;
/// # impl Clock { const TICK: Action<Clock> = Action::new("tick", &[]); }
/// fn watch(ctx: &Context) -> Session {
///     ctx.session()
/// }
/// // In a job, much later: ends once nobody looks any more.
/// fn tell(session: &Session) -> bool {
///     session.trigger(Clock::TICK).is_ok()
/// }
/// ```
#[derive(Clone)]
pub struct Session {
    group: Arc<str>,
    reach: Option<Arc<dyn Reach>>,
    /// What led to the method that the handle is from, as long as that runs.
    chain: Weak<u8>,
}

impl Session {
    /// The pages of `group`; `reach` is `None` where there are none, as in a test of a single method.
    #[doc(hidden)]
    pub fn new(group: Arc<str>, reach: Option<Arc<dyn Reach>>) -> Self {
        Session {
            group,
            reach,
            chain: Weak::new(),
        }
    }

    /// The handle of a method to which that many publishes and triggers led. What it triggers while it runs is one more.
    #[doc(hidden)]
    #[must_use]
    pub fn caused_by(self, chain: &Arc<u8>) -> Self {
        Session {
            chain: Arc::downgrade(chain),
            ..self
        }
    }

    /// The session group.
    ///
    /// ```
    /// let session = livetpl::App::new().handle().session("ann");
    /// assert_eq!(session.group(), "ann");
    /// ```
    pub fn group(&self) -> &str {
        &self.group
    }

    /// Runs `call` on every page of the group, whatever it subscribed to, also on the page that this is called from.
    ///
    /// It is queued at once, also if the method that asks for it fails later. A page whose socket is down for a while
    /// runs it, too, and its browser sees the result when it is back.
    ///
    /// ```
    /// # use livetpl::{Action, App, ErrorKind};
    /// # struct Board;
    /// # impl Board { const REFRESH: Action<Board> = Action::new("refresh", &[]); }
    /// let session = App::new().handle().session("ann");
    /// let nobody = session.trigger(Board::REFRESH).unwrap_err();
    /// assert_eq!(nobody.kind(), ErrorKind::Disconnected);
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Disconnected`](crate::controller::ErrorKind::Disconnected) if the group has no page left, so that a
    /// loop can end; another error if the payload can't be serialised, or if more than 8 publishes and triggers caused each
    /// other. While a relay is up there may be pages in other
    /// processes, so it is no error then: a loop that runs beside a relay looks at [`is_connected`](Self::is_connected), too.
    pub fn trigger(&self, call: impl IntoCall) -> Result<Reached> {
        let call = call.into_call();
        call.payload()?;
        let hops = self.chain.upgrade().map_or(0, |hops| *hops);
        match &self.reach {
            Some(reach) => {
                let reached = reach.trigger(&self.group, &call, hops)?;
                if reached.is_nobody() {
                    return Err(Error::disconnected());
                }
                Ok(reached)
            }
            None => Err(Error::disconnected()),
        }
    }

    /// Whether the group has a page in this process, be it one whose socket is down for a while.
    ///
    /// ```
    /// assert!(!livetpl::App::new().handle().session("ann").is_connected());
    /// ```
    pub fn is_connected(&self) -> bool {
        let reach = self.reach.as_ref();
        reach.is_some_and(|reach| reach.is_connected(&self.group))
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Session").field(&self.group).finish()
    }
}
