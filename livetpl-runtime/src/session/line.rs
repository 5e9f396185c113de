//! A socket as its connection uses it. Owns that nobody waits for a browser that does not read: what is written is bounded in
//! time, and given up where another socket has come for the page.

use std::collections::VecDeque;
use std::future::{Future, pending};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use bytes::Bytes;
use futures_util::poll;
use tokio::sync::watch;
use tokio::time::{Instant, interval_at, sleep, timeout};

use crate::session::frame::Text;
use crate::session::message::Message;
use crate::session::shared::Shared;

/// What a socket received.
#[derive(Debug)]
pub enum Received {
    /// A text message.
    Text(String),
    /// A message that is no text: a piece of a file.
    Binary(Bytes),
    /// A sign of life.
    Pong,
    /// A message far above the limit; nothing can be read after it.
    TooLarge,
    /// The browser goes away from the page: the tab is closed, or shows another page.
    Left,
}

/// Why the server closes a socket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Close {
    /// The other side has closed.
    Normal,
    /// Another socket has the page: two scripts have one token, as in a tab that a browser has copied.
    Taken,
    /// The server stops: the browser comes back.
    GoingAway,
    /// The browser sends too much.
    Policy,
    /// A message was far above the limit.
    TooLarge,
    /// The page was ended: the browser loads it again, as who it is now.
    Ended,
}

/// A WebSocket, whatever carries it.
pub trait Socket: Send + 'static {
    /// The next message; `None` once the socket is closed.
    ///
    /// # Cancel safety
    ///
    /// No message may be lost when the future is dropped.
    fn receive(&mut self) -> impl Future<Output = Option<Received>> + Send;

    /// Sends a text message; `Err` once the socket is closed.
    ///
    /// # Cancel safety
    ///
    /// A message whose future is dropped half way is not finished, and nothing can be sent after it.
    fn send(&mut self, text: Text) -> impl Future<Output = Result<(), ()>> + Send;

    /// Asks the other side for a sign of life.
    fn ping(&mut self) -> impl Future<Output = Result<(), ()>> + Send;

    /// Closes the socket.
    fn close(&mut self, why: Close) -> impl Future<Output = ()> + Send;
}

/// The most that is read while something runs.
const MOST_EARLY: usize = 64;

/// How long a stop waits for a browser that does not read.
const STOP_PATIENCE: Duration = Duration::from_secs(2);

const PONG: &str = "{\"pong\":1}";

/// One socket, and what came by it.
pub(super) struct Line<S> {
    socket: S,
    shared: Arc<Shared>,
    /// What came while something ran, in order.
    early: VecDeque<Option<Received>>,
    /// When something came last.
    heard: Instant,
    /// Changes when another socket wants the page, once there is one.
    claims: Option<watch::Receiver<u64>>,
}

impl<S: Socket> Line<S> {
    pub(super) fn new(socket: S, shared: Arc<Shared>) -> Self {
        Line {
            socket,
            shared,
            early: VecDeque::new(),
            heard: Instant::now(),
            claims: None,
        }
    }

    /// From now on nothing is written to the end once another wants the page.
    pub(super) fn give_way(&mut self, claims: watch::Receiver<u64>) {
        self.claims = Some(claims);
    }

    /// How long nothing has come.
    pub(super) fn silence(&self) -> Duration {
        self.heard.elapsed()
    }

    /// The next message: what came early, then what the socket receives.
    ///
    /// # Cancel safety
    ///
    /// No message is lost.
    pub(super) async fn receive(&mut self) -> Option<Received> {
        let received = match self.early.pop_front() {
            Some(received) => received,
            None => self.socket.receive().await,
        };
        self.heard = Instant::now();
        received
    }

    /// The next message, if it is there.
    pub(super) async fn ready(&mut self) -> Poll<Option<Received>> {
        poll!(pin!(self.receive()))
    }

    /// Runs `work` to its end and answers pings meanwhile: it may take longer than a browser waits for a sign of life.
    pub(super) async fn attend<T>(&mut self, mut work: Pin<&mut impl Future<Output = T>>) -> T {
        loop {
            let reads = self.reads();
            let received = tokio::select! {
                biased;
                done = &mut work => return done,
                received = self.socket.receive(), if reads => received,
            };
            if self.came(received)
                && let Some(done) = self.pong_beside(&mut work).await
            {
                return done;
            }
        }
    }

