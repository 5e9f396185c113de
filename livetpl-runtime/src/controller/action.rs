//! Actions by name: the table that a controller has, and the typed constants that publishes and tests use.

use std::marker::PhantomData;

use serde::Serialize;

use crate::controller::payload::{Form, Payload};
use crate::controller::{Error, Result};

/// A row of a controller's dispatch table.
///
/// ```
/// use livetpl::prelude::*;
/// use livetpl::{Dispatch, Visibility};
///
/// #[live_controller]
/// #[derive(Clone, Default)]
/// #[template(ext = "html", source = "{{ count }}")]
/// struct Counter { count: u32 }
///
/// #[live_controller]
/// impl Counter {
///     #[action(internal)]
///     fn add(&mut self, by: u32) { self.count += by }
/// }
///
/// assert_eq!(Counter::ACTIONS[0].name, "add");
/// assert_eq!(Counter::ACTIONS[0].visibility, Visibility::Internal);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ActionInfo {
    /// The action's name on the wire and in HTML: snake_case.
    pub name: &'static str,
    /// Who may call it.
    pub visibility: Visibility,
    /// Two queued calls with equal payload may run as one.
    pub coalesce: bool,
}

impl ActionInfo {
    /// Whether `asked` means this action: HTML may write it with `-` or in camelCase.
    ///
    /// ```
    /// use livetpl_runtime::controller::{ActionInfo, Visibility};
    ///
    /// let info = ActionInfo { name: "save_draft", visibility: Visibility::Public, coalesce: false };
    /// assert!(info.is_spelt("save-draft") && info.is_spelt("saveDraft"));
    /// ```
    pub fn is_spelt(&self, asked: &str) -> bool {
        is_spelt(self.name, asked)
    }
}

/// Whether `asked` means `name`: HTML may write it with `-` or in camelCase.
pub(crate) fn is_spelt(name: &str, asked: &str) -> bool {
    if name == asked {
        return true;
    }
    let mut snake = String::with_capacity(asked.len() + 4);
    let mut lower = false;
    for c in asked.chars() {
        match c {
            '-' => snake.push('_'),
            'A'..='Z' => {
                if lower {
                    snake.push('_');
                }
                snake.push(c.to_ascii_lowercase());
            }
            c => snake.push(c),
        }
        lower = c.is_ascii_lowercase() || c.is_ascii_digit();
    }
    snake == name
}

/// Who may call an action.
///
/// ```
/// use livetpl_runtime::controller::Visibility;
///
/// // `#[action]` is public, `#[action(internal)]` is not for browsers.
/// assert_ne!(Visibility::Public, Visibility::Internal);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visibility {
    /// A browser, a peer or the server.
    Public,
    /// A peer or the server.
    Internal,
}

/// An action of the controller `C` with the payload `P`, as a constant: `Self::NEW_MESSAGE`.
///
/// `P` is `()`, [`Form<T>`] or the tuple of the action's by-name arguments.
///
/// ```
/// use livetpl::prelude::*;
///
/// #[live_controller]
/// #[derive(Clone, Default)]
/// #[template(ext = "html", source = "{{ count }}")]
/// struct Counter { count: u32 }
///
/// #[live_controller]
/// impl Counter {
///     #[action]
///     fn reset(&mut self) { self.count = 0 }
///
///     #[action]
///     fn add(&mut self, by: u32) { self.count += by }
///
///     fn others(ctx: &mut Context) -> Result {
///         ctx.publish(ctx.self_topic(), Self::RESET)?;
///         ctx.publish(ctx.self_topic(), Self::ADD.with(2))
///     }
/// }
/// ```
pub struct Action<C, P = ()> {
    name: &'static str,
    fields: &'static [&'static str],
    of: PhantomData<fn() -> (C, P)>,
}

impl<C, P> Clone for Action<C, P> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<C, P> Copy for Action<C, P> {}

impl<C, P> Action<C, P> {
    /// The constant of the action `name`, whose by-name arguments are `fields`. Written by the macro.
    #[doc(hidden)]
    pub const fn new(name: &'static str, fields: &'static [&'static str]) -> Self {
        Action {
            name,
            fields,
            of: PhantomData,
        }
    }

    /// The action's name on the wire.
    ///
    /// ```
    /// # use livetpl::Action;
    /// # struct Counter;
    /// # impl Counter { const RESET: Action<Counter> = Action::new("reset", &[]); }
    /// assert_eq!(Counter::RESET.name(), "reset");
    /// ```
    pub const fn name(self) -> &'static str {
        self.name
    }

    /// The names of the action's by-name arguments.
    pub(crate) const fn fields(self) -> &'static [&'static str] {
        self.fields
    }
}

