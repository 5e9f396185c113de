//! How a browser reached the application: by which host, and whether by HTTPS. Owns which headers are believed.
//!
//! Invariant: without `App::behind_proxy` no forwarding header changes anything. With it, the last value of each counts:
//! what the nearest proxy wrote, whatever stands before it. `X-Forwarded-…` goes before `Forwarded` (RFC 7239), which a
//! proxy that doesn't know it hands on as the browser sent it.

use http::header::{FORWARDED, HOST, HeaderMap, HeaderName};

/// What a request's own address says of it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Arrival {
    /// It came by HTTPS, at least to the proxy.
    pub(crate) secure: bool,
    /// The host that the browser asked for, with its port; in lower case.
    pub(crate) host: Option<String>,
}

impl Arrival {
    /// `secure` is what the application says of itself; `trusted` that a proxy writes the forwarding headers.
    pub(crate) fn of(
        headers: &HeaderMap,
        authority: Option<&str>,
        secure: bool,
        trusted: bool,
    ) -> Self {
        let own = headers.get(HOST).and_then(|host| host.to_str().ok());
        let mut arrival = Arrival {
            secure,
            host: own.or(authority).map(str::to_ascii_lowercase),
        };
        if trusted {
            if let Some(proto) = forwarded(headers, "x-forwarded-proto", "proto") {
                arrival.secure |= proto.eq_ignore_ascii_case("https");
            }
            if let Some(host) = forwarded(headers, "x-forwarded-host", "host") {
                arrival.host = Some(host.to_ascii_lowercase());
            }
        }
        arrival
    }

    /// Whether `origin`, in lower case, is of this host; on HTTPS only a page that came by it, too.
    pub(crate) fn is_origin(&self, origin: &str) -> bool {
        let Some((scheme, host)) = origin.split_once("://") else {
            return false;
        };
        let default_port = match scheme {
            "https" => ":443",
            "http" if !self.secure => ":80",
            _ => return false,
        };
        // A browser leaves the port out of the origin where it is the scheme's own.
        let own = self.host.as_deref();
        own.is_some_and(|own| own.strip_suffix(default_port).unwrap_or(own) == host)
    }
}

/// The last value of the header `name`, else of the parameter `parameter` of `Forwarded`.
fn forwarded<'h>(headers: &'h HeaderMap, name: &'static str, parameter: &str) -> Option<&'h str> {
    let last = |name: HeaderName| -> Option<&'h str> {
        let value = headers.get_all(name).iter().next_back()?.to_str().ok()?;
        value.rsplit(',').next().map(str::trim)
    };
    if headers.contains_key(name) {
        return last(HeaderName::from_static(name)).filter(|value| !value.is_empty());
    }
    let pairs = last(FORWARDED)?.split(';');
    let mut values = pairs.filter_map(|pair| pair.trim().split_once('='));
    let (_, value) = values.find(|(name, _)| name.eq_ignore_ascii_case(parameter))?;
    Some(value.trim_matches('"')).filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    type Headers = [(&'static str, &'static str)];

    fn arrival(headers: &Headers, trusted: bool) -> (bool, String) {
        let mut map = HeaderMap::new();
        map.insert(HOST, "inner:3000".parse().unwrap());
        for (name, value) in headers {
            map.append(*name, value.parse().unwrap());
        }
        let Arrival { secure, host } = Arrival::of(&map, None, false, trusted);
        (secure, host.unwrap())
    }

    #[test]
    fn forwarding_headers_count_behind_a_proxy_only() {
        let inner = || "inner:3000".to_owned();
        let cases: &[(&Headers, bool, &str)] = &[
            (&[], false, "inner:3000"),
            (&[("x-forwarded-proto", "https")], true, "inner:3000"),
            (&[("x-forwarded-proto", "HTTPS")], true, "inner:3000"),
            (&[("x-forwarded-proto", "http")], false, "inner:3000"),
            // What the browser sent stands before what the proxy added.
            (&[("x-forwarded-proto", "https, http")], false, "inner:3000"),
            (
                &[
                    ("x-forwarded-proto", "https"),
                    ("x-forwarded-proto", "http"),
                ],
                false,
                "inner:3000",
            ),
            (&[("x-forwarded-host", "A.test")], false, "a.test"),
            (
                &[("x-forwarded-host", "evil.test, a.test")],
                false,
                "a.test",
            ),
            (&[("x-forwarded-host", "")], false, "inner:3000"),
            (
                &[("forwarded", "for=1;proto=https;host=\"a.test:8443\"")],
                true,
                "a.test:8443",
            ),
            (
                &[("forwarded", "proto=https, proto=http;host=a.test")],
                false,
                "a.test",
            ),
            (&[("forwarded", ";;=;x")], false, "inner:3000"),
            (
                &[
                    ("forwarded", "proto=https;host=evil.test"),
                    ("x-forwarded-proto", "http"),
                    ("x-forwarded-host", "a.test"),
                ],
                false,
                "a.test",
            ),
        ];
        for (headers, secure, host) in cases {
            assert_eq!(
                arrival(headers, true),
                (*secure, (*host).to_owned()),
                "{headers:?}"
            );
            assert_eq!(arrival(headers, false), (false, inner()), "{headers:?}");
        }
    }

    #[test]
    fn an_origin_is_ours_with_its_host_port_and_scheme() {
        let cases = [
            (false, "a.test", "http://a.test", true),
            (false, "a.test", "https://a.test", true),
            (false, "a.test:80", "http://a.test", true),
            (true, "a.test:443", "https://a.test", true),
            (true, "a.test", "http://a.test", false),
            (true, "a.test:8443", "https://a.test:8443", true),
            (true, "a.test:8443", "https://a.test", false),
            (false, "a.test", "http://b.test", false),
            (false, "a.test", "http://a.test.evil", false),
            (false, "a.test", "null", false),
            (false, "a.test", "", false),
            (false, "a.test", "file://a.test", false),
            (false, "[::1]:3000", "http://[::1]:3000", true),
        ];
        for (secure, host, origin, expected) in cases {
            let arrival = Arrival {
                secure,
                host: Some(host.to_owned()),
            };
            assert_eq!(
                arrival.is_origin(origin),
                expected,
                "{secure} {host} {origin}"
            );
        }
    }
}
