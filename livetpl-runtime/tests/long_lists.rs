//! Lists longer than the groups that their items are hashed in: patched pages equal fresh ones, and patches stay small.

use askama::Template;
use livetpl::LiveState;
use livetpl_runtime::controller::LiveState as State;
use livetpl_runtime::template::ssr::Page;
use livetpl_runtime::template::{Lvt, Recorder, Tree};
use proptest::prelude::*;
use serde_json::{Value, json};

#[derive(Clone, LiveState)]
#[template(
    ext = "html",
    source = "<ul>{% for (key, text) in rows.iter() %}<li data-key=\"{{ key }}\">{{ text }}</li>{% endfor %}</ul>"
)]
struct Keyed {
    rows: Vec<(u16, String)>,
}

#[derive(Clone, LiveState)]
#[template(
    ext = "html",
    source = "<ul>{% for (_, text) in rows.iter() %}<li>{{ text }}</li>{% endfor %}</ul>"
)]
struct Keyless {
    rows: Vec<(u16, String)>,
}

fn rows(count: u16) -> Vec<(u16, String)> {
    (0..count).map(|key| (key, format!("row {key}"))).collect()
}

struct Pair {
    recorder: Recorder,
    tree: Tree,
    page: Page,
}

impl Pair {
    fn new<S: State>(state: &S) -> Self {
        let mut recorder = Recorder::default();
        recorder.record(state, &Lvt::default()).unwrap();
        let mut values = Vec::new();
        let tree = Tree::build(S::PLAN, &recorder, &mut values).unwrap();
        let page = Page::from_values(S::PLAN, &serde_json::from_slice(&values).unwrap()).unwrap();
        Pair {
            recorder,
            tree,
            page,
        }
    }

    /// The patch to `state`; `Null` where nothing changed.
    fn step<S: State>(&mut self, state: &S) -> Value {
        let mut patch = Vec::new();
        self.recorder
            .record_against(&self.tree, state, &Lvt::default())
            .unwrap();
        let mut written = Value::Null;
        if self.tree.update(&self.recorder, &mut patch).unwrap() {
            written = serde_json::from_slice(&patch).unwrap();
            self.page.apply(&written).unwrap();
        }
        assert_eq!(self.page.html(), Template::render(state).unwrap());
        written
    }
}

#[test]
fn items_that_change_in_their_places_are_updates() {
    let mut state = Keyed { rows: rows(50) };
    let mut pair = Pair::new(&state);
    for _ in 0..3 {
        for at in [0, 15, 16, 49] {
            state.rows[at].1.push('!');
        }
        let ops = pair.step(&state)["0"]["ops"].clone();
        let at = |op: &Value| op[1].clone();
        let places: Vec<Value> = ops.as_array().unwrap().iter().map(at).collect();
        assert_eq!(places, [json!(0), json!(15), json!(16), json!(49)]);
        assert!(pair.step(&state).is_null());
    }
}

#[test]
fn one_item_of_a_list_without_keys_is_an_update() {
    let mut state = Keyless { rows: rows(50) };
    let mut pair = Pair::new(&state);
    state.rows[20].1 = "other".to_owned();
    assert_eq!(
        pair.step(&state),
        json!({"0": {"ops": [["u", 20, {"0": "other"}]]}})
    );
    // Two that change places are not two changes.
    state.rows.swap(3, 4);
    assert_eq!(pair.step(&state)["0"]["ops"][0][0], json!("m"));
}

#[derive(Clone, Debug)]
enum Change {
    Edit(usize),
    EditAll(usize),
    Remove(usize),
    Insert(usize),
    Move(usize, usize),
    Append(u16),
    Truncate(usize),
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        (0usize..80).prop_map(Change::Edit),
        (1usize..20).prop_map(Change::EditAll),
        (0usize..80).prop_map(Change::Remove),
        (0usize..80).prop_map(Change::Insert),
        (0usize..80, 0usize..80).prop_map(|(from, to)| Change::Move(from, to)),
        (1u16..20).prop_map(Change::Append),
        (0usize..80).prop_map(Change::Truncate),
    ]
}

fn apply(rows: &mut Vec<(u16, String)>, change: &Change, next: &mut u16) {
    let mut new = || {
        *next += 1;
        (*next, format!("new {next}"))
    };
    match *change {
        Change::Edit(at) => {
            if let Some(row) = rows.get_mut(at) {
                row.1.push('+');
            }
        }
        Change::EditAll(step) => rows
            .iter_mut()
            .step_by(step)
            .for_each(|row| row.1.push('-')),
        Change::Remove(at) if at < rows.len() => drop(rows.remove(at)),
        Change::Insert(at) if at <= rows.len() => rows.insert(at, new()),
        Change::Move(from, to) if from < rows.len() && to < rows.len() => {
            let row = rows.remove(from);
            rows.insert(to, row);
        }
        Change::Append(count) => rows.extend((0..count).map(|_| new())),
        Change::Truncate(length) => rows.truncate(length),
        _ => {}
    }
}

proptest! {
    #[test]
    fn a_patched_page_equals_a_fresh_one(
        count in 0u16..70,
        steps in prop::collection::vec(prop::collection::vec(change(), 0..3), 1..12),
    ) {
        let (mut keyed, mut keyless) = (Keyed { rows: rows(count) }, Keyless { rows: rows(count) });
        let (mut with, mut without) = (Pair::new(&keyed), Pair::new(&keyless));
        let mut next = 1000;
        for changes in &steps {
            for change in changes {
                apply(&mut keyed.rows, change, &mut next);
            }
            keyless.rows.clone_from(&keyed.rows);
            with.step(&keyed);
            without.step(&keyless);
            prop_assert!(with.step(&keyed).is_null() && without.step(&keyless).is_null());
        }
    }
}