impl<C, T: Serialize> Action<C, Form<T>> {
    /// The call of this action with `payload`.
    ///
    /// ```
    /// # use livetpl::Action;
    /// # struct Log;
    /// # impl Log { const JOIN: Action<Log, livetpl::Form<Join>> = Action::new("join", &[]); }
    /// #[derive(serde::Serialize)]
    /// struct Join {
    ///     name: String,
    /// }
    ///
    /// // Of `fn join(&mut self, Form(join): Form<Join>)`.
    /// let call = Log::JOIN.with(&Join { name: "Ann".to_owned() });
    /// assert_eq!(call.action(), "join");
    /// ```
    pub fn with(self, payload: &T) -> Call {
        Call::new(self.name, Payload::from_serialize(payload))
    }
}

macro_rules! with_arguments {
    ($($T:ident $arg:ident),+) => {
        impl<Z, $($T: Serialize),+> Action<Z, ($($T,)+)> {
            /// The call of this action with its arguments, in the order of the method.
            ///
            /// ```
            /// # use livetpl::Action;
            /// # struct Room;
            /// # impl Room { const MOVED: Action<Room, (u64, bool)> = Action::new("moved", &["id", "up"]); }
            /// // Of `fn moved(&mut self, id: u64, up: bool)`.
            /// let call = Room::MOVED.with(7, true);
            /// assert_eq!(call.action(), "moved");
            /// ```
            #[allow(clippy::too_many_arguments)]
            pub fn with(self, $($arg: $T),+) -> Call {
                Call::new(self.name, Payload::from_fields(self.fields, &[$(serde_json::to_value(&$arg)),+]))
            }
        }
    };
}

with_arguments!(A a);
with_arguments!(A a, B b);
with_arguments!(A a, B b, C c);
with_arguments!(A a, B b, C c, D d);
with_arguments!(A a, B b, C c, D d, E e);
with_arguments!(A a, B b, C c, D d, E e, F f);
with_arguments!(A a, B b, C c, D d, E e, F f, G g);
with_arguments!(A a, B b, C c, D d, E e, F f, G g, H h);

/// An action with its payload, ready to be published.
///
/// ```
/// # use livetpl::Action;
/// # struct Counter;
/// # impl Counter { const ADD: Action<Counter, (u32,)> = Action::new("add", &["by"]); }
/// let call: livetpl::Call = Counter::ADD.with(2);
/// assert_eq!(call.action(), "add");
/// ```
#[derive(Clone, Debug)]
pub struct Call {
    action: &'static str,
    payload: std::result::Result<Payload, String>,
}

impl Call {
    fn new(action: &'static str, payload: std::result::Result<Payload, String>) -> Self {
        Call { action, payload }
    }

    /// The action's name on the wire.
    ///
    /// ```
    /// # use livetpl::Action;
    /// # struct Counter;
    /// # impl Counter { const ADD: Action<Counter, (u32,)> = Action::new("add", &["by"]); }
    /// assert_eq!(Counter::ADD.with(2).action(), "add");
    /// ```
    pub fn action(&self) -> &'static str {
        self.action
    }

    /// The payload.
    ///
    /// ```
    /// # use livetpl::Action;
    /// # struct Counter;
    /// # impl Counter { const ADD: Action<Counter, (u32,)> = Action::new("add", &["by"]); }
    /// # fn main() -> livetpl::Result {
    /// assert_eq!(Counter::ADD.with(2).payload()?.fields()["by"], 2);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// If it could not be serialised.
    pub fn payload(&self) -> Result<&Payload> {
        self.payload.as_ref().map_err(|reason| {
            Error::internal(format!(
                "the payload of action `{}` can't be serialised: {reason}",
                self.action
            ))
        })
    }
}

/// What can be published or triggered: an action's constant, or with its payload what `with` gives.
///
/// ```
/// use livetpl::controller::IntoCall;
///
/// /// Takes `Self::RESET` and `Self::ADD.with(2)` alike, as `ctx.publish` does.
/// fn log(call: impl IntoCall) -> &'static str {
///     call.into_call().action()
/// }
/// # log(livetpl::Action::<()>::new("reset", &[]));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't be published as it is",
    label = "an action with a payload needs it here",
    note = "write `Self::NAME.with(…)` with the action's arguments; without arguments the constant alone is enough"
)]
pub trait IntoCall {
    /// The call.
    fn into_call(self) -> Call;
}

impl IntoCall for Call {
    fn into_call(self) -> Call {
        self
    }
}

impl<C> IntoCall for Action<C> {
    fn into_call(self) -> Call {
        Call::new(self.name, Ok(Payload::default()))
    }
}

#[cfg(test)]
mod tests {
    use super::{ActionInfo, Visibility};

    #[test]
    fn html_may_spell_an_action_in_its_ways() {
        let action = ActionInfo {
            name: "save_draft",
            visibility: Visibility::Public,
            coalesce: false,
        };
        for asked in ["save_draft", "save-draft", "saveDraft", "SaveDraft"] {
            assert!(action.is_spelt(asked), "{asked}");
        }
        for asked in ["savedraft", "save draft", "", "save_draft "] {
            assert!(!action.is_spelt(asked), "{asked}");
        }
    }
}
