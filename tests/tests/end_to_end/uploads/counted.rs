//! Traps 13 and 14: only what is marked is sent in pieces, and every number of uploads moves.

use livetpl_tests::browser::Browser;
use livetpl_tests::paper::Papers;

use super::*;

const GUIDE: &str = include_str!("../../../../livetpl/guide/processes.md");

#[tokio::test]
async fn trap_13_only_marked_fields_are_sent_in_pieces() {
    let house = House::open().await;
    let papers = Papers::new();
    let marked = papers.write("marked.txt", text(100_000));
    let unmarked = papers.write("unmarked.txt", text(50_000));
    let browser = Browser::launch().await;
    let url = format!("http://{}/", house.app.address);
    for transport in ["socket", "fetch"] {
        let tab = browser.profile().await.blank().await;
        if transport == "fetch" {
            tab.block_websocket().await;
        }
        tab.go(&url).await;
        if transport == "socket" {
            tab.wait_connected().await;
        }
        let before = house.app.handle.upload_metrics();
        tab.choose_files("[name=unmarked]", &[&unmarked]).await;
        tab.choose_files("[name=paper]", &[&marked]).await;
        tab.wait_for("document.querySelector('li')?.textContent.includes('100')")
            .await;
        tab.type_text("[name=note]", "n").await;
        tab.click("[name=keep]").await;
        tab.wait_for(
            "document.querySelector('p').textContent === 'n marked.txt 100000 text/plain'",
        )
        .await;
        let after = house.app.handle.upload_metrics();
        assert_eq!(after.begun - before.begun, 1, "{transport}");
        assert_eq!(after.bytes - before.bytes, 100_000, "{transport}");
        let texts = tab.frames_sent();
        let names_it = |frame: &&String| frame.contains("unmarked");
        assert_eq!(texts.iter().find(names_it), None, "{transport}");
    }
    // Without the script the form says how it is sent: the whole of it comes, and what is unmarked is passed over.
    let tab = browser.profile().await.blank().await;
    tab.disable_javascript().await;
    tab.go(&url).await;
    let before = house.app.handle.upload_metrics();
    tab.choose_files("[name=unmarked]", &[&unmarked]).await;
    tab.choose_files("[name=paper]", &[&marked]).await;
    tab.click("[name=keep]").await;
    tab.wait_for("document.querySelector('p').textContent === ' marked.txt 100000 text/plain'")
        .await;
    let after = house.app.handle.upload_metrics();
    assert_eq!(after.begun - before.begun, 1);
    assert_eq!(after.bytes - before.bytes, 100_000);
    assert_eq!(house.office.kept.lock().len(), 3);
}

/// All members by their names, as `Debug` has them.
fn members(house: &House) -> Vec<(String, String)> {
    let all = format!("{:?}", house.app.handle.upload_metrics());
    let (_, inner) = all.split_once('{').expect("a struct");
    let members = inner.trim_end_matches(['}', ' ']).split(',');
    let members = members.filter_map(|member| member.split_once(':'));
    let trimmed = |(name, value): (&str, &str)| (name.trim().to_owned(), value.trim().to_owned());
    members.map(trimmed).collect()
}

#[tokio::test]
async fn trap_14_every_metric_of_uploads_moves() {
    let mut house = House::open().await;
    let (mut raw, _) = house.page().await;
    let before = members(&house);
    assert!(before.iter().all(|(_, value)| value == "0"), "{before:?}");
    let files = json!([
        [1, "there.txt", 3, "text/plain"],
        [2, "refused.exe", 3, "application/octet-stream"],
        [3, "cancelled.txt", 3, "text/plain"]
    ]);
    raw.send(&announce(1, "paper", files)).await;
    raw.send_binary(&chunk(1, 0, b"abc")).await;
    raw.send("{\"action\":\"lvt:upload\",\"ref\":2,\"data\":{\"cancel\":[3]}}")
        .await;
    let handle = house.app.handle.clone();
    wait_for("the file", || handle.upload_metrics().done == 1).await;
    wait_for("its end", || handle.upload_metrics().cancelled == 1).await;
    let table = GUIDE
        .split("| of uploads | is |")
        .nth(1)
        .expect("its table");
    let rows = table.split("\n\n").next().unwrap_or_default();
    for (name, value) in members(&house) {
        assert_ne!(value, "0", "{name}");
        assert!(
            rows.contains(&format!("`{name}`")),
            "the guide lacks `{name}`"
        );
    }
    assert_eq!(
        rows.matches('`').count(),
        2 * before.len(),
        "and has no other"
    );
}
