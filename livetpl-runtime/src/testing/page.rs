//! A tab: the page that it shows, how it speaks to the server, and what came of that.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use http::StatusCode;
use scraper::ElementRef;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::testing::document::Document;
use crate::testing::element::{Element, text_of};
use crate::testing::failure::{Failure, Result};
use crate::testing::fields::Fields;
use crate::testing::history::History;
use crate::testing::load::Arrival;
use crate::testing::socket::Socket;
use crate::testing::transport::Transport;
use crate::testing::travel::Going;
use crate::testing::uploads::Uploads;
use crate::testing::wire::Browser;
use crate::testing::{print, target};

/// A tab of a browser, and the page in it. Dropping it closes the tab.
///
/// What others do arrives while the test waits: at each step of this page, and in `wait_…`. What is found is what the page
/// showed then.
///
/// ```
/// # use livetpl::testing::{Result, TestApp};
/// # async fn a_test(app: TestApp) -> Result {
/// let ann = app.user();
/// let mut page = ann.open("/todos").await?;
/// page.click("Add").await?;
/// assert_eq!(page.count("li")?, 1);
/// # Ok(())
/// # }
/// ```
pub struct Page {
    pub(super) browser: Arc<Browser>,
    pub(super) transport: Transport,
    pub(super) patience: Duration,
    pub(super) url: String,
    pub(super) document: Document,
    pub(super) fields: Fields,
    pub(super) uploads: Uploads,
    pub(super) status: StatusCode,
    pub(super) live: Option<Live>,
    pub(super) events: Vec<(String, Value)>,
    pub(super) errors: Vec<ActionError>,
    pub(super) answered: Vec<u64>,
    pub(super) next: u64,
    /// How many pages this tab has shown.
    pub(super) pages: usize,
    /// How often it was told to load again since a frame came.
    pub(super) reloads: usize,
    pub(super) history: History,
    /// Where the page is once the message of this number is done.
    pub(super) going: Option<(u64, Going)>,
    /// How often the server has sent the page elsewhere since the last step.
    pub(super) hops: usize,
}

/// A live page's own: what the script keeps.
pub(super) struct Live {
    pub(super) token: String,
    pub(super) plan: String,
    pub(super) user: Option<String>,
    pub(super) root: Option<String>,
    pub(super) seq: i64,
    pub(super) socket: Option<Socket>,
}

