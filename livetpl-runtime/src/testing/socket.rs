//! A page's WebSocket: a real handshake with the real service and real frames, over a pipe in memory.

use futures_util::{SinkExt, StreamExt};
use http::Method;
use http::header::{CONNECTION, ORIGIN, SEC_WEBSOCKET_KEY, SEC_WEBSOCKET_VERSION, UPGRADE};
use hyper::server::conn::http1;
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use tokio::io::DuplexStream;
use tokio::sync::mpsc;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::handshake::client::generate_key;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::tungstenite::{Error, Message};

use crate::testing::failure::{Failure, Result};
use crate::testing::url;
use crate::testing::wire::Browser;

/// What the pipe holds in each direction.
const PIPE_BYTES: usize = 64 * 1024;

/// The code with which the script closes the socket of a page that is left.
const LEFT: u16 = 4000;

/// What came over a socket.
pub(super) enum Said {
    /// A text message.
    Text(String),
    /// The socket is closed, with this code; 1006 where it just ended.
    Closed(u16),
}

/// A page's socket. It is read by a task of its own, so that pings are answered whatever the test does. Where this is
/// dropped, the page is left as by closing its tab.
pub(super) struct Socket {
    orders: mpsc::UnboundedSender<Order>,
    said: mpsc::UnboundedReceiver<Said>,
}

enum Order {
    Send(Message),
    /// End without a word, as a network that is gone.
    Cut,
}

impl Socket {
    /// Opens a socket at `url`.
    pub(super) async fn open(browser: &Browser, url: &str) -> Result<Socket> {
        let request = browser
            .head(Method::GET, url)?
            .uri(format!("ws://{}{}", url::HOST, browser.seen(url)?))
            .header(ORIGIN, url::ORIGIN)
            .header(CONNECTION, "Upgrade")
            .header(UPGRADE, "websocket")
            .header(SEC_WEBSOCKET_VERSION, "13")
            .header(SEC_WEBSOCKET_KEY, generate_key())
            .body(())
            .map_err(|error| Failure::new(format!("`{url}` is no address: {error}")))?;
        let (near, far) = tokio::io::duplex(PIPE_BYTES);
        let service = browser.service()?;
        let tasks = &service.shared().tasks;
        let service = TowerToHyperService::new(service.clone());
        tasks.spawn(async move {
            let serving = http1::Builder::new().serve_connection(TokioIo::new(far), service);
            if let Err(error) = serving.with_upgrades().await {
                tracing::debug!(%error, "a connection in memory failed");
            }
        });
        let opened = tokio_tungstenite::client_async(request, near).await;
        let (socket, _) = opened.map_err(|error| match error {
            Error::Http(answer) => {
                let status = answer.status();
                Failure::new(format!("the socket of `{url}` was refused with {status}"))
            }
            error => Failure::new(format!("the socket of `{url}` was not opened: {error}")),
        })?;
        let (orders, ordered) = mpsc::unbounded_channel();
        let (says, said) = mpsc::unbounded_channel();
        tasks.spawn(pump(socket, ordered, says));
        Ok(Socket { orders, said })
    }

    /// Sends a text, or bytes.
    pub(super) fn send(&self, message: impl Into<Message>) {
        // A socket that has ended says so when it is read.
        let _ = self.orders.send(Order::Send(message.into()));
    }

    /// Ends without a word, as a network that is gone.
    pub(super) fn cut(self) {
        let _ = self.orders.send(Order::Cut);
    }

    /// What came next; it is waited for. Cancel-safe.
    pub(super) async fn next(&mut self) -> Said {
        self.said.recv().await.unwrap_or(Said::Closed(1006))
    }

    /// What has come already.
    pub(super) fn try_next(&mut self) -> Option<Said> {
        self.said.try_recv().ok()
    }
}

async fn pump(
    socket: WebSocketStream<DuplexStream>,
    mut orders: mpsc::UnboundedReceiver<Order>,
    says: mpsc::UnboundedSender<Said>,
) {
    let (mut sink, mut stream) = socket.split();
    // Neither waits for the other: a server that has much to say would not read what a browser has much to send of.
    let writing = async {
        loop {
            match orders.recv().await {
                Some(Order::Send(message)) => {
                    if sink.send(message).await.is_err() {
                        return Some(1006);
                    }
                }
                Some(Order::Cut) => return None,
                None => {
                    let left = CloseFrame {
                        code: LEFT.into(),
                        reason: "".into(),
                    };
                    let _ = sink.send(Message::Close(Some(left))).await;
                    return None;
                }
            }
        }
    };
    let reading = async {
        loop {
            // Pings are answered by reading.
            match stream.next().await {
                Some(Ok(Message::Text(text))) => {
                    let _ = says.send(Said::Text(text.as_str().to_owned()));
                }
                Some(Ok(Message::Close(close))) => {
                    // The answer to it is written by reading on.
                    let _ = stream.next().await;
                    return Some(close.map_or(1006, |close| close.code.into()));
                }
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return Some(1006),
            }
        }
    };
    let code = tokio::select! {
        code = writing => code,
        code = reading => code,
    };
    if let Some(code) = code {
        let _ = says.send(Said::Closed(code));
    }
}
