//! Load on livetpl and on a bare tokio-tungstenite server: who plays which part.

mod bare;
mod client;
mod crowd;
mod live;
mod process;
mod trouble;

use std::time::Instant;

use futures_util::SinkExt;
use tokio::net::TcpListener;

use client::{Socket, Target};
use process::{Clients, Server};

/// How many publishes are measured.
const ROUNDS: usize = 21;
/// Publishes before those: buffers grow, code is paged in.
const FIRST_ROUNDS: usize = 3;

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
    match Target::named(role) {
        Some(Target::Live) => live::serve(listener).await,
        Some(Target::Troubled) => live::serve_troubled(listener).await,
        _ => bare::serve(listener).await,
    }
}

/// Runs many clients until their input ends.
pub async fn clients(role: &str, address: &str, count: usize) {
    let target = Target::named(role).expect("the parent names a target");
    crowd::run(address, target, count).await;
}

/// One server with its clients, and what was measured of it.
struct Side {
    target: Target,
    server: Server,
    clients: Clients,
    publisher: Socket,
    idle: f64,
    /// Milliseconds until the last socket had received a publish.
    times: Vec<f64>,
    /// Milliseconds of processor time that the server took for it.
    cpu: Vec<f64>,
}

impl Side {
    async fn open(target: Target, connections: usize) -> Side {
        let server = Server::start(target).await;
        let before = server.resident_bytes();
        let clients = Clients::open(&server, target, connections).await;
        server.settle().await;
        let idle = (server.resident_bytes() - before) / connections as f64;
        let mut publisher = client::open(&server.address, target, 1).await;
        Side {
            target,
            clients,
            publisher: publisher.remove(0),
            server,
            idle,
            times: Vec::new(),
            cpu: Vec::new(),
        }
    }

    /// One publish, until every socket has received its frame.
    async fn publish(&mut self, frame: &str) {
        let (start, before) = (Instant::now(), self.server.cpu());
        let tell = self.target.tell(frame);
        self.publisher.send(tell).await.expect("an open socket");
        self.clients.received().await;
        self.times.push(start.elapsed().as_secs_f64() * 1e3);
        self.cpu
            .push((self.server.cpu() - before).as_secs_f64() * 1e3);
        client::receive(&mut self.publisher).await;
    }
}

/// Measures what clients cost that mean trouble; `connections` of them come and go.
pub async fn trouble(connections: usize) {
    trouble::run(connections).await;
}

/// Measures both servers side by side, and prints the figures and their ratios.
pub async fn run(connections: usize) {
    let connections = connections.min(most_connections());
    let mut live = Side::open(Target::Live, connections).await;
    let mut bare = Side::open(Target::Bare, connections).await;
    // The bare server sends what a page is sent.
    let mut watcher = client::open(&live.server.address, Target::Live, 1).await;
    for round in 0..FIRST_ROUNDS + ROUNDS {
        live.publish("").await;
        let frame = client::receive(&mut watcher[0]).await;
        bare.publish(&frame).await;
        if round < FIRST_ROUNDS {
            for side in [&mut live, &mut bare] {
                side.times.clear();
                side.cpu.clear();
            }
        }
    }
    let mut ratios = Vec::new();
    let mut compare = |load, unit, of: fn(&Side) -> f64| {
        let [a, b] = [&live, &bare].map(|side| {
            let value = of(side);
            line(load, side.target.name(), connections, value, unit);
            value
        });
        ratios.push((load, a / b));
    };
    compare("idle", "bytes/connection", |side| side.idle.round());
    compare("fanout", "ms to the last receipt", |side| {
        median(&side.times)
    });
    compare("fanout-cpu", "ms of the server's processors", |side| {
        median(&side.cpu)
    });
    live.clients.close().await;
    bare.clients.close().await;
    for (load, count) in [("pingpong-1", 1), ("pingpong-100", 100)] {
        let mut rates = Vec::new();
        for server in [(&live.server, Target::Live), (&bare.server, Target::Bare)] {
            let (server, target) = server;
            let rate = client::ping_pong(&server.address, target, count)
                .await
                .round();
            line("pingpong", target.name(), count, rate, "actions/s");
            rates.push(rate);
        }
        ratios.push((load, rates[0] / rates[1]));
    }
    for (load, value) in ratios {
        println!("{{\"load\":\"{load}\",\"ratio\":{value:.2}}}");
    }
}

fn line(load: &str, target: &str, connections: usize, value: f64, unit: &str) {
    println!(
        "{{\"load\":\"{load}\",\"target\":\"{target}\",\"connections\":{connections},\"value\":{value},\"unit\":\"{unit}\"}}"
    );
}

fn median(values: &[f64]) -> f64 {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    let middle = values.get(values.len() / 2).copied().unwrap_or(f64::NAN);
    (middle * 100.0).round() / 100.0
}

/// How many sockets a server may have, by its limit of open files.
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
