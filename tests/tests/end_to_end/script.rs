//! The attributes of the script in Chromium: its parts load under a strict content security policy, and what the browser
//! and its user did lasts.

use std::sync::Arc;

use livetpl::prelude::*;
use livetpl_tests::browser::{Browser, Tab};
use tokio::sync::Semaphore;

use crate::pages::Running;

/// Rows that a sentinel asks for at a time.
const MORE: u32 = 20;

#[live_controller]
#[derive(Clone, Default)]
#[template(
    ext = "html",
    source = r##"<!DOCTYPE html>
<html><head><title>t</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"></head>
<body>
<p id="count" class="{% if count % 2 == 1 %}odd{% endif %}" lvt-fx:highlight="flash" lvt-hook="Seen">{{ count }}</p>
<button type="button" name="push" lvt-form:disable-with="Wait"><b>push {{ count }}</b></button>
<button type="button" name="slow">slow</button>
<p id="list" lvt-on:drop="dropped" data-key="list"><b draggable="true" data-key="card">card</b></p><output id="dropped">{{ dropped }}</output>
<i id="spinner" lvt-el:addClass:on:[push,slow]:pending="busy" lvt-el:removeClass:on:[push,slow]:done="busy"></i>
<div id="menu" class="m{{ count }}" lvt-el:toggleClass:on:click="open" lvt-el:removeClass:on:click-away="open">menu</div>
<input id="find" value="" lvt-on:input="find" lvt-mod:debounce="100"><output id="found">{{ found }}</output>
<p id="key" lvt-on:window:keydown="push" lvt-key="n">n</p>
<form method="post" lvt-form:action="untouched"><input id="title" name="title" value="{{ title }}"></form><output id="title-is">{{ title }}</output>
<button id="open" type="button" command="show-modal" commandfor="dialog">open</button>
<dialog id="dialog"><form method="post"><input id="name" name="name"><p id="why">{{ why }}</p><button name="save">save</button></form></dialog>
<div id="widget" lvt-ignore><p>{{ count }}</p></div>
<ul id="rows">{% for row in 0..rows %}<li lvt-fx:animate="fade">{{ row }}</li>{% endfor %}</ul>
{% if rows < 100 %}<i id="sentinel" lvt-scroll-sentinel="more">…</i>{% endif %}
</body></html>"##
)]
struct Script {
    count: u32,
    found: String,
    title: String,
    why: String,
    dropped: String,
    rows: u32,
    /// Slow actions wait for it.
    gate: Arc<Gate>,
}

struct Gate(Semaphore);

impl Default for Gate {
    fn default() -> Self {
        Gate(Semaphore::new(0))
    }
}

#[live_controller]
impl Script {
    fn mount(&mut self, ctx: &mut Context) -> Result {
        ctx.push_event("told", &"mounted")?;
        ctx.subscribe(ctx.self_topic())
    }

    #[action]
    fn push(&mut self, ctx: &mut Context) -> Result {
        self.count += 1;
        ctx.push_event("told", &self.count)?;
        // For every tab of this browser.
        ctx.publish(ctx.self_topic(), Self::PUSHED)
    }

    #[action(internal)]
    fn pushed(&mut self) {
        self.count += 1;
    }

    #[action]
    async fn slow(&mut self) {
        let gate = self.gate.clone();
        if let Ok(permit) = gate.0.acquire().await {
            permit.forget();
        }
    }

    #[action]
    fn dropped(&mut self, dragged: String, onto: String) {
        self.dropped = format!("{dragged} on {onto}");
    }

    #[action]
    fn find(&mut self, value: String) {
        self.found = format!("{}{value}.", self.found);
    }

    /// What is typed comes back in capitals: a field that somebody is typing into keeps its own text.
    #[action]
    fn change(&mut self, title: String) {
        self.title = title.to_uppercase();
    }

    #[action]
    fn untouched(&mut self) {}

    #[action]
    fn save(&mut self, name: String, ctx: &mut Context) -> Result {
        self.count += 1;
        ctx.push_event("told", &"never, if it fails")?;
        if name.is_empty() {
            return Err(Error::msg("no").and_field("name", "is missing"));
        }
        self.why = format!("thanks, {name}");
        Ok(())
    }

    #[action]
    fn more(&mut self) {
        self.rows += MORE;
    }
}

async fn open() -> (Running, Browser, Tab) {
    open_with(Script::default()).await
}

async fn open_with(script: Script) -> (Running, Browser, Tab) {
    let app = Running::start(App::new().live("/", script)).await;
    let browser = Browser::launch().await;
    let tab = browser
        .profile()
        .await
        .open(&format!("http://{}/", app.address))
        .await;
    (app, browser, tab)
}

async fn is(tab: &Tab, condition: &str) -> bool {
    tab.eval::<bool>(&format!("!!({condition})")).await
}

async fn do_in(tab: &Tab, script: &str) {
    tab.eval::<bool>(&format!("({script}, true)")).await;
}

