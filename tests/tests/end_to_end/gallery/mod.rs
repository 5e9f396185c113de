//! Every example of the gallery in Chromium, over each transport that its entry in the list says it works over.
//!
//! A group of the list has a file here; an example is a function in it that is named like the example. A line in
//! `scenarios!` makes it a test.

mod feedback;
mod files;
mod first_steps;
mod forms;
mod identity;
mod lists;
mod loading;
mod navigation;
mod pages;
mod people;
mod server;

use livetpl_tests::browser::Browser;
use livetpl_tests::scene::{Over, Scene};

macro_rules! scenarios {
    ($($group:ident: $($name:ident),+;)*) => {
        /// The examples that have a scenario.
        const SCENARIOS: &[&str] = &[$($(stringify!($name)),+),*];
        $($(
            #[tokio::test]
            async fn $name() {
                play(stringify!($name), async |scene| $group::$name(scene).await).await;
            }
        )+)*
    };
}

scenarios! {
    first_steps: counter, greeting, todos, file_tree;
    forms: click_to_edit, edit_row, bulk_update, reset_input, preserve_inputs, dependent_selects, inline_validation, draft_form;
    files: avatar_upload, file_upload, upload_modes;
    lists: large_table, sortable, delete_row, click_to_load, infinite_scroll;
    navigation: active_search, url_filters, spa_navigation;
    loading: lazy_loading, progress_bar, async_operations;
    feedback: flash_messages, modal, dialogs, confirm, tabs, keyboard_shortcuts, animations, loading_states, highlight;
    people: message_log, chat_rooms, seat_picker, shared_notepad, multi_user_sync;
    server: live_dashboard, reconnection, live_preview, server_push;
    identity: presence, login;
}

/// Plays a scenario over each transport that the example works over, each time in a gallery of its own.
async fn play(name: &str, scenario: impl AsyncFn(&Scene<'_>)) {
    let name = name.replace('_', "-");
    let (_, transports) = listed()
        .into_iter()
        .find(|(listed, _)| *listed == name)
        .unwrap_or_else(|| {
            panic!("{name} is not in examples/README.md, which is written from the gallery's list")
        });
    let browser = Browser::launch().await;
    for over in transports {
        eprintln!("{name} over {over:?}");
        let scene = Scene::start(&browser, &format!("/{name}"), over).await;
        scenario(&scene).await;
    }
}

/// The gallery's list, as `examples/README.md` has it: names, and over what each works.
fn listed() -> Vec<(String, Vec<Over>)> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/README.md");
    let readme = std::fs::read_to_string(path).expect("examples/README.md");
    let rows = readme.lines().filter_map(|line| line.strip_prefix("| ["));
    rows.map(|row| {
        let cells: Vec<&str> = row.split(" | ").collect();
        let name = cells[0].split(']').next().unwrap_or_default();
        let transports = [Over::WebSocket, Over::Fetch, Over::Html];
        let works = transports.into_iter().zip(&cells[2..]);
        let works = works.filter(|(_, cell)| cell.starts_with("yes"));
        (name.to_owned(), works.map(|(over, _)| over).collect())
    })
    .collect()
}

#[test]
fn every_example_has_a_scenario() {
    let listed = listed();
    assert!(listed.len() >= 9, "{listed:?}");
    for (name, transports) in listed {
        assert!(!transports.is_empty(), "{name} works over nothing");
        let function = name.replace('-', "_");
        assert!(
            SCENARIOS.contains(&&*function),
            "{name} has no scenario: write `{function}` in its group's file in tests/tests/end_to_end/gallery/"
        );
    }
}
