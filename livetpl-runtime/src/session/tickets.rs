//! Cookies for browsers at a WebSocket: kept in the store under a ticket, until the browser fetches them.
//!
//! Invariant: a ticket is good once, for a minute, and for the session group that it was made for. It lies in the store, so
//! that the fetch may reach another process.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::controller::{Cookie, Error, Identity, Result};
use crate::session::identity::random_hex;
use crate::session::shared::Shared;
use crate::session::store::StoreKey;

/// How long a ticket is good.
const LIFE: Duration = Duration::from_mins(1);

/// How long the store may take.
const PATIENCE: Duration = Duration::from_millis(500);

const COOKIES: &str = "cookies";
const UNTIL: &str = "until";

/// No view's path begins without a `/`, so no page's fields are here.
fn key(identity: &Identity, ticket: &str) -> StoreKey {
    StoreKey {
        group: identity.group.clone(),
        view: format!("lvt:cookies:{ticket}").into(),
    }
}

fn seconds() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    now.unwrap_or_default().as_secs()
}

fn fields(cookies: Value, until: u64) -> Map<String, Value> {
    Map::from_iter([
        (COOKIES.to_owned(), cookies),
        (UNTIL.to_owned(), until.into()),
    ])
}

async fn save(shared: &Shared, key: &StoreKey, fields: Map<String, Value>) -> Result {
    match tokio::time::timeout(PATIENCE, shared.store.save(key, fields)).await {
        Ok(result) => result,
        Err(_) => Err(Error::internal("the store did not answer in time")),
    }
}

/// Keeps `cookies` for the browser; the ticket.
///
/// # Errors
///
/// If the store fails.
pub(crate) async fn issue(
    shared: &Shared,
    identity: &Identity,
    cookies: &[Cookie],
) -> Result<String> {
    let ticket = random_hex::<16>();
    let fields = fields(json!(cookies), seconds() + LIFE.as_secs());
    save(shared, &key(identity, &ticket), fields).await?;
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
    if ticket.len() != 32 || !ticket.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Err(unknown());
    }
    let key = key(identity, ticket);
    let found = match tokio::time::timeout(PATIENCE, shared.store.load(&key)).await {
        Ok(found) => found?,
        Err(_) => return Err(Error::internal("the store did not answer in time")),
    };
    let good = found.get(UNTIL).and_then(Value::as_u64) > Some(seconds());
    let cookies: Option<Vec<Cookie>> = found
        .get(COOKIES)
        .and_then(|cookies| Vec::deserialize(cookies).ok());
    let cookies = cookies.filter(|_| good).ok_or_else(unknown)?;
    save(shared, &key, fields(Value::Null, 0)).await?;
    Ok(cookies)
}
