//! What is taken: byte for byte, whatever happens on the way, and nothing is left of it.

use super::*;

#[tokio::test]
async fn trap_13_a_file_above_5_mib_comes_whole_with_the_rate_limit_on() {
    let mut house = House::open().await;
    let (mut raw, _) = house.page().await;
    let bytes = text(6 * 1024 * 1024 + 17);
    raw.send(&announce(
        1,
        "paper",
        json!([[1, "a.txt", bytes.len(), "text/plain"]]),
    ))
    .await;
    assert_eq!(told(&mut raw, 1).await, 0);
    send(&mut raw, 1, &bytes, 0).await;
    let metrics = house.app.handle.upload_metrics();
    assert_eq!(
        (metrics.begun, metrics.done, metrics.bytes),
        (1, 1, bytes.len() as u64)
    );
    assert_eq!(metrics.held_bytes, bytes.len() as u64);
    let frame = act(&mut raw, "keep").await;
    assert_eq!(frame["done"], json!([77]));
    assert_eq!(frame["patch"]["0"], "n a.txt 6291473 text/plain");
    assert_eq!(house.office.kept.lock().len(), 1);
    assert!(house.office.kept.lock()[0].1 == bytes, "byte for byte");
    house.has_files(0).await;
    assert_eq!(house.app.handle.upload_metrics().held_bytes, 0);
}

#[tokio::test]
async fn trap_13_two_files_of_one_name_are_two_files() {
    let mut house = House::open().await;
    let (mut raw, _) = house.page().await;
    let files = json!([
        [1, "a.txt", 3, "text/plain"],
        [2, "../x/a.txt", 2, "text/plain"],
        [3, "empty.txt", 0, "text/plain"]
    ]);
    raw.send(&announce(1, "paper", files)).await;
    raw.send_binary(&chunk(2, 0, b"zz")).await;
    raw.send_binary(&chunk(1, 0, b"abc")).await;
    let list = loop {
        let frame = act(&mut raw, "list").await;
        let said = frame["patch"]["0"].as_str().unwrap_or_default().to_owned();
        if said.matches("true").count() == 3 {
            break said;
        }
    };
    assert_eq!(list, "a.txt/100/true/;a.txt/100/true/;empty.txt/100/true/");
    act(&mut raw, "keep").await;
    let kept = house.office.kept.lock().clone();
    let named = |name: &str, bytes: &[u8]| (name.to_owned(), bytes.to_vec());
    assert_eq!(
        kept,
        [
            named("a.txt", b"abc"),
            named("a.txt", b"zz"),
            named("empty.txt", b"")
        ]
    );
}

#[tokio::test]
async fn a_page_shows_its_files_while_they_come() {
    let mut house = House::open().await;
    let (mut raw, _) = house.page().await;
    raw.send(&announce(
        1,
        "paper",
        json!([[1, "a<b.txt", 131_072, "text/plain"], [2, "b.exe", 1, ""]]),
    ))
    .await;
    let shows = async |raw: &mut Raw, text: &str| {
        while !raw.json().await["patch"]["3"].to_string().contains(text) {}
    };
    shows(&mut raw, "files of this type are not taken").await;
    let bytes = text(131_072);
    raw.send_binary(&chunk(1, 0, &bytes[..65_536])).await;
    becomes(&mut raw, 1, json!(65_536)).await;
    raw.send_binary(&chunk(1, 65_536, &bytes[65_536..])).await;
    shows(&mut raw, "100").await;
    // Another page of the session has files of its own.
    let page = request(
        &house.app.address,
        "GET",
        "/",
        &[("cookie", &*house.cookie)],
        b"",
    )
    .await;
    assert!(!page.body.contains("<li"), "{}", page.body);
}

#[tokio::test]
async fn a_failed_action_leaves_its_files_for_the_next_one() {
    let mut house = House::open().await;
    let (mut raw, _) = house.page().await;
    raw.send(&announce(
        1,
        "paper",
        json!([[1, "a.txt", 3, "text/plain"]]),
    ))
    .await;
    raw.send_binary(&chunk(1, 0, b"abc")).await;
    becomes(&mut raw, 1, json!(true)).await;
    let frame = act(&mut raw, "refuse").await;
    assert_eq!(frame["done"][0]["error"]["message"], "1 files");
    assert_eq!(house.files(), 1);
    let frame = act(&mut raw, "keep").await;
    assert_eq!(frame["patch"]["0"], "n a.txt 3 text/plain");
    assert_eq!(
        of(&frame, 1),
        Some(Value::Null),
        "the browser is told that it was taken"
    );
    house.has_files(0).await;
}

