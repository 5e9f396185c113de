//! How a browser is signed out, all of it: `ctx.sign_out`. Owns that no page of it goes on because it was quick.
//!
//! The pages end at once. A page that is loaded again before the browser has dropped its cookie is the user's once more; so the
//! answer that removes the cookie brings a ticket in another one, and the first request that comes with that, from a browser
//! that has dropped the first, ends the pages once more.

use std::sync::Arc;
use std::time::Duration;

use http::HeaderMap;
use serde_json::Value;

use crate::controller::{Cookie, Identity, Result};
use crate::session::identity::{cookie, random_hex};
use crate::session::shared::Shared;
use crate::session::store::StoreKey;
use crate::session::tickets::{LIFE, is_ticket, save, take};

/// The cookie with the ticket.
const COOKIE: &str = "livetpl-out";
const GROUP: &str = "group";

/// No session group's fields are here: the view is no path.
fn key(ticket: &str) -> StoreKey {
    StoreKey {
        group: "lvt".into(),
        view: format!("lvt:out:{ticket}").into(),
    }
}

fn cookie_of(shared: &Shared, ticket: String) -> Cookie {
    Cookie::new(COOKIE, ticket).path(shared.prefix.cookie_path())
}

/// Keeps whose pages end once more; the cookie that the browser shows when it has dropped its others.
///
/// # Errors
///
/// If the store fails.
pub(super) async fn issue(shared: &Shared, identity: &Identity) -> Result<Cookie> {
    let ticket = random_hex::<16>();
    let group = Value::from(&*identity.group);
    save(shared, &key(&ticket), GROUP, group).await?;
    Ok(cookie_of(shared, ticket).max_age(LIFE))
}

/// Ends the pages of the session group that a request's browser has left; the cookie that ends the ticket. To be done before the
/// request is.
pub(crate) async fn finish(shared: &Shared, headers: &HeaderMap) -> Option<Cookie> {
    let ticket = cookie(headers, COOKIE)?;
    if is_ticket(ticket) {
        match take(shared, &key(ticket), GROUP).await {
            Ok(group) => {
                if let Some(group) = group.as_ref().and_then(Value::as_str) {
                    shared.bus.end_group(&Arc::from(group));
                }
            }
            Err(error) => tracing::error!(%error, "whose pages end could not be loaded"),
        }
    }
    Some(cookie_of(shared, String::new()).max_age(Duration::ZERO))
}
