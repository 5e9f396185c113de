//! The task that drives a page while a socket is attached. Owns the order of things: all that waits is run, then the
//! page is rendered once, then one frame goes out.

use std::collections::VecDeque;
use std::future::Future;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use bytes::Bytes;
use futures_util::poll;
use tokio::sync::watch;
use tokio::time::{Instant, MissedTickBehavior, interval, sleep_until, timeout};

use crate::controller::{Dispatch, Error, Identity, Payload};
use crate::session::bucket::Bucket;
use crate::session::frame::Frame;
pub use crate::session::frame::Text;
use crate::session::join::Joined;
use crate::session::message::Message;
use crate::session::page::Location;
use crate::session::registry::Held;
use crate::session::shared::Shared;
use crate::session::uploads::{Chunk, Uploads};
use crate::session::view::{TOO_MANY, View};

/// What a socket received.
#[derive(Debug)]
pub enum Received {
    /// A text message.
    Text(String),
    /// A message that is no text: a piece of a file.
    Binary(Bytes),
    /// A sign of life.
    Pong,
    /// A message above the limit; nothing can be read after it.
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
    /// A message was above the limit.
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

/// The most messages that are run before a render.
const MOST_AT_ONCE: usize = 64;
/// How long a browser may take for its first message.
const JOIN_PATIENCE: Duration = Duration::from_secs(10);
/// How long nothing more is read after a message that was refused for its rate: a flood waits in its own socket, and costs
/// the others no time.
const REFUSAL_REST: Duration = Duration::from_millis(5);
/// How often a message may be refused for its rate, for each that may come at once, before the socket is closed.
const PATIENCE_WITH_FLOODS: u32 = 10;
/// How long a stop waits for what is on its way.
const LAST_WORDS: Duration = Duration::from_millis(50);
const PONG: &str = "{\"pong\":1}";

pub(crate) struct Connection<C: Dispatch, S> {
    view: Arc<View<C>>,
    shared: Arc<Shared>,
    socket: S,
    bucket: Bucket,
    /// Messages refused for their rate.
    refused: u32,
    /// Until when nothing more is read, after such a message.
    rest: Option<Instant>,
    heard: Instant,
    /// Something ran that may have changed the page.
    ran: bool,
    /// What came while something ran, in order.
    early: VecDeque<Option<Received>>,
}

/// What wakes the task.
enum Event {
    Received(Option<Received>),
    Mail,
    Heartbeat,
    Claimed,
    Stop,
}

impl<C: Dispatch, S: Socket> Connection<C, S> {
    pub(crate) fn new(view: Arc<View<C>>, shared: Arc<Shared>, socket: S) -> Self {
        let limits = &shared.limits;
        let bucket = Bucket::new(limits.messages_per_second, limits.messages_burst);
        Connection {
            view,
            socket,
            bucket,
            refused: 0,
            rest: None,
            heard: Instant::now(),
            ran: false,
            early: VecDeque::new(),
            shared,
        }
    }

    /// Runs until the socket ends; the page is then parked.
    pub(crate) async fn run(mut self, identity: Identity, location: Location) {
        // Boxed: an idle connection keeps no place for what only its beginning and its end need.
        let joined = Box::pin(self.join(identity, location)).await;
        let why = match joined {
            Ok(held) => {
                let claims = held.claims();
                self.drive(held, claims).await
            }
            Err(why) => why,
        };
        let close = Box::pin(self.socket.close(why));
        let _ = timeout(self.shared.limits.send, close).await;
    }

