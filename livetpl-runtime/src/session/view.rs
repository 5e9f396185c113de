//! A controller with its template, mounted at a path, and all of its pages.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use tokio::time::timeout;

use crate::controller::{
    ActionInfo, ConnectKind, Cookie, Dispatch, Error, ErrorKind, Event, Identity, Payload, Result,
    Visibility,
};
use crate::session::admission::{Admitted, Full};
use crate::session::answer::Answer;
use crate::session::connection::{Connection, Socket};
use crate::session::flashes;
use crate::session::frame::Frame;
use crate::session::join::{Joined, user_mark};
use crate::session::message::Message;
use crate::session::page::Page;
use crate::session::plans;
use crate::session::prefix::Prefix;
use crate::session::registry::Registry;
use crate::session::shared::Shared;
use crate::session::sign_out;
use crate::session::tickets;
use crate::session::uploads::{ACTION, Chunk, Uploads};
use crate::template::{
    LiveTemplate, Plan, Recorder, plan_name, root_hash, static_position, write_shape,
};

pub use crate::session::page::Location;

/// A view of an application.
pub struct View<C: Dispatch> {
    pub(super) path: Arc<str>,
    controller: Arc<C>,
    pub(super) shared: Arc<Shared>,
    pub(super) plan_hash: &'static str,
    pub(super) registry: Arc<Registry<C>>,
}

/// A page as a GET answers it.
pub struct Opened {
    /// The template's HTML.
    pub html: String,
    /// Where the script's tag goes, in a template that is a whole document.
    pub head_end: Option<usize>,
    /// The token under which the page waits for its socket.
    pub token: Arc<str>,
    /// What the browser needs to find the slots, as JSON.
    pub shape: String,
    /// Whose page it is, where it is a user's.
    pub user: Option<String>,
    /// The root hash.
    pub root: String,
    /// The hashes of the nested templates' plans.
    pub plans: Vec<&'static str>,
    /// How often the browser says that it is there.
    pub heartbeat: Duration,
    /// Whether the browser tells the controller of changes to fields that the template gives a value.
    pub hears_changes: bool,
    /// Whether the page says what went wrong: something did, and its template names `lvt.error` or `lvt.errors` for it.
    pub shows_errors: bool,
    /// The values, as JSON: a browser does without, tests read them.
    pub values: Vec<u8>,
}

/// An action that browsers may call by this name hears of changes to fields.
fn is_change(action: &ActionInfo) -> bool {
    action.name == "change" && action.visibility == Visibility::Public
}

/// How long a browser waits for a piece of a file to be taken, by fetch, before it is told how far the file is.
const CHUNK_PATIENCE: Duration = Duration::from_secs(10);

/// What a browser is told whose message was refused for its rate.
pub(crate) const TOO_MANY: &str = "too many messages: wait a little";

impl<C: Dispatch> View<C> {
    /// The view of `controller` at `path`.
    pub fn new(path: &str, controller: C, shared: Arc<Shared>) -> Self {
        View {
            path: path.into(),
            controller: Arc::new(controller),
            plan_hash: plan_name(C::State::PLAN),
            registry: Arc::new(Registry::new(shared.clone())),
            shared,
        }
    }

    /// The pattern of its paths.
    pub fn path(&self) -> &Arc<str> {
        &self.path
    }

    /// What stands before its paths in a browser.
    pub fn prefix(&self) -> &Prefix {
        &self.shared.prefix
    }

