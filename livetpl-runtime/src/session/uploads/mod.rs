//! The files that one page's browser uploads, from when they are selected until an action takes them. Owns each file's
//! state, and that nothing is left of a file that nobody takes.
//!
//! Bytes go past the page: whoever receives them, a socket or a request, hands them over here, and a task of the file's own
//! brings them where they go. So an upload delays no action, and an action no upload. The page hears of what has changed
//! by its mailbox.
//!
//! Invariant: of one file never more than a window of bytes waits in memory.

mod message;
mod multipart;
mod parts;
mod plain;
mod seen;
mod space;
mod work;

use std::sync::Arc;

use parking_lot::Mutex;
use serde_json::Value;
use tokio::sync::Notify;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use crate::bus::Mailbox;
use crate::controller::upload::{
    FileInfo, Mode, Pipe, Place, Rules, SNIFFED_BYTES, Upload, file_name,
};
use crate::controller::{Error, Result};
use crate::session::limits::Limits;
use crate::session::tasks::Tasks;

pub(crate) use message::{ACTION, Announced, Asked, Chunk};
use message::{Told, tell};
pub use multipart::{Posted, Typed};
pub(crate) use parts::Parts;
pub(crate) use plain::PlainFile;
pub use space::{Space, UploadMetrics};

/// The most files that one page may have in all, refused ones included.
const MOST_ENTRIES: usize = 256;

/// The longest media type that is kept.
const KIND_BYTES: usize = 128;

/// A page's uploads. Cheap to clone: all clones are the same.
#[derive(Clone)]
pub(crate) struct Uploads(Arc<Inner>);

struct Inner {
    limits: UploadLimits,
    space: Space,
    tasks: Tasks,
    mailbox: Mailbox,
    /// Ends what runs for the page's files.
    stop: CancellationToken,
    /// Somebody waits for files to be there.
    settled: Notify,
    entries: Mutex<Entries>,
}

/// What an application allows of uploads.
#[derive(Clone, Copy, Debug)]
pub(crate) struct UploadLimits {
    pub(crate) file_bytes: u64,
    pub(crate) files: usize,
    pub(crate) chunk_bytes: usize,
    pub(crate) window_bytes: usize,
    pub(crate) disk_bytes: u64,
}

impl UploadLimits {
    pub(crate) fn of(limits: &Limits) -> Self {
        UploadLimits {
            file_bytes: limits.upload_bytes as u64,
            files: limits.upload_files,
            chunk_bytes: limits.upload_chunk_bytes,
            // A browser must always be able to send one chunk.
            window_bytes: limits.upload_window_bytes.max(limits.upload_chunk_bytes),
            disk_bytes: limits.upload_disk_megabytes as u64 * 1_000_000,
        }
    }
}

#[derive(Default)]
struct Entries {
    list: Vec<Entry>,
    next_serial: u64,
    /// Numbers that are no file's, to be said.
    gone: Vec<u32>,
    /// What templates show has changed since it was asked.
    changed: bool,
    /// When progress was shown last.
    shown_at: Option<Instant>,
}

struct Entry {
    /// By what the browser knows it.
    id: u32,
    /// Tells it from another of the same number.
    serial: u64,
    upload: &'static str,
    info: FileInfo,
    rules: Rules,
    /// How large it says that it is; what has come, where it doesn't say.
    size: u64,
    state: State,
    /// Its browser has to be told.
    dirty: bool,
    /// The progress that was shown last.
    shown: u8,
}

enum State {
    /// Its bytes come here.
    Receiving(Arc<Pipe>),
    /// It is asked where the browser puts it.
    Signing,
    /// The browser puts it elsewhere, and has sent so many bytes.
    Elsewhere {
        to: Box<crate::controller::upload::Presigned>,
        sent: u64,
    },
    Done(Place),
    Refused(String),
}

impl Entry {
    fn is_running(&self) -> bool {
        !matches!(self.state, State::Done(_) | State::Refused(_))
    }

    fn came(&self) -> u64 {
        match &self.state {
            State::Receiving(pipe) => pipe.taken(),
            State::Elsewhere { sent, .. } => *sent,
            State::Done(_) => self.size,
            State::Signing | State::Refused(_) => 0,
        }
    }

