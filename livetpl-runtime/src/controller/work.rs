//! What a page does beside its methods: work whose result comes back to it, and timers. Owns how both are described; the
//! session room runs them.

use std::any::{Any, TypeId, type_name};
use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;

use crate::controller::generated::{Outcome, outcome};
use crate::controller::{Context, Error, Payload, Result};

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
