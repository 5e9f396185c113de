//! Who is at the other end of a request. Owns the cookie of anonymous sessions.

use std::sync::Arc;

use http::header::{COOKIE, HeaderMap, HeaderValue};
use http::request::Parts;
use sha2::{Digest, Sha256};

use crate::controller::{Identity, find_cookie};
use crate::session::store::BoxFuture;
use crate::template::hex;

/// Finds the session group, and the user where there is one, of a request.
///
/// It is asked for every page, form, fetch and socket, and for nothing else. What an application of its own does: read a
/// cookie that its login page has set (`ctx.set_cookie`), check it, and say whose it is. Pages of one group share persisted
/// fields and the self topic, so a group is a user, or a secret of one browser; never what a browser may choose.
///
/// # Examples
///
/// Users by a session cookie that only this application can have made; everybody else is anonymous.
///
/// ```
/// use std::collections::HashMap;
/// use std::sync::{Arc, RwLock};
///
/// use http::HeaderMap;
/// use livetpl::Identity;
/// use livetpl::session::{Anonymous, Authenticator, BoxFuture, Identified, Refused, cookie};
///
/// /// The login action puts a random secret here, and into the cookie.
/// #[derive(Clone, Default)]
/// struct Sessions(Arc<RwLock<HashMap<String, String>>>);
///
/// impl Authenticator for Sessions {
///     fn identify(
///         &self,
///         headers: &HeaderMap,
///         secure: bool,
///     ) -> BoxFuture<'_, Result<Identified, Refused>> {
///         let sessions = self.0.read().unwrap();
///         let user = cookie(headers, "session").and_then(|secret| sessions.get(secret));
///         match user {
///             Some(user) => {
///                 let identity = Identity::user(user.as_str());
///                 Box::pin(async { Ok(Identified::from(identity)) })
///             }
///             None => Anonymous.identify(headers, secure),
///         }
///     }
/// }
///
/// let app = livetpl::App::new().authenticator(Sessions::default());
/// ```
pub trait Authenticator: Send + Sync + 'static {
    /// Who sent a request with these headers; `secure` says whether it came by HTTPS.
    ///
    /// A socket is asked about once, when it is opened: `Handle::disconnect_user` ends those whose user may no longer.
    ///
    /// # Errors
    ///
    /// [`Refused`] is answered with 401. Who is merely not signed in is no error: hand on to [`Anonymous`].
    fn identify(
        &self,
        headers: &HeaderMap,
        secure: bool,
    ) -> BoxFuture<'_, Result<Identified, Refused>>;

    /// Who sent this request: for authenticators that need more of it than its headers, as what a layer in front of the
    /// application has put into its extensions. The default asks [`identify`](Self::identify).
    ///
    /// ```
    /// use http::{HeaderMap, request::Parts};
    /// use livetpl::Identity;
    /// use livetpl::session::{Anonymous, Authenticator, BoxFuture, Identified, Refused};
    ///
    /// /// What the application's own login layer puts into each request of who is signed in.
    /// #[derive(Clone)]
    /// struct SignedIn { user: String }
    ///
    /// struct ByLayer;
    ///
    /// impl Authenticator for ByLayer {
    ///     fn identify(&self, headers: &HeaderMap, secure: bool) -> BoxFuture<'_, Result<Identified, Refused>> {
    ///         Anonymous.identify(headers, secure)
    ///     }
    ///
    ///     fn identify_request(&self, request: &Parts, secure: bool) -> BoxFuture<'_, Result<Identified, Refused>> {
    ///         match request.extensions.get::<SignedIn>() {
    ///             Some(SignedIn { user }) => {
    ///                 let identity = Identity::user(user.as_str());
    ///                 Box::pin(async { Ok(Identified::from(identity)) })
    ///             }
    ///             None => self.identify(&request.headers, secure),
    ///         }
    ///     }
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`identify`](Self::identify).
    fn identify_request(
        &self,
        request: &Parts,
        secure: bool,
    ) -> BoxFuture<'_, Result<Identified, Refused>> {
        self.identify(&request.headers, secure)
    }
}

/// A request's sender.
///
/// ```
/// use livetpl::Identity;
/// use livetpl::session::Identified;
///
/// let known = Identified::from(Identity::user("ann"));
/// assert!(known.set_cookie.is_none());
/// ```
#[derive(Clone, Debug)]
pub struct Identified {
    /// The session group and user.
    pub identity: Identity,
    /// A `Set-Cookie` for the answer.
    pub set_cookie: Option<HeaderValue>,
}

