//! Cookies that an application sets and reads. Owns what a cookie may hold, and how it is written (RFC 6265, section 4.1).

use std::fmt::Write;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::controller::{Error, Result};

/// The most bytes of a cookie with its attributes: what every browser keeps (RFC 6265, section 6.1).
pub(crate) const MAX_COOKIE_BYTES: usize = 4096;

/// Which requests from other sites bring a cookie along.
///
/// ```
/// use livetpl::{Cookie, SameSite};
///
/// let cookie = Cookie::new("bank", "secret").same_site(SameSite::Strict);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum SameSite {
    /// None.
    Strict,
    /// Those that follow a link.
    #[default]
    Lax,
    /// All; such a cookie is always `Secure`.
    None,
}

/// A cookie for [`Context::set_cookie`](crate::controller::Context::set_cookie).
///
/// Scripts can't read it, other sites' forms don't bring it along, and it is for all paths, unless said otherwise. It is
/// `Secure` where the page came by HTTPS. Without [`max_age`](Self::max_age) it ends with the browser's session.
///
/// ```
/// # use livetpl_runtime::controller::{Context, Cookie, Result};
/// # use std::time::Duration;
/// fn login(ctx: &mut Context, signed: &str) -> Result {
///     ctx.set_cookie(Cookie::new("session", signed).max_age(Duration::from_hours(12)))?;
///     ctx.redirect("/inbox")
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cookie {
    name: String,
    value: String,
    path: String,
    max_age_seconds: Option<u64>,
    http_only: bool,
    secure: bool,
    same_site: SameSite,
}

impl Cookie {
    /// A cookie of this name and value.
    ///
    /// ```
    /// let cookie = livetpl::Cookie::new("theme", "dark");
    /// ```
    pub fn new(name: impl Into<String>, value: impl Into<String>) -> Self {
        Cookie {
            name: name.into(),
            value: value.into(),
            path: "/".to_owned(),
            max_age_seconds: None,
            http_only: true,
            secure: false,
            same_site: SameSite::default(),
        }
    }

    /// A cookie that removes the one of this name.
    pub(crate) fn removal(name: &str) -> Self {
        Cookie::new(name, "").max_age(Duration::ZERO)
    }

    /// Keeps it for so long, in whole seconds.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// let cookie = livetpl::Cookie::new("theme", "dark").max_age(Duration::from_hours(24));
    /// ```
    #[must_use]
    pub fn max_age(mut self, age: Duration) -> Self {
        self.max_age_seconds = Some(age.as_secs());
        self
    }

    /// Sends it with requests under `path` only.
    ///
    /// ```
    /// let cookie = livetpl::Cookie::new("tab", "2").path("/settings");
    /// ```
    #[must_use]
    pub fn path(mut self, path: impl Into<String>) -> Self {
        self.path = path.into();
        self
    }

    /// Lets scripts read it.
    ///
    /// ```
    /// let cookie = livetpl::Cookie::new("theme", "dark").readable_by_scripts();
    /// ```
    #[must_use]
    pub fn readable_by_scripts(mut self) -> Self {
        self.http_only = false;
        self
    }

    /// Sends it by HTTPS only, also if the page came by HTTP.
    ///
    /// ```
    /// let cookie = livetpl::Cookie::new("session", "secret").secure();
    /// ```
    #[must_use]
    pub fn secure(mut self) -> Self {
        self.secure = true;
        self
    }

    /// Which requests from other sites bring it along.
    ///
    /// ```
    /// use livetpl::{Cookie, SameSite};
    ///
    /// let cookie = Cookie::new("embed", "1").same_site(SameSite::None);
    /// ```
    #[must_use]
    pub fn same_site(mut self, same_site: SameSite) -> Self {
        self.same_site = same_site;
        self
    }

