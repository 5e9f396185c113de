//! Publishes, triggers and interest between processes that hear each other.

use std::sync::Arc;

use serde_json::json;

use super::{Process, note, pass, settle};
use crate::bus::tests::hub::Hub;
use crate::controller::Topic;

#[tokio::test(start_paused = true)]
async fn guarantee_6_a_publish_reaches_every_process_once_and_in_order() {
    let hub = Arc::new(Hub::default());
    let (one, two, three) = (
        Process::start(&hub),
        Process::start(&hub),
        Process::start(&hub),
    );
    let near = one.page("near");
    let both = two.page("both");
    let pattern = three.page("pattern");
    near.subscribe("rooms/1");
    both.subscribe("rooms/1")
        .subscribe("rooms/*")
        .subscribe("*/1");
    pattern.subscribe("rooms/*");
    settle().await;
    [&near, &both, &pattern]
        .iter()
        .for_each(|page| drop(page.got()));
    for text in ["a", "b", "c"] {
        one.publish("rooms/1", text);
    }
    assert_eq!(near.got(), "a b c", "here it has arrived at once");
    two.publish("rooms/1", "d");
    one.publish("rooms/1/2", "too deep");
    settle().await;
    assert_eq!(near.got(), "d");
    assert_eq!(
        both.got(),
        "d a b c",
        "its own at once, the others' in their order"
    );
    assert_eq!(pattern.got(), "a b c d");
    let metrics = two.bus.metrics();
    assert_eq!((metrics.sent, metrics.received), (1, 4));
    assert_eq!(metrics.duplicates, 6, "each by three channels");
}

#[tokio::test(start_paused = true)]
async fn only_what_is_needed_is_listened_on_and_nothing_is_left() {
    let hub = Arc::new(Hub::default());
    let process = Process::start(&hub);
    let page = process.page("g");
    page.subscribe("rooms/1").subscribe("rooms/*");
    let other = process.page("g");
    other.subscribe("rooms/1");
    let own = [
        "lvt:bus",
        "lvt:session:g",
        "lvt:user:user of g",
        "rooms/*",
        "rooms/1",
    ];
    assert_eq!(process.wire.channels(), own);
    drop(page);
    pass(3000).await;
    assert_eq!(
        process.wire.channels().len(),
        4,
        "the pattern was the first page's alone"
    );
    drop(other);
    pass(900).await;
    assert_eq!(
        process.wire.channels().len(),
        4,
        "a reload finds its channels"
    );
    let again = process.page("g");
    again.subscribe("rooms/1");
    pass(3000).await;
    assert_eq!(process.wire.channels().len(), 4);
    for round in 0..1000 {
        let page = process.page(&round.to_string());
        page.subscribe(&format!("rooms/{round}"));
    }
    drop(again);
    pass(3000).await;
    assert_eq!(process.wire.channels(), ["lvt:bus"]);
    assert_eq!((process.bus.channels(), process.bus.topics()), (1, 0));
}

#[tokio::test(start_paused = true)]
async fn a_trigger_reaches_a_group_in_every_process_and_nobody_else() {
    let hub = Arc::new(Hub::default());
    let (one, two) = (Process::start(&hub), Process::start(&hub));
    let (near, far, other) = (one.page("g"), two.page("g"), two.page("h"));
    settle().await;
    [&near, &far, &other]
        .iter()
        .for_each(|page| drop(page.got()));
    let reached = one.bus.trigger("g", &note("hello"));
    assert_eq!((reached.local, reached.relayed), (1, true));
    // A publish on the group's topic is for those who subscribed to it.
    one.bus
        .publish(&Topic::session("g"), &note("unheard"), None);
    settle().await;
    assert_eq!(
        (near.got(), far.got(), other.got()),
        ("hello".into(), "hello".into(), String::new())
    );
    assert_eq!(two.bus.end_user("user of g").local, 1);
    settle().await;
    assert!(near.mailbox.is_ended() && far.mailbox.is_ended() && !other.mailbox.is_ended());
}

