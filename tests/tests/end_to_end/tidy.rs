//! The rules of the house that can be checked by reading: file headers, sizes, and the direction of imports.

use std::path::{Path, PathBuf};

const MOST_LINES: usize = 600;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the workspace")
        .to_owned()
}

/// Every Rust file of the workspace that is written by hand, with its text.
fn sources() -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders: Vec<PathBuf> = [
        "livetpl",
        "livetpl-macros",
        "livetpl-runtime",
        "examples",
        "tests",
    ]
    .iter()
    .map(|name| root().join(name))
    .collect();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder)
            .expect("a readable folder")
            .flatten()
        {
            let path = entry.path();
            let name = path
                .strip_prefix(root())
                .unwrap_or(&path)
                .display()
                .to_string();
            if path.is_dir() {
                if !["target", "node_modules", "ui", "goldens"]
                    .iter()
                    .any(|skipped| name.ends_with(skipped))
                {
                    folders.push(path);
                }
            } else if name.ends_with(".rs") && !name.ends_with("generated.rs") {
                found.push((
                    name,
                    std::fs::read_to_string(&path).expect("a readable file"),
                ));
            }
        }
    }
    assert!(found.len() > 50, "the sources are found");
    found
}

#[test]
fn every_file_says_what_it_owns_and_is_short() {
    for (name, text) in sources() {
        assert!(text.starts_with("//!"), "{name} does not begin with `//!`");
        let lines = text.lines().count();
        assert!(lines <= MOST_LINES, "{name} has {lines} lines");
    }
}

#[test]
fn arrows_between_rooms_point_down() {
    let rooms = [
        "template",
        "controller",
        "bus",
        "session",
        "http",
        "testing",
    ];
    for (name, text) in sources() {
        let Some(room) = rooms
            .iter()
            .position(|room| name.starts_with(&format!("livetpl-runtime/src/{room}/")))
        else {
            continue;
        };
        for above in &rooms[room + 1..] {
            assert!(
                !text.contains(&format!("crate::{above}::")),
                "{name} imports from `{above}`, which is above it"
            );
        }
    }
    for (name, text) in sources() {
        let depends = name.starts_with("livetpl-macros/src") && text.contains("livetpl_runtime");
        assert!(!depends, "{name} depends on the runtime");
    }
}

#[test]
fn some_things_are_done_in_one_place() {
    let only = |needle: &str, within: &str, allowed: &str| {
        for (name, text) in sources() {
            let code = text
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"));
            let used = code.into_iter().any(|line| line.contains(needle));
            assert!(
                !used || !name.starts_with(within) || name == allowed,
                "{name} has `{needle}`, as only {allowed} may"
            );
        }
    };
    only(
        "askama_parser::",
        "livetpl-macros/src",
        "livetpl-macros/src/template/parser.rs",
    );
    only(
        "askama_derive::",
        "livetpl-macros/src",
        "livetpl-macros/src/template/instrument.rs",
    );
    only(
        "use redis::",
        "livetpl-runtime/src",
        "livetpl-runtime/src/bus/redis/client.rs",
    );
    only(
        "tokio::spawn",
        "livetpl-runtime/src",
        "livetpl-runtime/src/session/tasks.rs",
    );
}
