//! A tab: the page that it shows, how it speaks to the server, and what came of that.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use http::StatusCode;
use scraper::ElementRef;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use tokio::time::{Instant, timeout_at};

use crate::testing::document::Document;
use crate::testing::element::{Element, text_of};
use crate::testing::failure::{Failure, Result};
use crate::testing::fields::Fields;
use crate::testing::socket::{Said, Socket};
use crate::testing::transport::Transport;
use crate::testing::wire::{Browser, Reply};
use crate::testing::{print, target, url};

/// The close code with which the server ends a page: its browser loads it again.
const ENDED: u16 = 4401;

/// The most times that a page loads again by itself, one after another.
const MOST_RELOADS: usize = 5;

/// How many times the patience for other things the answer to an action may take.
const ANSWER_PATIENCE: u32 = 5;

/// A tab of a browser, and the page in it. Dropping it closes the tab.
///
/// What others do arrives while the test waits: at each step of this page, and in `wait_…`. What is found is what the page
/// showed then.
pub struct Page {
    pub(super) browser: Arc<Browser>,
    pub(super) transport: Transport,
    pub(super) patience: Duration,
    pub(super) url: String,
    pub(super) document: Document,
    pub(super) fields: Fields,
    status: StatusCode,
    live: Option<Live>,
    events: Vec<(String, Value)>,
    errors: Vec<ActionError>,
    answered: Vec<u64>,
    next: u64,
    /// How many pages this tab has shown.
    pages: usize,
    /// How often it was told to load again since a frame came.
    reloads: usize,
}

/// A live page's own: what the script keeps.
struct Live {
    token: String,
    plan: String,
    user: Option<String>,
    root: Option<String>,
    seq: i64,
    socket: Option<Socket>,
}

/// An error that the server answered an action with, or told of otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct ActionError {
    /// Its code: `invalid-fields`.
    pub code: String,
    /// What the user reads.
    pub message: String,
    /// The fields that were refused, and why.
    #[serde(default)]
    pub fields: BTreeMap<String, String>,
}

impl Page {
    pub(super) async fn open(
        browser: Arc<Browser>,
        transport: Transport,
        patience: Duration,
        url: String,
    ) -> Result<Page> {
        let mut page = Page {
            browser,
            transport,
            patience,
            url: "/".to_owned(),
            document: Document::new("", None)?,
            fields: Fields::default(),
            status: StatusCode::OK,
            live: None,
            events: Vec::new(),
            errors: Vec::new(),
            answered: Vec::new(),
            next: 1,
            pages: 0,
            reloads: 0,
        };
        page.load(&url).await?;
        Ok(page)
    }

    /// The address that the tab shows: path and query.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The status of the answer that brought the page.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The transport that the page works by.
    #[must_use]
    pub fn transport(&self) -> Transport {
        self.transport
    }

    /// The title.
    #[must_use]
    pub fn title(&self) -> String {
        let mut all = self.root().descendent_elements();
        let title = all.find(|el| el.value().name() == "title");
        title.map(text_of).unwrap_or_default()
    }

    /// What a reader reads of the whole page.
    #[must_use]
    pub fn text(&self) -> String {
        let body = self
            .root()
            .child_elements()
            .find(|el| el.value().name() == "body");
        body.map(text_of).unwrap_or_default()
    }

    /// The page's HTML, without its scripts and indented: what a failure shows.
    #[must_use]
    pub fn html(&self) -> String {
        print::page(self.document.html())
    }

    /// The one element that a CSS selector matches.
    ///
    /// # Errors
    ///
    /// If none matches, or more than one.
    #[track_caller]
    pub fn find(&self, selector: &str) -> Result<Element> {
        let found = self.here(target::one(self.root(), selector))?;
        Ok(Element::of(found, &self.fields))
    }

    /// All elements that a CSS selector matches.
    ///
    /// # Errors
    ///
    /// If it is no CSS selector.
    #[track_caller]
    pub fn find_all(&self, selector: &str) -> Result<Vec<Element>> {
        let found = self.here(target::all(self.root(), selector))?;
        Ok(found
            .into_iter()
            .map(|el| Element::of(el, &self.fields))
            .collect())
    }

