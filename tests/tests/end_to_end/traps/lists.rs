//! Trap 2: lists that change in every way at once, in Chromium, against a fresh page after each step.

use livetpl::prelude::*;
use livetpl_tests::browser::Browser;

use crate::pages::Running;

/// What the lists hold, step by step: additions, removals and moves together, one and none, and keys that are there twice.
const STEPS: &[&[&str]] = &[
    &["a", "b", "c"],
    &["c", "a"],
    &["d", "c", "e", "a"],
    &["a"],
    &[],
    &["x"],
    &["x", "y", "x", "z"],
    &["z", "x", "y", "x"],
    &["y"],
    &["a", "b", "c", "d", "e", "f"],
    &["f", "b", "x", "d", "a"],
    &["b", "f"],
];

#[live_controller]
#[derive(Clone, Default)]
#[template(
    ext = "html",
    source = r#"<p id="step">{{ step }}</p><button type="button" name="next">next</button>
<ul id="one">{% for row in rows %}<li data-key="{{ row }}">{{ row }} of {{ step }}</li>{% endfor %}</ul>
<ol id="two">{% for row in rows %}<li data-key="{{ row }}"><input></li>{% else %}<li>nothing</li>{% endfor %}</ol>
<div id="under_ifs">{% for row in rows %}{% if step % 2 == 0 %}<p data-key="{{ row }}">even {{ row }}</p>{% else if *row != "c" %}<section data-key="{{ row }}"><b>odd</b>{{ row }}</section>{% endif %}{% endfor %}</div>
<div id="shapes">{% for row in rows %}{% if *row == "a" %}<h2>{{ row }}</h2>{% else if *row == "b" %}text {{ step }}{% else %}<p>{{ row }}</p><hr>{% endif %}{% endfor %}</div>"#
)]
struct Lists {
    #[persist]
    step: usize,
    rows: Vec<&'static str>,
}

#[live_controller]
impl Lists {
    fn mount(&mut self) {
        self.rows = STEPS[self.step % STEPS.len()].to_vec();
    }

    #[action]
    fn next(&mut self) {
        self.step += 1;
        self.mount();
    }
}

/// Marks each row of the second list with what it shows, and says which of the marked are still there.
const MARK: &str = "(() => {
    const rows = [...document.querySelectorAll('#two [data-key]')];
    rows.forEach((row) => { row.mark = row.dataset.key; row.querySelector('input').value = row.dataset.key });
    return true;
})()";
const STILL_MARKED: &str = "[...document.querySelectorAll('#two [data-key]')]
    .filter((row) => row.mark !== undefined)
    .map((row) => row.mark === row.dataset.key && row.querySelector('input').value === row.mark ? row.mark : `${row.dataset.key} was ${row.mark}`)
    .sort().join(' ')";

#[tokio::test]
async fn trap_2_rows_come_go_and_move_at_once_and_each_page_is_a_fresh_one() {
    let app = Running::start(App::new().live("/", Lists::default())).await;
    let browser = Browser::launch().await;
    let profile = browser.profile().await;
    let tab = profile.open(&format!("http://{}/", app.address)).await;
    for step in 1..2 * STEPS.len() {
        let (before, after) = (STEPS[(step - 1) % STEPS.len()], STEPS[step % STEPS.len()]);
        tab.eval::<bool>(MARK).await;
        tab.click("[name=next]").await;
        tab.wait_for(&format!(
            "document.querySelector('#step').innerText === '{step}'"
        ))
        .await;
        assert_eq!(
            tab.difference_from_fresh().await,
            "",
            "{before:?} → {after:?}"
        );
        let mut kept = Vec::new();
        for row in after {
            // A key that is there twice is two rows, and as many are the ones that they were.
            let times = |rows: &[&str]| rows.iter().filter(|other| *other == row).count();
            if !kept.contains(row) {
                kept.extend(std::iter::repeat_n(*row, times(before).min(times(after))));
            }
        }
        kept.sort_unstable();
        assert_eq!(
            tab.eval::<String>(STILL_MARKED).await,
            kept.join(" "),
            "rows that stay are the nodes that they were: {before:?} → {after:?}"
        );
    }
}
