//! A WebSocket over a hyper connection. Owns the handshake and the buffers' sizes.

use std::future::poll_fn;
use std::io::{ErrorKind, IoSlice};
use std::task::Poll;
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use http::header::{
    CONNECTION, HeaderMap, HeaderValue, SEC_WEBSOCKET_ACCEPT, SEC_WEBSOCKET_KEY,
    SEC_WEBSOCKET_VERSION, UPGRADE,
};
use http::{Response, StatusCode};
use hyper::upgrade::Upgraded;
use tokio::io::AsyncWriteExt;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;
use tokio_tungstenite::tungstenite::protocol::{CloseFrame, Role, WebSocketConfig};
use tokio_tungstenite::tungstenite::{Error, Message};

use crate::http::reply::Reply;
use crate::http::stream::Stream;
use crate::session::connection::{Close, Received, Socket, Text};
use crate::session::limits::Limits;
use crate::session::uploads::Chunk;

/// What a connection keeps to read into, idle or not; a longer message is read in several steps. tungstenite's own
/// default is 128 KiB.
const BUFFER_BYTES: usize = 1024;

/// The most that may wait to be written to one browser; a page's whole values fit.
const UNSENT_BYTES: usize = 16 * 1024 * 1024;

/// How long the other side may take to answer a close.
const CLOSE_PATIENCE: Duration = Duration::from_secs(2);

/// The code with which the script closes the socket of a page that is left.
const LEFT: u16 = 4000;

/// The close code that makes the script ask for a page of its own: see PROTOCOL.md.
const TAKEN: u16 = 4409;

/// The close code that makes the script load the page again: see PROTOCOL.md.
const ENDED: u16 = 4401;

/// Whether the request asks for a WebSocket.
pub(crate) fn is_upgrade(headers: &HeaderMap) -> bool {
    let says = |name, wanted: &str| {
        headers.get_all(name).iter().any(|value| {
            value.to_str().is_ok_and(|text| {
                text.split(',')
                    .any(|part| part.trim().eq_ignore_ascii_case(wanted))
            })
        })
    };
    says(CONNECTION, "upgrade") && says(UPGRADE, "websocket")
}

/// The answer that accepts a WebSocket; `None` where the request is no valid handshake (RFC 6455, section 4.2.1).
pub(crate) fn accept(headers: &HeaderMap) -> Option<Reply> {
    let version = headers.get(SEC_WEBSOCKET_VERSION)?;
    let key = headers.get(SEC_WEBSOCKET_KEY)?;
    if version != "13" || key.len() != 24 {
        return None;
    }
    let accept = HeaderValue::from_str(&derive_accept_key(key.as_bytes())).ok()?;
    let mut reply = Response::new(http_body_util::Full::default());
    *reply.status_mut() = StatusCode::SWITCHING_PROTOCOLS;
    reply
        .headers_mut()
        .insert(CONNECTION, HeaderValue::from_static("upgrade"));
    reply
        .headers_mut()
        .insert(UPGRADE, HeaderValue::from_static("websocket"));
    reply.headers_mut().insert(SEC_WEBSOCKET_ACCEPT, accept);
    Some(reply)
}

/// A WebSocket whose messages have a greatest size.
///
/// tungstenite reads, and writes what is not a text: a text goes straight to the stream, so that pieces that many browsers
/// are sent are copied for none of them.
pub(crate) struct WebSocket {
    inner: WebSocketStream<Stream>,
    /// The largest piece of a file; a text may be larger.
    chunk_bytes: usize,
    /// A text was begun and not finished: nothing can follow it.
    begun: bool,
    /// The other side has closed.
    closed: bool,
    /// All that came was read: as long as the stream has nothing new, tungstenite need not look.
    drained: bool,
}

impl WebSocket {
    pub(crate) async fn new(upgraded: Upgraded, limits: &Limits) -> Self {
        let chunk_bytes = limits.upload_chunk_bytes + Chunk::HEAD_BYTES;
        // A text above its own limit is read all the same, to be answered.
        let message_bytes = limits.body_bytes.max(limits.message_bytes).max(chunk_bytes);
        let config = WebSocketConfig::default()
            .read_buffer_size(BUFFER_BYTES)
            .write_buffer_size(0)
            .max_write_buffer_size(UNSENT_BYTES)
            .max_message_size(Some(message_bytes))
            .max_frame_size(Some(message_bytes));
        let (stream, early) = Stream::new(upgraded);
        let inner = WebSocketStream::from_partially_read(
            stream,
            early.to_vec(),
            Role::Server,
            Some(config),
        )
        .await;
        WebSocket {
            inner,
            chunk_bytes,
            begun: false,
            closed: false,
            drained: false,
        }
    }

