//! Writes random templates, each twice: as a state of livetpl and as a plain askama template of the same files.
//!
//! `build.rs` runs it; nothing that it writes is committed. Read `writer` (what is being written), `scope` (what a
//! place can use), `markup` (elements), `logic` (branches and lists), `code` (the Rust around it).

mod code;
mod logic;
mod markup;
#[allow(unreachable_pub, reason = "the library that shares this file shows it")]
mod rng;
mod scope;
mod writer;

use std::path::Path;

use rng::Rng;
use scope::{Scope, Sort};
use writer::{Inside, Place, Spot, Writer};

/// The fields of `Data`, with their types in a state.
const FIELDS: &[(&str, Sort, &str)] = &[
    ("title", Sort::Text, "String"),
    ("text", Sort::Text, "String"),
    ("html", Sort::Html, "String"),
    ("flag", Sort::Flag, "bool"),
    ("open", Sort::Flag, "bool"),
    ("n", Sort::Number, "i64"),
    ("count", Sort::Number, "i64"),
    ("maybe", Sort::Maybe, "Option<String>"),
    ("kind", Sort::Kind, "Kind"),
    ("words", Sort::Words, "Vec<String>"),
    ("rows", Sort::Rows, "Vec<Row>"),
    ("shared", Sort::Shared, "Arc<Vec<Row>>"),
    ("pairs", Sort::Pairs, "Vec<(String, i64)>"),
];

/// Fields that every state has: elements ask for them.
const ALWAYS: usize = 4;

/// A template, written.
struct Template {
    name: String,
    /// What its struct has, as indexes into [`FIELDS`].
    fields: Vec<usize>,
    /// Its file, and the files that it names.
    files: Vec<(String, String)>,
}

/// Writes `count` templates and `corpus.rs` into `folder`.
///
/// # Errors
///
/// If a file can't be written.
pub(crate) fn write(folder: &Path, seed: u64, count: usize) -> std::io::Result<()> {
    let templates = folder.join("templates");
    std::fs::create_dir_all(&templates)?;
    let config = format!(
        "[general]\ndirs = [{:?}]\n",
        templates.display().to_string()
    );
    std::fs::write(folder.join("askama.toml"), config)?;
    let mut rng = Rng::new(seed);
    let mut written = Vec::new();
    for i in 0..count {
        let template = template(&format!("t{i}"), rng.fork(i as u64));
        for (name, text) in &template.files {
            std::fs::write(templates.join(name), text)?;
        }
        written.push(template);
    }
    std::fs::write(folder.join("corpus.rs"), code::corpus(&written, folder))
}

fn template(name: &str, mut rng: Rng) -> Template {
    let fields: Vec<usize> = (0..FIELDS.len())
        .filter(|at| *at < ALWAYS || rng.chance(75))
        .collect();
    let known: Vec<(&str, Sort)> = fields
        .iter()
        .map(|at| (FIELDS[*at].0, FIELDS[*at].1))
        .collect();
    let spot = Spot {
        place: Place::Flow,
        inside: Inside::default(),
        scope: Scope::of_fields(&known),
        depth: 0,
    };
    let budget = 6 + rng.below(22);
    let shape = rng.below(10);
    let mut w = Writer::new(name, rng, budget);
    match shape {
        0 => logic::list(&mut w, &spot),
        1 | 2 => extended(&mut w, &spot),
        3 | 4 => {
            let imported = w.rng.chance(40);
            logic::macros(&mut w, imported);
            markup::pieces(&mut w, &spot, true);
            markup::text(&mut w, &spot);
            markup::pieces(&mut w, &spot, true);
        }
        _ => {
            while w.left > 4 {
                markup::pieces(&mut w, &spot, true);
            }
        }
    }
    let mut files = vec![(format!("{name}.html"), w.out)];
    files.append(&mut w.files);
    Template {
        name: name.to_owned(),
        fields,
        files,
    }
}

/// A layout with blocks, a document or not, and a template that extends it.
fn extended(w: &mut Writer, spot: &Spot) {
    let layout = format!("{}_layout.html", w.name);
    let document = w.rng.chance(60);
    let text = w.apart(|w| {
        if document {
            w.put("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n  <meta charset=\"utf-8\"><title>{% block title %}");
            markup::only_text(w, spot);
            w.put("{% endblock %}</title>\n</head>\n<body>\n  ");
        }
        markup::pieces(w, spot, true);
        w.put("{% block main %}");
        markup::pieces(w, spot, true);
        w.put("{% block inner %}");
        markup::pieces(w, spot, true);
        w.put("{% endblock inner %}{% endblock %}\n<footer>{% block foot %}{% endblock %}</footer>");
        if document {
            w.put("\n</body>\n</html>\n");
        }
    });
    w.files.push((layout.clone(), text));
    w.left += 8;
    w.put(&format!("{{% extends \"{layout}\" %}}\n"));
    if document && w.rng.chance(60) {
        w.put("{% block title %}");
        markup::only_text(w, spot);
        w.put("{% endblock %}");
    }
    if w.rng.chance(70) {
        let block = w.rng.pick(&["main", "inner"]);
        w.put(&format!("{{% block {block} %}}"));
        markup::pieces(w, spot, true);
        if w.rng.chance(60) {
            w.put("{{ super() }}");
        }
        markup::pieces(w, spot, false);
        w.put("{% endblock %}");
    }
    w.put("{% block foot %}");
    markup::pieces(w, spot, true);
    w.put("{% endblock %}");
}
