//! Guarantee 1 over hand-made plans: random pages, random transitions, and the Rust reader as the oracle.

use std::fmt::{self, Write};

use askama::{FastWritable, Template, Values};
use livetpl_runtime::template::marks::{BEGIN, END, FINISH, ITEM, Mark, SLOT, arm};
use livetpl_runtime::template::ssr::Page;
use livetpl_runtime::template::{Fragment, Plan, Recorder, Slot, Tree, write_shape};
use proptest::prelude::*;
use serde_json::{Value, json};

/// A page with every kind of slot; items nest a branch and a list.
static KEYED: Plan = plan(Some(0));
static KEYLESS: Plan = plan(None);

const fn plan(key: Option<u16>) -> Plan {
    Plan {
        name: "trees.html",
        client: "",
        head_end: None,
        actions: &[],
        uploads: &[],
        forms: &[],
        fragments: match key {
            Some(_) => &[PAGE, KEYED_ITEM, TAG, YES, NO, EMPTY],
            None => &[PAGE, KEYLESS_ITEM, TAG, YES, NO, EMPTY],
        },
    }
}

const PAGE: Fragment = Fragment {
    statics: &["<h1>", "</h1>", "<ul>", "</ul><p>", "</p>"],
    slots: &[
        Slot::Content { measured: false },
        Slot::Branch { arms: &[3, 4] },
        Slot::List {
            item: 1,
            empty: Some(5),
        },
        Slot::Content { measured: true },
    ],
    key: None,
};
const KEYED_ITEM: Fragment = Fragment {
    key: Some(0),
    ..KEYLESS_ITEM
};
const KEYLESS_ITEM: Fragment = Fragment {
    statics: &["<li data-key=\"", "\">", "<b>", "</b>", "</li>"],
    slots: &[
        Slot::Attribute,
        Slot::Content { measured: false },
        Slot::List {
            item: 2,
            empty: None,
        },
        Slot::Branch { arms: &[4] },
    ],
    key: None,
};
const TAG: Fragment = Fragment {
    statics: &["<i>", "</i>"],
    slots: &[Slot::Content { measured: false }],
    key: None,
};
const YES: Fragment = Fragment {
    statics: &["<em>yes</em>"],
    slots: &[],
    key: None,
};
const NO: Fragment = Fragment {
    statics: &["<em>", "</em>"],
    slots: &[Slot::Content { measured: false }],
    key: None,
};
const EMPTY: Fragment = Fragment {
    statics: &["<li>none ", "</li>"],
    slots: &[Slot::Content { measured: false }],
    key: None,
};

#[derive(Clone, Debug, Default)]
struct State {
    title: String,
    answer: Option<Result<(), String>>,
    rows: Vec<Row>,
    end: String,
}

#[derive(Clone, Debug)]
struct Row {
    key: u8,
    text: String,
    tags: Vec<String>,
    note: Option<String>,
}

impl Template for State {
    const SIZE_HINT: usize = 0;

    fn render_into_with_values(&self, out: &mut dyn Write, _: &dyn Values) -> askama::Result<()> {
        let w = |out: &mut dyn Write, mark: Mark, text: &str| -> askama::Result<()> {
            mark.write_into(out, askama::NO_VALUES)?;
            Ok(out.write_str(text)?)
        };
        w(out, BEGIN, "<h1>")?;
        w(out, SLOT, &self.title)?;
        out.write_str("</h1>")?;
        w(out, SLOT, "")?;
        match &self.answer {
            Some(Ok(())) => w(out, arm(0), "<em>yes</em>")?,
            Some(Err(why)) => {
                w(out, arm(1), "<em>")?;
                w(out, SLOT, why)?;
                out.write_str("</em>")?;
            }
            None => {}
        }
        out.write_str("<ul>")?;
        w(out, SLOT, "")?;
        if self.rows.is_empty() {
            w(out, arm(0), "<li>none ")?;
            w(out, SLOT, &self.end)?;
            out.write_str("</li>")?;
        }
        for row in &self.rows {
            w(out, ITEM, "<li data-key=\"")?;
            w(out, SLOT, &row.key.to_string())?;
            out.write_str("\">")?;
            w(out, SLOT, &row.text)?;
            out.write_str("<b>")?;
            w(out, SLOT, "")?;
            for tag in &row.tags {
                w(out, ITEM, "<i>")?;
                w(out, SLOT, tag)?;
                out.write_str("</i>")?;
            }
            w(out, END, "</b>")?;
            w(out, SLOT, "")?;
            if let Some(note) = &row.note {
                w(out, arm(0), "<em>")?;
                w(out, SLOT, note)?;
                out.write_str("</em>")?;
            }
            out.write_str("</li>")?;
        }
        w(out, END, "</ul><p>")?;
        w(out, SLOT, &self.end)?;
        out.write_str("</p>")?;
        w(out, FINISH, "")
    }
}

