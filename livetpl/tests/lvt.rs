//! The name `lvt` in templates: wherever it stands it says what the page was given, and what reads it is rendered again.

use std::sync::Arc;

use livetpl::askama::Template;
use livetpl::prelude::*;
use livetpl::{LiveState, Lvt};
use livetpl_runtime::template::ssr::Page;
use livetpl_runtime::template::{Record, Recorder, Tree};

fn of(user: &str) -> Lvt {
    Lvt::default().with_user(Some(user.into()))
}

fn refused(name: &str, message: &str) -> Lvt {
    Lvt::default().with_errors([(name.to_owned(), message.to_owned())].into())
}

fn flashing(kind: &str, text: &str) -> Lvt {
    Lvt::default().with_flash([(kind.to_owned(), text.to_owned())].into())
}

fn html(state: &impl Record, lvt: &Lvt) -> String {
    let mut recorder = Recorder::default();
    recorder.record(state, lvt).unwrap();
    recorder.html().to_owned()
}

/// A browser and a server with one page between them.
struct Pair {
    recorder: Recorder,
    tree: Tree,
    page: Page,
}

impl Pair {
    fn new<S: LiveState>(state: &S, lvt: &Lvt) -> Self {
        let mut recorder = Recorder::default();
        recorder.record(state, lvt).unwrap();
        let mut values = Vec::new();
        let tree = Tree::build(S::PLAN, &recorder, &mut values).unwrap();
        let page = Page::from_values(S::PLAN, &serde_json::from_slice(&values).unwrap()).unwrap();
        Pair {
            recorder,
            tree,
            page,
        }
    }

    /// Follows the state and its `lvt`: what the browser shows then equals a fresh page. The patch.
    fn step<S: LiveState>(&mut self, state: &S, lvt: &Lvt) -> String {
        let mut patch = Vec::new();
        self.recorder
            .record_against(&self.tree, state, lvt)
            .unwrap();
        if self.tree.update(&self.recorder, &mut patch).unwrap() {
            let patch = serde_json::from_slice(&patch).unwrap();
            self.page.apply(&patch).unwrap();
        }
        assert_eq!(self.page.html(), html(state, lvt));
        String::from_utf8(patch).unwrap()
    }
}

#[derive(Clone, Default, LiveState)]
#[template(
    ext = "html",
    source = r#"{% macro field(name) %}<input name="{{ name }}" {{ lvt.aria_invalid(name) }}>{% if let Some(message) = lvt.error(name) %}<em>{{ message }}</em>{% endif %}{% endmacro %}
<p>{{ lvt.user().unwrap_or("nobody") }}{% if lvt.pending() %} waits{% endif %}</p>
{% if let Some(text) = lvt.flash("success") %}<b>{{ text }}</b>{% else if lvt.error("").is_some() %}<b>failed</b>{% endif %}
{% for name in names %}<i>{{ name }} {{ lvt.error(name) }}</i>{% endfor %}
<form>{{ field("title") }}{% call field("text") %}{% endcall %}</form>
{% match lvt.flash("info") %}{% when Some(text) %}<u>{{ text }}</u>{% when None %}<u>-</u>{% endmatch %}
<ul>{% for (name, message) in lvt.errors() %}<li>{{ name }}: {{ message }}</li>{% else %}<li>none</li>{% endfor %}</ul>
{% let again = lvt.error("title") %}{{ again.is_some() }}{% filter upper %}{{ lvt.user().unwrap_or("x") }}{% endfilter %}"#
)]
struct Everywhere {
    names: Vec<String>,
}

#[test]
fn the_name_is_there_in_loops_arms_macros_and_blocks() {
    let state = Everywhere {
        names: vec!["title".to_owned(), "other".to_owned()],
    };
    let shown = html(&state, &refused("title", "is <taken>"));
    for part in [
        "<p>nobody</p>",
        "<i>title is &#60;taken&#62;</i>",
        "<i>other </i>",
        r#"<input name="title" aria-invalid="true"><em>is &#60;taken&#62;</em>"#,
        r#"<input name="text" >"#,
        "<li>title: is &#60;taken&#62;</li>",
        "trueX",
    ] {
        assert!(shown.contains(part), "{part} in {shown}");
    }
    let shown = html(&state, &of("ann").with_pending(true));
    assert!(shown.contains("<p>ann waits</p>"), "{shown}");
    assert!(shown.contains("falseANN"), "{shown}");
    assert!(html(&state, &refused("", "no")).contains("<b>failed</b>"));
    assert!(html(&state, &flashing("success", "Saved & done")).contains("<b>Saved &#38; done</b>"));
}

