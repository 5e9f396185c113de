//! Traps 4, 5 and 6: what somebody did to a page survives the updates that have nothing to do with it; the focus is where
//! they put it; what shows that something runs ends with it.

use std::sync::Arc;

use livetpl::prelude::*;
use livetpl_tests::browser::{Browser, Tab};
use tokio::sync::Semaphore;

use crate::pages::Running;

#[live_controller]
#[derive(Clone, Default)]
#[template(
    ext = "html",
    source = r##"<p id="count">{{ count }}</p>
<button type="button" name="push">push</button><button type="button" name="toggle">toggle</button>
<p id="text">text that is selected <b>{{ count }}</b></p>
<div id="menu" popover>menu {{ count }}</div>
<details id="details"><summary>summary</summary>{{ count }}</details>
<dialog id="dialog">{{ count }}<input id="inside"><p>{{ count }}</p></dialog>
<dialog id="served" {% if shown %}open{% endif %}>served</dialog>
<input id="box" type="checkbox"><input id="one" type="radio" name="r"><input id="two" type="radio" name="r">
<input id="choice" list="options"><datalist id="options">{% for option in 0..3 %}<option value="{{ option }}">{{ count }}</option>{% endfor %}</datalist>
<input id="still" list="fixed"><datalist id="fixed"><option value="one"></option><option value="two"></option></datalist>
<div id="scrolled" style="height: 50px; overflow: auto">{% for row in 0..50 %}<p data-key="{{ row }}">{{ row }} {{ count }}</p>{% endfor %}</div>
<video id="video" muted playsinline></video>
<div id="widget" lvt-ignore></div>
<form method="post" lvt-form:action="untouched"><input id="word" name="word" value="{{ word }}" lvt-mod:debounce="1"></form><output id="echo">{{ word }}</output>
<form method="post"><input id="first" name="first"><button name="slow" lvt-form:disable-with="Wait">slow</button></form><input id="other">
<i id="busy" lvt-el:addClass:on:slow:pending="busy" lvt-el:removeClass:on:slow:done="busy"></i>"##
)]
struct Page {
    count: u32,
    shown: bool,
    word: String,
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
impl Page {
    #[action]
    fn push(&mut self) {
        self.count += 1;
    }

    #[action]
    fn toggle(&mut self) {
        self.shown = !self.shown;
    }

    /// Echoes each letter, in its own way.
    #[action]
    fn change(&mut self, word: String) {
        self.word = word.to_uppercase();
    }

    #[action]
    fn untouched(&mut self) {}

