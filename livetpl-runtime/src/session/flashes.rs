//! What flashes on its way from one page to the next: kept in the store under a ticket, which the browser carries in a cookie.
//!
//! Invariant: a ticket is good once, for a minute. The texts are never in the cookie, so that nobody reads them there, and
//! nothing that a browser sends becomes a text of the page. They lie in the store, so that the next page may be another process's; not
//! under a session group, since who signs in has another one behind the redirect.

use std::time::Duration;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::controller::{Cookie, Dispatch, Flash, FlashChange, Result, find_cookie};
use crate::session::answer::Answer;
use crate::session::identity::random_hex;
use crate::session::page::{Location, Page};
use crate::session::shared::Shared;
use crate::session::store::StoreKey;
use crate::session::tickets::{self, LIFE, is_ticket, save};
use crate::session::view::View;

/// The cookie with the ticket.
const COOKIE: &str = "livetpl-flash";
const FLASH: &str = "flash";

/// No session group's fields are here: the view is no path.
fn key(ticket: &str) -> StoreKey {
    StoreKey {
        group: "lvt".into(),
        view: format!("lvt:flash:{ticket}").into(),
    }
}

/// It is this application's alone: another one beside it on the host would use the ticket up.
fn cookie(shared: &Shared, ticket: String) -> Cookie {
    Cookie::new(COOKIE, ticket).path(shared.prefix.cookie_path())
}

/// Keeps what flashes for the next page; the cookie that brings it there.
///
/// # Errors
///
/// If the store fails.
async fn issue(shared: &Shared, flash: &[Flash]) -> Result<Cookie> {
    let ticket = random_hex::<16>();
    save(shared, &key(&ticket), FLASH, json!(flash)).await?;
    Ok(cookie(shared, ticket).max_age(LIFE))
}

/// What a browser brings for the page that it asks for.
pub(crate) struct Brought {
    /// What flashes there.
    pub(crate) flash: Vec<FlashChange>,
    key: Option<StoreKey>,
}

/// What flashes on the page that is asked for; `None` where the browser brings no ticket. The ticket is still good: a page
/// that can't be opened has not shown it.
pub(crate) async fn look(shared: &Shared, location: &Location) -> Option<Brought> {
    let ticket = find_cookie(location.cookies.as_deref()?, COOKIE)?;
    let mut brought = Brought {
        flash: Vec::new(),
        key: is_ticket(ticket).then(|| key(ticket)),
    };
    if let Some(key) = &brought.key {
        let flash = or_logged(tickets::look(shared, key, FLASH).await);
        brought
            .flash
            .extend(flash.into_iter().map(FlashChange::Say));
    }
    Some(brought)
}

impl Brought {
    /// Uses the ticket up. Of two pages that come with one, one may: whether it is this one, and the cookie that ends it.
    pub(crate) async fn take(&self, shared: &Shared) -> (bool, Cookie) {
        let taken = match &self.key {
            Some(key) => !or_logged(tickets::take(shared, key, FLASH).await).is_empty(),
            None => false,
        };
        (taken, cookie(shared, String::new()).max_age(Duration::ZERO))
    }
}

fn or_logged(found: Result<Option<Value>>) -> Vec<Flash> {
    let flash = found.unwrap_or_else(|error| {
        tracing::error!(%error, "what was to flash on a page could not be loaded");
        None
    });
    flash
        .and_then(|value| Vec::deserialize(value).ok())
        .unwrap_or_default()
}

impl<C: Dispatch> View<C> {
    /// Lets what flashes go with a browser that a frame sends on.
    pub(super) async fn send_on(&self, page: &mut Page<C>, answer: &mut Answer) {
        if answer.redirect.is_some() {
            return self.carry(answer).await;
        }
        let Some(target) = &answer.navigate else {
            return;
        };
        let place = target.split('#').next().unwrap_or_default();
        match self.locate(page, place) {
            // Another query is the same page, which goes on saying it.
            Ok(to) if to.path == page.location.path => answer.flash.clear(),
            _ => self.carry(answer).await,
        }
    }

    /// Lets what flashes go with a browser that is sent on: the next page that it asks for shows it.
    pub(super) async fn carry(&self, answer: &mut Answer) {
        let flash = std::mem::take(&mut answer.flash);
        if flash.is_empty() {
            return;
        }
        match issue(&self.shared, &flash).await {
            Ok(cookie) => answer.cookies.push(cookie),
            Err(error) => {
                tracing::error!(view = &**self.path(), %error, "what flashes could not be kept for the next page");
            }
        }
    }
}