    fn told(&self) -> Told {
        match &self.state {
            State::Receiving(pipe) => Told::Taken(pipe.taken()),
            State::Signing => Told::Taken(0),
            State::Elsewhere { to, .. } => Told::To((**to).clone()),
            State::Done(_) => Told::Done,
            State::Refused(message) => Told::Refused(message.clone()),
        }
    }
}

impl Entries {
    fn find(&mut self, id: u32) -> Option<&mut Entry> {
        self.list.iter_mut().find(|entry| entry.id == id)
    }
}

impl Uploads {
    pub(crate) fn new(limits: &Limits, space: &Space, tasks: &Tasks, mailbox: &Mailbox) -> Self {
        Uploads(Arc::new(Inner {
            limits: UploadLimits::of(limits),
            space: space.clone(),
            tasks: tasks.clone(),
            mailbox: mailbox.clone(),
            stop: tasks.token(),
            settled: Notify::new(),
            entries: Mutex::default(),
        }))
    }

    /// Files were selected for `upload`, or are still there after a new connection: those that are known go on.
    ///
    /// # Errors
    ///
    /// If the page has too many.
    pub(crate) fn announce(
        &self,
        upload: &'static str,
        how: Upload,
        files: Vec<Announced>,
    ) -> Result {
        let (rules, mode) = how.into_parts();
        let mut entries = self.0.entries.lock();
        for Announced(id, name, size, kind) in files {
            if let Some(entry) = entries.find(id) {
                entry.dirty = true;
                continue;
            }
            if entries.list.len() >= MOST_ENTRIES {
                drop(entries);
                self.wake();
                return Err(Error::limit(format!(
                    "a page may have {MOST_ENTRIES} files"
                )));
            }
            let info = FileInfo::new(file_name(&name), Some(size), media_type(&kind));
            self.add(&mut entries, id, upload, info, &rules, &mode);
        }
        drop(entries);
        self.wake();
        Ok(())
    }

    /// Adds a file, and begins with it unless it is refused. Its bytes' way in, if they come here.
    fn add(
        &self,
        entries: &mut Entries,
        id: u32,
        upload: &'static str,
        info: FileInfo,
        rules: &Rules,
        mode: &Mode,
    ) {
        let Inner { limits, space, .. } = &*self.0;
        space.count(|counters| &counters.begun, 1);
        entries.next_serial += 1;
        let serial = entries.next_serial;
        let own =
            |entry: &&Entry| entry.upload == upload && !matches!(entry.state, State::Refused(_));
        let most = rules.max_files.unwrap_or(limits.files);
        let checked = if entries.list.iter().filter(own).count() >= most {
            Err(format!("too many files: at most {most}"))
        } else {
            rules
                .check(&info.name, &info.kind)
                .and_then(|()| rules.check_size(info.size.unwrap_or_default(), limits.file_bytes))
        };
        let begun = checked.and_then(|()| self.begin(serial, &info, mode));
        let state = begun.unwrap_or_else(|message| {
            space.count(|counters| &counters.refused, 1);
            State::Refused(message)
        });
        if matches!(state, State::Done(_)) {
            space.count(|counters| &counters.done, 1);
        }
        if let State::Receiving(pipe) = &state
            && info.size == Some(0)
        {
            pipe.finish();
        }
        entries.changed = true;
        entries.list.push(Entry {
            id,
            serial,
            upload,
            size: info.size.unwrap_or_default(),
            rules: rules.clone(),
            info,
            state,
            dirty: true,
            shown: 0,
        });
    }

