//! What becomes of a request: which view or asset, who asks, and whether they may. Owns the order of these questions.

use std::convert::Infallible;
use std::error::Error as StdError;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::{Buf, Bytes};
use http::header::{CONTENT_TYPE, HeaderValue, SET_COOKIE, WWW_AUTHENTICATE};
use http::{Method, Request, StatusCode, request::Parts};
use http_body_util::{BodyExt, Limited};
use hyper::body::Body;
use hyper::upgrade::OnUpgrade;

use crate::bus::Moment;
use crate::controller::Params;
use crate::controller::fields::read_urlencoded;
use crate::http::arrival::Arrival;
use crate::http::assets::{self, Assets};
use crate::http::endpoint::{Endpoint, ShellFn};
use crate::http::multipart;
use crate::http::origin;
use crate::http::reply::{ErrorPageFn, Reply, busy, method_not_allowed, refusal, with, written};
use crate::http::socket::{self, WebSocket};
use crate::session::admission::Full;
use crate::session::identity::{self, Authenticator, Identified};
use crate::session::plans;
use crate::session::shared::Shared;
use crate::session::sign_out;
use crate::session::uploads::{Chunk, Posted};
use crate::session::view::{Location, TOO_MANY};

/// An application as a tower service. Cheap to clone: all clones are one application.
///
/// ```
/// # fn main() -> livetpl::Result {
/// let service: livetpl::Service = livetpl::App::new().into_service()?;
/// // Any server that takes a `tower_service::Service<http::Request<_>>` takes it.
/// let another = service.clone();
/// # drop(another);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Service(Arc<Inner>);

pub(crate) struct Inner {
    /// By the numbers of their routes.
    pub(crate) views: Vec<Arc<dyn Endpoint>>,
    pub(crate) assets: Assets,
    pub(crate) shared: Arc<Shared>,
    pub(crate) authenticator: Arc<dyn Authenticator>,
    pub(crate) origins: Vec<String>,
    pub(crate) secure: bool,
    pub(crate) behind_proxy: bool,
    pub(crate) shell: Arc<ShellFn>,
    pub(crate) error_page: Arc<ErrorPageFn>,
}

/// How long the body of a request may take to arrive.
const BODY_PATIENCE: Duration = Duration::from_secs(30);

/// The header of requests that the script makes.
const BY_SCRIPT: &str = "x-livetpl";

const FAVICON: &str = "/favicon.ico";

type BoxError = Box<dyn StdError + Send + Sync>;

impl Service {
    pub(crate) fn new(inner: Inner) -> Self {
        Service(Arc::new(inner))
    }

    pub(crate) fn shared(&self) -> &Arc<Shared> {
        &self.0.shared
    }

    /// Stops as [`App::serve_until`](crate::http::App::serve_until) does, where another server has the connections: sockets
    /// close with "going away", running actions finish, `on_disconnect` runs; at most for the time of the shutdown limit.
    ///
    /// To be called once that server takes no new connections. What comes all the same is answered, but no socket is opened.
    ///
    /// ```
    /// # use livetpl::prelude::*;
    /// # #[live_controller] #[derive(Clone, Default)] #[template(ext = "html", source = "Hello")] struct Hello {}
    /// # #[live_controller] impl Hello {}
    /// async fn run(
    ///     listener: tokio::net::TcpListener,
    ///     stop: impl Future<Output = ()> + Send + 'static,
    /// ) -> Result<(), Box<dyn std::error::Error>> {
    ///     let live = App::new().live("/", Hello::default()).into_service()?;
    ///     let router = axum::Router::new().fallback_service(live.clone());
    ///     axum::serve(listener, router).with_graceful_shutdown(stop).await?;
    ///     live.shutdown().await;
    ///     Ok(())
    /// }
    /// ```
    pub async fn shutdown(&self) {
        let Shared { tasks, limits, .. } = &*self.0.shared;
        tracing::info!("stopping");
        if !tasks.stop(limits.shutdown).await {
            tracing::warn!("some connections did not end in time");
        }
    }
}

impl<B> tower_service::Service<Request<B>> for Service
where
    B: Body + Send + 'static,
    B::Data: Buf + Send,
    B::Error: Into<BoxError>,
{
    type Response = Reply;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Reply, Infallible>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        let inner = self.0.clone();
        // Within a server of the application's own there is no other moment.
        inner.shared.start();
        Box::pin(async move { Ok(written(inner.answer(request).await, &*inner.error_page)) })
    }
}

