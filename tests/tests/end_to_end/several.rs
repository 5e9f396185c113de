//! Several applications on one Redis, as several processes are: publishes, fields and presence are everybody's.

use livetpl::prelude::*;
use livetpl_tests::redis::Redis;
use livetpl_tests::socket::{Raw, request};

use crate::pages::{Probe, Running};
use crate::presence::{self, Guest};

/// The page of the session `cookie`, and its socket; what it showed when it was served.
async fn page(app: &Running, cookie: &str) -> (Raw, String) {
    let page = request(&app.address, "GET", "/", &[("cookie", cookie)], b"").await;
    let origin = format!("http://{}", app.address);
    let mut raw = Raw::open(&app.address, "/", cookie, &origin)
        .await
        .expect("admitted");
    raw.send(&page.join()).await;
    raw.receive().await.expect("an answer to the join");
    (raw, page.body)
}

#[tokio::test]
async fn two_processes_share_publishes_and_fields() {
    let redis = Redis::start().await;
    let start = async || {
        let probe = Probe::default();
        let app = App::new().redis(&redis.url()).expect("a URL");
        let app = app.live("/", probe.clone());
        let app = Running::start(app).await;
        let up = async {
            while !app.handle.metrics().up {
                tokio::time::sleep(std::time::Duration::from_millis(10)).await;
            }
        };
        let up = tokio::time::timeout(std::time::Duration::from_secs(10), up).await;
        up.expect("the relay comes up");
        (app, probe)
    };
    let ((one, probe), (mut two, _)) = (start().await, start().await);
    let first = request(&one.address, "GET", "/", &[], b"").await;
    let cookie = first.cookie();
    let mounts = || probe.mounts.load(std::sync::atomic::Ordering::Relaxed);
    let before = mounts();
    let (mut near, _) = page(&one, &cookie).await;
    assert_eq!(
        mounts() - before,
        1,
        "it waited for the relay and is mounted once"
    );
    let (mut far, _) = page(&two, &cookie).await;
    far.send(r#"{"action":"count","ref":1}"#).await;
    far.receive().await.expect("a frame");
    let (_third, body) = page(&one, &cookie).await;
    assert!(body.contains("<p>1</p>"), "{body}");
    for text in ["a", "b", "c"] {
        near.send(&format!(
            r#"{{"action":"add","ref":1,"data":{{"text":"note {text}"}}}}"#
        ))
        .await;
    }
    let mut shown = String::new();
    while !shown.contains("note c") {
        shown.push_str(&far.receive().await.expect("a frame"));
    }
    assert!(
        shown.contains("note a") && shown.contains("note b"),
        "{shown}"
    );
    // Somebody else's page in the same process hears nothing of it.
    let (mut stranger, _) = Raw::join(&one.address, "/").await;
    far.send(r#"{"action":"add","ref":2,"data":{"text":"last words"}}"#)
        .await;
    while !far
        .receive()
        .await
        .expect("a frame")
        .contains("\"done\":[2]")
    {}
    two.stop();
    two.ended().await;
    while !near
        .receive()
        .await
        .expect("a frame")
        .contains("last words")
    {}
    stranger.send(r#"{"action":"count","ref":3}"#).await;
    let frame = stranger.receive().await.expect("a frame");
    assert!(
        !frame.contains("last words") && frame.contains("\"done\":[3]"),
        "{frame}"
    );
}

#[tokio::test]
async fn presence_is_everybodys() {
    let redis = Redis::start().await;
    let start = async || Running::start(presence::app().redis(&redis.url()).expect("a URL")).await;
    let (one, mut two) = (start().await, start().await);
    let mut ann = Guest::open(&one, "ann").await;
    let mut bob = Guest::open(&two, "bob").await;
    ann.until("bob").await;
    bob.until("ann").await;
    // A process that stops takes its pages with it, without anybody's waiting for its silence.
    let stopped = std::time::Instant::now();
    two.stop();
    two.ended().await;
    ann.until("-bob").await;
    assert!(stopped.elapsed().as_secs() < 10, "{:?}", stopped.elapsed());
}