    /// Takes a chunk that a browser sent; whether it was one that may come now, so that it needn't be counted as a message.
    pub(crate) fn chunk(&self, chunk: Chunk) -> bool {
        let Chunk { id, offset, bytes } = chunk;
        let Inner { limits, space, .. } = &*self.0;
        let mut entries = self.0.entries.lock();
        let Some(entry) = entries.find(id) else {
            // One more tells a browser as much as a thousand.
            if entries.gone.len() < MOST_ENTRIES && !entries.gone.contains(&id) {
                entries.gone.push(id);
            }
            drop(entries);
            self.wake();
            return false;
        };
        let State::Receiving(pipe) = &entry.state else {
            // What was on its way when the file was refused.
            entry.dirty = true;
            drop(entries);
            self.wake();
            return false;
        };
        let (pipe, length) = (pipe.clone(), bytes.len() as u64);
        let (received, end) = (pipe.received(), offset.saturating_add(length));
        if end <= received {
            // It came before, and its browser doesn't know.
            entry.dirty = true;
            drop(entries);
            self.wake();
            return false;
        }
        let wrong = if offset != received {
            Some(format!(
                "the file goes on at byte {received}, not at {offset}"
            ))
        } else if end > entry.size {
            Some("the file is larger than was said".to_owned())
        } else if end - pipe.taken() > limits.window_bytes as u64 {
            Some("the file came faster than it may".to_owned())
        } else if received == 0 {
            // The first piece has to tell what the file is.
            let least = entry.size.min(SNIFFED_BYTES.min(limits.chunk_bytes) as u64);
            if length < least {
                Some("the first piece of the file is too short".to_owned())
            } else {
                self.sniff(entry, &bytes).err()
            }
        } else {
            None
        };
        if let Some(message) = wrong {
            self.refuse(&mut entries, id, message);
            drop(entries);
            self.wake();
            return false;
        }
        // Before another looks how far the file is: of two that bring one piece, one comes second.
        pipe.push(bytes);
        if end == entry.size {
            pipe.finish();
        }
        drop(entries);
        space.count(|counters| &counters.bytes, length);
        true
    }

    /// Looks at a file's first bytes.
    fn sniff(&self, entry: &mut Entry, first: &[u8]) -> Result<(), String> {
        if let Some(kind) = entry.rules.check_content(&entry.info.name, first)? {
            kind.clone_into(&mut entry.info.kind);
        }
        Ok(())
    }

    fn refuse(&self, entries: &mut Entries, id: u32, message: String) {
        let Some(entry) = entries.find(id).filter(|entry| entry.is_running()) else {
            return;
        };
        if let State::Receiving(pipe) = &entry.state {
            pipe.break_off();
        }
        entry.state = State::Refused(message);
        entry.dirty = true;
        entries.changed = true;
        self.0.space.count(|counters| &counters.refused, 1);
        self.0.settled.notify_waiters();
    }

    /// A file's own task has come to its end.
    fn ended(&self, serial: u64, result: Result<Place, String>) {
        let mut entries = self.0.entries.lock();
        let entry = entries.list.iter_mut().find(|entry| entry.serial == serial);
        let Some(entry) = entry.filter(|entry| entry.is_running()) else {
            return;
        };
        match result {
            Ok(place) => {
                if let State::Receiving(pipe) = &entry.state {
                    if entry.info.size.is_none() {
                        entry.size = pipe.received();
                    }
                    pipe.break_off();
                }
                entry.state = State::Done(place);
                entry.dirty = true;
                entries.changed = true;
                self.0.space.count(|counters| &counters.done, 1);
            }
            Err(message) => {
                let id = entry.id;
                self.refuse(&mut entries, id, message);
            }
        }
        drop(entries);
        self.0.settled.notify_waiters();
        self.wake();
    }

    /// What was made of a whole file is refused after all.
    fn undone(&self, serial: u64, message: String) {
        let mut entries = self.0.entries.lock();
        let entry = entries.list.iter_mut().find(|entry| entry.serial == serial);
        let Some(entry) = entry else {
            return;
        };
        entry.state = State::Refused(message);
        entry.dirty = true;
        entries.changed = true;
        self.0.space.count(|counters| &counters.refused, 1);
        drop(entries);
        self.wake();
    }

    /// Something of the file `serial` was taken.
    fn heard(&self, serial: u64) {
        let mut entries = self.0.entries.lock();
        if let Some(entry) = entries.list.iter_mut().find(|entry| entry.serial == serial) {
            entry.dirty = true;
        }
        drop(entries);
        self.wake();
    }

    /// How far a browser is that puts files elsewhere.
    pub(crate) fn sent(&self, files: &[(u32, u64)]) {
        let mut entries = self.0.entries.lock();
        for (id, bytes) in files {
            let Some(entry) = entries.find(*id) else {
                continue;
            };
            let size = entry.size;
            let State::Elsewhere { to, sent } = &mut entry.state else {
                continue;
            };
            *sent = (*bytes).min(size);
            if *bytes >= size {
                let key = (**to).clone().into_key();
                entry.state = State::Done(Place::Elsewhere(key));
                entry.dirty = true;
                self.0.space.count(|counters| &counters.done, 1);
                entries.changed = true;
            }
        }
        drop(entries);
        self.wake();
    }

