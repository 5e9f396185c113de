//! The application under test, and the browsers that use it.

use std::panic::Location;
use std::sync::Arc;
use std::time::Duration;

use http::Method;

use crate::controller::{IntoCall, Reached};
use crate::http::{App, Service};
use crate::session::handle::Handle;
use crate::testing::failure::{Result, step};
use crate::testing::page::Page;
use crate::testing::transport::Transport;
use crate::testing::wire::{Browser, Reply};

/// How long a test waits for what it waits for, in tokio's time.
const PATIENCE: Duration = Duration::from_secs(2);

/// An application under test: the real service, without a port.
///
/// ```
/// use livetpl::prelude::*;
/// use livetpl::testing::{Result, TestApp};
///
/// #[live_controller]
/// #[derive(Clone, Default)]
/// #[template(ext = "html", source = r#"<form method="post"><input name="name" aria-label="Name"> <button name="greet">Greet</button></form><p>Hello {{ name }}</p>"#)]
/// struct Greeting {
///     name: String,
/// }
///
/// #[live_controller]
/// impl Greeting {
///     #[action]
///     fn greet(&mut self, name: String) {
///         self.name = name;
///     }
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result {
/// let app = TestApp::new(App::new().live("/", Greeting::default()));
/// let mut page = app.user().open("/").await?;
/// page.fill("Name", "Ann").await?;
/// page.click("Greet").await?;
/// assert_eq!(page.find("p")?.text(), "Hello Ann");
/// # Ok(())
/// # }
/// ```
pub struct TestApp {
    service: Result<Service, String>,
    handle: Handle,
    patience: Duration,
}

impl TestApp {
    /// The application as it would be served, with the same limits and rules. Each change of a page is compared with a fresh
    /// render of the same state: see [`without_fresh_renders`](Self::without_fresh_renders).
    ///
    /// ```
    /// use livetpl::App;
    /// use livetpl::testing::TestApp;
    ///
    /// let app = TestApp::new(App::new());
    /// ```
    #[must_use]
    pub fn new(app: App) -> TestApp {
        let handle = app.handle();
        let service = app.into_service().map_err(|error| error.to_string());
        if let Ok(service) = &service {
            service.shared().watch(true);
        }
        TestApp {
            service,
            handle,
            patience: PATIENCE,
        }
    }

    /// How long a test waits for something to happen: 2 seconds where nothing else is said, in tokio's time.
    ///
    /// ```
    /// # use livetpl::{App, testing::TestApp};
    /// use std::time::Duration;
    ///
    /// let app = TestApp::new(App::new()).patience(Duration::from_secs(10));
    /// ```
    #[must_use]
    pub fn patience(mut self, patience: Duration) -> TestApp {
        self.patience = patience;
        self
    }

    /// Leaves out the comparison with fresh renders, for templates that show what is not in their state: a clock, chance.
    ///
    /// ```
    /// # use livetpl::{App, testing::TestApp};
    /// let app = TestApp::new(App::new()).without_fresh_renders();
    /// ```
    #[must_use]
    pub fn without_fresh_renders(self) -> TestApp {
        if let Ok(service) = &self.service {
            service.shared().watch(false);
        }
        self
    }

    /// A browser: a session group of its own, with its own cookies. Each call is another one.
    ///
    /// ```
    /// # use livetpl::testing::{Result, TestApp};
    /// # async fn a_test(app: TestApp) -> Result {
    /// let ann = app.user().open("/").await?;
    /// let bob = app.user().open("/").await?;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn user(&self) -> User {
        User {
            browser: Arc::new(Browser::new(self.service.clone())),
            patience: self.patience,
        }
    }

    /// Runs `call` on every page that subscribed to `topic`, from outside of all pages; how many they are.
    ///
    /// ```
    /// # use livetpl::testing::{Result, TestApp};
    /// # struct Feed;
    /// # impl Feed { const CAME: livetpl::Action<Feed> = livetpl::Action::new("came", &[]); }
    /// # fn a_test(app: &TestApp) -> Result {
    /// let reached = app.publish("news", Feed::CAME)?;
    /// assert_eq!(reached.local, 2);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Handle::publish`].
    #[track_caller]
    pub fn publish(&self, topic: impl AsRef<str>, call: impl IntoCall) -> Result<Reached> {
        Ok(self.handle.publish(topic, call)?)
    }

    /// The application from outside: [`Handle::session`], [`Handle::disconnect_user`].
    ///
    /// ```
    /// # use livetpl::testing::{Result, TestApp};
    /// # async fn a_test(app: TestApp) -> Result {
    /// let reached = app.handle().disconnect_user("ann");
    /// assert_eq!(reached.local, 1);
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn handle(&self) -> &Handle {
        &self.handle
    }
}

