//! Guarantee 1 over nested templates: random trees of them, bare or behind whatever may change their output, and the
//! Rust reader as the oracle.

use std::fmt::{self, Write};

use askama::filters::Html;
use askama::{FastWritable, NO_VALUES, Template, Values};
use livetpl_runtime::template::marks::{END, FINISH, ITEM, Mark, SLOT, arm, begin, enter};
use livetpl_runtime::template::ssr::Page;
use livetpl_runtime::template::{Fragment, Plan, Recorder, Slot, Tree, plan_name, write_shape};
use proptest::prelude::*;
use serde_json::{Value, json};

const CONTENT: Slot = Slot::Content { measured: false };

const fn plan(client: &'static str, fragments: &'static [Fragment]) -> Plan {
    Plan {
        name: "nested.html",
        client,
        head_end: None,
        actions: &[],
        uploads: &[],
        forms: &[],
        fragments,
    }
}

const fn fragment(statics: &'static [&'static str], slots: &'static [Slot]) -> Fragment {
    Fragment {
        statics,
        slots,
        key: None,
    }
}

const LIST: Slot = Slot::List {
    item: 1,
    empty: None,
};

static PAGE: Plan = plan(
    "page",
    &[
        fragment(
            &[
                "<main title=\"",
                "\">",
                "</main><ul>",
                "</ul>",
                "<p>end</p>",
            ],
            &[Slot::Attribute, CONTENT, LIST, Slot::Branch { arms: &[2] }],
        ),
        Fragment {
            key: Some(1),
            ..fragment(
                &["", "<li data-key=\"", "\"></li>"],
                &[CONTENT, Slot::Attribute],
            )
        },
        fragment(&["<p>", "</p>"], &[CONTENT]),
    ],
);
static FOLDER: Plan = plan(
    "folder",
    &[
        // A folder's key is its name; the other templates have none.
        Fragment {
            key: Some(0),
            ..fragment(&["<b>", "</b><ul>", "</ul>"], &[CONTENT, LIST])
        },
        fragment(&["<li>", "</li>"], &[CONTENT]),
    ],
);
static LEAF: Plan = plan("leaf", &[fragment(&["<i>", "</i>"], &[CONTENT])]);
static EMPTY: Plan = plan("empty", &[fragment(&["<hr>"], &[])]);
static DOCUMENT: Plan = Plan {
    head_end: Some((0, 0)),
    ..plan("document", &[fragment(&["<html>", "</html>"], &[CONTENT])])
};

#[derive(Clone, Debug)]
enum Piece {
    Text(String),
    Leaf(String),
    Folder(String, Vec<Piece>),
    Empty,
    Document(String),
    /// Behind something that changes what it writes.
    Behind(Change, Box<Piece>),
}

#[derive(Clone, Copy, Debug)]
enum Change {
    Nothing,
    Escaped,
    /// The end is swallowed, marks and all.
    Truncated(usize),
    /// The beginning is swallowed, the marks after it are not.
    Skipped(usize),
    Replaced,
}

/// Writes on what `Change` lets through.
struct Changing<'a> {
    dest: &'a mut dyn Write,
    change: Change,
    written: usize,
}

impl Write for Changing<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.written += text.len();
        match self.change {
            Change::Truncated(end) if self.written > end => Ok(()),
            Change::Skipped(start) if self.written <= start => Ok(()),
            Change::Replaced => {
                self.dest.write_str("")?;
                text.split_inclusive('a')
                    .try_for_each(|part| self.dest.write_str(&part.replace('b', "c")))?;
                // The mark itself passes.
                if text.is_empty() {
                    self.dest.write_str(text)
                } else {
                    Ok(())
                }
            }
            _ => self.dest.write_str(text),
        }
    }
}

fn mark(out: &mut dyn Write, mark: Mark, text: &str) -> askama::Result<()> {
    mark.write_into(out, NO_VALUES)?;
    Ok(out.write_str(text)?)
}

fn template(
    out: &mut dyn Write,
    plan: &'static Plan,
    inside: impl FnOnce(&mut dyn Write) -> askama::Result<()>,
) -> askama::Result<()> {
    let _writing = enter();
    begin(plan).write_into(out, NO_VALUES)?;
    inside(out)?;
    FINISH.write_into(out, NO_VALUES)
}

