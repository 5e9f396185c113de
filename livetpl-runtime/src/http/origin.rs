//! Whether a request comes from a page of ours. Owns the defence against other sites' forms and sockets.

use http::header::{HeaderMap, ORIGIN};

use crate::http::arrival::Arrival;

/// Whether `Origin` is this host or an allowed one; `None` where there is no such header.
fn is_ours(headers: &HeaderMap, arrival: &Arrival, allowed: &[String]) -> Option<bool> {
    let origin = match headers.get(ORIGIN)?.to_str() {
        Ok(origin) => origin.to_ascii_lowercase(),
        Err(_) => return Some(false),
    };
    Some(allowed.contains(&origin) || arrival.is_origin(&origin))
}

/// Whether a form may be posted: a browser says where it comes from, and other programs say nothing.
pub(crate) fn may_post(headers: &HeaderMap, arrival: &Arrival, allowed: &[String]) -> bool {
    match is_ours(headers, arrival, allowed) {
        Some(ours) => ours,
        None => headers
            .get("sec-fetch-site")
            .is_none_or(|site| matches!(site.as_bytes(), b"same-origin" | b"none")),
    }
}

/// Whether a socket may be opened. Browsers always send `Origin`; a program that wants in must too.
pub(crate) fn may_connect(headers: &HeaderMap, arrival: &Arrival, allowed: &[String]) -> bool {
    is_ours(headers, arrival, allowed) == Some(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::header::HOST;

    #[test]
    fn only_our_own_pages_may_post_and_connect() {
        let cases = [
            (Some("http://a.test:3000"), None, true, true),
            (Some("HTTP://A.test:3000"), None, true, true),
            (Some("http://evil.test"), Some("same-origin"), false, false),
            (Some("http://a.test"), None, false, false),
            (Some("null"), None, false, false),
            (Some("https://friend.test"), None, true, true),
            (None, Some("same-origin"), true, false),
            (None, Some("cross-site"), false, false),
            (None, None, true, false),
        ];
        for (origin, site, post, connect) in cases {
            let mut headers = HeaderMap::new();
            headers.insert(HOST, "a.test:3000".parse().unwrap());
            if let Some(origin) = origin {
                headers.insert(ORIGIN, origin.parse().unwrap());
            }
            if let Some(site) = site {
                headers.insert("sec-fetch-site", site.parse().unwrap());
            }
            let allowed = ["https://friend.test".to_owned()];
            let arrival = Arrival::of(&headers, None, false, false);
            let found = (
                may_post(&headers, &arrival, &allowed),
                may_connect(&headers, &arrival, &allowed),
            );
            assert_eq!(found, (post, connect), "{origin:?} {site:?}");
        }
    }
}