#[test]
fn a_plain_render_shows_an_empty_one() {
    let state = Everywhere::default();
    let plain = html(&state, &Lvt::default());
    // Also after a render that had one.
    html(&state, &of("ann"));
    assert_eq!(state.render().unwrap(), plain);
    assert_eq!(state.to_string(), plain);
    assert!(plain.contains("<p>nobody</p>") && plain.contains("<li>none</li>"));
}

#[test]
fn what_it_says_is_patched_like_a_field() {
    let state = Everywhere {
        names: vec!["title".to_owned()],
    };
    let mut pair = Pair::new(&state, &Lvt::default());
    for lvt in [
        refused("title", "is empty"),
        refused("title", "is long"),
        flashing("success", "Saved"),
        flashing("info", "Hm").with_user(Some("ann".into())),
        of("bob").with_pending(true),
        Lvt::default(),
    ] {
        assert!(!pair.step(&state, &lvt).is_empty(), "{lvt:?}");
        assert_eq!(pair.step(&state, &lvt), "", "{lvt:?} again");
    }
}

#[derive(Clone, LiveTemplate)]
#[template(
    ext = "html",
    source = "<s>{{ text }} of {{ lvt.user().unwrap_or(\"nobody\") }}</s>"
)]
struct Card {
    text: String,
}

fn card(text: &str) -> Card {
    Card {
        text: text.to_owned(),
    }
}

#[derive(Clone, LiveTemplate)]
enum Notice {
    #[template(ext = "html", source = "<s>{{ lvt.user() }}</s>")]
    Own,
    #[template(ext = "html", source = "<s>{{ text }}</s>")]
    Text { text: String },
}

#[test]
fn nested_templates_see_it_however_they_are_written() {
    #[derive(Clone, LiveState)]
    #[template(
        ext = "html",
        source = "<p>{{ card }}</p><p title=\"{{ card }}\"></p><p>{{ card|upper }}</p><p>{{ card.to_string()|safe }}</p>\
                  {% for notice in notices %}<q>{{ notice }}</q>{% endfor %}"
    )]
    struct Nest {
        card: Card,
        notices: Vec<Notice>,
    }
    let state = Nest {
        card: card("a"),
        notices: vec![
            Notice::Own,
            Notice::Text {
                text: "t".to_owned(),
            },
        ],
    };
    let shown = html(&state, &of("ann"));
    assert_eq!(shown.to_lowercase().matches("of ann").count(), 4, "{shown}");
    assert!(
        shown.contains("<q><s>ann</s></q><q><s>t</s></q>"),
        "{shown}"
    );
    let mut pair = Pair::new(&state, &of("ann"));
    assert!(!pair.step(&state, &of("bob")).is_empty());
}

#[test]
fn a_list_that_stays_is_rendered_again_when_what_it_reads_changes() {
    /// The list names it.
    #[derive(Clone, LiveState)]
    #[template(
        ext = "html",
        source = "<h1>{{ title }}</h1>{% for row in rows.iter() %}<i>{{ row }} {{ lvt.error(\"\") }}</i>{% endfor %}"
    )]
    struct Names {
        title: u8,
        rows: Arc<Vec<u8>>,
    }
    let mut state = Names {
        title: 1,
        rows: Arc::new(vec![1, 2]),
    };
    let mut pair = Pair::new(&state, &Lvt::default());
    assert!(!pair.step(&state, &refused("", "no")).is_empty());
    state.title = 2;
    // The list stays, and is still known to have read the error when that goes.
    pair.step(&state, &refused("", "no"));
    assert!(!pair.step(&state, &Lvt::default()).is_empty());

    /// What is nested in it does.
    #[derive(Clone, LiveState)]
    #[template(
        ext = "html",
        source = "<h1>{{ title }}</h1>{% for card in cards.iter() %}<i>{{ card }}</i>{% endfor %}"
    )]
    struct Cards {
        title: u8,
        cards: Arc<Vec<Card>>,
    }
    let mut state = Cards {
        title: 1,
        cards: Arc::new(vec![card("a")]),
    };
    let mut pair = Pair::new(&state, &Lvt::default());
    assert!(!pair.step(&state, &of("ann")).is_empty());
    state.title = 2;
    pair.step(&state, &of("ann"));
    assert!(!pair.step(&state, &of("bob")).is_empty());
}
