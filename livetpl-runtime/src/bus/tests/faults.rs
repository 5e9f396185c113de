//! What becomes of pages when the relay fails: nobody is left stale.

use std::sync::Arc;

use super::{Process, pass, settle};
use crate::bus::tests::hub::Hub;

#[tokio::test(start_paused = true)]
async fn after_an_outage_every_page_mounts_again() {
    let hub = Arc::new(Hub::default());
    let (one, two) = (Process::start(&hub), Process::start(&hub));
    let (near, far, idle) = (one.page("near"), two.page("far"), two.page("idle"));
    near.subscribe("rooms/1");
    far.subscribe("rooms/*");
    settle().await;
    [&near, &far, &idle]
        .iter()
        .for_each(|page| drop(page.got()));
    two.wire.cut();
    one.publish("rooms/1", "missed");
    two.publish("rooms/1", "queued");
    settle().await;
    assert_eq!(
        (near.got(), far.got()),
        ("missed".into(), "queued".into()),
        "each reaches its own"
    );
    assert!(!two.bus.metrics().up);
    assert_eq!(two.bus.metrics().queued, 1);
    two.wire.mend();
    settle().await;
    assert_eq!(
        near.got(),
        "queued",
        "published while away, delivered after"
    );
    assert_eq!(
        (far.got(), idle.got()),
        ("!".into(), "!".into()),
        "a trigger might have been missed, too"
    );
    let metrics = two.bus.metrics();
    assert_eq!(
        (metrics.up, metrics.reconnects, metrics.queued),
        (true, 1, 0)
    );
    assert!(metrics.resyncs >= 2);
    one.publish("rooms/1", "next");
    settle().await;
    assert_eq!(far.got(), "next");
}

#[tokio::test(start_paused = true)]
async fn what_is_sent_again_arrives_once() {
    let hub = Arc::new(Hub::default());
    let (one, two) = (Process::start(&hub), Process::start(&hub));
    let far = two.page("far");
    far.subscribe("rooms/1");
    settle().await;
    far.got();
    one.wire.stutter();
    one.wire.cut();
    one.publish("rooms/1", "a");
    one.publish("rooms/1", "b");
    one.wire.mend();
    one.publish("rooms/1", "c");
    settle().await;
    assert_eq!(far.got(), "a b c");
    assert_eq!(two.bus.metrics().duplicates, 3);
}

#[tokio::test(start_paused = true)]
async fn what_was_dropped_is_made_up_for_by_a_mount() {
    let hub = Arc::new(Hub::default());
    let (one, two) = (Process::start(&hub), Process::start(&hub));
    let (exact, pattern, other) = (two.page("e"), two.page("p"), two.page("o"));
    exact.subscribe("rooms/1");
    pattern.subscribe("rooms/*");
    other.subscribe("halls/1");
    settle().await;
    [&exact, &pattern, &other]
        .iter()
        .for_each(|page| drop(page.got()));
    one.wire.cut();
    for text in 0..150 {
        one.publish("rooms/1", &text.to_string());
    }
    assert_eq!(one.bus.metrics().dropped, 101);
    one.wire.mend();
    settle().await;
    assert_eq!(
        (exact.got(), pattern.got(), other.got()),
        ("!".into(), "!".into(), String::new())
    );
    let large = "x".repeat(2 * 1024 * 1024);
    one.publish("rooms/1", &large);
    settle().await;
    assert_eq!(
        (exact.got(), pattern.got()),
        ("!".into(), "!".into()),
        "too large to be carried"
    );
    assert_eq!(one.bus.metrics().dropped, 102);
}

#[tokio::test(start_paused = true)]
async fn another_version_is_refused_aloud_and_its_topic_mounts_again() {
    let hub = Arc::new(Hub::default());
    let process = Process::start(&hub);
    let (page, other) = (process.page("g"), process.page("h"));
    page.subscribe("rooms/*");
    other.subscribe("halls/1");
    settle().await;
    drop((page.got(), other.got()));
    let before = process.bus.metrics();
    hub.send("rooms/1", &br#"{"v":2,"calls":[]}"#[..].into());
    settle().await;
    assert_eq!((page.got(), other.got()), ("!".into(), String::new()));
    let after = process.bus.metrics();
    assert_eq!(
        (after.refused, after.resyncs),
        (before.refused + 1, before.resyncs + 1)
    );
}

#[tokio::test(start_paused = true)]
async fn a_slow_relay_delays_no_local_page() {
    let hub = Arc::new(Hub::default());
    let (one, two) = (Process::start(&hub), Process::start(&hub));
    let (near, far) = (one.page("near"), two.page("far"));
    near.subscribe("rooms/1");
    far.subscribe("rooms/1");
    settle().await;
    drop((near.got(), far.got()));
    two.wire.slow(true);
    one.publish("rooms/1", "a");
    assert_eq!(near.got(), "a");
    pass(1000).await;
    one.publish("rooms/1", "b");
    assert_eq!((near.got(), far.got()), ("b".into(), String::new()));
    two.wire.slow(false);
    settle().await;
    assert_eq!(far.got(), "a b");
}