impl Inner {
    async fn answer<B>(&self, mut request: Request<B>) -> Reply
    where
        B: Body + Send + 'static,
        B::Data: Buf + Send,
        B::Error: Into<BoxError>,
    {
        let upgrade =
            socket::is_upgrade(request.headers()).then(|| hyper::upgrade::on(&mut request));
        let (parts, body) = request.into_parts();
        let parts = Arc::new(parts);
        let path = parts.uri.path();
        if let Some(reply) = self.asset(&parts.method, path).await {
            return reply;
        }
        let Some((view, params)) = self.view(path) else {
            return refusal(StatusCode::NOT_FOUND, "There is no such page.", None);
        };
        match parts.method {
            Method::GET | Method::HEAD | Method::POST => {}
            _ => return method_not_allowed("GET, HEAD, POST"),
        }
        let authority = parts.uri.authority().map(http::uri::Authority::as_str);
        let arrival = Arrival::of(&parts.headers, authority, self.secure, self.behind_proxy);
        let secure = arrival.secure;
        let posts = parts.method == Method::POST;
        if posts && !origin::may_post(&parts.headers, &arrival, &self.origins) {
            return refusal(
                StatusCode::FORBIDDEN,
                "This form comes from another site.",
                None,
            );
        }
        if upgrade.is_some() && !origin::may_connect(&parts.headers, &arrival, &self.origins) {
            return refusal(
                StatusCode::FORBIDDEN,
                "This socket is opened by another site.",
                None,
            );
        }
        let signed_out = sign_out::finish(&self.shared, &parts.headers).await;
        // Before anybody is asked: who is signed out while the answer is on its way opens no socket.
        let since = self.shared.bus.members.now();
        let Identified {
            identity,
            set_cookie,
        } = match self.authenticator.identify_request(&parts, secure).await {
            Ok(identified) => identified,
            Err(refused) => {
                let reply = refusal(StatusCode::UNAUTHORIZED, "Please sign in.", None);
                return with(reply, WWW_AUTHENTICATE, refused.challenge);
            }
        };
        let query = parts.uri.query().unwrap_or_default();
        let by_script = parts.headers.contains_key(BY_SCRIPT);
        let location = Location {
            path: path.into(),
            query: query.into(),
            params,
            cookies: identity::cookies(&parts.headers),
            // A socket outlives it, and so does a page that goes on by fetch.
            request: (upgrade.is_none() && !by_script).then(|| parts.clone()),
        };
        let reply = if let Some(upgrade) = upgrade {
            self.upgrade(&parts, upgrade, view, identity, location, since)
        } else if posts {
            self.post(&parts, body, view.as_ref(), identity, location, secure)
                .await
        } else {
            let park = parts.method == Method::GET;
            view.get(identity, location, secure, &*self.shell, park)
                .await
        };
        let reply = with(reply, SET_COOKIE, set_cookie);
        let signed_out = signed_out.map(|cookie| cookie.to_header(secure));
        let signed_out = signed_out.and_then(|text| HeaderValue::from_str(&text).ok());
        with(reply, SET_COOKIE, signed_out)
    }

    /// The view at `path`, and the parameters of the path.
    fn view(&self, path: &str) -> Option<(Arc<dyn Endpoint>, Params)> {
        let (number, params) = self.shared.routes.get()?.find(path)?;
        // Browsers ask for it by themselves; a view for all paths need not know.
        let is_meant = path != FAVICON || self.shared.routes.get()?.has(path);
        Some((self.views.get(number).filter(|_| is_meant)?.clone(), params))
    }

    async fn asset(&self, method: &Method, path: &str) -> Option<Reply> {
        if let Some((content_type, bytes)) = self.assets.find(path) {
            return Some(assets::file(method, content_type, bytes));
        }
        if !path.starts_with(assets::FOLDER) {
            return None;
        }
        if let Some(reply) = assets::script(method, path) {
            return Some(reply);
        }
        let met = assets::plan_at(path).map(|plan| Bytes::from_static(plan.client.as_bytes()));
        let plan = match (met, assets::plan_name_at(path)) {
            (None, Some(name)) => plans::find(&self.shared, name).await.map(Bytes::from),
            (met, _) => met,
        };
        Some(match plan {
            Some(plan) => assets::plan(method, plan),
            None => refusal(
                StatusCode::NOT_FOUND,
                "There is no such asset: the page may be from before a deploy.",
                None,
            ),
        })
    }

