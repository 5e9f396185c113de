//! Nested templates and enums through the macros: byte identity with plain askama, and patched pages that equal fresh ones.

use std::fmt::{Debug, Display};
use std::sync::Arc;

use askama::Template;
use livetpl::prelude::*;
use livetpl_runtime::template::ssr::{self, Page};
use livetpl_runtime::template::{Lvt, Recorder, Tree, plan_name};
use serde_json::{Value, json};

/// Follows a page through `states`; each patch.
fn patches<S: LiveTemplate>(states: &[S]) -> Vec<Value> {
    let mut recorder = Recorder::default();
    recorder.render(&states[0]).unwrap();
    let mut values = Vec::new();
    let mut tree = Tree::build(S::PLAN, &recorder, &mut values).unwrap();
    let values = serde_json::from_slice(&values).unwrap();
    let mut page = Page::from_values(S::PLAN, &values).unwrap();
    assert_eq!(page.html(), states[0].render().unwrap());
    let steps = states[1..].iter().map(|state| {
        recorder.render(state).unwrap();
        assert_eq!(recorder.html(), state.render().unwrap());
        let mut patch = Vec::new();
        if !tree.update(&recorder, &mut patch).unwrap() {
            return Value::Null;
        }
        let patch = serde_json::from_slice(&patch).unwrap();
        page.apply(&patch).unwrap();
        assert_eq!(page.html(), state.render().unwrap(), "after {patch}");
        patch
    });
    steps.collect()
}

#[derive(LiveTemplate)]
#[template(
    source = "<li data-key=\"{{ name }}\">{{ name }}{% if !children.is_empty() %}<ul>{% for child in children %}{{ child }}{% endfor %}</ul>{% endif %}</li>",
    ext = "html"
)]
struct Node {
    name: &'static str,
    children: Vec<Node>,
}

fn node(name: &'static str, children: Vec<Node>) -> Node {
    Node { name, children }
}

#[derive(LiveTemplate)]
#[template(
    source = "<h1 title=\"{{ root }}\">{{ title }}</h1><ul>{{ root }}</ul>{{ root|upper }}{{ root.to_string() }}{{ root|truncate(9)|safe }}<p>{{ root|safe }}</p>",
    ext = "html"
)]
struct Files {
    title: &'static str,
    root: Node,
}

/// The same template by plain askama, with the same values.
#[derive(Template)]
#[template(
    source = "<h1 title=\"{{ root }}\">{{ title }}</h1><ul>{{ root }}</ul>{{ root|upper }}{{ root.to_string() }}{{ root|truncate(9)|safe }}<p>{{ root|safe }}</p>",
    ext = "html"
)]
struct PlainFiles {
    title: &'static str,
    root: Node,
}

fn tree(leaf: &'static str) -> Node {
    let inner = node("src", vec![node(leaf, vec![]), node("lib.rs", vec![])]);
    node("<root>", vec![inner, node("tests", vec![])])
}

#[test]
fn guarantee_2_a_parent_renders_what_askama_renders() {
    let live = Files {
        title: "a & b",
        root: tree("main.rs"),
    };
    let plain = PlainFiles {
        title: "a & b",
        root: tree("main.rs"),
    };
    assert_eq!(live.render().unwrap(), plain.render().unwrap());
    assert_eq!(live.to_string(), plain.to_string());
    assert!(
        live.to_string()
            .contains("<ul><li data-key=\"&#60;root&#62;\">")
    );
}

#[test]
fn a_tree_is_patched_where_it_changed() {
    #[derive(LiveTemplate)]
    #[template(source = "<ul>{{ root }}</ul>", ext = "html")]
    struct Page {
        root: Node,
    }
    let states = [
        tree("main.rs"),
        tree("main.rs"),
        node("<root>", vec![tree("x")]),
        tree("other.rs"),
        node("<root>", vec![node("tests", vec![]), node("new", vec![])]),
    ];
    let states = states.map(|root| Page { root });
    let patches = patches(&states);
    assert_eq!(patches[0], Value::Null);

    let [before, after] = ["a", "b"].map(|leaf| Page { root: tree(leaf) });
    let patch = self::patches(&[before, after]).remove(0);
    // One row of a row of a row: its key and its name.
    let text = patch.to_string();
    assert!(text.len() < 140 && !text.contains("lib.rs"), "{text}");
}

