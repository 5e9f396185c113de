//! The protocol's fixtures, in `tests/protocol/NAME/`: one for each kind of value, change and operation.
//!
//! A folder holds `plan.json` (`template`: the source; `fragments`: the server's half; `client`: the script's),
//! `values.json` and `shape.json` with `before.html`, `patch.json`, and `after.json` with `html`, the page after the
//! patch. They are what today's compiler and writer make of the pages below (`BLESS=1 cargo test -p livetpl-proof`
//! writes them); the Rust reader reads them here, the script in `livetpl-runtime/client/test/protocol.test.ts`.

use std::path::{Path, PathBuf};

use livetpl_proof::corpus::Template;
use livetpl_proof::data::{Data, Kind, Row};
use livetpl_proof::faults::Honest;
use livetpl_proof::oracle::Session;
use livetpl_runtime::template::ssr::Page;
use livetpl_runtime::template::{Fragment, Plan, Recorder, Slot, write_shape};
use serde_json::{Value, json};

mod imports {
    pub(super) use livetpl::LiveState;
    pub(super) use livetpl_proof::data::Kind;
}

/// Pages by name, each with a change.
macro_rules! fixtures {
    ($($name:ident $source:literal $before:expr => $after:expr;)*) => {
        $(livetpl_proof::page!($name, $source);)*

        const FIXTURES: &[Fixture] = &[
            $(($name::TEMPLATE, $before, $after)),*
        ];
    };
}

fn rows(ids: &str) -> Vec<Row> {
    let row = |id: char| Row {
        id: i64::from(id as u32 - 'a' as u32),
        name: id.to_string(),
        ..Row::default()
    };
    ids.chars().map(row).collect()
}

fn words(words: &str) -> Vec<String> {
    words.split_whitespace().map(str::to_owned).collect()
}