    fn upgrade(
        &self,
        parts: &Parts,
        upgrade: OnUpgrade,
        view: Arc<dyn Endpoint>,
        identity: crate::controller::Identity,
        location: Location,
        since: Moment,
    ) -> Reply {
        if self.shared.tasks.is_stopping() {
            return busy(StatusCode::SERVICE_UNAVAILABLE, "The server stops.");
        }
        let Some(reply) = socket::accept(&parts.headers) else {
            return refusal(
                StatusCode::BAD_REQUEST,
                "This is no valid WebSocket handshake.",
                None,
            );
        };
        let admitted = match view.admit(&identity) {
            Ok(admitted) => admitted,
            Err(Full::Application) => {
                return busy(
                    StatusCode::SERVICE_UNAVAILABLE,
                    "The server has no place for more connections.",
                );
            }
            Err(Full::Group) => {
                return busy(
                    StatusCode::TOO_MANY_REQUESTS,
                    "Too many pages of this site are open.",
                );
            }
        };
        if self.shared.bus.members.ended_since(since, &identity) {
            return refusal(StatusCode::UNAUTHORIZED, "Please sign in.", None);
        }
        // The view's future is made once the socket is there; until then only the handshake waits.
        let shared = self.shared.clone();
        self.shared.tasks.spawn(async move {
            match upgrade.await {
                Ok(upgraded) => {
                    let socket = WebSocket::new(upgraded, &shared.limits).await;
                    view.attach(socket, identity, location, admitted).await;
                }
                Err(error) => tracing::debug!(%error, "a socket was not opened after all"),
            }
        });
        reply
    }

    async fn post<B>(
        &self,
        parts: &Parts,
        body: B,
        view: &dyn Endpoint,
        identity: crate::controller::Identity,
        location: Location,
        secure: bool,
    ) -> Reply
    where
        B: Body + Send + 'static,
        B::Data: Buf + Send,
        B::Error: Into<BoxError>,
    {
        let by_script = parts.headers.contains_key(BY_SCRIPT);
        let token = parts.headers.get("x-livetpl-token").filter(|_| by_script);
        // What the script sends is answered by its page.
        if !by_script && !self.shared.rates.take(&identity.group) {
            return busy(StatusCode::TOO_MANY_REQUESTS, TOO_MANY);
        }
        let limits = &self.shared.limits;
        let limit = if token.is_some() {
            limits.upload_chunk_bytes + Chunk::HEAD_BYTES
        } else {
            limits.body_bytes
        };
        let content_type = parts.headers.get(CONTENT_TYPE);
        if let Some(boundary) = multipart::boundary(content_type).filter(|_| !by_script) {
            let form = multipart::form(body, boundary);
            return view
                .post(identity, location, secure, &*self.shell, form)
                .await;
        }
        let collected = tokio::time::timeout(BODY_PATIENCE, Limited::new(body, limit).collect());
        let Ok(collected) = collected.await else {
            return refusal(
                StatusCode::REQUEST_TIMEOUT,
                "The request took too long to arrive.",
                None,
            );
        };
        let bytes = match collected {
            Ok(collected) => collected.to_bytes(),
            Err(error) if error.is::<http_body_util::LengthLimitError>() => {
                return refusal(
                    StatusCode::PAYLOAD_TOO_LARGE,
                    &format!("A request has at most {limit} bytes."),
                    None,
                );
            }
            Err(_) => {
                return refusal(
                    StatusCode::BAD_REQUEST,
                    "The request ended too early.",
                    None,
                );
            }
        };
        if let Some(token) = token {
            let token = token.to_str().unwrap_or_default().to_owned();
            return view.chunk(identity, token, bytes).await;
        }
        if by_script {
            return match String::from_utf8(bytes.into()) {
                Ok(text) => view.exchange(identity, location, secure, text).await,
                Err(_) => refusal(StatusCode::BAD_REQUEST, "A message is UTF-8.", None),
            };
        }
        if !is_form(content_type) {
            let message =
                "A form is sent as application/x-www-form-urlencoded or multipart/form-data.";
            return refusal(StatusCode::UNSUPPORTED_MEDIA_TYPE, message, None);
        }
        let form = Posted::Fields(read_urlencoded(&bytes));
        view.post(identity, location, secure, &*self.shell, form)
            .await
    }
}

fn is_form(content_type: Option<&HeaderValue>) -> bool {
    let text = content_type
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    text.split(';').next().is_some_and(|kind| {
        kind.trim()
            .eq_ignore_ascii_case("application/x-www-form-urlencoded")
    })
}
