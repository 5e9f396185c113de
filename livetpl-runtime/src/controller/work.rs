//! What a page does beside its methods: work whose result comes back to it, and timers. Owns how both are described; the
//! session room runs them.

use std::any::{Any, TypeId, type_name};
use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;

use crate::controller::generated::{Outcome, outcome};
use crate::controller::{Action, Context, Error, IntoCall, Payload, Result};

/// What the result of a page's work does to its state, whatever the state's type.
#[doc(hidden)]
pub type Apply = Box<dyn FnOnce(&mut dyn Any, &mut Context) -> Result + Send>;

/// A piece of work: it ends with what is to be done to the page.
#[doc(hidden)]
pub type Work = BoxFuture<'static, Apply>;

/// A change of a page's timers: they are known by their actions.
#[derive(Debug)]
#[doc(hidden)]
pub struct Timer {
    /// What is called.
    pub action: &'static str,
    /// How often, and with what; `None` stops it.
    pub every: Option<(Duration, Payload)>,
}

/// The type of a page's state: a context isn't generic over it.
#[derive(Clone, Copy, Debug)]
#[doc(hidden)]
pub struct StateType {
    id: TypeId,
    name: &'static str,
}

impl StateType {
    /// The type `S`.
    #[doc(hidden)]
    pub fn of<S: 'static>() -> Self {
        StateType {
            id: TypeId::of::<S>(),
            name: type_name::<S>(),
        }
    }

    /// Panics unless this is `S`.
    pub(crate) fn check<S: 'static>(self) {
        assert!(
            self.id == TypeId::of::<S>(),
            "`ctx.spawn`: this page's state is `{}`, and `apply` takes `{}`; write `|state: &mut {}, …|`",
            self.name,
            type_name::<S>(),
            self.name,
        );
    }
}

impl Context {
    /// Begins `work` once the method has succeeded, and runs `apply` with its result on the page as it is then.
    ///
    /// The page goes on meanwhile. `apply` is like an action: on an `Err` or a panic nothing of it has happened. It also
    /// runs on a page whose socket is down for a while, whose browser sees the result when it is back. A panic in `work`
    /// is an `Err` for `apply`. The work is dropped when the page is gone for good, and when the application stops.
    ///
    /// A page that nobody comes back to begins none: that of a form without JavaScript, and that of a HEAD.
    ///
    /// ```
    /// # use livetpl_runtime::controller::{Context, Result};
    /// # struct Report { lines: Option<usize> }
    /// fn count(ctx: &mut Context) -> Result {
    ///     let work = async { "a\nb".lines().count() };
    ///     ctx.spawn(work, |state: &mut Report, lines, _ctx| {
    ///         state.lines = Some(lines?);
    ///         Ok::<(), livetpl_runtime::controller::Error>(())
    ///     })
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// If the page has too many pieces of work at once; the limit is 100.
    ///
    /// # Panics
    ///
    /// If `S` is not the state of the page that the method runs for: the method has failed then.
    pub fn spawn<S, T, R>(
        &mut self,
        work: impl Future<Output = T> + Send + 'static,
        apply: impl FnOnce(&mut S, Result<T>, &mut Context) -> R + Send + 'static,
    ) -> Result
    where
        S: 'static,
        T: Send + 'static,
        R: Outcome,
    {
        if let Some(state) = self.around.state {
            state.check::<S>();
        }
        let most = self.around.max_work;
        if self.pending() >= most {
            return Err(Error::limit(format!(
                "a page may have {most} pieces of work at once"
            )));
        }
        self.effects.work.push(describe(work, apply));
        Ok(())
    }

    /// How many pieces of work the page has that have not ended, those of this method included.
    ///
    /// ```
    /// # use livetpl::prelude::*;
    /// fn may_begin(ctx: &Context) -> bool {
    ///     ctx.pending() == 0
    /// }
    /// ```
    pub fn pending(&self) -> usize {
        self.around.pending + self.effects.work.len()
    }

    /// Runs `call` on this page every `period` from when the method has succeeded.
    ///
    /// A page has one timer for each action: another one for the same action takes its place, so that a `mount` that runs
    /// again doubles nothing. A call waits while the last one does, and is not queued twice: a page whose socket is down
    /// runs one when it is back. Timers end with [`stop_every`](Self::stop_every) and with the page. They are not set by
    /// pages that nobody comes back to, as for [`spawn`](Self::spawn).
    ///
    /// ```
    /// # use livetpl::prelude::*;
    /// # use std::time::Duration;
    /// # struct Clock;
    /// # impl Clock { const TICK: livetpl::Action<Clock> = livetpl::Action::new("tick", &[]); }
    /// fn mount(ctx: &mut Context) -> Result {
    ///     ctx.every(Duration::from_secs(1), Clock::TICK)
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// If the period is zero, or the payload can't be serialised.
    pub fn every(&mut self, period: Duration, call: impl IntoCall) -> Result {
        let call = call.into_call();
        if period.is_zero() {
            return Err(Error::internal(format!(
                "the timer of action `{}` has no period; `ctx.stop_every` stops one",
                call.action()
            )));
        }
        self.effects.timers.push(Timer {
            action: call.action(),
            every: Some((period, call.payload()?.clone())),
        });
        Ok(())
    }

    /// Stops the timer of `action` once the method has succeeded. Where there is none nothing happens.
    ///
    /// ```
    /// # use livetpl::prelude::*;
    /// # struct Clock;
    /// # impl Clock { const TICK: livetpl::Action<Clock> = livetpl::Action::new("tick", &[]); }
    /// fn pause(ctx: &mut Context) {
    ///     ctx.stop_every(Clock::TICK);
    /// }
    /// ```
    pub fn stop_every<C, P>(&mut self, action: Action<C, P>) {
        self.effects.timers.push(Timer {
            action: action.name(),
            every: None,
        });
    }
}

/// Work and what becomes of its result, as one future. A panic in the work is an error for `apply`.
pub(crate) fn describe<S, T, R>(
    work: impl Future<Output = T> + Send + 'static,
    apply: impl FnOnce(&mut S, Result<T>, &mut Context) -> R + Send + 'static,
) -> Work
where
    S: 'static,
    T: Send + 'static,
    R: Outcome,
{
    Box::pin(async move {
        let result = AssertUnwindSafe(work).catch_unwind().await;
        let result = result.map_err(|panic| Error::panicked("the work of a page", &*panic));
        let apply: Apply = Box::new(move |state, ctx| match state.downcast_mut::<S>() {
            Some(state) => outcome(apply(state, result, ctx)),
            None => Err(Error::internal("the state has another type than `apply`")),
        });
        apply
    })
}
