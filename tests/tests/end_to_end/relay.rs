//! The relay over a real Redis: what arrives, and what becomes of pages when Redis goes away, freezes, and comes back.
//!
//! What the bus makes of any relay is tested in paused time beside it (`livetpl-runtime/src/bus/tests`).

use std::sync::Arc;
use std::time::Duration;

use livetpl::controller::{ActionInfo, Identity, Payload, Visibility};
use livetpl::{Metrics, Topic};
use livetpl_runtime::bus::redis::RedisRelay;
use livetpl_runtime::bus::{Bus, Delivery, Mail, Mailbox, PageId};
use livetpl_tests::proxy::Proxy;
use livetpl_tests::redis::Redis;
use livetpl_tests::server::spawn;
use serde_json::{Map, Value};
use tokio::sync::oneshot;

const NOTE: &[ActionInfo] = &[ActionInfo {
    name: "note",
    visibility: Visibility::Internal,
    coalesce: false,
}];

/// One process of an application, and one page of it.
struct Process {
    bus: Bus,
    mailbox: Mailbox,
    page: PageId,
    stop: Option<oneshot::Sender<()>>,
    ended: oneshot::Receiver<()>,
}

impl Process {
    async fn start(url: &str) -> Self {
        Self::start_with(RedisRelay::new(url).expect("a URL")).await
    }

    async fn start_with(relay: RedisRelay) -> Self {
        let process = Self::begin(relay);
        process.until(|metrics| metrics.up).await;
        // Its page was there before the relay listened for its group.
        process.next_resync().await;
        process
    }

    fn begin(relay: RedisRelay) -> Self {
        let bus = Bus::default();
        assert!(bus.connect(Arc::new(relay)));
        let ((stop, stopped), (end, ended)) = (oneshot::channel(), oneshot::channel());
        let running = bus.clone();
        spawn(async move {
            running.run(async { drop(stopped.await) }).await;
            let _ = end.send(());
        });
        let (page, mailbox) = (PageId::next(), Mailbox::new(20_000, NOTE));
        let identity = Identity {
            group: format!("{page:?}").into(),
            user: None,
        };
        bus.enter(page, &identity, &mailbox);
        Process {
            bus,
            mailbox,
            page,
            stop: Some(stop),
            ended,
        }
    }

    /// Subscribes, and waits until the page is told that what is published arrives.
    async fn subscribe(&self, topics: &[&str]) {
        for topic in topics {
            self.bus.subscribe(
                self.page,
                &Topic::parse(topic).expect("a topic"),
                &self.mailbox,
            );
            self.next_resync().await;
        }
    }

    fn publish(&self, topic: &str, text: &str) {
        let fields = Map::from_iter([("text".to_owned(), Value::from(text))]);
        let delivery = Delivery {
            action: "note".into(),
            payload: Payload::new(fields),
            hops: 1,
        };
        self.bus
            .publish(&Topic::parse(topic).expect("a topic"), &delivery, None);
    }

    async fn next_resync(&self) {
        let told = async {
            while !self.mailbox.take().lagged {
                self.mailbox.ready().await;
            }
        };
        in_time(told).await;
    }

    /// The next `count` texts. That there are no more shows in what comes after.
    async fn texts(&self, count: usize) -> Vec<String> {
        let mut texts = Vec::new();
        let arrive = async {
            while texts.len() < count {
                self.mailbox.ready().await;
                let batch = self.mailbox.take();
                assert!(!batch.lagged, "nothing was lost");
                for mail in batch.mail {
                    let Mail::Call(call) = mail else { continue };
                    let text = call.payload.fields()["text"].as_str().expect("a text");
                    texts.push(text.to_owned());
                }
            }
        };
        in_time(arrive).await;
        texts
    }

