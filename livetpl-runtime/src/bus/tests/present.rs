//! Who is on a topic, in several processes: joins, leaves, killed processes, outages.

use std::sync::Arc;

use serde_json::Value;

use super::{Page, Process, pass, settle};
use crate::bus::tests::hub::Hub;
use crate::controller::{Notice, Topic};

impl Page {
    /// Looks at the topic `room`.
    fn watching(self) -> Self {
        let notice = |action| Notice {
            action,
            field: "text",
        };
        let (joined, left) = (notice("joined"), notice("left"));
        self.bus
            .watch(self.id, &room(), &self.mailbox, joined, left);
        self
    }

    /// Is in the topic `room` as `key`, with a browser.
    fn called(self, key: &str) -> Self {
        self.say(key, 0);
        self.bus.attach(self.id);
        self
    }

    fn say(&self, key: &str, meta: u64) {
        let meta = Arc::new(Value::from(meta));
        self.bus.track(self.id, &room(), key, meta);
    }

    fn sees(&self) -> String {
        let present = self.bus.present(self.id, &room());
        let shown = present
            .iter()
            .map(|(key, meta, pages)| format!("{key}={meta}x{pages}"));
        shown.collect::<Vec<_>>().join(" ")
    }

    /// What it was told, but that it has to mount again.
    fn told(&self) -> String {
        self.got().trim_start_matches("!").trim().to_owned()
    }
}

fn room() -> Topic {
    Topic::parse("room").unwrap()
}

#[tokio::test(start_paused = true)]
async fn joins_and_leaves_are_told_in_every_process() {
    let hub = Arc::new(Hub::default());
    let (one, two) = (Process::start(&hub), Process::start(&hub));
    let (near, far) = (one.page("n").watching(), two.page("f").watching());
    settle().await;
    drop((near.told(), far.told()));
    let ann = one.page("a").called("ann");
    let bob = two.page("b").called("bob");
    settle().await;
    assert_eq!(near.told(), "joined:ann joined:bob");
    assert_eq!(far.told(), "joined:bob joined:ann");
    // A second tab of the same key is no news; a key is gone with its last tab.
    let tab = two.page("a").called("ann");
    settle().await;
    assert_eq!(
        (near.told(), near.sees().as_str()),
        (String::new(), "ann=0x2 bob=0x1")
    );
    drop(ann);
    settle().await;
    assert_eq!(
        (far.told(), far.sees().as_str()),
        (String::new(), "ann=0x1 bob=0x1")
    );
    tab.say("ann", 7);
    settle().await;
    assert_eq!(
        (near.told(), near.sees().as_str()),
        ("joined:ann".into(), "ann=7x1 bob=0x1")
    );
    drop(tab);
    bob.bus.untrack(bob.id, &room());
    settle().await;
    assert_eq!(
        (near.told(), far.told()),
        (
            "left:ann left:bob".into(),
            "joined:ann left:ann left:bob".into()
        )
    );
    assert_eq!((near.sees(), far.sees()), (String::new(), String::new()));
    drop((near, far, bob));
    pass(3000).await;
    assert_eq!(
        (one.bus.attended_topics(), two.bus.attended_topics()),
        (0, 0)
    );
    assert_eq!(one.wire.channels(), ["lvt:bus"]);
}

#[tokio::test(start_paused = true)]
async fn a_page_counts_from_when_a_browser_has_come_for_it() {
    let hub = Arc::new(Hub::default());
    let (one, two) = (Process::start(&hub), Process::start(&hub));
    let far = two.page("f").watching();
    settle().await;
    far.told();
    let page = one.page("a");
    page.say("ann", 0);
    settle().await;
    assert_eq!((far.told(), page.sees()), (String::new(), String::new()));
    page.bus.attach(page.id);
    page.bus.attach(page.id);
    settle().await;
    assert_eq!(
        (far.told(), page.sees().as_str()),
        ("joined:ann".into(), "ann=0x1")
    );
    drop(one.page("b"));
    settle().await;
    assert_eq!(far.told(), "", "who never said anything is no news");
}

#[tokio::test(start_paused = true)]
async fn who_begins_to_look_is_told_who_is_there() {
    let hub = Arc::new(Hub::default());
    let (one, two) = (Process::start(&hub), Process::start(&hub));
    let all: Vec<Page> = (100..750)
        .map(|key| one.page("g").called(&key.to_string()))
        .collect();
    settle().await;
    let late = two.page("l");
    settle().await;
    late.told();
    let late = late.watching();
    assert_eq!(late.sees(), "");
    settle().await;
    assert_eq!(late.sees().split(' ').count(), 650, "in several messages");
    assert_eq!(late.told().matches("joined:").count(), 650);
    drop(all);
    settle().await;
    assert_eq!(
        (late.sees().as_str(), late.told().matches("left:").count()),
        ("", 650)
    );
    // A room that was left and entered again is understood as well.
    let again = one.page("g").called("again");
    settle().await;
    assert_eq!(late.sees(), "again=0x1");
    drop(again);
}