/// A browser that uses the application. A clone is the same browser.
///
/// ```
/// # use livetpl::testing::{Result, TestApp};
/// # async fn a_test(app: TestApp) -> Result {
/// let ann = app.user();
/// let (here, there) = (ann.open("/").await?, ann.open("/").await?); // two tabs of one browser
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct User {
    browser: Arc<Browser>,
    patience: Duration,
}

impl User {
    /// Opens a tab at `url`, a path with or without a query: the page is loaded, and its socket adopts it. Redirects are
    /// followed.
    ///
    /// ```
    /// # use livetpl::testing::{Result, User};
    /// # async fn a_test(user: User) -> Result {
    /// let page = user.open("/todos?sort=name").await?;
    /// assert!(page.is_connected());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// If the answer is no page: see [`get`](Self::get) for that.
    #[track_caller]
    pub fn open(&self, url: &str) -> impl Future<Output = Result<Page>> {
        self.open_by(Transport::WebSocket, url)
    }

    /// Opens a tab whose WebSocket is blocked: its actions go by fetch.
    ///
    /// ```
    /// # use livetpl::testing::{Result, User};
    /// # async fn a_test(user: User) -> Result {
    /// let page = user.open_without_websocket("/todos").await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`open`](Self::open).
    #[track_caller]
    pub fn open_without_websocket(&self, url: &str) -> impl Future<Output = Result<Page>> {
        self.open_by(Transport::Fetch, url)
    }

    /// Opens a tab in which no script runs: it has links and plain forms.
    ///
    /// ```
    /// # use livetpl::testing::{Result, User};
    /// # async fn a_test(user: User) -> Result {
    /// let page = user.open_without_javascript("/todos").await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`open`](Self::open).
    #[track_caller]
    pub fn open_without_javascript(&self, url: &str) -> impl Future<Output = Result<Page>> {
        self.open_by(Transport::Plain, url)
    }

    /// Opens a tab that works by `transport`: for tests that run over several.
    ///
    /// ```
    /// # use livetpl::testing::{Result, Transport, User};
    /// # async fn a_test(user: User) -> Result {
    /// for transport in Transport::ALL {
    ///     let page = user.open_by(transport, "/todos").await?;
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`open`](Self::open).
    #[track_caller]
    pub fn open_by(&self, transport: Transport, url: &str) -> impl Future<Output = Result<Page>> {
        let at = Location::caller();
        let (browser, url) = (self.browser.clone(), url.to_owned());
        step(at, Page::open(browser, transport, self.patience, url))
    }

    /// A GET whose answer may be anything: an error, a redirect, an asset.
    ///
    /// ```
    /// # use livetpl::testing::{Result, User};
    /// # async fn a_test(user: User) -> Result {
    /// let reply = user.get("/admin").await?;
    /// assert_eq!(reply.status, 403);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// If `url` is no path.
    #[track_caller]
    pub fn get(&self, url: &str) -> impl Future<Output = Result<Reply>> {
        let at = Location::caller();
        step(at, self.browser.send(Method::GET, url, &[], ""))
    }

    /// With a header that this browser sends with each request, as `authorization`.
    ///
    /// ```
    /// # use livetpl::testing::{Result, TestApp};
    /// # async fn a_test(app: TestApp) -> Result {
    /// let ann = app.user().with_header("authorization", "Basic YW5uOnNlY3JldA==")?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// If it is no header.
    #[track_caller]
    pub fn with_header(self, name: &str, value: &str) -> Result<User> {
        self.browser.add_header(name, value)?;
        Ok(self)
    }

    /// Sets a cookie of the whole site.
    ///
    /// ```
    /// # use livetpl::testing::{Result, User};
    /// # async fn a_test(user: User) -> Result {
    /// user.set_cookie("theme", "dark");
    /// let page = user.open("/").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn set_cookie(&self, name: &str, value: &str) {
        self.browser.jar.lock().set(name, value);
    }

    /// The value of a cookie that the application has set.
    ///
    /// ```
    /// # use livetpl::testing::{Result, User};
    /// # async fn a_test(user: User) -> Result {
    /// assert_eq!(user.cookie("theme").as_deref(), Some("dark"));
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.browser.jar.lock().get(name)
    }
}
