//! An application among axum's routes: how it stops, and what axum's layers tell it.

use std::sync::atomic::Ordering;

use http::HeaderMap;
use http::request::Parts;
use livetpl::prelude::*;
use livetpl::session::{Anonymous, Authenticator, BoxFuture, Identified, Refused};
use livetpl::{Identity, Service};
use livetpl_tests::socket::{Raw, request};
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::pages::Probe;

type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// axum's usual `main`, as the guide has it; the address goes to `told`.
async fn serve(
    app: App,
    layers: impl FnOnce(axum::Router) -> axum::Router,
    told: oneshot::Sender<String>,
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<(), BoxError> {
    let live: Service = app.into_service()?;
    let router = axum::Router::new().fallback_service(live.clone());
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let _ = told.send(listener.local_addr()?.to_string());
    axum::serve(listener, layers(router))
        .with_graceful_shutdown(stop)
        .await?;
    live.shutdown().await;
    Ok(())
}

/// Starts it: its address, what stops it, and what tells that it has.
async fn start(
    app: App,
    layers: impl FnOnce(axum::Router) -> axum::Router + Send + 'static,
) -> (String, oneshot::Sender<()>, oneshot::Receiver<()>) {
    let (told, address) = oneshot::channel();
    let (stop, stopped) = oneshot::channel::<()>();
    let (end, ended) = oneshot::channel();
    livetpl_tests::server::spawn(async move {
        let stop = async { stopped.await.unwrap_or_default() };
        serve(app, layers, told, stop).await.unwrap();
        let _ = end.send(());
    });
    (address.await.unwrap(), stop, ended)
}

#[tokio::test]
async fn a_stop_closes_sockets_and_lets_pages_end() {
    let probe = Probe::default();
    let app = App::new().live("/", probe.clone());
    let (address, stop, ended) = start(app, |router| router).await;
    let (mut raw, _) = Raw::join(&address, "/").await;
    let parked = request(&address, "GET", "/", &[], b"").await;
    assert_eq!(parked.status, 200);
    stop.send(()).unwrap();
    assert_eq!(raw.receive().await, Err(1001), "it is going away");
    ended.await.unwrap();
    assert_eq!(
        probe.ended.load(Ordering::Relaxed),
        2,
        "`on_disconnect` ran"
    );
}

/// What a login layer puts into requests.
#[derive(Clone)]
struct SignedIn(&'static str);

struct ByLayer;

impl Authenticator for ByLayer {
    fn identify(
        &self,
        headers: &HeaderMap,
        secure: bool,
    ) -> BoxFuture<'_, Result<Identified, Refused>> {
        Anonymous.identify(headers, secure)
    }

    fn identify_request(
        &self,
        request: &Parts,
        secure: bool,
    ) -> BoxFuture<'_, Result<Identified, Refused>> {
        match request.extensions.get() {
            Some(SignedIn(user)) => {
                let identity = Identity::user(*user);
                Box::pin(async { Ok(Identified::from(identity)) })
            }
            None => self.identify(&request.headers, secure),
        }
    }
}

#[live_controller]
#[derive(Clone, Default)]
#[template(
    ext = "html",
    source = "<p>{{ seen }}</p><form method=\"post\"><button name=\"look\">Look</button></form>"
)]
struct Mirror {
    #[persist]
    seen: String,
}

#[live_controller]
impl Mirror {
    fn mount(&mut self, ctx: &mut Context) {
        if self.seen.is_empty() || ctx.headers().is_none() {
            self.look(ctx);
        }
    }

    #[action]
    fn look(&mut self, ctx: &mut Context) {
        let user = ctx.identity().user.as_deref().unwrap_or("nobody");
        let layer = ctx.extension::<SignedIn>().map_or("none", |found| found.0);
        let headers = ctx.headers();
        let language = headers.map(|headers| headers.get("accept-language").is_some());
        self.seen = format!("{:?} {user} {layer} {language:?}", ctx.kind());
    }
}

#[tokio::test]
async fn what_layers_and_headers_say_reaches_the_authenticator_and_methods_over_http() {
    let app = App::new()
        .authenticator(ByLayer)
        .live("/", Mirror::default());
    let (address, _stop, _) =
        start(app, |router| router.layer(axum::Extension(SignedIn("ann")))).await;
    let german = ("accept-language", "de");
    let page = request(&address, "GET", "/", &[german], b"").await;
    let expected = "Some(Get) ann ann Some(true)";
    assert!(page.body.contains(expected), "{}", page.body);
    let form = ("content-type", "application/x-www-form-urlencoded");
    let posted = request(&address, "POST", "/", &[form], b"look=").await;
    assert_eq!(posted.status, 303);
    let page = request(&address, "GET", "/", &[], b"").await;
    assert!(
        page.body.contains("None ann ann Some(false)"),
        "{}",
        page.body
    );
    // A page that is mounted by its socket has a user, and no request.
    let origin = format!("http://{address}");
    let mut raw = Raw::open(&address, "/", "", &origin).await.unwrap();
    raw.send(r#"{"join":""}"#).await;
    let frame = raw.receive().await.unwrap();
    assert!(frame.contains("Some(Connect) ann none None"), "{frame}");
    // Nor has what a parked page does when its browser comes.
    let (mut raw, _) = Raw::join(&address, "/").await;
    raw.send(r#"{"action":"look","ref":1}"#).await;
    let frame = raw.receive().await.unwrap();
    assert!(frame.contains("None ann none None"), "{frame}");
}
