//! Uploads in Chromium, beyond what the gallery's scenarios show: a bucket, a socket that is cut, what is dropped, and
//! other things that people do.

use livetpl_tests::browser::{Browser, Tab};
use livetpl_tests::bucket::Bucket;
use livetpl_tests::paper::Papers;
use livetpl_tests::server::Gallery;

async fn shows(tab: &Tab, css: &str, text: &str) {
    tab.wait_for(&format!(
        "document.querySelector({css:?})?.innerText.trim() === {text:?}"
    ))
    .await;
}

/// Lets the next sockets break after so many bytes of files, before the page is loaded.
async fn cut_after(tab: &Tab, bytes: usize) {
    tab.run_first(&format!(
        "{{ let left = {bytes}; const send = WebSocket.prototype.send; WebSocket.prototype.send = function (message) {{ \
         if (message.byteLength) {{ left -= message.byteLength; if (left < 0) {{ left = Infinity; window.cuts = (window.cuts ?? 0) + 1; \
         return this.close(4999); }} }} return send.call(this, message); }}; }}"
    ))
    .await;
}

#[tokio::test]
async fn a_presigned_file_goes_straight_into_the_bucket() {
    let bucket = Bucket::start().await;
    let (gallery, browser, papers) = (
        Gallery::start_at("127.0.0.1:0", &[("GALLERY_S3", &bucket.url())]).await,
        Browser::launch().await,
        Papers::new(),
    );
    for name in ["a b+ü.txt", "plain.txt"] {
        let content = name.repeat(100_000);
        let tab = browser
            .profile()
            .await
            .open(&gallery.url("/upload-modes"))
            .await;
        let file = papers.write(name, &content);
        tab.choose_files("#presigned", &[&file]).await;
        tab.wait_for("document.querySelector('progress')?.value === 100")
            .await;
        tab.click("[name=keep]").await;
        shows(&tab, "#put", &format!("gallery/{name}")).await;
        assert_eq!(bucket.refused(), [""; 0]);
    }
    assert_eq!(
        bucket.get("gallery/plain.txt").map(|bytes| bytes.len()),
        Some(900_000)
    );
}

#[tokio::test]
async fn a_bucket_that_refuses_is_an_error_beside_the_input() {
    let bucket = Bucket::start().await;
    let wrong = bucket.url().replace("gallery:", "somebody:");
    let (gallery, browser, papers) = (
        Gallery::start_at("127.0.0.1:0", &[("GALLERY_S3", &wrong)]).await,
        Browser::launch().await,
        Papers::new(),
    );
    let tab = browser
        .profile()
        .await
        .open(&gallery.url("/upload-modes"))
        .await;
    tab.choose_files("#presigned", &[&papers.write("a.txt", "abc")])
        .await;
    shows(&tab, ".refused", "the file could not be sent").await;
    assert_eq!(bucket.refused(), ["another key has signed it"]);
}

#[tokio::test]
async fn trap_13_a_file_goes_on_after_its_socket_was_cut() {
    let (gallery, browser, papers) = (
        Gallery::start().await,
        Browser::launch().await,
        Papers::new(),
    );
    let lines = papers.write("lines.txt", "a\n".repeat(2_000_000));
    let tab = browser.profile().await.blank().await;
    cut_after(&tab, 1_000_000).await;
    tab.go(&gallery.url("/upload-modes")).await;
    tab.wait_connected().await;
    tab.choose_files("#stream", &[&lines]).await;
    shows(&tab, "#lines", "2000000 lines").await;
    assert_eq!(tab.eval::<u32>("window.cuts").await, 1);
}

#[tokio::test]
async fn trap_13_what_is_selected_before_the_script_is_there_is_sent() {
    let (gallery, browser, papers) = (
        Gallery::start().await,
        Browser::launch().await,
        Papers::new(),
    );
    let file = papers.write("a.txt", "abc");
    let tab = browser.profile().await.blank().await;
    // The part that sees to files comes late, after they were selected.
    tab.run_first(
        "document.addEventListener('DOMContentLoaded', () => { window.early = document.documentElement.dataset.lvtStatus; \
         const files = new DataTransfer(); files.items.add(new File(['a\\nb\\n'], 'early.txt')); \
         document.querySelector('#stream').files = files.files; })",
    )
    .await;
    tab.go(&gallery.url("/upload-modes")).await;
    shows(&tab, "#lines", "2 lines").await;
    assert_ne!(
        tab.eval::<Option<String>>("window.early").await.as_deref(),
        Some("connected")
    );
    // Selecting again takes the place of what was there.
    tab.choose_files("#directory", &[&papers.write("b.txt", "12345")])
        .await;
    tab.wait_for("document.querySelectorAll('#directory ~ ul li').length === 1")
        .await;
    tab.choose_files("#directory", &[&file]).await;
    tab.wait_for("document.querySelector('#directory ~ ul li span')?.innerText === 'a.txt'")
        .await;
    tab.click("[name=keep]").await;
    shows(&tab, "#kept", "a.txt: 3 bytes").await;
    tab.wait_for("!document.querySelector('#directory ~ ul li')")
        .await;
}

#[tokio::test]
async fn files_may_be_dropped_and_cancelled() {
    let (gallery, browser) = (Gallery::start().await, Browser::launch().await);
    let tab = browser
        .profile()
        .await
        .open(&gallery.url("/file-upload"))
        .await;
    let dropped: bool = tab
        .eval(
            "(() => { const files = new DataTransfer(); for (const name of ['a.txt', 'b.txt']) files.items.add(new File([name], name)); \
             const drop = name => document.querySelector('label[for=papers]').dispatchEvent(new DragEvent(name, \
             { bubbles: true, cancelable: true, dataTransfer: files })); return !drop('dragover') && !drop('drop'); })()",
        )
        .await;
    assert!(dropped, "the browser does not leave the page for the file");
    tab.wait_for(
        "[...document.querySelectorAll('progress')].filter(el => el.value === 100).length === 2",
    )
    .await;
    tab.click("[aria-label='Cancel a.txt']").await;
    tab.wait_for("document.querySelectorAll('progress').length === 1")
        .await;
    let left: Vec<String> = tab
        .eval("[...document.querySelector('#papers').files].map(file => file.name)")
        .await;
    assert_eq!(left, ["b.txt"]);
    tab.click("[name=send]").await;
    tab.wait_for(
        "document.querySelector('#files')?.textContent.trim().startsWith('b.txt 5 bytes')",
    )
    .await;
}
