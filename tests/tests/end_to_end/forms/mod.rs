//! Forms over a socket, by fetch and without JavaScript: one table for all three, and what the server asks of a payload.

mod cases;
mod named;
mod numbers;
mod patterns;
mod refused;
mod sent_on;

use std::collections::BTreeMap;
use std::sync::Arc;

use livetpl::prelude::*;
use livetpl_tests::browser::{Browser, Tab};
use parking_lot::Mutex;
use serde_json::{Value, json};

use crate::pages::Running;
use cases::{CASES, Case, Outcome, Step};

type Fields = BTreeMap<String, Value>;

/// Notes what it gets.
#[live_controller(state = Shown)]
#[derive(Clone, Default)]
struct Desk {
    got: Arc<Mutex<Vec<(&'static str, Value)>>>,
}

#[derive(Clone, LiveState)]
#[template(path = "forms.html")]
struct Shown {
    lines: &'static str,
    raw: &'static str,
    nested: Nested,
}

#[derive(Clone, LiveTemplate)]
#[template(
    ext = "html",
    source = "<form method=\"post\" id=\"nested\" lvt-form:action=\"inner\"><input name=\"save\" value=\"x\"><button>Go</button></form>"
)]
struct Nested;

impl Default for Shown {
    fn default() -> Self {
        Shown {
            lines: "1\n2",
            raw: "<form method=\"post\" id=\"raw\"><input name=\"a\" value=\"x\"><button name=\"save\">Save</button></form>",
            nested: Nested,
        }
    }
}

#[live_controller]
impl Desk {
    #[action]
    fn save(&self, Form(fields): Form<Fields>) {
        self.note("save", fields);
    }

    #[action]
    fn other(&self, Form(fields): Form<Fields>) {
        self.note("other", fields);
    }

    #[action]
    fn named(&self, Form(fields): Form<Fields>) {
        self.note("named", fields);
    }

    #[action]
    fn own_action(&self, Form(fields): Form<Fields>) {
        self.note("own_action", fields);
    }

    #[action]
    fn inner(&self, Form(fields): Form<Fields>) {
        self.note("inner", fields);
    }

    #[action]
    fn submit(&self, Form(fields): Form<Fields>) {
        self.note("submit", fields);
    }

    fn note(&self, action: &'static str, fields: Fields) {
        self.got.lock().push((action, json!(fields)));
    }
}

async fn act(tab: &Tab, steps: &[Step]) {
    for step in steps {
        match step {
            Step::Type(css, text) => tab.type_text(css, text).await,
            Step::Click(css) => tab.click(css).await,
            Step::Enter(css) => {
                tab.eval::<Value>(&format!("document.querySelector({css:?}).focus()"))
                    .await;
                tab.key('\r').await;
            }
            Step::Do(script) => {
                tab.eval::<Value>(&format!("void ({script})")).await;
            }
        }
    }
}

#[tokio::test]
async fn one_form_means_one_thing_over_all_three_transports() {
    let desk = Desk::default();
    let app = Running::start(App::new().live("/forms", desk.clone())).await;
    // A query is no part of a form.
    let url = format!("http://{}/forms?action=other&save=1", app.address);
    let browser = Browser::launch().await;
    let mut wrong = Vec::new();
    for transport in ["socket", "fetch", "none"] {
        let tab = browser.profile().await.blank().await;
        match transport {
            "fetch" => tab.block_websocket().await,
            "none" => tab.disable_javascript().await,
            _ => {}
        }
        for Case {
            what,
            steps,
            outcome,
        } in CASES
        {
            tab.go(&url).await;
            if transport == "socket" {
                tab.wait_connected().await;
            }
            desk.got.lock().clear();
            act(&tab, steps).await;
            match outcome {
                Outcome::Sends(action, payload) => {
                    tab.until(what, || !desk.got.lock().is_empty()).await;
                    let got = desk.got.lock().clone();
                    let payload: Value = serde_json::from_str(payload).unwrap();
                    if got != [(*action, payload)] {
                        wrong.push(format!("{transport}: {what}: {got:?}"));
                    }
                }
                Outcome::Leaves(then) => {
                    tab.wait_for(then).await;
                    if !desk.got.lock().is_empty() {
                        wrong.push(format!("{transport}: {what}: it was an action"));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
