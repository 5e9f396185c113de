//! Where a page may send its browser: paths of the same site, whoever made them.

use std::fmt::Write;

use crate::controller::{Error, Result};

/// The longest target, in bytes.
const MAX_BYTES: usize = 4096;

/// `target` as a header and a script may have it: a path of this site, in ASCII.
///
/// Refused is whatever a browser could read as another site's address: `//evil`, `/\evil`, `https:…`, and control
/// characters, which browsers drop before they read on (URL standard, "basic URL parser").
pub(crate) fn check_target(target: &str) -> Result<String> {
    within_site(target).map_err(|reason| {
        Error::internal(format!(
            "`{}` is no target: {reason}",
            target.chars().take(200).collect::<String>().escape_debug()
        ))
    })
}

/// [`check_target`], with the reason where `target` is refused.
pub(crate) fn within_site(target: &str) -> Result<String, &'static str> {
    let bytes = target.as_bytes();
    let is_path = bytes.first() == Some(&b'/') && bytes.get(1) != Some(&b'/');
    if !is_path || target.contains('\\') || target.chars().any(char::is_control) {
        return Err("it begins with one `/`, and has no backslash or control character");
    }
    if bytes.len() > MAX_BYTES {
        return Err("it has at most 4096 bytes");
    }
    let mut ascii = String::with_capacity(bytes.len());
    for byte in bytes {
        match byte {
            b' ' | b'"' | b'<' | b'>' | 0x80.. => {
                // Writing to a string can't fail.
                let _ = write!(ascii, "%{byte:02X}");
            }
            byte => ascii.push(char::from(*byte)),
        }
    }
    Ok(ascii)
}

#[cfg(test)]
mod tests {
    use super::check_target;

    #[test]
    fn a_redirect_stays_on_its_site() {
        for evil in [
            "//evil.test",
            "/\\evil.test",
            "\\\\evil.test",
            "https://evil.test",
            "javascript:alert(1)",
            "",
            "x",
            "?a",
            " //evil.test",
            "/\t/evil.test",
            "/\n/evil.test",
            "\t//evil.test",
            "/a\r\nSet-Cookie: b=2",
            "/\u{85}",
            "/a\\b",
        ] {
            assert!(check_target(evil).is_err(), "{evil:?}");
        }
        let long = format!("/{}", "x".repeat(5000));
        assert!(check_target(&long).is_err());
        for (target, expected) in [
            ("/", "/"),
            ("/a/b?c=d&e#f", "/a/b?c=d&e#f"),
            ("/a//b", "/a//b"),
            ("/é x", "/%C3%A9%20x"),
            ("/?next=//evil.test", "/?next=//evil.test"),
        ] {
            assert_eq!(check_target(target).unwrap(), expected);
        }
    }
}