    /// The texts of all elements that a CSS selector matches.
    ///
    /// # Errors
    ///
    /// If it is no CSS selector.
    #[track_caller]
    pub fn texts(&self, selector: &str) -> Result<Vec<String>> {
        let found = self.here(target::all(self.root(), selector))?;
        Ok(found.into_iter().map(text_of).collect())
    }

    /// How many elements a CSS selector matches.
    ///
    /// # Errors
    ///
    /// If it is no CSS selector.
    #[track_caller]
    pub fn count(&self, selector: &str) -> Result<usize> {
        Ok(self.here(target::all(self.root(), selector))?.len())
    }

    /// Whether a CSS selector matches anything; what is no selector matches nothing.
    #[must_use]
    pub fn has(&self, selector: &str) -> bool {
        target::all(self.root(), selector).is_ok_and(|found| !found.is_empty())
    }

    /// Whether a reader reads this text anywhere.
    #[must_use]
    pub fn has_text(&self, text: &str) -> bool {
        self.text().contains(text)
    }

    /// The events that `ctx.push_event` has sent since the last call, with what they say.
    pub fn events(&mut self) -> Vec<(String, Value)> {
        std::mem::take(&mut self.events)
    }

    /// The errors since the last action was sent, its own included.
    #[must_use]
    pub fn errors(&self) -> &[ActionError] {
        &self.errors
    }

    /// Loads the page again, as a browser does by itself where it is told to.
    ///
    /// # Errors
    ///
    /// If the answer is no page.
    pub async fn reload(&mut self) -> Result {
        let url = self.url.clone();
        self.load(&url).await
    }

    /// Cuts the socket without a word, as a network that is gone. The page stays as it is.
    pub fn disconnect(&mut self) {
        if let Some(socket) = self.live.as_mut().and_then(|live| live.socket.take()) {
            socket.cut();
        }
    }

    /// Opens a socket again, as the script does: the server brings what the page has missed.
    ///
    /// # Errors
    ///
    /// If the socket is refused, or the page has none.
    pub async fn reconnect(&mut self) -> Result {
        if self.transport != Transport::WebSocket || self.live.is_none() {
            return Err(self.failure("this page has no socket that could come back"));
        }
        self.disconnect();
        self.join().await
    }

    /// Whether the page has a socket.
    #[must_use]
    pub fn is_connected(&self) -> bool {
        self.live.as_ref().is_some_and(|live| live.socket.is_some())
    }