#[test]
fn escaped_and_filtered_templates_are_correct_text() {
    let state = |leaf| Files {
        title: "t",
        root: tree(leaf),
    };
    patches(&[state("a"), state("b"), state("cd"), state("a")]);
}

#[test]
fn a_list_of_templates_moves_like_any_list() {
    #[derive(LiveTemplate)]
    #[template(
        source = "<p>\n{% for name in names %}\n{{ Name(name) }}{% endfor %}</p>",
        ext = "html"
    )]
    struct Names {
        names: Vec<&'static str>,
    }
    #[derive(LiveTemplate)]
    #[template(source = "<b>{{ self.0 }}</b>", ext = "html")]
    struct Name<'a>(&'a str);

    let state = |names: &[&'static str]| Names {
        names: names.to_vec(),
    };
    let states = [
        state(&["a", "b", "c"]),
        state(&["c", "a", "b"]),
        state(&["c", "b"]),
        state(&["c", "d", "b"]),
        state(&[]),
    ];
    let name = plan_name(Name::PLAN);
    assert_eq!(
        patches(&states),
        [
            json!({"0": {"ops": [["m", 2, 0]]}}),
            json!({"0": {"ops": [["d", 1, 1]]}}),
            json!({"0": {"ops": [["i", 1, [["", [name, ["d"]], ""]]]]}}),
            json!({"0": {"ops": [["d", 0, 3]]}}),
        ]
    );
}

#[test]
fn a_textarea_and_a_title_hold_text() {
    #[derive(LiveTemplate)]
    #[template(source = "<textarea>{{ node }}</textarea>", ext = "html")]
    struct Area {
        node: Node,
    }
    let state = |name| Area {
        node: node(name, vec![]),
    };
    assert!(patches(&[state("a"), state("b")])[0]["0"].is_string());
}

#[test]
fn only_what_is_escaped_for_html_is_written_as_it_is() {
    #[derive(LiveTemplate)]
    #[template(source = "<i>{{ self.0 }}</i>", ext = "txt")]
    struct Text(&'static str);
    #[derive(LiveTemplate)]
    #[template(source = "{{ text }}<hr>{{ text|safe }}", ext = "html")]
    struct Page {
        text: Text,
    }
    let page = Page { text: Text("<") };
    assert_eq!(page.to_string(), "&#60;i&#62;&#60;&#60;/i&#62;<hr><i><</i>");
    patches(&[page, Page { text: Text("b") }]);
}

#[derive(Clone, LiveState)]
#[template(
    source = "{% match self %}{% when Self::Loading %}<p>…</p>{% when Self::Ready { rows } %}<ul>{% for row in rows %}<li>{{ row }}</li>{% endfor %}</ul>{% when Self::Failed(why) %}<p>{{ why }}</p>{% endmatch %}",
    ext = "html"
)]
enum Load {
    Loading,
    Ready { rows: Vec<u32> },
    Failed(String),
}

#[test]
fn an_enum_has_one_template() {
    let states = [
        Load::Loading,
        Load::Ready { rows: vec![1] },
        Load::Ready { rows: vec![1, 2] },
        Load::Failed("no".to_owned()),
        Load::Failed("yes".to_owned()),
    ];
    assert_eq!(
        patches(&states),
        [
            json!({"0": [1, [[["1"]]]]}),
            json!({"0": {"0": {"ops": [["i", 1, ["2"]]]}}}),
            json!({"0": [2, ["no"]]}),
            json!({"0": {"0": "yes"}}),
        ]
    );
}

