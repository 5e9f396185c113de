//! How a browser comes to its page: by the token of the one that waits for it, or to a new one. Owns whose page it may be.

use sha2::{Digest, Sha256};

use crate::controller::{ConnectKind, Dispatch, Identity, Result};
use crate::session::frame::Frame;
use crate::session::message::Message;
use crate::session::page::{Location, Page};
use crate::session::registry::Held;
use crate::session::view::View;
use crate::template::{hex, root_hash};

/// How a browser's first message was met.
pub(crate) enum Joined<C: Dispatch> {
    /// By its page, and the frame that answers.
    Page { held: Held<C>, frame: Frame },
    /// By what tells it to load the page anew: [`BUILD`] or [`USER`].
    Reload(&'static str),
}

/// The page is from before a deploy: the browser keeps what was typed.
const BUILD: &str = "{\"reload\":1}";
/// The page was made for another user, of whom nothing is kept.
const USER: &str = "{\"reload\":\"user\"}";

impl<C: Dispatch> View<C> {
    /// Meets a browser's first message: adopts its page, or mounts it again, unless it can be neither.
    ///
    /// A page whose `mount` fails, or what it made can't be rendered, stays, and the browser keeps what it shows: the error is in the frame, and whatever the
    /// browser asks for next tries to mount it again. Never a storm of reconnects.
    ///
    /// # Errors
    ///
    /// If there can't be a page at all.
    pub(crate) async fn join(
        &self,
        message: &Message,
        identity: Identity,
        location: Location,
    ) -> Result<Joined<C>> {
        if message.user.is_some() && message.user != user_mark(&identity) {
            return Ok(Joined::Reload(USER));
        }
        let plan = message.plan.as_deref();
        if plan.is_some_and(|plan| plan != self.plan_hash) {
            return Ok(Joined::Reload(BUILD));
        }
        let mut frame = Frame::default();
        let token = message.join.as_deref().unwrap_or_default();
        if let Some(mut held) = self.registry.adopt(token, &identity.group).await {
            if let Some(page) = held.page() {
                page.met(&location);
                page.attach();
                page.expect_shown(message.seq);
                let batch = page.mailbox.take();
                page.deliver(batch).await;
            }
            if let Err(error) = self.follow(&mut held, location).await {
                error.log(&self.path, "a page could not go to where its browser is");
                frame.error(&error);
            }
            return Ok(Joined::Page { held, frame });
        }
        let mut page = self.page(identity, location, true).await?;
        let mounted = async {
            page.mount(ConnectKind::Connect).await?;
            if page.redirects() {
                return Ok(None);
            }
            page.fresh(|recorder, _| root_hash(recorder))
                .await
                .map(Some)
        };
        match mounted.await {
            Ok(root) => {
                // A browser that shows just this page needs no values.
                if message.root != root {
                    page.forget_tree();
                }
            }
            Err(error) => {
                error.log(&self.path, "mount failed");
                frame.error(&error);
            }
        }
        page.attach();
        let held = self.registry.insert(page);
        frame.token = Some(held.token().to_string());
        Ok(Joined::Page { held, frame })
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
