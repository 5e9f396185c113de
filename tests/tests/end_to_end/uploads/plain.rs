//! Forms with files, without JavaScript.

use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::*;

/// A body of `multipart/form-data`: name, file name, content.
fn multipart(parts: &[(&str, Option<&str>, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, file, content) in parts {
        let file = file.map_or_else(String::new, |file| {
            format!("; filename=\"{file}\"\r\nContent-Type: text/plain")
        });
        body.extend_from_slice(
            format!("--XX\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n")
                .as_bytes(),
        );
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--XX--\r\n");
    body
}

async fn post(house: &House, body: &[u8]) -> Answer {
    let headers = [("content-type", "multipart/form-data; boundary=XX")];
    request(&house.app.address, "POST", "/", &headers, body).await
}

#[tokio::test]
async fn guarantee_9_without_javascript_a_form_brings_its_files() {
    let house = House::open().await;
    house.office.reads.add_permits(100_000);
    let long = text(2_000_000);
    let body = multipart(&[
        ("note", None, b"n"),
        ("paper", Some("../a.txt"), b"abc"),
        ("paper", Some("a.txt"), &long),
        ("tape", Some("tape"), &text(300_000)),
        ("unmarked", Some("x"), b"not wanted"),
        ("photo", Some(""), b""),
        ("keep", None, b""),
    ]);
    let answer = post(&house, &body).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    let kept = house.office.kept.lock().clone();
    assert_eq!(kept.len(), 2, "trap 13: only marked fields are files");
    assert!(kept[0].1 == b"abc" && kept[1].1 == long);
    assert_eq!(house.files(), 0);
    let cookie = answer.cookie();
    let page = request(&house.app.address, "GET", "/", &[("cookie", &cookie)], b"").await;
    assert!(
        page.body
            .contains("n a.txt 3 text/plain a.txt 2000000 text/plain"),
        "{}",
        page.body
    );
    assert!(page.body.contains("<b>300000</b>"), "{}", page.body);
}

#[tokio::test]
async fn without_javascript_a_refused_file_refuses_the_form_and_nothing_is_kept() {
    let house = House::open().await;
    house.office.reads.add_permits(100_000);
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice();
    type Parts<'a> = Vec<(&'a str, Option<&'a str>, &'a [u8])>;
    let text = text(21_000_000);
    let cases: Vec<(Parts<'_>, u16, &str)> = vec![
        (
            vec![
                ("paper", Some("a.txt"), b"abc"),
                ("paper", Some("b.exe"), b"MZ"),
            ],
            422,
            "is not what its name says",
        ),
        (vec![("paper", Some("a.txt"), png)], 303, ""),
        (
            vec![("paper", Some("a.png"), b"<html><script>")],
            422,
            "is not what its name says",
        ),
        (
            vec![("paper", Some("a.txt"), &text)],
            422,
            "the file is too large: at most 20 MB",
        ),
        (
            vec![("photo", Some("a.png"), png)],
            422,
            "can only be sent with JavaScript",
        ),
        (vec![("tape", Some("bad"), b"abc")], 422, "is bad"),
        (vec![("tape", Some("a"), &text[..13])], 422, "is unlucky"),
        (
            vec![("tape", Some("a"), &text[..666])],
            422,
            "could not be taken",
        ),
        (
            vec![("note", None, &text[..2_000_000])],
            413,
            "the form is too large",
        ),
        (
            (0..4)
                .map(|_| ("paper", Some("a.txt"), b"a".as_slice()))
                .collect(),
            422,
            "too many files: at most 3",
        ),
    ];
    for (mut parts, status, message) in cases {
        parts.push(("keep", None, b""));
        let before = house.office.kept.lock().len();
        let answer = post(&house, &multipart(&parts)).await;
        assert_eq!(answer.status, status, "{message}: {}", answer.body);
        assert!(answer.body.contains(message), "{message}: {}", answer.body);
        let more = usize::from(status == 303);
        assert_eq!(house.office.kept.lock().len(), before + more, "{message}");
        house.has_files(0).await;
    }
    for body in [
        b"".as_slice(),
        b"--XX",
        b"--XX\r\n\r\n",
        b"--XX\r\nContent-Disposition: form-data; name=\"paper\"; filename=\"a.txt\"\r\n\r\nab",
    ] {
        let answer = post(&house, body).await;
        assert_eq!(answer.status, 400, "{}", answer.body);
    }
    house.has_files(0).await;
    assert_eq!(house.app.handle.upload_metrics().held_bytes, 0);
}

#[tokio::test]
async fn a_form_that_is_refused_half_way_keeps_what_was_typed_by_then() {
    let app = Running::start(App::new().live("/", Plain::default())).await;
    let page = request(&app.address, "GET", "/", &[], b"").await;
    let id = page
        .body
        .split("name=\"lvt-form\" value=\"")
        .nth(1)
        .unwrap();
    let id = id.split('"').next().unwrap();
    let long = text(2_000_000);
    let body = multipart(&[
        ("lvt-form", None, id.as_bytes()),
        ("a", None, b"typed <before>"),
        ("other", None, &long),
    ]);
    let headers = [("content-type", "multipart/form-data; boundary=XX")];
    let answer = request(&app.address, "POST", "/", &headers, &body).await;
    assert_eq!(answer.status, 413);
    assert!(
        answer.body.contains("value=\"typed &lt;before&gt;\""),
        "{}",
        answer.body
    );
}

/// How much of a part without an end the server takes, before it answers.
async fn taken(address: &str, head: &str) -> usize {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let most = 64 * 1024 * 1024;
    let head = format!(
        "POST / HTTP/1.1\r\nhost: {address}\r\ncontent-type: multipart/form-data; boundary=b\r\ncontent-length: {most}\r\n\r\n{head}"
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    let (mut read, mut write) = stream.split();
    let sent = AtomicUsize::new(0);
    let sending = async {
        let piece = vec![b'x'; 64 * 1024];
        while sent.load(Ordering::Relaxed) < most - 128 * 1024
            && write.write_all(&piece).await.is_ok()
        {
            sent.fetch_add(piece.len(), Ordering::Relaxed);
        }
        std::future::pending::<()>().await;
    };
    let mut answer = [0; 64];
    let answered = tokio::time::timeout(Duration::from_secs(20), read.read(&mut answer));
    tokio::select! {
        () = sending => {}
        answered = answered => {
            answered.expect("an answer in time").ok();
        }
    }
    sent.into_inner()
}

#[tokio::test]
async fn a_form_in_parts_takes_no_more_than_a_form_may_have() {
    let app = Running::start(App::new().live("/", Plain::default())).await;
    for head in [
        // Before the first part, in a part's head, and in the name of a field.
        "",
        "--b\r\nx-long: ",
        "--b\r\ncontent-disposition: form-data; name=\"",
        // A file that nobody wants.
        "--b\r\ncontent-disposition: form-data; name=\"a\"; filename=\"a\"\r\n\r\n",
    ] {
        let taken = taken(&app.address, head).await;
        // What lies in the buffers of both sides' kernels was not taken.
        assert!(taken < 16 * 1024 * 1024, "{head:?}: {taken} bytes");
    }
}

/// A form without uploads.
#[live_controller]
#[derive(Clone, Default)]
#[template(
    ext = "html",
    source = "<form method=\"post\" enctype=\"multipart/form-data\"><input name=\"a\"><button name=\"add\">Add</button></form>\
              {% if let Some(error) = lvt.error(\"\") %}{{ error }}{% endif %}"
)]
struct Plain {}

#[live_controller]
impl Plain {
    #[action]
    fn add(&mut self) {}
}
