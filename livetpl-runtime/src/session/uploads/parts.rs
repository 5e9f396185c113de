//! The parts of a form as its bytes come (RFC 7578). Owns how much of it may wait in memory, how much may come in all, and how slowly.
//!
//! The parser keeps whatever it can't give out yet: what stands before the first part, and a part's head. So it gets more
//! only once it has made all it can of what it has, and no more than a little for one result.

use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_util::stream::{Stream, StreamExt, poll_fn};
use multer::{Field, Multipart};
use parking_lot::Mutex;
use tokio::time::{Instant, timeout};

use crate::controller::{Error, Result};

/// What may come for one result of the parser, beside the last two pieces of the body, which it may not have looked at yet:
/// far more than a head that a browser writes.
const HEAD_BYTES: u64 = 16 * 1024;

/// How long a browser may send nothing, all of its pauses together.
const PATIENCE: Duration = Duration::from_secs(30);

/// How many bytes buy a second more.
const SLOWEST_BYTES_PER_SECOND: u64 = 2 * 1024;

type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// A form, read part by part.
pub struct Parts {
    form: Multipart<'static>,
    meter: Arc<Mutex<Meter>>,
    /// How long its browser was waited for.
    waited: Duration,
}

/// What the parser takes of the body.
struct Meter {
    came: u64,
    most: u64,
    /// What came since its last result, but for the last piece.
    pending: u64,
    last: u64,
    /// It has not looked yet at what it has.
    is_fed: bool,
    is_over: bool,
}

impl Parts {
    /// The form in a body whose parts are divided by `boundary`.
    pub(crate) fn new<S>(body: S, boundary: String) -> Self
    where
        S: Stream<Item = Result<Bytes, BoxError>> + Send + 'static,
    {
        let meter = Arc::new(Mutex::new(Meter {
            came: 0,
            most: 0,
            pending: 0,
            last: 0,
            is_fed: true,
            is_over: false,
        }));
        let (mut body, measured) = (Box::pin(body), meter.clone());
        let body = poll_fn(move |cx| measured.lock().poll(cx, |cx| body.poll_next_unpin(cx)));
        Parts {
            form: Multipart::new(body, boundary),
            meter,
            waited: Duration::ZERO,
        }
    }

    /// Says how many bytes the body may have.
    pub(super) fn at_most(&mut self, bytes: u64) {
        self.meter.lock().most = bytes;
    }

    /// The next part; all of the one before must have been read.
    pub(super) async fn next(&mut self) -> Result<Option<Field<'static>>> {
        self.meter.lock().begin();
        let began = Instant::now();
        let result = timeout(self.left(), self.form.next_field()).await;
        self.waited += began.elapsed();
        self.read(result)
    }

    /// More of a part; `None` at its end.
    pub(super) async fn more(&mut self, part: &mut Field<'static>) -> Result<Option<Bytes>> {
        self.meter.lock().begin();
        let began = Instant::now();
        let result = timeout(self.left(), part.chunk()).await;
        self.waited += began.elapsed();
        self.read(result)
    }

    /// How much longer the browser is waited for.
    fn left(&self) -> Duration {
        let bought = self.meter.lock().came / SLOWEST_BYTES_PER_SECOND;
        (PATIENCE + Duration::from_secs(bought)).saturating_sub(self.waited)
    }

    fn read<T>(&self, result: Result<multer::Result<T>, impl Sized>) -> Result<T> {
        match result {
            Ok(Ok(read)) => Ok(read),
            Ok(Err(_)) if self.meter.lock().is_over => Err(too_large()),
            Ok(Err(error)) => {
                tracing::debug!(%error, "a form with files could not be read");
                Err(Error::bad_request("the form ended early, or is none"))
            }
            Err(_) => Err(Error::bad_request("the form took too long to arrive")),
        }
    }
}

impl Meter {
    /// Another result is asked for.
    fn begin(&mut self) {
        (self.pending, self.last, self.is_fed) = (0, 0, true);
    }

