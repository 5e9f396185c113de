//! Proves at compile time that a controller has the actions that its template names. Owns that check's messages.
//!
//! Everything is `const fn`: the macro puts `const _: () = check_actions(…)` beside each controller, and a panic there is
//! a compile error. The message is made in `message`.

mod message;
mod submissions;
mod uploads;

use crate::controller::{ActionInfo, Visibility};
use crate::template::ActionUse;
use message::Message;

pub use submissions::{Argument, ArgumentsInfo, MayBeLeftOut, check_submissions};
pub use uploads::check_uploads;

/// The longest name, in bytes, that a suggestion is looked for.
const MAX_NAME_BYTES: usize = 48;

/// What a form sends whose button has no name, and what many call the name of their button.
const SUBMIT: &str = "submit";

/// Panics, at compile time, if a template names an action that a browser can't call on `controller`, whose other methods are
/// `methods`.
///
/// ```
/// # use livetpl_runtime::controller::{ActionInfo, Visibility, check::check_actions};
/// # use livetpl_runtime::template::ActionUse;
/// const SEND: ActionInfo = ActionInfo { name: "send", visibility: Visibility::Public, coalesce: false };
/// const _: () = check_actions("MessageLog", &[SEND], &[], &[ActionUse { name: "send", at: "templates/log.html:3:20", by_form: true }]);
/// ```
#[track_caller]
pub const fn check_actions(
    controller: &str,
    actions: &[ActionInfo],
    methods: &[&str],
    uses: &[ActionUse],
) {
    let problems = problems(controller, actions, methods, uses);
    if !problems.as_str().is_empty() {
        panic!("{}", problems.as_str());
    }
}

/// What is wrong with `uses`, one line each; empty if nothing is.
const fn problems(
    controller: &str,
    actions: &[ActionInfo],
    methods: &[&str],
    uses: &[ActionUse],
) -> Message {
    let mut message = Message::new();
    let mut i = 0;
    while i < uses.len() {
        let ActionUse { name, at, .. } = uses[i];
        match find(actions, name) {
            Some(Visibility::Public) => {}
            Some(Visibility::Internal) => {
                let start = message.start_line();
                message.all(&[
                    at,
                    ": action `",
                    name,
                    "` of `",
                    controller,
                    "` is internal: a browser can't call it",
                ]);
                message.keep_if_whole(start);
            }
            None if equal(name, SUBMIT) => {}
            None => {
                let start = message.start_line();
                message.all(&[
                    at,
                    ": no action `",
                    name,
                    "` in controller `",
                    controller,
                    "`: ",
                ]);
                if has(methods, name) {
                    message.all(&[
                        "the method `",
                        name,
                        "` is there, but is none: write `#[action]` before it",
                    ]);
                    message.keep_if_whole(start);
                    i += 1;
                    continue;
                }
                message.actions(actions);
                if let Some(near) = nearest(actions, name) {
                    message.all(&["; did you mean `", near, "`?"]);
                }
                message.keep_if_whole(start);
            }
        }
        i += 1;
    }
    message.count_left_out();
    message
}

const fn has(names: &[&str], name: &str) -> bool {
    let mut i = 0;
    while i < names.len() {
        if equal(names[i], name) {
            return true;
        }
        i += 1;
    }
    false
}

const fn find(actions: &[ActionInfo], name: &str) -> Option<Visibility> {
    let mut i = 0;
    while i < actions.len() {
        if equal(actions[i].name, name) {
            return Some(actions[i].visibility);
        }
        i += 1;
    }
    None
}

/// The public action whose name is nearest to `name`, if one is near: at most every third letter differs.
const fn nearest(actions: &[ActionInfo], name: &str) -> Option<&'static str> {
    let mut best = None;
    let mut best_distance = if name.len() < 6 {
        2
    } else {
        name.len() / 3 + 1
    };
    let mut i = 0;
    while i < actions.len() {
        if let Visibility::Public = actions[i].visibility {
            let distance = distance(actions[i].name.as_bytes(), name.as_bytes());
            if distance < best_distance {
                best = Some(actions[i].name);
                best_distance = distance;
            }
        }
        i += 1;
    }
    best
}

/// Whether at most every third letter differs.
const fn is_near(a: &str, b: &str) -> bool {
    let most = if b.len() < 6 { 1 } else { b.len() / 3 };
    distance(a.as_bytes(), b.as_bytes()) <= most
}

