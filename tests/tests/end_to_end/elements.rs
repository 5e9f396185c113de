//! Elements that browsers treat in their own ways, in Chromium: patched pages equal fresh ones, scripts don't run, and what
//! people did stays.

use livetpl::prelude::*;
use livetpl_tests::browser::{Browser, Tab};

use crate::pages::Running;

#[live_controller]
#[derive(Clone, Default)]
#[template(
    ext = "html",
    source = r##"<p id="step">{{ step }}</p>
<button type="button" name="next">next</button><button type="button" name="again">again</button>
<button type="button" id="wild" name="{{ wild }}">wild</button>
<i id="hover" {% if step > 0 %}lvt-on:dblclick="next"{% endif %}>i</i>
<a id="link" href="{{ link }}">link</a>
<svg {% if step % 2 == 1 %}viewBox="0 0 {{ step }} 1" xml:space="preserve"{% endif %}><a id="drawn" xlink:href="{{ link }}"><text y="9">{{ step }}</text></a>{% for i in rows %}<circle r="{{ i }}"/>{% endfor %}{{ shape|safe }}</svg>
<math><mi {% if step % 2 == 1 %}mathvariant="bold"{% endif %}>{{ step }}</mi></math>
<template id="kept"><tr>{% for i in rows %}<td title="{{ i }}">{{ i }}</td>{% endfor %}</tr></template>
<script type="application/json">{{ rows|json|safe }}</script>
<table><tbody><tr><td>{{ html|safe }}</td></tr></tbody></table>
<select id="pick">{% for i in rows %}<option value="{{ i }}" data-key="{{ i }}" {% if *i == chosen %}selected{% endif %}>{{ i }}</option>{% endfor %}</select>
<input id="box" type="checkbox" {% if step % 2 == 1 %}checked{% endif %}><input id="late" {% if step > 1 %}value="{{ step }}"{% endif %}>
<input type="radio" name="r" value="a" {% if step < 2 %}checked{% endif %}><input type="radio" name="r" value="b" {% if step >= 2 %}checked{% endif %}>
<details {% if step > 2 %}open{% endif %}><summary>s</summary></details><video {% if step > 1 %}muted{% endif %}></video>
<textarea>{{ text }}</textarea><pre>{{ text }}</pre><pre>
{{ text }}
</pre><x-y a="{{ step }}">{{ step }}</x-y>"##
)]
struct Elements {
    #[persist]
    step: u32,
    wild: String,
    link: String,
    shape: String,
    html: String,
    text: String,
    rows: Vec<u32>,
    chosen: u32,
}

#[live_controller]
impl Elements {
    fn mount(&mut self) {
        self.show();
    }

    #[action]
    fn next(&mut self) {
        self.step += 1;
        self.show();
    }

    /// Changes one text and nothing else.
    #[action]
    fn again(&mut self) {
        self.wild.push('!');
    }
}

impl Elements {
    fn show(&mut self) {
        let step = self.step as usize;
        let of = |all: &[&str]| all[step % all.len()].to_owned();
        self.wild = "no-such-action".into();
        self.link = of(&["/a", "javascript:window.ran=1", "#x"]);
        self.shape = of(&["", "<linearGradient id=\"g\"></linearGradient>", "x"]);
        self.html = of(&[
            "",
            "<script>window.ran = 1</script><b>b</b>",
            "a<ul><li>x</li></ul>",
        ]);
        self.text = of(&["a", "\nb &<", "\n\nc"]);
        self.rows = match step % 4 {
            0 => vec![1, 2, 3],
            1 => vec![3, 2, 1, 4],
            2 => vec![2, 3],
            _ => vec![],
        };
        self.chosen = if step < 2 { 2 } else { 3 };
    }
}

async fn running() -> (Running, Browser) {
    let app = Running::start(App::new().live("/", Elements::default())).await;
    (app, Browser::launch().await)
}

