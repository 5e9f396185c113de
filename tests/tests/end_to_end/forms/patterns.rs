//! A `pattern`'s verdict: the server's is Chromium's, for each pattern and value of a table.

use livetpl::prelude::*;
use livetpl_tests::browser::Browser;
use livetpl_tests::socket::Raw;
use serde_json::{Value, json};

use crate::pages::Running;

/// The patterns that the macro refuses, by who can't read them.
const REFUSED: &str = include_str!("../../../../livetpl-macros/tests/template/patterns.txt");

#[live_controller]
#[derive(Clone, Default)]
#[template(
    ext = "html",
    source = r#"<form method="post">
<input name="p0" pattern="[0-9]{3}">
<input name="p1" pattern="\d+">
<input name="p2" pattern="\w+">
<input name="p3" pattern="\s*">
<input name="p4" pattern="a|bc">
<input name="p5" pattern="^a$|^b">
<input name="p6" pattern=".{2,4}">
<input name="p7" pattern="(?=.*\d)(?=.*[a-z])(?!.*\s).{4,}">
<input name="p8" pattern="[^@\s]+@[^@\s]+\.[a-z]{2,}">
<input name="p9" pattern="\p{Alphabetic}+">
<input name="p10" pattern="[\p{Uppercase}\d]+">
<input name="p11" pattern="[\w\-.]+">
<input name="p12" pattern="[[a-z]--[aeiou]]+">
<input name="p13" pattern="[\w&&[^\d]]+">
<input name="p14" pattern="\S+">
<input name="p15" pattern="(?:a?b)*?c{0,2}">
<input name="p16" pattern=".*\bis\b.*">
<input name="p17" pattern="\u{1F600}|\uD83D\uDE01|\xe9">
<input name="p18" pattern="[^\W_]+">
<input name="p19" pattern="(?<year>\d{4})-?">
<input name="p20" pattern="[A-Z]{2}\d{2}(?: ?[0-9A-Z]{4}){2,7}">
<input name="p21" pattern="\P{ASCII}+">
<input name="p22" pattern="[]|x">
<input name="p23" pattern="(?!admin$).+">
<input name="p24" pattern="[^]{2}">
<input name="p25" type="email" multiple pattern=".+@x\.y">
<input name="p26" pattern="">
<button name="send">Send</button></form>"#
)]
struct Patterns {}

#[live_controller]
impl Patterns {
    #[action]
    fn send(&mut self) {}
}

const VALUES: &[&str] = &[
    "a",
    "b",
    "bc",
    "abc",
    "123",
    "1234",
    "12345",
    "٣",
    "١٢٣",
    "_",
    "a_b",
    "a1",
    "ab12",
    "ab 12",
    "A1",
    "AB",
    "É",
    "é",
    "ß",
    "straße",
    "Ünal",
    "名前",
    " ",
    "\u{a0}",
    "\u{3000}\u{feff}",
    "\u{85}",
    "a\u{2028}b",
    "a\tb",
    "me@example.org",
    "me@example",
    "a@x.y",
    "a@x.y,b@x.y",
    "a@x.y,b@x.z",
    "😀",
    "😁",
    "😀😀",
    "x-y.z",
    "bcd",
    "bad",
    "this is",
    "thisis",
    "c",
    "ccc",
    "abbc",
    "admin",
    "admins",
    "2026",
    "2026-",
    "GB29 NWBK 6016 1331 9268 19",
    "DE89370400440532013000",
    "x",
    "\u{7f}",
    "e\u{301}",
    "Ⅻ",
    "½",
    "\\",
    "$",
    "^",
];

#[tokio::test]
async fn the_server_s_verdict_is_the_browser_s() {
    let app = Running::start(App::new().live("/patterns", Patterns::default())).await;
    let browser = Browser::launch().await;
    let tab = browser
        .profile()
        .await
        .open(&format!("http://{}/patterns", app.address))
        .await;
    let (mut raw, _) = Raw::join(&app.address, "/patterns").await;
    let (mut wrong, mut accepted, mut refused) = (Vec::new(), 0, 0);
    for (number, value) in VALUES.iter().enumerate() {
        // What a browser makes of the value is what it would send.
        let script = format!(
            "[...document.querySelectorAll('[pattern]')].map(field => {{
                field.value = {};
                return [field.name, field.value, !field.validity.patternMismatch];
            }})",
            json!(value)
        );
        let verdicts: Vec<(String, String, bool)> = tab.eval(&script).await;
        let data: Value = verdicts
            .iter()
            .map(|(name, value, _)| (name.clone(), json!(value)))
            .collect();
        let message = json!({"action": "send", "ref": number, "data": data});
        raw.send(&message.to_string()).await;
        let frame = raw.json().await;
        let fields = &frame["done"][0]["error"]["fields"];
        for (name, value, fits) in verdicts {
            // That a list of addresses is none is another rule's.
            let said = fields[&name].as_str().unwrap_or_default();
            let server = !said.contains("requested format");
            if server != fits {
                wrong.push(format!(
                    "{name} {value:?}: Chromium {fits}, server {said:?}"
                ));
            }
            if fits {
                accepted += 1;
            } else {
                refused += 1;
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(accepted > 100 && refused > 100, "{accepted} {refused}");
}

#[tokio::test]
async fn what_the_macro_refuses_is_what_it_says() {
    let browser = Browser::launch().await;
    let tab = browser.profile().await.blank().await;
    for line in REFUSED.lines() {
        let (who, pattern) = line.split_once(' ').unwrap();
        let script = format!(
            "(() => {{ try {{ new RegExp({}, 'v'); return true }} catch {{ return false }} }})()",
            json!(pattern)
        );
        assert_eq!(
            tab.eval::<bool>(&script).await,
            who == "server",
            "{pattern}"
        );
    }
}
