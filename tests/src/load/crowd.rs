//! A process with many clients, that receive and count: as little as a client can do, so that the servers are what is measured.

use std::io::{ErrorKind, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::io::AsyncReadExt;

use super::client::{self, Target};

/// Opens the sockets, says so in a line, and says another whenever all have received one more frame. Ends with its input.
pub(super) async fn run(address: &str, target: Target, count: usize) {
    let sockets = client::open(address, target, count).await;
    say();
    let received = Arc::new(AtomicUsize::new(0));
    for socket in sockets {
        let received = received.clone();
        crate::server::spawn(async move {
            let stream = socket.into_inner();
            let mut frames = Frames::default();
            while stream.readable().await.is_ok() {
                let mut bytes = [0; 4096];
                let read = match stream.try_read(&mut bytes) {
                    Ok(0) => return,
                    Ok(read) => read,
                    Err(error) if error.kind() == ErrorKind::WouldBlock => continue,
                    Err(_) => return,
                };
                for _ in 0..frames.texts(&bytes[..read]) {
                    if (received.fetch_add(1, Ordering::Relaxed) + 1).is_multiple_of(count) {
                        say();
                    }
                }
            }
        });
    }
    let mut input = tokio::io::stdin();
    while input.read(&mut [0; 64]).await.is_ok_and(|read| read > 0) {}
}

fn say() {
    let mut out = std::io::stdout();
    let _ = out.write_all(b"all\n").and_then(|()| out.flush());
}

/// Finds the frames in what a server sends: RFC 6455, section 5.2, without masks.
#[derive(Default)]
struct Frames {
    head: Vec<u8>,
    /// What is left of the frame that has begun.
    left: u64,
}

impl Frames {
    /// How many text frames begin in `bytes`, which follow those before.
    fn texts(&mut self, mut bytes: &[u8]) -> usize {
        let mut texts = 0;
        while let [first, rest @ ..] = bytes {
            if self.left > 0 {
                let passed = self.left.min(bytes.len() as u64);
                self.left -= passed;
                bytes = &bytes[passed as usize..];
                continue;
            }
            self.head.push(*first);
            bytes = rest;
            let length = match *self.head {
                [_, 126, high, low] => u64::from(u16::from_be_bytes([high, low])),
                [_, 127, a, b, c, d, e, f, g, h] => u64::from_be_bytes([a, b, c, d, e, f, g, h]),
                [_, short] if short < 126 => short.into(),
                _ => continue,
            };
            texts += usize::from(self.head[0] & 0x0f == 1);
            self.left = length;
            self.head.clear();
        }
        texts
    }
}
