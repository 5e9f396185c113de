//! The sockets of the load program's clients, and what is measured over them.

use std::time::{Duration, Instant};

use futures_util::{SinkExt, StreamExt, future};
use tokio::net::TcpStream;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;

use super::bare;

const PATIENCE: Duration = Duration::from_secs(60);
/// How long one rate is measured.
const RATE_TIME: Duration = Duration::from_secs(3);

/// Which server is on the other side.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    Live,
    Bare,
    /// livetpl with limits like an application's, for clients that mean trouble.
    Troubled,
}

impl Target {
    pub(super) fn name(self) -> &'static str {
        match self {
            Target::Live => "livetpl",
            Target::Bare => "bare",
            Target::Troubled => "troubled",
        }
    }

    pub(super) fn ping(self) -> Message {
        Message::text(match self {
            Target::Live | Target::Troubled => r#"{"action":"count","ref":100}"#,
            Target::Bare => "ping, as long as an action",
        })
    }

    /// Makes the server send a frame to every socket; `frame` is what a bare server sends.
    pub(super) fn tell(self, frame: &str) -> Message {
        Message::text(match self {
            Target::Live | Target::Troubled => r#"{"action":"tell","ref":1}"#.to_owned(),
            Target::Bare => format!("{}{frame}", bare::ALL),
        })
    }

    /// The target of this name.
    pub(super) fn named(name: &str) -> Option<Target> {
        [Target::Live, Target::Bare, Target::Troubled]
            .into_iter()
            .find(|target| target.name() == name)
    }
}

pub(super) type Socket = WebSocketStream<TcpStream>;

/// Opens sockets; those of livetpl are joined.
pub(super) async fn open(address: &str, target: Target, count: usize) -> Vec<Socket> {
    let mut sockets = Vec::with_capacity(count);
    while sockets.len() < count {
        let batch = (count - sockets.len()).min(50);
        sockets.extend(future::join_all((0..batch).map(|_| connect(address, "/", target))).await);
    }
    sockets
}

/// Opens a socket; one of livetpl is joined.
pub(super) async fn connect(address: &str, path: &str, target: Target) -> Socket {
    let stream = TcpStream::connect(address)
        .await
        .expect("the server takes connections");
    let _ = stream.set_nodelay(true);
    let mut request = format!("ws://{address}{path}")
        .into_client_request()
        .expect("a valid URL");
    let origin = format!("http://{address}").parse().expect("a header value");
    request.headers_mut().insert(http::header::ORIGIN, origin);
    let config = WebSocketConfig::default()
        .read_buffer_size(1024)
        .write_buffer_size(0);
    let connected =
        tokio_tungstenite::client_async_with_config(request, stream, Some(config)).await;
    let (mut socket, _) = connected.expect("a WebSocket");
    if target != Target::Bare {
        socket
            .send(Message::text(r#"{"join":""}"#))
            .await
            .expect("an open socket");
        receive(&mut socket).await;
    }
    socket
}

/// The next text frame.
pub(super) async fn receive(socket: &mut Socket) -> String {
    loop {
        match tokio::time::timeout(PATIENCE, socket.next())
            .await
            .expect("a frame in time")
        {
            Some(Ok(Message::Text(text))) => return text.as_str().to_owned(),
            Some(Ok(_)) => {}
            other => panic!("the socket ended: {other:?}"),
        }
    }
}

/// How many messages a second are answered, each socket waiting for its answer before it sends again.
pub(super) async fn ping_pong(address: &str, target: Target, count: usize) -> f64 {
    let sockets = open(address, target, count).await;
    let start = Instant::now();
    let loops = sockets.into_iter().map(|mut socket| async move {
        let mut answers = 0u64;
        while start.elapsed() < RATE_TIME {
            socket.send(target.ping()).await.expect("an open socket");
            receive(&mut socket).await;
            answers += 1;
        }
        answers
    });
    let answers: u64 = future::join_all(loops).await.into_iter().sum();
    answers as f64 / start.elapsed().as_secs_f64()
}
