//! A browser's cookies.

use http::HeaderMap;
use http::header::SET_COOKIE;

/// The cookies of one browser.
#[derive(Default)]
pub(super) struct Jar(Vec<Kept>);

struct Kept {
    name: String,
    value: String,
    path: String,
}

impl Jar {
    /// Takes what an answer sets. How long a cookie lives is not followed; one that ends at once is removed.
    pub(super) fn take(&mut self, headers: &HeaderMap) {
        for header in headers.get_all(SET_COOKIE) {
            let text = String::from_utf8_lossy(header.as_bytes());
            let mut parts = text.split(';').map(str::trim);
            let Some((name, value)) = parts.next().and_then(|pair| pair.split_once('=')) else {
                continue;
            };
            let (mut path, mut removed) = ("/", false);
            for part in parts {
                let (key, value) = part.split_once('=').unwrap_or((part, ""));
                match key.to_ascii_lowercase().as_str() {
                    "path" if value.starts_with('/') => path = value,
                    "max-age" => removed = value.parse::<i64>().is_ok_and(|age| age <= 0),
                    _ => {}
                }
            }
            self.0.retain(|kept| kept.name != name || kept.path != path);
            if !removed {
                self.0.push(Kept {
                    name: name.to_owned(),
                    value: value.to_owned(),
                    path: path.to_owned(),
                });
            }
        }
    }

    /// Sets a cookie of the whole site.
    pub(super) fn set(&mut self, name: &str, value: &str) {
        self.0.retain(|kept| kept.name != name);
        self.0.push(Kept {
            name: name.to_owned(),
            value: value.to_owned(),
            path: "/".to_owned(),
        });
    }

    /// The value of the first cookie of this name.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        let found = self.0.iter().find(|kept| kept.name == name);
        found.map(|kept| kept.value.clone())
    }

    /// The header for a request of `path`; `None` where there is nothing to send.
    pub(super) fn header(&self, path: &str) -> Option<String> {
        // RFC 6265, section 5.1.4.
        let is_sent = |kept: &&Kept| {
            path.strip_prefix(&*kept.path).is_some_and(|rest| {
                rest.is_empty() || kept.path.ends_with('/') || rest.starts_with('/')
            })
        };
        let sent: Vec<String> = self
            .0
            .iter()
            .filter(is_sent)
            .map(|kept| format!("{}={}", kept.name, kept.value))
            .collect();
        (!sent.is_empty()).then(|| sent.join("; "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cookies_are_kept_by_path_and_removed() {
        let mut jar = Jar::default();
        let mut answer = |cookies: &[&str]| {
            let mut headers = HeaderMap::new();
            for cookie in cookies {
                headers.append(SET_COOKIE, cookie.parse().unwrap());
            }
            jar.take(&headers);
            (
                jar.header("/"),
                jar.header("/admin/x"),
                jar.header("/administer"),
            )
        };
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(
            answer(&["a=1; Path=/; HttpOnly", "b=2; Path=/admin"]),
            (some("a=1"), some("a=1; b=2"), some("a=1"))
        );
        assert_eq!(
            answer(&["a=; Path=/; Max-Age=0", "b=3; Path=/admin; Max-Age=60"]),
            (None, some("b=3"), None)
        );
    }
}
