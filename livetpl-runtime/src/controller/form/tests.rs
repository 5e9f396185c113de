//! Forms as tables: which rules a value breaks, which form counts, and what a browser without the script means.

use serde_json::{Map, Value, json};

use super::{check, guessed, submitted};
use crate::controller::{ActionInfo, Payload, Visibility};
use crate::template::{
    ActionUse, FieldKind, FieldRule, FieldUse, FormUse, Plan, SubmitterUse, ValueKind,
};

fn payload(value: Value) -> Payload {
    match value {
        Value::Object(fields) => Payload::new(fields),
        _ => Payload::default(),
    }
}

fn fields(value: Value) -> Map<String, Value> {
    payload(value).fields().clone()
}

const fn field(name: &'static str, rules: &'static [FieldRule]) -> FieldUse {
    FieldUse {
        name,
        kind: FieldKind::Text,
        required: false,
        rules,
    }
}

const fn button(name: &'static str, value: Option<&'static str>) -> SubmitterUse {
    SubmitterUse {
        name,
        action: name,
        value,
        novalidate: false,
        image: false,
        data: &[],
    }
}

const fn form(
    id: &'static str,
    submitters: &'static [SubmitterUse],
    fields: &'static [FieldUse],
) -> FormUse {
    FormUse {
        id,
        action: None,
        fallback: Some("submit"),
        novalidate: false,
        open: false,
        submitters,
        fields,
    }
}

const fn plan(forms: &'static [FormUse], actions: &'static [ActionUse]) -> Plan {
    Plan {
        uploads: &[],
        name: "forms",
        fragments: &[],
        client: "",
        head_end: None,
        actions,
        forms,
    }
}

