//! The Rust around the templates: two structs each, made from `Data`, and one table of all.

use std::fmt::Write;
use std::path::Path;

use super::{FIELDS, Template};

/// The text of `corpus.rs`.
pub(crate) fn corpus(templates: &[Template], folder: &Path) -> String {
    let mut out = String::new();
    for template in templates {
        module(&mut out, template, folder);
    }
    out.push_str("pub(super) static CORPUS: &[Template] = &[\n");
    for Template { name, .. } in templates {
        let _ = writeln!(out, "    {name}::TEMPLATE,");
    }
    out.push_str("];\n");
    out
}

fn module(out: &mut String, template: &Template, folder: &Path) {
    let Template {
        name,
        fields,
        files,
    } = template;
    let config = folder.join("askama.toml").display().to_string();
    let attribute = format!("#[template(path = \"{name}.html\", config = {config:?})]");
    let list = |each: fn(&str, &str) -> String| {
        let fields = fields.iter().map(|at| each(FIELDS[*at].0, FIELDS[*at].2));
        fields.collect::<Vec<_>>().join(" ")
    };
    let declared = list(|name, sort| format!("{name}: {sort},"));
    let copied = list(|name, _| format!("{name}: data.{name}.clone(),"));
    let source: Vec<String> = files
        .iter()
        .map(|(name, text)| format!("-- {name}\n{text}"))
        .collect();
    let _ = write!(
        out,
        "mod {name} {{
    use super::imports::*;

    #[derive(Clone, LiveState)]
    {attribute}
    struct Live {{ {declared} }}

    #[derive(askama::Template)]
    {attribute}
    struct Plain {{ {declared} }}

    copies!({{ {copied} }});

    pub(super) const TEMPLATE: Template = template!({name:?}, {:?});
}}
",
        source.join("\n"),
    );
}
