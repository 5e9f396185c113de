//! What a test is told beside what browsers are: the page as it was served, and with each frame a fresh render of the same
//! state. Only with the feature `testing`; the room `testing` reads it.
//!
//! Invariant: the tree, the numbers and the state of a page are as without a test that watches.

use std::sync::atomic::Ordering;

use http::Response;

use crate::controller::Dispatch;
use crate::session::page::{Page, caught};
use crate::session::shared::Shared;
use crate::session::view::Opened;
use crate::template::{Lvt, Plan};

/// A page as a GET served it, beside its document.
#[derive(Clone, Debug)]
pub(crate) struct Served {
    pub(crate) plan: &'static Plan,
    /// The template's HTML.
    pub(crate) html: String,
    /// Its values, as JSON.
    pub(crate) values: Vec<u8>,
}

/// The answer to a GET with the page that it serves.
pub(crate) fn served<B>(
    mut reply: Response<B>,
    plan: &'static Plan,
    opened: Opened,
) -> Response<B> {
    let Opened { html, values, .. } = opened;
    reply.extensions_mut().insert(Served { plan, html, values });
    reply
}

impl Shared {
    /// Whether from now on frames carry fresh renders.
    pub(crate) fn watch(&self, watched: bool) {
        self.watched.store(watched, Ordering::Relaxed);
    }
}

impl<C: Dispatch> Page<C> {
    /// The page rendered anew, for a test that watches. What can't be rendered was told of otherwise.
    ///
    /// `before` is what was shown of work and files before the frame was rendered. They go on beside the page: where they
    /// have since, the frame shows what can't be shown again.
    pub(crate) fn fresh_html(&self, before: &Lvt) -> Option<String> {
        if !self.mounted || !self.shared.watched.load(Ordering::Relaxed) {
            return None;
        }
        let lvt = self.lvt();
        if !lvt.is_as_far_as(before) {
            return None;
        }
        let rendered = caught::<C, _>(|| {
            self.shared.with_recorder(|recorder| {
                let recorded = recorder.record(&self.state, &lvt);
                recorded.is_ok().then(|| recorder.html().to_owned())
            })
        });
        rendered.ok().flatten()
    }
}
