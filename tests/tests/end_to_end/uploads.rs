//! Uploads over raw sockets and requests: what is taken and what is refused, and that nothing is left of what nobody took.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use livetpl::prelude::*;
use livetpl::session::Limits;
use livetpl::{Incoming, Presigned, UploadEntry};
use livetpl_tests::socket::{Answer, Raw, request};
use parking_lot::Mutex;
use serde_json::{Value, json};
use tokio::sync::Semaphore;

use crate::pages::Running;

/// Takes whatever is brought.
#[live_controller(state = Desk)]
#[derive(Clone)]
struct Office {
    /// How many chunks the handler of `tape` may read.
    reads: Arc<Semaphore>,
    kept: Arc<Mutex<Vec<(String, Vec<u8>)>>>,
    directory: PathBuf,
}

#[derive(Clone, Default, LiveState)]
#[template(
    ext = "html",
    source = "<form method=\"post\" enctype=\"multipart/form-data\">\
              <input type=\"file\" name=\"paper\" lvt-upload=\"paper\" multiple>\
              <input type=\"file\" name=\"tape\" lvt-upload=\"tape\">\
              <input type=\"file\" name=\"photo\" lvt-upload=\"photo\">\
              <input type=\"file\" name=\"sketch\" lvt-upload=\"sketch\">\
              <input type=\"file\" name=\"unmarked\"><input name=\"note\">\
              <button name=\"keep\">Keep</button><button name=\"refuse\">Refuse</button></form>\
              <p>{{ said }}</p><b>{{ read }}</b><i>{{ touched }}</i>\
              <ul>{% for file in lvt.uploads(\"paper\") %}<li data-key=\"{{ file.id }}\">{{ file.name }} {{ file.progress }} \
              {% if let Some(error) = file.error.as_ref() %}{{ error }}{% endif %}</li>{% endfor %}</ul>"
)]
struct Desk {
    #[persist]
    said: String,
    #[persist]
    read: u64,
    touched: u32,
}

#[live_controller]
impl Office {
    #[upload]
    fn paper(&self) -> Upload {
        Upload::to_directory()
            .accept("text/plain, .txt, image/png")
            .max_bytes(20_000_000)
            .max_files(3)
    }

    #[upload]
    fn tape(&self) -> Upload {
        let reads = self.reads.clone();
        let read = move |mut file: Incoming| {
            let reads = reads.clone();
            async move {
                let mut bytes = 0;
                loop {
                    reads.acquire().await?.forget();
                    match file.chunk().await? {
                        Some(chunk) => bytes += chunk.len() as u64,
                        None if file.info().name == "bad" => return Err(Error::msg("is bad")),
                        None => return Ok(bytes),
                    }
                }
            }
        };
        Upload::stream(read, |desk: &mut Desk, bytes, _ctx| desk.read = bytes)
            .max_bytes(200_000_000)
    }

    #[upload]
    fn photo(&self, _state: &Desk, ctx: &Context) -> Upload {
        let path = ctx.path().to_owned();
        Upload::presigned(move |file| {
            let url = format!("https://files.example.org{path}{}", file.name);
            async move { Ok(Presigned::put(url).key("the key")) }
        })
    }

    #[upload]
    fn sketch(&self) -> Upload {
        Upload::preview()
    }

    #[action]
    async fn keep(&self, state: &mut Desk, note: Option<String>, ctx: &mut Context) -> Result {
        let mut said = note.unwrap_or_default();
        for file in ctx.take_uploads(Self::PAPER) {
            said.push_str(&format!(" {} {} {}", file.name(), file.size(), file.kind()));
            self.kept.lock().push((file.name().to_owned(), Vec::new()));
            let bytes = file.read().await?;
            if let Some(last) = self.kept.lock().last_mut() {
                last.1 = bytes;
            }
        }
        for file in ctx.take_uploads(Self::PHOTO) {
            said.push_str(file.key().unwrap_or_default());
        }
        state.said = said;
        Ok(())
    }

    #[action]
    fn refuse(&self, ctx: &mut Context) -> Result {
        let files = ctx.take_uploads(Self::PAPER);
        Err(Error::msg(format!("{} files", files.len())))
    }

    #[action]
    fn list(&self, state: &mut Desk, ctx: &mut Context) {
        let all = [
            ctx.uploads(Self::PAPER),
            ctx.uploads(Self::TAPE),
            ctx.uploads(Self::PHOTO),
            ctx.uploads(Self::SKETCH),
        ];
        let say = |entry: &UploadEntry| {
            let UploadEntry {
                name,
                progress,
                error,
                done,
                ..
            } = entry;
            format!(
                "{name}/{progress}/{done}/{}",
                error.as_deref().unwrap_or_default()
            )
        };
        state.said = all.concat().iter().map(say).collect::<Vec<_>>().join(";");
    }

    #[action]
    fn touch(&self, state: &mut Desk) {
        state.touched += 1;
    }
}

/// An office, and the directory for its files.
struct House {
    app: Running,
    office: Office,
    cookie: String,
}