impl FastWritable for State {
    fn write_into(&self, dest: &mut dyn Write, values: &dyn Values) -> askama::Result<()> {
        self.render_into_with_values(dest, values)
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.render_into(f).map_err(|_| fmt::Error)
    }
}

/// A browser and a server with one page between them.
struct Pair {
    recorder: Recorder,
    tree: Tree,
    page: Page,
}

impl Pair {
    fn new(plan: &'static Plan, state: &State) -> Self {
        let mut recorder = Recorder::default();
        recorder.render(state).unwrap();
        let mut values = Vec::new();
        let tree = Tree::build(plan, &recorder, &mut values).unwrap();
        let page = Page::from_values(plan, &serde_json::from_slice(&values).unwrap()).unwrap();
        assert_eq!(page.html(), state.to_string());
        Pair {
            recorder,
            tree,
            page,
        }
    }

    /// The patch of one more render; `Null` where nothing changed.
    fn patch(&mut self, state: &State) -> Value {
        let mut patch = Vec::new();
        self.recorder.render(state).unwrap();
        if !self.tree.update(&self.recorder, &mut patch).unwrap() {
            assert!(patch.is_empty());
            return Value::Null;
        }
        serde_json::from_slice(&patch).unwrap()
    }

    fn step(&mut self, state: &State) -> Value {
        let patch = self.patch(state);
        if !patch.is_null() {
            self.page.apply(&patch).unwrap();
        }
        assert_eq!(self.page.html(), state.to_string(), "after {patch}");
        patch
    }
}

fn row(key: u8, text: &str) -> Row {
    Row {
        key,
        text: text.to_owned(),
        tags: Vec::new(),
        note: None,
    }
}

fn rows(keys: &str) -> State {
    State {
        rows: keys.bytes().map(|key| row(key, "x")).collect(),
        ..State::default()
    }
}

fn text() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["", "a", "b", "<u>h</u>", "&#60;"]).prop_map(str::to_owned)
}

prop_compose! {
    fn any_row()(key in 0u8..12, text in text(), tags in prop::collection::vec(text(), 0..4), note in prop::option::of(text())) -> Row {
        Row { key, text, tags, note }
    }
}

prop_compose! {
    fn any_state()(
        title in text(),
        answer in prop::option::of(prop_oneof![Just(Ok(())), text().prop_map(Err)]),
        rows in prop::collection::vec(any_row(), 0..10),
        end in text(),
    ) -> State {
        State { title, answer, rows, end }
    }
}

/// A state made from the one before, as actions do: shuffled, cut, grown, edited.
fn next(state: &State, other: &State, choice: u8) -> State {
    let mut next = state.clone();
    match choice % 8 {
        0 => next.rows.reverse(),
        1 => next.rows.extend(other.rows.iter().cloned()),
        2 => next.rows.retain(|row| row.key % 3 > 0),
        3 => {
            let one = usize::from(!next.rows.is_empty());
            next.rows.rotate_left(one);
        }
        4 => next
            .rows
            .iter_mut()
            .step_by(2)
            .for_each(|row| row.text.push('!')),
        5 => next.rows.sort_by_key(|row| row.key),
        6 => next
            .rows
            .splice(0..0, other.rows.iter().cloned())
            .for_each(drop),
        _ => return other.clone(),
    }
    next
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn guarantee_1_patched_page_equals_fresh_render(
        keyed: bool,
        first in any_state(),
        others in prop::collection::vec((any_state(), any::<u8>()), 1..8),
    ) {
        let mut pair = Pair::new(if keyed { &KEYED } else { &KEYLESS }, &first);
        let mut state = first;
        for (other, choice) in &others {
            state = next(&state, other, *choice);
            pair.step(&state);
            prop_assert!(pair.step(&state).is_null(), "an equal state is no patch");
        }
    }

    #[test]
    fn hostile_patches_are_refused_whole(text in r#"[\[\]{}",:0-9riumdops]{0,40}"#) {
        let mut pair = Pair::new(&KEYED, &rows("abc"));
        if let Ok(patch) = serde_json::from_str(&text) {
            let before = pair.page.clone();
            if pair.page.apply(&patch).is_err() {
                prop_assert_eq!(before, pair.page);
            }
        }
    }
}

