//! What holds for every page of the gallery: it is found from the front page, fits a phone and a thumb, can be used
//! without eyes or mouse, in light and dark, and needs no inline style.

use livetpl_tests::browser::{Browser, Tab};
use livetpl_tests::server::Gallery;

use super::listed;

/// A phone, and the narrowest that people still use.
const PHONES: [(u32, u32); 2] = [(390, 844), (360, 740)];

/// Every page, the front page first.
fn paths() -> Vec<String> {
    let examples = listed().into_iter().map(|(name, _)| format!("/{name}"));
    std::iter::once("/".to_owned()).chain(examples).collect()
}

/// What is looked at of a page: of 10,000 rows that are all alike, a few.
fn looked_at(path: &str) -> &str {
    match path {
        "/large-table" => "/large-table?q=oak+chair",
        path => path,
    }
}

/// Goes from page to page in one tab.
async fn on_every_page(
    width: u32,
    height: u32,
    scheme: &str,
    look: impl AsyncFn(&Tab) -> Vec<String>,
) {
    let (gallery, browser) = (Gallery::start().await, Browser::launch().await);
    let tab = browser.profile().await.blank().await;
    tab.look(width, height, scheme).await;
    let mut problems = Vec::new();
    for path in paths() {
        tab.go(&gallery.url(looked_at(&path))).await;
        tab.wait_connected().await;
        let found = look(&tab).await.into_iter();
        problems.extend(found.map(|problem| format!("{path}: {problem}")));
    }
    assert!(problems.is_empty(), "{problems:#?}");
}

#[tokio::test]
async fn the_front_page_lists_what_is_served_and_nothing_else() {
    let main = include_str!("../../../../examples/src/main.rs");
    let code = main
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    let literals = code.flat_map(|line| line.split('"').skip(1).step_by(2));
    let mut served: Vec<&str> = literals
        .filter(|text| text.starts_with('/') && !text.contains('.'))
        // A view that has parameters is the example's as well.
        .filter(|text| !text[1..].contains('/'))
        .collect();
    served.sort_unstable();
    let mut listed = paths();
    listed.sort_unstable();
    assert_eq!(served, listed);
    let (gallery, browser) = (Gallery::start().await, Browser::launch().await);
    let tab = browser.profile().await.open(&gallery.url("/")).await;
    let mut linked: Vec<String> = tab
        .eval(
            "['/', ...[...document.querySelectorAll('.cards a')].map(a => a.getAttribute('href'))]",
        )
        .await;
    linked.sort_unstable();
    assert_eq!(linked, listed);
}

#[tokio::test]
async fn the_front_page_finds_while_one_types_and_without_javascript() {
    let (gallery, browser) = (Gallery::start().await, Browser::launch().await);
    let found = "[...document.querySelectorAll('.cards a')].map(a => a.getAttribute('href')).join() === '/counter'";
    let tab = browser.profile().await.open(&gallery.url("/")).await;
    tab.type_text("[name=q]", "persisted count").await;
    tab.wait_for(found).await;
    let plain = browser.profile().await.blank().await;
    plain.disable_javascript().await;
    plain.go(&gallery.url("/")).await;
    plain.type_text("[name=q]", "persisted count").await;
    plain.press("Enter").await;
    plain.wait_for(found).await;
    assert_eq!(
        plain.eval::<String>("location.search").await,
        "?q=persisted+count"
    );
    assert_eq!(
        plain
            .eval::<String>("document.querySelector('[name=q]').value")
            .await,
        "persisted count"
    );
}

#[tokio::test]
async fn every_page_fits_a_phone_and_a_thumb() {
    for (width, height) in PHONES {
        on_every_page(width, height, "light", async |tab| {
            tab.eval(
                "(() => { const problems = []; \
                 if (document.documentElement.scrollWidth > innerWidth) problems.push('wider than a phone: ' + document.documentElement.scrollWidth); \
                 for (const el of document.querySelectorAll('button, select, summary, input:not([type=hidden], [type=checkbox], [type=radio])')) { \
                   const { width, height } = el.getBoundingClientRect(); \
                   if (el.checkVisibility() && !el.matches('.link') && (height < 36 || width < 24)) problems.push(`${width}×${height} is too small for a thumb: ` + el.outerHTML.slice(0, 120)); } \
                 return problems; })()",
            )
            .await
        })
        .await;
    }
}

#[tokio::test]
async fn every_page_is_put_together_properly() {
    on_every_page(1280, 800, "light", async |tab| {
        tab.eval(
            "(() => { const problems = []; const complain = (what, el) => problems.push(what + ': ' + el.outerHTML.slice(0, 120)); \
             for (const el of document.querySelectorAll('[style], style')) complain('inline style', el); \
             for (const el of document.querySelectorAll('[id]')) if (document.querySelectorAll('#' + CSS.escape(el.id)).length > 1) complain('id twice', el); \
             for (const el of document.querySelectorAll('button, a')) if (!(el.getAttribute('aria-label') ?? el.textContent).trim()) complain('no name', el); \
             for (const el of document.querySelectorAll('input:not([type=hidden]), textarea, select')) if (!el.labels.length && !el.getAttribute('aria-label')) complain('no label', el); \
             if (document.querySelectorAll('h1').length !== 1) problems.push('not one h1'); \
             if (document.querySelectorAll('main').length !== 1) problems.push('not one main'); \
             if (!document.title.endsWith(' · livetpl')) problems.push('title: ' + document.title); \
             if (location.pathname !== '/' && !document.querySelector('.source pre')) problems.push('no source beside it'); \
             if (document.querySelector('.source')?.closest('[data-lvt-root]')) problems.push('the source is in the live root'); \
             return problems; })()",
        )
        .await
    })
    .await;
}

#[tokio::test]
async fn axe_finds_nothing_serious_on_a_phone_in_the_light() {
    on_every_page(390, 844, "light", async |tab| tab.barriers().await).await;
}

#[tokio::test]
async fn axe_finds_nothing_serious_on_a_desktop_in_the_dark() {
    on_every_page(1400, 900, "dark", async |tab| tab.barriers().await).await;
}

#[tokio::test]
async fn axe_finds_a_barrier_that_is_planted() {
    let (gallery, browser) = (Gallery::start().await, Browser::launch().await);
    let tab = browser.profile().await.open(&gallery.url("/counter")).await;
    tab.eval::<bool>("(document.querySelector('[name=increment]').removeAttribute('aria-label'), document.querySelector('[name=increment]').textContent = '', true)").await;
    let found = tab.barriers().await;
    assert!(
        found.iter().any(|one| one.starts_with("button-name")),
        "{found:?}"
    );
}