    /// Refuses what a browser would drop, or read as something else.
    pub(crate) fn check(&self) -> Result {
        let Cookie { name, value, .. } = self;
        let token = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b);
        let octet =
            |b: u8| matches!(b, 0x21 | 0x23..=0x2b | 0x2d..=0x3a | 0x3c..=0x5b | 0x5d..=0x7e);
        let problem = if name.is_empty() || !name.bytes().all(token) {
            "a cookie's name is letters, digits and `-`, `_` or `.`"
        } else if name.starts_with("livetpl-") {
            "cookies that begin with `livetpl-` are the framework's"
        } else if !value.bytes().all(octet) {
            "a cookie's value is ASCII without spaces, quotes, commas, semicolons and backslashes; encode it"
        } else if !self.path.starts_with('/')
            || !self
                .path
                .bytes()
                .all(|b| b == b',' || b != b'"' && octet(b))
        {
            "a cookie's path begins with `/` and is ASCII without spaces and semicolons"
        } else if self.to_header(true).len() > MAX_COOKIE_BYTES {
            "a cookie has at most 4096 bytes"
        } else {
            return Ok(());
        };
        Err(Error::internal(format!("cookie `{name}`: {problem}")))
    }

    /// The value of `Set-Cookie`, for a page that came by HTTPS or not.
    #[doc(hidden)]
    pub fn to_header(&self, https: bool) -> String {
        let mut text = format!("{}={}; Path={}", self.name, self.value, self.path);
        if let Some(seconds) = self.max_age_seconds {
            // Writing to a string can't fail.
            let _ = write!(text, "; Max-Age={seconds}");
        }
        if self.http_only {
            text.push_str("; HttpOnly");
        }
        text.push_str(match self.same_site {
            SameSite::Strict => "; SameSite=Strict",
            SameSite::Lax => "; SameSite=Lax",
            SameSite::None => "; SameSite=None",
        });
        if https || self.secure || self.same_site == SameSite::None {
            text.push_str("; Secure");
        }
        text
    }
}

/// The value of the first cookie called `name` in the text of a `Cookie` header.
#[doc(hidden)]
pub fn find_cookie<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    text.split(';')
        .find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_safe_unless_said_otherwise() {
        let plain = Cookie::new("a", "1");
        assert_eq!(
            plain.to_header(false),
            "a=1; Path=/; HttpOnly; SameSite=Lax"
        );
        assert_eq!(
            plain.to_header(true),
            "a=1; Path=/; HttpOnly; SameSite=Lax; Secure"
        );
        let open = plain
            .path("/x")
            .max_age(Duration::from_mins(1))
            .readable_by_scripts()
            .same_site(SameSite::None);
        assert_eq!(
            open.to_header(false),
            "a=1; Path=/x; Max-Age=60; SameSite=None; Secure"
        );
        assert!(Cookie::removal("a").to_header(false).contains("Max-Age=0"));
    }

    #[test]
    fn a_cookie_can_not_smuggle_attributes_or_headers() {
        for (name, value, path) in [
            ("a", "1; Domain=evil.test", "/"),
            ("a", "1\r\nSet-Cookie: b=2", "/"),
            ("a", "é", "/"),
            ("a", "x y", "/"),
            ("", "1", "/"),
            ("a=b", "1", "/"),
            ("a;", "1", "/"),
            ("livetpl-id", "1", "/"),
            ("a", "1", "x"),
            ("a", "1", "/; Domain=evil.test"),
            ("a", "1", "/\n"),
            ("a", &"x".repeat(MAX_COOKIE_BYTES), "/"),
        ] {
            let cookie = Cookie::new(name, value).path(path);
            assert!(cookie.check().is_err(), "{cookie:?}");
        }
        assert!(Cookie::new("__Host-a", "e30=.x-_~").check().is_ok());
        assert!(Cookie::new("a", "").path("/a,b").check().is_ok());
    }

    #[test]
    fn a_cookie_is_found_by_its_whole_name() {
        let text = "ab=1; b=2;c=3; b=4; d";
        assert_eq!(find_cookie(text, "b"), Some("2"));
        assert_eq!(find_cookie(text, "c"), Some("3"));
        assert_eq!(find_cookie(text, "a"), None);
        assert_eq!(find_cookie(text, "d"), None);
    }
}
