//! What a `pattern` becomes on the server, and which are refused. `patterns.txt` has the refused ones, by who can't read
//! them: a browser says the same of it in `tests/tests/end_to_end/forms/patterns.rs`, where verdicts are compared, too.

use crate::template::pattern::{Check, read};

const REFUSED: &str = include_str!("patterns.txt");

#[test]
fn a_pattern_in_the_words_of_the_server_s_engine() {
    let cases: &[(&str, &[(&str, bool)])] = &[
        ("", &[("^(?:)$", true)]),
        (r"\d{3}", &[("^(?:[0-9]{3})$", true)]),
        ("a|b", &[("^(?:a|b)$", true)]),
        ("^(a|(?<n>b))+?$", &[("^(?:^(?:a|(?:b))+?$)$", true)]),
        (r"[a-z\-]\.\/", &[(r"^(?:[\-a-z]\.\/)$", true)]),
        (r"[[a-f]--[ae]]", &[("^(?:[b-df])$", true)]),
        (r"[[a-f]&&[c-z]]", &[("^(?:[c-f])$", true)]),
        (r"[^\d\D]", &[(r"^(?:[^\x{0}-\x{10FFFF}])$", true)]),
        ("é", &[(r"^(?:\x{E9})$", true)]),
        (
            r"\u00e9\xe9\u{1F600}\uD83D\uDE00",
            &[(r"^(?:\x{E9}\x{E9}\x{1F600}\x{1F600})$", true)],
        ),
        (
            r"^(?=.*\d)(?!x).+",
            &[
                (
                    r"^(?:[\x{0}-\x{9}\x{B}-\x{C}\x{E}-\x{2027}\x{202A}-\x{10FFFF}]*[0-9])",
                    true,
                ),
                ("^(?:x)", false),
                (
                    r"^(?:^[\x{0}-\x{9}\x{B}-\x{C}\x{E}-\x{2027}\x{202A}-\x{10FFFF}]+)$",
                    true,
                ),
            ],
        ),
    ];
    for (pattern, expected) in cases {
        let found = read(pattern).unwrap_or_default();
        let found: Vec<_> = found
            .iter()
            .map(|Check { regex, holds }| (&**regex, *holds))
            .collect();
        assert_eq!(found, *expected, "{pattern}");
    }
}

#[test]
fn a_pattern_that_one_side_can_t_read_is_refused() {
    for line in REFUSED.lines() {
        let (who, pattern) = line.split_once(' ').expect("who, and a pattern");
        let (at, message) = read(pattern).expect_err(pattern);
        assert!(at < pattern.chars().count(), "{pattern}: {at}");
        let begins = match who {
            "browsers" => message.starts_with("browsers can't read"),
            _ => message.contains("the server"),
        };
        assert!(begins, "{pattern}: {message}");
    }
}

#[test]
fn the_place_of_what_can_t_be_read() {
    for (pattern, expected) in [
        ("[a-z0-9-]+", 7),
        ("ab(?<=c)", 2),
        ("x(a", 1),
        (r"é\@", 1),
        ("a{2", 1),
        ("a[bc", 1),
        (r"[\p{L}]", 1),
    ] {
        assert_eq!(read(pattern).expect_err(pattern).0, expected, "{pattern}");
    }
}

/// What is not in a form of the page is the browser's alone.
#[test]
fn only_fields_that_the_server_checks_are_held_to_it() {
    let problems = crate::mistakes::problems;
    let field = r#"<input name="a" pattern="(?<=x)y">"#;
    for (form, count) in [
        (r#"<form method="post">F</form>"#, 1),
        (r#"<form method="post">FF</form>"#, 2),
        (r#"<form method="post" novalidate>F</form>"#, 0),
        (r#"<form method="get">F</form>"#, 0),
        ("F", 0),
    ] {
        let source = form.replace('F', field);
        assert_eq!(problems(&source).len(), count, "{source}");
    }
    let dynamic = r#"<form method="post"><input name="a" pattern="(?<=x){{ x }}"></form>"#;
    assert_eq!(problems(dynamic), [""; 0]);
}
