//! Lists whose data did not change: they are neither rendered nor sent, and the page is right all the same.

use std::cell::Cell;
use std::fmt;
use std::sync::{Arc, Mutex};

use askama::Template;
use livetpl::LiveState;
use livetpl_runtime::template::ssr::Page;
use livetpl_runtime::template::{Lvt, Record, Recorder, Tree};
use proptest::prelude::*;
use serde_json::Value;

thread_local! {
    static SHOWN: Cell<usize> = const { Cell::new(0) };
}

/// Counts how often it is shown.
#[derive(Clone, Debug)]
struct Text(String);

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        SHOWN.set(SHOWN.get() + 1);
        f.write_str(&self.0)
    }
}

/// How many texts were shown during `work`.
fn shown_by(work: impl FnOnce()) -> usize {
    let before = SHOWN.get();
    work();
    SHOWN.get() - before
}

#[derive(Clone, Debug)]
struct Row {
    id: u8,
    text: Text,
    tags: Vec<String>,
}

type Rows = Arc<Vec<Row>>;

#[derive(Clone, Default, LiveState)]
#[template(
    ext = "html",
    source = "<h1>{{ title }}</h1>\
<ul>{% for row in rows.iter() %}<li data-key=\"{{ row.id }}\" class=\"{% if chosen.unwrap_or(99) == row.id %}on{% endif %}\">\
{{ row.text }}</li>{% else %}<li>none of {{ title }}</li>{% endfor %}</ul>\
{% if open %}<ol>{% for row in self.rows.iter().rev() if row.id > 0 %}<li>{{ loop.index }} {{ row.text }}\
{% for tag in row.tags.iter() %}<b>{{ tag|upper }}</b>{% endfor %}</li>{% endfor %}</ol>\
{% else %}<p>closed</p>{% for other in others.iter() %}<i>{{ other }}</i>{% endfor %}{% endif %}\
<p>{{ self.end()? }}</p>"
)]
struct State {
    title: String,
    rows: Rows,
    others: Arc<[String]>,
    chosen: Option<u8>,
    open: bool,
    fails: bool,
}

impl State {
    fn end(&self) -> Result<&'static str, fmt::Error> {
        if self.fails {
            Err(fmt::Error)
        } else {
            Ok("end")
        }
    }
}

/// A browser and a server with one page between them.
struct Pair {
    recorder: Recorder,
    tree: Tree,
    page: Page,
}

impl Pair {
    fn new<S: livetpl_runtime::controller::LiveState>(state: &S) -> Self {
        let mut recorder = Recorder::default();
        recorder.record(state, &Lvt::default()).unwrap();
        let mut values = Vec::new();
        let tree = Tree::build(S::PLAN, &recorder, &mut values).unwrap();
        let page = Page::from_values(S::PLAN, &serde_json::from_slice(&values).unwrap()).unwrap();
        assert_eq!(page.html(), state.render().unwrap());
        Pair {
            recorder,
            tree,
            page,
        }
    }

    /// Follows `state`; whether it renders.
    fn step<S: Record>(&mut self, state: &S) -> bool {
        let mut patch = Vec::new();
        if self
            .recorder
            .record_against(&self.tree, state, &Lvt::default())
            .is_err()
        {
            return false;
        }
        if self.tree.update(&self.recorder, &mut patch).unwrap() {
            let patch: Value = serde_json::from_slice(&patch).unwrap();
            self.page.apply(&patch).unwrap();
        }
        assert_eq!(self.page.html(), state.render().unwrap());
        true
    }

    /// How many texts a step shows, beyond those of the fresh render that it is compared with.
    fn shown<S: Record>(&mut self, state: &S) -> usize {
        let fresh = shown_by(|| drop(state.render()));
        shown_by(|| assert!(self.step(state))) - fresh
    }
}

fn rows(ids: &[u8]) -> Rows {
    let row = |id: &u8| Row {
        id: *id,
        text: Text(format!("row {id}")),
        tags: vec!["a".to_owned(); usize::from(id % 3)],
    };
    Arc::new(ids.iter().map(row).collect())
}

fn state() -> State {
    State {
        rows: rows(&[1, 2, 3]),
        ..State::default()
    }
}

#[test]
fn an_unchanged_arc_is_not_rendered() {
    let mut state = state();
    let mut pair = Pair::new(&state);
    assert_eq!(pair.shown(&state), 0);
    state.title.push('x');
    assert_eq!(
        pair.shown(&state),
        3,
        "the list shows the title where it is empty"
    );
    assert_eq!(pair.shown(&state), 0);
    state.fails = false;
    state.others = Arc::from(["o".to_owned()]);
    assert_eq!(pair.shown(&state), 0, "the list doesn't show this field");
    state.chosen = Some(2);
    assert_eq!(pair.shown(&state), 3);
}

#[test]
fn an_equal_arc_at_another_address_is_rendered() {
    let mut state = state();
    let mut pair = Pair::new(&state);
    state.rows = Arc::new(state.rows.to_vec());
    assert_eq!(pair.shown(&state), 3);
    Arc::make_mut(&mut state.rows).pop();
    assert_eq!(pair.shown(&state), 2);
}

#[test]
fn a_list_in_an_arm_that_comes_back_is_rendered() {
    let mut state = state();
    let mut pair = Pair::new(&state);
    state.open = true;
    assert_eq!(pair.shown(&state), 3, "only the list that appears");
    state.open = false;
    assert_eq!(pair.shown(&state), 0);
    state.open = true;
    assert_eq!(pair.shown(&state), 3);
}

