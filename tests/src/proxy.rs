//! A proxy that loses connections in silence: neither side is told, as when a cable is pulled or a router forgets.

use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

use crate::server::spawn;

/// A running proxy before one server.
pub struct Proxy {
    address: String,
    /// Counts how often everything was cut: a connection lives in the count that it began in.
    cuts: watch::Sender<u64>,
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
        let cuts = watch::Sender::new(0);
        let (target, own_cuts) = (target.to_owned(), cuts.clone());
        spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                spawn(carry(client, target.clone(), own_cuts.subscribe()));
            }
        });
        Proxy { address, cuts }
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
}

async fn carry(mut client: TcpStream, target: String, mut cuts: watch::Receiver<u64>) {
    let Ok(mut server) = TcpStream::connect(&target).await else {
        return;
    };
    tokio::select! {
        _ = copy_bidirectional(&mut client, &mut server) => {}
        // The sockets stay open for as long as the proxy lives, and say nothing.
        Ok(()) = cuts.changed() => while cuts.changed().await.is_ok() {},
    }
}
