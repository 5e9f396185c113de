//! The counter in a real browser, with and without JavaScript.

use livetpl_tests::browser::Browser;
use livetpl_tests::server::Gallery;
use livetpl_tests::socket::request;

#[tokio::test]
async fn guarantee_9_without_javascript_the_counter_counts() {
    let (gallery, browser) = (Gallery::start().await, Browser::launch().await);
    let tab = browser.profile().await.blank().await;
    tab.disable_javascript().await;
    tab.go(&gallery.url("/counter")).await;
    for (button, count) in [
        ("increment", 1),
        ("increment", 2),
        ("decrement", 1),
        ("reset", 0),
    ] {
        tab.click(&format!("button[name={button}]")).await;
        tab.wait_for(&format!("document.readyState === 'complete' && document.querySelector('#count')?.innerText === '{count}'")).await;
    }
    assert_eq!(
        tab.eval::<String>("location.pathname + location.search")
            .await,
        "/counter"
    );
}

#[tokio::test]
async fn the_count_is_persisted_for_its_session_only() {
    let (gallery, browser) = (Gallery::start().await, Browser::launch().await);
    let (url, profile) = (gallery.url("/counter"), browser.profile().await);
    let tab = profile.open(&url).await;
    tab.click("button[name=increment]").await;
    tab.wait_for("document.querySelector('#count').innerText === '1'")
        .await;
    let count = "document.querySelector('#count').innerText";
    assert_eq!(profile.open(&url).await.eval::<String>(count).await, "1");
    assert_eq!(
        browser
            .profile()
            .await
            .open(&url)
            .await
            .eval::<String>(count)
            .await,
        "0",
        "guarantee 8"
    );
}

#[tokio::test]
async fn a_button_called_reset_hides_nothing_that_the_script_needs() {
    let (gallery, browser) = (Gallery::start().await, Browser::launch().await);
    let tab = browser.profile().await.open(&gallery.url("/counter")).await;
    tab.eval::<bool>("(window.done = [], document.addEventListener('lvt:done', e => done.push(e.detail.action)), true)")
        .await;
    for button in ["increment", "increment", "reset"] {
        tab.click(&format!("button[name={button}]")).await;
    }
    tab.wait_for("document.querySelector('#count').innerText === '0' && done.length === 3")
        .await;
    let done: Vec<String> = tab.eval("done").await;
    assert_eq!(done, ["increment", "increment", "reset"]);
}

/// Headers, body, status.
type Case<'a> = (&'a [(&'a str, &'a str)], &'a str, u16);

#[tokio::test]
async fn every_post_gets_a_proper_page() {
    let gallery = Gallery::start().await;
    let form = ("content-type", "application/x-www-form-urlencoded");
    let cases: &[Case<'_>] = &[
        (&[form], "increment=", 303),
        (&[form], "nonsense=1", 400),
        (&[form], "", 400),
        (&[("content-type", "text/plain")], "increment=", 415),
        (&[form, ("origin", "http://evil.test")], "increment=", 403),
        (&[form, ("sec-fetch-site", "cross-site")], "increment=", 403),
        (&[("x-livetpl", "1")], "{", 400),
    ];
    for (headers, body, status) in cases {
        let answer = request(
            gallery.address(),
            "POST",
            "/counter?x=1",
            headers,
            body.as_bytes(),
        )
        .await;
        assert_eq!(answer.status.as_u16(), *status, "{headers:?} {body}");
        if *status == 303 {
            assert_eq!(answer.headers["location"], "counter?x=1");
        } else {
            assert!(!answer.body.is_empty());
        }
    }
    let huge = vec![b'a'; 2 * 1024 * 1024];
    assert_eq!(
        request(gallery.address(), "POST", "/counter", &[form], &huge)
            .await
            .status,
        413
    );
    for (method, path, status) in [
        ("PUT", "/counter", 405),
        ("GET", "/nowhere", 404),
        ("GET", "/favicon.ico", 404),
        ("HEAD", "/counter", 200),
    ] {
        assert_eq!(
            request(gallery.address(), method, path, &[], b"")
                .await
                .status
                .as_u16(),
            status,
            "{method} {path}"
        );
    }
}