#[derive(LiveTemplate)]
#[template(ext = "html", source = "<p>other</p>")]
enum Step<'a, T: Display> {
    #[template(source = "<b>{{ self.0 }}</b>{% if self.0.is_empty() %}<hr>{% endif %}")]
    Word(&'a str),
    #[template(
        source = "{% macro twice(x) %}{{ x }}{{ x }}{% endmacro %}{{ twice(n) }} of {{ of }}"
    )]
    Count {
        n: T,
        of: T,
    },
    #[template(path = "row.txt")]
    Row,
    Other(T),
    Another,
}

/// The same by plain askama.
#[derive(Template)]
#[template(ext = "html", source = "<p>other</p>")]
enum PlainStep<'a, T: Display> {
    #[template(source = "<b>{{ self.0 }}</b>{% if self.0.is_empty() %}<hr>{% endif %}")]
    Word(&'a str),
    #[template(
        source = "{% macro twice(x) %}{{ x }}{{ x }}{% endmacro %}{{ twice(n) }} of {{ of }}"
    )]
    Count {
        n: T,
        of: T,
    },
    #[template(path = "row.txt")]
    Row,
    Other(T),
    Another,
}

#[test]
fn an_enum_has_a_template_for_each_variant() {
    let states = [
        Step::Word("a"),
        Step::Word(""),
        Step::Count { n: 1, of: 2 },
        Step::Count { n: 1, of: 3 },
        Step::Row,
        Step::Other(1),
        Step::Another,
        Step::Word("<"),
    ];
    let plain = [
        PlainStep::Word("a"),
        PlainStep::Word(""),
        PlainStep::Count { n: 1, of: 2 },
        PlainStep::Count { n: 1, of: 3 },
        PlainStep::Row,
        PlainStep::Other(1),
        PlainStep::Another,
        PlainStep::Word("<"),
    ];
    for (live, plain) in states.iter().zip(&plain) {
        assert_eq!(live.render().unwrap(), plain.render().unwrap());
    }
    assert_eq!(
        patches(&states),
        [
            json!({"0": {"0": "", "1": [0, []]}}),
            json!({"0": [1, ["11 of 2"]]}),
            json!({"0": {"0": "11 of 3"}}),
            json!({"0": [2, []]}),
            json!({"0": [3, []]}),
            Value::Null,
            json!({"0": [0, ["&#60;", null]]}),
        ]
    );
}

#[derive(Clone, LiveState)]
#[template(
    source = "<b>{{ value }}</b>{% for x in more %}<i>{{ x }}</i>{% endfor %}",
    ext = "html"
)]
struct Generic<T, const N: usize>
where
    T: Display + Debug + Clone + Send + 'static,
{
    value: T,
    more: [T; N],
}

#[test]
fn generic_states_are_patched() {
    let state = |value, last| Generic {
        value,
        more: [1, last],
    };
    assert_eq!(
        patches(&[state(1, 2), state(1, 3), state(2, 3)]),
        [
            json!({"1": {"ops": [["u", 1, {"0": "3"}]]}}),
            json!({"0": "2"})
        ]
    );
}

#[test]
fn a_template_that_fails_midway_leaves_the_page_in_order() {
    #[derive(LiveTemplate)]
    #[template(source = "<i>{{ value? }}</i>", ext = "html")]
    struct Fallible {
        value: Result<u8, std::fmt::Error>,
    }
    #[derive(LiveTemplate)]
    #[template(
        source = "<p>{{ inner.render().unwrap_or_default()|safe }}</p><b>{{ inner.value.is_ok() }}</b>",
        ext = "html"
    )]
    struct Page {
        inner: Fallible,
    }
    let state = |value| Page {
        inner: Fallible { value },
    };
    let states = [state(Ok(1)), state(Err(std::fmt::Error)), state(Ok(2))];
    assert_eq!(patches(&states)[0], json!({"0": "", "1": "false"}));
}

