//! What waits for a browser under a ticket, in the store; and the first such thing: cookies for browsers at a WebSocket,
//! until the browser fetches them.
//!
//! Invariant: a ticket is good once and for a minute; one of cookies, for the session group that it was made for: only of who signs
//! out, who may be another's already, for whoever has it. It lies in the store, so that the fetch may reach another process.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::controller::{Cookie, Error, Identity, Result};
use crate::session::identity::random_hex;
use crate::session::shared::Shared;
use crate::session::store::StoreKey;

/// How long a ticket is good.
pub(super) const LIFE: Duration = Duration::from_mins(1);

/// How long the store may take.
const PATIENCE: Duration = Duration::from_millis(500);

const COOKIES: &str = "cookies";
const UNTIL: &str = "until";

/// No view's path begins without a `/`, so no page's fields are here.
fn key(whose: Option<&Identity>, ticket: &str) -> StoreKey {
    StoreKey {
        group: whose.map_or_else(|| "lvt".into(), |identity| identity.group.clone()),
        view: format!("lvt:cookies:{ticket}").into(),
    }
}

/// The time of day: processes compare it.
fn seconds() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    now.unwrap_or_default().as_secs()
}

/// Whether a text has the form of a ticket.
pub(super) fn is_ticket(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|b| b.is_ascii_hexdigit())
}

/// Keeps `value` as `name` for the [`LIFE`] of a ticket.
///
/// # Errors
///
/// If the store fails.
pub(super) async fn save(shared: &Shared, key: &StoreKey, name: &str, value: Value) -> Result {
    // Not every store forgets in time.
    let until = seconds() + LIFE.as_secs();
    let fields = Map::from_iter([(name.to_owned(), value), (UNTIL.to_owned(), until.into())]);
    match tokio::time::timeout(PATIENCE, shared.store.save_for(key, fields, LIFE)).await {
        Ok(result) => result,
        Err(_) => Err(Error::internal("the store did not answer in time")),
    }
}

/// Takes what was kept as `name`; `None` where there is nothing, or it is too old.
///
/// # Errors
///
/// If the store fails.
pub(super) async fn take(shared: &Shared, key: &StoreKey, name: &str) -> Result<Option<Value>> {
    let found = match tokio::time::timeout(PATIENCE, shared.store.take(key)).await {
        Ok(found) => found?,
        Err(_) => return Err(Error::internal("the store did not answer in time")),
    };
    Ok(good(found, name))
}

/// Looks at what was kept as `name`, and leaves it there.
///
/// # Errors
///
/// If the store fails.
pub(super) async fn look(shared: &Shared, key: &StoreKey, name: &str) -> Result<Option<Value>> {
    let found = match tokio::time::timeout(PATIENCE, shared.store.load(key)).await {
        Ok(found) => found?,
        Err(_) => return Err(Error::internal("the store did not answer in time")),
    };
    Ok(good(found, name))
}

fn good(mut found: Map<String, Value>, name: &str) -> Option<Value> {
    let good = found.get(UNTIL).and_then(Value::as_u64) > Some(seconds());
    found.remove(name).filter(|_| good)
}

/// Keeps `cookies` for a browser of this identity, or for whoever has the ticket; the ticket.
///
/// # Errors
///
/// If the store fails.
pub(crate) async fn issue(
    shared: &Shared,
    whose: Option<&Identity>,
    cookies: &[Cookie],
) -> Result<String> {
    let ticket = random_hex::<16>();
    save(shared, &key(whose, &ticket), COOKIES, json!(cookies)).await?;
    Ok(ticket)
}

/// The cookies under `ticket`, which is used up.
///
/// # Errors
///
/// If there is no such ticket for this session group, or the store fails.
pub(crate) async fn redeem(
    shared: &Shared,
    identity: &Identity,
    ticket: &str,
) -> Result<Vec<Cookie>> {
    let unknown = || Error::bad_request("there is no such ticket");
    if !is_ticket(ticket) {
        return Err(unknown());
    }
    let mut found = take(shared, &key(Some(identity), ticket), COOKIES).await?;
    if found.is_none() {
        found = take(shared, &key(None, ticket), COOKIES).await?;
    }
    let cookies = found.and_then(|cookies| Vec::deserialize(cookies).ok());
    cookies.ok_or_else(unknown)
}