    async fn until(&self, condition: impl Fn(Metrics) -> bool) {
        let wait = async {
            while !condition(self.bus.metrics()) {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        };
        let waited = tokio::time::timeout(Duration::from_secs(20), wait).await;
        assert!(
            waited.is_ok(),
            "it does not come to it: {:?}",
            self.bus.metrics()
        );
    }
}

async fn in_time<T>(work: impl Future<Output = T>) -> T {
    tokio::time::timeout(Duration::from_secs(20), work)
        .await
        .expect("it happens in time")
}

#[tokio::test]
async fn guarantee_6_redis_brings_each_publish_once_in_order_and_to_whom_it_is_for() {
    let redis = Redis::start_with_password("a pass%20word".replace(' ', "").as_str()).await;
    let url = redis.url().replace('%', "%25");
    let (one, two) = (Process::start(&url).await, Process::start(&url).await);
    two.subscribe(&["rooms/1", "rooms/*", "*/1"]).await;
    for number in 0..1000 {
        one.publish("rooms/1", &number.to_string());
        one.publish("rooms/1/2", "too deep for `*`, but not for Redis'");
        one.publish("halls", "not subscribed to");
    }
    one.publish("rooms/2", "last");
    let texts = two.texts(1001).await;
    let expected: Vec<String> = (0..1000).map(|number| number.to_string()).collect();
    assert_eq!(texts[..1000], expected);
    assert_eq!(texts[1000], "last");
    let metrics = two.bus.metrics();
    assert_eq!(metrics.duplicates, 2000, "{metrics:?}");
    assert_eq!(one.bus.metrics().sent, 3001);
    one.until(|metrics| metrics.queued == 0).await;
}

#[tokio::test]
async fn a_prefix_keeps_two_applications_apart() {
    let redis = Redis::start().await;
    let with = |prefix| RedisRelay::new(&redis.url()).expect("a URL").prefix(prefix);
    let ours = Process::start_with(with("[a]*:")).await;
    let (same, other) = (
        Process::start_with(with("[a]*:")).await,
        Process::start_with(with("a:")).await,
    );
    ours.subscribe(&["rooms/*", "rooms/1"]).await;
    other.publish("rooms/1", "not ours");
    other.until(|metrics| metrics.queued == 0).await;
    same.publish("rooms/1", "ours");
    same.publish("rooms/2", "ours, too");
    assert_eq!(ours.texts(2).await, ["ours", "ours, too"]);
}

#[tokio::test]
async fn a_redis_that_is_killed_and_comes_back_leaves_nobody_stale() {
    let mut redis = Redis::start().await;
    let (one, two) = (
        Process::start(&redis.url()).await,
        Process::start(&redis.url()).await,
    );
    two.subscribe(&["rooms/1"]).await;
    redis.kill().await;
    for process in [&one, &two] {
        process.until(|metrics| !metrics.up).await;
    }
    one.publish("rooms/1", "while away");
    assert_eq!(one.bus.metrics().queued, 1);
    // Its subscription during the outage begins with the others.
    two.bus.subscribe(
        two.page,
        &Topic::parse("halls/*").expect("a topic"),
        &two.mailbox,
    );
    redis.start_again().await;
    two.next_resync().await;
    for process in [&one, &two] {
        process
            .until(|metrics| metrics.up && metrics.reconnects == 2 && metrics.resyncs > 0)
            .await;
    }
    one.until(|metrics| metrics.queued == 0).await;
    // What was published meanwhile has arrived, or the mount that reads the truth has made up for it.
    two.mailbox.take();
    one.publish("rooms/1", "a");
    one.publish("halls/1", "b");
    assert_eq!(two.texts(2).await, ["a", "b"]);
}

#[tokio::test]
async fn a_redis_that_is_not_there_yet_is_waited_for() {
    let mut redis = Redis::start().await;
    redis.kill().await;
    let relay = RedisRelay::new(&redis.url()).expect("a URL");
    let (early, one) = (
        Process::begin(relay),
        RedisRelay::new(&redis.url()).expect("a URL"),
    );
    early.publish("rooms/1", "before Redis");
    early.bus.subscribe(
        early.page,
        &Topic::parse("rooms/1").expect("a topic"),
        &early.mailbox,
    );
    assert_eq!(early.texts(0).await.len(), 0);
    assert!(!early.bus.metrics().up);
    redis.start_again().await;
    early.next_resync().await;
    early
        .until(|metrics| metrics.up && metrics.queued == 0)
        .await;
    assert_eq!(
        early.bus.metrics().reconnects,
        0,
        "it is the first connection"
    );
    let late = Process::start_with(one).await;
    late.publish("rooms/1", "hello");
    assert_eq!(early.texts(1).await, ["hello"]);
}

#[tokio::test]
async fn a_connection_that_is_dead_without_saying_so_is_noticed() {
    let redis = Redis::start().await;
    let proxy = Proxy::start(&redis.address()).await;
    let (one, two) = (
        Process::start(&redis.url()).await,
        Process::start(&redis.url_at(proxy.address())).await,
    );
    two.subscribe(&["rooms/1"]).await;
    one.subscribe(&["rooms/1"]).await;
    proxy.freeze(true);
    let frozen = tokio::time::Instant::now();
    two.publish("rooms/1", "from behind");
    one.publish("rooms/1", "not heard");
    // The one that publishes and the one that listens.
    two.until(|metrics| !metrics.up && proxy.given_up() >= 2)
        .await;
    assert!(
        frozen.elapsed() < Duration::from_secs(5),
        "{:?}",
        frozen.elapsed()
    );
    assert!(
        two.bus.metrics().queued > 0,
        "what was not acknowledged is kept"
    );
    proxy.freeze(false);
    two.next_resync().await;
    two.until(|metrics| metrics.up && metrics.queued == 0).await;
    // On the old connection, on the new one, or on both: it counts once.
    two.publish("rooms/1", "next");
    assert_eq!(one.texts(3).await, ["not heard", "from behind", "next"]);
}

#[tokio::test]
async fn what_is_queued_is_sent_before_the_end() {
    let redis = Redis::start().await;
    let (mut one, two) = (
        Process::start(&redis.url()).await,
        Process::start(&redis.url()).await,
    );
    two.subscribe(&["rooms/1"]).await;
    for number in 0..5000 {
        one.publish("rooms/1", &number.to_string());
    }
    drop(one.stop.take());
    in_time(&mut one.ended).await.expect("it ends");
    assert_eq!(one.bus.metrics().queued, 0);
    assert_eq!(two.texts(5000).await.len(), 5000);
}

#[tokio::test]
async fn a_queue_that_overflows_is_made_up_for_by_a_mount() {
    let mut redis = Redis::start().await;
    let (one, two) = (
        Process::start(&redis.url()).await,
        Process::start(&redis.url()).await,
    );
    two.subscribe(&["rooms/1"]).await;
    redis.kill().await;
    one.until(|metrics| !metrics.up).await;
    for number in 0..10_500 {
        one.publish("rooms/1", &number.to_string());
    }
    assert!(
        one.bus.metrics().dropped >= 10_000,
        "{:?}",
        one.bus.metrics()
    );
    redis.start_again().await;
    one.until(|metrics| metrics.up && metrics.queued == 0).await;
    two.until(|metrics| metrics.up).await;
    let all = two.bus.metrics().resyncs;
    assert!(all > 0);
    two.next_resync().await;
}
