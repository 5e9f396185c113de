//! Trap 14: every number of the relay that is documented moves, and every one that moves is documented.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Process, settle};
use crate::bus::Metrics;
use crate::bus::tests::hub::Hub;

const GUIDE: &str = include_str!("../../../../livetpl/guide/processes.md");

/// All members by their names, as `Debug` has them.
fn members(metrics: &Metrics) -> BTreeMap<String, String> {
    let text = format!("{metrics:?}");
    let (_, inner) = text.split_once('{').expect("a struct");
    let members = inner.trim_end_matches(['}', ' ']).split(',');
    members
        .map(|member| {
            let (name, value) = member.split_once(':').expect("a member");
            (name.trim().to_owned(), value.trim().to_owned())
        })
        .collect()
}

#[tokio::test(start_paused = true)]
async fn trap_14_every_metric_of_the_relay_moves() {
    let hub = Arc::new(Hub::default());
    let (one, two) = (Process::start(&hub), Process::start(&hub));
    let page = two.page("far");
    page.subscribe("rooms/1");
    let mut seen: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut look = || {
        for (name, value) in members(&two.bus.metrics()) {
            seen.entry(name).or_default().insert(value);
        }
    };
    look();
    settle().await;
    look();
    two.publish("rooms/1", "sent");
    one.publish("rooms/1", "received");
    one.wire.stutter();
    one.wire.cut();
    one.publish("rooms/1", "sent twice");
    one.wire.mend();
    settle().await;
    hub.send("rooms/1", &b"unreadable"[..].into());
    settle().await;
    look();
    two.wire.cut();
    for text in 0..150 {
        two.publish("rooms/1", &text.to_string());
    }
    settle().await;
    look();
    two.wire.mend();
    settle().await;
    look();
    for (name, values) in &seen {
        assert!(values.len() > 1, "`{name}` was always {values:?}");
        assert!(
            GUIDE.contains(&format!("`{name}`")),
            "the guide lacks `{name}`"
        );
    }
    let table = GUIDE
        .split("| of the relay | is |")
        .nth(1)
        .expect("its table");
    let rows = table.split("\n\n").next().unwrap_or_default().lines();
    let told: BTreeSet<&str> = rows
        .filter_map(|row| row.split('|').nth(1))
        .flat_map(|cell| cell.split('`').skip(1).step_by(2))
        .collect();
    assert_eq!(told, seen.keys().map(String::as_str).collect());
}