fixtures! {
    text "<p>Hi {{ title }}!</p>"
        |data| data.title = "Ann".into() => |data| data.title = "<b> & \"Bob\"".into();
    text_of_several_pieces "<p>{{ n }} of {{ count }} item{% if count != 1 %}s{% endif %}</p>"
        |data| data.count = 1 => |data| data.count = 2;
    text_measured "{{ title }}{% if flag %}<b>x</b>{% endif %}"
        |data| data.title = "before".into() => |data| (data.title = "after".into(), data.flag = true).1;
    text_becomes_html "<p>{{ html|safe }}</p>"
        |data| data.html = "plain".into() => |data| data.html = "<i>a</i>b<br>".into();
    html_becomes_text "<p>x{{ html|safe }}y</p>"
        |data| data.html = "<i>a</i>b<u></u>".into() => |data| data.html = "plain &amp; &eacute;".into();
    text_in_a_textarea "<textarea>{{ text }}</textarea>"
        |data| data.text = "one".into() => |data| data.text = "</textarea>\ntwo".into();
    attribute "<p class=\"row {{ title }} end\"></p>"
        |data| data.title = "a".into() => |data| data.title = "\"b\" & c".into();
    attributes "<p {% if flag %}hidden title=\"&lt;\"{% endif %}>x</p>"
        |data| data.flag = false => |data| data.flag = true;
    attributes_gone "<p {% if flag %}hidden title=\"&lt;\"{% endif %}>x</p>"
        |data| data.flag = true => |data| data.flag = false;
    branch_shown "<div>{% if flag %}<b>{{ title }}</b>{% endif %}</div>"
        |data| data.title = "now".into() => |data| data.flag = true;
    branch_hidden "<div>{% if flag %}<b>{{ title }}</b>{% endif %}</div>"
        |data| data.flag = true => |data| data.flag = false;
    branch_of_another_arm "{% match kind %}{% when Kind::Named(name) %}<b>{{ name }}</b>{% else %}<hr>{% endmatch %}"
        |data| data.kind = Kind::Plain => |data| data.kind = Kind::Named("x".into());
    branch_of_the_same_arm "{% if flag %}<b>{{ title }}</b><i>{{ n }}</i>{% endif %}"
        |data| data.flag = true => |data| data.title = "changed".into();
    list_insert "<ul>{% for r in rows %}<li data-key=\"{{ r.id }}\">{{ r.name }}</li>{% endfor %}</ul>"
        |data| data.rows = rows("ad") => |data| data.rows = rows("abcd");
    list_delete "<ul>{% for r in rows %}<li data-key=\"{{ r.id }}\">{{ r.name }}</li>{% endfor %}</ul>"
        |data| data.rows = rows("abcd") => |data| data.rows = rows("ad");
    list_move "<ul>{% for r in rows %}<li data-key=\"{{ r.id }}\">{{ r.name }}</li>{% endfor %}</ul>"
        |data| data.rows = rows("abcd") => |data| data.rows = rows("dabc");
    list_update "<ul>{% for r in rows %}<li data-key=\"{{ r.id }}\">{{ r.name }}<b>{{ r.n }}</b></li>{% endfor %}</ul>"
        |data| data.rows = rows("abc") => |data| data.rows[1].n = 7;
    list_replace "<ul>{% for r in rows %}<li data-key=\"{{ r.id }}\">{{ r.name }}</li>{% endfor %}</ul>"
        |data| data.rows = rows("ab") => |data| data.rows = rows("xyz");
    list_of_everything "<ul>{% for r in rows %}<li data-key=\"{{ r.id }}\">{{ r.name }}</li>{% endfor %}</ul>"
        |data| data.rows = rows("abcdef") => |data| (data.rows = rows("fxbae"), data.rows[2].name = "B".into()).1;
    list_cleared "<ul>{% for word in words %}<li>{{ word }}</li>{% endfor %}</ul>"
        |data| data.words = words("a b") => |data| data.words.clear();
    list_to_its_else "<ul>{% for word in words %}<li>{{ word }}</li>{% else %}<li>none, {{ title }}</li>{% endfor %}</ul>"
        |data| data.words = words("a b") => |data| data.words.clear();
    list_from_its_else "<ul>{% for word in words %}<li>{{ word }}</li>{% else %}<li>none, {{ title }}</li>{% endfor %}</ul>"
        |data| data.title = "yet".into() => |data| data.words = words("a b");
    list_in_its_else "<ul>{% for word in words %}<li>{{ word }}</li>{% else %}<li>none, {{ title }}</li>{% endfor %}</ul>"
        |data| data.title = "yet".into() => |data| data.title = "still".into();
    list_without_keys "<ul>{% for word in words %}<li>{{ word }}</li>{% endfor %}</ul>"
        |data| data.words = words("a b c") => |data| data.words = words("a x c d");
    list_in_a_list "{% for r in rows %}<p data-key=\"{{ r.id }}\">{% for tag in r.tags %}<i>{{ tag }}</i>{% endfor %}</p>{% endfor %}"
        |data| data.rows = rows("ab") => |data| data.rows[1].tags = words("new");
    list_of_branches "{% for r in rows %}{% if r.done %}<b data-key=\"{{ r.id }}\">{{ r.name }}</b>{% else %}<i data-key=\"{{ r.id }}\">{{ r.name }}</i>{% endif %}{% endfor %}"
        |data| data.rows = rows("abc") => |data| (data.rows = rows("cab"), data.rows[0].done = true).1;
    table_rows "<table><tbody>{% for r in rows %}<tr data-key=\"{{ r.id }}\"><td>{{ r.name }}</td></tr>{% endfor %}</tbody></table>"
        |data| data.rows = rows("b") => |data| data.rows = rows("ab");
    svg "<svg viewBox=\"0 0 9 9\">{% for r in rows %}<circle r=\"{{ r.n }}\"/>{% endfor %}</svg>"
        |data| data.rows = rows("a") => |data| data.rows = rows("ab");
}

/// A page, and what its first and its second state are made with.
type Fixture = (Template, fn(&mut Data), fn(&mut Data));

fn folder(template: &Template) -> PathBuf {
    let name = template.name.replace('_', "-");
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../protocol")
        .join(name)
}

/// A fixture's files, as the compiler and the writer make them today.
fn files((template, before, after): &Fixture) -> Vec<(&'static str, String)> {
    let mut data = Data::default();
    before(&mut data);
    let mut session = Session::open(template, &data, &mut Honest).expect("a page");
    let values = session.values().clone();
    let (shape, first) = (
        shape(template, session.recorder()),
        session.recorder().html().to_owned(),
    );
    after(&mut data);
    let step = session.send(&data, &mut Honest).expect("a patch");
    session.receive(&step).expect("a patch that fits");
    let pretty = |value: &Value| format!("{value:#}\n");
    let client: Value =
        serde_json::from_str(template.plan.client).expect("the client's plan is JSON");
    let fragments: Vec<Value> = template.plan.fragments.iter().map(written).collect();
    vec![
        (
            "plan.json",
            pretty(&json!({"template": template.source, "fragments": fragments, "client": client})),
        ),
        ("values.json", pretty(&values)),
        ("shape.json", pretty(&shape)),
        ("before.html", first),
        (
            "patch.json",
            pretty(&step.patch.expect("something changed")),
        ),
        ("after.json", pretty(&step.values)),
        ("html", step.html),
    ]
}

