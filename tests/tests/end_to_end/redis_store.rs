//! Persisted fields in a real Redis: merged, kept apart, forgotten; and a Redis that is away holds nobody up.

use std::time::{Duration, Instant};

use livetpl::redis::RedisStore;
use livetpl::session::{SessionStore, StoreKey};
use livetpl_tests::proxy::Proxy;
use livetpl_tests::redis::Redis;
use serde_json::{Map, Value, json};

fn key(group: &str, view: &str) -> StoreKey {
    StoreKey {
        group: group.into(),
        view: view.into(),
    }
}

fn fields(value: Value) -> Map<String, Value> {
    value.as_object().cloned().expect("an object")
}

#[tokio::test]
async fn fields_are_merged_and_read_by_every_process() {
    let redis = Redis::start().await;
    let new = || RedisStore::new(&redis.url()).expect("a URL");
    let (one, two, other) = (new(), new(), new().prefix("shop:"));
    let (own, near) = (key("a:b", "/c"), key("a", "b:/c"));
    assert!(one.load(&own).await.expect("an answer").is_empty());
    one.save(&own, fields(json!({"n": 1, "s": "x"})))
        .await
        .expect("saved");
    two.save(&own, fields(json!({"n": 2, "list": [null, {"k": 0.5}]})))
        .await
        .expect("saved");
    let expected = fields(json!({"n": 2, "s": "x", "list": [null, {"k": 0.5}]}));
    assert_eq!(one.load(&own).await.expect("an answer"), expected);
    for (store, key) in [(&one, &near), (&one, &key("a:b", "/")), (&other, &own)] {
        assert!(
            store.load(key).await.expect("an answer").is_empty(),
            "{key:?}"
        );
    }
    // A field that somebody broke falls back alone.
    redis.command("HSET livetpl:store:3:a:b:/c s {broken").await;
    let expected = fields(json!({"n": 2, "list": [null, {"k": 0.5}]}));
    assert_eq!(two.load(&own).await.expect("an answer"), expected);
}

#[tokio::test]
async fn fields_are_forgotten_a_day_after_they_were_used() {
    let redis = Redis::start().await;
    let store = RedisStore::new(&redis.url()).expect("a URL");
    let own = key("g", "/");
    store
        .save(&own, fields(json!({"n": 1})))
        .await
        .expect("saved");
    let ttl = async || -> u64 {
        let answer = redis.command("TTL livetpl:store:1:g:/").await;
        answer.trim_start_matches(':').parse().expect("a time")
    };
    assert!((86_300..=86_400).contains(&ttl().await));
    redis.command("EXPIRE livetpl:store:1:g:/ 100").await;
    store.load(&own).await.expect("an answer");
    assert!(ttl().await > 86_300, "a use begins the day anew");
}

#[tokio::test]
async fn a_redis_that_is_away_holds_nobody_up() {
    let mut redis = Redis::start().await;
    let proxy = Proxy::start(&redis.address()).await;
    let store = RedisStore::new(&redis.url_at(proxy.address())).expect("a URL");
    let own = key("g", "/");
    store
        .save(&own, fields(json!({"n": 1})))
        .await
        .expect("saved");
    // A restart between two requests is not noticed.
    redis.kill().await;
    redis.start_again().await;
    assert_eq!(
        store.load(&own).await.expect("an answer"),
        fields(json!({"n": 1}))
    );
    proxy.freeze(true);
    let begun = Instant::now();
    assert!(store.load(&own).await.is_err());
    assert!(
        begun.elapsed() < Duration::from_millis(1900),
        "{:?}",
        begun.elapsed()
    );
    let begun = Instant::now();
    for _ in 0..100 {
        assert!(store.load(&own).await.is_err());
    }
    assert!(
        begun.elapsed() < Duration::from_millis(200),
        "{:?}",
        begun.elapsed()
    );
    proxy.freeze(false);
    let back = async {
        while store.load(&own).await.is_err() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(5), back)
        .await
        .expect("it is tried again");
}
