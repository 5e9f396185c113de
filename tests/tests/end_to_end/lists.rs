//! Rows that move, in Chromium: they are the same nodes, and what people do in them goes on.

use livetpl::prelude::*;
use livetpl_tests::browser::Browser;

use crate::pages::Running;

#[live_controller]
#[derive(Clone, Default)]
#[template(
    ext = "html",
    source = r#"<p id="turns">{{ turns }}</p><button type="button" name="turn">turn</button>
<ul id="keyed">{% for row in rows %}{% if *row == "c" && turns == 2 %}{% continue %}{% endif %}<li data-key="{{ row }}"><input><details><summary>{{ row }}</summary>{{ turns }}</details></li>{% endfor %}</ul>
<ul id="plain">{% for row in rows %}<li><input><b>{{ row }}</b> {{ turns }}</li>{% endfor %}</ul>"#
)]
struct Rows {
    rows: Vec<&'static str>,
    turns: u32,
}

#[live_controller]
impl Rows {
    fn mount(&mut self) {
        self.rows = vec!["a", "b", "c", "d"];
    }

    #[action]
    fn turn(&mut self) {
        self.turns += 1;
        match self.turns {
            1 => self.rows.reverse(),
            2 => self.rows = vec!["x", "b", "y", "a"],
            _ => self.rows = vec!["b", "c"],
        }
    }
}

/// The focused row, its text, its caret, whether its details are open, and whether it is the node that it was.
const HELD: &str = "(() => {
    const input = document.activeElement, row = input.closest('li');
    return [row === window.row, input.value, String(input.selectionStart), String(row.querySelector('details').open),
        [...row.parentNode.children].indexOf(row)].join(' ');
})()";

#[tokio::test]
async fn a_row_that_moves_keeps_its_node_its_focus_and_what_was_done_in_it() {
    let app = Running::start(App::new().live("/", Rows::default())).await;
    let browser = Browser::launch().await;
    let url = format!("http://{}/", app.address);
    let tab = browser.profile().await.open(&url).await;
    tab.wait_connected().await;
    tab.click("#keyed li:nth-child(2) input").await;
    for c in "hello".chars() {
        tab.key(c).await;
    }
    tab.eval::<bool>("(window.row = document.activeElement.closest('li'), document.activeElement.setSelectionRange(2, 2), window.row.querySelector('details').open = true, true)")
        .await;
    for (turns, place) in [(1, 2), (2, 1), (3, 0)] {
        // The server's answer moves rows while the person's focus is in one of them.
        tab.eval::<bool>("(document.querySelector('[name=turn]').dispatchEvent(new MouseEvent('click', { bubbles: true })), true)")
            .await;
        tab.wait_for(&format!(
            "document.querySelector('#turns').innerText === '{turns}'"
        ))
        .await;
        assert_eq!(
            tab.eval::<String>(HELD).await,
            format!("true hello 2 true {place}"),
            "after {turns}"
        );
    }
}

#[tokio::test]
async fn a_list_without_keys_edits_its_rows_where_they_are() {
    let app = Running::start(App::new().live("/", Rows::default())).await;
    let browser = Browser::launch().await;
    let tab = browser
        .profile()
        .await
        .open(&format!("http://{}/", app.address))
        .await;
    tab.wait_connected().await;
    tab.eval::<bool>("(window.rows = [...document.querySelectorAll('#plain li')], true)")
        .await;
    for turns in 1..=3 {
        tab.click("button[name=turn]").await;
        tab.wait_for(&format!(
            "document.querySelector('#turns').innerText === '{turns}'"
        ))
        .await;
        assert!(
            tab.eval::<bool>(
                "[...document.querySelectorAll('#plain li')].every((row, i) => row === rows[i])"
            )
            .await,
            "edited rows are the nodes that they were, after {turns}"
        );
    }
}
