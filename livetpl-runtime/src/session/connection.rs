//! The task that drives a page while a socket is attached. Owns the order of things: all that its browser asked for is run,
//! then the page is rendered once, then one frame goes out; and the same for what others want of it.

use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use bytes::Bytes;
use tokio::sync::watch;
use tokio::time::{Instant, MissedTickBehavior, interval, sleep_until, timeout};

use crate::bus::Moment;
use crate::controller::{Dispatch, Error, Identity, Payload};
use crate::session::bucket::Bucket;
use crate::session::frame::Frame;
pub use crate::session::frame::Text;
use crate::session::join::Joined;
use crate::session::line::Line;
pub use crate::session::line::{Close, Received, Socket};
use crate::session::message::Message;
use crate::session::page::{Location, Page};
use crate::session::registry::Held;
use crate::session::shared::Shared;
use crate::session::uploads::{Chunk, Uploads};
use crate::session::view::{TOO_MANY, View};

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

pub(crate) struct Connection<C: Dispatch, S> {
    view: Arc<View<C>>,
    shared: Arc<Shared>,
    line: Line<S>,
    bucket: Bucket,
    /// Messages refused for their rate.
    refused: u32,
    /// Until when nothing more is read, after such a message.
    rest: Option<Instant>,
    /// Something ran that may have changed the page.
    ran: bool,
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
            line: Line::new(socket, shared.clone()),
            bucket,
            refused: 0,
            rest: None,
            ran: false,
            shared,
        }
    }

    /// Runs until the socket ends; the page is then parked. `since`: when the browser was found to be who it is.
    pub(crate) async fn run(mut self, identity: Identity, location: Location, since: Moment) {
        // Boxed: an idle connection keeps no place for what only its beginning and its end need.
        let joined = Box::pin(self.join(identity, location, since)).await;
        let why = match joined {
            Ok(held) => {
                let claims = held.claims();
                self.drive(held, claims).await
            }
            Err(why) => why,
        };
        Box::pin(self.line.close(why)).await;
    }

    async fn join(
        &mut self,
        identity: Identity,
        location: Location,
        since: Moment,
    ) -> Result<Held<C>, Close> {
        let deadline = Instant::now() + JOIN_PATIENCE;
        loop {
            let message = self.first_message(&identity, since, deadline).await?;
            // The page is waited for as long as whoever holds it is at work: this browser has the next turn.
            let view = self.view.clone();
            let meeting = view.meet(&message, &identity, &location, since, Duration::MAX);
            let met = match self.line.attend_if_open(pin!(meeting)).await? {
                Ok(met) => met,
                Err(error) => {
                    self.answer(None, &error).await?;
                    continue;
                }
            };
            let joining = view.join(met, &message, location, since);
            let (mut held, mut frame) = match self.line.attend(pin!(joining)).await {
                Joined::Page { held, frame, .. } => (held, frame),
                Joined::Reload(text) => {
                    self.line.send(text.into()).await?;
                    return Err(Close::Normal);
                }
            };
            self.line.give_way(held.claims());
            let page = held.page();
            self.line
                .attend(pin!(view.connected(page, &mut frame)))
                .await;
            if page.mailbox.is_ended() {
                return Err(Close::Ended);
            }
            self.view.render(page, &mut frame).await;
            self.view.settle_by_ticket(page, &mut frame).await;
            let shown = page.shown();
            self.line.send(frame.into_text(shown)).await?;
            return Ok(held);
        }
    }

    /// Waits for the message that joins. A socket without a page has little time, and may say little.
    async fn first_message(
        &mut self,
        identity: &Identity,
        since: Moment,
        deadline: Instant,
    ) -> Result<Message, Close> {
        let members = self.shared.bus.members.clone();
        let mut ends = members.ends();
        loop {
            if members.ended_since(since, identity) {
                return Err(Close::Ended);
            }
            let received = tokio::select! {
                received = self.line.receive() => received.ok_or(Close::Normal)?,
                () = self.shared.tasks.stopping() => return Err(Close::GoingAway),
                _ = ends.changed() => continue,
                () = sleep_until(deadline) => return Err(Close::Normal),
            };
            if !self.bucket.take() {
                return Err(Close::Policy);
            }
            let text = match received {
                Received::Text(text) => text,
                Received::Pong => continue,
                Received::TooLarge => return Err(self.too_large().await),
                Received::Binary(_) => {
                    let error = Error::bad_request("the first message is a join, as text");
                    self.answer(None, &error).await?;
                    continue;
                }
                Received::Left => return Err(Close::Normal),
            };
            if let Some(error) = self.shared.limits.refuse_message(&text) {
                self.answer(Message::reference(&text), &error).await?;
                continue;
            }
            let (reference, reason) = match Message::read(&text) {
                Ok(message) if message.join.is_some() => return Ok(message),
                Ok(message) if message.ping.is_some() => {
                    self.line.pong().await?;
                    continue;
                }
                Ok(message) => (message.reference, "the page has not joined".to_owned()),
                Err(unread) => unread,
            };
            self.answer(reference, &Error::bad_request(reason)).await?;
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
            let mailbox = held.page().mailbox.clone();
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
                    self.line.receive().await
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
                    if let Ok(Some(received)) = timeout(LAST_WORDS, self.line.receive()).await {
                        let _ = Box::pin(self.turn(&mut held, Some(received))).await;
                    }
                    return Close::GoingAway;
                }
                Event::Heartbeat => {
                    if self.line.silence() >= period.saturating_mul(2) {
                        return Close::Normal;
                    }
                    if let Err(why) = Box::pin(self.line.ping()).await {
                        return why;
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

    /// Runs all that waits, and shows it: what the browser asked for in one frame, and in another what others want of the
    /// page. So a state that can't be rendered takes nothing with it that somebody else did.
    async fn turn(&mut self, held: &mut Held<C>, first: Option<Received>) -> Result<(), Close> {
        let mut frame = Frame::default();
        let outcome = self.messages(held, first, &mut frame).await;
        let mut ran = std::mem::take(&mut self.ran);
        let page = held.page();
        if outcome == Err(Close::Normal) {
            // The browser is gone: what goes with its answer waits for it. What can't be shown has not happened, all the same.
            if ran {
                self.view.render(page, &mut frame).await;
            }
            return outcome;
        }
        if ran && !page.mailbox.is_ended() && page.mailbox.runs() {
            self.show(page, std::mem::take(&mut frame), true).await?;
            ran = false;
        }
        // An action may have ended its own page, as a logout does: it is answered, and its cookies go out.
        let ended = page.mailbox.is_ended();
        if !ended {
            let batch = page.mailbox.take();
            ran |= batch.runs();
            self.line.attend(pin!(page.deliver(batch))).await;
            ran |= page.uploads.as_ref().is_some_and(Uploads::take_changed);
        }
        self.show(page, frame, ran && !ended).await?;
        if ended {
            return Err(Close::Ended);
        }
        if outcome == Err(Close::TooLarge) {
            return Err(self.too_large().await);
        }
        outcome
    }

    /// Sends a frame, with what the page shows now where something ran, and with what waits for its browser.
    async fn show(&mut self, page: &mut Page<C>, mut frame: Frame, ran: bool) -> Result<(), Close> {
        if ran {
            self.view.render(page, &mut frame).await;
        }
        self.view.settle_by_ticket(page, &mut frame).await;
        if frame.is_empty() {
            return Ok(());
        }
        // Whether it arrives shows when the browser joins again, with the number of the last frame that it has.
        let shown = page.shown();
        self.line.send(frame.into_text(shown)).await
    }

    /// Runs what the browser asked for: `first`, and what has come since.
    async fn messages(
        &mut self,
        held: &mut Held<C>,
        first: Option<Received>,
        frame: &mut Frame,
    ) -> Result<(), Close> {
        // Where nothing came, mail has woken the task, and the socket was just asked.
        let Some(mut received) = first else {
            return Ok(());
        };
        for _ in 0..MOST_AT_ONCE {
            Box::pin(self.message(held, received, frame)).await?;
            // Whoever was signed out meanwhile asks for nothing more.
            if self.rest.is_some() || held.is_ended() {
                break;
            }
            received = match self.line.ready().await {
                Poll::Ready(Some(received)) => received,
                Poll::Ready(None) => return Err(Close::Normal),
                Poll::Pending => break,
            };
        }
        Ok(())
    }

    async fn message(
        &mut self,
        held: &mut Held<C>,
        received: Received,
        frame: &mut Frame,
    ) -> Result<(), Close> {
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
        if let Some(error) = self.shared.limits.refuse_message(&text) {
            let reference = Message::reference(&text);
            if self.count(frame, reference)? {
                // As an action's: its form tells of it.
                held.page().refuse(&error);
                self.ran = true;
                frame.done(reference, Err(&error));
            }
            return Ok(());
        }
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
            return self.line.pong().await;
        }
        if !self.count(frame, message.reference)? {
            if message.action.is_some() {
                held.page().refuse(&Error::limit(TOO_MANY));
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
        let page = held.page();
        if message.full.is_some() {
            page.forget_tree();
        } else if let Some(action) = &message.action {
            let payload = Payload::new(message.data.unwrap_or_default());
            let result = self.line.attend(pin!(page.act(action, &payload))).await;
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
        let uploads = held.page().uploads.as_ref();
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
        let view = self.view.clone();
        let to = view.locate(held.page(), target)?;
        let replaced = self.line.attend(pin!(view.navigate(held, to))).await?;
        if replaced && !held.is_ended() {
            let connected = view.connected(held.page(), frame);
            self.line.attend(pin!(connected)).await;
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

    async fn too_large(&mut self) -> Close {
        let limit = self.shared.limits.body_bytes;
        let error = Error::too_large(format!("nothing has more than {limit} bytes"));
        let _ = self.answer(None, &error).await;
        Close::TooLarge
    }

    /// Answers one message with an error, in a frame of its own.
    async fn answer(&mut self, reference: Option<u64>, error: &Error) -> Result<(), Close> {
        let mut frame = Frame::default();
        frame.done(reference, Err(error));
        self.line.send(frame.into_text(0)).await
    }
}