async fn step(tab: &Tab, to: u32) {
    tab.eval::<bool>("(document.querySelector('[name=next]').click(), true)")
        .await;
    tab.wait_for(&format!(
        "document.querySelector('#step').innerText === '{to}'"
    ))
    .await;
}

#[tokio::test]
async fn guarantee_1_elements_of_all_kinds_are_as_on_a_fresh_page() {
    let (app, browser) = running().await;
    let tab = browser
        .profile()
        .await
        .open(&format!("http://{}/", app.address))
        .await;
    tab.wait_connected().await;
    for to in 1..=12 {
        step(&tab, to).await;
        assert_eq!(tab.difference_from_fresh().await, "", "step {to}");
    }
}

#[tokio::test]
async fn no_value_runs_as_a_script() {
    let (app, browser) = running().await;
    let tab = browser
        .profile()
        .await
        .open(&format!("http://{}/", app.address))
        .await;
    tab.wait_connected().await;
    step(&tab, 1).await;
    tab.click("#link").await;
    tab.click("#drawn").await;
    // Whatever the clicks did is done before the next answer.
    tab.click("[name=again]").await;
    tab.wait_for("document.querySelector('#wild').name.endsWith('!')")
        .await;
    let link: String = tab.eval("document.querySelector('#link').href").await;
    assert_eq!(link, "unsafe:javascript:window.ran=1");
    let kind: String = tab
        .eval("typeof window.ran + document.querySelectorAll('td script').length")
        .await;
    assert_eq!(kind, "undefined1");
    // Nor on a page that comes as HTML.
    let again = tab.eval::<String>("fetch('/').then(a => a.text())").await;
    assert!(!again.contains("href=\"javascript:"), "{again}");
}

#[tokio::test]
async fn what_people_did_stays_until_the_server_s_own_value_changes() {
    let (app, browser) = running().await;
    let tab = browser
        .profile()
        .await
        .open(&format!("http://{}/", app.address))
        .await;
    tab.wait_connected().await;
    let seen = "[pick.value, box.checked, document.querySelector('[name=r]:checked').value,
        document.querySelector('details').open, document.querySelector('video').muted, late.value].join()";
    tab.eval::<bool>(
        "(pick.value = '1', box.checked = true, document.querySelector('[value=b]').checked = true,
          document.querySelector('summary').click(), late.value = 'typed', true)",
    )
    .await;
    tab.click("[name=again]").await;
    tab.wait_for("document.querySelector('#wild').name.endsWith('!')")
        .await;
    assert_eq!(tab.eval::<String>(seen).await, "1,true,b,true,false,typed");
    // The options change, and the box: the choice stays, the radio's own value is as before.
    step(&tab, 1).await;
    assert_eq!(tab.eval::<String>(seen).await, "1,true,b,true,false,typed");
    // The server chooses another, ticks nothing, and fills the field.
    step(&tab, 2).await;
    assert_eq!(tab.eval::<String>(seen).await, "3,false,b,true,true,2");
    step(&tab, 3).await;
    step(&tab, 4).await;
    assert_eq!(tab.eval::<String>(seen).await, "3,false,b,true,true,4");
}

#[tokio::test]
async fn a_name_that_only_the_run_knows_is_answered_and_events_in_branches_are_heard() {
    let (app, browser) = running().await;
    let tab = browser
        .profile()
        .await
        .open(&format!("http://{}/", app.address))
        .await;
    tab.wait_connected().await;
    tab.eval::<bool>("(window.errors = [], document.addEventListener('lvt:error', e => errors.push(e.detail.code + ' ' + e.detail.message)), true)")
        .await;
    tab.click("#wild").await;
    tab.wait_for("errors.length === 1").await;
    let error: String = tab.eval("errors[0]").await;
    assert!(
        error.starts_with("unknown-action ") && error.contains("no-such-action"),
        "{error}"
    );
    step(&tab, 1).await;
    tab.eval::<bool>("document.querySelector('#hover').dispatchEvent(new MouseEvent('dblclick', {bubbles: true}))")
        .await;
    tab.wait_for("document.querySelector('#step').innerText === '2'")
        .await;
}
