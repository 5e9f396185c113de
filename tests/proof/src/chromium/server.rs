//! Serves texts by their paths, to one browser. Nothing of livetpl's own server: that has tests of its own.
#![expect(
    clippy::disallowed_methods,
    reason = "tests have no graceful stop to wait for"
)]

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

const SCRIPT: &str = include_str!("../../../../livetpl-runtime/client/dist/livetpl.js");

type Texts = Arc<Mutex<HashMap<String, String>>>;

/// A server on a free port.
pub(super) struct Server {
    port: u16,
    texts: Texts,
}

impl Server {
    pub(super) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let texts = Texts::default();
        let served = texts.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(answer(stream, served.clone()));
            }
        });
        let server = Server { port, texts };
        let harness = include_str!("harness.js");
        server.serve(
            "/",
            format!("<!DOCTYPE html><html><body><script>{harness}</script></body></html>"),
        );
        let prelude = include_str!("prelude.js");
        server.serve("/_livetpl/livetpl-proof.js", format!("{prelude}\n{SCRIPT}"));
        // The script loads its parts from beside itself.
        let dist = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../livetpl-runtime/client/dist"
        );
        for entry in std::fs::read_dir(dist).expect("the built script").flatten() {
            let path = entry.path();
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            let text = std::fs::read_to_string(&path).expect("a part of the script");
            if name != "livetpl" {
                server.serve(&format!("/_livetpl/{name}-proof.js"), text);
            }
        }
        server
    }

    pub(super) fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    pub(super) fn serve(&self, path: &str, text: String) {
        let mut texts = self.texts.lock().unwrap_or_else(PoisonError::into_inner);
        texts.insert(path.to_owned(), text);
    }
}

/// Answers one request; the browser's next one comes by another connection.
async fn answer(mut stream: TcpStream, texts: Texts) {
    let (read, mut write) = stream.split();
    let mut lines = BufReader::new(read).lines();
    let Ok(Some(first)) = lines.next_line().await else {
        return;
    };
    while let Ok(Some(line)) = lines.next_line().await {
        if line.is_empty() {
            break;
        }
    }
    let path = first.split(' ').nth(1).unwrap_or_default();
    let found = texts
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .get(path)
        .cloned();
    let kind = match path {
        _ if path.ends_with(".js") => "text/javascript",
        _ if path.ends_with(".json") || path.starts_with("/case/") => "application/json",
        _ => "text/html",
    };
    let status = if found.is_some() {
        "200 OK"
    } else {
        "404 Not Found"
    };
    let text = found.unwrap_or_default();
    let head = format!(
        "HTTP/1.1 {status}\r\ncontent-type: {kind}; charset=utf-8\r\ncontent-length: {}\r\ncache-control: no-store\r\nconnection: close\r\n\r\n",
        text.len()
    );
    // A browser that goes away has no use for the rest.
    let _ = write
        .write_all(&[head.as_bytes(), text.as_bytes()].concat())
        .await;
    let _ = write.shutdown().await;
}
