//! The contract between the macros and the runtime: three traits. Applications never write them by hand.

use std::future::{Future, ready};

use serde_json::Value;

use crate::controller::check::ArgumentsInfo;
use crate::controller::{ActionInfo, Context, Payload, Result, Upload};
use crate::template::{LiveTemplate, Record};

/// What one page shows: a template and its fields. Written by `#[derive(LiveState)]`.
///
/// ```
/// use livetpl::prelude::*;
///
/// #[derive(Clone, Default, LiveState)]
/// #[template(ext = "html", source = "<p>{{ draft }}</p>")]
/// struct Editor {
///     #[persist]
///     draft: String,
/// }
///
/// assert_eq!(Editor::PERSISTED, ["draft"]);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a live state",
    note = "derive it: `#[derive(Clone, Default, LiveState)] #[template(path = \"…\")] struct {Self} {{ … }}`"
)]
pub trait LiveState: LiveTemplate + Record + 'static {
    /// The names of the `#[persist]` fields.
    const PERSISTED: &'static [&'static str];

    /// The value of the persisted field `PERSISTED[index]`.
    ///
    /// # Errors
    ///
    /// If the field's `Serialize` refuses.
    fn save_field(&self, index: usize) -> serde_json::Result<Value>;

    /// Sets the persisted field `PERSISTED[index]`; on an error the field keeps its value.
    ///
    /// # Errors
    ///
    /// If the value no longer fits the field's type.
    fn load_field(&mut self, index: usize, value: Value) -> serde_json::Result<()>;
}

/// One value for all connections of a view. Written by `#[live_controller]` on a struct.
///
/// ```
/// use livetpl::prelude::*;
/// use livetpl::Controller;
///
/// #[live_controller]
/// #[derive(Clone)]
/// #[template(ext = "html", source = "<p>{{ left }} left</p>")]
/// struct Jar {
///     left: u32,
/// }
///
/// assert_eq!(Jar::NAME, "Jar");
/// assert_eq!(Jar { left: 3 }.initial_state().left, 3);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a live controller",
    note = "put `#[live_controller]` on the struct and on its impl"
)]
pub trait Controller: Send + Sync + Sized + 'static {
    /// What a page of this view shows.
    // `Clone` and `Send` are asked for here alone, so that a state that lacks one is one error.
    type State: LiveState + Clone + Send;

    /// The struct's name, for messages.
    const NAME: &'static str;

    /// The state that a new page starts from.
    fn initial_state(&self) -> Self::State;

    /// The value that a `&self` method without a `state` argument reads: the controller, or the page's own copy of it
    /// where the struct is its own state.
    #[doc(hidden)]
    fn receiver<'a>(&'a self, state: &'a Self::State) -> &'a Self {
        let _ = state;
        self
    }
}

/// A controller's methods as the runtime calls them. Written by `#[live_controller]` on an impl.
///
/// ```
/// use livetpl::prelude::*;
/// use livetpl::Dispatch;
///
/// #[live_controller]
/// #[derive(Clone, Default)]
/// #[template(ext = "html", source = "<p>{{ count }}</p>")]
/// struct Counter {
///     count: u32,
/// }
///
/// #[live_controller]
/// impl Counter {
///     #[action]
///     fn increment(&mut self) {
///         self.count += 1;
///     }
/// }
///
/// assert_eq!(Counter::ACTIONS.len(), 1);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no actions",
    note = "put `#[live_controller]` on `impl {Self} {{ … }}`"
)]
pub trait Dispatch: Controller {
    /// The controller's actions.
    const ACTIONS: &'static [ActionInfo];

    /// The methods that are no actions, for messages.
    #[doc(hidden)]
    const METHODS: &'static [&'static str] = &[];

    /// What the actions take by name, for the check of the template's forms.
    #[doc(hidden)]
    const ARGUMENTS: &'static [ArgumentsInfo] = &[];

    /// The names of the controller's uploads.
    const UPLOADS: &'static [&'static str] = &[];

    /// Runs the controller's `mount`, if it has one.
    fn mount(
        &self,
        state: &mut Self::State,
        ctx: &mut Context,
    ) -> impl Future<Output = Result> + Send {
        let _ = (state, ctx);
        ready(Ok(()))
    }

    /// Runs the controller's `on_connect`, if it has one.
    fn on_connect(
        &self,
        state: &mut Self::State,
        ctx: &mut Context,
    ) -> impl Future<Output = Result> + Send {
        let _ = (state, ctx);
        ready(Ok(()))
    }

    /// Runs the controller's `on_disconnect`, if it has one.
    fn on_disconnect(
        &self,
        state: &mut Self::State,
        ctx: &mut Context,
    ) -> impl Future<Output = Result> + Send {
        let _ = (state, ctx);
        ready(Ok(()))
    }

    /// How files of the upload `name` are taken, which is one of [`Self::UPLOADS`].
    fn upload(&self, name: &str, state: &Self::State, ctx: &Context) -> Option<Upload> {
        let _ = (name, state, ctx);
        None
    }

    /// Runs the action called `action`, which is one of [`Self::ACTIONS`].
    ///
    /// # Errors
    ///
    /// If the payload doesn't fit, the action fails, or there is no such action.
    fn call(
        &self,
        action: &str,
        payload: &Payload,
        state: &mut Self::State,
        ctx: &mut Context,
    ) -> impl Future<Output = Result> + Send;
}
