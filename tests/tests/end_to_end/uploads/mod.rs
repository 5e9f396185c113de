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

mod counted;
mod plain;
mod refused;
mod taken;

/// A file that arrived: its name and its bytes.
type Kept = (String, Vec<u8>);

/// Takes whatever is brought.
#[live_controller(state = Desk)]
#[derive(Clone)]
struct Office {
    /// How many chunks the handler of `tape` may read.
    reads: Arc<Semaphore>,
    kept: Arc<Mutex<Vec<Kept>>>,
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
        let apply = |desk: &mut Desk, bytes, _ctx: &mut Context| {
            desk.read = bytes;
            match bytes {
                13 => Err(Error::msg("is unlucky")),
                666 => panic!("on purpose"),
                _ => Ok(()),
            }
        };
        Upload::stream(read, apply).max_bytes(200_000_000)
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

async fn by_fetch(house: &House, token: &str, cookie: &str, piece: &[u8]) -> Answer {
    let headers = [
        ("x-livetpl", "1"),
        ("x-livetpl-token", token),
        ("content-type", "application/octet-stream"),
        ("cookie", cookie),
    ];
    request(&house.app.address, "POST", "/", &headers, piece).await
}
