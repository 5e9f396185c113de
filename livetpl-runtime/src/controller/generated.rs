//! What generated code calls. Owns the few functions and traits that keep an expansion short and its errors clear.
//!
//! Hidden from applications: reached through `livetpl::__private` only.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::controller::check::{check_actions, check_submissions, check_uploads};
use crate::controller::{Controller, Dispatch, Error, Result};
use crate::template::LiveTemplate;

/// What a method may return: nothing, or [`Result`].
///
/// ```
/// use livetpl::controller::Outcome;
///
/// assert!(().into_result().is_ok());
/// assert!(Err(std::fmt::Error).into_result().is_err());
/// ```
#[diagnostic::on_unimplemented(
    message = "a method that the framework calls returns nothing or `Result`, not `{Self}`",
    label = "neither `()` nor `livetpl::Result`",
    note = "`livetpl::Result` is `Result<(), livetpl::Error>`; an error that implements `std::error::Error` becomes one with `?`"
)]
pub trait Outcome {
    /// The outcome as the runtime's result.
    fn into_result(self) -> Result;
}

impl Outcome for () {
    fn into_result(self) -> Result {
        Ok(())
    }
}

impl<E> Outcome for Result<(), E>
where
    Error: From<E>,
{
    fn into_result(self) -> Result {
        self.map_err(Error::from)
    }
}

/// What a method returned, as the runtime's result.
///
/// # Errors
///
/// The method's.
pub fn outcome<T: Outcome>(returned: T) -> Result {
    returned.into_result()
}

/// A state that is the controller `C` itself: its methods take `&mut self`.
///
/// ```
/// use livetpl::controller::StateOf;
///
/// let mut count = 1;
/// *StateOf::<i32>::as_controller(&mut count) += 1;
/// assert_eq!(count, 2);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{C}` is not its own state, so a method that the framework calls can't take `&mut self`",
    label = "`{C}` has the state `{Self}`",
    note = "take `&self` and `state: &mut {Self}`; or remove `state = {Self}` to make `{C}` its own state"
)]
pub trait StateOf<C> {
    /// The state as the controller that it is.
    fn as_controller(&mut self) -> &mut C;
}

impl<C> StateOf<C> for C {
    fn as_controller(&mut self) -> &mut C {
        self
    }
}

/// The receiver of a `&mut self` method: the state, where the struct is its own state.
pub fn own_state<C>(state: &mut C::State) -> &mut C
where
    C: Controller,
    C::State: StateOf<C>,
{
    state.as_controller()
}

/// A copy of a controller that is its own state, for a new page.
pub fn copy<C: Controller>(controller: &C::State) -> C::State {
    controller.clone()
}

/// Panics, at compile time, if the template names an action that a browser can't call on `C`, or an upload that it lacks,
/// or has a form that doesn't fit its action.
#[track_caller]
pub const fn check_controller<C: Dispatch>() {
    check_actions(
        C::NAME,
        C::ACTIONS,
        C::METHODS,
        <C::State as LiveTemplate>::PLAN.actions,
    );
    check_uploads(
        C::NAME,
        C::UPLOADS,
        <C::State as LiveTemplate>::PLAN.uploads,
    );
    check_submissions(
        C::NAME,
        C::ACTIONS,
        C::ARGUMENTS,
        <C::State as LiveTemplate>::SUBMISSIONS,
    );
}

/// Refuses an action that `C` doesn't have.
///
/// # Errors
///
/// Always.
pub fn unknown_action<C: Controller>(action: &str) -> Result {
    Err(Error::unknown_action(action))
}

/// The value of a persisted field.
///
/// # Errors
///
/// If the field's `Serialize` refuses.
pub fn save<T: Serialize>(field: &T) -> serde_json::Result<Value> {
    serde_json::to_value(field)
}

/// Sets a persisted field; on an error it keeps its value.
///
/// # Errors
///
/// If the value no longer fits the field's type.
pub fn load<T>(field: &mut T, value: Value) -> serde_json::Result<()>
where
    T: for<'de> Deserialize<'de>,
{
    *field = serde_json::from_value(value)?;
    Ok(())
}

/// Refuses to save a field beyond `LiveState::PERSISTED`.
///
/// # Errors
///
/// Always.
pub fn no_field_to_save(index: usize) -> serde_json::Result<Value> {
    Err(no_field(index))
}

/// Refuses to load a field beyond `LiveState::PERSISTED`.
///
/// # Errors
///
/// Always.
pub fn no_field_to_load(index: usize) -> serde_json::Result<()> {
    Err(no_field(index))
}

fn no_field(index: usize) -> serde_json::Error {
    serde::de::Error::custom(format!("there is no persisted field {index}"))
}

#[cfg(test)]
mod tests {
    use super::outcome;
    use crate::controller::{Error, ErrorKind};

    #[test]
    fn a_method_may_return_nothing_or_a_result() {
        assert!(outcome(()).is_ok());
        assert!(outcome(Ok::<(), Error>(())).is_ok());
        assert_eq!(
            outcome(Err(Error::msg("no"))).unwrap_err().kind(),
            ErrorKind::Message
        );
        let foreign = outcome("x".parse::<u8>().map(drop)).unwrap_err();
        assert_eq!(foreign.kind(), ErrorKind::Internal);
    }
}
