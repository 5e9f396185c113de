//! Traps 8 and 11 over plain requests: a favicon where a view is at every path, and forwarding headers that nobody vouched for.

use std::sync::atomic::Ordering;

use livetpl::prelude::*;
use livetpl_tests::socket::{Raw, request};

use crate::pages::{Probe, Running};

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

#[tokio::test]
async fn trap_8_a_favicon_on_a_catch_all_mounts_nothing() {
    let probe = Probe::default();
    let app = App::new()
        .live("/", probe.clone())
        .live("/{*path}", probe.clone());
    let app = Running::start(app).await;
    let mounts = || probe.mounts.load(Ordering::Relaxed);
    for method in ["GET", "HEAD", "POST"] {
        let answer = request(&app.address, method, "/favicon.ico", &[FORM], b"count=").await;
        assert_eq!(answer.status, 404, "{method}");
        assert!(!answer.headers.contains_key("set-cookie"), "{method}");
    }
    let origin = format!("http://{}", app.address);
    let opened = Raw::open(&app.address, "/favicon.ico", "", &origin).await;
    assert_eq!(opened.err().map(|status| status.as_u16()), Some(404));
    assert_eq!(mounts(), 0);
    for (path, now) in [
        ("/anything", 1),
        ("/deep/favicon.ico", 2),
        ("/favicon.icon", 3),
    ] {
        let answer = request(&app.address, "GET", path, &[], b"").await;
        assert_eq!((answer.status.as_u16(), mounts()), (200, now), "{path}");
    }
    // One's own is served, as a file or as a page that says so.
    let own = App::new()
        .asset("/favicon.ico", "image/x-icon", b"icon")
        .live("/{*path}", probe.clone());
    let own = Running::start(own).await;
    let answer = request(&own.address, "GET", "/favicon.ico", &[], b"").await;
    assert_eq!((answer.status.as_u16(), &*answer.body), (200, "icon"));
    assert_eq!(mounts(), 3);
}

/// What somebody says who would be taken for `https://a.test`.
const FORGED: &[&[(&str, &str)]] = &[
    &[
        ("x-forwarded-proto", "https"),
        ("x-forwarded-host", "a.test"),
    ],
    &[("forwarded", "proto=https;host=a.test")],
];

#[tokio::test]
async fn trap_11_forwarding_headers_change_nothing_without_a_proxy() {
    for trusted in [false, true] {
        let app = App::new().behind_proxy(trusted);
        let app = Running::start(app.live("/", Probe::default())).await;
        for forged in FORGED {
            let get = request(&app.address, "GET", "/", forged, b"").await;
            let cookie = get.headers["set-cookie"].to_str().unwrap();
            assert_eq!(cookie.contains("; Secure"), trusted, "{cookie}");
            for (origin, may) in [
                ("https://a.test", trusted),
                ("http://a.test", false),
                ("https://b.test", false),
                (&*format!("http://{}", app.address), !trusted),
            ] {
                let mut headers = forged.to_vec();
                headers.extend([FORM, ("origin", origin)]);
                let posted = request(&app.address, "POST", "/", &headers, b"count=").await;
                let expected = if may { 303 } else { 403 };
                assert_eq!(posted.status, expected, "{trusted} {forged:?} {origin}");
                headers.extend([
                    ("connection", "upgrade"),
                    ("upgrade", "websocket"),
                    ("sec-websocket-version", "13"),
                    ("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ=="),
                ]);
                let opened = request(&app.address, "GET", "/", &headers, b"").await;
                let expected = if may { 101 } else { 403 };
                assert_eq!(opened.status, expected, "{trusted} {forged:?} {origin}");
            }
        }
    }
}
