//! The same corpus in a real browser, through the script that is served: every node, after every frame.
//!
//! A page is opened as HTML with its shape, as any browser gets it; then frames come. After each one the page must be
//! a fresh page, node for node, and what has not changed must be the same nodes ([`crate::nodes`]).

mod server;

use livetpl::Shell;
use livetpl_runtime::template::{Recorder, static_position, write_shape};
use livetpl_tests::browser::{Browser, Tab};
use serde_json::{Value, json};

use crate::corpus::{Template, corpus};
use crate::faults::{FAULTS, Faulty, Honest, Wire};
use crate::nodes::Nodes;
use crate::oracle::{Session, Wrong};
use crate::run::{States, number, report};
use server::Server;

/// How many transitions in all, unless `LIVETPL_PROOF_CHROMIUM_TRANSITIONS` says otherwise.
const TRANSITIONS: usize = 2_640;

/// A browser with the harness's page.
pub struct Chromium {
    server: Server,
    _browser: Browser,
    tab: Tab,
}

impl Chromium {
    /// Starts both.
    pub async fn start() -> Self {
        let server = Server::start().await;
        let browser = Browser::launch().await;
        let tab = browser.profile().await.blank().await;
        tab.go(&server.url("/")).await;
        Chromium {
            server,
            _browser: browser,
            tab,
        }
    }

    /// Takes all templates through their states; how many transitions held.
    ///
    /// # Errors
    ///
    /// A report of each template that failed.
    pub async fn everything(&self) -> Result<usize, String> {
        let templates = corpus();
        let transitions = number("LIVETPL_PROOF_CHROMIUM_TRANSITIONS", TRANSITIONS);
        let steps = transitions.div_ceil(templates.len().max(1));
        let (mut held, mut failures) = (0, Vec::new());
        for (i, template) in templates.iter().enumerate() {
            match self.template(i, template, steps, &mut Honest).await {
                Ok(one) => held += one,
                Err((step, wrong)) => failures.push(report(i, step, &wrong)),
            }
        }
        failures.sort_by_key(String::len);
        if failures.is_empty() {
            return Ok(held);
        }
        let shown = failures.len().min(number("LIVETPL_PROOF_REPORTS", 3));
        let (count, all) = (failures.len(), templates.len());
        Err(format!(
            "in Chromium {count} of {all} templates failed:\n\n{}",
            failures[..shown].join("\n\n")
        ))
    }

    /// Plants every fault that changes what is sent; the names of those that nobody noticed, and how many there were.
    pub async fn unnoticed_faults(&self) -> (Vec<&'static str>, usize) {
        const STEPS: usize = 40;
        let (mut missed, mut planted) = (Vec::new(), 0);
        for fault in FAULTS.iter().filter(|fault| fault.is_seen_by_browsers()) {
            planted += 1;
            let mut noticed = false;
            for (i, template) in corpus().iter().enumerate() {
                let mut wire = Faulty::new(*fault);
                let outcome = self.template(i, template, STEPS, &mut wire).await;
                noticed = outcome.is_err() && wire.planted > 0;
                if noticed {
                    break;
                }
            }
            if !noticed {
                missed.push(fault.name);
            }
        }
        (missed, planted)
    }

    async fn template(
        &self,
        index: usize,
        template: &Template,
        steps: usize,
        wire: &mut dyn Wire,
    ) -> Result<usize, (usize, Wrong)> {
        let (page, case) = case(index, template, steps, wire)?;
        self.server.serve(&format!("/page/{}", template.name), page);
        self.server
            .serve(&format!("/case/{}", template.name), case.to_string());
        let plan = format!("/_livetpl/plan-{}.json", template.name);
        self.server.serve(&plan, template.plan.client.to_owned());
        let outcome: Value = self.tab.eval(&format!("proof({:?})", template.name)).await;
        let step = outcome["step"].as_u64().unwrap_or(0) as usize;
        match outcome["wrong"].as_str() {
            Some(wrong) => Err((step, wrong.to_owned())),
            None => Ok(step),
        }
    }
}

/// The page as it is served, and the transitions with what they must lead to.
fn case(
    index: usize,
    template: &Template,
    steps: usize,
    wire: &mut dyn Wire,
) -> Result<(String, Value), (usize, Wrong)> {
    let mut states = States::of(index);
    let mut session =
        Session::open(template, states.current(), wire).map_err(|wrong| (0, wrong))?;
    let script = script_tag(template, session.recorder());
    let page = document(template, session.recorder(), &script);
    let mut nodes = Nodes::new(template.plan, session.values());
    let first = json!({"html": page, "numbers": nodes.numbers()});
    let mut listed = Vec::new();
    for step in 1..=steps {
        let sent = session
            .send(states.advance(), wire)
            .map_err(|wrong| (step, wrong))?;
        nodes.advance(&sent.values);
        let html = document(template, session.recorder(), &script);
        listed.push(json!({"patch": sent.patch, "html": html, "numbers": nodes.numbers()}));
    }
    Ok((page, json!({"first": first, "steps": listed})))
}

fn script_tag(template: &Template, recorder: &Recorder) -> String {
    let mut shape = Vec::new();
    let written = write_shape(template.plan, recorder, &mut shape);
    let shape = String::from_utf8_lossy(if written.is_ok() { &shape } else { b"[]" });
    let shape = shape.replace('&', "&amp;").replace('"', "&quot;");
    format!(
        "<script defer src=\"/_livetpl/livetpl-proof.js\" data-lvt-plan=\"/_livetpl/plan-{}.json\" \
         data-lvt-token=\"t\" data-lvt-root-hash=\"0\" data-lvt-shape=\"{shape}\"></script>",
        template.name
    )
}

/// The document around a render, as livetpl serves it.
fn document(template: &Template, recorder: &Recorder, script: &str) -> String {
    let html = recorder.html();
    let place = template
        .plan
        .head_end
        .and_then(|place| static_position(template.plan, recorder, place).ok());
    match place.and_then(|place| html.split_at_checked(place)) {
        Some((before, after)) => [before, script, after].concat(),
        None => Shell {
            prefix: "",
            path: "/",
            script,
            content: html,
        }
        .to_html(),
    }
}