#[test]
fn a_broken_patch_is_noticed() {
    let mut pair = Pair::new(&KEYED, &rows("abcd"));
    let state = rows("dabc");
    let mut patch = pair.patch(&state);
    patch["2"]["ops"][0][2] = json!(1);
    pair.page.apply(&patch).unwrap();
    assert_ne!(pair.page.html(), state.to_string());
}

#[test]
fn a_keyed_list_moves_as_little_as_it_can() {
    let cases = [
        ("abc", "ca", json!([["d", 1, 1], ["m", 1, 0]])),
        ("abcd", "dabc", json!([["m", 3, 0]])),
        ("abcd", "bcda", json!([["m", 0, 3]])),
        ("ab", "abc", json!([["i", 2, ["99", "x", [], null]]])),
        ("abc", "bc", json!([["d", 0, 1]])),
        (
            "ab",
            "xy",
            json!([["r", ["120", "x", [], null], ["121", "x", [], null]]]),
        ),
    ];
    for (from, to, ops) in cases {
        let mut pair = Pair::new(&KEYED, &rows(from));
        assert_eq!(
            pair.step(&rows(to)),
            json!({"2": {"ops": ops}}),
            "{from} → {to}"
        );
    }
}

#[test]
fn a_keyless_edit_keeps_the_row() {
    let mut pair = Pair::new(&KEYLESS, &rows("abc"));
    let mut state = rows("abc");
    state.rows[1].text = "y".to_owned();
    assert_eq!(
        pair.step(&state),
        json!({"2": {"ops": [["u", 1, {"1": "y"}]]}})
    );
}

#[test]
fn duplicate_keys_still_give_a_correct_page() {
    let mut pair = Pair::new(&KEYED, &rows("aabba"));
    for keys in ["abab", "aaaa", "", "ba", "bbbbab"] {
        pair.step(&rows(keys));
    }
}

#[test]
fn an_empty_list_shows_its_arm_and_back() {
    let mut pair = Pair::new(&KEYED, &rows(""));
    assert_eq!(
        pair.step(&rows("a")),
        json!({"2": {"ops": [["r", ["97", "x", [], null]]]}})
    );
    assert_eq!(pair.step(&rows("")), json!({"2": [0, [""]]}));
    let state = State {
        end: "!".to_owned(),
        ..State::default()
    };
    assert_eq!(pair.step(&state), json!({"2": {"0": "!"}, "3": "!"}));
}

#[test]
fn the_shape_says_what_the_dom_does_not() {
    let shape = |state: &State| {
        let mut recorder = Recorder::default();
        recorder.render(state).unwrap();
        let mut out = Vec::new();
        write_shape(&KEYED, &recorder, &mut out).unwrap();
        serde_json::from_slice::<Value>(&out).unwrap()
    };
    assert_eq!(shape(&rows("")), json!([0, null, [0, []], ""]));
    let mut state = rows("ab");
    assert_eq!(
        shape(&state),
        json!([0, null, [[0, 0, 0, null], [0, 0, 0, null]], ""])
    );
    state.title = "<u>t</u>".to_owned();
    state.answer = Some(Err("no".to_owned()));
    state.rows[1].tags = vec!["t".to_owned(); 3];
    state.rows[1].note = Some("n".to_owned());
    state.rows.remove(0);
    assert_eq!(
        shape(&state),
        json!(["<u>t</u>", [1, []], [[0, 0, 3, [0, []]]], ""])
    );
}

#[test]
fn user_text_can_not_forge_a_mark() {
    let mut recorder = Recorder::default();
    recorder.render(&State::default()).unwrap();
    let before = recorder.html().len();
    recorder.write_str("").unwrap();
    recorder.write_str("").unwrap();
    assert_eq!(recorder.html().len(), before);
    assert!(Tree::build(&KEYED, &recorder, &mut Vec::new()).is_ok());
}