#[tokio::test(start_paused = true)]
async fn a_killed_process_is_gone_after_four_seconds() {
    let hub = Arc::new(Hub::default());
    let (one, two) = (Process::start(&hub), Process::start(&hub));
    let far = two.page("f").watching().called("far");
    let _ann = one.page("a").called("ann");
    settle().await;
    assert_eq!(far.sees(), "ann=0x1 far=0x1");
    far.told();
    pass(60_000).await;
    assert_eq!(far.told(), "", "who lives says so");
    one.wire.kill();
    pass(2500).await;
    assert_eq!(far.sees(), "ann=0x1 far=0x1");
    pass(3000).await;
    assert_eq!(
        (far.sees().as_str(), far.told().as_str()),
        ("far=0x1", "left:ann")
    );
}

#[tokio::test(start_paused = true)]
async fn presence_heals_after_an_outage() {
    let hub = Arc::new(Hub::default());
    let (one, two, three) = (
        Process::start(&hub),
        Process::start(&hub),
        Process::start(&hub),
    );
    let (near, far) = (one.page("n").watching(), two.page("f").watching());
    let ann = one.page("a").called("ann");
    let bob = two.page("b").called("bob");
    let cat = three.page("c").called("cat");
    settle().await;
    drop((near.told(), far.told()));
    // The whole relay is away: nobody is taken for gone, and each process sees its own.
    [&one, &two, &three]
        .iter()
        .for_each(|process| process.wire.cut());
    pass(20_000).await;
    assert_eq!((near.told(), far.told()), (String::new(), String::new()));
    drop(bob);
    let dan = two.page("d").called("dan");
    three.wire.kill();
    pass(1000).await;
    assert_eq!(near.sees(), "ann=0x1 bob=0x1 cat=0x1");
    assert_eq!(far.told(), "left:bob joined:dan");
    one.wire.mend();
    pass(1900).await;
    two.wire.mend();
    settle().await;
    assert_eq!(near.sees(), "ann=0x1 cat=0x1 dan=0x1");
    assert_eq!(far.sees(), "ann=0x1 cat=0x1 dan=0x1");
    pass(5000).await;
    assert_eq!(
        (near.sees(), far.sees()),
        ("ann=0x1 dan=0x1".into(), "ann=0x1 dan=0x1".into())
    );
    drop((ann, dan, cat));
    settle().await;
    assert_eq!((near.sees(), far.sees()), (String::new(), String::new()));
}

#[tokio::test(start_paused = true)]
async fn a_process_that_was_taken_for_gone_comes_back() {
    let hub = Arc::new(Hub::default());
    let (one, two) = (Process::start(&hub), Process::start(&hub));
    let far = two.page("f").watching();
    let ann = one.page("a").called("ann");
    settle().await;
    far.told();
    // It lives, but nothing of it arrives, and it does not know.
    two.wire.slow(true);
    pass(6000).await;
    assert_eq!((far.told().as_str(), far.sees().as_str()), ("left:ann", ""));
    two.wire.slow(false);
    pass(1000).await;
    assert_eq!(
        (far.told().as_str(), far.sees().as_str()),
        ("joined:ann", "ann=0x1")
    );
    drop(ann);
    settle().await;
    assert_eq!(far.sees(), "");
}

#[tokio::test(start_paused = true)]
async fn presence_that_was_dropped_is_said_again() {
    let hub = Arc::new(Hub::default());
    let (one, two) = (Process::start(&hub), Process::start(&hub));
    let far = two.page("f").watching();
    let page = one.page("a").called("ann");
    settle().await;
    far.told();
    one.wire.cut();
    for meta in 1..300 {
        page.say("ann", meta);
    }
    assert!(one.bus.metrics().dropped > 100);
    one.wire.mend();
    settle().await;
    assert_eq!(
        (far.told().as_str(), far.sees().as_str()),
        ("joined:ann", "ann=299x1")
    );
}

#[tokio::test(start_paused = true)]
async fn a_page_hears_by_other_actions_once_it_says_so_and_reads_until_it_does_not() {
    let hub = Arc::new(Hub::default());
    let one = Process::start(&hub);
    let page = one.page("n").watching();
    let notice = |action| Notice {
        action,
        field: "text",
    };
    // Whether the method that asks for it will succeed is not known yet.
    let (joined, left) = (notice("left"), notice("joined"));
    let is_new = one.bus.watch(page.id, &room(), &page.mailbox, joined, left);
    assert!(!is_new);
    let ann = one.page("a").called("ann");
    assert_eq!(page.told(), "joined:ann");
    one.bus
        .watch_by(page.id, &room(), notice("left"), notice("joined"));
    drop(ann);
    assert_eq!(page.told(), "joined:ann");

    assert_eq!(page.sees(), "");
    one.bus.unwatch(page.id, &room());
    assert_eq!(one.bus.attended_topics(), 1);
    one.bus.unread(page.id, &room());
    assert_eq!(one.bus.attended_topics(), 0);
}
