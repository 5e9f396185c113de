//! Numbers as somebody types them, or something sends them: what is none, or too large for its type, is refused over a socket, by
//! fetch and as a form alike, beside its field.

use livetpl::prelude::*;
use livetpl_tests::socket::{Raw, request};
use serde_json::{Value, json};

use crate::pages::Running;

#[live_controller]
#[derive(Clone, Default)]
#[template(
    ext = "html",
    source = r#"<form method="post"><input name="byte"><input name="signed"><input name="ratio"><input name="single"><input name="maybe">
<button name="take">Take</button></form>{% for (name, error) in lvt.errors() %}<em>{{ name }} {{ error }}</em>{% endfor %}<b>{{ got }}</b>"#
)]
struct Desk {
    #[persist]
    got: String,
}

#[live_controller]
impl Desk {
    #[action]
    fn take(&mut self, byte: u8, signed: i64, ratio: f64, single: f32, maybe: Option<u32>) {
        self.got = format!("{byte}|{signed}|{ratio}|{single}|{maybe:?}");
    }
}

/// A field, what is typed into it, and what it is then, or why it is refused.
type Case = (&'static str, String, Result<&'static str, &'static str>);

fn cases() -> Vec<Case> {
    const WHOLE: &str = "must be a whole number";
    let case = |field, typed: &str, outcome| (field, typed.to_owned(), outcome);
    let mut cases = vec![
        case("byte", "255", Ok("255|0|0|0|None")),
        case("byte", "256", Err("is too large")),
        case("byte", "-1", Err("is too small")),
        case("byte", "+1", Ok("1|0|0|0|None")),
        case("byte", " 7 ", Ok("7|0|0|0|None")),
        case("byte", "007", Ok("7|0|0|0|None")),
        case("byte", "1e2", Err(WHOLE)),
        case("byte", "1.0", Err(WHOLE)),
        case("byte", "0x10", Err(WHOLE)),
        case("byte", "١", Err(WHOLE)),
        case("byte", "NaN", Err(WHOLE)),
        case("byte", "", Err("is missing")),
        case("byte", " ", Err("is missing")),
        case(
            "signed",
            "9223372036854775807",
            Ok("0|9223372036854775807|0|0|None"),
        ),
        case("signed", "9223372036854775808", Err("is too large")),
        case(
            "signed",
            "-9223372036854775808",
            Ok("0|-9223372036854775808|0|0|None"),
        ),
        case("signed", "-9223372036854775809", Err("is too small")),
        case("signed", "1e3", Err(WHOLE)),
        case("signed", "infinity", Err(WHOLE)),
        case("signed", "--1", Err(WHOLE)),
        case("ratio", "1e3", Ok("0|0|1000|0|None")),
        case("ratio", "+1", Ok("0|0|1|0|None")),
        case("ratio", "-.5", Ok("0|0|-0.5|0|None")),
        case("ratio", "1,5", Err("must be a number")),
        case("ratio", "1e400", Err("is too large")),
        case("ratio", "-1e400", Err("is too small")),
        case("ratio", "", Err("is missing")),
        case("single", "1.5", Ok("0|0|0|1.5|None")),
        case("single", "1e39", Err("is too large")),
        case("single", "-1e39", Err("is too small")),
        case("maybe", "", Ok("0|0|0|0|None")),
        case("maybe", "0", Ok("0|0|0|0|Some(0)")),
        case("maybe", "4294967295", Ok("0|0|0|0|Some(4294967295)")),
        case("maybe", "4294967296", Err("is too large")),
        case("maybe", "-1", Err("is too small")),
        case("maybe", "x", Err(WHOLE)),
    ];
    for none in [
        "NaN",
        "-nan",
        "inf",
        "-inf",
        "Infinity",
        "-Infinity",
        "e",
        "1e",
        ".",
    ] {
        cases.push(case("ratio", none, Err("must be a number")));
        cases.push(case("single", none, Err("must be a number")));
    }
    let long = "9".repeat(10_000);
    for field in ["byte", "signed", "ratio", "single", "maybe"] {
        cases.push((field, long.clone(), Err("is too large")));
        cases.push((field, format!("-{long}"), Err("is too small")));
    }
    cases
}

/// All fields, one of them as it was typed.
fn data(field: &str, typed: &str) -> Value {
    let mut data = json!({"byte": "0", "signed": "0", "ratio": "0", "single": "0", "maybe": ""});
    data[field] = typed.into();
    data
}

/// What a frame says of the field; `None` where it was taken.
fn refused(frame: &Value, field: &str) -> Option<String> {
    let error = &frame["done"][0]["error"];
    let only = json!({field: error["fields"][field]});
    assert!(
        error.is_null() || error["fields"] == only,
        "of that field alone: {error}"
    );
    error["fields"][field].as_str().map(str::to_owned)
}

#[tokio::test]
async fn a_number_is_taken_or_refused_alike_over_all_three_transports() {
    let app = Running::start(App::new().live("/", Desk::default())).await;
    let origin = format!("http://{}", app.address);
    let form = ("content-type", "application/x-www-form-urlencoded");
    let by_script = [("x-livetpl", "1"), ("content-type", "application/json")];
    for (field, typed, outcome) in cases() {
        let what: String = format!("{field} {typed}").chars().take(40).collect();
        let data = data(field, &typed);
        let page = request(&app.address, "GET", "/", &[], b"").await;
        let session = page.cookie();
        let cookie = ("cookie", &*session);

        let socket = Raw::open(&app.address, "/", &session, &origin).await;
        let mut raw = socket.expect("admitted");
        raw.send(&page.join()).await;
        raw.receive().await.expect("an answer to the join");
        let message = json!({"action": "take", "ref": 1, "data": data});
        raw.send(&message.to_string()).await;
        let frame = raw.json().await;
        assert_eq!(
            refused(&frame, field).as_deref(),
            outcome.err(),
            "socket: {what}"
        );
        let shown = frame["patch"].to_string();
        let shows = outcome.map_or_else(|error| format!("{field} {error}"), str::to_owned);
        assert!(shown.contains(&shows), "socket: {what}: {shown}");

        let message = json!({"join": "", "action": "take", "ref": 1, "data": data}).to_string();
        let headers = [by_script[0], by_script[1], cookie];
        let answer = request(&app.address, "POST", "/", &headers, message.as_bytes()).await;
        let frame: Value = serde_json::from_str(&answer.body).expect("a frame");
        assert_eq!(
            refused(&frame, field).as_deref(),
            outcome.err(),
            "fetch: {what}"
        );

        let pairs = data.as_object().expect("fields").iter();
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(pairs.map(|(name, value)| (name, value.as_str().unwrap_or_default())))
            .append_pair("take", "")
            .finish();
        let answer = request(&app.address, "POST", "/", &[form, cookie], body.as_bytes()).await;
        let page = if outcome.is_ok() {
            assert_eq!(answer.status, 303, "form: {what}");
            request(&app.address, "GET", "/", &[cookie], b"").await
        } else {
            assert_eq!(answer.status, 422, "form: {what}");
            answer
        };
        assert!(page.body.contains(&shows), "form: {what}: {}", page.body);
        assert_eq!(
            page.body.contains("<b></b>"),
            outcome.is_err(),
            "form: {what}"
        );
    }
}
