//! Who has an account, and how a browser proves it later: with a signed cookie, which the gallery's authenticator reads
//! on each request.
//!
//! A cookie is `user.expires.nonce.signature`. The server keeps nothing of those that are good; it remembers those that
//! were signed out until they expire.

use std::collections::HashMap;
use std::future::ready;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use hmac::{Hmac, KeyInit, Mac};
use http::HeaderMap;
use livetpl::Identity;
use livetpl::prelude::*;
use livetpl::session::{Anonymous, Authenticator, BoxFuture, Identified, Refused, cookie};
use parking_lot::Mutex;
use sha2::Sha256;

/// The cookie's name.
pub(crate) const COOKIE: &str = "gallery-user";
/// How long somebody stays signed in.
pub(crate) const LIFETIME: Duration = Duration::from_hours(12);

/// The shortest key of one's own, in bytes.
const LEAST_IN_A_KEY: usize = 32;

/// Names and passwords. An application asks its database, which holds the password's argon2 hash and not the password.
const PEOPLE: &[(&str, &str)] = &[("ann", "apples"), ("bob", "bananas")];

/// The accounts. Cheap to clone: all clones are one.
#[derive(Clone)]
pub(crate) struct Accounts(Arc<Inner>);

struct Inner {
    key: Vec<u8>,
    /// What was signed out, and when it expires.
    ended: Mutex<HashMap<String, u64>>,
}

impl Accounts {
    /// Accounts whose cookies are signed with `LIVETPL_KEY`, or with a key that nobody knows until the next start.
    pub(crate) fn from_env() -> Result<Self> {
        match std::env::var("LIVETPL_KEY") {
            Ok(key) if key.len() >= LEAST_IN_A_KEY => Ok(Self::new(key.into_bytes())),
            Ok(_) => Err(Error::msg(format!(
                "LIVETPL_KEY: a key has at least {LEAST_IN_A_KEY} characters; `openssl rand -hex 32` makes one"
            ))),
            Err(_) => Ok(Self::new(random::<32>()?.into())),
        }
    }

    pub(super) fn new(key: Vec<u8>) -> Self {
        let ended = Mutex::default();
        Accounts(Arc::new(Inner { key, ended }))
    }

    /// Whether this is the password of `name`. How long the answer takes tells nothing. An application also slows down who
    /// asks too often.
    pub(crate) fn check(&self, name: &str, password: &str) -> bool {
        let known = PEOPLE.iter().find(|(person, _)| *person == name);
        let expected = self.sign(known.map_or("", |(_, password)| password));
        self.is_signature_of(password, &expected) && known.is_some()
    }

    /// A new cookie for `name`, who has said the right password.
    pub(crate) fn sign_in(&self, name: &str) -> Result<String> {
        self.issue(name, now() + LIFETIME.as_secs())
    }

    /// The user that a cookie is of.
    pub(crate) fn user(&self, cookie: &str) -> Option<Arc<str>> {
        let (claim, user, _) = self.read(cookie)?;
        (!self.0.ended.lock().contains_key(claim)).then(|| user.into())
    }

    /// Accepts this cookie no longer.
    pub(crate) fn sign_out(&self, cookie: &str) {
        if let Some((claim, _, expires)) = self.read(cookie) {
            let (mut ended, now) = (self.0.ended.lock(), now());
            ended.retain(|_, expires| *expires > now);
            ended.insert(claim.to_owned(), expires);
        }
    }

    fn issue(&self, name: &str, expires: u64) -> Result<String> {
        let claim = format!("{name}.{expires}.{}", hex(&random::<8>()?));
        let signature = hex(&self.sign(&claim));
        Ok(format!("{claim}.{signature}"))
    }

    /// What a cookie claims, with its user and its end, if the claim is signed and has not expired.
    fn read<'c>(&self, cookie: &'c str) -> Option<(&'c str, &'c str, u64)> {
        let (claim, signature) = cookie.rsplit_once('.')?;
        if !self.is_signature_of(claim, &unhex(signature)?) {
            return None;
        }
        let mut parts = claim.split('.');
        let (user, expires) = (parts.next()?, parts.next()?.parse().ok()?);
        (now() < expires).then_some((claim, user, expires))
    }

    fn mac(&self, text: &str) -> Hmac<Sha256> {
        // HMAC takes keys of every length (RFC 2104, section 2).
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0.key)
            .unwrap_or_else(|_| unreachable!("any key is one"));
        mac.update(text.as_bytes());
        mac
    }

    fn sign(&self, text: &str) -> Vec<u8> {
        self.mac(text).finalize().into_bytes().to_vec()
    }

    fn is_signature_of(&self, text: &str, signature: &[u8]) -> bool {
        self.mac(text).verify_slice(signature).is_ok()
    }
}