impl FastWritable for Piece {
    fn write_into(&self, out: &mut dyn Write, _: &dyn Values) -> askama::Result<()> {
        match self {
            Piece::Text(text) => out.write_str(text)?,
            Piece::Leaf(text) => template(out, &LEAF, |out| {
                out.write_str("<i>")?;
                mark(out, SLOT, text)?;
                Ok(out.write_str("</i>")?)
            })?,
            Piece::Folder(name, pieces) => template(out, &FOLDER, |out| {
                out.write_str("<b>")?;
                mark(out, SLOT, name)?;
                out.write_str("</b><ul>")?;
                mark(out, SLOT, "")?;
                for piece in pieces {
                    mark(out, ITEM, "<li>")?;
                    mark(out, SLOT, "")?;
                    piece.write_into(out, NO_VALUES)?;
                    out.write_str("</li>")?;
                }
                mark(out, END, "</ul>")
            })?,
            Piece::Empty => template(out, &EMPTY, |out| Ok(out.write_str("<hr>")?))?,
            Piece::Document(text) => template(out, &DOCUMENT, |out| {
                out.write_str("<html>")?;
                mark(out, SLOT, text)?;
                Ok(out.write_str("</html>")?)
            })?,
            Piece::Behind(Change::Escaped, piece) => {
                let askama::filters::Safe(escaped) = askama::filters::escape(&**piece, Html)?;
                escaped.write_into(out, NO_VALUES)?;
            }
            Piece::Behind(change, piece) => {
                let mut dest = Changing {
                    dest: out,
                    change: *change,
                    written: 0,
                };
                piece.write_into(&mut dest, NO_VALUES)?;
            }
        }
        Ok(())
    }
}

#[derive(Clone, Debug)]
struct State {
    title: Piece,
    main: Vec<Piece>,
    rows: Vec<(Piece, u8)>,
    late: Option<Piece>,
}

impl Template for State {
    const SIZE_HINT: usize = 0;

    fn render_into_with_values(&self, out: &mut dyn Write, _: &dyn Values) -> askama::Result<()> {
        template(out, &PAGE, |out| {
            out.write_str("<main title=\"")?;
            mark(out, SLOT, "")?;
            self.title.write_into(out, NO_VALUES)?;
            out.write_str("\">")?;
            mark(out, SLOT, "")?;
            for piece in &self.main {
                piece.write_into(out, NO_VALUES)?;
            }
            out.write_str("</main><ul>")?;
            mark(out, SLOT, "")?;
            for (piece, key) in &self.rows {
                mark(out, ITEM, "")?;
                mark(out, SLOT, "")?;
                piece.write_into(out, NO_VALUES)?;
                out.write_str("<li data-key=\"")?;
                mark(out, SLOT, &key.to_string())?;
                out.write_str("\"></li>")?;
            }
            mark(out, END, "</ul>")?;
            mark(out, SLOT, "")?;
            if let Some(piece) = &self.late {
                mark(out, arm(0), "<p>")?;
                mark(out, SLOT, "")?;
                piece.write_into(out, NO_VALUES)?;
                out.write_str("</p>")?;
            }
            Ok(out.write_str("<p>end</p>")?)
        })
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
    fn new(state: &State) -> Self {
        let mut recorder = Recorder::default();
        recorder.render(state).unwrap();
        let mut values = Vec::new();
        let tree = Tree::build(&PAGE, &recorder, &mut values).unwrap();
        let page = Page::from_values(&PAGE, &serde_json::from_slice(&values).unwrap()).unwrap();
        assert_eq!(page.html(), state.to_string());
        write_shape(&PAGE, &recorder, &mut Vec::new()).unwrap();
        Pair {
            recorder,
            tree,
            page,
        }
    }

    fn step(&mut self, state: &State) -> Value {
        let mut patch = Vec::new();
        self.recorder.render(state).unwrap();
        let changed = self.tree.update(&self.recorder, &mut patch).unwrap();
        assert_eq!(changed, !patch.is_empty());
        let patch = serde_json::from_slice(&patch).unwrap_or_default();
        if changed {
            self.page.apply(&patch).unwrap();
        }
        assert_eq!(self.page.html(), state.to_string(), "after {patch}");
        patch
    }
}

fn text() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["", "a", "b", "ab", "<u>b</u>", "&#60;"]).prop_map(str::to_owned)
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        Just(Change::Nothing),
        Just(Change::Escaped),
        (0usize..30).prop_map(Change::Truncated),
        (0usize..30).prop_map(Change::Skipped),
        Just(Change::Replaced),
    ]
}

