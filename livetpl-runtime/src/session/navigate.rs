//! How a page goes to another place of its view: another query, or other parameters of its path.
//!
//! Another query is another look at the same page: `mount` runs again on its state, and what it began stays. Another path is
//! what a new page would be, from its first state on, in the place of the old one: that one ends, and nothing of it is
//! seen at the new path. Either is a transaction: where `mount` fails or redirects, the page is as before.

use std::sync::Arc;

use bytes::Bytes;

use crate::controller::redirect::within_site;
use crate::controller::{ConnectKind, Dispatch, Error, Result};
use crate::session::answer::Answer;
use crate::session::frame::Frame;
use crate::session::page::{Location, Page};
use crate::session::registry::Held;
use crate::session::view::{TOO_MANY, View};

impl<C: Dispatch> View<C> {
    /// The place that a browser named by `target`, a path of this view with its query.
    ///
    /// # Errors
    ///
    /// If it is no path of this site, or another view's.
    pub(crate) fn locate(&self, page: &Page<C>, target: &str) -> Result<Location> {
        let target = within_site(target).map_err(|reason| {
            Error::bad_request(format!("this is no place to navigate to: {reason}"))
        })?;
        if target.contains('#') {
            return Err(Error::bad_request(
                "this is no place to navigate to: a fragment is the browser's",
            ));
        }
        let (path, query) = target.split_once('?').unwrap_or((&target, ""));
        let path = self.shared.prefix.strip(path);
        let path = path.ok_or_else(|| Error::other_view(&target))?;
        let routes = self.shared.routes.get();
        let found = routes.and_then(|routes| {
            let (number, params) = routes.find(path)?;
            (routes.pattern(number)? == self.path()).then_some(params)
        });
        Ok(Location {
            path: path.into(),
            query: query.into(),
            params: found.ok_or_else(|| Error::other_view(path))?,
            cookies: page.location.cookies.clone(),
            request: None,
        })
    }

    /// Takes the page to another place of this view; whether another page is in its place now.
    ///
    /// # Errors
    ///
    /// `mount`'s, or that what it made can't be rendered.
    pub(crate) async fn navigate(&self, held: &mut Held<C>, to: Location) -> Result<bool> {
        let page = held.page();
        if page.location.path == to.path && page.mounted {
            page.go(to).await?;
            return Ok(false);
        }
        let mut next = self.page(page.identity.clone(), to, true).await?;
        next.mount(ConnectKind::Navigate).await?;
        if next.redirects() {
            if let Some(answer) = next.answer.take() {
                Answer::add(&mut page.answer, *answer);
            }
            return Ok(false);
        }
        // What can't be shown is not gone to: afterwards there is no way back.
        next.fresh(|_, _| ()).await?;
        next.succeed(page);
        let left = held.replace(next);
        self.shared.tasks.spawn(left.end());
        Ok(true)
    }

    /// Takes the page to where a message that came by fetch says.
    ///
    /// # Errors
    ///
    /// As [`locate`](Self::locate) and [`navigate`](Self::navigate), or that too many messages came.
    pub(crate) async fn go_by_fetch(&self, held: &mut Held<C>, target: &str) -> Result {
        let page = held.page();
        if !self.shared.rates.take(&page.identity.group) {
            return Err(Error::limit(TOO_MANY));
        }
        let to = self.locate(page, target)?;
        self.navigate(held, to).await.map(drop)
    }

    /// Takes a page to where its browser says that it is: that may have gone on while nobody could be told.
    pub(crate) async fn follow(&self, held: &mut Held<C>, to: Location) -> Result {
        let page = held.page();
        let own = &page.location;
        // A query that its browser has not been told of is newer than the browser's.
        let told = page
            .answer
            .as_ref()
            .is_none_or(|answer| answer.query.is_none());
        if own.path == to.path && (own.query == to.query || !told) {
            return Ok(());
        }
        self.navigate(held, to).await.map(drop)
    }
}

impl<C: Dispatch> Page<C> {
    /// Goes to another query of the same path.
    async fn go(&mut self, to: Location) -> Result {
        // What waits was for where the page is.
        let waiting = self.mailbox.take();
        self.deliver(waiting).await;
        let from = std::mem::replace(&mut self.location, to);
        match self.run_mount(ConnectKind::Navigate).await {
            Ok(true) => {
                if let Some(before) = &mut self.before {
                    before.location.get_or_insert(from);
                }
                Ok(())
            }
            stayed => {
                self.location = from;
                stayed.map(drop)
            }
        }
    }

    /// Tells the browser of another query, in a frame that has a number: so one that is lost is missed.
    pub(crate) fn tell_query(&mut self, query: Option<Arc<str>>, frame: &mut Frame) {
        if query.is_some() {
            if frame.content.is_empty() {
                frame.content = Bytes::from_static(b"\"patch\":{}");
                self.shown += 1;
            }
            self.query_told = self.shown;
        }
        frame.query = query;
    }

    /// Tells it again, where the browser has not applied the frame that did.
    pub(super) fn expect_query(&mut self, applied: Option<u64>) {
        let told = std::mem::take(&mut self.query_told);
        if told > 0 && applied.is_none_or(|applied| applied < told) {
            let answer = self.answer.get_or_insert_default();
            answer.query = Some(self.location.query.clone());
        }
    }

    /// Takes the place of `left` in its browser, which goes on showing that until it is told otherwise.
    fn succeed(&mut self, left: &mut Page<C>) {
        self.tree = left.tree.take();
        self.shown = left.shown;
        if let Some(now) = std::mem::replace(&mut self.answer, left.answer.take()) {
            Answer::add(&mut self.answer, *now);
        }
        if left.attached {
            self.attach();
        }
    }
}
