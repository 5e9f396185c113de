//! What a value in an attribute could make a browser run, and what is done about it: guarded at run time, or refused.
//!
//! A guarded value is one that a browser follows (`href`) or shows (`<img src>`): its mark lets the recorder look at what
//! was written and make a script's URL inert. Refused is what no look at the value makes safe. The rules are in the guide,
//! `template_errors.md`.

use super::ir::Mark;

/// Attributes that hold a URL, on whatever element.
const URLS: &[&str] = &[
    "action",
    "background",
    "cite",
    "codebase",
    "data",
    "formaction",
    "href",
    "longdesc",
    "manifest",
    "poster",
    "src",
    "xlink:href",
];

/// Elements whose URL is shown or played and never followed: a `data:` URL is fine there.
const MEDIA: &[&str] = &[
    "audio", "feimage", "image", "img", "input", "source", "track", "video",
];

/// SVG's elements that set another element's attribute.
const ANIMATIONS: &[&str] = &["animate", "animatemotion", "animatetransform", "set"];

/// Whether an attribute holds a URL.
pub(crate) fn is_url(attr: &str) -> bool {
    URLS.contains(&attr)
}

/// The mark before a value that begins here, behind `prefix`, if it needs one.
///
/// # Errors
///
/// Where the static beginning makes the whole a script.
pub(crate) fn guard(element: &str, attr: &str, prefix: &str) -> Result<Option<Mark>, String> {
    if !is_url(attr) {
        return Ok(None);
    }
    let begun: String = prefix
        .trim_start_matches(|c: char| c <= ' ')
        .chars()
        .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
        .collect::<String>()
        .to_ascii_lowercase();
    let media = MEDIA.contains(&element) && !matches!(attr, "action" | "formaction");
    if begun.is_empty() {
        return Ok(Some(if media { Mark::Media } else { Mark::Url }));
    }
    let dangerous = |scheme: &&str| scheme.starts_with(&begun) || begun.starts_with(*scheme);
    match ["javascript:", "vbscript:", "data:"]
        .iter()
        .find(|scheme| dangerous(scheme))
    {
        Some(&"data:") if media || is_harmless_data(&begun) => Ok(None),
        Some(scheme) => Err(format!(
            "`{attr}` begins with `{prefix}`, so that the value could become a part of a `{scheme}` URL, which browsers run: \
             write the whole URL as one value, or begin it with `/`"
        )),
        None => Ok(None),
    }
}

/// Whether a `data:` URL that begins like this has a type that is not run.
fn is_harmless_data(begun: &str) -> bool {
    let kind = begun.strip_prefix("data:").unwrap_or_default();
    let Some(end) = kind.find([';', ',']) else {
        return false;
    };
    let kind = kind[..end].trim();
    !kind.ends_with("+xml")
        && ["image/", "audio/", "video/", "font/"]
            .iter()
            .any(|prefix| kind.starts_with(prefix))
        || matches!(kind, "text/plain" | "text/csv")
}

/// Why a value can't stand in the attribute `attr` of `element` at all. `sibling` knows the element's other attributes:
/// `None` is not there, `Some(None)` has a value that only the run knows.
pub(crate) fn refused(
    element: &str,
    attr: &str,
    sibling: impl Fn(&str) -> Option<Option<String>>,
) -> Option<String> {
    let why = match (element, attr) {
        (_, event) if event.len() > 2 && event.starts_with("on") => {
            return Some(format!(
                "a value in `{event}` would be run as a script: write `lvt-on:{}=\"action\"`",
                &event[2..]
            ));
        }
        (_, "srcdoc") => {
            "a value in `srcdoc` would be a page of its own, with its scripts: serve it from a path and write `src=\"/path\"`"
        }
        ("script", "src" | "href" | "xlink:href" | "type") => {
            "a value here decides which script runs: write a fixed path, and hand the value over in `data-…=\"…\"`"
        }
        ("base", "href") => {
            "a value in `<base href>` would move every script and link of the page: write a fixed path"
        }
        ("object", "data" | "type" | "classid") | ("embed", "src" | "type") => {
            "a value here decides what is run as a page of its own: use `<img>`, `<video>` or `<iframe src=\"…\">`"
        }
        ("meta", "http-equiv") => {
            "a value in `http-equiv` could be any instruction to the browser: write it out"
        }
        ("meta", "content") if sibling("http-equiv").is_some() => {
            "a value here would instruct the browser, which may follow it to a script: use `ctx.redirect(…)` or a header instead"
        }
        (name, "attributename") if ANIMATIONS.contains(&name) => {
            "a value in `attributeName` could be a link's target: write the name out"
        }
        (name, "to" | "from" | "by" | "values") if ANIMATIONS.contains(&name) => {
            let target = sibling("attributename")??.to_ascii_lowercase();
            if !target.ends_with("href") && !target.starts_with("on") {
                return None;
            }
            "a value here would become a link's target: set `href=\"{{ … }}\"` on the link itself"
        }
        _ => return None,
    };
    Some(why.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_guarded_and_what_is_refused() {
        let cases = [
            ("a", "href", "", Some(Mark::Url)),
            ("a", "href", " \n", Some(Mark::Url)),
            ("a", "href", "/users/", None),
            ("a", "href", "https://", None),
            ("a", "href", "http", None),
            ("a", "href", "?q=", None),
            ("a", "title", "", None),
            ("img", "src", "", Some(Mark::Media)),
            ("img", "src", "data:image/svg+xml,", None),
            ("video", "poster", "", Some(Mark::Media)),
            ("iframe", "src", "", Some(Mark::Url)),
            ("input", "formaction", "", Some(Mark::Url)),
            ("x-y", "href", "", Some(Mark::Url)),
            ("a", "href", "data:text/csv,", None),
            ("iframe", "src", "data:image/png;base64,", None),
        ];
        for (element, attr, prefix, expected) in cases {
            assert_eq!(
                guard(element, attr, prefix),
                Ok(expected),
                "{element} {attr}={prefix:?}"
            );
        }
        for prefix in [
            "javascript:",
            " JavaScript:f(",
            "java\nscript:",
            "java",
            "vbscript:",
            "d",
            "data:",
            "data:text/html,",
            "data:image/svg+xml,",
        ] {
            assert!(guard("a", "href", prefix).is_err(), "{prefix:?}");
        }
    }
}