#[test]
fn a_render_that_failed_changes_nothing_of_what_is_remembered() {
    let mut state = state();
    let mut pair = Pair::new(&state);
    let before = state.clone();
    state.rows = rows(&[4]);
    state.fails = true;
    assert!(!pair.step(&state));
    assert_eq!(pair.shown(&before), 0);
    state.fails = false;
    assert_eq!(pair.shown(&state), 1);
}

#[test]
fn a_plain_record_against_no_tree_shows_everything() {
    let state = state();
    let mut pair = Pair::new(&state);
    assert!(pair.step(&state));
    pair.recorder.render(&state).unwrap();
    assert_eq!(pair.recorder.html(), state.render().unwrap());
    assert!(!pair.tree.update(&pair.recorder, &mut Vec::new()).unwrap());
    assert_eq!(pair.shown(&state), 0);
}

/// Something in each of these loops could give another result for the same fields.
#[derive(Clone, Default, LiveState)]
#[template(
    ext = "html",
    source = "{% let outer = title.len() %}\
{% for row in rows.iter() %}<p>{{ row.text }}{{ self.now() }}</p>{% endfor %}\
{% for row in rows.iter() %}<p>{{ row.text }}{{ outer }}</p>{% endfor %}\
{% for row in rows.iter() %}<p>{{ row.text }}{{ lock.is_poisoned() }}</p>{% endfor %}\
{% for row in rows.iter() %}<p>{{ row.text }}{% if plain.contains(row.id) %}!{% endif %}</p>{% endfor %}\
{% for title in rows.iter() %}<p>{{ title.text }}</p>{% endfor %}\
{% for row in locks.iter() %}<p>{{ title }}{{ row.is_poisoned() }}</p>{% endfor %}"
)]
struct Impure {
    title: String,
    rows: Rows,
    lock: Arc<Mutex<u8>>,
    locks: Arc<Vec<Mutex<u8>>>,
    plain: Vec<u8>,
}

impl Impure {
    fn now(&self) -> usize {
        SHOWN.get();
        self.title.len()
    }
}

#[test]
fn loops_that_show_something_else_are_always_rendered() {
    let mut state = Impure {
        rows: rows(&[1]),
        ..Impure::default()
    };
    let mut pair = Pair::new(&state);
    assert_eq!(pair.shown(&state), 5);
    state.title.push('x');
    state.plain.push(1);
    assert_eq!(pair.shown(&state), 5);
}

/// A macro is followed into; one that asks something else is not pure either.
#[derive(Clone, Default, LiveState)]
#[template(
    ext = "html",
    source = "{% macro line(row, mark = \"-\") %}<b>{{ mark }}</b>{{ row.text }}{% endmacro %}\
{% macro clock(row) %}{{ row.text }}{{ self.now() }}{% endmacro %}\
{% for row in rows.iter() %}<p>{% call line(row) %}{% endcall %}</p>{% endfor %}\
{% for row in rows.iter() %}<p>{% call clock(row) %}{% endcall %}</p>{% endfor %}"
)]
struct Called {
    rows: Rows,
}

impl Called {
    fn now(&self) -> usize {
        self.rows.len()
    }
}

#[test]
fn macros_in_a_list_are_followed() {
    let state = Called { rows: rows(&[1]) };
    let mut pair = Pair::new(&state);
    assert_eq!(pair.shown(&state), 1);
}

#[derive(Clone, Debug)]
enum Change {
    Nothing,
    Rows(Vec<u8>),
    Moved,
    Pushed,
    Others(Vec<String>),
    Title(String),
    Chosen(Option<u8>),
    Open,
    Fails,
}

fn change() -> impl Strategy<Value = Change> {
    let text = || prop::sample::select(vec!["", "a", "<b>"]).prop_map(str::to_owned);
    prop_oneof![
        Just(Change::Nothing),
        prop::collection::vec(0u8..6, 0..5).prop_map(Change::Rows),
        Just(Change::Moved),
        Just(Change::Pushed),
        prop::collection::vec(text(), 0..3).prop_map(Change::Others),
        text().prop_map(Change::Title),
        prop::option::of(0u8..6).prop_map(Change::Chosen),
        Just(Change::Open),
        Just(Change::Fails),
    ]
}

proptest! {
    #[test]
    fn a_patched_page_equals_a_fresh_one(changes in prop::collection::vec((change(), any::<bool>()), 1..30)) {
        let mut state = State::default();
        let mut pair = Pair::new(&state);
        let mut old = Vec::new();
        for (change, render) in changes {
            old.push(state.rows.clone());
            match change {
                Change::Nothing => {}
                Change::Rows(ids) => state.rows = rows(&ids),
                // A rows' pointer from before.
                Change::Moved => state.rows = old[old.len() / 2].clone(),
                Change::Pushed => {
                    // The only pointer left: changed in place, were it not for what the tree remembers.
                    old.clear();
                    let pushed = rows(&[7])[0].clone();
                    Arc::make_mut(&mut state.rows).push(pushed);
                }
                Change::Others(others) => state.others = others.into(),
                Change::Title(title) => state.title = title,
                Change::Chosen(chosen) => state.chosen = chosen,
                Change::Open => state.open = !state.open,
                Change::Fails => state.fails = !state.fails,
            }
            if render {
                prop_assert_eq!(pair.step(&state), !state.fails);
            }
        }
    }
}
