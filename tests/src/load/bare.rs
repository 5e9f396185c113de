//! The server that livetpl is measured against: tokio-tungstenite and nothing else. One prepared message, one loop over all
//! sockets' sinks.

use std::sync::Arc;

use futures_util::stream::SplitSink;
use futures_util::{SinkExt, StreamExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Mutex;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;

/// What every message but [`ALL`] is answered with, as long as livetpl's answer.
const FRAME: &str = r#"{"seq":100,"patch":{"0":"100"},"done":[100]}"#;

/// Begins a message whose rest is written to every socket.
pub(super) const ALL: &str = "all:";

type Sinks = Arc<Mutex<Vec<SplitSink<WebSocketStream<TcpStream>, Message>>>>;

pub(super) async fn serve(listener: TcpListener) {
    let sinks = Sinks::default();
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            continue;
        };
        crate::server::spawn(connection(stream, sinks.clone()));
    }
}

async fn connection(stream: TcpStream, sinks: Sinks) {
    let config = WebSocketConfig::default()
        .read_buffer_size(4096)
        .write_buffer_size(0);
    let _ = stream.set_nodelay(true);
    let accepted = tokio_tungstenite::accept_async_with_config(stream, Some(config)).await;
    let Ok(socket) = accepted else { return };
    let (sink, mut messages) = socket.split();
    let place = {
        let mut sinks = sinks.lock().await;
        sinks.push(sink);
        sinks.len() - 1
    };
    while let Some(Ok(message)) = messages.next().await {
        let Ok(text) = message.to_text() else { return };
        let mut sinks = sinks.lock().await;
        match text.strip_prefix(ALL) {
            Some(frame) => {
                let prepared = Message::text(frame);
                for sink in sinks.iter_mut() {
                    let _ = sink.send(prepared.clone()).await;
                }
            }
            None if !message.is_text() => {}
            None => {
                if sinks[place].send(Message::text(FRAME)).await.is_err() {
                    return;
                }
            }
        }
    }
}
