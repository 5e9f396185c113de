//! What is refused, in words for its user, and what hostile browsers send.

use super::*;

/// A file, what its browser sends, and what it is told in the end.
type Case = (
    &'static str,
    &'static str,
    u64,
    &'static [(u64, &'static [u8])],
    &'static str,
);

#[tokio::test]
async fn a_refused_file_is_told_why_and_the_others_go_on() {
    const CASES: &[Case] = &[
        (
            "big.txt",
            "text/plain",
            20_000_001,
            &[],
            "the file is too large: at most 20 MB",
        ),
        (
            "a.exe",
            "application/x-msdownload",
            3,
            &[],
            "files of this type are not taken",
        ),
        (
            "a.png",
            "image/png",
            9,
            &[(0, b"<script>!")],
            "the file is not what its name says",
        ),
        (
            "a.txt",
            "text/plain",
            3,
            &[(0, b"abcd")],
            "the file is larger than was said",
        ),
        (
            "a.txt",
            "text/plain",
            3,
            &[(1, b"b")],
            "the file goes on at byte 0, not at 1",
        ),
        (
            "a.txt",
            "text/plain",
            3,
            &[(u64::MAX, b"b")],
            "the file goes on at byte 0, not at 18446744073709551615",
        ),
        (
            "a.txt",
            "text/plain",
            9,
            &[(0, b"abc")],
            "the first piece of the file is too short",
        ),
    ];
    let mut house = House::open().await;
    for (name, kind, size, chunks, message) in CASES {
        let (mut raw, _) = house.page().await;
        let files = json!([[1, name, size, kind], [2, "good.txt", 2, "text/plain"]]);
        raw.send(&announce(1, "paper", files)).await;
        for (offset, bytes) in *chunks {
            raw.send_binary(&chunk(1, *offset, bytes)).await;
        }
        becomes(&mut raw, 1, json!(message)).await;
        raw.send_binary(&chunk(2, 0, b"ok")).await;
        becomes(&mut raw, 2, json!(true)).await;
        raw.close(4000).await;
    }
    let refused = house.app.handle.upload_metrics().refused;
    assert_eq!(refused, CASES.len() as u64);
}

#[tokio::test]
async fn too_many_files_are_refused_one_by_one() {
    let mut house = House::open().await;
    let (mut raw, _) = house.page().await;
    let files: Vec<Value> = (1..=5)
        .map(|id| json!([id, "a.txt", 0, "text/plain"]))
        .collect();
    raw.send(&announce(1, "paper", json!(files))).await;
    let frame = act(&mut raw, "list").await;
    let said = frame["patch"]["0"].as_str().unwrap().to_owned();
    assert_eq!(
        said.matches("too many files: at most 3").count(),
        2,
        "{said}"
    );
    // Every one of them is an entry, and entries are bounded.
    let files: Vec<Value> = (6..=400)
        .map(|id| json!([id, "a.txt", 0, "text/plain"]))
        .collect();
    raw.send(&announce(2, "paper", json!(files))).await;
    loop {
        let frame = raw.json().await;
        if let Some(done) = frame["done"].as_array() {
            assert_eq!(done[0]["error"]["code"], "limit", "{frame}");
            break;
        }
    }
}

#[tokio::test]
async fn hostile_pieces_are_answered_and_nothing_is_kept() {
    let mut house = House::open().await;
    let (mut raw, page) = house.page().await;
    // No such file, no such upload, no upload at all.
    raw.send_binary(&chunk(9, 0, b"abc")).await;
    assert_eq!(told(&mut raw, 9).await, Value::Null);
    raw.send_binary(b"abc").await;
    assert_eq!(raw.json().await["error"]["code"], "bad-request");
    raw.send(&announce(1, "nothing", json!([[1, "a", 1, ""]])))
        .await;
    assert_eq!(raw.json().await["done"][0]["error"]["code"], "bad-request");
    raw.send("{\"action\":\"lvt:upload\",\"ref\":2,\"data\":{\"files\":7}}")
        .await;
    assert_eq!(raw.json().await["done"][0]["error"]["code"], "bad-request");
    // After a cancel.
    raw.send(&announce(
        3,
        "paper",
        json!([[4, "a.txt", 70_000, "text/plain"]]),
    ))
    .await;
    raw.send_binary(&chunk(4, 0, &text(65_536))).await;
    becomes(&mut raw, 4, json!(65_536)).await;
    raw.send("{\"action\":\"lvt:upload\",\"ref\":4,\"data\":{\"cancel\":[4]}}")
        .await;
    becomes(&mut raw, 4, Value::Null).await;
    raw.send_binary(&chunk(4, 65_536, &text(4_464))).await;
    assert_eq!(told(&mut raw, 4).await, Value::Null);
    house.has_files(0).await;
    // By fetch: another session, another token, no token.
    let token = page.attribute("data-lvt-token");
    raw.send(&announce(
        5,
        "paper",
        json!([[5, "a.txt", 3, "text/plain"]]),
    ))
    .await;
    told(&mut raw, 5).await;
    let piece = chunk(5, 0, b"abc");
    for (token, cookie) in [
        (token.as_str(), "livetpl-id=x"),
        ("00", &*house.cookie),
        ("", &house.cookie),
    ] {
        let answer = by_fetch(&house, token, cookie, &piece).await;
        assert_eq!(answer.status, 400, "{}", answer.body);
    }
    let answer = by_fetch(&house, &token, &house.cookie, &piece).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    becomes(&mut raw, 5, json!(true)).await;
    // A flood of pieces for no file is a flood.
    for _ in 0..10_000 {
        raw.send_binary(&chunk(99, 0, b"x")).await;
    }
    let closed = loop {
        if let Err(code) = raw.receive().await {
            break code;
        }
    };
    assert!(matches!(closed, 1008 | 1006), "{closed}");
}

#[tokio::test]
async fn a_handler_that_fails_refuses_its_file() {
    let mut house = House::open().await;
    let (mut raw, _) = house.page().await;
    house.office.reads.add_permits(100);
    raw.send(&announce(1, "tape", json!([[1, "bad", 3, ""]])))
        .await;
    raw.send_binary(&chunk(1, 0, b"abc")).await;
    becomes(&mut raw, 1, json!("is bad")).await;
}

#[tokio::test]
async fn a_page_that_refuses_what_a_handler_made_refuses_its_file() {
    let mut house = House::open().await;
    let (mut raw, _) = house.page().await;
    house.office.reads.add_permits(100);
    for (id, bytes, message) in [
        (1, 13, "is unlucky"),
        (2, 666, "the file could not be taken"),
    ] {
        raw.send(&announce(id, "tape", json!([[id, "a", bytes, ""]])))
            .await;
        raw.send_binary(&chunk(id, 0, &text(bytes))).await;
        becomes(&mut raw, id, json!(message)).await;
    }
    act(&mut raw, "list").await;
    assert_eq!(house.app.handle.upload_metrics().refused, 2);
}
