//! What is planned of each construct of askama's: after every change the patched page is the fresh render, and a change
//! in one place is a small patch, not the whole piece anew.

use livetpl::LiveState;
use livetpl_runtime::template::ssr::Page;
use livetpl_runtime::template::{Recorder, Tree};
use serde_json::Value;

/// A page that is followed through its states.
struct Follower<S: LiveState> {
    recorder: Recorder,
    tree: Tree,
    page: Page,
    state: S,
}

impl<S: LiveState> Follower<S> {
    fn new(state: S) -> Self {
        let mut recorder = Recorder::default();
        recorder.render(&state).unwrap();
        let mut values = Vec::new();
        let tree = Tree::build(S::PLAN, &recorder, &mut values).unwrap();
        let page = Page::from_values(S::PLAN, &serde_json::from_slice(&values).unwrap()).unwrap();
        assert_eq!(page.html(), state.render().unwrap());
        Follower {
            recorder,
            tree,
            page,
            state,
        }
    }

    /// Changes the state; the patch, or nothing.
    fn change(&mut self, change: impl FnOnce(&mut S)) -> Value {
        change(&mut self.state);
        self.recorder.render(&self.state).unwrap();
        let mut patch = Vec::new();
        if !self.tree.update(&self.recorder, &mut patch).unwrap() {
            assert_eq!(self.page.html(), self.state.render().unwrap());
            return Value::Null;
        }
        let patch: Value = serde_json::from_slice(&patch).unwrap();
        self.page.apply(&patch).unwrap();
        assert_eq!(self.page.html(), self.state.render().unwrap(), "{patch}");
        patch
    }
}

#[derive(Clone, Default)]
struct Row {
    id: u32,
    name: String,
    hidden: bool,
}

fn rows(names: &str) -> Vec<Row> {
    let row = |c: char| Row {
        id: u32::from(c),
        name: c.to_string(),
        hidden: c.is_ascii_uppercase(),
    };
    names.chars().map(row).collect()
}

macro_rules! state {
    ($name:ident, $source:literal) => {
        #[derive(Clone, Default, LiveState)]
        #[template(ext = "html", source = $source)]
        #[allow(dead_code, reason = "one set of fields for all templates")]
        struct $name {
            rows: Vec<Row>,
            title: String,
            n: u32,
        }
    };
}

state!(
    Macros,
    r#"{% macro card(title, note) %}<section><h2>{{ title }}</h2>{% if note.to_string() != "0" %}<p>{{ note }}</p>{% endif %}{{ button(title) }}</section>{% endmacro %}
{% macro button(name) %}<button type="button" data-name="{{ name }}">x</button>{% endmacro %}
<main>{{ card(title, &0) }}{{ card("Fixed", note = &n) }}{% for row in rows %}{{ card(row.name, &row.id) }}{% endfor %}</main>"#
);

#[test]
fn a_macro_s_slots_are_slots_of_the_page() {
    let mut page = Follower::new(Macros::default());
    let patch = page.change(|state| state.title = "a<b".to_owned());
    assert_eq!(
        patch.to_string(),
        r#"{"0":"a&#60;b","2":"a&#60;b"}"#,
        "the title's two places"
    );
    page.change(|state| state.n = 7);
    page.change(|state| state.rows = rows("abc"));
    let patch = page.change(|state| state.rows[1].name = "x".to_owned());
    assert!(patch.to_string().len() < 60, "{patch}");
}

state!(
    Calls,
    r#"{% macro list(xs) %}<ul>{% for x in xs %}<li data-key="{{ x.id }}">{{ caller(x, loop.index) }}</li>{% else %}<li>{{ title }}</li>{% endfor %}</ul>{% endmacro %}
{% macro frame() %}<div>{% if n > 1 %}<hr>{% endif %}{{ caller() }}</div>{% endmacro %}
{% call frame() %}{% call(x, i) list(rows) %}<b>{{ i }}</b> {{ x.name }}{% if n == 1 %}<i>{{ title }}</i>{% endif %}{% endcall %}{% endcall %}"#
);