impl Authenticator for Accounts {
    /// Who is signed in is one session group on all devices; everybody else is anonymous.
    fn identify(
        &self,
        headers: &HeaderMap,
        secure: bool,
    ) -> BoxFuture<'_, Result<Identified, Refused>> {
        match cookie(headers, COOKIE).and_then(|text| self.user(text)) {
            Some(user) => Box::pin(ready(Ok(Identified {
                // No anonymous group has a colon.
                identity: Identity {
                    group: format!("user:{user}").into(),
                    user: Some(user),
                },
                set_cookie: None,
            }))),
            None => Anonymous.identify(headers, secure),
        }
    }
}

fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.unwrap_or_default().as_secs()
}

fn random<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)?;
    Ok(bytes)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: &u8| char::from(*byte).to_digit(16).map(|digit| digit as u8);
    let pairs = text.as_bytes().chunks(2);
    pairs
        .map(|pair| Some(digit(pair.first()?)? << 4 | digit(pair.get(1)?)?))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accounts(key: &str) -> Accounts {
        Accounts::new(key.as_bytes().to_vec())
    }

    #[test]
    fn a_cookie_is_worth_nothing_once_it_is_changed_expired_or_signed_out() {
        let ours = accounts("one key");
        let good = ours.sign_in("ann").expect("randomness");
        assert_eq!(ours.user(&good).as_deref(), Some("ann"));
        let (claim, signature) = good.rsplit_once('.').expect("a signature");
        let bad = [
            String::new(),
            "ann".to_owned(),
            claim.to_owned(),
            format!("{claim}."),
            format!("{claim}.{}", &signature[2..]),
            format!("{claim}.{}", "0".repeat(64)),
            format!("{claim}.+{}", &signature[1..]),
            good.replace("ann", "bob"),
            good.replace("ann", "ann.9999999999"),
            accounts("another key").sign_in("ann").expect("randomness"),
            ours.issue("ann", now()).expect("randomness"),
        ];
        for cookie in bad {
            assert_eq!(ours.user(&cookie), None, "{cookie}");
        }
        let other = ours.sign_in("ann").expect("randomness");
        ours.sign_out(&good);
        ours.sign_out("nonsense");
        // The same cookie in another spelling is the same cookie.
        let shouted = format!("{claim}.{}", signature.to_uppercase());
        for (cookie, user) in [(&good, None), (&shouted, None), (&other, Some("ann"))] {
            assert_eq!(ours.user(cookie).as_deref(), user, "{cookie}");
        }
        assert_eq!(ours.0.ended.lock().len(), 1);
    }

    #[test]
    fn only_the_right_password_is_right() {
        let ours = accounts("key");
        assert!(ours.check("ann", "apples") && ours.check("bob", "bananas"));
        for (name, password) in [
            ("ann", "bananas"),
            ("ann", ""),
            ("", ""),
            ("eve", "apples"),
            ("ann", "apples "),
        ] {
            assert!(!ours.check(name, password), "{name} {password}");
        }
    }

    #[tokio::test]
    async fn who_is_signed_in_has_one_group_on_all_devices() {
        let ours = accounts("key");
        let identify = async |text: Option<String>| {
            let mut headers = HeaderMap::new();
            if let Some(text) = text {
                let text = format!("a=b; {COOKIE}={text}");
                headers.insert(http::header::COOKIE, text.parse().expect("a header"));
            }
            ours.identify(&headers, false)
                .await
                .expect("everybody is somebody")
                .identity
        };
        let sign_in = |name| Some(ours.sign_in(name).expect("randomness"));
        let (one, two) = (
            identify(sign_in("ann")).await,
            identify(sign_in("ann")).await,
        );
        assert_eq!((&one, one.user.as_deref()), (&two, Some("ann")));
        assert_ne!(identify(sign_in("bob")).await.group, one.group);
        assert_eq!(identify(Some("ann.1.2.3".to_owned())).await.user, None);
        assert_eq!(identify(None).await.user, None);
    }
}
