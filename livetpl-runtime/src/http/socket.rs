//! A WebSocket over a hyper connection. Owns the handshake and the buffers' sizes.

use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use http::header::{
    CONNECTION, HeaderMap, HeaderValue, SEC_WEBSOCKET_ACCEPT, SEC_WEBSOCKET_KEY,
    SEC_WEBSOCKET_VERSION, UPGRADE,
};
use http::{Response, StatusCode};
use hyper::upgrade::Upgraded;
use hyper_util::rt::TokioIo;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;
use tokio_tungstenite::tungstenite::protocol::{CloseFrame, Role, WebSocketConfig};
use tokio_tungstenite::tungstenite::{Error, Message};

use crate::http::reply::Reply;
use crate::session::connection::{Close, Received, Socket};

/// tungstenite's own default is 128 KiB for each connection.
const BUFFER_BYTES: usize = 4 * 1024;

/// The most that may wait to be written to one browser; a page's whole values fit.
const UNSENT_BYTES: usize = 16 * 1024 * 1024;

/// How long the other side may take to answer a close.
const CLOSE_PATIENCE: Duration = Duration::from_secs(2);

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
pub(crate) struct WebSocket(WebSocketStream<TokioIo<Upgraded>>);

impl WebSocket {
    pub(crate) async fn new(upgraded: Upgraded, message_bytes: usize) -> Self {
        let config = WebSocketConfig::default()
            .read_buffer_size(BUFFER_BYTES)
            .write_buffer_size(0)
            .max_write_buffer_size(UNSENT_BYTES)
            .max_message_size(Some(message_bytes))
            .max_frame_size(Some(message_bytes));
        WebSocket(
            WebSocketStream::from_raw_socket(TokioIo::new(upgraded), Role::Server, Some(config))
                .await,
        )
    }
}

impl Socket for WebSocket {
    async fn receive(&mut self) -> Option<Received> {
        Some(match self.0.next().await? {
            Ok(Message::Text(text)) => Received::Text(text.as_str().to_owned()),
            Ok(Message::Binary(_)) => Received::Binary,
            Ok(Message::Ping(_) | Message::Pong(_) | Message::Frame(_)) => Received::Pong,
            // RFC 6455, section 7.4.1: what browsers say when a tab is closed or another page is loaded.
            Ok(Message::Close(Some(frame))) if frame.code == CloseCode::Away => Received::Left,
            Ok(Message::Close(_)) => return None,
            Err(Error::Capacity(_)) => Received::TooLarge,
            Err(error) => {
                tracing::debug!(%error, "a socket failed");
                return None;
            }
        })
    }

    async fn send(&mut self, text: String) -> Result<(), ()> {
        self.0
            .send(Message::text(text))
            .await
            .map_err(|error| tracing::debug!(%error, "a frame could not be sent"))
    }

    async fn ping(&mut self) -> Result<(), ()> {
        self.0
            .send(Message::Ping(bytes::Bytes::new()))
            .await
            .map_err(drop)
    }

    async fn close(&mut self, why: Close) {
        let (code, reason) = match why {
            Close::Normal => (CloseCode::Normal, ""),
            Close::GoingAway => (CloseCode::Away, "the server stops"),
            Close::Policy => (CloseCode::Policy, "too many messages"),
            Close::TooLarge => (CloseCode::Size, "a message was too large"),
            Close::Ended => (CloseCode::Library(ENDED), "the page was ended"),
        };
        let _ = self
            .0
            .close(Some(CloseFrame {
                code,
                reason: reason.into(),
            }))
            .await;
        // What the other side still sends is read, so that its close, or the end, is seen and nothing is reset.
        let drain = async { while let Some(Ok(_)) = self.0.next().await {} };
        let _ = tokio::time::timeout(CLOSE_PATIENCE, drain).await;
    }
}
