//! What runs for one file: it is written, handed to a handler, or its browser is told where it goes.

use std::fs::OpenOptions;
use std::panic::AssertUnwindSafe;
use std::path::PathBuf;
use std::sync::{Arc, Weak};
use std::time::Duration;

use futures_util::FutureExt;
use tokio::fs::File;
use tokio::io::AsyncWriteExt;
use tokio::time::timeout;

use super::space::Reserved;
use super::{Entry, Inner, State, Uploads};
use crate::controller::upload::{FileInfo, Handler, Incoming, Mode, Pipe, Place, Sign, TempFile};
use crate::controller::{Error, ErrorKind};

const NO_ROOM: &str = "the server has no room for the file at the moment";
const FAILED: &str = "the file could not be taken";

/// How long nothing may come of a file that is written: what has come of it takes room.
const STALLED: Duration = Duration::from_mins(2);

impl Uploads {
    /// Begins with a file; why not, in words for its user.
    pub(super) fn begin(&self, serial: u64, info: &FileInfo, mode: &Mode) -> Result<State, String> {
        Ok(match mode {
            Mode::Directory => {
                let Inner { limits, space, .. } = &*self.0;
                // Held is what has come: who only says that files will come takes no room from others.
                let reserved = space.reserve(limits.disk_bytes);
                if !reserved.has_room_for(info.size.unwrap_or_default()) {
                    return Err(NO_ROOM.to_owned());
                }
                let path = space.new_path().map_err(|error| {
                    tracing::error!(%error, "there is no directory for uploads; `App::upload_directory` sets one");
                    NO_ROOM.to_owned()
                })?;
                let (pipe, incoming) = self.pipe(serial, info);
                self.run(serial, write(incoming, path, reserved));
                State::Receiving(pipe)
            }
            Mode::Stream(handler) => {
                let (pipe, incoming) = self.pipe(serial, info);
                self.run(
                    serial,
                    handle(self.clone(), serial, handler.clone(), incoming),
                );
                State::Receiving(pipe)
            }
            Mode::Presigned(_) if info.size.is_none() => {
                return Err("this file can only be sent with JavaScript".to_owned());
            }
            Mode::Presigned(sign) => {
                self.sign(serial, sign.clone(), info.clone());
                State::Signing
            }
            Mode::Preview => State::Done(Place::Nowhere),
        })
    }

    fn pipe(&self, serial: u64, info: &FileInfo) -> (Arc<Pipe>, Incoming) {
        let inner = Arc::downgrade(&self.0);
        let pipe = Pipe::new(move || {
            if let Some(inner) = inner.upgrade() {
                Uploads(inner).heard(serial);
            }
        });
        let incoming = pipe.reader(info.clone());
        (pipe, incoming)
    }

    /// Runs what a file needs, until it or the page ends.
    fn run(&self, serial: u64, work: impl Future<Output = Result<Place, Error>> + Send + 'static) {
        let uploads = self.clone();
        self.0.tasks.spawn(async move {
            let stop = uploads.0.stop.clone();
            let result = tokio::select! {
                biased;
                () = stop.cancelled() => return,
                result = AssertUnwindSafe(work).catch_unwind() => result,
            };
            let result = result
                .unwrap_or_else(|panic| Err(Error::panicked("what takes an upload", &*panic)));
            uploads.ended(serial, result.map_err(|error| words(&error)));
        });
    }

    /// Waits until it is known of all files whether they go elsewhere, and where.
    pub(crate) async fn signed(&self) {
        loop {
            let mut settled = std::pin::pin!(self.0.settled.notified());
            settled.as_mut().enable();
            let is_signing = |entry: &Entry| matches!(entry.state, State::Signing);
            if !self.0.entries.lock().list.iter().any(is_signing) {
                return;
            }
            settled.await;
        }
    }

    fn sign(&self, serial: u64, sign: Sign, info: FileInfo) {
        let uploads = self.clone();
        self.0.tasks.spawn(async move {
            let stop = uploads.0.stop.clone();
            // Called here, so that a panic in it is caught, too.
            let signing = AssertUnwindSafe(async { sign(info).await }).catch_unwind();
            let result = tokio::select! {
                biased;
                () = stop.cancelled() => return,
                result = signing => result,
            };
            let result = result.unwrap_or_else(|panic| {
                Err(Error::panicked("what says where an upload goes", &*panic))
            });
            match result {
                Ok(to) => {
                    let mut entries = uploads.0.entries.lock();
                    let entry = entries.list.iter_mut().find(|entry| entry.serial == serial);
                    if let Some(entry) = entry.filter(|entry| entry.is_running()) {
                        let to = Box::new(to);
                        entry.state = State::Elsewhere { to, sent: 0 };
                        entry.dirty = true;
                    }
                    drop(entries);
                    uploads.0.settled.notify_waiters();
                    uploads.wake();
                }
                Err(error) => uploads.ended(serial, Err(words(&error))),
            }
        });
    }
}

/// What a file's user reads of an error.
fn words(error: &Error) -> String {
    if error.kind() == ErrorKind::Message {
        return error.public_message().to_owned();
    }
    tracing::error!(%error, "a file could not be taken");
    FAILED.to_owned()
}

/// Writes a file. If this is dropped half way, so is what was written.
async fn write(mut incoming: Incoming, path: PathBuf, reserved: Reserved) -> Result<Place, Error> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let reserved = Arc::new(reserved);
    let temp = Arc::new(TempFile::new(path, reserved.clone()));
    // Made here and now: another thread might make it when this was dropped already, and nobody would remove it.
    let mut file = File::from_std(options.open(temp.path())?);
    let stalled = |_| Error::msg("nothing more of the file has come");
    while let Some(chunk) = timeout(STALLED, incoming.chunk())
        .await
        .map_err(stalled)??
    {
        if !reserved.grow(chunk.len() as u64) {
            return Err(Error::msg(NO_ROOM));
        }
        file.write_all(&chunk).await?;
    }
    // What a blocking thread still writes would be missed by who reads.
    file.flush().await?;
    Ok(Place::File(temp))
}

/// Hands a file to the application's handler; what the page then does comes by its mailbox, and may refuse the file.
async fn handle(
    uploads: Uploads,
    serial: u64,
    handler: Handler,
    incoming: Incoming,
) -> Result<Place, Error> {
    let apply = handler(incoming).await?;
    let mut undoing = Undoing {
        uploads: Arc::downgrade(&uploads.0),
        serial,
        message: Some(FAILED.to_owned()),
    };
    uploads.0.mailbox.push_done(Box::new(move |state, ctx| {
        let result = apply(state, ctx);
        undoing.hear(&result);
        result
    }));
    Ok(Place::Nowhere)
}

/// Refuses a file when it is dropped with a message: also where what the page does with it panics, or can't run.
struct Undoing {
    /// Not the uploads themselves, which hold the mailbox that this lies in.
    uploads: Weak<Inner>,
    serial: u64,
    message: Option<String>,
}

impl Undoing {
    fn hear(&mut self, result: &Result<(), Error>) {
        self.message = result.as_ref().err().map(words);
    }
}

impl Drop for Undoing {
    fn drop(&mut self) {
        if let (Some(message), Some(inner)) = (self.message.take(), self.uploads.upgrade()) {
            Uploads(inner).undone(self.serial, message);
        }
    }
}
