//! Load on livetpl and on a bare tokio-tungstenite server: who plays which part.

mod client;
mod live;

use std::process::Stdio;
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::net::TcpListener;
use tokio::process::{Child, Command};
use tokio::sync::broadcast;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;

use client::Target;

/// A frame of the size that livetpl's answer has.
const FRAME: &str = r#"{"seq":100,"patch":{"0":"100"},"done":[100]}"#;

/// Runs a server until its parent ends it.
pub async fn serve(role: &str) {
    let listener = TcpListener::bind("127.0.0.1:0")
        .await
        .expect("loopback has ports");
    println!(
        "{}",
        listener
            .local_addr()
            .expect("a bound listener has an address")
    );
    match role {
        "livetpl" => live::serve(listener).await,
        _ => serve_bare(listener).await,
    }
}

/// Echoes frames; a message `all` is written to every socket instead.
async fn serve_bare(listener: TcpListener) {
    let (all, _) = broadcast::channel::<Message>(16);
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            continue;
        };
        let (all, mut heard) = (all.clone(), all.subscribe());
        crate::server::spawn(async move {
            let config = WebSocketConfig::default()
                .read_buffer_size(4096)
                .write_buffer_size(0);
            let _ = stream.set_nodelay(true);
            let accepted = tokio_tungstenite::accept_async_with_config(stream, Some(config)).await;
            let Ok(mut socket) = accepted else { return };
            loop {
                let message = tokio::select! {
                    message = socket.next() => match message {
                        Some(Ok(message)) if message.is_text() => message,
                        Some(Ok(_)) => continue,
                        _ => return,
                    },
                    message = heard.recv() => match message {
                        Ok(message) => {
                            if socket.send(message).await.is_err() {
                                return;
                            }
                            continue;
                        }
                        Err(_) => return,
                    },
                };
                if message.to_text().is_ok_and(|text| text == "all") {
                    let _ = all.send(Message::text(FRAME));
                } else if socket.send(Message::text(FRAME)).await.is_err() {
                    return;
                }
            }
        });
    }
}

/// Measures both servers, one after the other, and prints the figures and their ratios.
pub async fn run(connections: usize) {
    let connections = connections.min(most_connections());
    let mut idle = Vec::new();
    let mut fanout = Vec::new();
    let mut pingpong: Vec<Vec<f64>> = Vec::new();
    for target in [Target::Live, Target::Bare] {
        let name = target.name();
        let server = Server::start(name).await;
        let before = server.resident_bytes();
        let mut sockets = client::open(&server.address, target, connections).await;
        server.settle().await;
        let bytes = (server.resident_bytes() - before) / connections as f64;
        line("idle", name, connections, bytes.round(), "bytes/connection");
        idle.push(bytes);
        let mut times = Vec::new();
        for _ in 0..11 {
            times.push(client::fan_out(&mut sockets, target).await.as_secs_f64() * 1e3);
        }
        times.sort_by(f64::total_cmp);
        let middle = times[times.len() / 2];
        line(
            "fanout",
            name,
            connections,
            (middle * 100.0).round() / 100.0,
            "ms to the last receipt",
        );
        fanout.push(middle);
        drop(sockets);
        let mut rates = Vec::new();
        for count in [1, 100] {
            let rate = client::ping_pong(&server.address, target, count).await;
            line("pingpong", name, count, rate.round(), "actions/s");
            rates.push(rate);
        }
        pingpong.push(rates);
    }
    ratio("idle", idle[0] / idle[1]);
    ratio("fanout", fanout[0] / fanout[1]);
    ratio("pingpong-1", pingpong[0][0] / pingpong[1][0]);
    ratio("pingpong-100", pingpong[0][1] / pingpong[1][1]);
}

fn line(load: &str, target: &str, connections: usize, value: f64, unit: &str) {
    println!(
        "{{\"load\":\"{load}\",\"target\":\"{target}\",\"connections\":{connections},\"value\":{value},\"unit\":\"{unit}\"}}"
    );
}

fn ratio(load: &str, ratio: f64) {
    println!("{{\"load\":\"{load}\",\"ratio\":{ratio:.2}}}");
}

/// How many sockets this process may have, by its limit of open files.
fn most_connections() -> usize {
    let limits = std::fs::read_to_string("/proc/self/limits").unwrap_or_default();
    let line = limits
        .lines()
        .find(|line| line.starts_with("Max open files"))
        .unwrap_or_default();
    let files: usize = line
        .split_whitespace()
        .nth(3)
        .and_then(|text| text.parse().ok())
        .unwrap_or(1024);
    let most = files.saturating_sub(100);
    eprintln!("at most {most} connections with this limit of open files");
    most
}

/// A server in a process of its own.
struct Server {
    child: Child,
    address: String,
}

impl Server {
    async fn start(role: &str) -> Server {
        let own = std::env::current_exe().expect("this program has a path");
        let mut command = Command::new(own);
        command
            .args(["--server", role])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .kill_on_drop(true);
        let mut child = command.spawn().expect("this program can be started again");
        let mut lines = BufReader::new(child.stdout.take().expect("stdout is piped")).lines();
        let line = tokio::time::timeout(Duration::from_secs(20), lines.next_line()).await;
        let address = line
            .expect("the server starts in time")
            .ok()
            .flatten()
            .expect("the server says where it is");
        Server { child, address }
    }

    fn resident_bytes(&self) -> f64 {
        let path = format!("/proc/{}/statm", self.child.id().unwrap_or_default());
        let text = std::fs::read_to_string(path).unwrap_or_default();
        let pages: f64 = text
            .split_whitespace()
            .nth(1)
            .and_then(|pages| pages.parse().ok())
            .unwrap_or(0.0);
        pages * 4096.0
    }

    /// Waits until the server's memory no longer changes.
    async fn settle(&self) {
        let mut last = f64::MAX;
        for _ in 0..50 {
            tokio::time::sleep(Duration::from_millis(100)).await;
            let now = self.resident_bytes();
            if now == last {
                return;
            }
            last = now;
        }
    }
}
