//! A proxy that loses connections in silence: neither side is told, as when a cable is pulled or a router forgets.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

use crate::server::spawn;

/// A running proxy before one server.
pub struct Proxy {
    address: String,
    /// Counts how often everything was cut: a connection lives in the count that it began in.
    cuts: watch::Sender<u64>,
    /// Nothing moves.
    frozen: watch::Sender<bool>,
    given_up: Arc<AtomicUsize>,
}

impl Proxy {
    /// Starts a proxy before the server at `target`.
    pub async fn start(target: &str) -> Proxy {
        let listener = TcpListener::bind("127.0.0.1:0")
            .await
            .expect("loopback has ports");
        let address = listener
            .local_addr()
            .expect("a bound listener has an address")
            .to_string();
        let (cuts, frozen) = (watch::Sender::new(0), watch::Sender::new(false));
        let given_up = Arc::new(AtomicUsize::new(0));
        let (target, own_cuts, own_frozen) = (target.to_owned(), cuts.clone(), frozen.clone());
        let counter = given_up.clone();
        spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let (cuts, frozen) = (own_cuts.subscribe(), own_frozen.subscribe());
                spawn(carry(client, target.clone(), cuts, frozen, counter.clone()));
            }
        });
        Proxy {
            address,
            cuts,
            frozen,
            given_up,
        }
    }

    /// `127.0.0.1:PORT`.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The URL of a path behind the proxy.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// From now on nothing passes on the connections that there are, and nobody is told. New ones work.
    pub fn cut_in_silence(&self) {
        self.cuts.send_modify(|count| *count += 1);
    }

    /// From now on nothing passes at all, and nobody is told; or, with `false`, everything that waited does.
    pub fn freeze(&self, frozen: bool) {
        self.frozen.send_replace(frozen);
    }

    /// How many connections their clients have closed.
    pub fn given_up(&self) -> usize {
        self.given_up.load(Ordering::Relaxed)
    }
}

async fn carry(
    client: TcpStream,
    target: String,
    mut cuts: watch::Receiver<u64>,
    frozen: watch::Receiver<bool>,
    given_up: Arc<AtomicUsize>,
) {
    let Ok(server) = TcpStream::connect(&target).await else {
        return;
    };
    let (mut from_client, mut to_client) = client.into_split();
    let (mut from_server, mut to_server) = server.into_split();
    let up = forward(
        &mut from_client,
        &mut to_server,
        frozen.clone(),
        Some(&given_up),
    );
    let down = forward(&mut from_server, &mut to_client, frozen, None);
    tokio::select! {
        () = async { tokio::join!(up, down); } => {}
        // The sockets stay open for as long as the proxy lives, and say nothing.
        Ok(()) = cuts.changed() => while cuts.changed().await.is_ok() {},
    }
}

/// Moves bytes until one side closes, and then tells the other.
async fn forward(
    from: &mut (impl AsyncReadExt + Unpin),
    to: &mut (impl AsyncWriteExt + Unpin),
    mut frozen: watch::Receiver<bool>,
    given_up: Option<&AtomicUsize>,
) {
    let (mut waiting, mut open) = (Vec::new(), true);
    loop {
        tokio::select! {
            read = from.read_buf(&mut waiting), if open => {
                open = !matches!(read, Ok(0) | Err(_));
                if let Some(given_up) = given_up.filter(|_| !open) {
                    given_up.fetch_add(1, Ordering::Relaxed);
                }
            }
            changed = frozen.changed() => if changed.is_err() { return },
        }
        // Also the end of a connection is not seen beyond a cut cable.
        if *frozen.borrow() {
            continue;
        }
        if to.write_all(&waiting).await.is_err() {
            return;
        }
        waiting.clear();
        if !open {
            let _ = to.shutdown().await;
            return;
        }
    }
}