fn piece() -> impl Strategy<Value = Piece> {
    let leaf = prop_oneof![
        text().prop_map(Piece::Text),
        text().prop_map(Piece::Leaf),
        text().prop_map(Piece::Document),
        Just(Piece::Empty),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            4 => (text(), prop::collection::vec(inner.clone(), 0..4))
                .prop_map(|(name, pieces)| Piece::Folder(name, pieces)),
            1 => (change(), inner).prop_map(|(change, piece)| Piece::Behind(change, Box::new(piece))),
        ]
    })
}

prop_compose! {
    fn any_state()(
        title in piece(),
        main in prop::collection::vec(piece(), 0..4),
        rows in prop::collection::vec((piece(), 0u8..6), 0..6),
        late in prop::option::of(piece()),
    ) -> State {
        State { title, main, rows, late }
    }
}

/// A piece with one small change somewhere in it.
fn edited(piece: &Piece, choice: u8) -> Piece {
    match piece {
        Piece::Folder(name, pieces) => {
            let mut pieces = pieces.clone();
            match choice % 5 {
                0 => pieces.push(Piece::Leaf("new".to_owned())),
                1 => pieces.truncate(1),
                2 => pieces.reverse(),
                3 => return Piece::Folder(format!("{name}!"), pieces),
                _ => {
                    if let Some(last) = pieces.last_mut() {
                        *last = edited(last, choice / 5);
                    }
                }
            }
            Piece::Folder(name.clone(), pieces)
        }
        Piece::Leaf(text) => Piece::Leaf(format!("{text}!")),
        Piece::Behind(change, piece) => Piece::Behind(*change, Box::new(edited(piece, choice))),
        Piece::Text(_) | Piece::Empty | Piece::Document(_) => Piece::Text(choice.to_string()),
    }
}

/// A state made from the one before, as actions do.
fn next(state: &State, other: &State, choice: u8) -> State {
    let mut next = state.clone();
    match choice % 7 {
        0 => next.rows.reverse(),
        1 => next.rows.extend(other.rows.iter().cloned()),
        2 => next.rows.retain(|(_, key)| key % 2 > 0),
        3 => next
            .rows
            .iter_mut()
            .for_each(|(piece, _)| *piece = edited(piece, choice / 7)),
        4 => next
            .main
            .iter_mut()
            .for_each(|piece| *piece = edited(piece, choice / 7)),
        5 => next.late = next.late.map(|piece| edited(&piece, choice / 7)),
        _ => return other.clone(),
    }
    next
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn guarantee_1_patched_page_equals_fresh_render(
        first in any_state(),
        others in prop::collection::vec((any_state(), any::<u8>()), 1..8),
    ) {
        let mut pair = Pair::new(&first);
        let mut state = first;
        for (other, choice) in &others {
            state = next(&state, other, *choice);
            pair.step(&state);
            prop_assert!(pair.step(&state).is_null(), "an equal state is no patch");
        }
    }

    #[test]
    fn hostile_patches_are_refused_whole(text in r#"[\[\]{}",:0-9riumdops]{0,40}"#) {
        let mut pair = Pair::new(&page(vec![folder("f", vec![leaf("l")])]));
        if let Ok(patch) = serde_json::from_str(&text) {
            let before = pair.page.clone();
            if pair.page.apply(&patch).is_err() {
                prop_assert_eq!(before, pair.page);
            }
        }
    }
}

fn leaf(text: &str) -> Piece {
    Piece::Leaf(text.to_owned())
}

fn folder(name: &str, pieces: Vec<Piece>) -> Piece {
    Piece::Folder(name.to_owned(), pieces)
}