#[test]
fn a_template_s_key_is_its_item_s() {
    #[derive(LiveTemplate)]
    #[template(
        source = "<ul>{% for row in rows %}{{ row }}{% endfor %}</ul>",
        ext = "html"
    )]
    struct Rows {
        rows: Vec<Row>,
    }
    #[derive(LiveTemplate)]
    #[template(source = "<li data-key=\"{{ key }}\">{{ text }}</li>", ext = "html")]
    struct Row {
        key: char,
        text: u8,
    }
    let state = |keys: &str, text| Rows {
        rows: keys.chars().map(|key| Row { key, text }).collect(),
    };
    // Every row has changed; they are known by their keys all the same.
    assert_eq!(
        patches(&[state("abc", 1), state("ca", 2)]),
        [json!({"0": {"ops": [
            ["d", 1, 1], ["m", 1, 0],
            ["u", 0, {"0": {"1": {"1": "2"}}}], ["u", 1, {"0": {"1": {"1": "2"}}}],
        ]}})]
    );
}

#[test]
fn a_kept_list_keeps_its_templates() {
    #[derive(Clone, LiveState)]
    #[template(
        source = "<h1>{{ title }}</h1>{% for row in rows.iter() %}{{ row }}{% endfor %}{{ extra }}",
        ext = "html"
    )]
    struct Page {
        title: u8,
        rows: Arc<Vec<Row>>,
        extra: Row,
    }
    #[derive(Clone, LiveTemplate)]
    #[template(
        source = "<p>{{ text }}{% for part in parts.iter() %}<i>{{ part }}</i>{% endfor %}</p>",
        ext = "html"
    )]
    struct Row {
        text: u8,
        parts: Arc<Vec<u8>>,
    }
    let row = |text| Row {
        text,
        parts: Arc::new(vec![1, 2]),
    };
    let mut state = Page {
        title: 1,
        rows: Arc::new(vec![row(1), row(2)]),
        extra: row(3),
    };
    let mut recorder = Recorder::default();
    recorder.record(&state, &Lvt::default()).unwrap();
    let mut values = Vec::new();
    let mut tree = Tree::build(Page::PLAN, &recorder, &mut values).unwrap();
    let mut page =
        ssr::Page::from_values(Page::PLAN, &serde_json::from_slice(&values).unwrap()).unwrap();
    let steps: [fn(&mut Page); 5] = [
        |state| state.title = 2,
        |state| state.extra.text = 4,
        |state| Arc::make_mut(&mut state.extra.parts).push(3),
        |state| Arc::make_mut(&mut state.rows)[0].text = 5,
        |state| Arc::make_mut(&mut state.rows).insert(0, state.extra.clone()),
    ];
    for step in steps {
        step(&mut state);
        recorder
            .record_against(&tree, &state, &Lvt::default())
            .unwrap();
        let mut patch = Vec::new();
        assert!(tree.update(&recorder, &mut patch).unwrap());
        page.apply(&serde_json::from_slice(&patch).unwrap())
            .unwrap();
        assert_eq!(page.html(), state.to_string());
    }
}

#[derive(Clone, LiveTemplate)]
#[template(ext = "html", source = "<g><text>{{ label }}</text></g>")]
struct Mark {
    label: &'static str,
}

#[derive(LiveTemplate)]
#[template(
    ext = "html",
    source = "<svg>{% for mark in marks %}{{ mark }}{% endfor %}<foreignObject><p>{{ marks[0] }}</p></foreignObject></svg>"
)]
struct Drawing {
    marks: Vec<Mark>,
}

#[test]
fn a_template_in_an_svg_is_a_text_since_its_plan_is_of_html() {
    let drawing = |labels: &[&'static str]| Drawing {
        marks: labels.iter().map(|label| Mark { label }).collect(),
    };
    let patches = patches(&[drawing(&["a"]), drawing(&["a", "b"]), drawing(&["c", "b"])]);
    assert_eq!(
        patches[0],
        json!({"0": {"ops": [["i", 1, ["<g><text>b</text></g>"]]]}})
    );
    let changed = &patches[1];
    assert_eq!(
        changed["0"]["ops"][0],
        json!(["u", 0, {"0": "<g><text>c</text></g>"}])
    );
    assert_eq!(
        changed["1"],
        json!({"1": {"0": "c"}}),
        "HTML begins again in `<foreignObject>`"
    );
}