    /// The browser can't bring these files.
    pub(crate) fn failed(&self, ids: &[u32]) {
        let mut entries = self.0.entries.lock();
        for id in ids {
            self.refuse(&mut entries, *id, "the file could not be sent".to_owned());
        }
        drop(entries);
        self.wake();
    }

    /// Nobody wants these files any more.
    pub(crate) fn remove(&self, ids: &[u32]) {
        let mut entries = self.0.entries.lock();
        let mut removed = Vec::new();
        entries.list.retain_mut(|entry| {
            if !ids.contains(&entry.id) {
                return true;
            }
            self.let_go(entry);
            removed.push(entry.id);
            false
        });
        if !removed.is_empty() {
            entries.changed = true;
            entries.gone.extend(removed);
        }
        drop(entries);
        self.wake();
    }

    /// An action has moved files and failed then: there is nothing left of them.
    pub(crate) fn forget_moved(&self) {
        let entries = self.0.entries.lock();
        let is_moved = |entry: &&Entry| matches!(&entry.state, State::Done(Place::File(file)) if file.is_moved());
        let moved: Vec<u32> = entries
            .list
            .iter()
            .filter(is_moved)
            .map(|entry| entry.id)
            .collect();
        drop(entries);
        if !moved.is_empty() {
            self.remove(&moved);
        }
    }

    fn let_go(&self, entry: &Entry) {
        if let State::Receiving(pipe) = &entry.state {
            pipe.break_off();
        }
        if entry.is_running() {
            self.0.space.count(|counters| &counters.cancelled, 1);
        }
    }

    /// The page has ended: nothing is left of its files but what was taken.
    pub(crate) fn close(&self) {
        self.0.stop.cancel();
        let list = {
            let mut entries = self.0.entries.lock();
            std::mem::take(&mut entries.list)
        };
        list.iter().for_each(|entry| self.let_go(entry));
        self.0.settled.notify_waiters();
    }

    fn wake(&self) {
        self.0.mailbox.uploads_moved();
    }

    /// What the browser has to be told, as JSON.
    pub(crate) fn take_told(&self) -> Option<Value> {
        let mut entries = self.0.entries.lock();
        let gone = std::mem::take(&mut entries.gone);
        let mut told: Vec<(u32, Told)> = gone.into_iter().map(|id| (id, Told::Gone)).collect();
        // Of a file that may go elsewhere a browser hears once it is known where: its bytes are not for the server.
        let is_told = |entry: &&mut Entry| entry.dirty && !matches!(entry.state, State::Signing);
        for entry in entries.list.iter_mut().filter(is_told) {
            entry.dirty = false;
            told.retain(|(id, _)| *id != entry.id);
            told.push((entry.id, entry.told()));
        }
        drop(entries);
        let UploadLimits {
            chunk_bytes,
            window_bytes,
            ..
        } = self.0.limits;
        (!told.is_empty()).then(|| tell(chunk_bytes, window_bytes, &told))
    }

    /// What is to be said of one file at this moment, as JSON.
    pub(crate) fn tell(&self, id: u32) -> Value {
        let mut entries = self.0.entries.lock();
        let told = entries.find(id).map_or(Told::Gone, |entry| entry.told());
        let limits = self.0.limits;
        tell(limits.chunk_bytes, limits.window_bytes, &[(id, told)])
    }

    /// Waits until all that came of a file is taken, or it has come to its end.
    pub(crate) async fn taken(&self, id: u32) {
        let pipe = match self.0.entries.lock().find(id).map(|entry| &entry.state) {
            Some(State::Receiving(pipe)) => pipe.clone(),
            _ => return,
        };
        pipe.room(1).await;
    }
}

/// A media type as it may be shown and compared: without parameters, in lower case.
fn media_type(said: &str) -> String {
    let essence = said.split(';').next().unwrap_or_default().trim();
    let is_good = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '+' | '-' | '.' | '_');
    if essence.len() > KIND_BYTES || !essence.chars().all(is_good) {
        return String::new();
    }
    essence.to_ascii_lowercase()
}

#[cfg(test)]
mod tests;
