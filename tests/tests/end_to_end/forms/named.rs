//! Which form's rules count, and against what: over each transport.

use livetpl::prelude::*;
use livetpl_tests::socket::{Raw, request};
use serde_json::{Value, json};

use crate::pages::Running;

/// Its own form has rules, and so has one of a nested template.
#[live_controller]
#[derive(Clone, Default)]
#[template(
    ext = "html",
    source = r#"<form method="post"><input name="title" maxlength="5" required><button name="add">Add</button></form>{{ inner }}"#
)]
struct Strict {
    inner: Inner,
}

#[derive(Clone, Default, LiveTemplate)]
#[template(
    ext = "html",
    source = r#"<form method="post"><input name="title" maxlength="5" required><button name="within">Add</button></form>"#
)]
struct Inner;

#[live_controller]
impl Strict {
    #[action]
    fn add(&mut self, title: String) {
        drop(title);
    }

    #[action]
    fn within(&mut self, title: String) {
        drop(title);
    }
}

#[live_controller]
#[derive(Clone, Default)]
#[template(
    ext = "html",
    source = r#"<form method="post"><input name="title"><button name="add">Add</button><button name="within">Add</button></form>"#
)]
struct Lax {}

#[live_controller]
impl Lax {
    #[action]
    fn add(&mut self, title: String) {
        drop(title);
    }

    #[action]
    fn within(&mut self, title: String) {
        drop(title);
    }
}

const SCRIPT: [(&str, &str); 2] = [("x-livetpl", "1"), ("content-type", "application/json")];

async fn fetch(address: &str, cookie: &str, message: Value) -> String {
    let headers = [SCRIPT[0], SCRIPT[1], ("cookie", cookie)];
    let body = message.to_string();
    let answer = request(address, "POST", "/strict", &headers, body.as_bytes()).await;
    answer.body
}

#[tokio::test]
async fn another_views_form_does_not_loosen_the_rules_of_this_one() {
    let app = App::new()
        .live("/strict", Strict::default())
        .live("/lax", Lax::default());
    let app = Running::start(app).await;
    let address = &*app.address;
    let lax = request(address, "GET", "/lax", &[], b"").await;
    let id = lax.body.split("name=\"lvt-form\" value=\"").nth(1).unwrap();
    let id = id.split('"').next().unwrap();
    let page = request(address, "GET", "/strict", &[], b"").await;
    let join: Value = serde_json::from_str(&page.join()).unwrap();
    let (mut raw, _) = Raw::join(address, "/strict").await;
    for action in ["add", "within"] {
        let kind = ("content-type", "application/x-www-form-urlencoded");
        let body = format!("lvt-form={id}&title=short&{action}=");
        let taken = request(address, "POST", "/strict", &[kind], body.as_bytes()).await;
        assert_eq!(taken.status.as_u16(), 303, "{action}: {}", taken.body);
        let message = |join: Value| {
            let mut message = json!({"action": action, "ref": 1,
                "data": {"lvt-form": id, "title": "much too long"}});
            let (own, join) = (message.as_object_mut().unwrap(), join);
            own.extend(join.as_object().unwrap().clone());
            message
        };
        let body = format!("lvt-form={id}&title=much+too+long&{action}=");
        let plain = request(address, "POST", "/strict", &[kind], body.as_bytes()).await;
        assert_eq!(plain.status.as_u16(), 422, "{action}: {}", plain.body);
        // A page that is new, one that is out of step, and one that is known.
        let mut behind = join.clone();
        behind["seq"] = json!(-1);
        let cookie = page.cookie();
        let frames = [
            fetch(address, "", message(json!({"join": ""}))).await,
            fetch(address, &cookie, message(behind)).await,
            fetch(address, &cookie, message(join.clone())).await,
        ];
        for frame in frames {
            assert!(frame.contains("invalid-fields"), "{action}: {frame}");
        }
        for first in ["", r#"{"full":1}"#] {
            if !first.is_empty() {
                raw.send(first).await;
            }
            raw.send(&message(json!({})).to_string()).await;
            let done = loop {
                let frame = raw.json().await;
                if let Some(done) = frame["done"].get(0) {
                    break done.clone();
                }
            };
            assert_eq!(done["error"]["code"], "invalid-fields", "{action}: {done}");
        }
    }
}

/// A field that has a value which is longer than what one may write.
#[live_controller]
#[derive(Clone)]
#[template(
    ext = "html",
    source = r#"<form method="post"><input name="title" maxlength="5" value="{{ title }}"><textarea name="text" minlength="3">{{ text }}</textarea><button name="save">Save</button></form>"#
)]
struct Old {
    title: &'static str,
    text: &'static str,
}

#[live_controller]
impl Old {
    #[action]
    fn save(&mut self, title: String, text: String) {
        drop((title, text));
    }
}

#[tokio::test]
async fn rules_about_length_are_held_against_what_somebody_wrote() {
    let old = Old {
        title: "much too long",
        text: "é",
    };
    let app = Running::start(App::new().live("/strict", old)).await;
    let address = &*app.address;
    let (mut raw, _) = Raw::join(address, "/strict").await;
    for (title, text, refused) in [
        ("much too long", "é", false),
        ("short", "long", false),
        ("much too long", "x", true),
        ("much too lonG", "é", true),
        ("é", "much too long", false),
    ] {
        let data = json!({"title": title, "text": text});
        let body = form_urlencoded(&data);
        let kind = ("content-type", "application/x-www-form-urlencoded");
        let plain = request(address, "POST", "/strict", &[kind], body.as_bytes()).await;
        let status = if refused { 422 } else { 303 };
        assert_eq!(plain.status.as_u16(), status, "{data}: {}", plain.body);
        let message = json!({"join": "", "action": "save", "ref": 1, "data": data});
        let frame = fetch(address, "", message.clone()).await;
        assert_eq!(frame.contains("invalid-fields"), refused, "{data}: {frame}");
        raw.send(&message.to_string()).await;
        let frame = raw.json().await;
        assert_eq!(frame["done"][0]["error"].is_object(), refused, "{frame}");
    }
}

fn form_urlencoded(data: &Value) -> String {
    let fields = data.as_object().unwrap().iter();
    let escape = |text: &str| text.replace('é', "%C3%A9").replace(' ', "+");
    let field =
        |(name, value): (&String, &Value)| format!("{name}={}", escape(value.as_str().unwrap()));
    fields.map(field).collect::<Vec<_>>().join("&") + "&save="
}