/// How many letters must be put in, left out, changed or swapped with their neighbour to make `b` of `a`.
const fn distance(a: &[u8], b: &[u8]) -> usize {
    if a.len() > MAX_NAME_BYTES || b.len() > MAX_NAME_BYTES {
        return usize::MAX;
    }
    let mut rows = [[0; MAX_NAME_BYTES + 1]; MAX_NAME_BYTES + 1];
    let mut i = 0;
    while i <= a.len() {
        let mut j = 0;
        while j <= b.len() {
            rows[i][j] = if i == 0 || j == 0 {
                i + j
            } else {
                let changed = rows[i - 1][j - 1] + if a[i - 1] == b[j - 1] { 0 } else { 1 };
                let mut least = min(changed, min(rows[i - 1][j], rows[i][j - 1]) + 1);
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    least = min(least, rows[i - 2][j - 2] + 1);
                }
                least
            };
            j += 1;
        }
        i += 1;
    }
    rows[a.len()][b.len()]
}

const fn min(a: usize, b: usize) -> usize {
    if a < b { a } else { b }
}

const fn equal(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() != b.len() {
        return false;
    }
    let mut i = 0;
    while i < a.len() {
        if a[i] != b[i] {
            return false;
        }
        i += 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::{distance, problems};
    use crate::controller::{ActionInfo, Visibility};
    use crate::template::ActionUse;

    const fn action(name: &'static str, visibility: Visibility) -> ActionInfo {
        ActionInfo {
            name,
            visibility,
            coalesce: false,
        }
    }

    const LOG: &[ActionInfo] = &[
        action("join", Visibility::Public),
        action("send", Visibility::Public),
        action("new_message", Visibility::Internal),
    ];

    const fn used(name: &'static str) -> ActionUse {
        ActionUse {
            name,
            at: "templates/log.html:3:20",
            by_form: true,
        }
    }

    #[track_caller]
    fn says(actions: &[ActionInfo], uses: &[ActionUse], expected: &str) {
        assert_eq!(
            problems("Log", actions, &["helper"], uses).as_str(),
            expected
        );
    }

    #[test]
    fn names_that_exist_are_fine() {
        says(LOG, &[used("join"), used("send"), used("join")], "");
        says(&[], &[], "");
    }

    #[test]
    fn submit_needs_no_action_but_must_not_be_internal() {
        says(LOG, &[used("submit")], "");
        says(
            &[action("submit", Visibility::Internal)],
            &[used("submit")],
            "templates/log.html:3:20: action `submit` of `Log` is internal: a browser can't call it",
        );
    }

    #[test]
    fn an_unknown_name_lists_the_known_and_suggests_the_nearest() {
        says(
            LOG,
            &[used("snd")],
            "templates/log.html:3:20: no action `snd` in controller `Log`: its actions are `join`, `send`; did you mean `send`?",
        );
        says(
            LOG,
            &[used("delete")],
            "templates/log.html:3:20: no action `delete` in controller `Log`: its actions are `join`, `send`",
        );
        says(
            &[],
            &[used("send")],
            "templates/log.html:3:20: no action `send` in controller `Log`: it has none that a browser may call",
        );
    }

    #[test]
    fn a_method_that_is_no_action_is_told() {
        says(
            LOG,
            &[used("helper")],
            "templates/log.html:3:20: no action `helper` in controller `Log`: the method `helper` is there, but is none: write `#[action]` before it",
        );
    }

    #[test]
    fn several_problems_are_reported_together() {
        says(
            LOG,
            &[used("jion"), used("join"), used("new_message")],
            "templates/log.html:3:20: no action `jion` in controller `Log`: its actions are `join`, `send`; did you mean `join`?\n\
             templates/log.html:3:20: action `new_message` of `Log` is internal: a browser can't call it",
        );
    }

    #[test]
    fn what_does_not_fit_is_counted() {
        for name in ["delete", "new_message"] {
            let uses = vec![used(name); 1000];
            let problems = problems("Log", LOG, &[], &uses);
            let lines: Vec<&str> = problems.as_str().lines().collect();
            let (last, whole) = lines.split_last().expect("some lines");
            assert!(
                whole.len() > 10 && whole.iter().all(|line| line == &whole[0]),
                "{name}: {whole:?}"
            );
            assert_eq!(*last, format!("and {} more", 1000 - whole.len()));
        }
    }

    #[test]
    fn distances() {
        for (a, b, expected) in [
            ("", "", 0),
            ("send", "send", 0),
            ("snd", "send", 1),
            ("sned", "send", 1),
            ("sendd", "send", 1),
        ] {
            assert_eq!(distance(a.as_bytes(), b.as_bytes()), expected, "{a} {b}");
        }
        assert_eq!(distance(&[b'a'; 100], b"a"), usize::MAX);
    }
}
