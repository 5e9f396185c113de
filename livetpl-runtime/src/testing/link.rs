//! Which links and search forms are the script's affair, which are the browser's, and which a test can't follow. As
//! `client/src/parts/nav.ts`.

use scraper::ElementRef;

use crate::testing::deed::Deed;
use crate::testing::failure::{Failure, Result};
use crate::testing::print;

/// What a click on a link does.
///
/// # Errors
///
/// If it opens another tab, or saves a file.
pub(super) fn follow(link: ElementRef<'_>) -> Result<Deed> {
    let said = |name| link.attr(name).unwrap_or_default();
    let href = said("href").to_owned();
    check_target(link, said("target"), &href)?;
    if link.attr("download").is_some() {
        return Err(Failure::new(format!(
            "{} saves what is there as a file: `user.get(\"{href}\")` is that answer",
            print::tag(link)
        )));
    }
    let rel = said("rel").to_ascii_lowercase();
    let is_external = rel.split_ascii_whitespace().any(|word| word == "external");
    // What only the fragment tells is on this page, whoever sees to it.
    let is_apart = is_apart(link, said("target")) && !href.starts_with('#');
    Ok(if is_external || is_apart {
        Deed::Load(href)
    } else {
        Deed::Follow(href)
    })
}

/// Whether the script leaves a link or a search form to the browser.
pub(super) fn is_apart(el: ElementRef<'_>, target: &str) -> bool {
    if !matches!(target, "" | "_self") {
        return true;
    }
    let names: &[&str] = match el.value().name() {
        "form" => &["lvt-nav:no-intercept", "lvt-form:no-intercept"],
        _ => &["lvt-nav:no-intercept"],
    };
    let around = el.ancestors().filter_map(ElementRef::wrap);
    std::iter::once(el)
        .chain(around)
        .any(|el| names.iter().any(|name| el.attr(name).is_some()))
}

/// Checks where a link or a form shows what comes of it.
///
/// # Errors
///
/// If that is not this tab.
pub(super) fn check_target(el: ElementRef<'_>, target: &str, url: &str) -> Result {
    // A page that is in no frame is its own top.
    let is_here = ["", "_self", "_top", "_parent"]
        .iter()
        .any(|here| target.eq_ignore_ascii_case(here));
    if is_here {
        return Ok(());
    }
    Err(Failure::new(format!(
        "{} opens in another tab (`target=\"{target}\"`): `user.open(\"{url}\")` is that tab",
        print::tag(el)
    )))
}
