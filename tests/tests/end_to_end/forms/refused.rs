//! What the server asks of a form, whoever sends it: over a socket, by fetch, and as a form, which comes back with what
//! was typed.

use livetpl::prelude::*;
use livetpl_tests::socket::{Raw, request};
use serde_json::{Value, json};

use crate::pages::Running;

#[live_controller]
#[derive(Clone, Default)]
#[template(
    ext = "html",
    source = r#"<form method="post"><input name="title" maxlength="5" required {{ lvt.aria_invalid("title") }}><p>{% if let Some(error) = lvt.error("title") %}{{ error }}{% endif %}</p><textarea name="text"></textarea><input type="password" name="secret"><button name="add">Add</button><button name="draft" formnovalidate>Keep</button></form><output>{{ count }}</output>"#
)]
struct Notes {
    #[persist]
    count: u32,
}

#[live_controller]
impl Notes {
    #[action]
    fn add(&mut self, title: String) {
        let _ = title;
        self.count += 1;
    }

    #[action]
    fn draft(&mut self) {
        self.count += 1;
    }
}

async fn post(app: &Running, body: &str) -> (u16, String) {
    let headers = [("content-type", "application/x-www-form-urlencoded")];
    let answer = request(&app.address, "POST", "/notes", &headers, body.as_bytes()).await;
    (answer.status.as_u16(), answer.body)
}

#[tokio::test]
async fn html_rules_are_kept_on_the_server_over_all_three_transports() {
    let app = Running::start(App::new().live("/notes", Notes::default())).await;
    let (mut raw, _) = Raw::join(&app.address, "/notes").await;
    let cases = [
        ("add", json!({"title": "ok"}), None),
        ("add", json!({"title": ""}), Some("is missing")),
        ("add", json!({}), Some("is missing")),
        (
            "add",
            json!({"title": "much too long"}),
            Some("must have at most 5 characters"),
        ),
        ("draft", json!({"title": "much too long"}), None),
    ];
    for (number, (action, data, expected)) in cases.iter().enumerate() {
        let message = json!({"action": action, "ref": number, "data": data});
        raw.send(&message.to_string()).await;
        let frame = raw.json().await;
        let refused = |frame: &Value| {
            frame["done"][0]["error"]["fields"]["title"]
                .as_str()
                .map(str::to_owned)
        };
        assert_eq!(refused(&frame).as_deref(), *expected, "socket: {message}");

        let headers = [("x-livetpl", "1"), ("content-type", "application/json")];
        let message = json!({"join": "", "action": action, "ref": 1, "data": data}).to_string();
        let answer = request(&app.address, "POST", "/notes", &headers, message.as_bytes()).await;
        let frame: Value = serde_json::from_str(&answer.body).unwrap();
        assert_eq!(refused(&frame).as_deref(), *expected, "fetch: {message}");

        let title = data["title"]
            .as_str()
            .map(|title| format!("title={title}&"));
        let (status, page) = post(&app, &format!("{}{action}=", title.unwrap_or_default())).await;
        assert_eq!(
            status,
            if expected.is_some() { 422 } else { 303 },
            "form: {message}"
        );
        assert!(page.contains(expected.unwrap_or_default()), "form: {page}");
    }
}

#[tokio::test]
async fn a_form_that_is_refused_comes_back_with_what_was_typed() {
    let app = Running::start(App::new().live("/notes", Notes::default())).await;
    let page = request(&app.address, "GET", "/notes", &[], b"").await.body;
    let id = page.split("name=\"lvt-form\" value=\"").nth(1).unwrap();
    let id = id.split('"').next().unwrap();
    let typed = "title=%22%3E%3Cscript%3E&text=%3C%2Ftextarea%3E%0D%0A%3Cb%3E&secret=hunter2&add=";
    let (status, page) = post(&app, &format!("lvt-form={id}&{typed}")).await;
    assert_eq!(status, 422);
    assert!(
        page.contains("value=\"&quot;&gt;&lt;script&gt;\""),
        "{page}"
    );
    assert!(
        page.contains("&lt;/textarea&gt;\r\n&lt;b&gt;</textarea>"),
        "{page}"
    );
    assert!(page.contains("must have at most 5 characters"), "{page}");
    assert!(page.contains("aria-invalid"), "{page}");
    assert!(
        !page.contains("hunter2") && !page.contains("<script>"),
        "{page}"
    );
    assert!(page.contains("<output>0</output>"), "{page}");
}