impl From<Identity> for Identified {
    fn from(identity: Identity) -> Self {
        Identified {
            identity,
            set_cookie: None,
        }
    }
}

/// The request has no valid identity: it is answered with 401.
///
/// ```
/// use http::HeaderValue;
/// use livetpl::session::Refused;
///
/// let refused = Refused { challenge: Some(HeaderValue::from_static("Bearer")) };
/// ```
#[derive(Clone, Debug, Default)]
pub struct Refused {
    /// `WWW-Authenticate`, where a challenge exists.
    pub challenge: Option<HeaderValue>,
}

/// Everybody has a session of their own, named by a cookie of 256 random bits.
///
/// ```
/// // The default, written out.
/// let app = livetpl::App::new().authenticator(livetpl::session::Anonymous);
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Anonymous;

const NAME: &str = "livetpl-id";
const YEAR_SECONDS: u32 = 365 * 24 * 60 * 60;

impl Authenticator for Anonymous {
    fn identify(
        &self,
        headers: &HeaderMap,
        secure: bool,
    ) -> BoxFuture<'_, Result<Identified, Refused>> {
        let known = cookie(headers, NAME).filter(|value| is_secret(value));
        let identified = match known {
            Some(secret) => Identified {
                identity: anonymous(secret),
                set_cookie: None,
            },
            None => {
                let secret = random_hex::<32>();
                let attributes = if secure { "; Secure" } else { "" };
                let text = format!(
                    "{NAME}={secret}; Path=/; Max-Age={YEAR_SECONDS}; HttpOnly; SameSite=Lax{attributes}"
                );
                Identified {
                    identity: anonymous(&secret),
                    set_cookie: HeaderValue::from_str(&text).ok(),
                }
            }
        };
        Box::pin(std::future::ready(Ok(identified)))
    }
}

/// The group is derived from the secret, so that topics, stores and logs never hold what a browser is known by.
fn anonymous(secret: &str) -> Identity {
    let group: Arc<str> = hex(&Sha256::digest(secret.as_bytes())[..16]).into();
    Identity { group, user: None }
}

fn is_secret(value: &str) -> bool {
    value.len() == 64
        && value
            .bytes()
            .all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

/// The value of the cookie `name` of a request: what an authenticator of one's own looks at.
///
/// ```
/// use livetpl::session::cookie;
///
/// let mut headers = http::HeaderMap::new();
/// headers.insert("cookie", http::HeaderValue::from_static("theme=dark; session=17"));
/// assert_eq!(cookie(&headers, "session"), Some("17"));
/// ```
pub fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .find_map(|text| find_cookie(text, name))
}

/// The text of a request's cookies without the anonymous session's: a page has no use for that secret.
pub(crate) fn cookies(headers: &HeaderMap) -> Option<Arc<str>> {
    let texts = headers.get_all(COOKIE).iter();
    let pairs: Vec<&str> = texts
        .filter_map(|value| value.to_str().ok())
        .flat_map(|text| text.split(';'))
        .map(str::trim)
        .filter(|pair| !pair.is_empty() && find_cookie(pair, NAME).is_none())
        .collect();
    (!pairs.is_empty()).then(|| pairs.join("; ").into())
}

/// `N` random bytes in hexadecimal.
///
/// # Panics
///
/// If the operating system has no randomness: nothing that needs a secret may go on then.
pub fn random_hex<const N: usize>() -> String {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system provides randomness");
    hex(&bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn identify(cookie: &str) -> Identified {
        let mut headers = HeaderMap::new();
        headers.insert(COOKIE, cookie.parse().unwrap());
        Anonymous.identify(&headers, true).await.unwrap()
    }

    #[tokio::test]
    async fn guarantee_8_a_forged_cookie_is_replaced() {
        for forged in [
            "",
            "livetpl-id=",
            "livetpl-id=x",
            "livetpl-id=../../etc",
            &format!("livetpl-id={}", "G".repeat(64)),
        ] {
            let identified = identify(forged).await;
            let cookie = identified.set_cookie.unwrap();
            let cookie = cookie.to_str().unwrap();
            for part in ["HttpOnly", "SameSite=Lax", "Secure", "Path=/"] {
                assert!(cookie.contains(part), "{cookie}");
            }
            let again = identify(cookie.split(';').next().unwrap()).await;
            assert_eq!(again.identity, identified.identity);
            assert!(again.set_cookie.is_none());
            assert!(
                !cookie.contains(&*again.identity.group),
                "the group is not the secret"
            );
        }
    }
}
