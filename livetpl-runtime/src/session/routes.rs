//! Which view is at a path. Owns what a pattern may look like: `/rooms/{room}`, `/files/{*path}`, as in axum.
//!
//! A path is matched as it came; what its parameters hold is decoded then, so that `%2F` is no border of segments.

use std::sync::Arc;

use matchit::{InsertError, Router};
use percent_encoding::percent_decode_str;

use crate::controller::Params;

/// The patterns of an application's views.
#[derive(Default)]
pub struct Routes {
    router: Router<usize>,
    patterns: Vec<Arc<str>>,
}

impl Routes {
    /// Adds a pattern; its number is how many there were before.
    ///
    /// # Errors
    ///
    /// Why there can't be such a pattern, or not beside another one.
    pub fn add(&mut self, pattern: &str) -> Result<(), String> {
        if !pattern.starts_with('/') || pattern.contains(['?', '#']) {
            return Err("a path begins with `/` and has no query".to_owned());
        }
        if let Some(segment) = pattern.split('/').find(|s| s.starts_with([':', '*'])) {
            let (star, name) = match segment.strip_prefix('*') {
                Some(name) => ("*", name),
                None => ("", &segment[1..]),
            };
            return Err(format!(
                "`{segment}` is no parameter: write `{{{star}{name}}}`"
            ));
        }
        self.router
            .insert(pattern, self.patterns.len())
            .map_err(|error| match error {
                InsertError::Conflict { with } => {
                    format!("paths that fit it fit `{with}`, too, which is taken")
                }
                error => error.to_string(),
            })?;
        self.patterns.push(pattern.into());
        Ok(())
    }

    /// Whether this very pattern is there.
    pub fn has(&self, pattern: &str) -> bool {
        self.patterns.iter().any(|known| **known == *pattern)
    }

    /// The pattern with this number.
    pub fn pattern(&self, number: usize) -> Option<&Arc<str>> {
        self.patterns.get(number)
    }

    /// The number of the pattern that fits `path`, and the path's parameters; none where one is not UTF-8.
    pub fn find(&self, path: &str) -> Option<(usize, Params)> {
        let found = self.router.at(path).ok()?;
        let params = found.params.iter().map(|(name, value)| {
            let value = percent_decode_str(value).decode_utf8().ok()?;
            Some((name.into(), value.into()))
        });
        Some((*found.value, params.collect::<Option<_>>()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn routes(patterns: &[&str]) -> Routes {
        let mut routes = Routes::default();
        for pattern in patterns {
            routes.add(pattern).unwrap();
        }
        routes
    }

    #[test]
    fn paths_find_their_views_as_in_axum() {
        let routes = routes(&[
            "/",
            "/rooms/{room}",
            "/rooms/new",
            "/files/{*path}",
            "/a/{b}/c",
        ]);
        let found = |path: &str| {
            let (number, params) = routes.find(path)?;
            let names = ["room", "path", "b"];
            let value = names.iter().find_map(|name| params.get(name));
            let pattern = routes.pattern(number)?.to_string();
            Some((pattern, value.map(str::to_owned)))
        };
        let cases = [
            ("/", "/", None),
            ("/rooms/7", "/rooms/{room}", Some("7")),
            ("/rooms/new", "/rooms/new", None),
            ("/rooms/newer", "/rooms/{room}", Some("newer")),
            ("/rooms/caf%C3%A9%20x", "/rooms/{room}", Some("café x")),
            ("/rooms/a%2Fb", "/rooms/{room}", Some("a/b")),
            ("/rooms/..", "/rooms/{room}", Some("..")),
            ("/files/a/b.txt", "/files/{*path}", Some("a/b.txt")),
            ("/files/a/", "/files/{*path}", Some("a/")),
            ("/files//", "/files/{*path}", Some("/")),
            ("/a/x+y/c", "/a/{b}/c", Some("x+y")),
        ];
        for (path, pattern, value) in cases {
            let expected = (pattern.to_owned(), value.map(str::to_owned));
            assert_eq!(found(path), Some(expected), "{path}");
        }
        for path in [
            "",
            "/rooms",
            "/rooms/",
            "/rooms/7/",
            "//",
            "/rooms//7",
            "/files/",
            "/a//c",
            "/rooms/%FF",
            "/rooms/%C3",
        ] {
            assert_eq!(found(path), None, "{path}");
        }
    }

    #[test]
    fn a_pattern_that_can_not_be_is_refused_with_what_to_write() {
        let refused = |known: &[&str], pattern: &str| routes(known).add(pattern).unwrap_err();
        assert!(refused(&[], "rooms").contains("begins with `/`"));
        assert!(refused(&[], "/a?b").contains("has no query"));
        assert!(refused(&[], "/rooms/:room").contains("write `{room}`"));
        assert!(refused(&[], "/files/*path").contains("write `{*path}`"));
        for pattern in ["/{", "/{}", "/{a}{b}", "/{*a}/b"] {
            assert!(!refused(&[], pattern).is_empty(), "{pattern}");
        }
        for (known, pattern) in [
            ("/a", "/a"),
            ("/rooms/{room}", "/rooms/{id}"),
            ("/{*a}", "/{*b}"),
        ] {
            let reason = refused(&[known], pattern);
            assert!(reason.contains(&format!("`{known}`")), "{reason}");
        }
    }
}
