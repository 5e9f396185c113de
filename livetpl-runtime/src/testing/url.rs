//! Where a link or a redirect leads, within the application under test.

use crate::testing::failure::{Failure, Result};

/// The host that the test's browsers know the application by.
pub(super) const HOST: &str = "livetpl.test";

/// What the test's browsers say of where they come from.
pub(super) const ORIGIN: &str = "http://livetpl.test";

/// The path and query of `target`, seen from the page at `base`; the fragment is the browser's affair.
///
/// # Errors
///
/// If it leads to another site.
pub(super) fn resolve(base: &str, target: &str) -> Result<String> {
    let target = target.trim().split('#').next().unwrap_or_default();
    let target = target
        .strip_prefix(ORIGIN)
        .map_or(target, |own| if own.is_empty() { "/" } else { own });
    let (path, query) = match base.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (base, None),
    };
    let scheme = target.split(['/', '?']).next().unwrap_or_default();
    if target.starts_with("//") || scheme.contains(':') {
        return Err(Failure::new(format!(
            "`{target}` leads to another site: a test stays in its application"
        )));
    }
    Ok(if target.is_empty() {
        match query {
            Some(query) => format!("{path}?{query}"),
            None => path.to_owned(),
        }
    } else if target.starts_with('?') {
        format!("{path}{target}")
    } else {
        let (relative, query) = match target.split_once('?') {
            Some((relative, query)) => (relative, format!("?{query}")),
            None => (target, String::new()),
        };
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let whole = if relative.starts_with('/') {
            relative.to_owned()
        } else {
            format!("{folder}/{relative}")
        };
        format!("{}{query}", without_dots(&whole))
    })
}

/// The path of an address.
pub(super) fn path(url: &str) -> &str {
    url.split('?').next().unwrap_or_default()
}

fn without_dots(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let mut ends_open = false;
    for segment in path.split('/').skip(1) {
        ends_open = matches!(segment, "." | "..");
        match segment {
            "." => {}
            ".." => {
                kept.pop();
            }
            segment => kept.push(segment),
        }
    }
    let slash = if ends_open && !kept.is_empty() {
        "/"
    } else {
        ""
    };
    format!("/{}{slash}", kept.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_resolved_as_browsers_do() {
        let cases = [
            ("/a/b?x=1", "", "/a/b?x=1"),
            ("/a/b", "#there", "/a/b"),
            ("/a/b?x=1", "?y=2", "/a/b?y=2"),
            ("/a/b", "c?z", "/a/c?z"),
            ("/a/b", "./", "/a/"),
            ("/", "./", "/"),
            ("/a/b/c", "../d", "/a/d"),
            ("/a", "/login", "/login"),
            ("/a", "http://livetpl.test/x?y=a/b", "/x?y=a/b"),
            ("/a", "http://livetpl.test", "/"),
            ("/a:b", "./a:b", "/a:b"),
        ];
        for (base, target, expected) in cases {
            let resolved = resolve(base, target).unwrap();
            assert_eq!(resolved, expected, "{base} {target}");
        }
    }

    #[test]
    fn another_site_is_not_followed() {
        for target in ["https://example.org/", "//example.org", "mailto:a@b"] {
            assert!(resolve("/", target).is_err(), "{target}");
        }
    }
}
