//! `tests/TRAPS.md` is true: each test that it names exists.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

fn tests_in(directory: &Path, found: &mut HashSet<String>) {
    let Ok(entries) = std::fs::read_dir(directory) else {
        return;
    };
    for path in entries.flatten().map(|entry| entry.path()) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() {
            if !matches!(&*name, "target" | "node_modules" | ".git" | "dist") {
                tests_in(&path, found);
            }
            continue;
        }
        let Ok(text) = std::fs::read_to_string(&path) else {
            continue;
        };
        if name.ends_with(".rs") {
            let functions = text
                .lines()
                .filter_map(|line| line.trim().split_once("fn "));
            let names = functions.filter_map(|(_, rest)| rest.split_once('('));
            found.extend(names.map(|(name, _)| name.to_owned()));
        } else if name.ends_with(".test.ts") {
            let tests = text.lines().filter_map(|line| line.split_once("test(\""));
            let names = tests.filter_map(|(_, rest)| rest.split_once("\","));
            found.extend(names.map(|(name, _)| name.to_owned()));
        }
    }
}

#[test]
fn every_trap_names_tests_that_exist() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut found = HashSet::new();
    tests_in(&root, &mut found);
    let index = std::fs::read_to_string(root.join("tests/TRAPS.md")).expect("tests/TRAPS.md");
    let mut trap = "";
    let mut named = 0;
    for line in index.lines() {
        if let Some(title) = line.strip_prefix("## ") {
            trap = title;
        }
        // A row of a table: what is trapped, and the tests, each in backticks.
        let Some((_, tests)) = line
            .strip_prefix("| ")
            .and_then(|row| row.split_once(" | "))
        else {
            continue;
        };
        let names: Vec<&str> = tests.split('`').skip(1).step_by(2).collect();
        assert!(
            !names.is_empty() || tests.starts_with("tests") || tests.starts_with("---"),
            "{trap}: no test for: {line}"
        );
        for name in names {
            assert!(found.contains(name), "{trap}: there is no test `{name}`");
            named += 1;
        }
    }
    assert!(named > 15, "the index names {named} tests");
}
