//! HTTP Basic authentication (RFC 7617): the browser asks for name and password by itself.

use std::future::Future;
use std::sync::Arc;

use http::header::{AUTHORIZATION, HeaderMap, HeaderValue};
use sha2::{Digest, Sha256};

use crate::controller::Identity;
use crate::session::identity::{Authenticator, Identified, Refused};
use crate::session::store::BoxFuture;

type Check = dyn Fn(String, String) -> BoxFuture<'static, bool> + Send + Sync;

/// Users by HTTP Basic; the user's name is user and session group. Passwords travel in clear: only over HTTPS.
///
/// ```
/// # use livetpl_runtime::http::App;
/// # use livetpl_runtime::session::basic::Basic;
/// # async fn is_password(_: &str, _: &str) -> bool { true }
/// let few = App::new().authenticator(Basic::users([("ann", "a long password")]));
/// let checked = App::new().authenticator(Basic::new(async |user: String, password: String| {
///     is_password(&user, &password).await
/// }));
/// ```
#[derive(Clone)]
pub struct Basic {
    check: Arc<Check>,
    realm: HeaderValue,
}

impl Basic {
    /// Admits whom `check` says yes to, of a name and a password.
    ///
    /// ```
    /// use livetpl::session::Basic;
    ///
    /// let staff = Basic::new(async |user: String, password: String| user == "ann" && password == "a long one");
    /// ```
    pub fn new<F>(check: impl Fn(String, String) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = bool> + Send + 'static,
    {
        Basic {
            check: Arc::new(move |user, password| Box::pin(check(user, password))),
            realm: HeaderValue::from_static("Basic realm=\"livetpl\", charset=\"UTF-8\""),
        }
    }

    /// Admits these users with their passwords. How long the comparison takes tells nothing of them.
    ///
    /// ```
    /// use livetpl::session::Basic;
    ///
    /// let few = Basic::users([("ann", "a long password"), ("bob", "another one")]);
    /// ```
    pub fn users<U, P>(users: impl IntoIterator<Item = (U, P)>) -> Self
    where
        U: AsRef<str>,
        P: AsRef<str>,
    {
        let users = users.into_iter();
        let known: Arc<[[u8; 32]]> = users
            .map(|(user, password)| digest(user.as_ref(), password.as_ref()))
            .collect();
        Self::new(move |user, password| {
            let known = known.clone();
            async move {
                let asked = digest(&user, &password);
                // All of them, and all bytes of each.
                known.iter().fold(false, |found, one| {
                    let differs = one.iter().zip(asked).fold(0, |bits, (a, b)| bits | (a ^ b));
                    found | (differs == 0)
                })
            }
        })
    }
}

/// No name holds a NUL, so the two can't be confused.
fn digest(user: &str, password: &str) -> [u8; 32] {
    let digest = Sha256::new().chain_update(user).chain_update([0]);
    digest.chain_update(password).finalize().into()
}

impl Authenticator for Basic {
    fn identify(
        &self,
        headers: &HeaderMap,
        _secure: bool,
    ) -> BoxFuture<'_, Result<Identified, Refused>> {
        let asked = headers.get(AUTHORIZATION).and_then(credentials);
        Box::pin(async move {
            if let Some((user, password)) = asked
                && (self.check)(user.clone(), password).await
            {
                return Ok(Identity::user(user).into());
            }
            Err(Refused {
                challenge: Some(self.realm.clone()),
            })
        })
    }
}

/// The name and password of an `Authorization` header; `None` where it is not one of Basic's.
fn credentials(header: &HeaderValue) -> Option<(String, String)> {
    let (scheme, token) = header.to_str().ok()?.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let text = String::from_utf8(decode_base64(token.trim())?).ok()?;
    let (user, password) = text.split_once(':')?;
    let is_name = !user.is_empty() && !user.chars().any(char::is_control);
    is_name.then(|| (user.to_owned(), password.to_owned()))
}

/// Base64 with its padding (RFC 4648, section 4).
fn decode_base64(text: &str) -> Option<Vec<u8>> {
    let body = text.trim_end_matches('=');
    if !text.len().is_multiple_of(4) || text.len() - body.len() > 2 {
        return None;
    }
    let mut bytes = Vec::with_capacity(body.len() / 4 * 3 + 2);
    let (mut bits, mut count) = (0u32, 0);
    for byte in body.bytes() {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            // The bits that are left over wait for the next digit.
            bytes.push((bits >> count & 0xff) as u8);
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn identify(basic: &Basic, header: &[u8]) -> Result<Identified, Refused> {
        let mut headers = HeaderMap::new();
        headers.insert(AUTHORIZATION, HeaderValue::from_bytes(header).unwrap());
        basic.identify(&headers, true).await
    }

    #[tokio::test]
    async fn a_user_is_admitted_with_the_password_and_is_a_group() {
        let basic = Basic::users([("Aladdin", "open sesame"), ("é", "p:w")]);
        for (header, user) in [
            ("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==", "Aladdin"),
            ("basic  w6k6cDp3", "é"),
        ] {
            let identity = identify(&basic, header.as_bytes()).await.unwrap().identity;
            assert_eq!(
                (&*identity.group, identity.user.as_deref()),
                (user, Some(user))
            );
        }
        let own = Basic::new(|user, password| async move { user == password });
        assert!(identify(&own, b"Basic YTph").await.is_ok());
        assert!(identify(&own, b"Basic YTpi").await.is_err());
    }

    #[tokio::test]
    async fn a_bad_header_is_a_challenge_and_never_a_panic() {
        let basic = Basic::new(async |_, _| true);
        let bad: &[&[u8]] = &[
            b"",
            b"Basic",
            b"Basic ",
            b"Basic =",
            b"Basic ====",
            b"Basic A",
            b"Basic !!!!",
            b"Basic YWJj",
            b"Basic OmE=",
            b"Basic /////w==",
            b"Basic CmE6Yg==",
            b"Bearer YTph",
            b"\xff\xfe",
            b"Basic YTp\xc3\xa9",
        ];
        for header in bad {
            let refused = identify(&basic, header).await.unwrap_err();
            let challenge = refused.challenge.unwrap();
            assert!(challenge.to_str().unwrap().starts_with("Basic realm="));
        }
        assert!(basic.identify(&HeaderMap::new(), true).await.is_err());
        for length in 0..64usize {
            let _ = decode_base64(&"A".repeat(length));
            let _ = decode_base64(&"=".repeat(length));
        }
    }

    #[test]
    fn base64_is_decoded() {
        for (text, bytes) in [
            ("", &b""[..]),
            ("Zg==", b"f"),
            ("Zm8=", b"fo"),
            ("Zm9v", b"foo"),
            ("Zm9vYmFy", b"foobar"),
            ("/+8=", b"\xff\xef"),
        ] {
            assert_eq!(decode_base64(text).as_deref(), Some(bytes), "{text}");
        }
    }
}
