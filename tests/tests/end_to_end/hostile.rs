//! Guarantee 4: whatever a browser sends, it gets a clear answer, and the connection or the server lives on.

use livetpl::prelude::*;
use livetpl_tests::socket::{Raw, request};

use crate::pages::{Probe, Running};

#[tokio::test]
async fn guarantee_4_every_message_gets_its_answer() {
    let (app, _) = Running::probe().await;
    let (mut raw, _) = Raw::join(&app.address, "/").await;
    let deep = format!(
        "{{\"action\":\"count\",\"ref\":1,\"data\":{{\"a\":{}{}}}}}",
        "[".repeat(1000),
        "]".repeat(1000)
    );
    // What is sent, the code of the answer, and whether it belongs to reference 1.
    let cases = [
        ("", "bad-request", false),
        ("garbage", "bad-request", false),
        ("null", "bad-request", false),
        ("[]", "bad-request", false),
        ("{}", "bad-request", false),
        (r#"{"ref":1}"#, "bad-request", true),
        (r#"{"action":7,"ref":1}"#, "bad-request", true),
        (
            r#"{"action":"count","ref":1,"data":[]}"#,
            "bad-request",
            true,
        ),
        (
            r#"{"action":"count","ref":1,"data":"x"}"#,
            "bad-request",
            true,
        ),
        (r#"{"action":"count","ref":-1}"#, "bad-request", false),
        (&*deep, "bad-request", true),
        (r#"{"action":"nope","ref":1}"#, "unknown-action", true),
        (r#"{"action":"","ref":1}"#, "unknown-action", true),
        (
            r#"{"action":"note","ref":1,"data":{"text":"x"}}"#,
            "unknown-action",
            true,
        ),
        (r#"{"action":"mount","ref":1}"#, "unknown-action", true),
        (r#"{"action":"on_connect","ref":1}"#, "unknown-action", true),
        (r#"{"action":"set","ref":1}"#, "invalid-fields", true),
        (
            r#"{"action":"set","ref":1,"data":{"to":"many"}}"#,
            "invalid-fields",
            true,
        ),
        (
            r#"{"action":"set","ref":1,"data":{"to":"-1"}}"#,
            "invalid-fields",
            true,
        ),
        (
            r#"{"action":"set","ref":1,"data":{"to":"99999999999"}}"#,
            "invalid-fields",
            true,
        ),
        (
            r#"{"action":"set","ref":1,"data":{"to":{"to":1}}}"#,
            "invalid-fields",
            true,
        ),
        (
            r#"{"action":"add","ref":1,"data":{"text":["a","b"]}}"#,
            "invalid-fields",
            true,
        ),
        (r#"{"action":"panic","ref":1}"#, "internal", true),
    ];
    for (message, code, referenced) in cases {
        raw.send(message).await;
        let answer = raw.json().await;
        let error = if referenced {
            &answer["done"][0]["error"]
        } else {
            &answer["error"]
        };
        assert_eq!(error["code"], code, "{message}: {answer}");
        assert!(
            error["message"]
                .as_str()
                .is_some_and(|text| !text.is_empty())
        );
        assert!(answer["patch"].is_null(), "nothing changed: {answer}");
    }
    raw.send_binary(&[0, 159, 146, 150]).await;
    assert_eq!(raw.json().await["error"]["code"], "bad-request");
    raw.send(r#"{"ping":1}"#).await;
    assert_eq!(raw.receive().await.unwrap(), r#"{"pong":1}"#);
    raw.send(r#"{"action":"set","ref":2,"data":{"to":" 7 "}}"#)
        .await;
    let answer = raw.json().await;
    assert_eq!(
        (&answer["patch"]["0"], &answer["done"]),
        (&"7".into(), &serde_json::json!([2])),
        "the connection lives on"
    );
}

#[tokio::test]
async fn an_enormous_message_ends_its_connection_only() {
    let (app, _) = Running::probe().await;
    let (mut raw, _) = Raw::join(&app.address, "/").await;
    raw.send(&"x".repeat(1024 * 1024 + 1)).await;
    assert_eq!(raw.json().await["error"]["code"], "too-large");
    assert_eq!(raw.receive().await, Err(1009));
    assert_eq!(
        request(&app.address, "GET", "/", &[], b"").await.status,
        200
    );
}

#[tokio::test]
async fn too_many_messages_are_refused_one_by_one_and_a_flood_ends() {
    let (app, _) = Running::probe().await;
    let (mut raw, _) = Raw::join(&app.address, "/").await;
    for reference in 0..200 {
        raw.send(&format!("{{\"action\":\"count\",\"ref\":{reference}}}"))
            .await;
    }
    let (mut answered, mut refused) = (0, 0);
    while answered < 200 {
        for done in raw.json().await["done"].as_array().expect("answers") {
            answered += 1;
            refused += usize::from(done["error"]["code"] == "limit");
        }
    }
    assert!(
        (50..=141).contains(&refused),
        "a burst of 60 runs, most of the rest is refused: {refused}"
    );
    let flood = async {
        for _ in 0..1000 {
            raw.send("x").await;
        }
        loop {
            if let Err(code) = raw.receive().await {
                return code;
            }
        }
    };
    let code = tokio::time::timeout(std::time::Duration::from_secs(20), flood)
        .await
        .expect("a flood ends");
    assert!(code == 1008 || code == 1006, "{code}");
}

#[tokio::test]
async fn sockets_of_other_sites_are_refused() {
    let (app, _) = Running::probe().await;
    let cookie = request(&app.address, "GET", "/", &[], b"").await.cookie();
    for origin in [
        "http://evil.test",
        "null",
        "",
        "http://127.0.0.1",
        "file://",
    ] {
        let refused = Raw::open(&app.address, "/", &cookie, origin).await.err();
        assert_eq!(refused.map(|status| status.as_u16()), Some(403), "{origin}");
    }
    let friend = Running::start(
        App::new()
            .allow_origin("https://friend.test")
            .live("/", Probe::default()),
    )
    .await;
    assert!(
        Raw::open(&friend.address, "/", "", "https://friend.test")
            .await
            .is_ok()
    );
}

#[tokio::test]
async fn a_socket_that_does_not_join_gets_answers_too() {
    let (app, _) = Running::probe().await;
    let origin = format!("http://{}", app.address);
    // A forged cookie is no session: whoever comes with it gets one of its own.
    let forged = format!("livetpl-id={}", "../".repeat(20));
    let mut raw = Raw::open(&app.address, "/", &forged, &origin)
        .await
        .unwrap();
    for message in ["garbage", "{}"] {
        raw.send(message).await;
        assert_eq!(
            raw.json().await["error"]["code"],
            "bad-request",
            "{message}"
        );
    }
    raw.send(r#"{"action":"count","ref":1}"#).await;
    assert_eq!(
        raw.json().await["done"][0]["error"]["code"],
        "bad-request",
        "an action is answered by its number"
    );
    raw.send_binary(b"x").await;
    assert_eq!(raw.json().await["error"]["code"], "bad-request");
    raw.send(r#"{"join":"forged"}"#).await;
    let answer = raw.json().await;
    assert!(
        answer["token"].is_string() && answer["values"].is_array(),
        "{answer}"
    );
    let limits = {
        let mut limits = livetpl::session::Limits::default();
        limits.connections_per_group = 1;
        limits
    };
    let small = Running::start(App::new().limits(limits).live("/", Probe::default())).await;
    let page = request(&small.address, "GET", "/", &[], b"").await;
    let origin = format!("http://{}", small.address);
    let _held = Raw::open(&small.address, "/", &page.cookie(), &origin)
        .await
        .unwrap();
    let refused = Raw::open(&small.address, "/", &page.cookie(), &origin)
        .await
        .err();
    assert_eq!(refused.map(|status| status.as_u16()), Some(429));
}