    pub(super) fn root(&self) -> ElementRef<'_> {
        self.document.html().root_element()
    }

    /// A failure on this page.
    pub(super) fn failure(&self, what: impl Into<String>) -> Failure {
        Failure::new(what).on(|| self.printed())
    }

    /// With this page, where it is a failure.
    pub(super) fn on_page<T>(&self, result: Result<T>) -> Result<T> {
        result.map_err(|failure| failure.on(|| self.printed()))
    }

    /// With this page and the caller's place, where it is a failure.
    #[track_caller]
    pub(super) fn here<T>(&self, result: Result<T>) -> Result<T> {
        let at = std::panic::Location::caller();
        self.on_page(result).map_err(|failure| failure.at(at))
    }

    fn printed(&self) -> String {
        let mut out = format!("the page {} ({}), ", self.url, self.transport);
        if self.transport == Transport::WebSocket && !self.is_connected() {
            out.push_str("whose socket is gone, ");
        }
        out.push_str(&format!("“{}”:\n\n{}", self.title(), self.html()));
        for error in &self.errors {
            out.push_str(&format!("\nthe last action's error: {error}"));
        }
        out
    }

    /// Loads a page into this tab.
    pub(super) async fn load(&mut self, target: &str) -> Result {
        let target = url::resolve(&self.url, target)?;
        // The browser leaves the page first.
        self.live = None;
        let (reply, url) = self.browser.get(&target).await?;
        if !reply.status.is_success() {
            let (status, text) = (reply.status, reply.body.clone());
            self.show(reply, url.clone()).await?;
            return Err(Failure::new(format!(
                "`{url}` was answered with {status}:\n{text}"
            )));
        }
        self.show(reply, url).await
    }

    /// Posts a form as a browser does, and shows what comes of it, whatever its status.
    pub(super) async fn post(&mut self, target: &str, body: String) -> Result {
        let target = url::resolve(&self.url, target)?;
        self.live = None;
        let (reply, url) = self.browser.post(&target, body).await?;
        self.show(reply, url).await
    }

    async fn show(&mut self, reply: Reply, url: String) -> Result {
        let Reply {
            status,
            body,
            served,
            ..
        } = reply;
        self.document = Document::new(&body, served)?;
        (self.status, self.url) = (status, url);
        self.pages += 1;
        self.fields = Fields::default();
        self.errors.clear();
        self.answered.clear();
        let live = self.script();
        if self.transport != Transport::Plain
            && let Some(live) = live
        {
            self.live = Some(live);
            if self.transport == Transport::WebSocket {
                return Box::pin(self.join()).await;
            }
        }
        Ok(())
    }

    /// What the script reads of its own tag.
    fn script(&self) -> Option<Live> {
        let mut all = self.root().descendent_elements();
        let tag = all.find(|el| el.attr("data-lvt-plan").is_some())?;
        let own = |name| tag.attr(name).map(str::to_owned);
        let plan = own("data-lvt-plan")?;
        let plan = plan
            .strip_prefix("/_livetpl/plan-")?
            .strip_suffix(".json")?;
        Some(Live {
            token: own("data-lvt-token").unwrap_or_default(),
            plan: plan.to_owned(),
            user: own("data-lvt-user"),
            root: own("data-lvt-root-hash"),
            seq: 0,
            socket: None,
        })
    }

    /// Opens a socket for the page and reads the answer to its join.
    async fn join(&mut self) -> Result {
        let socket = Socket::open(&self.browser, &self.url).await?;
        let Some(live) = &mut self.live else {
            return Ok(());
        };
        socket.send(Value::Object(live.join()).to_string());
        live.socket = Some(socket);
        let until = Instant::now() + self.patience * ANSWER_PATIENCE;
        self.receive("the answer to the join", until).await
    }

    /// Sends an action and waits for its answer.
    pub(super) async fn act(&mut self, action: &str, data: Map<String, Value>) -> Result {
        self.drain().await?;
        self.errors.clear();
        let reference = self.next;
        self.next += 1;
        let message = json!({"action": action, "ref": reference, "data": data});
        if self.transport == Transport::Fetch {
            return self.fetch(message).await;
        }
        let Some(socket) = self.live.as_ref().and_then(|live| live.socket.as_ref()) else {
            let how = match self.live {
                Some(_) => "the page is disconnected; `page.reconnect()` comes first",
                None => "no script runs on this page",
            };
            return Err(self.failure(format!("action `{action}` can't be sent: {how}")));
        };
        socket.send(message.to_string());
        let until = Instant::now() + self.patience * ANSWER_PATIENCE;
        let page = self.pages;
        // Where the browser is taken elsewhere, there is nobody left to answer.
        while !self.answered.contains(&reference) && self.pages == page {
            self.receive(&format!("the answer to action `{action}`"), until)
                .await?;
        }
        Ok(())
    }

    /// Sends a message by fetch and takes the frame that answers it.
    pub(super) async fn fetch(&mut self, message: Value) -> Result {
        let Some(live) = &self.live else {
            return Err(self.failure("no script runs on this page"));
        };
        let mut whole = live.join();
        if let Value::Object(message) = message {
            whole.extend(message);
        }
        let text = Value::Object(whole).to_string();
        let reply = self.browser.fetch(&self.url, text).await?;
        // Whoever this browser is now may not have what the page shows.
        if reply.status == StatusCode::UNAUTHORIZED {
            return Box::pin(self.reload_by_itself()).await;
        }
        if reply.status != StatusCode::OK {
            let Reply { status, body, .. } = reply;
            return Err(self.failure(format!("the server answered a fetch with {status}: {body}")));
        }
        self.take(&reply.body).await
    }

    /// Waits for the next thing that the socket brings, and does what it says.
    pub(super) async fn receive(&mut self, what: &str, until: Instant) -> Result {
        let Some(socket) = self.live.as_mut().and_then(|live| live.socket.as_mut()) else {
            return Err(self.failure(format!("{what} can't come: the page is disconnected")));
        };
        match timeout_at(until, socket.next()).await {
            Ok(said) => self.said(said).await,
            Err(_) => Err(self.failure(format!("{what} did not come in time"))),
        }
    }

    /// Takes what has come already.
    pub(super) async fn drain(&mut self) -> Result {
        while let Some(socket) = self.live.as_mut().and_then(|live| live.socket.as_mut()) {
            let Some(said) = socket.try_next() else { break };
            self.said(said).await?;
        }
        Ok(())
    }

    async fn said(&mut self, said: Said) -> Result {
        match said {
            Said::Text(text) => self.take(&text).await,
            Said::Closed(code) => {
                if let Some(live) = &mut self.live {
                    live.socket = None;
                }
                match code {
                    ENDED => Box::pin(self.reload_by_itself()).await,
                    code => Err(self.failure(format!(
                        "the server closed the page's socket with {code}; `page.reconnect()` opens another one"
                    ))),
                }
            }
        }
    }

    async fn reload_by_itself(&mut self) -> Result {
        self.reloads += 1;
        if self.reloads > MOST_RELOADS {
            return Err(self.failure(format!(
                "the server told the page to load again {} times, one after another",
                self.reloads
            )));
        }
        self.reload().await
    }

    /// Takes a frame: what it says of the page, of actions, and of where the browser goes.
    async fn take(&mut self, text: &str) -> Result {
        let frame: Value = serde_json::from_str(text)
            .map_err(|error| self.failure(format!("a frame is no JSON ({error}): {text}")))?;
        if frame.get("reload").is_some() {
            return Box::pin(self.reload_by_itself()).await;
        }
        let Some(live) = &mut self.live else {
            return Ok(());
        };
        if let Some(token) = frame.get("token").and_then(Value::as_str) {
            (live.token, live.seq) = (token.to_owned(), 0);
        }
        if frame.get("patch").is_some() || frame.get("values").is_some() {
            let seq = frame.get("seq").and_then(Value::as_i64).unwrap_or_default();
            if frame.get("patch").is_some() && seq != live.seq + 1 {
                let shown = live.seq;
                return Err(self.failure(format!(
                    "a patch that follows frame {} came while the page shows frame {shown}",
                    seq - 1
                )));
            }
            (live.seq, live.root) = (seq, None);
        }
        self.reloads = 0;
        let applied = self.document.apply(&frame);
        if self.on_page(applied)? {
            self.fields.follow(self.document.html());
        }
        self.note(&frame);
        self.go(&frame).await
    }

    /// Notes answers, errors and events.
    fn note(&mut self, frame: &Value) {
        let list = |name: &str| {
            frame
                .get(name)
                .and_then(Value::as_array)
                .cloned()
                .unwrap_or_default()
        };
        let read = |error: &Value| serde_json::from_value::<ActionError>(error.clone()).ok();
        for done in list("done") {
            let reference = done.as_u64().or_else(|| done.get("ref")?.as_u64());
            self.answered.extend(reference);
            self.errors.extend(done.get("error").and_then(read));
        }
        self.errors.extend(frame.get("error").and_then(read));
        for event in list("events") {
            if let Ok(event) = serde_json::from_value(event) {
                self.events.push(event);
            }
        }
    }

    /// Fetches cookies that wait, and goes where the frame says.
    async fn go(&mut self, frame: &Value) -> Result {
        if let Some(ticket) = frame.get("cookies").and_then(Value::as_str) {
            let text = json!({"cookies": ticket}).to_string();
            let reply = self.browser.fetch(&self.url, text).await?;
            if reply.status != StatusCode::OK {
                let Reply { status, body, .. } = reply;
                return Err(self.failure(format!("the cookies were refused with {status}: {body}")));
            }
        }
        match frame.get("redirect").and_then(Value::as_str) {
            Some(target) => Box::pin(self.load(target)).await,
            None => Ok(()),
        }
    }
}

impl Live {
    /// The page's first message.
    fn join(&self) -> Map<String, Value> {
        let mut message = Map::new();
        let mut member = |name: &str, value: Value| message.insert(name.to_owned(), value);
        member("join", self.token.clone().into());
        member("plan", self.plan.clone().into());
        if let Some(user) = &self.user {
            member("user", user.clone().into());
        }
        if let Some(root) = &self.root {
            member("root", root.clone().into());
        }
        if self.seq != 0 {
            member("seq", self.seq.into());
        }
        message
    }
}

impl std::fmt::Display for ActionError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.code, self.message)?;
        for (field, message) in &self.fields {
            write!(f, "; {field}: {message}")?;
        }
        Ok(())
    }
}