    /// Runs `work` for as long as the socket is open, and says each beat that the server is there, which nobody has asked yet.
    ///
    /// # Errors
    ///
    /// Why there is no sense in going on: `work` is dropped.
    pub(super) async fn attend_if_open<T>(
        &mut self,
        mut work: Pin<&mut impl Future<Output = T>>,
    ) -> Result<T, Close> {
        let shared = self.shared.clone();
        let period = shared.limits.heartbeat;
        let mut beat = interval_at(Instant::now() + period, period);
        let mut stopping = pin!(shared.tasks.stopping());
        loop {
            let reads = self.reads();
            let pongs = tokio::select! {
                biased;
                done = &mut work => return Ok(done),
                () = &mut stopping => return Err(Close::GoingAway),
                received = self.socket.receive(), if reads => match received {
                    None | Some(Received::Left) => return Err(Close::Normal),
                    received => self.came(received),
                },
                _ = beat.tick() => true,
            };
            if pongs && let Some(done) = self.pong_beside(&mut work).await {
                return Ok(done);
            }
        }
    }

    /// Whether more is read while something runs.
    fn reads(&self) -> bool {
        let is_open = self.early.back().is_none_or(Option::is_some);
        is_open && self.early.len() < MOST_EARLY
    }

    /// Keeps what came early; whether it is a ping, which is answered at once.
    fn came(&mut self, received: Option<Received>) -> bool {
        self.heard = Instant::now();
        match received {
            Some(Received::Pong) => false,
            Some(Received::Text(text)) if Message::is_ping(&text) => true,
            received => {
                self.early.push_back(received);
                false
            }
        }
    }

    /// Answers a ping while `work` goes on, whether or not anybody reads the answer; what `work` came to, if it has ended.
    async fn pong_beside<T>(&mut self, work: &mut Pin<&mut impl Future<Output = T>>) -> Option<T> {
        let mut pong = pin!(self.pong());
        let done = tokio::select! {
            biased;
            done = work => done,
            // A socket that is closed shows when it is read.
            _ = &mut pong => return None,
        };
        // Half a message can't be followed by another.
        let _ = pong.await;
        Some(done)
    }

    /// Says that the server is there.
    pub(super) async fn pong(&mut self) -> Result<(), Close> {
        self.send(PONG.into()).await
    }

    /// Sends a message.
    ///
    /// # Errors
    ///
    /// Why the socket is of no more use.
    pub(super) async fn send(&mut self, text: Text) -> Result<(), Close> {
        let patience = self.shared.limits.send;
        let writing = self.socket.send(text);
        written(writing, patience, &mut self.claims, &self.shared).await
    }

    /// Asks the other side for a sign of life.
    ///
    /// # Errors
    ///
    /// Why the socket is of no more use.
    pub(super) async fn ping(&mut self) -> Result<(), Close> {
        let patience = self.shared.limits.heartbeat;
        let writing = self.socket.ping();
        written(writing, patience, &mut self.claims, &self.shared).await
    }

    /// Closes the socket.
    pub(super) async fn close(&mut self, why: Close) {
        let _ = timeout(self.shared.limits.send, self.socket.close(why)).await;
    }
}

/// Waits until something is written, for as long as that makes sense.
async fn written(
    writing: impl Future<Output = Result<(), ()>>,
    patience: Duration,
    claims: &mut Option<watch::Receiver<u64>>,
    shared: &Shared,
) -> Result<(), Close> {
    let mut writing = pin!(writing);
    // Most is written at once: nothing else is asked for.
    if let Poll::Ready(written) = poll!(writing.as_mut()) {
        return written.map_err(|()| Close::Normal);
    }
    let claimed = async {
        match claims {
            // A browser that has another socket says by that one what it has.
            Some(claims) => drop(claims.changed().await),
            None => pending().await,
        }
    };
    let stopped = async {
        shared.tasks.stopping().await;
        sleep(STOP_PATIENCE).await;
    };
    tokio::select! {
        biased;
        written = writing => written.map_err(|()| Close::Normal),
        () = claimed => Err(Close::Taken),
        () = stopped => Err(Close::GoingAway),
        () = sleep(patience) => Err(Close::Normal),
    }
}
