//! How a browser comes to its page: by the token of the one that waits for it, or to a new one. Owns whose page it may be.

use std::time::Duration;

use sha2::{Digest, Sha256};
use tokio::time::timeout;

use crate::bus::Moment;
use crate::controller::{ConnectKind, Dispatch, Error, Identity, Result};
use crate::session::frame::Frame;
use crate::session::message::Message;
use crate::session::page::{Location, Page};
use crate::session::registry::Held;
use crate::session::view::View;
use crate::template::{hex, root_hash};

/// Whom a browser's first message has met.
pub(crate) enum Met<C: Dispatch> {
    /// The page that waited for it, as it was left.
    Known(Held<C>),
    /// A new page, and what its `mount` failed with.
    New(Box<Page<C>>, Option<Error>),
    /// None that is its own: [`BUILD`] or [`USER`].
    Reload(&'static str),
}

/// How a browser's first message is answered.
#[expect(
    clippy::large_enum_variant,
    reason = "it is taken apart where it is returned"
)]
pub(crate) enum Joined<C: Dispatch> {
    /// By its page, and the frame that answers.
    Page {
        held: Held<C>,
        frame: Frame,
        /// Where its `mount` has just failed or redirected: the answer to what the message asks for, none of which runs.
        stopped: Option<Result>,
    },
    /// By what tells it to load the page anew: [`BUILD`] or [`USER`].
    Reload(&'static str),
}

/// The page is from before a deploy: the browser keeps what was typed.
const BUILD: &str = "{\"reload\":1}";
/// The page was made for another user, of whom nothing is kept.
const USER: &str = "{\"reload\":\"user\"}";

impl<C: Dispatch> View<C> {
    /// Finds the page of a browser's first message, or mounts a new one, unless it can be neither.
    ///
    /// A page that somebody else holds is waited for, at most for `patience`.
    ///
    /// # Cancel safety
    ///
    /// Nothing has happened but a mount for nobody.
    ///
    /// # Errors
    ///
    /// If there can't be a page at all.
    pub(super) async fn meet(
        &self,
        message: &Message,
        identity: &Identity,
        location: &Location,
        since: Moment,
        patience: Duration,
    ) -> Result<Met<C>> {
        if message.user.is_some() && message.user != user_mark(identity) {
            return Ok(Met::Reload(USER));
        }
        let plan = message.plan.as_deref();
        if plan.is_some_and(|plan| plan != self.plan_hash) {
            return Ok(Met::Reload(BUILD));
        }
        let token = message.join.as_deref().unwrap_or_default();
        let waiting = timeout(patience, self.registry.adopt(token, identity));
        if let Ok(Some(held)) = waiting.await {
            return Ok(Met::Known(held));
        }
        if self.shared.bus.members.ended_since(since, identity) {
            return Ok(Met::Reload(USER));
        }
        let mut page = self.page(identity.clone(), location.clone(), true).await?;
        let mounted = async {
            page.mount(ConnectKind::Connect).await?;
            if page.redirects() {
                return Ok(None);
            }
            page.fresh(|recorder, _| root_hash(recorder))
                .await
                .map(Some)
        };
        let error = match mounted.await {
            Ok(root) => {
                // A browser that shows just this page needs no values.
                if message.root != root {
                    page.forget_tree();
                }
                None
            }
            Err(error) => {
                error.log(&self.path, "mount failed");
                Some(error)
            }
        };
        Ok(Met::New(Box::new(page), error))
    }

    /// Gives a browser the page that it was met with. If it was signed out meanwhile, it loads the page again as who it is now.
    ///
    /// A page whose `mount` failed, or what it made can't be rendered, stays, and the browser keeps what it shows: the error is
    /// in the frame, and whatever the browser asks for next tries to mount it again. Never a storm of reconnects.
    pub(super) async fn join(
        &self,
        met: Met<C>,
        message: &Message,
        location: Location,
        since: Moment,
    ) -> Joined<C> {
        let mut frame = Frame::default();
        let mut stopped = None;
        let mut held = match met {
            Met::Reload(text) => return Joined::Reload(text),
            Met::Known(mut held) => {
                let page = held.page();
                page.met(&location);
                page.attach();
                page.expect_shown(message.seq);
                let batch = page.mailbox.take();
                page.deliver(batch).await;
                if let Err(error) = self.follow(&mut held, location).await {
                    error.log(&self.path, "a page could not go to where its browser is");
                    frame.error(&error);
                }
                held
            }
            Met::New(page, error) => {
                stopped = match error {
                    Some(error) => {
                        frame.error(&error);
                        Some(Err(error))
                    }
                    None => page.redirects().then_some(Ok(())),
                };
                let held = self.registry.insert(*page);
                frame.token = Some(held.token().to_string());
                held
            }
        };
        let identity = &held.page().identity;
        // A page that was told to end is nobody's. A new one was told nothing of what was said before it was there.
        if self.shared.bus.members.ended_since(since, identity) {
            if frame.token.is_some() {
                held.page().mailbox.end();
            }
            return Joined::Reload(USER);
        }
        if held.is_ended() {
            return Joined::Reload(USER);
        }
        held.page().attach();
        Joined::Page {
            held,
            frame,
            stopped,
        }
    }

    /// Runs `on_connect` of a page that a socket is attached to. Its error is in the frame; the connection stays.
    pub(crate) async fn connected(&self, page: &mut Page<C>, frame: &mut Frame) {
        let kind = if std::mem::replace(&mut page.had_socket, true) {
            ConnectKind::Reconnect
        } else {
            ConnectKind::Connect
        };
        if let Err(error) = page.on_connect(kind).await {
            tracing::error!(view = &*self.path, %error, "on_connect failed");
            frame.error(&error);
            page.refuse(&error);
        }
    }
}

/// What a page says of whose it is: enough to tell users apart, and nothing of their names.
pub(super) fn user_mark(identity: &Identity) -> Option<String> {
    let user = identity.user.as_ref()?;
    Some(hex(&Sha256::digest(user.as_bytes())[..8]))
}