#[tokio::test(start_paused = true)]
async fn who_subscribed_before_the_relay_listened_mounts_again() {
    let hub = Arc::new(Hub::default());
    let (one, two) = (Process::start(&hub), Process::start(&hub));
    let early = two.page("g");
    settle().await;
    early.got();
    early.subscribe("rooms/1");
    one.publish("rooms/1", "lost or not");
    settle().await;
    assert_eq!(early.got(), "!");
    let late = two.page("h");
    settle().await;
    late.mailbox.begin_mount();
    late.subscribe("rooms/1");
    one.publish("rooms/1", "a");
    settle().await;
    assert_eq!(
        (early.got(), late.got()),
        ("a".into(), "a".into()),
        "the channel is listened on already"
    );
}

#[tokio::test(start_paused = true)]
async fn a_new_page_mounts_once_the_relay_listens_for_its_group() {
    let hub = Arc::new(Hub::default());
    let process = Process::start(&hub);
    let page = process.page("g");
    process.bus.ready(&page.identity).await;
    assert!(
        !page.mailbox.is_empty(),
        "told, since it might have mounted before"
    );
    page.mailbox.begin_mount();
    assert_eq!(page.got(), "");
    process.wire.cut();
    let other = process.page("h");
    let asked = tokio::time::Instant::now();
    process.bus.ready(&other.identity).await;
    assert_eq!(
        asked.elapsed().as_millis(),
        0,
        "nobody waits for a relay that is away"
    );
    process.wire.slow(true);
    process.wire.mend();
    process.bus.ready(&other.identity).await;
    assert_eq!(asked.elapsed().as_millis(), 250, "nor long for a slow one");
}

#[tokio::test(start_paused = true)]
async fn whatever_is_written_into_a_relay_harms_nobody() {
    let hub = Arc::new(Hub::default());
    let process = Process::start(&hub);
    let (spy, victim) = (process.page("spy"), process.page("victim"));
    spy.subscribe("*").subscribe("*/*");
    settle().await;
    drop((spy.got(), victim.got()));
    let call = json!({"v": 1, "from": "0123456789abcdef", "action": "note", "data": {"text": "x"}});
    let mut seq = 0;
    let mut say = |channel: &str, change: serde_json::Value| {
        seq += 1;
        let mut message = call.clone();
        message["seq"] = seq.into();
        let change = change.as_object().cloned().unwrap();
        message.as_object_mut().unwrap().extend(change);
        hub.send(channel, &message.to_string().into());
    };
    // `livetpl:*` of a pattern hears these, too.
    for channel in [
        "lvt:session:victim",
        "lvt:user:x",
        "lvt:other",
        "lvt:bus",
        "a/b/c",
        "a b",
        "a/*",
        "",
    ] {
        say(channel, json!({}));
    }
    say("rooms", json!({"trigger": true}));
    say("rooms", json!({"end": true}));
    say("rooms", json!({"presence": {"beat": true}}));
    say(
        "lvt:presence:rooms",
        json!({"presence": {"in": [[1, "ann", 0, null]], "version": u64::MAX}}),
    );
    say("lvt:bus", json!({"presence": {"ask": "", "out": [1]}}));
    hub.send("rooms", &b"\xff\x00{"[..].into());
    settle().await;
    assert_eq!((spy.got(), victim.got()), (String::new(), String::new()));
    assert!(!spy.mailbox.is_ended() && !victim.mailbox.is_ended());
    assert!(
        process.bus.metrics().refused > 8,
        "{:?}",
        process.bus.metrics()
    );
    say("rooms", json!({"from": "aaaaaaaaaaaaaaaa"}));
    say(
        "lvt:session:victim",
        json!({"from": "aaaaaaaaaaaaaaaa", "trigger": true}),
    );
    settle().await;
    assert_eq!(
        (spy.got(), victim.got()),
        ("x".into(), "x".into()),
        "what is in order arrives"
    );
}
