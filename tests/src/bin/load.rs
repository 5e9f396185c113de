//! The load program: livetpl beside a bare tokio-tungstenite server, in one run, server and client processes apart.
//!
//! `cargo run --release -p livetpl-tests --bin load [-- --connections N | --trouble]` prints lines of JSON; the guide's chapter on
//! benchmarks says what they mean. The program starts itself again in the roles of servers and clients; all of it is on loopback and ends by itself.

use livetpl_tests::load;

#[tokio::main]
async fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments
        .iter()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .as_slice()
    {
        ["--server", role] => load::serve(role).await,
        ["--clients", role, address, count] => {
            load::clients(role, address, count.parse().unwrap_or_default()).await;
        }
        ["--connections", count] => match count.parse() {
            Ok(count) => load::run(count).await,
            Err(_) => eprintln!("--connections takes a number"),
        },
        ["--trouble"] => load::trouble(10_000).await,
        [] => load::run(10_000).await,
        _ => eprintln!("usage: load [--connections N | --trouble]"),
    }
}