    async fn join(&mut self, identity: Identity, location: Location) -> Result<Held<C>, Close> {
        let mut ends = self.shared.bus.members.ends();
        loop {
            let received = tokio::select! {
                received = timeout(JOIN_PATIENCE, self.socket.receive()) => received,
                () = self.shared.tasks.stopping() => return Err(Close::GoingAway),
                // Somebody was signed out. It may be who opened this socket, which has no page yet that could end.
                _ = ends.changed() => return Err(Close::Normal),
            };
            let text = match received {
                Ok(Some(Received::Text(text))) => text,
                Ok(Some(Received::Pong)) => continue,
                Ok(Some(Received::TooLarge)) => return Err(self.too_large().await),
                Ok(Some(Received::Binary(_))) => {
                    self.refuse(&Error::bad_request("the first message is a join, as text"))
                        .await?;
                    continue;
                }
                Ok(None | Some(Received::Left)) | Err(_) => return Err(Close::Normal),
            };
            if !self.bucket.take() {
                return Err(Close::Policy);
            }
            let message = match Message::read(&text) {
                Ok(message) if message.join.is_some() => message,
                Ok(message) if message.ping.is_some() => {
                    self.send(PONG.into()).await?;
                    continue;
                }
                Ok(message) => {
                    self.answer(
                        message.reference,
                        &Error::bad_request("the page has not joined"),
                    )
                    .await?;
                    continue;
                }
                Err((reference, reason)) => {
                    self.answer(reference, &Error::bad_request(reason)).await?;
                    continue;
                }
            };
            let joined = self
                .view
                .join(&message, identity.clone(), location.clone())
                .await;
            match joined {
                Ok(Joined::Page {
                    mut held,
                    mut frame,
                }) => {
                    let mut shown = 0;
                    if let Some(page) = held.page() {
                        self.view.connected(page, &mut frame).await;
                        self.view.render(page, &mut frame).await;
                        self.view.settle(page, &mut frame).await;
                        shown = page.shown();
                    }
                    self.send(frame.into_text(shown)).await?;
                    return Ok(held);
                }
                Ok(Joined::Reload(text)) => {
                    self.send(text.into()).await?;
                    return Err(Close::Normal);
                }
                Err(error) => self.refuse(&error).await?,
            }
        }
    }

    async fn drive(&mut self, mut held: Held<C>, mut claims: watch::Receiver<u64>) -> Close {
        let period = self.shared.limits.heartbeat;
        let mut heartbeat = interval(period);
        heartbeat.set_missed_tick_behavior(MissedTickBehavior::Delay);
        heartbeat.reset();
        let shared = self.shared.clone();
        // Begun once: what is waited for anew each time is queued anew each time, behind a lock of all connections.
        let mut stopping = pin!(shared.tasks.stopping());
        let mut claimed = pin!(claims.changed());
        loop {
            let rest = self.rest.filter(|until| *until > Instant::now());
            self.rest = rest;
            // Anew each time: another page may have taken the place of the one that was here.
            let Some(mailbox) = held.page().map(|page| page.mailbox.clone()) else {
                return Close::Normal;
            };
            let event = tokio::select! {
                biased;
                () = &mut stopping => Event::Stop,
                _ = &mut claimed => Event::Claimed,
                _ = heartbeat.tick() => Event::Heartbeat,
                received = async {
                    if let Some(until) = rest {
                        // Boxed: few ever rest.
                        Box::pin(sleep_until(until)).await;
                    }
                    upcoming(&mut self.early, &mut self.socket).await
                } => Event::Received(received),
                () = mailbox.ready() => Event::Mail,
            };
            if mailbox.is_ended() {
                return Close::Ended;
            }
            let first = match event {
                Event::Received(None) => return Close::Normal,
                Event::Claimed => return Close::Taken,
                Event::Stop => {
                    // What has come was sent to a server that took it: it is run and answered.
                    let last = upcoming(&mut self.early, &mut self.socket);
                    if let Ok(Some(received)) = timeout(LAST_WORDS, last).await {
                        let _ = Box::pin(self.turn(&mut held, Some(received))).await;
                    }
                    return Close::GoingAway;
                }
                Event::Heartbeat => {
                    if self.heard.elapsed() >= period.saturating_mul(2)
                        || self.socket.ping().await.is_err()
                    {
                        return Close::Normal;
                    }
                    continue;
                }
                Event::Received(Some(received)) => Some(received),
                Event::Mail => None,
            };
            // Boxed: what a turn needs it gets from what the last one gave back, and an idle connection has none of it.
            if let Err(why) = Box::pin(self.turn(&mut held, first)).await {
                return why;
            }
        }
    }

