//! Brings one file's bytes to whoever reads them. Owns how many may wait between the two.
//!
//! Who writes asks how much waits, and pushes no more than it may; a chunk counts as taken once its reader asks for the
//! next, so that the browser is told to go on no sooner.

use std::collections::VecDeque;
use std::fmt;
use std::future::poll_fn;
use std::sync::Arc;
use std::task::Poll;

use bytes::Bytes;
use futures_util::task::AtomicWaker;
use parking_lot::Mutex;
use tokio::sync::Notify;

use crate::controller::{Error, FileInfo, Result};

/// The bytes of one file between who sends and who reads them.
#[doc(hidden)]
pub struct Pipe {
    inner: Mutex<Inner>,
    reader: AtomicWaker,
    taken: Notify,
    /// Called when the reader has taken something.
    heard: Box<dyn Fn() + Send + Sync>,
}

#[derive(Default)]
struct Inner {
    queue: VecDeque<Bytes>,
    received: u64,
    taken: u64,
    end: Option<End>,
    /// Nobody reads any more.
    left: bool,
}

#[derive(Clone, Copy)]
enum End {
    /// All bytes were pushed.
    Whole,
    /// There won't be more.
    Broken,
}

impl Pipe {
    /// An empty pipe; `heard` is called when something was taken out of it.
    pub fn new(heard: impl Fn() + Send + Sync + 'static) -> Arc<Self> {
        Arc::new(Pipe {
            inner: Mutex::default(),
            reader: AtomicWaker::new(),
            taken: Notify::new(),
            heard: Box::new(heard),
        })
    }

    /// The end that is read; once.
    pub fn reader(self: &Arc<Self>, info: FileInfo) -> Incoming {
        Incoming {
            info,
            pipe: self.clone(),
            last: 0,
        }
    }

    /// How many bytes were pushed.
    pub fn received(&self) -> u64 {
        self.inner.lock().received
    }

    /// How many bytes were taken.
    pub fn taken(&self) -> u64 {
        self.inner.lock().taken
    }

    /// Adds bytes. It is the caller who keeps the bound, by [`received`](Self::received) and [`taken`](Self::taken).
    pub fn push(&self, bytes: Bytes) {
        let mut inner = self.inner.lock();
        inner.received += bytes.len() as u64;
        if inner.end.is_none() && !inner.left && !bytes.is_empty() {
            inner.queue.push_back(bytes);
        }
        drop(inner);
        self.reader.wake();
    }

    /// All bytes were pushed.
    pub fn finish(&self) {
        self.end(End::Whole);
    }

    /// There won't be more: whoever reads gets an error.
    pub fn break_off(&self) {
        self.end(End::Broken);
    }

    fn end(&self, end: End) {
        let mut inner = self.inner.lock();
        if inner.end.is_some() {
            return;
        }
        inner.end = Some(end);
        if matches!(end, End::Broken) {
            inner.queue.clear();
        }
        drop(inner);
        self.reader.wake();
        self.taken.notify_waiters();
    }

    /// Waits until fewer than `most` bytes wait, or nobody reads any more.
    pub async fn room(&self, most: u64) {
        loop {
            let mut taken = std::pin::pin!(self.taken.notified());
            taken.as_mut().enable();
            {
                let inner = self.inner.lock();
                let over = inner.left || matches!(inner.end, Some(End::Broken));
                if over || inner.received - inner.taken < most {
                    return;
                }
            }
            taken.await;
        }
    }
}

/// A file as it arrives: what the handler of [`Upload::stream`](crate::controller::Upload::stream) reads.
///
/// ```
/// async fn size(mut file: livetpl::Incoming) -> livetpl::Result<usize> {
///     let mut bytes = 0;
///     while let Some(chunk) = file.chunk().await? {
///         bytes += chunk.len();
///     }
///     Ok(bytes)
/// }
/// ```
pub struct Incoming {
    info: FileInfo,
    pipe: Arc<Pipe>,
    /// The length of the chunk that was given out last.
    last: u64,
}

