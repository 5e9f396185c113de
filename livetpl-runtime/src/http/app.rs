//! The application: views, assets and rules, put together before it serves.

use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;

use futures_util::FutureExt;
use tokio::net::{TcpListener, ToSocketAddrs};

use crate::bus::Bus;
use crate::bus::relay::Relay;
use crate::controller::{Dispatch, Identity, Result, Topic, TopicAcl};
use crate::http::assets::Assets;
use crate::http::document::Shell;
use crate::http::endpoint::{Endpoint, LiveEndpoint};
use crate::http::reply::{ErrorPage, ErrorPageFn};
use crate::http::serve;
use crate::http::service::{Inner, Service};
use crate::session::handle::Handle;
use crate::session::identity::{Anonymous, Authenticator};
use crate::session::limits::Limits;
use crate::session::prefix::Prefix;
use crate::session::routes::Routes;
use crate::session::shared::Shared;
use crate::session::store::{MemoryStore, SessionStore};
use crate::session::uploads::Space;
use crate::session::view::View;

type Mount = Box<dyn FnOnce(Arc<Shared>) -> Box<dyn Endpoint> + Send>;

/// A web application: its views, and what holds for all of them.
///
/// Serve it with [`serve`](Self::serve), or take its [`into_service`](Self::into_service) into another server.
///
/// ```
/// use livetpl::prelude::*;
///
/// #[live_controller]
/// #[derive(Clone, Default)]
/// #[template(ext = "html", source = "<p>Hello</p>")]
/// struct Hello {}
///
/// #[live_controller]
/// impl Hello {}
///
/// let app = App::new()
///     .asset("/style.css", "text/css; charset=utf-8", b"p { color: green }")
///     .live("/", Hello::default());
/// ```
pub struct App {
    views: Vec<Mount>,
    routes: Routes,
    assets: Assets,
    bus: Bus,
    acl: Option<TopicAcl>,
    limits: Limits,
    uploads: Space,
    takes_uploads: bool,
    store: Arc<dyn SessionStore>,
    authenticator: Arc<dyn Authenticator>,
    origins: Vec<String>,
    secure: bool,
    behind_proxy: bool,
    prefix: String,
    shell: Arc<dyn Fn(&Shell<'_>) -> String + Send + Sync>,
    error_page: Arc<ErrorPageFn>,
}

impl Default for App {
    fn default() -> Self {
        Self::new()
    }
}

impl App {
    /// An application without views, with the default limits, anonymous sessions and a store in memory.
    ///
    /// ```
    /// let app = livetpl::App::new();
    /// ```
    pub fn new() -> Self {
        App {
            views: Vec::new(),
            routes: Routes::default(),
            assets: Assets::default(),
            bus: Bus::default(),
            acl: None,
            limits: Limits::default(),
            uploads: Space::default(),
            takes_uploads: false,
            store: Arc::new(MemoryStore::default()),
            authenticator: Arc::new(Anonymous),
            origins: Vec::new(),
            secure: false,
            behind_proxy: false,
            prefix: String::new(),
            shell: Arc::new(|shell: &Shell<'_>| shell.to_html()),
            error_page: Arc::new(|page: &ErrorPage<'_>| page.to_html()),
        }
    }

    /// Mounts a view at `path`, which may have parameters: `/rooms/{room}` for one segment, `/files/{*path}` for all
    /// that follows. `ctx.param("room")` and `ctx.path_as()` read them.
    ///
    /// Where several fit, the one that says more goes before: `/rooms/new` before `/rooms/{room}`. A path with a slash at its
    /// end is another one.
    ///
    /// ```
    /// # use livetpl::prelude::*;
    /// # #[live_controller] #[derive(Clone, Default)] #[template(ext = "html", source = "Hello")] struct Hello {}
    /// # #[live_controller] impl Hello {}
    /// let app = App::new()
    ///     .live("/", Hello::default())
    ///     .live("/again", Hello::default());
    /// ```
    ///
    /// # Panics
    ///
    /// If the path does not begin with `/`, holds a `?` or `#`, or another view has a path like it: `/rooms/{id}` beside
    /// `/rooms/{room}`.
    #[must_use]
    pub fn live<C: Dispatch>(mut self, path: &str, controller: C) -> Self {
        let added = match self.assets.find(path) {
            Some(_) => Err("an asset is there".to_owned()),
            None => self.routes.add(path),
        };
        if let Err(reason) = added {
            panic!("no view can be mounted at `{path}`: {reason}");
        }
        self.takes_uploads |= !C::UPLOADS.is_empty();
        let own = path.to_owned();
        let mount: Mount = Box::new(move |shared| {
            Box::new(LiveEndpoint::new(View::new(&own, controller, shared)))
        });
        self.views.push(mount);
        self
    }

    /// Serves `bytes` at `path`: a stylesheet, an icon.
    ///
    /// ```
    /// let app = livetpl::App::new().asset("/robots.txt", "text/plain", b"User-agent: *");
    /// ```
    ///
    /// # Panics
    ///
    /// If the path does not begin with `/`, holds a `?` or `#`, or is taken; if the content type is no header value.
    #[must_use]
    pub fn asset(mut self, path: &str, content_type: &'static str, bytes: &'static [u8]) -> Self {
        assert!(
            path.starts_with('/') && !path.contains(['?', '#']),
            "a path begins with `/` and has no query: {path}"
        );
        let taken = self.routes.has(path) || self.assets.find(path).is_some();
        assert!(!taken, "two things can't be served at {path}");
        self.assets.add(path, content_type, bytes);
        self
    }

    /// Admits developer topics: whoever `admits` says yes to may subscribe to and publish on a topic.
    ///
    /// Without it, no developer topic is admitted. What is subscribed to may be a pattern (`rooms/*`): it is asked about as it
    /// was written. Own topics (`ctx.self_topic()`) are not asked about, and neither is what a [`Handle`] publishes.
    ///
    /// ```
    /// # use livetpl_runtime::http::App;
    /// let app = App::new().topic_acl(|topic, identity| match topic.as_str() {
    ///     "news" => true,
    ///     "staff" => identity.user.is_some(),
    ///     _ => false,
    /// });
    /// ```
    #[must_use]
    pub fn topic_acl(
        mut self,
        admits: impl Fn(&Topic, &Identity) -> bool + Send + Sync + 'static,
    ) -> Self {
        self.acl = Some(TopicAcl::Now(Arc::new(admits)));
        self
    }

    /// Admits developer topics after a look elsewhere, as into a database; it takes the place of [`topic_acl`](Self::topic_acl).
    ///
    /// `ctx.subscribe` and `ctx.publish` are written as with the other. The decision is awaited after the method that asks and
    /// before anything of it happens: where one topic is denied, the method has failed with that error. What is published
    /// meanwhile waits, and reaches the page only if it is admitted. A decision that takes longer than 5 seconds is a denial.
    ///
    /// ```
    /// # use livetpl_runtime::http::App;
    /// # async fn is_member(_: Option<&str>, _: &str) -> bool { true }
    /// let app = App::new().topic_acl_async(|topic, identity| async move {
    ///     is_member(identity.user.as_deref(), topic.as_str()).await
    /// });
    /// ```
    #[must_use]
    pub fn topic_acl_async<F>(
        mut self,
        admits: impl Fn(Topic, Identity) -> F + Send + Sync + 'static,
    ) -> Self
    where
        F: Future<Output = bool> + Send + 'static,
    {
        let admits = move |topic, identity| admits(topic, identity).boxed();
        self.acl = Some(TopicAcl::Later(Arc::new(admits)));
        self
    }

    /// Sets the limits; what the environment says (`LIVETPL_*`) still goes before.
    ///
    /// ```
    /// let mut limits = livetpl::session::Limits::default();
    /// limits.publishes = 10;
    /// let app = livetpl::App::new().limits(limits);
    /// ```
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Keeps the temporary files of uploads under `directory`; the default is `livetpl-uploads-` with the number of the
    /// process' user, in the system's directory for temporary files.
    ///
    /// No other user should be able to write into it: the application doesn't start where that holds for the default, and
    /// warns where it holds for another.
    /// Each process has its own place there, and removes what processes left that crashed.
    ///
    /// ```
    /// let app = livetpl::App::new().upload_directory("/var/tmp/gallery");
    /// ```
    #[must_use]
    pub fn upload_directory(self, directory: impl Into<std::path::PathBuf>) -> Self {
        self.uploads.move_to(directory);
        self
    }

    /// Keeps persisted fields in `store`.
    ///
    /// ```
    /// use livetpl::session::MemoryStore;
    ///
    /// let app = livetpl::App::new().store(MemoryStore::default());
    /// ```
    #[must_use]
    pub fn store(mut self, store: impl SessionStore) -> Self {
        self.store = Arc::new(store);
        self
    }

    /// Lets `relay` carry what is published to the other processes of this application.
    ///
    /// ```
    /// # use livetpl::relay::Relay;
    /// /// One of an application's own; `App::redis` sets the one over Redis.
    /// fn several(relay: impl Relay) -> livetpl::App {
    ///     livetpl::App::new().relay(relay)
    /// }
    /// ```
    ///
    /// # Panics
    ///
    /// If there is a relay already.
    #[must_use]
    pub fn relay(self, relay: impl Relay) -> Self {
        assert!(
            self.bus.connect(Arc::new(relay)),
            "an application has one relay"
        );
        self
    }

    /// Runs this application as several processes over the Redis at `url`: its relay and its store, with the prefix
    /// `livetpl:` before all channels and keys.
    ///
    /// ```
    /// use livetpl_runtime::http::App;
    ///
    /// # fn main() -> livetpl_runtime::controller::Result {
    /// let app = App::new().redis("redis://127.0.0.1:6379")?;
    /// # drop(app);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// If the URL is none.
    ///
    /// # Panics
    ///
    /// If there is a relay already.
    #[cfg(feature = "redis")]
    pub fn redis(self, url: &str) -> Result<Self> {
        let relay = crate::bus::redis::RedisRelay::new(url)?;
        let store = crate::session::redis_store::RedisStore::new(url)?;
        Ok(self.relay(relay).store(store))
    }

    /// Finds users and session groups with `authenticator`.
    ///
    /// ```
    /// use livetpl::session::Basic;
    ///
    /// let app = livetpl::App::new().authenticator(Basic::users([("ann", "a long password")]));
    /// ```
    #[must_use]
    pub fn authenticator(mut self, authenticator: impl Authenticator) -> Self {
        self.authenticator = Arc::new(authenticator);
        self
    }

    /// Lets pages of `origin` (`https://example.org`) open sockets and post forms.
    ///
    /// ```
    /// let app = livetpl::App::new().allow_origin("https://www.example.org");
    /// ```
    #[must_use]
    pub fn allow_origin(mut self, origin: &str) -> Self {
        self.origins
            .push(origin.trim_end_matches('/').to_ascii_lowercase());
        self
    }

    /// Says that a proxy of one's own is in front, and that nobody reaches the application but by it.
    ///
    /// Then `X-Forwarded-Proto` and `X-Forwarded-Host` (or `Forwarded`) say whether a browser came by HTTPS, so that its
    /// cookies are marked `Secure`, and which host its pages' `Origin` has to name. Of several values the last counts, which
    /// is the nearest proxy's. Without this such headers change nothing: any browser can send them.
    ///
    /// ```
    /// let app = livetpl::App::new().behind_proxy(true);
    /// ```
    #[must_use]
    pub fn behind_proxy(mut self, behind_proxy: bool) -> Self {
        self.behind_proxy = behind_proxy;
        self
    }

    /// Says what stands before the application's paths in browsers, and is taken away before a request gets here: `/app`
    /// behind a proxy that hands `/app/rooms` on as `/rooms`, or in axum's `nest_service("/app", service)`.
    ///
    /// What livetpl writes for a browser has it: the script, plans, the way back after a form, its own cookies' paths. What
    /// the application writes for a browser is the browser's own, in links, `ctx.redirect`, `ctx.navigate` and cookies alike, so it
    /// puts `lvt.prefix()` or `ctx.prefix()` in front, or links relatively (`?page=2`, `rooms/7`). What it says to livetpl is
    /// without: [`live`](Self::live), [`asset`](Self::asset), `ctx.path()`.
    ///
    /// The environment variable `LIVETPL_PREFIX` goes before it. Where it can't be one, the application does not start.
    ///
    /// ```
    /// let app = livetpl::App::new().prefix("/app");
    /// ```
    #[must_use]
    pub fn prefix(mut self, prefix: &str) -> Self {
        prefix.clone_into(&mut self.prefix);
        self
    }

    /// Says that browsers reach the application by HTTPS only: cookies are marked `Secure`, and pages that came by HTTP
    /// are another site's.
    ///
    /// ```
    /// let app = livetpl::App::new().secure(true);
    /// ```
    #[must_use]
    pub fn secure(mut self, secure: bool) -> Self {
        self.secure = secure;
        self
    }

    /// Puts templates without `<html>` into a document of one's own; see [`Shell`] for what it must hold.
    ///
    /// ```
    /// let app = livetpl::App::new().shell(|shell| {
    ///     format!(
    ///         "<!DOCTYPE html><html lang=\"en\"><head><title>Mine</title>{}</head><body data-lvt-root>{}</body></html>",
    ///         shell.script, shell.content,
    ///     )
    /// });
    /// ```
    #[must_use]
    pub fn shell(mut self, shell: impl Fn(&Shell<'_>) -> String + Send + Sync + 'static) -> Self {
        self.shell = Arc::new(shell);
        self
    }

    /// Reaches the application's pages from anywhere: jobs, webhooks. To be taken before the application is served.
    ///
    /// ```
    /// let app = livetpl::App::new();
    /// let handle = app.handle();
    /// // Give it to jobs, then serve the application.
    /// ```
    #[must_use]
    pub fn handle(&self) -> Handle {
        Handle::new(self.bus.clone(), self.uploads.clone())
    }

    /// Makes the pages that say what went wrong where there is no view's page to say it: an address that nothing is at, also
    /// where `mount` says so ([`Error::not_found`](crate::controller::Error::not_found)), a form from another site, too many requests.
    ///
    /// ```
    /// let app = livetpl::App::new().error_page(|page| {
    ///     format!("<!DOCTYPE html><title>{0}</title><h1>{0}</h1>{1}", page.status, match page.status.as_u16() {
    ///         404 => "<p>Look around <a href=\"/\">at home</a>.</p>",
    ///         _ => "",
    ///     })
    /// });
    /// ```
    #[must_use]
    pub fn error_page(
        mut self,
        page: impl Fn(&ErrorPage<'_>) -> String + Send + Sync + 'static,
    ) -> Self {
        self.error_page = Arc::new(page);
        self
    }

    /// The application as a tower service, for a server of one's own or as axum's fallback service.
    ///
    /// ```
    /// # use livetpl::prelude::*;
    /// # #[live_controller] #[derive(Clone, Default)] #[template(ext = "html", source = "Hello")] struct Hello {}
    /// # #[live_controller] impl Hello {}
    /// # fn main() -> livetpl::Result {
    /// let service = App::new().live("/", Hello::default()).into_service()?;
    /// // `axum::Router::new().route(…).fallback_service(service)`
    /// # drop(service);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// If the environment sets a limit or prefix to something that is none, the [prefix](Self::prefix) is none, or there is no place for uploads that a controller takes.
    pub fn into_service(self) -> Result<Service> {
        let limits = self.limits.with_env()?;
        let prefix = Prefix::with_env(&self.prefix)?;
        if self.takes_uploads {
            self.uploads.prepare()?;
        }
        let shared = Arc::new(
            Shared::new(self.bus, self.acl, limits, self.store)
                .with_uploads(self.uploads)
                .with_prefix(prefix),
        );
        let views = self
            .views
            .into_iter()
            .map(|mount| Arc::from(mount(shared.clone())))
            .collect();
        let _ = shared.routes.set(self.routes);
        Ok(Service::new(Inner {
            views,
            assets: self.assets,
            shared,
            authenticator: self.authenticator,
            origins: self.origins,
            secure: self.secure,
            behind_proxy: self.behind_proxy,
            shell: self.shell,
            error_page: self.error_page,
        }))
    }

    /// Serves at `addr` until Ctrl-C or, on Unix, SIGTERM; then stops gracefully as [`serve_until`](Self::serve_until) does.
    ///
    /// ```
    /// # use livetpl::prelude::*;
    /// # #[live_controller] #[derive(Clone, Default)] #[template(ext = "html", source = "Hello")] struct Hello {}
    /// # #[live_controller] impl Hello {}
    /// async fn run() -> livetpl::Result {
    ///     App::new().live("/", Hello::default()).serve("127.0.0.1:3000").await
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// If the address can't be bound, or the environment sets a limit to something that is none.
    pub async fn serve(self, addr: impl ToSocketAddrs) -> Result {
        self.serve_listener(TcpListener::bind(addr).await?).await
    }

    /// [`serve`](Self::serve) on a listener that is bound already.
    ///
    /// ```
    /// # use livetpl::prelude::*;
    /// # #[live_controller] #[derive(Clone, Default)] #[template(ext = "html", source = "Hello")] struct Hello {}
    /// # #[live_controller] impl Hello {}
    /// async fn run() -> livetpl::Result {
    ///     let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    ///     println!("http://{}", listener.local_addr()?);
    ///     App::new().live("/", Hello::default()).serve_listener(listener).await
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`serve`](Self::serve).
    pub async fn serve_listener(self, listener: TcpListener) -> Result {
        self.serve_until(listener, serve::interrupted()).await
    }

    /// Serves until `stop` is ready. No new connections are taken then, running actions finish, sockets close with
    /// "going away"; at most for the time of the shutdown limit.
    ///
    /// ```
    /// # use livetpl::prelude::*;
    /// # #[live_controller] #[derive(Clone, Default)] #[template(ext = "html", source = "Hello")] struct Hello {}
    /// # #[live_controller] impl Hello {}
    /// async fn run(stop: tokio::sync::oneshot::Receiver<()>) -> livetpl::Result {
    ///     let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    ///     let app = App::new().live("/", Hello::default());
    ///     app.serve_until(listener, async { stop.await.unwrap_or_default() }).await
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`serve`](Self::serve).
    pub async fn serve_until(
        self,
        listener: TcpListener,
        stop: impl Future<Output = ()> + Send,
    ) -> Result {
        let address: Option<SocketAddr> = listener.local_addr().ok();
        tracing::info!(?address, "serving");
        serve::serve(self.into_service()?, listener, stop).await
    }
}