    /// The template's plan.
    pub fn plan(&self) -> &'static Plan {
        C::State::PLAN
    }

    /// The hash that names the plan's asset.
    pub fn plan_hash(&self) -> &'static str {
        self.plan_hash
    }

    /// Counts a connection.
    ///
    /// # Errors
    ///
    /// If a limit is reached.
    pub fn admit(&self, identity: &Identity) -> Result<Admitted, Full> {
        let since = self.shared.bus.members.now();
        self.shared.admission.admit(&identity.group, since)
    }

    /// Mounts a page for a GET. With `park` it waits for its socket; a HEAD needs none. `None`: `mount` redirects.
    ///
    /// # Errors
    ///
    /// `mount`'s, or that the template does not render.
    pub async fn open(
        &self,
        identity: Identity,
        location: Location,
        park: bool,
    ) -> Result<(Option<Opened>, Answer)> {
        // A HEAD shows nothing, so it uses nothing up.
        let brought = match park {
            true => flashes::look(&self.shared, &location).await,
            false => None,
        };
        let mut page = self.page(identity, location, park).await?;
        if let Some(brought) = &brought {
            page.receive(brought.flash.clone());
        }
        page.mount(ConnectKind::Get).await?;
        let mut ended = None;
        if let Some(brought) = brought {
            let (taken, cookie) = brought.take(&self.shared).await;
            ended = Some(cookie);
            if !taken {
                page.unsay(&brought.flash);
            }
        }
        let opened = if page.redirects() {
            None
        } else {
            Some(self.serve(&mut page).await?)
        };
        let mut answer = self.answer(&mut page).await;
        answer.cookies.extend(ended);
        if opened.is_none() {
            self.carry(&mut answer).await;
        }
        let opened = opened.map(|opened| self.leave(page, opened, &mut answer, park));
        Ok((opened, answer))
    }

    /// A page that shows what went wrong, where its template does that; `None` where it does not.
    ///
    /// With `form`, which was refused, the page is a new one that goes on like any other. Where nothing can be mounted it is
    /// blank: it shows nothing of the session. Where `mount` says that nothing is there, or not for this browser, a blank page
    /// would show what isn't so.
    pub async fn refused(
        &self,
        error: &Error,
        identity: Identity,
        location: Location,
        form: bool,
    ) -> Option<(Opened, Answer)> {
        let mut page = self.page(identity, location, form).await.ok()?;
        let failed = match form {
            true => page
                .mount(ConnectKind::Get)
                .await
                .err()
                .map(|error| error.kind()),
            false => Some(error.kind()),
        };
        if failed.is_some_and(ErrorKind::is_of_the_address) {
            return None;
        }
        let mounted = failed.is_none();
        if page.redirects() {
            return None;
        }
        if !mounted {
            page.clear().ok()?;
        }
        page.refuse(error);
        let opened = self.serve(&mut page).await.ok()?;
        let mut answer = self.answer(&mut page).await;
        if !opened.shows_errors {
            return None;
        }
        Some((self.leave(page, opened, &mut answer, mounted), answer))
    }

    /// Lets a page that was served wait for its browser.
    fn leave(
        &self,
        mut page: Page<C>,
        mut opened: Opened,
        answer: &mut Answer,
        park: bool,
    ) -> Opened {
        page.location.request = None;
        // The script hears of them when the page's socket is there.
        let (events, query) = (std::mem::take(&mut answer.events), answer.query.take());
        if !events.is_empty() || query.is_some() {
            page.answer = Some(Box::new(Answer {
                events,
                query,
                ..Answer::default()
            }));
        }
        if park {
            opened.token = self.registry.insert(page).token().clone();
        }
        opened
    }

    /// Takes what waits for the page's browser.
    pub(super) async fn answer(&self, page: &mut Page<C>) -> Answer {
        let mut answer = page
            .answer
            .take()
            .map_or_else(Answer::default, |answer| *answer);
        if answer.signs_out {
            match sign_out::issue(&self.shared, &page.identity).await {
                Ok(cookie) => answer.cookies.push(cookie),
                Err(error) => {
                    tracing::error!(view = &*self.path, %error, "pages that are loaded too early may stay");
                }
            }
        }
        answer
    }

    /// The page as it is served.
    async fn serve(&self, page: &mut Page<C>) -> Result<Opened> {
        let plan = self.plan();
        let read = |recorder: &Recorder, values| {
            let mut shape = Vec::new();
            let shape = write_shape(plan, recorder, &mut shape).map(|()| shape);
            let head_end = plan
                .head_end
                .map(|place| static_position(plan, recorder, place));
            let (root, plans) = (root_hash(recorder), recorder.plan_names());
            let html = recorder.html().to_owned();
            let shows_errors = recorder.shows_errors();
            (html, values, shape, head_end, root, plans, shows_errors)
        };
        let read = page.fresh(read).await?;
        let (html, values, shape, head_end, root, plans, shows_errors) = read;
        plans::share(&self.shared, &plans);
        Ok(Opened {
            user: user_mark(&page.identity),
            root,
            html,
            head_end: head_end.transpose()?,
            token: "".into(),
            shape: String::from_utf8(shape?).unwrap_or_default(),
            plans,
            heartbeat: self.shared.limits.heartbeat,
            hears_changes: C::ACTIONS.iter().any(is_change),
            shows_errors,
            values,
        })
    }

    pub(super) async fn complete<T: Send + 'static>(
        &self,
        task: impl Future<Output = Result<T>> + Send + 'static,
    ) -> Result<T> {
        let done = self.shared.tasks.complete(task).await;
        done.unwrap_or_else(|| Err(Error::internal("a request panicked")))
    }

    /// Answers a message that came by fetch with a frame, and with the cookies that go with it. What it asks for runs to its
    /// end, even if the browser does not wait.
    ///
    /// # Errors
    ///
    /// If the message can't be understood.
    pub async fn exchange(
        self: &Arc<Self>,
        identity: Identity,
        location: Location,
        text: String,
    ) -> Result<(String, Vec<Cookie>)> {
        let view = self.clone();
        self.complete(async move { view.run_message(identity, location, &text).await })
            .await
    }

    async fn run_message(
        &self,
        identity: Identity,
        location: Location,
        text: &str,
    ) -> Result<(String, Vec<Cookie>)> {
        let message = Message::read(text).map_err(|(_, reason)| Error::bad_request(reason))?;
        if let Some(ticket) = &message.cookies {
            let cookies = tickets::redeem(&self.shared, &identity, ticket).await?;
            return Ok((Frame::default().into_text(0).into_string(), cookies));
        }
        let since = self.shared.bus.members.now();
        let patience = self.shared.limits.resume;
        let met = self
            .meet(&message, &identity, &location, since, patience)
            .await?;
        let (mut held, mut frame, stopped) = match self.join(met, &message, location, since).await {
            Joined::Page {
                held,
                frame,
                stopped,
            } => (held, frame, stopped),
            Joined::Reload(text) => return Ok((text.to_owned(), Vec::new())),
        };
        if let Some(target) = &message.navigate {
            let result = self.go_by_fetch(&mut held, target).await;
            frame.done(message.reference, result.as_ref().copied());
        }
        let page = held.page();
        if let Some(error) = self.shared.limits.refuse_message(text) {
            page.refuse(&error);
            frame.done(message.reference, Err(&error));
        } else if let Some(action) = &message.action {
            let result = if let Some(result) = stopped {
                result
            } else if self.shared.rates.take(&page.identity.group) {
                let payload = Payload::new(message.data.unwrap_or_default());
                page.act(action, &payload).await
            } else {
                let error = Error::limit(TOO_MANY);
                page.refuse(&error);
                Err(error)
            };
            frame.done(message.reference, result.as_ref().copied());
            if let (ACTION, Some(uploads)) = (&**action, &page.uploads) {
                // No later frame tells this browser where its files go.
                let _ = timeout(CHUNK_PATIENCE, uploads.signed()).await;
            }
        }
        if message.full.is_some() {
            page.forget_tree();
        }
        self.render(page, &mut frame).await;
        let Cookies { list, .. } = self.settle(page, &mut frame).await;
        Ok((frame.into_text(page.shown()).into_string(), list))
    }

    /// Takes a piece of a file that came by fetch for the page under `token`, and says how far the file is once that piece
    /// is taken, or after a while.
    ///
    /// It goes past the page, whoever holds it: no action waits for it.
    ///
    /// # Errors
    ///
    /// If there is no such page of this session group, or the message is no piece of a file.
    pub async fn chunk(&self, identity: &Identity, token: &str, message: Bytes) -> Result<String> {
        let uploads = self.registry.uploads(token, identity);
        let uploads = uploads.ok_or_else(|| Error::bad_request("there is no such page"))?;
        let chunk = Chunk::read(message);
        let chunk = chunk.ok_or_else(|| Error::bad_request("this is no piece of a file"))?;
        let id = chunk.id;
        uploads.chunk(chunk);
        let _ = timeout(CHUNK_PATIENCE, uploads.taken(id)).await;
        Ok(uploads.tell(id).to_string())
    }

    /// Puts what waits for the page's browser into a frame; the cookies that go with it.
    async fn settle(&self, page: &mut Page<C>, frame: &mut Frame) -> Cookies {
        tell_of_uploads(page, frame);
        if page.answer.is_none() {
            return Cookies::default();
        }
        let mut answer = self.answer(page).await;
        self.send_on(page, &mut answer).await;
        let Answer {
            cookies,
            redirect,
            navigate,
            query,
            events,
            signs_out,
            ..
        } = answer;
        frame.events.extend(events);
        page.tell_query(query, frame);
        frame.redirect = redirect;
        frame.navigate = navigate;
        Cookies {
            list: cookies,
            signs_out,
        }
    }

    /// The same for a frame that goes over a WebSocket, which carries no cookies: they wait under a ticket.
    pub(crate) async fn settle_by_ticket(&self, page: &mut Page<C>, frame: &mut Frame) {
        let cookies = self.settle(page, frame).await;
        if cookies.list.is_empty() {
            return;
        }
        // Whoever signs out may be nobody already when the browser fetches them.
        let whose = (!cookies.signs_out).then_some(&page.identity);
        match tickets::issue(&self.shared, whose, &cookies.list).await {
            Ok(ticket) => frame.cookies = Some(ticket),
            Err(error) => {
                tracing::error!(view = &*self.path, %error, "cookies could not be kept for their browser");
                frame.error(&error);
                // Where it would go, it would come without them.
                (frame.redirect, frame.navigate) = (None, None);
            }
        }
    }

    /// Renders a page into a frame. If it can't be, what ran for the frame has failed.
    pub(crate) async fn render(&self, page: &mut Page<C>, frame: &mut Frame) {
        #[cfg(feature = "testing")]
        let before = page.lvt();
        self.render_content(page, frame).await;
        if page.shows_errors() {
            frame.errors_are_shown();
        }
        #[cfg(feature = "testing")]
        {
            frame.fresh = page.fresh_html(&before);
        }
    }

    async fn render_content(&self, page: &mut Page<C>, frame: &mut Frame) {
        let error = match page.changes().await {
            Ok(content) => return frame.content = content,
            Err(error) => error,
        };
        tracing::error!(view = &*self.path, %error, "a page could not be rendered");
        frame.failed(&error);
        if !frame.answers() {
            return;
        }
        // The page is as it was before what failed; it may say so.
        page.refuse(&error);
        match page.changes().await {
            Ok(content) => frame.content = content,
            Err(_) => page.forgive(),
        }
    }

    /// Drives a page over `socket` until one of the two ends.
    pub async fn attach(
        self: Arc<Self>,
        socket: impl Socket,
        identity: Identity,
        location: Location,
        admitted: Admitted,
    ) {
        let shared = self.shared.clone();
        Connection::new(self, shared, socket)
            .run(identity, location, admitted.since)
            .await;
        drop(admitted);
    }

    pub(super) async fn page(
        &self,
        identity: Identity,
        location: Location,
        lives: bool,
    ) -> Result<Page<C>> {
        Page::new(
            &self.controller,
            &self.shared,
            &self.path,
            identity,
            location,
            lives,
        )
        .await
    }
}

/// The cookies that go with an answer.
#[derive(Default)]
struct Cookies {
    list: Vec<Cookie>,
    /// They sign the browser out.
    signs_out: bool,
}

/// The browser is told how its uploads fare, by an event that the script hears.
fn tell_of_uploads<C: Dispatch>(page: &Page<C>, frame: &mut Frame) {
    let told = page.uploads.as_ref().and_then(Uploads::take_told);
    frame
        .events
        .extend(told.map(|told| Event::framework("upload", told)));
}
