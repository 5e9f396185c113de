//! What stands before an application's paths in a browser, and is taken away before a request gets here: `/app` of
//! `https://a.test/app/rooms/7`. Owns what it may be, and when it is put before a path and taken away.
//!
//! Invariant: requests have paths without it; what the framework writes for a browser has it, and what a browser says of
//! itself has it.

use std::sync::Arc;

use crate::controller::{Error, Result};

/// The environment variable that goes before what the application says.
const VARIABLE: &str = "LIVETPL_PREFIX";

/// A checked prefix: empty, or `/` and a segment, once or more.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prefix(Arc<str>);

impl Prefix {
    /// `text` as a prefix, or what the environment says in its place; the empty text is none.
    ///
    /// # Errors
    ///
    /// If it can't be one; the error says who set it.
    pub fn with_env(text: &str) -> Result<Self> {
        match std::env::var_os(VARIABLE) {
            Some(value) => Self::read(&value.to_string_lossy())
                .map_err(|reason| Error::msg(format!("{VARIABLE}={}: {reason}", value.display()))),
            None => Self::read(text)
                .map_err(|reason| Error::internal(format!("the prefix `{text}`: {reason}"))),
        }
    }

    fn read(text: &str) -> Result<Self, &'static str> {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
        let fits =
            |segment: &str| !matches!(segment, "" | "." | "..") && segment.bytes().all(is_plain);
        let mut segments = text.split('/');
        let begins = segments.next() == Some("");
        if text.is_empty() || begins && segments.clone().next().is_some() && segments.all(fits) {
            return Ok(Prefix(text.into()));
        }
        Err(
            "what is in front of an application begins with `/`, does not end with one, and has letters, digits and `-._~` \
             between: `/app`",
        )
    }

    /// As it was written.
    pub fn text(&self) -> &Arc<str> {
        &self.0
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A path of the application as browsers know it.
    pub fn before(&self, path: &str) -> String {
        format!("{}{path}", self.0)
    }

    /// A browser's path, with or without a query, as the application knows it; `None` where it is not the application's.
    pub fn strip<'t>(&self, target: &'t str) -> Option<&'t str> {
        let rest = target.strip_prefix(&*self.0)?;
        match rest.as_bytes().first() {
            Some(b'/') => Some(rest),
            // What takes it away makes `/` of the prefix alone.
            None if !self.is_empty() => Some("/"),
            _ => None,
        }
    }

    /// The path of a cookie that is the application's alone.
    pub fn cookie_path(&self) -> &str {
        if self.is_empty() { "/" } else { &self.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_is_whole_segments() {
        for good in ["", "/app", "/a/b-c", "/v1.0/~ann_x", "/..."] {
            let prefix = Prefix::read(good).unwrap();
            assert_eq!(&**prefix.text(), good);
        }
        for bad in [
            "/",
            "app",
            "/app/",
            "//app",
            "/a//b",
            "/a b",
            "/é",
            "/a?b",
            "/a#b",
            "/{a}",
            "/.",
            "/../a",
            "/a\"",
            "/%41",
            " ",
            "https://a.test/app",
        ] {
            assert!(Prefix::read(bad).is_err(), "{bad}");
            let error = Prefix::with_env(bad).unwrap_err().to_string();
            assert!(
                error.contains(&format!("`{bad}`")) && error.contains("`/app`"),
                "{error}"
            );
        }
    }

    #[test]
    fn it_is_taken_away_whole_or_not_at_all() {
        let app = Prefix::read("/app").unwrap();
        for (target, path) in [
            ("/app/rooms/7?a=b", Some("/rooms/7?a=b")),
            ("/app/", Some("/")),
            ("/app", Some("/")),
            ("/app/app", Some("/app")),
            ("/app//x", Some("//x")),
            ("/application", None),
            ("/rooms", None),
            ("/", None),
            ("", None),
        ] {
            assert_eq!(app.strip(target), path, "{target}");
        }
        assert_eq!(app.before("/rooms/7"), "/app/rooms/7");
        assert_eq!(app.cookie_path(), "/app");
        let none = Prefix::default();
        assert_eq!(none.strip("/rooms?a"), Some("/rooms?a"));
        assert_eq!((none.strip(""), none.before("/")), (None, "/".to_owned()));
        assert_eq!(none.cookie_path(), "/");
    }
}
