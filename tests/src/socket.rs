//! A browser without a browser: plain HTTP requests and a raw WebSocket, for what no browser would send.

use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use http::header::{COOKIE, HOST, ORIGIN, SET_COOKIE};
use http::{HeaderMap, Request, StatusCode};
use http_body_util::{BodyExt, Full};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};

const PATIENCE: Duration = Duration::from_secs(20);

/// An answer to a request.
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body, as text.
    pub body: String,
}

impl Answer {
    /// The cookie that the answer sets, without its attributes.
    pub fn cookie(&self) -> String {
        let cookie = self
            .headers
            .get(SET_COOKIE)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        cookie.split(';').next().unwrap_or_default().to_owned()
    }

    /// The value of the first `name="…"` in the body.
    pub fn attribute(&self, name: &str) -> String {
        let rest = self
            .body
            .split_once(&format!("{name}=\""))
            .map_or("", |(_, rest)| rest);
        rest.split('"').next().unwrap_or_default().to_owned()
    }

    /// The page's first message once it has applied the frame `seq`.
    pub fn rejoin(&self, seq: i64) -> String {
        self.join().replacen('{', &format!("{{\"seq\":{seq},"), 1)
    }

    /// The page's first message.
    pub fn join(&self) -> String {
        let plan = self.attribute("data-lvt-plan");
        let plan = plan
            .trim_start_matches("/_livetpl/plan-")
            .trim_end_matches(".json");
        format!(
            "{{\"join\":\"{}\",\"plan\":\"{plan}\"}}",
            self.attribute("data-lvt-token")
        )
    }
}

/// Sends one request to `address`.
pub async fn request(
    address: &str,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &[u8],
) -> Answer {
    let stream = TcpStream::connect(address)
        .await
        .expect("the server takes connections");
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream))
        .await
        .expect("the server speaks HTTP");
    crate::server::spawn(async move {
        let _ = connection.await;
    });
    let mut request = Request::builder()
        .method(method)
        .uri(path)
        .header(HOST, address);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request
        .body(Full::new(bytes::Bytes::copy_from_slice(body)))
        .expect("a valid request");
    let response = tokio::time::timeout(PATIENCE, sender.send_request(request)).await;
    let response = response.expect("an answer in time").expect("an answer");
    let (parts, body) = response.into_parts();
    let body = body.collect().await.expect("a whole body").to_bytes();
    Answer {
        status: parts.status,
        headers: parts.headers,
        body: String::from_utf8_lossy(&body).into_owned(),
    }
}

/// A raw WebSocket.
pub struct Raw(WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Raw {
    /// Opens a socket at `path` as the session of `cookie`, from a page of `origin`; the status where it is refused.
    pub async fn open(
        address: &str,
        path: &str,
        cookie: &str,
        origin: &str,
    ) -> Result<Raw, StatusCode> {
        let mut request = format!("ws://{address}{path}")
            .into_client_request()
            .expect("a valid URL");
        for (name, value) in [(COOKIE, cookie), (ORIGIN, origin)] {
            if !value.is_empty() {
                request
                    .headers_mut()
                    .insert(name, value.parse().expect("a header value"));
            }
        }
        match tokio_tungstenite::connect_async(request).await {
            Ok((socket, _)) => Ok(Raw(socket)),
            Err(Error::Http(response)) => Err(response.status()),
            Err(error) => panic!("the socket was not answered: {error}"),
        }
    }

    /// A page of `path` and its socket, joined; what the join was answered with.
    pub async fn join(address: &str, path: &str) -> (Raw, String) {
        let page = request(address, "GET", path, &[], b"").await;
        let mut raw = Raw::open(address, path, &page.cookie(), &format!("http://{address}"))
            .await
            .expect("admitted");
        raw.send(&page.join()).await;
        let answer = raw.receive().await.expect("an answer to the join");
        (raw, answer)
    }

    /// Sends a text.
    pub async fn send(&mut self, text: &str) {
        let _ = self.0.send(Message::text(text)).await;
    }

    /// Closes the socket with this code, as a browser does.
    pub async fn close(mut self, code: u16) {
        let frame = CloseFrame {
            code: code.into(),
            reason: "".into(),
        };
        let _ = self.0.close(Some(frame)).await;
    }

    /// Sends bytes.
    pub async fn send_binary(&mut self, bytes: &[u8]) {
        let _ = self.0.send(Message::binary(bytes.to_vec())).await;
    }

    /// The next text; `Err` has the close's code, or 1006 where the socket just ended.
    pub async fn receive(&mut self) -> Result<String, u16> {
        loop {
            match tokio::time::timeout(PATIENCE, self.0.next())
                .await
                .expect("a message in time")
            {
                Some(Ok(Message::Text(text))) => return Ok(text.as_str().to_owned()),
                Some(Ok(Message::Close(Some(frame)))) => return Err(frame.code.into()),
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                _ => return Err(1006),
            }
        }
    }

    /// The next text, as JSON.
    pub async fn json(&mut self) -> Value {
        let text = self.receive().await.expect("a frame");
        serde_json::from_str(&text).expect("a frame is JSON")
    }
}