    /// Takes its time, and changes nothing.
    #[action]
    async fn slow(&mut self) {
        let gate = self.gate.clone();
        if let Ok(permit) = gate.0.acquire().await {
            permit.forget();
        }
    }
}

async fn open(page: Page) -> (Running, Browser, Tab) {
    let app = Running::start(App::new().live("/", page)).await;
    let browser = Browser::launch().await;
    let url = format!("http://{}/", app.address);
    let tab = browser.profile().await.open(&url).await;
    (app, browser, tab)
}

async fn run(tab: &Tab, script: &str) {
    tab.eval::<bool>(&format!("({script}, true)")).await;
}

/// Updates all that has nothing to do with what somebody did.
async fn update(tab: &Tab, to: u32) {
    run(tab, "document.querySelector('[name=push]').click()").await;
    tab.wait_for(&format!(
        "document.querySelector('#count').innerText === '{to}'"
    ))
    .await;
}

#[tokio::test]
async fn trap_4_what_is_open_ticked_selected_and_scrolled_survives_each_update() {
    let (_app, _browser, tab) = open(Page::default()).await;
    run(
        &tab,
        "details.open = true, box.checked = true, two.checked = true, box.indeterminate = true, choice.value = '2', \
         scrolled.scrollTop = 700, widget.innerHTML = '<canvas></canvas>', \
         getSelection().selectAllChildren(document.querySelector('#text')), menu.showPopover()",
    )
    .await;
    let seen = "[details.open, box.checked, box.indeterminate, two.checked, choice.value, scrolled.scrollTop, \
                !!widget.firstChild, getSelection().toString().startsWith('text that is selected'), \
                menu.matches(':popover-open')].join()";
    for to in 1..=3 {
        update(&tab, to).await;
        assert_eq!(
            tab.eval::<String>(seen).await,
            "true,true,true,true,2,700,true,true,true"
        );
    }
    let options: u32 = tab
        .eval("document.querySelectorAll('#options option').length")
        .await;
    assert_eq!(options, 3);
}

/// A popup of choices is the browser's own, and closes as soon as anything of its field or list changes.
#[tokio::test]
async fn trap_4_nothing_of_a_datalist_is_touched_while_its_popup_may_be_open() {
    let (_app, _browser, tab) = open(Page::default()).await;
    run(
        &tab,
        "still.focus(), window.touched = [], new MutationObserver(all => touched.push(...all.map(one => one.target.nodeName)))\
         .observe(still, {attributes: true}), \
         new MutationObserver(all => touched.push(...all.map(one => one.target.nodeName)))\
         .observe(fixed, {attributes: true, childList: true, characterData: true, subtree: true})",
    )
    .await;
    tab.key('t').await;
    for to in 1..=3 {
        update(&tab, to).await;
        let seen = "[touched.join(), document.activeElement.id, still.value, still.list === fixed].join('|')";
        assert_eq!(tab.eval::<String>(seen).await, "|still|t|true");
    }
}

#[tokio::test]
async fn trap_4_a_modal_dialog_keeps_its_layer_its_focus_and_what_was_typed() {
    let (_app, _browser, tab) = open(Page::default()).await;
    run(&tab, "dialog.showModal()").await;
    tab.type_text("#inside", "half a wo").await;
    for to in 1..=3 {
        update(&tab, to).await;
    }
    tab.type_text("#inside", "rd").await;
    let seen = "[dialog.matches(':modal'), document.activeElement.id, inside.value].join()";
    assert_eq!(tab.eval::<String>(seen).await, "true,inside,half a word");
}

#[tokio::test]
async fn trap_4_a_modal_dialog_that_the_server_closes_leaves_the_page_alive() {
    let (_app, _browser, tab) = open(Page::default()).await;
    run(&tab, "served.showModal()").await;
    for reference in 1..=2 {
        // The server says that it is open, which it is; and then that it is not. Both in one frame would say nothing.
        run(&tab, "document.querySelector('[name=toggle]').click()").await;
        let done = format!("\"done\":[{reference}]");
        let is_answer = |frame: &String| frame.contains(&done);
        tab.until(&done, || tab.frames_received().iter().any(is_answer))
            .await;
    }
    tab.wait_for("!served.open && !served.matches(':modal')")
        .await;
    tab.click("[name=push]").await;
    tab.wait_for("document.querySelector('#count').innerText === '1'")
        .await;
}

#[tokio::test]
async fn trap_4_media_play_on() {
    let (_app, _browser, tab) = open(Page::default()).await;
    tab.click("[name=push]").await;
    // A picture that moves, made here: there is no file to wait for.
    tab.eval::<bool>(
        "(async () => { const canvas = document.createElement('canvas'), pen = canvas.getContext('2d'); \
         video.srcObject = canvas.captureStream(); window.stops = 0; setInterval(() => pen.fillRect(0, 0, 9, 9), 20); \
         for (const name of ['pause', 'emptied', 'abort']) video.addEventListener(name, () => stops++); \
         await video.play(); return true; })()",
    )
    .await;
    for to in 2..=4 {
        update(&tab, to).await;
    }
    assert_eq!(
        tab.eval::<String>("[video.paused, stops].join()").await,
        "false,0"
    );
}

#[tokio::test]
async fn trap_4_a_caret_in_the_middle_of_a_word_stays_while_each_letter_is_echoed() {
    let (_app, _browser, tab) = open(Page::default()).await;
    tab.type_text("#word", "ends").await;
    tab.wait_for("echo.innerText === 'ENDS'").await;
    run(&tab, "word.setSelectionRange(2, 2)").await;
    for c in "abcdefghijkl".chars() {
        tab.key(c).await;
    }
    tab.wait_for("echo.innerText === 'ENABCDEFGHIJKLDS'").await;
    assert_eq!(
        tab.eval::<(String, u32)>("[word.value, word.selectionStart]")
            .await,
        ("enabcdefghijklds".to_owned(), 14)
    );
}

#[tokio::test]
async fn trap_5_the_focus_is_not_taken_back_from_where_somebody_went_meanwhile() {
    let page = Page::default();
    let gate = page.gate.clone();
    let (_app, _browser, tab) = open(page).await;
    tab.click("[name=slow]").await;
    tab.wait_for("document.querySelector('[name=slow]').disabled")
        .await;
    tab.type_text("#other", "typing").await;
    gate.0.add_permits(1);
    tab.wait_for("!document.querySelector('[name=slow]').disabled")
        .await;
    assert_eq!(
        tab.eval::<String>("[document.activeElement.id, other.value].join()")
            .await,
        "other,typing"
    );
}

#[tokio::test]
async fn trap_6_a_wait_ends_although_nothing_has_changed_also_where_two_overlap() {
    let page = Page::default();
    let gate = page.gate.clone();
    let (_app, _browser, tab) = open(page).await;
    run(
        &tab,
        "window.done = 0, document.addEventListener('lvt:done', () => done++)",
    )
    .await;
    let submit = "document.querySelector('[name=slow]').form.requestSubmit(document.querySelector('[name=slow]'))";
    let disabled = "document.querySelector('[name=slow]').disabled";
    run(&tab, submit).await;
    assert!(tab.eval::<bool>("busy.className === 'busy'").await);
    assert!(tab.eval::<bool>(disabled).await);
    // A disabled button submits nothing, but its form may be sent again by a script.
    run(&tab, &format!("{disabled} = false, {submit}")).await;
    gate.0.add_permits(2);
    tab.wait_for(&format!(
        "done === 2 && busy.className === '' && !{disabled}"
    ))
    .await;
}
