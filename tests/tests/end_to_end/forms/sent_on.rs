//! A `mount` that redirects what was posted: it runs once, and no action of its page runs.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use livetpl::prelude::*;
use livetpl_tests::socket::request;
use parking_lot::Mutex;

use crate::pages::Running;

#[live_controller]
#[derive(Clone, Default)]
#[template(
    ext = "html",
    source = r#"<form method="post"><button name="buy">Buy</button></form>"#
)]
struct Shop {
    mounts: Arc<Mutex<Vec<Option<ConnectKind>>>>,
    bought: Arc<AtomicUsize>,
}

#[live_controller]
impl Shop {
    /// The first `mount` of a request sends it on; another would let its action run.
    fn mount(&self, ctx: &mut Context) -> Result {
        let first = {
            let mut mounts = self.mounts.lock();
            mounts.push(ctx.kind());
            mounts.len() == 1
        };
        match (first, ctx.path()) {
            (true, "/") => ctx.redirect("/login"),
            (true, _) => Err(Error::msg("the database is away")),
            _ => Ok(()),
        }
    }

    #[action]
    fn buy(&self) {
        self.bought.fetch_add(1, Ordering::Relaxed);
    }
}

/// Posts to `path`: the status, the answer, how `mount` ran, and how often the action.
async fn post(
    path: &str,
    headers: &[(&str, &str)],
    body: &[u8],
) -> (u16, String, Vec<Option<ConnectKind>>, usize) {
    let shop = Shop::default();
    let app = App::new()
        .live("/", shop.clone())
        .live("/away", shop.clone());
    let app = Running::start(app).await;
    let answer = request(&app.address, "POST", path, headers, body).await;
    let mounts = shop.mounts.lock().clone();
    let bought = shop.bought.load(Ordering::Relaxed);
    (answer.status.as_u16(), answer.body, mounts, bought)
}

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");
const PARTS: (&str, &str) = ("content-type", "multipart/form-data; boundary=b");

#[tokio::test]
async fn a_mount_that_redirects_a_form_runs_once_and_no_action_runs() {
    let parts = b"--b\r\ncontent-disposition: form-data; name=\"buy\"\r\n\r\n\r\n--b--\r\n";
    let unknown = b"nonsense=1";
    for (kind, body) in [(FORM, &b"buy="[..]), (FORM, unknown), (PARTS, parts)] {
        let (status, body, mounts, bought) = post("/", &[kind], body).await;
        assert_eq!(status, 303, "{body}");
        assert_eq!((mounts, bought), (vec![Some(ConnectKind::Post)], 0));
    }
}

#[tokio::test]
async fn a_mount_that_lets_nothing_run_runs_once_for_a_message_by_fetch() {
    let message = br#"{"join":"","action":"buy","ref":1}"#;
    let headers = [("x-livetpl", "1"), ("content-type", "application/json")];
    for (path, expected) in [("/", "\"redirect\":\"/login\""), ("/away", "\"ref\":1")] {
        let (_, frame, mounts, bought) = post(path, &headers, message).await;
        assert!(frame.contains(expected), "{frame}");
        assert_eq!((mounts, bought), (vec![Some(ConnectKind::Connect)], 0));
    }
}