fn page(main: Vec<Piece>) -> State {
    State {
        title: Piece::Text(String::new()),
        main,
        rows: Vec::new(),
        late: None,
    }
}

#[test]
fn a_change_deep_inside_is_a_patch_of_that_slot() {
    let tree = |text: &str| {
        page(vec![
            Piece::Text(" a ".to_owned()),
            folder("f", vec![leaf("l"), folder("g", vec![leaf(text)])]),
        ])
    };
    let mut pair = Pair::new(&tree("x"));
    let inner = json!({"1": {"ops": [["u", 0, {"0": {"1": {"0": "y"}}}]]}});
    let outer = json!({"1": {"ops": [["u", 1, {"0": {"1": inner}}]]}});
    assert_eq!(pair.step(&tree("y")), json!({"1": {"1": outer}}));
}

#[test]
fn text_around_a_template_changes_alone() {
    let around = |before: &str, after: &str| {
        page(vec![
            Piece::Text(before.to_owned()),
            leaf("x"),
            Piece::Text(after.to_owned()),
        ])
    };
    let mut pair = Pair::new(&around("", "z"));
    assert_eq!(
        pair.step(&around("a", "")),
        json!({"1": {"0": "a", "2": ""}})
    );
}

#[test]
fn another_template_in_its_place_is_sent_whole() {
    let mut pair = Pair::new(&page(vec![leaf("x")]));
    let expected = json!([
        "",
        [plan_name(&EMPTY), []],
        "",
        [plan_name(&LEAF), ["x"]],
        ""
    ]);
    assert_eq!(
        pair.step(&page(vec![Piece::Empty, leaf("x")])),
        json!({"1": expected})
    );
    assert_eq!(pair.step(&page(Vec::new())), json!({"1": ""}));
}

#[test]
fn what_is_no_longer_as_it_was_written_is_text() {
    for change in [
        Change::Escaped,
        Change::Truncated(4),
        Change::Skipped(4),
        Change::Replaced,
    ] {
        let behind = page(vec![Piece::Behind(change, Box::new(leaf("ab")))]);
        let mut pair = Pair::new(&page(vec![leaf("ab")]));
        let patch = pair.step(&behind);
        // The leaf's own statics hold neither of the letters that are replaced.
        let replaced = matches!(change, Change::Replaced);
        assert_eq!(patch["1"].is_string(), !replaced, "{change:?}: {patch}");
        pair.step(&page(vec![leaf("ab"), leaf("c")]));
    }
    let mut pair = Pair::new(&page(vec![leaf("x")]));
    assert_eq!(
        pair.step(&page(vec![Piece::Document("x".to_owned())])),
        json!({"1": "<html>x</html>"})
    );
}

#[test]
fn the_shape_names_the_plans() {
    let state = page(vec![
        Piece::Text("a".to_owned()),
        folder("f", vec![leaf("l"), Piece::Empty]),
    ]);
    let mut recorder = Recorder::default();
    recorder.render(&state).unwrap();
    let mut out = Vec::new();
    write_shape(&PAGE, &recorder, &mut out).unwrap();
    let (folder, leaf, empty) = (plan_name(&FOLDER), plan_name(&LEAF), plan_name(&EMPTY));
    let items = json!([[["", [leaf, []], ""]], [["", [empty, []], ""]]]);
    assert_eq!(
        serde_json::from_slice::<Value>(&out).unwrap(),
        json!([0, ["a", [folder, [0, items]], ""], 0, null])
    );
}

#[test]
fn a_browser_is_told_of_each_plan_once() {
    let mut pair = Pair::new(&page(vec![leaf("x")]));
    let names = |pair: &mut Pair| pair.tree.new_plan_names(&pair.recorder);
    assert_eq!(pair.recorder.plan_names(), [plan_name(&LEAF)]);
    assert!(names(&mut pair).is_empty());
    pair.step(&page(vec![leaf("x"), Piece::Empty, Piece::Empty]));
    assert_eq!(names(&mut pair), [plan_name(&EMPTY)]);
    pair.step(&page(vec![leaf("x")]));
    assert!(names(&mut pair).is_empty());
}
