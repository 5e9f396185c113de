//! What a WebSocket runs over: the TCP stream itself where hyper gives it back, and hyper's own wrapping of any other.

use std::io::{IoSlice, Result};
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use hyper::upgrade::{Parts, Upgraded};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

use crate::http::stall::Stalling;

/// Messages up to this length are copied into one piece.
const SHORT: usize = 512;

/// The stream below a WebSocket.
pub(crate) enum Stream {
    /// Without hyper's buffer and its calls through a table.
    Tcp(TcpStream),
    /// TLS, or whatever else an application serves over.
    Other(TokioIo<Upgraded>),
}

impl Stream {
    /// The stream of an upgraded connection, and what was read of it too early.
    pub(crate) fn new(upgraded: Upgraded) -> (Self, Bytes) {
        match upgraded.downcast::<TokioIo<Stalling<TcpStream>>>() {
            Ok(Parts { io, read_buf, .. }) => (Stream::Tcp(io.into_inner().into_inner()), read_buf),
            Err(upgraded) => (Stream::Other(TokioIo::new(upgraded)), Bytes::new()),
        }
    }

    /// Writes a short message in one piece if the stream takes it at once; how much of it was written.
    ///
    /// The kernel takes one piece faster than several, by more than copying a short one costs.
    pub(crate) fn try_write_short(&self, pieces: &[&[u8]]) -> usize {
        let Stream::Tcp(stream) = self else { return 0 };
        let mut buffer = [0; SHORT];
        let mut length = 0;
        for piece in pieces {
            let end = length + piece.len();
            let Some(place) = buffer.get_mut(length..end) else {
                return 0;
            };
            place.copy_from_slice(piece);
            length = end;
        }
        // An error shows again when the rest is written.
        stream.try_write(&buffer[..length]).unwrap_or(0)
    }

    /// Whether there may be something to read; if not, the task is woken once there is.
    pub(crate) fn poll_readable(&self, cx: &mut Context<'_>) -> Poll<()> {
        match self {
            Stream::Tcp(stream) => stream.poll_read_ready(cx).map(drop),
            Stream::Other(_) => Poll::Ready(()),
        }
    }
}

impl AsyncRead for Stream {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<Result<()>> {
        match self.get_mut() {
            Stream::Tcp(stream) => Pin::new(stream).poll_read(cx, buffer),
            Stream::Other(stream) => Pin::new(stream).poll_read(cx, buffer),
        }
    }
}

impl AsyncWrite for Stream {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<Result<usize>> {
        match self.get_mut() {
            Stream::Tcp(stream) => Pin::new(stream).poll_write(cx, bytes),
            Stream::Other(stream) => Pin::new(stream).poll_write(cx, bytes),
        }
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        pieces: &[IoSlice<'_>],
    ) -> Poll<Result<usize>> {
        match self.get_mut() {
            Stream::Tcp(stream) => Pin::new(stream).poll_write_vectored(cx, pieces),
            Stream::Other(stream) => Pin::new(stream).poll_write_vectored(cx, pieces),
        }
    }

    fn is_write_vectored(&self) -> bool {
        match self {
            Stream::Tcp(stream) => stream.is_write_vectored(),
            Stream::Other(stream) => stream.is_write_vectored(),
        }
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        match self.get_mut() {
            Stream::Tcp(stream) => Pin::new(stream).poll_flush(cx),
            Stream::Other(stream) => Pin::new(stream).poll_flush(cx),
        }
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        match self.get_mut() {
            Stream::Tcp(stream) => Pin::new(stream).poll_shutdown(cx),
            Stream::Other(stream) => Pin::new(stream).poll_shutdown(cx),
        }
    }
}