#[test]
fn each_rule_says_what_it_asks_for() {
    const fn within(
        kind: ValueKind,
        limits: [Option<&'static str>; 2],
        step: Option<&'static str>,
    ) -> FieldRule {
        FieldRule::Within {
            kind,
            min: limits[0],
            max: limits[1],
            step,
            base: limits[0],
        }
    }
    let pattern = |regex| FieldRule::Pattern {
        regex,
        holds: true,
        each: false,
        title: None,
    };
    let number = |min, max, step| within(ValueKind::Number, [min, max], step);
    let format = Some("must have the requested format");
    let cases: &[(FieldRule, &str, Option<&str>)] = &[
        (
            FieldRule::MinLength(3),
            "ab",
            Some("must have at least 3 characters"),
        ),
        (FieldRule::MinLength(3), "abc", None),
        (
            FieldRule::MaxLength(1),
            "ab",
            Some("must have at most 1 character"),
        ),
        // Two code units each, as in browsers.
        (FieldRule::MaxLength(2), "😀", None),
        (
            FieldRule::MinLength(3),
            "😀",
            Some("must have at least 3 characters"),
        ),
        (FieldRule::MaxLength(3), "a\r\nb", None),
        (pattern("^(?:a|b)$"), "b", None),
        (pattern("^(?:a|b)$"), "xb", format),
        // Which no template's plan has: it lets nothing through.
        (pattern("("), "x", format),
        (
            FieldRule::Pattern {
                regex: "^(?:.*[0-9])",
                holds: false,
                each: false,
                title: Some("no digits"),
            },
            "x1",
            Some("must have the requested format: no digits"),
        ),
        (
            FieldRule::Pattern {
                regex: "^(?:.*@x)$",
                holds: true,
                each: true,
                title: None,
            },
            "a@x, b@x",
            None,
        ),
        (FieldRule::Email { multiple: false }, "a@b", None),
        (
            FieldRule::Email { multiple: false },
            "a@b\0c@d",
            Some("must be an email address"),
        ),
        (
            FieldRule::Email { multiple: false },
            "a@b, c@d",
            Some("must be an email address"),
        ),
        (FieldRule::Email { multiple: true }, "a@b, c@d", None),
        (
            FieldRule::Email { multiple: true },
            "a@b,",
            Some("must be an email address"),
        ),
        (FieldRule::Url, "example.com", Some("must be a URL")),
        (FieldRule::Url, "https://example.com", None),
        (FieldRule::Color, "#12aBcd", None),
        (FieldRule::Color, "red", Some("must be a colour")),
        (
            FieldRule::OneOf(&["a", "b"]),
            "c",
            Some("must be one of the options"),
        ),
        (
            number(None, None, Some("")),
            "1.5",
            Some("must be a whole number"),
        ),
        (number(None, None, None), "1.5", None),
        (number(None, None, Some("")), "x", Some("must be a number")),
        (
            number(Some("1"), Some("5"), Some("")),
            "0",
            Some("must be 1 or more"),
        ),
        (
            number(Some("1"), Some("5"), Some("")),
            "6",
            Some("must be 5 or less"),
        ),
        (number(Some("1"), None, Some("5")), "6", None),
        (
            number(Some("1"), None, Some("5")),
            "7",
            Some("must be 6 or 11, or further steps away"),
        ),
        (number(None, None, Some("0.01")), "0.07", None),
        (number(None, None, Some("0.01")), "123456789.12", None),
        (
            within(ValueKind::Date, [Some("2026-01-01"), None], Some("")),
            "2025-12-31",
            Some("must be 2026-01-01 or later"),
        ),
        (
            within(ValueKind::Date, [Some("2026-01-01"), None], Some("7")),
            "2026-01-08",
            None,
        ),
        (
            within(ValueKind::Date, [Some("2026-01-01"), None], Some("7")),
            "2026-01-09",
            Some("must be one of the values in step"),
        ),
        (
            within(ValueKind::Time, [Some("22:00"), Some("06:00")], None),
            "23:00",
            None,
        ),
        (
            within(ValueKind::Time, [Some("22:00"), Some("06:00")], None),
            "12:00",
            Some("must be 22:00 or later, or 06:00 or earlier"),
        ),
        (
            within(ValueKind::Week, [None, None], Some("")),
            "2026-W09",
            None,
        ),
    ];
    for (rule, value, expected) in cases {
        assert_eq!(
            super::rules::broken(rule, value).as_deref(),
            *expected,
            "{rule:?} {value:?}"
        );
    }
}

static NEW: FormUse = FormUse {
    fallback: Some("quick"),
    ..form(
        "t-0",
        &[
            button("add", Some("")),
            SubmitterUse {
                novalidate: true,
                ..button("draft", Some(""))
            },
        ],
        &[FieldUse {
            required: true,
            ..field("title", &[FieldRule::MaxLength(5)])
        }],
    )
};
static OLD: FormUse = form(
    "t-1",
    &[button("add", Some(""))],
    &[field("title", &[FieldRule::MinLength(2)])],
);
static PLAN: Plan = plan(
    &[
        FormUse {
            fallback: Some("quick"),
            ..form(
                "t-0",
                &[
                    button("add", Some("")),
                    SubmitterUse {
                        novalidate: true,
                        ..button("draft", Some(""))
                    },
                ],
                &[FieldUse {
                    required: true,
                    ..field("title", &[FieldRule::MaxLength(5)])
                }],
            )
        },
        form(
            "t-1",
            &[button("add", Some(""))],
            &[field("title", &[FieldRule::MinLength(2)])],
        ),
        FormUse {
            novalidate: true,
            ..form(
                "t-2",
                &[button("skip", None)],
                &[field("title", &[FieldRule::MinLength(2)])],
            )
        },
        FormUse {
            action: Some("save"),
            ..form(
                "t-3",
                &[button("", Some(""))],
                &[FieldUse {
                    required: true,
                    kind: FieldKind::Box,
                    ..field("terms", &[])
                }],
            )
        },
    ],
    &[
        ActionUse {
            name: "save",
            at: "",
            by_form: true,
        },
        ActionUse {
            name: "key",
            at: "",
            by_form: false,
        },
    ],
);

#[test]
fn a_payload_keeps_the_rules_of_its_form_or_of_one_that_sends_the_action() {
    let cases: &[(&str, Value, Option<&str>)] = &[
        ("add", json!({"lvt-form": "t-0", "title": "ok"}), None),
        (
            "add",
            json!({"lvt-form": "t-0", "title": ""}),
            Some("is missing"),
        ),
        ("add", json!({"lvt-form": "t-0"}), Some("is missing")),
        (
            "add",
            json!({"lvt-form": "t-0", "title": ["ok", "too long"]}),
            Some("must have at most 5 characters"),
        ),
        ("draft", json!({"lvt-form": "t-0"}), None),
        ("add", json!({"lvt-form": "t-1"}), None),
        (
            "add",
            json!({"lvt-form": "t-1", "title": "a"}),
            Some("must have at least 2 characters"),
        ),
        // Without the field one of the two must be satisfied.
        ("add", json!({"title": "much too long"}), None),
        ("add", json!({"title": "a"}), None),
        (
            "add",
            json!({"title": ["a", "much too long"]}),
            Some("must have at most 5 characters"),
        ),
        // A form that can't send the action has nothing to say.
        (
            "add",
            json!({"lvt-form": "t-2", "title": ["a", "much too long"]}),
            Some("must have at most 5 characters"),
        ),
        (
            "add",
            json!({"lvt-form": 7, "title": ["a", "much too long"]}),
            Some("must have at most 5 characters"),
        ),
        ("skip", json!({"title": "a"}), None),
        ("save", json!({"lvt-form": "t-3"}), Some("must be ticked")),
        ("save", json!({"terms": false}), Some("must be ticked")),
        ("save", json!({"terms": "on"}), None),
        ("key", json!({}), None),
        ("other", json!({"title": "a"}), None),
    ];
    for (action, value, expected) in cases {
        let result = check(&[&PLAN], action, &payload(value.clone()), &|_, _| false);
        let refused = result.err().map(|error| error.fields()[0].1.clone());
        assert_eq!(refused.as_deref(), *expected, "{action} {value}");
    }
    assert!(NEW.sends("draft") && !NEW.sends("quick") && !OLD.sends("submit"));
}

#[test]
fn a_form_of_another_view_does_not_do_for_one_s_own() {
    static STRICT: Plan = plan(
        &[form(
            "s-0",
            &[button("add", Some(""))],
            &[field("title", &[FieldRule::MaxLength(5)])],
        )],
        &[],
    );
    for form in [json!("elsewhere-0"), json!(null), json!(7)] {
        let long = payload(json!({"title": "much too long", "lvt-form": form}));
        check(&[&STRICT], "add", &long, &|_, _| false).expect_err("its own form's rule");
        check(&[&STRICT], "add", &long, &|_, _| true).expect("it was there already");
    }
}

#[test]
fn a_posted_form_means_what_the_script_would_have_sent() {
    static FORM: FormUse = FormUse {
        fallback: Some("named"),
        ..form(
            "t-0",
            &[
                button("send", Some("")),
                button("go", Some("1")),
                SubmitterUse {
                    data: &[("how", "fast")],
                    ..button("go", Some("2"))
                },
                SubmitterUse {
                    image: true,
                    ..button("map", Some(""))
                },
                button("", Some("plain")),
            ],
            &[
                field("send", &[]),
                field("action", &[]),
                field("save", &[]),
                FieldUse {
                    kind: FieldKind::File,
                    ..field("photo", &[])
                },
            ],
        )
    };
    let cases = [
        (
            json!({"send": ["typed", ""], "action": "x"}),
            "send",
            json!({"send": "typed", "action": "x"}),
        ),
        (
            json!({"send": "typed", "go": "1"}),
            "go",
            json!({"send": "typed", "value": "1"}),
        ),
        (
            json!({"send": "typed", "go": "2"}),
            "go",
            json!({"send": "typed", "value": "2", "how": "fast"}),
        ),
        (
            json!({"send": "typed", "map.x": "3", "map.y": "4"}),
            "map",
            json!({"send": "typed"}),
        ),
        // A field that is called like an action is none.
        (
            json!({"send": "typed", "save": "x"}),
            "named",
            json!({"send": "typed", "save": "x", "value": "plain"}),
        ),
        (
            json!({"send": "a\r\nb", "photo": "cat.png", "go": "1"}),
            "go",
            json!({"send": "a\nb", "value": "1"}),
        ),
        (
            json!({"send": ["a", "b", ""], "value": "own"}),
            "send",
            json!({"send": ["a", "b"], "value": "own"}),
        ),
    ];
    for (sent, action, expected) in cases {
        let found = submitted(&FORM, &fields(sent.clone()));
        assert_eq!(found, Some((action.to_owned(), fields(expected))), "{sent}");
    }
    static OWN: FormUse = FormUse {
        action: Some("save"),
        ..form("t-1", &[button("which", Some("x"))], &[])
    };
    let found = submitted(&OWN, &fields(json!({"which": "x", "a": "1"})));
    assert_eq!(
        found,
        Some(("save".to_owned(), fields(json!({"a": "1", "value": "x"}))))
    );
}

#[test]
fn a_form_without_its_field_is_read_by_names() {
    const fn action(name: &'static str) -> ActionInfo {
        ActionInfo {
            name,
            visibility: Visibility::Public,
            coalesce: false,
        }
    }
    let actions = [action("add"), action("save_draft")];
    let uses = [ActionUse {
        name: "save_draft",
        at: "",
        by_form: true,
    }];
    let cases = [
        (json!({"text": "x", "add": ""}), "add", json!({"text": "x"})),
        (
            json!({"add": "x", "save-draft": "1"}),
            "save_draft",
            json!({"add": "x", "value": "1"}),
        ),
        (json!({"text": "x"}), "submit", json!({"text": "x"})),
    ];
    for (sent, action, expected) in cases {
        let found = guessed(&actions, &uses, None, fields(sent.clone()));
        assert_eq!(found, (action.to_owned(), fields(expected)), "{sent}");
    }
}