fn shape(template: &Template, recorder: &Recorder) -> Value {
    let mut shape = Vec::new();
    write_shape(template.plan, recorder, &mut shape).expect("a render that follows the plan");
    serde_json::from_slice(&shape).expect("a shape is JSON")
}

fn written(fragment: &Fragment) -> Value {
    let slots: Vec<Value> = fragment
        .slots
        .iter()
        .map(|slot| match slot {
            Slot::Content { measured } => json!({"content": measured}),
            Slot::Foreign { measured } => json!({"foreign": measured}),
            Slot::Text => json!("text"),
            Slot::Attribute => json!("attribute"),
            Slot::Attributes => json!("attributes"),
            Slot::Branch { arms } => json!({"branch": arms}),
            Slot::List { item, empty } => json!({"list": item, "empty": empty}),
        })
        .collect();
    json!({"statics": fragment.statics, "slots": slots, "key": fragment.key})
}

/// A plan as it stands in a file. It lives as long as the test.
fn read_plan(plan: &Value) -> &'static Plan {
    let number = |value: &Value| value.as_u64().and_then(|number| u16::try_from(number).ok());
    let fragment = |fragment: &Value| {
        let statics: Vec<&'static str> = list(&fragment["statics"])
            .iter()
            .map(|text| &*text.as_str().expect("a text").to_owned().leak())
            .collect();
        let slots: Vec<Slot> = list(&fragment["slots"])
            .iter()
            .map(|slot| match slot {
                Value::String(name) if name == "attribute" => Slot::Attribute,
                Value::String(name) if name == "text" => Slot::Text,
                Value::String(_) => Slot::Attributes,
                _ if slot["content"].is_boolean() => Slot::Content {
                    measured: slot["content"] == true,
                },
                _ if slot["foreign"].is_boolean() => Slot::Foreign {
                    measured: slot["foreign"] == true,
                },
                _ if slot["branch"].is_array() => Slot::Branch {
                    arms: list(&slot["branch"])
                        .iter()
                        .filter_map(number)
                        .collect::<Vec<_>>()
                        .leak(),
                },
                _ => Slot::List {
                    item: number(&slot["list"]).expect("a fragment"),
                    empty: number(&slot["empty"]),
                },
            })
            .collect();
        Fragment {
            statics: statics.leak(),
            slots: slots.leak(),
            key: number(&fragment["key"]),
        }
    };
    Box::leak(Box::new(Plan {
        name: "fixture.html",
        fragments: list(&plan["fragments"])
            .iter()
            .map(fragment)
            .collect::<Vec<_>>()
            .leak(),
        client: "",
        head_end: None,
        actions: &[],
        uploads: &[],
        forms: &[],
    }))
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

#[test]
fn fixtures_are_what_is_sent() {
    for fixture in FIXTURES {
        let folder = folder(&fixture.0);
        for (name, text) in files(fixture) {
            let path = folder.join(name);
            if std::env::var_os("BLESS").is_some() {
                std::fs::create_dir_all(&folder).expect("a folder");
                std::fs::write(&path, &text).expect("a file");
            }
            let current = std::fs::read_to_string(&path).unwrap_or_default();
            let (path, command) = (
                path.display(),
                "BLESS=1 cargo test -p livetpl-proof --test written",
            );
            assert_eq!(
                current, text,
                "{path} is not current: run `{command}` and read the difference"
            );
        }
    }
}

#[test]
fn the_rust_reader_applies_every_fixture() {
    let folders = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../protocol"));
    let mut count = 0;
    for folder in folders.expect("the fixtures").flatten() {
        let read = |name: &str| {
            std::fs::read_to_string(folder.path().join(name)).expect("a fixture's file")
        };
        let json =
            |name: &str| serde_json::from_str::<Value>(&read(name)).expect("a fixture's JSON");
        let plan = read_plan(&json("plan.json"));
        let mut page = Page::from_values(plan, &json("values.json")).expect("values that fit");
        assert_eq!(page.html(), read("before.html"));
        page.apply(&json("patch.json")).expect("a patch that fits");
        assert_eq!(page.html(), read("html"), "{}", folder.path().display());
        let after = Page::from_values(plan, &json("after.json")).expect("values that fit");
        assert_eq!(page, after, "{}", folder.path().display());
        count += 1;
    }
    assert_eq!(
        count,
        FIXTURES.len(),
        "a folder for each fixture, and no other"
    );
}