impl House {
    async fn open() -> House {
        Self::with(Limits::default()).await
    }

    async fn with(limits: Limits) -> House {
        let name = format!("livetpl-uploads-{:016x}", rand());
        let office = Office {
            reads: Arc::new(Semaphore::new(0)),
            kept: Arc::default(),
            directory: std::env::temp_dir().join(name),
        };
        let app = App::new()
            .limits(limits)
            .upload_directory(&office.directory)
            .live("/", office.clone());
        House {
            app: Running::start(app).await,
            office,
            cookie: String::new(),
        }
    }

    /// A page of a session of its own, joined.
    async fn page(&mut self) -> (Raw, Answer) {
        let page = request(&self.app.address, "GET", "/", &[], b"").await;
        self.cookie = page.cookie();
        let mut raw = self.socket().await;
        raw.send(&page.join()).await;
        raw.receive().await.unwrap();
        (raw, page)
    }

    async fn socket(&self) -> Raw {
        let origin = format!("http://{}", self.app.address);
        Raw::open(&self.app.address, "/", &self.cookie, &origin)
            .await
            .unwrap()
    }

    /// The temporary files that are there.
    fn files(&self) -> usize {
        fn count(path: &Path) -> usize {
            let entries = std::fs::read_dir(path).into_iter().flatten().flatten();
            let of = |path: PathBuf| match path.is_dir() {
                true => count(&path),
                false => usize::from(path.file_name().is_some_and(|name| name != "lock")),
            };
            entries.map(|entry| of(entry.path())).sum()
        }
        count(&self.office.directory)
    }

    /// Waits until just so many temporary files are there.
    async fn has_files(&self, files: usize) {
        wait_for("temporary files", || self.files() == files).await;
    }
}

impl Drop for House {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.office.directory);
    }
}

fn rand() -> u64 {
    use std::hash::{BuildHasher, RandomState};
    RandomState::new().hash_one(0)
}

async fn wait_for(what: &str, condition: impl Fn() -> bool) {
    let done = async {
        while !condition() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), done)
        .await
        .unwrap_or_else(|_| panic!("waited in vain for {what}"));
}

fn announce(reference: u32, upload: &str, files: Value) -> String {
    json!({"action": "lvt:upload", "ref": reference, "data": {"upload": upload, "files": files}})
        .to_string()
}

fn chunk(id: u32, offset: u64, bytes: &[u8]) -> Vec<u8> {
    [&id.to_be_bytes()[..], &offset.to_be_bytes(), bytes].concat()
}

/// What is said of the file `id` next; other frames are passed over.
async fn told(raw: &mut Raw, id: u32) -> Value {
    loop {
        let frame = raw.json().await;
        if let Some(told) = of(&frame, id) {
            return told;
        }
    }
}

fn of(frame: &Value, id: u32) -> Option<Value> {
    let events = frame["events"].as_array()?;
    let event = events.iter().find(|event| event[0] == "lvt:upload")?;
    event[1]["files"].get(id.to_string()).cloned()
}

/// Waits until the file `id` is said to be so.
async fn becomes(raw: &mut Raw, id: u32, wanted: Value) {
    loop {
        if told(raw, id).await == wanted {
            return;
        }
    }
}

/// Sends a file as the script does: no more than a window ahead of what is taken.
async fn send(raw: &mut Raw, id: u32, bytes: &[u8], from: u64) {
    const CHUNK: usize = 64 * 1024;
    let (mut sent, mut taken) = (from, from);
    loop {
        while sent < bytes.len() as u64 && sent + CHUNK as u64 - taken <= 8 * CHUNK as u64 {
            let end = bytes.len().min(sent as usize + CHUNK);
            let piece = &bytes[sent as usize..end];
            raw.send_binary(&chunk(id, sent, piece)).await;
            sent = end as u64;
        }
        match told(raw, id).await {
            Value::Number(number) => taken = number.as_u64().unwrap(),
            Value::Bool(true) => return,
            other => panic!("{other}"),
        }
    }
}

/// Answers an action; the frame.
async fn act(raw: &mut Raw, action: &str) -> Value {
    raw.send(&json!({"action": action, "ref": 77, "data": {"note": "n"}}).to_string())
        .await;
    loop {
        let frame = raw.json().await;
        let is_own = |done: &Value| *done == 77 || done["ref"] == 77;
        if frame["done"]
            .as_array()
            .is_some_and(|done| done.iter().any(is_own))
        {
            return frame;
        }
    }
}

fn text(bytes: usize) -> Vec<u8> {
    (0..bytes).map(|i| b'a' + (i % 23) as u8).collect()
}

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

async fn by_fetch(house: &House, token: &str, cookie: &str, piece: &[u8]) -> Answer {
    let headers = [
        ("x-livetpl", "1"),
        ("x-livetpl-token", token),
        ("content-type", "application/octet-stream"),
        ("cookie", cookie),
    ];
    request(&house.app.address, "POST", "/", &headers, piece).await
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