    /// Runs all that waits, renders once, and sends one frame.
    async fn turn(&mut self, held: &mut Held<C>, first: Option<Received>) -> Result<(), Close> {
        let mut frame = Frame::default();
        let mut outcome = Ok(());
        // Where nothing came, mail has woken the task, and the socket was just asked.
        let asked = first.is_none();
        let mut next = first;
        for _ in 0..MOST_AT_ONCE {
            let received = match next.take() {
                Some(received) => received,
                None if asked => break,
                None => match poll!(pin!(upcoming(&mut self.early, &mut self.socket))) {
                    Poll::Ready(Some(received)) => received,
                    Poll::Ready(None) => {
                        outcome = Err(Close::Normal);
                        break;
                    }
                    Poll::Pending => break,
                },
            };
            outcome = Box::pin(self.message(held, received, &mut frame)).await;
            if outcome.is_err() || self.rest.is_some() {
                break;
            }
        }
        let Some(page) = held.page() else {
            return Err(Close::Normal);
        };
        // An action may have ended its own page, as a logout does: it is answered, and its cookies go out.
        let ended = page.mailbox.is_ended();
        if !ended {
            let batch = page.mailbox.take();
            let mut ran = std::mem::take(&mut self.ran) || batch.runs();
            self.attending(pin!(page.deliver(batch))).await;
            ran |= page.uploads.as_ref().is_some_and(Uploads::take_changed);
            if ran {
                self.view.render(page, &mut frame).await;
            }
        }
        self.view.settle(page, &mut frame).await;
        if !frame.is_empty() {
            // Whether it arrives shows when the browser joins again, with the number of the last frame that it has.
            let shown = page.shown();
            self.send(frame.into_text(shown)).await?;
        }
        if ended {
            return Err(Close::Ended);
        }
        if outcome == Err(Close::TooLarge) {
            return Err(self.too_large().await);
        }
        outcome
    }

    async fn message(
        &mut self,
        held: &mut Held<C>,
        received: Received,
        frame: &mut Frame,
    ) -> Result<(), Close> {
        self.heard = Instant::now();
        let text = match received {
            Received::Pong => return Ok(()),
            Received::TooLarge => return Err(Close::TooLarge),
            Received::Left => {
                held.leave_soon(self.shared.limits.resume);
                return Err(Close::Normal);
            }
            Received::Binary(bytes) => return self.chunk(held, bytes, frame),
            Received::Text(text) => text,
        };
        let message = match Message::read(&text) {
            Ok(message) => message,
            Err((reference, reason)) => {
                if self.count(frame, reference)? {
                    frame.done(reference, Err(&Error::bad_request(reason)));
                }
                return Ok(());
            }
        };
        if message.ping.is_some() {
            return self.send(PONG.into()).await;
        }
        if !self.count(frame, message.reference)? {
            if let Some(page) = held.page().filter(|_| message.action.is_some()) {
                page.refuse(&Error::limit(TOO_MANY));
                self.ran = true;
            }
            return Ok(());
        }
        self.ran = true;
        if let Some(target) = &message.navigate {
            let result = Box::pin(self.navigate(held, target, frame)).await;
            frame.done(message.reference, result.as_ref().copied());
            return Ok(());
        }
        let Some(page) = held.page() else {
            return Err(Close::Normal);
        };
        if message.full.is_some() {
            page.forget_tree();
        } else if let Some(action) = &message.action {
            let payload = Payload::new(message.data.unwrap_or_default());
            let result = self.attending(pin!(page.act(action, &payload))).await;
            frame.done(message.reference, result.as_ref().copied());
        } else {
            frame.done(
                message.reference,
                Err(&Error::bad_request(
                    "a message names an action, or is a ping",
                )),
            );
        }
        Ok(())
    }

