//! What takes a prefix of the path away before an application sees a request: a proxy that does nothing else. What is not
//! under the prefix is answered with 404.

use std::io::Result;

use tokio::io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};

use crate::server::spawn;

const NOT_OURS: &[u8] = b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";

/// Starts a proxy that hands `prefix/path` on to the server at `target` as `/path`; its address.
pub async fn stripping(prefix: &'static str, target: &str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address").to_string();
    let target = target.to_owned();
    spawn(async move {
        while let Ok((client, _)) = listener.accept().await {
            let target = target.clone();
            spawn(async move {
                // A browser that goes away in the middle is none of a test's affair.
                let _ = carry(client, prefix, &target).await;
            });
        }
    });
    address
}

/// Hands one request on, and whatever follows it on an upgraded connection.
async fn carry(mut client: TcpStream, prefix: &str, target: &str) -> Result<()> {
    let mut bytes = Vec::new();
    let end = loop {
        if client.read_buf(&mut bytes).await? == 0 {
            return Ok(());
        }
        if let Some(at) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break at;
        }
    };
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let Some(head) = rewritten(&head, prefix) else {
        return client.write_all(NOT_OURS).await;
    };
    let mut server = TcpStream::connect(target).await?;
    server.write_all(head.as_bytes()).await?;
    server.write_all(&bytes[end..]).await?;
    copy_bidirectional(&mut client, &mut server).await?;
    Ok(())
}

/// The head of a request without the prefix in its path. One that is no upgrade is the only one on its connection.
fn rewritten(head: &str, prefix: &str) -> Option<String> {
    let (first, headers) = head.split_once("\r\n")?;
    let (method, rest) = first.split_once(' ')?;
    let rest = rest.strip_prefix(prefix)?;
    let slash = match rest.as_bytes().first()? {
        b'/' => "",
        b' ' | b'?' => "/",
        _ => return None,
    };
    let upgrades = head.to_ascii_lowercase().contains("\r\nupgrade: websocket");
    let mut lines = vec![format!("{method} {slash}{rest}")];
    let is_kept = |line: &&str| upgrades || !line.to_ascii_lowercase().starts_with("connection:");
    lines.extend(headers.split("\r\n").filter(is_kept).map(str::to_owned));
    if !upgrades {
        lines.push("connection: close".to_owned());
    }
    Some(lines.join("\r\n"))
}