#[test]
fn a_call_s_body_is_planned_where_it_is_shown() {
    let mut page = Follower::new(Calls::default());
    page.change(|state| state.title = "t".to_owned());
    page.change(|state| state.rows = rows("abc"));
    let patch = page.change(|state| state.rows[2].name = "z".to_owned());
    assert!(patch.to_string().contains(r#"["u",2,{"#), "{patch}");
    page.change(|state| state.n = 1);
    page.change(|state| state.n = 2);
    page.change(|state| state.rows.swap(0, 2));
    page.change(|state| state.rows.clear());
}

state!(
    Jumps,
    r#"<table><tbody>
{% for row in rows %}
  {% if row.hidden %}{% continue %}{% endif %}
  {% if row.name == "." %}<tr><td>stop {{ title }}</td></tr>{% break %}{% endif %}
  <tr data-key="{{ row.id }}"><td>{{ row.name }}</td>
    {% for i in 0..n %}{% if i == row.id % 3 %}{% continue %}{% endif %}<td>{{ i }}</td>{% endfor %}</tr>
  {% if let Some(c) = row.name.chars().nth(1) %}{% if *c == '!' %}<tr><td>!</td></tr>{% break %}{% else if *c == '?' %}{% continue %}{% endif %}<tr><td>{{ c }}</td></tr>{% endif %}
  <tr><td>{{ loop.index }}</td></tr>
{% else %}<tr><td>{{ title }}</td></tr>{% endfor %}
</tbody></table>"#
);

#[test]
fn jumps_leave_the_rest_of_an_item_out() {
    let mut page = Follower::new(Jumps::default());
    let steps = [
        "abc", "aBc", "abc", "ab.c", "ab.", ".ab", "Ab.C", "", "ABC", "cba", "bca", "bBcCa", "a",
    ];
    for (i, names) in steps.iter().enumerate() {
        page.change(|state| state.rows = rows(names));
        page.change(|state| state.n = i as u32 % 4);
        page.change(|state| state.title = format!("t{i}"));
    }
    page.change(|state| state.rows = rows("abc"));
    for name in ["b!", "b?", "bx", "b", "b!"] {
        page.change(|state| state.rows[1].name = name.to_owned());
    }
    // The key stands behind the first jump, and still moves whole rows.
    page.change(|state| state.rows = rows("abcdef"));
    page.change(|state| state.n = 0);
    let patch = page.change(|state| state.rows.rotate_left(1));
    let ops = patch.to_string();
    assert_eq!(ops.matches("[\"m\"").count(), 1, "{ops}");
}

state!(
    JumpsInElse,
    r#"<ul>{% for row in rows %}<li>{{ row.name }}</li>{% for i in 0..row.id % 3 %}<li>{{ i }}</li>{% else %}<li>none</li>{% if row.hidden %}{% break %}{% endif %}<li>{{ title }}</li>{% endfor %}<li>{{ n }}</li>{% endfor %}</ul>"#
);

#[test]
fn the_else_of_a_loop_may_jump_out_of_the_loop_around() {
    let mut page = Follower::new(JumpsInElse::default());
    for names in ["abc", "aBc", "cCab", "ABC", "", "BAc", "c"] {
        page.change(|state| state.rows = rows(names));
        page.change(|state| state.n += 1);
        page.change(|state| state.title.push('x'));
    }
}

state!(
    Captured,
    r#"{% macro shout(x) %}<b>{{ x }}</b>!{% endmacro %}<p>{% filter upper %}{{ shout(title) }} {% for row in rows %}<i>{{ row.name }}</i>{% endfor %}{% endfilter %}</p>
{% let text %}{% if n > 0 %}<u>{{ n }}</u>{% endif %}{% endlet %}<div>{{ text|safe }}</div><a title="{{ text }}">{{ title }}</a>"#
);

#[test]
fn what_became_a_value_is_one_slot() {
    let mut page = Follower::new(Captured::default());
    page.change(|state| state.n = 3);
    page.change(|state| state.rows = rows("ab"));
    let patch = page.change(|state| state.title = "t".to_owned());
    assert_eq!(
        patch.as_object().map(serde_json::Map::len),
        Some(2),
        "{patch}"
    );
}

state!(
    Keys,
    r#"<ul>{% for row in rows %}{% if row.hidden %}<li class="h"><i data-key="h-{{ row.id }}-{{ n }}">{{ row.name }}</i></li>{% else %}<li data-key="{{ row.id }}"><input value="{{ row.name }}"></li>{% endif %}{% endfor %}</ul>"#
);

#[test]
fn keys_may_stand_in_arms_and_be_put_together() {
    let mut page = Follower::new(Keys::default());
    page.change(|state| state.rows = rows("aBcDe"));
    let patch = page.change(|state| state.rows.rotate_right(1)).to_string();
    assert_eq!(patch.matches("[\"m\"").count(), 1, "{patch}");
    assert!(!patch.contains("[\"i\""), "{patch}");
    page.change(|state| state.n = 1);
    page.change(|state| state.rows[0].hidden = true);
    page.change(|state| state.rows = rows("cBa"));
}

#[test]
fn duplicate_keys_are_told_and_the_page_is_right() {
    let mut page = Follower::new(Keys::default());
    page.change(|state| state.rows = rows("abc"));
    assert!(!page.tree.has_duplicate_keys());
    page.change(|state| state.rows = rows("abac"));
    assert!(page.tree.has_duplicate_keys());
    for names in ["caba", "aaa", "a", "baab", "ab"] {
        page.change(|state| state.rows = rows(names));
    }
    assert!(
        Follower::new(Keys {
            rows: rows("aa"),
            ..Keys::default()
        })
        .tree
        .has_duplicate_keys()
    );
}

/// An escaper of one's own: HTML's, and louder.
#[derive(Clone, Copy)]
struct Loud;

impl livetpl::askama::filters::Escaper for Loud {
    fn write_escaped_str<W: std::fmt::Write>(&self, mut dest: W, text: &str) -> std::fmt::Result {
        livetpl::askama::filters::Html.write_escaped_str(&mut dest, &text.to_uppercase())
    }
}

#[derive(Clone, Default, LiveState)]
#[template(
    source = "<p title=\"[[ text ]]\">[[ text ]][% if text.len() > 3 %]<b>[[ text|safe ]]</b>[% endif %]</p>",
    ext = "html",
    escape = "loud",
    syntax = "square",
    config = "tests/askama.toml"
)]
struct Configured {
    text: String,
}

#[test]
fn the_configuration_of_askama_holds() {
    let mut page = Follower::new(Configured::default());
    let patch = page.change(|state| state.text = "a<b".to_owned());
    assert_eq!(patch.to_string(), r#"{"0":"A&#60;B","1":"A&#60;B"}"#);
    page.change(|state| state.text = "long & <i>new</i>".to_owned());
    page.change(|state| state.text.clear());
}