    /// Writes one text message: what tungstenite has to write comes before it.
    async fn write(&mut self, text: &Text) -> Result<(), Error> {
        self.inner.flush().await?;
        let pieces = text.pieces();
        let length = pieces.iter().map(|piece| piece.len()).sum();
        let mut head = [0; 10];
        let head = frame_head(&mut head, length);
        let [a, b, c] = pieces;
        let stream = self.inner.get_mut();
        let mut written = stream.try_write_short(&[head, a, b, c]);
        if written == head.len() + length {
            return Ok(());
        }
        let mut slices = &mut [head, a, b, c].map(IoSlice::new)[..];
        IoSlice::advance_slices(&mut slices, written);
        while slices.iter().any(|slice| !slice.is_empty()) {
            written = stream.write_vectored(slices).await?;
            if written == 0 {
                return Err(std::io::Error::from(ErrorKind::WriteZero).into());
            }
            IoSlice::advance_slices(&mut slices, written);
        }
        stream.flush().await?;
        Ok(())
    }
}

/// The head of an unmasked text frame that is a whole message (RFC 6455, section 5.2).
fn frame_head(head: &mut [u8; 10], length: usize) -> &[u8] {
    head[0] = 0x81;
    if length < 126 {
        head[1] = length as u8;
        &head[..2]
    } else if let Ok(length) = u16::try_from(length) {
        head[1] = 126;
        head[2..4].copy_from_slice(&length.to_be_bytes());
        &head[..4]
    } else {
        head[1] = 127;
        head[2..].copy_from_slice(&(length as u64).to_be_bytes());
        &head[..]
    }
}

impl Socket for WebSocket {
    async fn receive(&mut self) -> Option<Received> {
        let next = poll_fn(|cx| {
            let stream = self.inner.get_ref();
            if self.drained && stream.poll_readable(cx).is_pending() {
                return Poll::Pending;
            }
            let next = self.inner.poll_next_unpin(cx);
            self.drained = next.is_pending();
            next
        });
        let received = match next.await {
            Some(Ok(Message::Text(text))) => Received::Text(text.as_str().to_owned()),
            Some(Ok(Message::Binary(bytes))) if bytes.len() > self.chunk_bytes => {
                Received::TooLarge
            }
            Some(Ok(Message::Binary(bytes))) => Received::Binary(bytes),
            Some(Ok(Message::Ping(_) | Message::Pong(_) | Message::Frame(_))) => Received::Pong,
            Some(Err(Error::Capacity(_))) => Received::TooLarge,
            // RFC 6455, section 7.4.1: what browsers say when a tab is closed or another page is loaded. The script says it
            // first, with a code that scripts may use.
            Some(Ok(Message::Close(Some(frame))))
                if matches!(frame.code, CloseCode::Away | CloseCode::Library(LEFT)) =>
            {
                self.closed = true;
                Received::Left
            }
            ended => {
                if let Some(Err(error)) = ended {
                    tracing::debug!(%error, "a socket failed");
                }
                self.closed = true;
                return None;
            }
        };
        Some(received)
    }

    async fn send(&mut self, text: Text) -> Result<(), ()> {
        // Where this future is dropped half way, the frame is never finished.
        if self.closed || std::mem::replace(&mut self.begun, true) {
            return Err(());
        }
        self.write(&text)
            .await
            .map_err(|error| tracing::debug!(%error, "a frame could not be sent"))?;
        self.begun = false;
        Ok(())
    }

    async fn ping(&mut self) -> Result<(), ()> {
        if self.begun {
            return Err(());
        }
        self.inner
            .send(Message::Ping(bytes::Bytes::new()))
            .await
            .map_err(drop)
    }

    async fn close(&mut self, why: Close) {
        if self.begun {
            return;
        }
        let (code, reason) = match why {
            Close::Normal => (CloseCode::Normal, ""),
            Close::GoingAway => (CloseCode::Away, "the server stops"),
            Close::Policy => (CloseCode::Policy, "too many messages"),
            Close::TooLarge => (CloseCode::Size, "a message was too large"),
            Close::Taken => (CloseCode::Library(TAKEN), "another socket has the page"),
            Close::Ended => (CloseCode::Library(ENDED), "the page was ended"),
        };
        let _ = self
            .inner
            .close(Some(CloseFrame {
                code,
                reason: reason.into(),
            }))
            .await;
        // What the other side still sends is read, so that its close, or the end, is seen and nothing is reset.
        let drain = async { while let Some(Ok(_)) = self.inner.next().await {} };
        let _ = tokio::time::timeout(CLOSE_PATIENCE, drain).await;
    }
}
