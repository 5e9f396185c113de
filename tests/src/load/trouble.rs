//! Clients that mean trouble: what they cost the server, and whether they delay another.
//!
//! Each kind runs beside one healthy connection, whose round trips are timed, alone and meanwhile. Memory is the server's
//! resident memory before, at its most, and once the troublemakers are gone and their pages' resume window is over.

use std::time::{Duration, Instant};

use futures_util::{SinkExt, StreamExt, future};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::{interval, sleep};
use tokio_tungstenite::tungstenite::Message;

use super::client::{self, Socket, Target};
use super::live;
use super::process::Server;

/// How many clients make trouble at once, but for those that come and go.
const TROUBLEMAKERS: usize = 20;
/// How long trouble lasts.
const TIME: Duration = Duration::from_secs(8);
/// Between two messages of an honest client, which stays below the rate that is allowed by default.
const PAUSE: Duration = Duration::from_millis(40);
/// How many of those that come and go are there at once.
const AT_ONCE: usize = 500;
/// How long memory may take to return.
const PATIENCE: Duration = Duration::from_secs(20);

/// Makes each kind of trouble in turn and prints a line for each.
pub(super) async fn run(connections: usize) {
    let server = Server::start(Target::Troubled).await;
    // What the process once had, its allocator keeps for what comes next: so memory is compared with that after a first
    // time, and would grow if anything of those that left stayed.
    come_and_go(&server, connections).await;
    sleep(live::RESUME * 2).await;
    measure(&server, "stalled", stall(&server, Reads::Never)).await;
    measure(
        &server,
        "byte-a-second",
        stall(&server, Reads::OneByteASecond),
    )
    .await;
    measure(&server, "flood", flood(&server)).await;
    measure(&server, "come-and-go", come_and_go(&server, connections)).await;
}

/// Runs `trouble` beside a healthy connection.
async fn measure(server: &Server, load: &str, trouble: impl Future<Output = ()>) {
    let mut healthy = client::connect(&server.address, "/quiet", Target::Live).await;
    let mut alone = Vec::new();
    let mut pause = interval(PAUSE);
    for _ in 0..100 {
        pause.tick().await;
        alone.push(round_trip(&mut healthy).await);
    }
    server.settle().await;
    let before = server.resident_bytes();
    let (mut meanwhile, mut most) = (Vec::new(), before);
    {
        let mut trouble = std::pin::pin!(trouble);
        loop {
            tokio::select! {
                () = &mut trouble => break,
                _ = pause.tick() => {
                    meanwhile.push(round_trip(&mut healthy).await);
                    most = most.max(server.resident_bytes());
                }
            }
        }
    }
    let start = Instant::now();
    let mut after = server.resident_bytes();
    while after > before && start.elapsed() < PATIENCE {
        sleep(Duration::from_millis(200)).await;
        after = server.resident_bytes();
    }
    let worst = meanwhile.iter().copied().fold(0.0, f64::max);
    println!(
        "{{\"load\":\"{load}\",\"memory\":{{\"before\":{before},\"most\":{most},\"after\":{after},\"unit\":\"bytes\"}},\
\"round_trip\":{{\"alone\":{},\"meanwhile\":{},\"worst\":{worst:.2},\"unit\":\"ms\"}}}}",
        super::median(&alone),
        super::median(&meanwhile),
    );
}

/// Milliseconds until an action is answered.
async fn round_trip(socket: &mut Socket) -> f64 {
    let start = Instant::now();
    socket
        .send(Target::Live.ping())
        .await
        .expect("an open socket");
    client::receive(socket).await;
    start.elapsed().as_secs_f64() * 1e3
}

#[derive(Clone, Copy, PartialEq)]
enum Reads {
    Never,
    OneByteASecond,
}

/// Browsers that hardly read or not at all, while large frames are published to them.
async fn stall(server: &Server, reads: Reads) {
    let mut streams = Vec::new();
    for _ in 0..TROUBLEMAKERS {
        let socket = client::connect(&server.address, "/", Target::Live).await;
        streams.push(socket.into_inner());
    }
    let mut publisher = client::connect(&server.address, "/quiet", Target::Live).await;
    let start = Instant::now();
    let publish = async {
        while start.elapsed() < TIME {
            let swell = Message::text(r#"{"action":"swell","ref":1}"#);
            publisher.send(swell).await.expect("an open socket");
            client::receive(&mut publisher).await;
            sleep(PAUSE).await;
        }
    };
    let read = async {
        let mut second = interval(Duration::from_secs(1));
        while reads == Reads::OneByteASecond && start.elapsed() < TIME {
            second.tick().await;
            for stream in &mut streams {
                // The server may have given up on it.
                let _ = stream.read(&mut [0]).await;
            }
        }
    };
    future::join(publish, read).await;
}

/// Browsers that send without a pause and read nothing; they come back when they are thrown out.
async fn flood(server: &Server) {
    let start = Instant::now();
    // Many small frames in one write, masked with zeros.
    let text = br#"{"action":"count","ref":100}"#;
    let mut frame = vec![0x81, 0x80 | text.len() as u8, 0, 0, 0, 0];
    frame.extend_from_slice(text);
    let frames = frame.repeat(100);
    let floods = (0..TROUBLEMAKERS).map(|_| async {
        while start.elapsed() < TIME {
            let socket = client::connect(&server.address, "/quiet", Target::Live).await;
            let mut stream = socket.into_inner();
            let write = async { while stream.write_all(&frames).await.is_ok() {} };
            let _ = tokio::time::timeout(TIME.saturating_sub(start.elapsed()), write).await;
        }
    });
    future::join_all(floods).await;
}

/// Browsers that join and leave.
async fn come_and_go(server: &Server, count: usize) {
    let mut left = count;
    while left > 0 {
        let some = left.min(AT_ONCE);
        let mut sockets = client::open(&server.address, Target::Live, some).await;
        for socket in &mut sockets {
            let _ = socket.close(None).await;
        }
        let ends = sockets
            .iter_mut()
            .map(|socket| async { while let Some(Ok(_)) = socket.next().await {} });
        future::join_all(ends).await;
        left -= some;
    }
}
