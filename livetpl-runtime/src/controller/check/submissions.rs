//! Proves at compile time that what a template's forms send is what the controller's actions take. Owns which form is
//! held to what: only what is certain is told.

use std::marker::PhantomData;

use super::message::Message;
use super::{SUBMIT, equal, find, has, is_near};
use crate::controller::{ActionInfo, Visibility};
use crate::template::Submission;

/// The arguments that an action takes by name, and whether each has to be sent.
///
/// ```
/// use livetpl_runtime::controller::check::ArgumentsInfo;
///
/// const ADD: ArgumentsInfo = ArgumentsInfo { action: "add", arguments: &[("title", true), ("urgent", false)] };
/// ```
#[derive(Debug)]
pub struct ArgumentsInfo {
    /// The action's name.
    pub action: &'static str,
    /// Each argument's name, and whether it is known to be an error to leave it out.
    pub arguments: &'static [(&'static str, bool)],
}

/// The type of an argument: `Argument::<String>::HAS_TO_BE_SENT`, with [`MayBeLeftOut`] in scope.
///
/// A type that is found here has no value for a field that is absent; of any other nothing is known.
///
/// ```
/// use livetpl_runtime::controller::check::{Argument, MayBeLeftOut as _};
///
/// type Note = Option<String>;
/// assert!(Argument::<u32>::HAS_TO_BE_SENT);
/// assert!(!Argument::<bool>::HAS_TO_BE_SENT && !Argument::<Note>::HAS_TO_BE_SENT);
/// ```
#[derive(Debug)]
pub struct Argument<T>(PhantomData<T>);

/// What is said of a type that is not known.
///
/// ```
/// use livetpl_runtime::controller::check::{Argument, MayBeLeftOut as _};
///
/// assert!(!Argument::<Vec<u8>>::HAS_TO_BE_SENT);
/// ```
pub trait MayBeLeftOut {
    /// Whether a form without this field is a mistake.
    const HAS_TO_BE_SENT: bool = false;
}

impl<T> MayBeLeftOut for Argument<T> {}

macro_rules! has_to_be_sent {
    ($($type:ty)*) => {
        $(impl Argument<$type> {
            /// Whether a form without this field is a mistake.
            pub const HAS_TO_BE_SENT: bool = true;
        })*
    };
}

has_to_be_sent!(String char u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize f32 f64);

/// Panics, at compile time, if a form of a template posts to no action of `controller`, or lacks what its action takes.
///
/// ```
/// # use livetpl_runtime::controller::{ActionInfo, Visibility, check::{ArgumentsInfo, check_submissions}};
/// # use livetpl_runtime::template::Submission;
/// const ADD: ActionInfo = ActionInfo { name: "add", visibility: Visibility::Public, coalesce: false };
/// const TITLE: ArgumentsInfo = ArgumentsInfo { action: "add", arguments: &[("title", true)] };
/// const FORM: Submission = Submission {
///     at: "templates/todos.html:3:5", form_at: "templates/todos.html:1:1", by_button: true, action: "add", named: true,
///     whole: true, fields: &["title"], data: &[],
/// };
/// const _: () = check_submissions("Todos", &[ADD], &[TITLE], &[FORM]);
/// ```
#[track_caller]
pub const fn check_submissions(
    controller: &str,
    actions: &[ActionInfo],
    arguments: &[ArgumentsInfo],
    submissions: &[Submission],
) {
    let problems = problems(controller, actions, arguments, submissions);
    if !problems.as_str().is_empty() {
        panic!("{}", problems.as_str());
    }
}

/// What is wrong, one line each; empty if nothing is.
const fn problems(
    controller: &str,
    actions: &[ActionInfo],
    arguments: &[ArgumentsInfo],
    submissions: &[Submission],
) -> Message {
    let mut message = Message::new();
    let mut i = 0;
    while i < submissions.len() {
        let submission = &submissions[i];
        if !submission.named && find(actions, SUBMIT).is_none() {
            let start = message.start_line();
            nameless(&mut message, controller, actions, submission);
            message.keep_if_whole(start);
        } else if !told_before(submissions, i) {
            let mut action = 0;
            while action < arguments.len() {
                if equal(arguments[action].action, submission.action) {
                    missing(&mut message, &arguments[action], submission);
                }
                action += 1;
            }
        }
        i += 1;
    }
    message.count_left_out();
    message
}

/// Another button of the same form sends the same.
const fn told_before(submissions: &[Submission], number: usize) -> bool {
    let one = &submissions[number];
    let mut i = 0;
    while i < number {
        let other = &submissions[i];
        let same = equal(other.form_at, one.form_at) && equal(other.action, one.action);
        if same && one.data.is_empty() && other.data.is_empty() {
            return true;
        }
        i += 1;
    }
    false
}

/// A button without a name sends the action `submit`.
const fn nameless(
    message: &mut Message,
    controller: &str,
    actions: &[ActionInfo],
    submission: &Submission,
) {
    let what = if submission.by_button {
        ": this button has no name, so that it sends the action `submit`, which controller `"
    } else {
        ": this form has no button that sends it, so that Enter sends the action `submit`, which controller `"
    };
    message.all(&[submission.at, what, controller, "` lacks: "]);
    match (only(actions), submission.by_button) {
        (Some(action), true) => message.all(&["write `name=\"", action, "\"` on the button"]),
        (Some(action), false) => {
            message.all(&["write `lvt-form:action=\"", action, "\"` on the form"])
        }
        (None, true) => {
            message.all(&["write the name of an action as the button's `name`; "]);
            message.actions(actions);
        }
        (None, false) => {
            message.all(&["write `lvt-form:action=\"…\"` on the form; "]);
            message.actions(actions);
        }
    }
}

