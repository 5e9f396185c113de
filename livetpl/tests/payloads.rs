//! Payloads on their way through the dispatch table into the arguments of actions.

use livetpl::prelude::*;
use livetpl::{Controller, Dispatch, ErrorKind, Identity, Payload};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

#[live_controller]
#[derive(Clone, Default)]
#[template(source = "<p>{{ seen }}</p>", ext = "html")]
struct Seen {
    seen: String,
}

#[derive(Deserialize, Serialize)]
struct Join {
    name: String,
    age: u8,
}

#[live_controller]
impl Seen {
    #[action]
    fn fields(&mut self, id: u64, ctx: &mut Context, text: String, done: Option<bool>) {
        self.seen = format!("{} {id} {text} {done:?}", ctx.path());
    }

    #[action]
    fn raw(&mut self, r#type: String) {
        self.seen = r#type;
    }

    #[action]
    async fn form(&mut self, Form(Join { name, age }): Form<Join>) {
        self.seen = format!("{name} {age}");
    }
}

async fn call(action: &str, payload: &Payload) -> Result<String> {
    let identity = Identity {
        group: "group".into(),
        user: None,
    };
    let mut ctx = Context::new(None, identity, "/".into(), "".into(), None);
    let controller = Seen::default();
    let mut state = controller.initial_state();
    controller
        .call(action, payload, &mut state, &mut ctx)
        .await?;
    Ok(state.seen)
}

fn payload(value: Value) -> Payload {
    match value {
        Value::Object(fields) => Payload::new(fields),
        _ => panic!("an object"),
    }
}

#[tokio::test]
async fn fields_come_by_name_whatever_the_order() {
    let sent = payload(json!({"text": "a", "done": true, "id": 7, "more": 1}));
    assert_eq!(call("fields", &sent).await.unwrap(), "/ 7 a Some(true)");
    let sent = payload(json!({"id": 7, "text": "a"}));
    assert_eq!(call("fields", &sent).await.unwrap(), "/ 7 a None");
    assert_eq!(
        call("raw", &payload(json!({"type": "b"}))).await.unwrap(),
        "b"
    );
}

#[tokio::test]
async fn a_form_is_the_whole_payload() {
    let sent = payload(json!({"name": "Ann", "age": 3}));
    assert_eq!(call("form", &sent).await.unwrap(), "Ann 3");
}

#[tokio::test]
async fn what_the_constants_make_is_what_the_actions_take() {
    let made = Seen::FIELDS.with(7, "a".to_owned(), Some(false));
    assert_eq!(
        call(made.action(), made.payload().unwrap()).await.unwrap(),
        "/ 7 a Some(false)"
    );
    let made = Seen::FORM.with(&Join {
        name: "Ann".to_owned(),
        age: 3,
    });
    assert_eq!(
        call(made.action(), made.payload().unwrap()).await.unwrap(),
        "Ann 3"
    );
}

#[tokio::test]
async fn what_does_not_fit_is_an_error_and_no_panic() {
    for sent in [
        json!({}),
        json!({"id": "x", "text": "a"}),
        json!({"id": [], "text": {}}),
    ] {
        let error = call("fields", &payload(sent)).await.unwrap_err();
        assert_ne!(error.kind(), ErrorKind::UnknownAction);
    }
    assert!(call("form", &payload(json!({"name": 3}))).await.is_err());
}
