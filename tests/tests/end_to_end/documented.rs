//! What an application can name through `livetpl` is shown: each of its public items has an example.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Where what `livetpl` re-exports is written: files, and folders with all in them.
const SHOWN: [&str; 16] = [
    "livetpl/src",
    "livetpl-runtime/src/bus/metrics.rs",
    "livetpl-runtime/src/bus/redis/relay.rs",
    "livetpl-runtime/src/bus/relay.rs",
    "livetpl-runtime/src/controller",
    "livetpl-runtime/src/http/app.rs",
    "livetpl-runtime/src/http/document.rs",
    "livetpl-runtime/src/http/service.rs",
    "livetpl-runtime/src/session/basic.rs",
    "livetpl-runtime/src/session/handle.rs",
    "livetpl-runtime/src/session/identity.rs",
    "livetpl-runtime/src/session/limits.rs",
    "livetpl-runtime/src/session/redis_store.rs",
    "livetpl-runtime/src/session/store.rs",
    "livetpl-runtime/src/template/lvt.rs",
    "livetpl-runtime/src/testing",
];

/// Public for the runtime's own rooms and for generated code. This list may only get shorter.
const WITHOUT: [&str; 3] = [
    "livetpl-runtime/src/session/identity.rs: random_hex",
    "livetpl-runtime/src/template/lvt.rs: AriaInvalid",
    "livetpl-runtime/src/template/lvt.rs: lvt",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn files(path: &Path, found: &mut Vec<PathBuf>) {
    if path.is_file() {
        found.push(path.to_owned());
        return;
    }
    for entry in std::fs::read_dir(path)
        .expect("a readable folder")
        .flatten()
    {
        let name = entry.file_name();
        // What generated code calls is no part of the public interface.
        if name != "tests" && name != "tests.rs" && name != "generated.rs" {
            files(&entry.path(), found);
        }
    }
}

/// The name of the public item that begins at this line.
fn public_item(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("pub ")?;
    let rest = [
        "const fn ",
        "async fn ",
        "fn ",
        "struct ",
        "enum ",
        "trait ",
    ]
    .iter()
    .find_map(|kind| rest.strip_prefix(kind))?;
    let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_');
    Some(&rest[..end.unwrap_or(rest.len())])
}

/// The items of a file whose documentation shows no code. What is `#[doc(hidden)]`, and its methods, needs none.
fn without_example(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut hidden_types = Vec::new();
    let mut of_hidden_type = false;
    let (mut documented, mut shown, mut hidden) = (false, false, false);
    // A file's own tests stand at its end.
    let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or(text);
    for written in code.lines() {
        let line = written.trim();
        if line.starts_with("///") || line.starts_with("#[cfg_attr(") {
            documented = true;
            shown |= line.contains("```");
            continue;
        }
        hidden |= line == "#[doc(hidden)]";
        if written.starts_with("impl") {
            let mut words = line.split(|c: char| !c.is_alphanumeric());
            of_hidden_type = words.any(|word| hidden_types.contains(&word));
        } else if written == "}" {
            of_hidden_type = false;
        }
        if let Some(name) = public_item(line) {
            if hidden {
                hidden_types.push(name);
            } else if documented && !shown && !of_hidden_type {
                found.push(name);
            }
        } else if !line.is_empty() && !line.ends_with('}') && !line.ends_with(';') {
            // An attribute, perhaps of several lines: the item is still to come.
            continue;
        }
        (documented, shown, hidden) = (false, false, false);
    }
    found
}

#[test]
fn every_public_item_is_documented_with_an_example() {
    let mut without = BTreeSet::new();
    for path in SHOWN {
        let mut found = Vec::new();
        files(&root().join(path), &mut found);
        for file in found {
            let text = std::fs::read_to_string(&file).expect("a readable file");
            let name = file.strip_prefix(root()).unwrap_or(&file);
            let items = without_example(&text).into_iter();
            without.extend(items.map(|item| format!("{}: {item}", name.display())));
        }
    }
    let known: BTreeSet<String> = WITHOUT.iter().map(ToString::to_string).collect();
    let new: Vec<_> = without.difference(&known).collect();
    assert!(new.is_empty(), "write an example for each of {new:#?}");
    let shown: Vec<_> = known.difference(&without).collect();
    assert!(shown.is_empty(), "take these out of the list: {shown:#?}");
}

#[test]
fn an_item_without_an_example_is_found() {
    let text = "/// Shown.\n///\n/// ```\n/// ```\npub fn a() {\n}\n\n/// Not shown.\n#[must_use]\npub fn b() {\n}\n\n\
        /// For the framework.\n#[doc(hidden)]\npub fn c() {}\n\n/// Private.\nfn d() {}\n\n\
        /// Not shown.\n#[diagnostic::on_unimplemented(\n    note = \"a\"\n)]\npub trait E {\n}\n\n\
        /// For the framework.\n#[doc(hidden)]\npub struct F;\n\nimpl F {\n    /// Its own.\n    pub fn g() {}\n}\n";
    assert_eq!(without_example(text), ["b", "E"]);
}