    fn poll(
        &mut self,
        cx: &mut Context<'_>,
        body: impl FnOnce(&mut Context<'_>) -> Poll<Option<Result<Bytes, BoxError>>>,
    ) -> Poll<Option<Result<Bytes, BoxError>>> {
        if std::mem::take(&mut self.is_fed) {
            // It asks for all that is there before it looks; now it looks, and then asks again.
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        if self.pending > HEAD_BYTES || self.came > self.most {
            self.is_over = true;
            return Poll::Ready(Some(Err("there is too much of it".into())));
        }
        let polled = body(cx);
        if let Poll::Ready(Some(Ok(bytes))) = &polled {
            self.came += bytes.len() as u64;
            self.pending += std::mem::replace(&mut self.last, bytes.len() as u64);
            self.is_fed = true;
        }
        polled
    }
}

/// What a form above its bounds is answered with.
pub(super) fn too_large() -> Error {
    Error::too_large("the form is too large")
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use futures_util::stream;

    use super::*;

    const PIECE: usize = 1024;

    /// A form that begins with `head` and goes on without an end, and how many pieces of it were taken.
    fn endless(head: &'static str) -> (Parts, Arc<AtomicUsize>) {
        let taken = Arc::new(AtomicUsize::new(0));
        let count = taken.clone();
        let rest = stream::repeat_with(move || {
            count.fetch_add(1, Ordering::Relaxed);
            Ok(Bytes::from_static(&[b'x'; PIECE]))
        });
        let head = stream::iter([Ok(Bytes::from_static(head.as_bytes()))]);
        let mut parts = Parts::new(head.chain(rest), "b".to_owned());
        parts.at_most(u64::MAX);
        (parts, taken)
    }

    #[tokio::test]
    async fn what_the_parser_can_not_give_out_is_bounded() {
        for head in [
            "x",
            "--b\r\nx-long: ",
            "--b\r\ncontent-disposition: form-data; name=\"",
        ] {
            let (mut parts, taken) = endless(head);
            let error = parts.next().await.expect_err("it has no end");
            assert_eq!(error.public_message(), "the form is too large");
            assert!(taken.load(Ordering::Relaxed) <= HEAD_BYTES as usize / PIECE + 2);
        }
    }

    #[tokio::test]
    async fn a_form_may_come_in_pieces_of_any_size() {
        let value = "1".repeat(4 * HEAD_BYTES as usize);
        let part = format!("--b\r\ncontent-disposition: form-data; name=\"a\"\r\n\r\n{value}\r\n");
        let form = format!("{part}{part}--b--\r\n");
        for size in [1, 100, form.len() / 2, form.len()] {
            let pieces: Vec<_> = form
                .as_bytes()
                .chunks(size)
                .map(Bytes::copy_from_slice)
                .collect();
            let body = stream::iter(pieces.into_iter().map(Ok));
            let mut parts = Parts::new(body, "b".to_owned());
            parts.at_most(form.len() as u64);
            let mut read = Vec::new();
            while let Some(mut part) = parts.next().await.unwrap() {
                read.push(0);
                while let Some(bytes) = parts.more(&mut part).await.unwrap() {
                    *read.last_mut().unwrap() += bytes.len();
                }
            }
            assert_eq!(read, [value.len(); 2], "pieces of {size}");
        }
    }

    #[tokio::test]
    async fn no_more_is_taken_than_is_read() {
        let (mut parts, taken) =
            endless("--b\r\ncontent-disposition: form-data; name=\"a\"\r\n\r\n");
        let mut part = parts.next().await.unwrap().unwrap();
        let mut read = 0;
        for _ in 0..1000 {
            read += parts.more(&mut part).await.unwrap().unwrap().len();
            assert!(taken.load(Ordering::Relaxed) * PIECE <= read + PIECE);
        }
    }

    #[tokio::test]
    async fn many_small_parts_in_one_piece_are_read_before_the_next_is_taken() {
        let part = "--b\r\ncontent-disposition: form-data; name=\"a\"\r\n\r\n1\r\n";
        let taken = Arc::new(AtomicUsize::new(0));
        let count = taken.clone();
        let body = stream::repeat_with(move || {
            count.fetch_add(1, Ordering::Relaxed);
            Ok(Bytes::from(part.repeat(100)))
        });
        let mut parts = Parts::new(body, "b".to_owned());
        parts.at_most(100_000);
        let mut seen = 0;
        let error = loop {
            let read = async {
                let mut part = parts.next().await?.expect("it has no end");
                while parts.more(&mut part).await?.is_some() {}
                Ok::<_, Error>(())
            };
            if let Err(error) = read.await {
                break error;
            }
            seen += 1;
            assert!(taken.load(Ordering::Relaxed) <= seen / 100 + 2);
        };
        assert_eq!(error.public_message(), "the form is too large");
        assert!(seen > 1000);
    }

    #[tokio::test(start_paused = true)]
    async fn a_browser_that_sends_a_byte_now_and_then_is_not_waited_for_for_ever() {
        let body = stream::unfold((), |()| async {
            tokio::time::sleep(Duration::from_secs(20)).await;
            Some((Ok(Bytes::from_static(b"x")), ()))
        });
        let head = "--b\r\ncontent-disposition: form-data; name=\"a\"\r\n\r\n";
        let head = stream::iter([Ok(Bytes::from_static(head.as_bytes()))]);
        let mut parts = Parts::new(head.chain(body), "b".to_owned());
        parts.at_most(u64::MAX);
        let began = Instant::now();
        let mut part = parts.next().await.unwrap().unwrap();
        let error = loop {
            if let Err(error) = parts.more(&mut part).await {
                break error;
            }
        };
        assert_eq!(error.public_message(), "the form took too long to arrive");
        assert!(began.elapsed() < 2 * PATIENCE);
    }
}