#[tokio::test]
async fn parts_load_under_a_strict_policy_and_only_those_that_the_page_names() {
    let (_app, _browser, tab) = open().await;
    let mut parts: Vec<String> = tab
        .requests()
        .iter()
        .filter_map(|url| {
            Some(
                url.split("/_livetpl/")
                    .nth(1)?
                    .split('-')
                    .next()?
                    .to_owned(),
            )
        })
        .collect();
    parts.sort();
    assert_eq!(
        parts,
        [
            "change", "el", "form", "fx", "hook", "life", "livetpl", "on", "plan", "scroll"
        ]
    );
    tab.click("[name=push]").await;
    tab.wait_for("document.querySelector('#count').innerText === '1'")
        .await;
    assert!(!is(&tab, "document.querySelector('[style], body [style]')").await);
}

#[tokio::test]
async fn what_the_browser_did_lasts_through_what_the_server_sends() {
    let (_app, _browser, tab) = open().await;
    tab.click("#menu").await;
    do_in(
        &tab,
        "document.querySelector('#widget').innerHTML = '<canvas></canvas>'",
    )
    .await;
    // On a slow machine the progress bar moves, too; it has no id.
    do_in(
        &tab,
        "window.flashes = [], window.animate = Element.prototype.animate, \
         Element.prototype.animate = function (...all) { if (this.id) flashes.push(this.id); return animate.apply(this, all); }",
    )
    .await;
    // A click on the button would close the menu, as it should.
    do_in(&tab, "document.activeElement.blur()").await;
    tab.key('n').await;
    tab.wait_for("document.querySelector('#count').innerText === '1'")
        .await;
    assert_eq!(
        tab.eval::<Vec<String>>("[...document.querySelector('#menu').classList].sort()")
            .await,
        ["m1", "open"]
    );
    assert!(is(&tab, "document.querySelector('#widget canvas')").await);
    assert_eq!(tab.eval::<Vec<String>>("flashes").await, ["count"]);
    tab.click("[name=push]").await;
    tab.wait_for("document.querySelector('#count').innerText === '2'")
        .await;
    assert_eq!(
        tab.eval::<String>("document.querySelector('#menu').className")
            .await,
        "m2",
        "a click elsewhere closes it"
    );
    tab.wait_for("document.querySelector('[name=push] b')?.innerText === 'push 2'")
        .await;
    assert!(!is(&tab, "document.querySelector('[name=push]').disabled").await);
    assert!(
        !is(
            &tab,
            "document.querySelector('#spinner').hasAttribute('class')"
        )
        .await
    );
}

#[tokio::test]
async fn typing_is_debounced_loses_no_letter_and_keeps_its_caret() {
    let (_app, _browser, tab) = open().await;
    tab.type_text("#find", "abc").await;
    tab.wait_for("document.querySelector('#found').innerText === 'abc.'")
        .await;
    tab.type_text("#title", "hello").await;
    tab.wait_for("document.querySelector('#title-is').innerText === 'HELLO'")
        .await;
    assert_eq!(
        tab.eval::<String>("document.querySelector('#title').value")
            .await,
        "hello"
    );
    // In the middle of a word, while answers come.
    do_in(
        &tab,
        "document.querySelector('#title').setSelectionRange(2, 2)",
    )
    .await;
    for c in "nnn".chars() {
        tab.key(c).await;
    }
    tab.wait_for("document.querySelector('#title-is').innerText === 'HENNNLLO'")
        .await;
    assert_eq!(
        tab.eval::<(String, u32)>(
            "[document.querySelector('#title').value, document.querySelector('#title').selectionStart]"
        )
        .await,
        ("hennnllo".to_owned(), 5)
    );
    assert!(
        is(&tab, "document.querySelector('#count').innerText === '0'").await,
        "a letter in a field is no shortcut"
    );
}

#[tokio::test]
async fn a_dialog_stays_in_the_top_layer_on_an_error_and_closes_on_success() {
    let (_app, _browser, tab) = open().await;
    tab.click("#open").await;
    tab.wait_for("document.querySelector('#dialog:modal')")
        .await;
    do_in(
        &tab,
        "window.done = [], document.addEventListener('lvt:done', e => e.detail.action === 'save' && done.push(1))",
    )
    .await;
    tab.click("[name=save]").await;
    tab.wait_for("done.length === 1").await;
    assert!(is(&tab, "document.querySelector('#dialog:modal')").await);
    tab.type_text("#name", "Ann").await;
    tab.click("[name=save]").await;
    tab.wait_for("done.length === 2").await;
    assert!(!is(&tab, "document.querySelector('#dialog').open").await);
    assert_eq!(
        tab.eval::<String>("document.querySelector('#why').textContent")
            .await,
        "thanks, Ann"
    );
}

