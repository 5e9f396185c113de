//! The table of form semantics (guide, "Forms"): a form of `templates/forms.html`, what its user does, and what the server
//! is to get. One list for a socket, fetch and no JavaScript.

/// What somebody does with a form.
pub(super) enum Step {
    /// Types into the element that this selector finds.
    Type(&'static str, &'static str),
    /// Clicks it.
    Click(&'static str),
    /// Presses Enter in it.
    Enter(&'static str),
    /// Does with a script what is tedious by hand.
    Do(&'static str),
}

/// What becomes of it.
pub(super) enum Outcome {
    /// The server gets this action, with this payload.
    Sends(&'static str, &'static str),
    /// The browser goes elsewhere: this is true then.
    Leaves(&'static str),
}

/// One row.
pub(super) struct Case {
    /// What the row is about.
    pub(super) what: &'static str,
    pub(super) steps: &'static [Step],
    pub(super) outcome: Outcome,
}

const fn case(
    what: &'static str,
    steps: &'static [Step],
    action: &'static str,
    payload: &'static str,
) -> Case {
    Case {
        what,
        steps,
        outcome: Outcome::Sends(action, payload),
    }
}

const fn leaves(what: &'static str, steps: &'static [Step], then: &'static str) -> Case {
    Case {
        what,
        steps,
        outcome: Outcome::Leaves(then),
    }
}

use Step::{Click, Do, Enter, Type};

pub(super) const CASES: &[Case] = &[
    case(
        "texts arrive as typed",
        &[
            Type("#texts [name=a]", "007"),
            Type("#texts [name=b]", "1e5"),
            Click("#texts button"),
        ],
        "save",
        r#"{"a": "007", "b": "1e5", "c": "1234567890123456789", "d": " 5 "}"#,
    ),
    case(
        "empty fields are empty",
        &[Click("#empty button")],
        "save",
        r#"{"a": "", "n": ""}"#,
    ),
    case(
        "an unticked box is absent",
        &[Click("#box [name=b]"), Click("#box button")],
        "save",
        r#"{"b": "on"}"#,
    ),
    case(
        "several boxes are a list",
        &[
            Click("#boxes [value='1']"),
            Click("#boxes [value='3']"),
            Click("#boxes button"),
        ],
        "save",
        r#"{"a": ["1", "3"]}"#,
    ),
    case(
        "one of several boxes is one value",
        &[Click("#boxes [value='2']"), Click("#boxes button")],
        "save",
        r#"{"a": "2"}"#,
    ),
    case(
        "several choices are a list",
        &[
            Do(
                "document.querySelectorAll('#several option:not([value=\"2\"])').forEach(o => o.selected = true)",
            ),
            Click("#several button"),
        ],
        "save",
        r#"{"a": ["1", "3"]}"#,
    ),
    case(
        "repeated names are a list",
        &[Click("#repeated button")],
        "save",
        r#"{"a": ["x", "y"]}"#,
    ),
    case(
        "a radio group is its choice",
        &[Click("#radio [value='2']"), Click("#radio button")],
        "save",
        r#"{"a": "2"}"#,
    ),
    case(
        "a button's value and data come along",
        &[Click("#button-value [name=save]")],
        "save",
        r#"{"a": "x", "value": "7", "row_id": "r1", "kind": "k"}"#,
    ),
    case(
        "another button is another action",
        &[Click("#button-value [name=other]")],
        "other",
        r#"{"a": "x", "value": "8"}"#,
    ),
    case(
        "buttons of one name are told by value",
        &[Click("#same-name [value='2']")],
        "save",
        r#"{"value": "2", "n": "two"}"#,
    ),
    case(
        "fields may have any name",
        &[Click("#reserved button")],
        "save",
        r#"{"action": "1", "name": "2", "data": "3", "id": "4", "method": "5", "value": "6"}"#,
    ),
    case(
        "a field may be called like an action",
        &[Click("#like-an-action button")],
        "save",
        r#"{"other": "x", "save": "y"}"#,
    ),
    case(
        "a field is never taken for a button",
        &[Click("#only-like-an-action button")],
        "named",
        r#"{"other": "x"}"#,
    ),
    case(
        "a button may stand elsewhere",
        &[Click("#far-away")],
        "save",
        r#"{"a": "x", "value": "1"}"#,
    ),
    case(
        "Enter is the first button",
        &[Type("#enter [name=a]", "x"), Enter("#enter [name=a]")],
        "save",
        r#"{"a": "x"}"#,
    ),
    case(
        "Enter needs no button",
        &[
            Type("#enter-alone [name=a]", "x"),
            Enter("#enter-alone [name=a]"),
        ],
        "named",
        r#"{"a": "x"}"#,
    ),
    case(
        "a button without a name submits",
        &[Click("#unnamed button")],
        "submit",
        r#"{"a": "x"}"#,
    ),
    case(
        "a form's name is its action",
        &[Click("#form-name button")],
        "named",
        r#"{"a": "x", "value": "1"}"#,
    ),
    case(
        "a form's own action goes first",
        &[Click("#own-action [value=right]")],
        "own_action",
        r#"{"a": "x", "value": "right"}"#,
    ),
    leaves(
        "a button that leads elsewhere is the browser's",
        &[Click("#elsewhere button")],
        "location.pathname === '/elsewhere'",
    ),
    leaves(
        "a form that asks is the browser's",
        &[Click("#get button")],
        "location.search === '?a=x'",
    ),
    case(
        "an image is a button",
        &[Click("#image [type=image]")],
        "save",
        r#"{"a": "x"}"#,
    ),
    case(
        "what is disabled is absent",
        &[Click("#disabled button")],
        "save",
        r#"{"c": "z"}"#,
    ),
    case(
        "a line break is one character",
        &[
            Do("document.querySelector('#area textarea').value = 'a\\nb\\n'"),
            Click("#area button"),
        ],
        "save",
        r#"{"a": "a\nb\n", "b": "1\n2"}"#,
    ),
    case(
        "a file without an upload is absent",
        &[Click("#file button")],
        "save",
        r#"{"b": "x"}"#,
    ),
    case(
        "a form in a loop is its row's",
        &[Click(".row + .row button")],
        "save",
        r#"{"id": "2"}"#,
    ),
    case(
        "a nested template's form is known",
        &[Click("#nested button")],
        "inner",
        r#"{"save": "x"}"#,
    ),
    case(
        "a form from elsewhere is told by its names",
        &[Click("#raw button")],
        "save",
        r#"{"a": "x"}"#,
    ),
];
