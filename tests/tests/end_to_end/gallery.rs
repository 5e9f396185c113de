//! What holds for every page of the gallery: it is found from the front page, fits a phone, can be used without eyes or
//! mouse, and needs no inline style.

use livetpl_tests::browser::Browser;
use livetpl_tests::server::Gallery;

/// What the gallery serves: the paths in the one place that names them.
fn served() -> Vec<&'static str> {
    let main = include_str!("../../../examples/src/main.rs");
    let code = main
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    let literals = code.flat_map(|line| line.split('"').skip(1).step_by(2));
    literals
        .filter(|text| text.starts_with('/') && *text != "/" && !text.ends_with(".css"))
        .collect()
}

/// The narrowest phone that people still use.
const PHONE: u32 = 360;

#[tokio::test]
async fn every_page_fits_a_phone_and_names_its_controls() {
    let (gallery, browser) = (Gallery::start().await, Browser::launch().await);
    let tab = browser.profile().await.blank().await;
    tab.look(PHONE, 740, "light").await;
    tab.go(&gallery.url("/")).await;
    tab.wait_connected().await;
    let mut paths: Vec<String> = tab
        .eval("[...document.querySelectorAll('.cards a')].map(a => a.getAttribute('href'))")
        .await;
    let served = served();
    assert!(served.len() >= 7, "{served:?}");
    for path in &served {
        let times = paths.iter().filter(|listed| listed == path).count();
        assert_eq!(times, 1, "{path} is listed on the front page once");
    }
    assert_eq!(paths.len(), served.len(), "{paths:?}");
    paths.push("/".to_owned());
    for path in paths {
        tab.go(&gallery.url(&path)).await;
        tab.wait_connected().await;
        let width: u32 = tab.eval("document.documentElement.scrollWidth").await;
        assert_eq!(width, PHONE, "{path} is wider than a phone");
        let problems: Vec<String> = tab
            .eval(
                "(() => { const problems = []; const complain = (what, el) => problems.push(what + ': ' + el.outerHTML.slice(0, 120)); \
                 for (const el of document.querySelectorAll('[style], style')) complain('inline style', el); \
                 for (const el of document.querySelectorAll('[id]')) if (document.querySelectorAll('#' + el.id).length > 1) complain('id twice', el); \
                 for (const el of document.querySelectorAll('button, a')) if (!(el.getAttribute('aria-label') ?? el.innerText).trim()) complain('no name', el); \
                 for (const el of document.querySelectorAll('input:not([type=hidden]), textarea, select')) if (!el.labels.length && !el.getAttribute('aria-label')) complain('no label', el); \
                 if (document.querySelectorAll('h1').length !== 1) problems.push('not one h1'); \
                 if (document.querySelectorAll('main').length !== 1) problems.push('not one main'); \
                 if (!document.title.endsWith(' · livetpl')) problems.push('title: ' + document.title); \
                 return problems; })()",
            )
            .await;
        assert!(problems.is_empty(), "{path}: {problems:#?}");
    }
}