#[tokio::test]
async fn rows_come_until_the_window_is_full_and_a_hook_sees_what_changes() {
    let (_app, _browser, tab) = open().await;
    do_in(
        &tab,
        "window.seen = [], livetpl.hooks.Seen = { mounted() { seen.push('mounted ' + this.el.innerText) }, \
         updated() { seen.push(this.el.innerText) } }",
    )
    .await;
    tab.wait_for("document.querySelectorAll('#rows li').length >= 40")
        .await;
    let sent = || {
        tab.frames_sent()
            .iter()
            .filter(|frame| frame.contains("\"more\""))
            .count()
    };
    let rows: usize = tab
        .eval("document.querySelectorAll('#rows li').length")
        .await;
    assert_eq!(rows, sent() * MORE as usize, "each was asked for once");
    do_in(&tab, "document.querySelector('[name=push]').click()").await;
    tab.wait_for("seen.length === 2").await;
    assert_eq!(
        tab.eval::<Vec<String>>("seen").await,
        ["mounted 0".to_owned(), "1".to_owned()]
    );
    do_in(&tab, "window.scrollTo(0, document.body.scrollHeight)").await;
    tab.wait_for(&format!(
        "document.querySelectorAll('#rows li').length > {rows}"
    ))
    .await;
}

#[tokio::test]
async fn what_takes_long_shows_until_it_ends_and_no_longer() {
    let script = Script::default();
    let gate = script.gate.clone();
    let (_app, _browser, tab) = open_with(script).await;
    let busy = "document.querySelector('#spinner').classList.contains('busy')";
    // The sentinel's rows are there before anything is slow.
    tab.wait_for("document.querySelectorAll('#rows li').length >= 40")
        .await;
    tab.click("[name=slow]").await;
    tab.click("[name=slow]").await;
    assert!(is(&tab, busy).await);
    tab.wait_for("getComputedStyle(document.querySelector('lvt-progress')).position === 'fixed'")
        .await;
    // Both are answered by one frame: a page's actions run one after another, and then it is rendered.
    gate.0.add_permits(2);
    tab.wait_for(&format!(
        "!{busy} && !document.querySelector('lvt-progress')"
    ))
    .await;
    assert!(!is(&tab, "document.querySelector('[style]')").await);
}

#[tokio::test]
async fn what_is_dragged_arrives_where_it_is_dropped() {
    let (_app, _browser, tab) = open().await;
    do_in(
        &tab,
        "((card, list, data) => { \
            const fire = (on, name) => on.dispatchEvent(new DragEvent(name, { bubbles: true, cancelable: true, dataTransfer: data })); \
            fire(card, 'dragstart'); window.welcome = !fire(list, 'dragover'); fire(list, 'drop'); fire(card, 'dragend'); \
         })(document.querySelector('#list b'), document.querySelector('#list'), new DataTransfer())",
    )
    .await;
    assert!(is(&tab, "welcome").await);
    tab.wait_for("document.querySelector('#dropped').innerText === 'card on list'")
        .await;
}

#[tokio::test]
async fn scripts_hear_what_methods_push_and_failed_methods_push_nothing() {
    let (_app, _browser, tab) = open().await;
    do_in(
        &tab,
        "window.told = [], livetpl.hooks.Seen = { mounted() { this.on('told', (what) => told.push([what, this.el.innerText])) } }",
    )
    .await;
    tab.click("#open").await;
    tab.click("[name=save]").await;
    tab.until("the failure is answered", || {
        tab.frames_received()
            .iter()
            .any(|frame| frame.contains("is missing"))
    })
    .await;
    do_in(&tab, "document.querySelector('[name=push]').click()").await;
    tab.wait_for("told.length === 1").await;
    assert_eq!(
        tab.eval::<(u32, String)>("told[0]").await,
        (1, "1".to_owned()),
        "they hear of it when the page shows it"
    );
    let first = &tab.frames_received()[0];
    assert!(
        first.contains(r#""events":[["told","mounted"]]"#),
        "what `mount` told waited for the socket: {first}"
    );
}

#[tokio::test]
async fn a_push_from_another_tab_ends_no_wait_and_touches_nothing_of_its_user() {
    let script = Script::default();
    let gate = script.gate.clone();
    let app = Running::start(App::new().live("/", script)).await;
    let browser = Browser::launch().await;
    let profile = browser.profile().await;
    let url = format!("http://{}/", app.address);
    let (tab, other) = (profile.open(&url).await, profile.open(&url).await);
    tab.click("#menu").await;
    tab.type_text("#find", "typed").await;
    do_in(&tab, "document.querySelector('[name=slow]').click()").await;
    let busy = "document.querySelector('#spinner').classList.contains('busy')";
    assert!(is(&tab, busy).await);
    do_in(&other, "document.querySelector('[name=push]').click()").await;
    other
        .wait_for("document.querySelector('#count').innerText === '1'")
        .await;
    assert!(is(&tab, busy).await, "only its own answer ends it");
    gate.0.add_permits(1);
    tab.wait_for(&format!(
        "!{busy} && document.querySelector('#count').innerText === '1'"
    ))
    .await;
    assert!(
        is(
            &tab,
            "document.activeElement.id === 'find' && document.activeElement.value === 'typed'"
        )
        .await
    );
}