#[tokio::test]
async fn by_fetch_each_piece_is_answered_with_how_far_the_file_is() {
    let mut house = House::open().await;
    let (raw, page) = house.page().await;
    raw.close(4000).await;
    let token = page.attribute("data-lvt-token");
    let headers = [
        ("x-livetpl", "1"),
        ("content-type", "application/json"),
        ("cookie", &*house.cookie),
    ];
    let message = |data: &str| page.join().replacen('{', data, 1);
    let body = message(
        "{\"action\":\"lvt:upload\",\"ref\":1,\"data\":{\"upload\":\"paper\",\"files\":[[1,\"a.txt\",100000,\"\"]]},",
    );
    let answer = request(&house.app.address, "POST", "/", &headers, body.as_bytes()).await;
    let frame: Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(of(&frame, 1), Some(json!(0)), "{frame}");
    let bytes = text(100_000);
    for (from, to, expected) in [
        (0, 65_536, json!(65_536)),
        (0, 65_536, json!(65_536)),
        (65_536, 100_000, json!(true)),
    ] {
        let answer = by_fetch(
            &house,
            &token,
            &house.cookie,
            &chunk(1, from as u64, &bytes[from..to]),
        )
        .await;
        let told: Value = serde_json::from_str(&answer.body).unwrap();
        // Whether the last piece is written already when it is answered, depends.
        let is_last = to == bytes.len();
        let said = &told["files"]["1"];
        assert!(
            *said == expected || is_last && *said == json!(100_000),
            "{told}"
        );
    }
    wait_for("the file", || house.app.handle.upload_metrics().done == 1).await;
    let answer = by_fetch(&house, &token, &house.cookie, &text(70_000)).await;
    assert_eq!(answer.status, 413);
    let body = message("{\"action\":\"keep\",\"ref\":2,");
    let answer = request(&house.app.address, "POST", "/", &headers, body.as_bytes()).await;
    assert!(answer.body.contains("a.txt 100000"), "{}", answer.body);
    assert!(house.office.kept.lock()[0].1 == bytes);
}

#[tokio::test]
async fn trap_13_a_cut_at_every_step_goes_on_or_leaves_nothing() {
    let mut limits = Limits::default();
    limits.resume = Duration::from_secs(1);
    let mut house = House::with(limits).await;
    let bytes = text(200_000);
    for comes_back in [true, false] {
        // Cut before the first byte, in the middle, and with all of it there.
        for until in [0, 65_536, 131_072, 200_000] {
            let (mut raw, page) = house.page().await;
            let files = json!([[1, "a.txt", bytes.len(), "text/plain"]]);
            raw.send(&announce(1, "paper", files.clone())).await;
            told(&mut raw, 1).await;
            let mut from = 0;
            while from < until {
                let end = until.min(from + 65_536);
                raw.send_binary(&chunk(1, from as u64, &bytes[from..end]))
                    .await;
                from = end;
            }
            let there = if until == 200_000 {
                json!(true)
            } else {
                json!(until)
            };
            if until > 0 {
                becomes(&mut raw, 1, there.clone()).await;
            }
            drop(raw);
            if !comes_back {
                house.has_files(0).await;
                continue;
            }
            let mut raw = house.socket().await;
            raw.send(&page.join()).await;
            raw.receive().await.unwrap();
            raw.send(&announce(2, "paper", files)).await;
            assert_eq!(told(&mut raw, 1).await, there, "it goes on where it was");
            if until < bytes.len() {
                send(&mut raw, 1, &bytes, until as u64).await;
            }
            act(&mut raw, "keep").await;
            assert!(house.office.kept.lock().pop().unwrap().1 == bytes);
            raw.close(4000).await;
        }
    }
    house.has_files(0).await;
    assert_eq!(house.app.handle.upload_metrics().held_bytes, 0);
}

#[tokio::test]
async fn a_stop_leaves_no_files() {
    let mut house = House::open().await;
    let (mut raw, _) = house.page().await;
    raw.send(&announce(
        1,
        "paper",
        json!([[1, "a.txt", 3, ""], [2, "b.txt", 70_000, ""]]),
    ))
    .await;
    raw.send_binary(&chunk(1, 0, b"abc")).await;
    raw.send_binary(&chunk(2, 0, &text(65_536))).await;
    becomes(&mut raw, 2, json!(65_536)).await;
    wait_for("the first file", || {
        house.app.handle.upload_metrics().done == 1
    })
    .await;
    house.app.stop();
    house.app.ended().await;
    assert_eq!(house.files(), 0);
    assert_eq!(house.app.handle.upload_metrics().cancelled, 1);
}