/// An error that the server answered an action with, or told of otherwise.
///
/// ```
/// # use livetpl::testing::{Page, Result};
/// # async fn a_test(mut page: Page) -> Result {
/// page.click("Save").await?;
/// let error = &page.errors()[0];
/// assert_eq!(error.code, "invalid-fields");
/// assert_eq!(error.fields["title"], "is taken");
/// # Ok(())
/// # }
/// ```
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
            uploads: Uploads::default(),
            status: StatusCode::OK,
            live: None,
            events: Vec::new(),
            errors: Vec::new(),
            answered: Vec::new(),
            next: 1,
            pages: 0,
            reloads: 0,
            history: History::default(),
            going: None,
            hops: 0,
        };
        page.load(&url).await?;
        Ok(page)
    }

    /// The address that the tab shows: path and query.
    ///
    /// ```
    /// # use livetpl::testing::{Page, Result};
    /// # fn a_test(page: &Page) -> Result {
    /// assert_eq!(page.url(), "/todos?sort=name");
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The status of the answer that brought the page.
    ///
    /// ```
    /// # use livetpl::testing::{Page, Result};
    /// # fn a_test(page: &Page) -> Result {
    /// assert_eq!(page.status(), 200);
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The transport that the page works by.
    ///
    /// ```
    /// # use livetpl::testing::{Page, Result, Transport};
    /// # fn a_test(page: &Page) -> Result {
    /// assert_eq!(page.transport(), Transport::Fetch);
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn transport(&self) -> Transport {
        self.transport
    }

    /// The title.
    ///
    /// ```
    /// # use livetpl::testing::{Page, Result};
    /// # fn a_test(page: &Page) -> Result {
    /// assert_eq!(page.title(), "Todos (3)");
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn title(&self) -> String {
        let mut all = self.root().descendent_elements();
        let title = all.find(|el| el.value().name() == "title");
        title.map(text_of).unwrap_or_default()
    }

    /// What a reader reads of the whole page.
    ///
    /// ```
    /// # use livetpl::testing::{Page, Result};
    /// # fn a_test(page: &Page) -> Result {
    /// assert!(page.text().ends_with("3 todos"));
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn text(&self) -> String {
        let body = self
            .root()
            .child_elements()
            .find(|el| el.value().name() == "body");
        body.map(text_of).unwrap_or_default()
    }

    /// The page's HTML, without its scripts and indented: what a failure shows.
    ///
    /// ```
    /// # use livetpl::testing::{Page, Result};
    /// # fn a_test(page: &Page) -> Result {
    /// println!("{}", page.html());
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn html(&self) -> String {
        print::page(self.document.html())
    }

    /// The one element that a CSS selector matches.
    ///
    /// ```
    /// # use livetpl::testing::{Page, Result};
    /// # fn a_test(page: &Page) -> Result {
    /// assert_eq!(page.find("[role=status]")?.text(), "Saved");
    /// # Ok(())
    /// # }
    /// ```
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
    /// ```
    /// # use livetpl::testing::{Page, Result};
    /// # fn a_test(page: &Page) -> Result {
    /// for row in page.find_all("tbody tr")? {
    ///     assert!(row.attr("data-key").is_some());
    /// }
    /// # Ok(())
    /// # }
    /// ```
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
    /// ```
    /// # use livetpl::testing::{Page, Result};
    /// # fn a_test(page: &Page) -> Result {
    /// assert_eq!(page.texts("li")?, ["Bread", "Milk"]);
    /// # Ok(())
    /// # }
    /// ```
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
    /// ```
    /// # use livetpl::testing::{Page, Result};
    /// # fn a_test(page: &Page) -> Result {
    /// assert_eq!(page.count("li")?, 2);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// If it is no CSS selector.
    #[track_caller]
    pub fn count(&self, selector: &str) -> Result<usize> {
        Ok(self.here(target::all(self.root(), selector))?.len())
    }

    /// Whether a CSS selector matches anything; what is no selector matches nothing.
    ///
    /// ```
    /// # use livetpl::testing::{Page, Result};
    /// # fn a_test(page: &Page) -> Result {
    /// assert!(!page.has("[role=alert]"));
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn has(&self, selector: &str) -> bool {
        target::all(self.root(), selector).is_ok_and(|found| !found.is_empty())
    }

    /// Whether a reader reads this text anywhere.
    ///
    /// ```
    /// # use livetpl::testing::{Page, Result};
    /// # fn a_test(page: &Page) -> Result {
    /// assert!(page.has_text("3 todos"));
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn has_text(&self, text: &str) -> bool {
        self.text().contains(text)
    }

    /// The events that `ctx.push_event` has sent since the last call, with what they say.
    ///
    /// ```
    /// # use livetpl::testing::{Page, Result};
    /// # async fn a_test(mut page: Page) -> Result {
    /// page.click("Measure").await?;
    /// let (name, detail) = &page.events()[0];
    /// assert_eq!((name.as_str(), detail.as_f64()), ("point", Some(4.5)));
    /// # Ok(())
    /// # }
    /// ```
    pub fn events(&mut self) -> Vec<(String, Value)> {
        std::mem::take(&mut self.events)
    }

    /// The errors since the last action was sent, its own included.
    ///
    /// ```
    /// # use livetpl::testing::{Page, Result};
    /// # async fn a_test(mut page: Page) -> Result {
    /// page.click("Save").await?;
    /// assert!(page.errors().is_empty());
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn errors(&self) -> &[ActionError] {
        &self.errors
    }

    /// Loads the page again, as a browser does by itself where it is told to.
    ///
    /// ```
    /// # use livetpl::testing::{Page, Result};
    /// # async fn a_test(mut page: Page) -> Result {
    /// page.reload().await?;
    /// assert!(page.has_text("3 todos"));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// If the answer is no page.
    pub async fn reload(&mut self) -> Result {
        let url = self.url.clone();
        self.load_as(&url, Arrival::Here).await
    }

    /// Cuts the socket without a word, as a network that is gone. The page stays as it is.
    ///
    /// ```
    /// # use livetpl::testing::{Page, Result};
    /// # async fn a_test(mut page: Page) -> Result {
    /// page.disconnect();
    /// assert!(!page.is_connected());
    /// # Ok(())
    /// # }
    /// ```
    pub fn disconnect(&mut self) {
        if let Some(socket) = self.live.as_mut().and_then(|live| live.socket.take()) {
            socket.cut();
        }
    }

    /// Opens a socket again, as the script does: the server brings what the page has missed.
    ///
    /// ```
    /// # use livetpl::testing::{Page, Result};
    /// # async fn a_test(mut page: Page) -> Result {
    /// page.disconnect();
    /// page.reconnect().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// If the socket is refused, or the page has none.
    pub async fn reconnect(&mut self) -> Result {
        if self.transport != Transport::WebSocket || self.live.is_none() {
            return Err(self.failure("this page has no socket that could come back"));
        }
        self.disconnect();
        self.join().await?;
        self.resume().await
    }

    /// Whether the page has a socket.
    ///
    /// ```
    /// # use livetpl::testing::{Page, Result};
    /// # fn a_test(page: &Page) -> Result {
    /// assert!(page.is_connected());
    /// # Ok(())
    /// # }
    /// ```
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
        for refused in self.uploads.refused(None) {
            out.push_str(&format!("\na file that was refused: {refused}"));
        }
        for error in &self.errors {
            out.push_str(&format!("\nthe last action's error: {error}"));
        }
        out
    }
}

impl Live {
    /// The page's first message.
    pub(super) fn join(&self) -> Map<String, Value> {
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