    /// Takes a piece of a file. One that may come now counts as no message.
    fn chunk(&mut self, held: &mut Held<C>, bytes: Bytes, frame: &mut Frame) -> Result<(), Close> {
        let uploads = held.page().and_then(|page| page.uploads.as_ref());
        match (uploads, Chunk::read(bytes)) {
            (Some(uploads), Some(chunk)) => {
                if !uploads.chunk(chunk) {
                    self.count(frame, None)?;
                }
            }
            _ => {
                if self.count(frame, None)? {
                    frame.error(&Error::bad_request(
                        "a message is text, or a piece of a file",
                    ));
                }
            }
        }
        Ok(())
    }

    /// Takes the page to another place of its view.
    async fn navigate(
        &mut self,
        held: &mut Held<C>,
        target: &str,
        frame: &mut Frame,
    ) -> Result<(), Error> {
        let Some(page) = held.page() else {
            return Ok(());
        };
        let to = self.view.locate(page, target)?;
        let view = self.view.clone();
        let replaced = self.attending(pin!(view.navigate(held, to))).await?;
        if let Some(page) = held.page().filter(|_| replaced) {
            self.view.connected(page, frame).await;
        }
        Ok(())
    }

    /// Counts a message; whether it may be run. One that may not is answered.
    fn count(&mut self, frame: &mut Frame, reference: Option<u64>) -> Result<bool, Close> {
        if self.bucket.take() {
            return Ok(true);
        }
        self.refused += 1;
        self.rest = Some(Instant::now() + REFUSAL_REST);
        if self.refused > PATIENCE_WITH_FLOODS * self.shared.limits.messages_burst {
            return Err(Close::Policy);
        }
        frame.done(reference, Err(&Error::limit(TOO_MANY)));
        Ok(false)
    }

    /// Runs `work` and answers pings meanwhile: it may take longer than a browser waits for a sign of life.
    async fn attending<T>(&mut self, mut work: Pin<&mut impl Future<Output = T>>) -> T {
        loop {
            let is_open = self.early.back().is_none_or(Option::is_some);
            let received = tokio::select! {
                biased;
                done = &mut work => return done,
                received = self.socket.receive(), if is_open && self.early.len() < MOST_AT_ONCE => received,
            };
            self.heard = Instant::now();
            match received {
                Some(Received::Pong) => {}
                Some(Received::Text(text)) if Message::is_ping(&text) => {
                    // A socket that is closed shows when it is read.
                    let _ = self.send(PONG.into()).await;
                }
                received => self.early.push_back(received),
            }
        }
    }

    async fn too_large(&mut self) -> Close {
        let limit = self.shared.limits.message_bytes;
        let _ = self
            .refuse(&Error::limit(format!(
                "a message has at most {limit} bytes"
            )))
            .await;
        Close::TooLarge
    }

    async fn refuse(&mut self, error: &Error) -> Result<(), Close> {
        self.answer(None, error).await
    }

    /// Answers one message with an error, in a frame of its own.
    async fn answer(&mut self, reference: Option<u64>, error: &Error) -> Result<(), Close> {
        let mut frame = Frame::default();
        frame.done(reference, Err(error));
        self.send(frame.into_text(0)).await
    }

    async fn send(&mut self, text: Text) -> Result<(), Close> {
        match timeout(self.shared.limits.send, self.socket.send(text)).await {
            Ok(Ok(())) => Ok(()),
            _ => Err(Close::Normal),
        }
    }
}

/// The next message: what came early, then what the socket receives. Cancel-safe, as the socket's own is.
async fn upcoming(
    early: &mut VecDeque<Option<Received>>,
    socket: &mut impl Socket,
) -> Option<Received> {
    match early.pop_front() {
        Some(received) => received,
        None => socket.receive().await,
    }
}