#[tokio::test]
async fn trap_13_streaming_puts_no_byte_on_disk_and_holds_no_more_than_a_window() {
    let mut house = House::open().await;
    let (mut raw, _) = house.page().await;
    let bytes = text(3 * 1024 * 1024);
    raw.send(&announce(1, "tape", json!([[1, "tape", bytes.len(), ""]])))
        .await;
    assert_eq!(told(&mut raw, 1).await, 0);
    // Nobody reads: a window is taken, and then no more.
    for from in (0..512 * 1024).step_by(65_536) {
        raw.send_binary(&chunk(1, from as u64, &bytes[from..from + 65_536]))
            .await;
    }
    let frame = act(&mut raw, "touch").await;
    assert_eq!(frame["patch"]["2"], "1", "actions run beside an upload");
    assert_eq!(house.app.handle.upload_metrics().bytes, 512 * 1024);
    // The handler reads two chunks and asks for a third: two are taken.
    house.office.reads.add_permits(3);
    becomes(&mut raw, 1, json!(2 * 65_536)).await;
    house.office.reads.add_permits(1000);
    send(&mut raw, 1, &bytes, 512 * 1024).await;
    assert_eq!(house.files(), 0);
    assert_eq!(house.app.handle.upload_metrics().held_bytes, 0);
    let frame = act(&mut raw, "list").await;
    assert!(
        frame["patch"]["0"]
            .as_str()
            .unwrap()
            .contains("tape/100/true/"),
        "{frame}"
    );
    // Who sends more than that is refused.
    house.office.reads.forget_permits(usize::MAX);
    raw.send("{\"action\":\"lvt:upload\",\"ref\":2,\"data\":{\"cancel\":[1]}}")
        .await;
    raw.send(&announce(3, "tape", json!([[2, "tape", bytes.len(), ""]])))
        .await;
    for from in (0..=512 * 1024).step_by(65_536) {
        raw.send_binary(&chunk(2, from as u64, &bytes[from..from + 65_536]))
            .await;
    }
    becomes(&mut raw, 2, json!("the file came faster than it may")).await;
}

#[tokio::test]
async fn a_presigned_file_is_there_when_the_browser_says_so() {
    let mut house = House::open().await;
    let (mut raw, _) = house.page().await;
    raw.send(&announce(
        1,
        "photo",
        json!([[1, "a.png", 10, "image/png"], [2, "b.png", 10, "image/png"]]),
    ))
    .await;
    let to = loop {
        let told = told(&mut raw, 1).await;
        if told.is_object() {
            break told;
        }
    };
    assert_eq!(
        to,
        json!({"method": "PUT", "url": "https://files.example.org/a.png", "headers": [], "fields": []})
    );
    raw.send("{\"action\":\"lvt:upload\",\"ref\":2,\"data\":{\"sent\":[[1,5]]}}")
        .await;
    let frame = act(&mut raw, "list").await;
    assert!(
        frame["patch"]["0"]
            .as_str()
            .unwrap()
            .starts_with("a.png/49/false/"),
        "{frame}"
    );
    raw.send("{\"action\":\"lvt:upload\",\"ref\":3,\"data\":{\"sent\":[[1,10]],\"failed\":[2]}}")
        .await;
    let frame = act(&mut raw, "list").await;
    let said = "a.png/100/true/;b.png/0/false/the file could not be sent";
    assert_eq!(frame["patch"]["0"], said);
    let frame = act(&mut raw, "keep").await;
    assert_eq!(frame["patch"]["0"], "nthe key");
}

#[tokio::test]
async fn of_a_preview_nothing_comes() {
    let mut house = House::open().await;
    let (mut raw, _) = house.page().await;
    raw.send(&announce(
        1,
        "sketch",
        json!([[1, "a.png", 10, "image/png"]]),
    ))
    .await;
    assert_eq!(told(&mut raw, 1).await, true);
    raw.send_binary(&chunk(1, 0, b"abc")).await;
    assert_eq!(told(&mut raw, 1).await, true);
    assert_eq!(house.app.handle.upload_metrics().bytes, 0);
}
