//! E-mail addresses and URLs, as the HTML standard defines them for fields (sections 4.10.5.1.4 and 4.10.5.1.5).

/// A valid e-mail address: the standard's own regular expression, which is not RFC 5322.
pub(super) fn is_email(text: &str) -> bool {
    let Some((user, host)) = text.split_once('@') else {
        return false;
    };
    let in_user = |b: u8| b.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&b);
    !user.is_empty() && user.bytes().all(in_user) && host.split('.').all(is_label)
}

/// A part of a host's name, between two points.
fn is_label(label: &str) -> bool {
    let inside = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
    (1..=63).contains(&label.len())
        && label.bytes().all(inside)
        && !label.starts_with('-')
        && !label.ends_with('-')
}

/// An absolute URL: what the URL standard's parser takes without a base. Hosts are looked at less closely than there.
pub(super) fn is_url(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else {
        return false;
    };
    let in_scheme = |b: u8| b.is_ascii_alphanumeric() || b"+-.".contains(&b);
    if !scheme.starts_with(|c: char| c.is_ascii_alphabetic()) || !scheme.bytes().all(in_scheme) {
        return false;
    }
    let is_special = ["http", "https", "ws", "wss", "ftp"]
        .iter()
        .any(|one| scheme.eq_ignore_ascii_case(one));
    if !is_special {
        return true;
    }
    let rest = rest.trim_start_matches(['/', '\\']);
    let authority = rest.split(['/', '\\', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    let (name, port) = match host.strip_prefix('[') {
        Some(address) => {
            let Some((address, port)) = address.split_once(']') else {
                return false;
            };
            if address.parse::<std::net::Ipv6Addr>().is_err() {
                return false;
            }
            ("v6", port.strip_prefix(':').unwrap_or(port))
        }
        None => host.split_once(':').unwrap_or((host, "")),
    };
    let forbidden = |c: char| c.is_ascii_control() || " #%/:<>?@[\\]^|".contains(c);
    !name.is_empty()
        && !name.contains(forbidden)
        && (port.is_empty() || port.parse::<u16>().is_ok() && !port.starts_with('+'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_those_that_browsers_take() {
        for good in ["a@b", "ann.o'neil+x@example.co.uk", "a@x-1.y"] {
            assert!(is_email(good), "{good}");
        }
        for bad in [
            "", "a", "@b", "a@", "a b@c", "a@b@c", "a@-b", "a@b..c", "ü@b", "a@b_c",
        ] {
            assert!(!is_email(bad), "{bad}");
        }
        for good in [
            "https://example.com",
            "HTTP://a:80/b?c#d",
            "http://[::1]:3000/",
            "http:example.com",
            "mailto:a@b",
            "x:",
            "https://müller.de/ü",
            "http://user:pass@host/",
        ] {
            assert!(is_url(good), "{good}");
        }
        for bad in [
            "",
            "example.com",
            "/path",
            "http://",
            "http://a b",
            "http://a:99999",
            "http://a:+1",
            "http://[::g]/",
            "1http://a",
            "://a",
        ] {
            assert!(!is_url(bad), "{bad}");
        }
    }
}
