//! What becomes of a page whose socket is lost: cut without a word, reloaded, its server restarted.

use livetpl_tests::browser::{Browser, Tab};
use livetpl_tests::server::{Gallery, spawn};
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

const PATH: &str = "/reconnection";

/// What lies between a browser and its server, and may break.
struct Wire {
    address: String,
    cut: watch::Sender<()>,
}

impl Wire {
    /// Carries whatever comes to `server`.
    async fn to(server: &str) -> Wire {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address").to_string();
        let (cut, server) = (watch::Sender::new(()), server.to_owned());
        let cuts = cut.subscribe();
        spawn(async move {
            while let Ok((mut near, _)) = listener.accept().await {
                let (server, mut cuts) = (server.clone(), cuts.clone());
                cuts.mark_unchanged();
                spawn(async move {
                    let Ok(mut far) = TcpStream::connect(&server).await else {
                        return;
                    };
                    tokio::select! {
                        _ = copy_bidirectional(&mut near, &mut far) => {}
                        _ = cuts.changed() => {}
                    }
                });
            }
        });
        Wire { address, cut }
    }

    /// Breaks everything that is connected now. No WebSocket is closed in due form.
    fn cut(&self) {
        self.cut.send_replace(());
    }

    fn url(&self) -> String {
        format!("http://{}{PATH}", self.address)
    }
}

async fn remember(tab: &Tab, draft: &str, kept: &str) {
    tab.type_text("#draft", draft).await;
    tab.type_text("#kept", kept).await;
    tab.click("button[name=remember]").await;
    wait_for_memory(tab, draft, kept).await;
}

async fn wait_for_memory(tab: &Tab, draft: &str, kept: &str) {
    tab.wait_for(&format!(
        "document.readyState === 'complete' && [...document.querySelectorAll('#remembered dd')].map(dd => dd.textContent).join('|') === '{draft}|{kept}'"
    ))
    .await;
}

/// How often the page was mounted and came back, and how it was last mounted and connected.
async fn facts(tab: &Tab) -> [String; 4] {
    tab.eval(
        "['mounts', 'reconnects', 'mounted-by', 'connected-by'].map(id => document.getElementById(id).innerText)",
    )
    .await
}

#[tokio::test]
async fn a_page_whose_socket_was_cut_comes_back_to_itself() {
    let (gallery, browser) = (Gallery::start().await, Browser::launch().await);
    let wire = Wire::to(gallery.address()).await;
    let tab = browser.profile().await.open(&wire.url()).await;
    let loaded = "by the request that loaded it";
    assert_eq!(facts(&tab).await, ["1", "0", loaded, "by a new socket"]);
    remember(&tab, "of the page", "of the store").await;
    tab.type_text("#draft", "!").await;
    tab.eval::<bool>(
        "(window.losses = 0, document.addEventListener('lvt:disconnected', () => losses++), true)",
    )
    .await;
    for times in 1..=3 {
        wire.cut();
        tab.wait_for(&format!(
            "document.querySelector('#reconnects').innerText === '{times}' && losses === {times}"
        ))
        .await;
        tab.wait_connected().await;
    }
    let back = "by a socket that came back to it";
    assert_eq!(facts(&tab).await, ["1", "3", loaded, back]);
    wait_for_memory(&tab, "of the page", "of the store").await;
    assert_eq!(
        tab.eval::<String>("document.querySelector('#draft').value")
            .await,
        "of the page!",
        "what was being typed is there as well"
    );
    assert!(
        tab.eval::<bool>(
            "getComputedStyle(document.querySelector('.if-connected')).display !== 'none'"
        )
        .await
    );
}

#[tokio::test]
async fn a_reload_keeps_what_is_persisted_and_nothing_else() {
    let (gallery, browser) = (Gallery::start().await, Browser::launch().await);
    let url = gallery.url(PATH);
    let tab = browser.profile().await.open(&url).await;
    remember(&tab, "of the page", "of the store").await;
    tab.go(&url).await;
    tab.wait_connected().await;
    wait_for_memory(&tab, "", "of the store").await;
    assert_eq!(facts(&tab).await[0], "1", "another page");
}

#[tokio::test]
async fn after_a_restart_the_page_is_mounted_anew_and_shows_the_truth() {
    let (mut gallery, browser) = (Gallery::start().await, Browser::launch().await);
    let tab = browser.profile().await.open(&gallery.url(PATH)).await;
    remember(&tab, "of the page", "of the store").await;
    gallery.restart().await;
    // The store was in memory, and died with its process.
    wait_for_memory(&tab, "", "").await;
    tab.wait_connected().await;
    let anew = "by a new socket";
    assert_eq!(facts(&tab).await, ["1", "0", anew, anew]);
    remember(&tab, "again", "and again").await;
}

#[tokio::test]
async fn guarantee_9_what_is_persisted_is_remembered_without_javascript() {
    let (gallery, browser) = (Gallery::start().await, Browser::launch().await);
    let plain = browser.profile().await.blank().await;
    plain.disable_javascript().await;
    plain.go(&gallery.url(PATH)).await;
    plain.type_text("#draft", "lost").await;
    plain.type_text("#kept", "kept").await;
    plain.click("button[name=remember]").await;
    wait_for_memory(&plain, "", "kept").await;
    assert!(
        plain
            .eval::<bool>(
                "getComputedStyle(document.querySelector('.if-plain')).display !== 'none'"
            )
            .await,
        "it says that there is no socket"
    );
}

#[tokio::test]
async fn twenty_quick_page_switches_leave_one_socket() {
    // A group may have one socket beside one that is just closing: were old ones left, the last page would have none.
    let few = [("LIVETPL_CONNECTIONS_PER_GROUP", "2")];
    let gallery = Gallery::start_at("127.0.0.1:0", &few).await;
    let browser = Browser::launch().await;
    let tab = browser.profile().await.open(&gallery.url("/counter")).await;
    for switch in 0..20 {
        let path = ["/message-log", "/counter"][switch % 2];
        tab.go(&gallery.url(path)).await;
    }
    tab.wait_connected().await;
    tab.click("button[name=increment]").await;
    tab.wait_for("document.querySelector('#count').innerText === '1'")
        .await;
}