impl Incoming {
    /// Its name, size and type, as the browser says.
    ///
    /// ```
    /// fn title(file: &livetpl::Incoming) -> String {
    ///     file.info().name.clone()
    /// }
    /// ```
    pub fn info(&self) -> &FileInfo {
        &self.info
    }

    /// The next bytes; `None` once all of them were read.
    ///
    /// Asking for the next chunk says that the last one is done with: the browser sends more then.
    ///
    /// ```
    /// async fn first(mut file: livetpl::Incoming) -> livetpl::Result<Option<u8>> {
    ///     Ok(file.chunk().await?.and_then(|chunk| chunk.first().copied()))
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// If the rest won't come: the file was cancelled or refused, or its page is gone.
    ///
    /// # Cancel safety
    ///
    /// No bytes are lost when the future is dropped.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>> {
        let last = std::mem::take(&mut self.last);
        if last > 0 {
            self.pipe.inner.lock().taken += last;
            self.pipe.taken.notify_waiters();
            (self.pipe.heard)();
        }
        let next = poll_fn(|cx| {
            self.pipe.reader.register(cx.waker());
            let mut inner = self.pipe.inner.lock();
            match (inner.queue.pop_front(), inner.end) {
                (Some(bytes), _) => Poll::Ready(Ok(Some(bytes))),
                (None, Some(End::Whole)) => Poll::Ready(Ok(None)),
                (None, Some(End::Broken)) => {
                    Poll::Ready(Err(Error::msg("the rest of the file won't come")))
                }
                (None, None) => Poll::Pending,
            }
        });
        let next = next.await?;
        self.last = next.as_ref().map_or(0, |bytes| bytes.len() as u64);
        Ok(next)
    }
}

impl Drop for Incoming {
    fn drop(&mut self) {
        let mut inner = self.pipe.inner.lock();
        inner.left = true;
        inner.queue.clear();
        drop(inner);
        self.pipe.taken.notify_waiters();
    }
}

impl fmt::Debug for Incoming {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Incoming");
        debug.field("info", &self.info).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use futures_util::poll;

    use super::*;

    fn pipe() -> (Arc<Pipe>, Incoming, Arc<AtomicUsize>) {
        let heard = Arc::new(AtomicUsize::new(0));
        let count = heard.clone();
        let pipe = Pipe::new(move || {
            count.fetch_add(1, Ordering::Relaxed);
        });
        let reader = pipe.reader(FileInfo::new("a".to_owned(), Some(4), String::new()));
        (pipe, reader, heard)
    }

    #[tokio::test]
    async fn a_chunk_is_taken_when_the_next_is_asked_for() {
        let (pipe, mut reader, heard) = pipe();
        pipe.push(Bytes::from_static(b"ab"));
        pipe.push(Bytes::from_static(b"cd"));
        pipe.finish();
        assert_eq!(reader.chunk().await.unwrap().unwrap(), "ab");
        assert_eq!((pipe.received(), pipe.taken()), (4, 0));
        assert_eq!(reader.chunk().await.unwrap().unwrap(), "cd");
        assert_eq!((pipe.taken(), heard.load(Ordering::Relaxed)), (2, 1));
        assert_eq!(reader.chunk().await.unwrap(), None);
        assert_eq!((pipe.taken(), heard.load(Ordering::Relaxed)), (4, 2));
    }

    #[tokio::test]
    async fn who_writes_waits_for_who_reads_and_not_for_who_left() {
        let (pipe, mut reader, _) = pipe();
        pipe.push(Bytes::from_static(b"ab"));
        let mut room = Box::pin(pipe.room(2));
        assert!(poll!(&mut room).is_pending());
        reader.chunk().await.unwrap();
        assert!(poll!(&mut room).is_pending());
        drop(reader);
        room.await;
    }

    #[tokio::test]
    async fn a_pipe_that_breaks_off_is_an_error_to_its_reader() {
        let (pipe, mut reader, _) = pipe();
        pipe.push(Bytes::from_static(b"ab"));
        pipe.break_off();
        pipe.finish();
        assert!(reader.chunk().await.is_err());
    }
}