/// The action that a browser may call, if there is one alone.
const fn only(actions: &[ActionInfo]) -> Option<&'static str> {
    let mut found = None;
    let mut i = 0;
    while i < actions.len() {
        if let Visibility::Public = actions[i].visibility {
            if found.is_some() {
                return None;
            }
            found = Some(actions[i].name);
        }
        i += 1;
    }
    found
}

/// What the action takes and the form does not send.
const fn missing(message: &mut Message, taken: &ArgumentsInfo, submission: &Submission) {
    let mut i = 0;
    while i < taken.arguments.len() {
        let (name, has_to_be_sent) = taken.arguments[i];
        i += 1;
        if has(submission.fields, name) {
            continue;
        }
        if has(submission.data, name) {
            let start = message.start_line();
            message.all(&[
                submission.at,
                ": without JavaScript a button's `data-…=\"{{ … }}\"` is not sent, and the action `",
                taken.action,
                "` takes `",
                name,
                "`: write `<input type=\"hidden\" name=\"",
                name,
                "\" value=\"{{ … }}\">` into the form, or `value=\"{{ … }}\"` on the button and call the argument `value`",
            ]);
            message.keep_if_whole(start);
        } else if has_to_be_sent && submission.whole {
            let start = message.start_line();
            message.all(&[
                submission.form_at,
                ": this form sends no `",
                name,
                "`, which the action `",
                taken.action,
                "` takes: ",
            ]);
            message.fields(submission.fields);
            if let Some(near) = nearest(submission.fields, taken, name) {
                message.all(&[
                    "; did you mean `name=\"",
                    name,
                    "\"` instead of `",
                    near,
                    "`?",
                ]);
            }
            message.keep_if_whole(start);
        }
    }
}

/// The field whose name is nearest to `name`, if one is near and no argument has it.
const fn nearest<'a>(fields: &[&'a str], taken: &ArgumentsInfo, name: &str) -> Option<&'a str> {
    let mut i = 0;
    while i < fields.len() {
        let mut is_taken = false;
        let mut argument = 0;
        while argument < taken.arguments.len() {
            is_taken |= equal(taken.arguments[argument].0, fields[i]);
            argument += 1;
        }
        if !is_taken && is_near(fields[i], name) {
            return Some(fields[i]);
        }
        i += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn public(name: &'static str) -> ActionInfo {
        ActionInfo {
            name,
            visibility: Visibility::Public,
            coalesce: false,
        }
    }

    const ADD: ArgumentsInfo = ArgumentsInfo {
        action: "add",
        arguments: &[("text", true), ("urgent", false)],
    };

    fn form(action: &'static str, fields: &'static [&'static str]) -> Submission {
        Submission {
            at: "a.html:2:3",
            form_at: "a.html:1:1",
            by_button: true,
            action,
            named: action != SUBMIT,
            whole: true,
            fields,
            data: &[],
        }
    }

    #[track_caller]
    fn says(actions: &[ActionInfo], submission: Submission, expected: &str) {
        let problems = problems("Todos", actions, &[ADD], &[submission]);
        assert_eq!(problems.as_str(), expected);
    }

    #[test]
    fn a_button_without_a_name_needs_the_action_submit() {
        says(
            &[public("add")],
            form("submit", &["text"]),
            "a.html:2:3: this button has no name, so that it sends the action `submit`, which controller `Todos` lacks: write `name=\"add\"` on the button",
        );
        says(
            &[public("add"), public("clear")],
            Submission {
                by_button: false,
                ..form("submit", &["text"])
            },
            "a.html:2:3: this form has no button that sends it, so that Enter sends the action `submit`, which controller `Todos` lacks: write `lvt-form:action=\"…\"` on the form; its actions are `add`, `clear`",
        );
        says(&[public("submit")], form("submit", &[]), "");
    }

    #[test]
    fn a_form_sends_what_its_action_takes() {
        let add = [public("add")];
        says(&add, form("add", &["text"]), "");
        says(
            &add,
            form("add", &["txt"]),
            "a.html:1:1: this form sends no `text`, which the action `add` takes: its fields are `txt`; did you mean `name=\"text\"` instead of `txt`?",
        );
        says(
            &add,
            form("add", &[]),
            "a.html:1:1: this form sends no `text`, which the action `add` takes: it has no fields",
        );
        let open = Submission {
            whole: false,
            ..form("add", &[])
        };
        says(&add, open, "");
    }

    #[test]
    fn what_only_the_script_sends_is_told() {
        let with_data = Submission {
            data: &["text"],
            whole: false,
            ..form("add", &[])
        };
        says(
            &[public("add")],
            with_data,
            "a.html:2:3: without JavaScript a button's `data-…=\"{{ … }}\"` is not sent, and the action `add` takes `text`: write `<input type=\"hidden\" name=\"text\" value=\"{{ … }}\">` into the form, or `value=\"{{ … }}\"` on the button and call the argument `value`",
        );
    }
}
