//! How a tab goes from place to place: links, addresses, what the server asks for, back and forward. As
//! `client/src/parts/nav.ts` does where a script runs, and as browsers do where none does.

use std::panic::Location;

use serde_json::json;

use crate::testing::failure::{Result, step};
use crate::testing::load::Arrival;
use crate::testing::page::Page;
use crate::testing::url;

/// The most times that the server sends a page elsewhere, one after another.
const MOST_HOPS: usize = 10;

/// The code for a path that is not of the page's view.
const OTHER_VIEW: &str = "other-view";

/// A place of the page's own view that is on its way.
#[derive(Clone, Debug)]
pub(super) struct Going {
    url: String,
    how: Arrival,
}

impl Page {
    /// Follows a link to `url`, whether the page has one or not: a path, or a query (`?page=2`).
    ///
    /// As a click on a link: another query of the page's path is asked for over the page's own
    /// connection (`ConnectKind::Navigate`); another page is fetched and put in its place; without JavaScript, each is loaded.
    /// A page of its own is [`User::open`](crate::testing::User::open).
    ///
    /// ```
    /// # use livetpl::testing::{Page, Result};
    /// # async fn a_test(mut page: Page) -> Result {
    /// page.visit("?page=2").await?;
    /// assert!(page.has_text("Page 2"));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// If it leads to another site, or the answer is no page, or `mount` refuses it: then the page is where it was.
    #[track_caller]
    pub fn visit(&mut self, url: &str) -> impl Future<Output = Result> {
        step(Location::caller(), async move {
            self.drain().await?;
            self.hops = 0;
            self.follow(url).await
        })
    }

    /// Goes back in the tab's history, as the browser's button does.
    ///
    /// ```
    /// # use livetpl::testing::{Page, Result};
    /// # async fn a_test(mut page: Page) -> Result {
    /// page.click("Next").await?;
    /// page.back().await?;
    /// assert_eq!(page.url(), "/list");
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// If this is the first page of the tab, or the one before can't be shown.
    #[track_caller]
    pub fn back(&mut self) -> impl Future<Output = Result> {
        step(Location::caller(), self.travel(-1))
    }

    /// Goes forward again, where [`back`](Self::back) came from.
    ///
    /// ```
    /// # use livetpl::testing::{Page, Result};
    /// # async fn a_test(mut page: Page) -> Result {
    /// page.back().await?;
    /// page.forward().await?;
    /// assert_eq!(page.url(), "/list?page=2");
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// If this is the last page of the tab, or the one behind it can't be shown.
    #[track_caller]
    pub fn forward(&mut self) -> impl Future<Output = Result> {
        step(Location::caller(), self.travel(1))
    }

    async fn travel(&mut self, by: isize) -> Result {
        self.drain().await?;
        self.hops = 0;
        let Some(stop) = self.history.step(by) else {
            let (way, which) = if by < 0 {
                ("back", "first")
            } else {
                ("forward", "last")
            };
            return Err(self.failure(format!(
                "there is nothing to go {way} to: this is the {which} page of the tab"
            )));
        };
        let (page, from) = (self.pages, self.url.clone());
        let gone = if stop.is_same_document && self.live.is_some() {
            self.go_to(stop.url, Arrival::Here).await
        } else {
            self.load_as(&stop.url, Arrival::Here).await
        };
        // The page is where it was.
        if gone.is_err() && self.pages == page && self.url == from {
            self.history.step(-by);
        }
        gone
    }

    /// Goes where a link leads that is the script's affair, if one runs.
    pub(super) async fn follow(&mut self, target: &str) -> Result {
        let to = url::resolve(&self.url, target)?;
        // What only the fragment tells from here is no other place.
        if target.contains('#') && to == self.url {
            return Ok(());
        }
        if self.live.is_none() {
            return self.load(&to).await;
        }
        self.go_to(to, Arrival::Swap).await
    }

    /// Does what a frame says: the browser goes there as if a link led there.
    pub(super) async fn sent_to(&mut self, target: &str) -> Result {
        self.hops += 1;
        if self.hops > MOST_HOPS {
            return Err(self.failure(format!(
                "the server has sent the page elsewhere more than {MOST_HOPS} times, one after another; the last time to `{target}`"
            )));
        }
        Box::pin(self.follow(target)).await
    }

    async fn go_to(&mut self, to: String, how: Arrival) -> Result {
        let path = url::path(&to);
        if path != url::path(&self.url) {
            return self.swap(&to, how).await;
        }
        let (page, going) = (
            self.pages,
            Going {
                url: to.clone(),
                how,
            },
        );
        let what = format!("the navigation to `{to}`");
        self.ask(json!({"navigate": to}), &what, Some(going))
            .await?;
        let Some((_, going)) = self.going.take().filter(|_| self.pages == page) else {
            return Ok(());
        };
        // It did not come to it.
        match self.errors.last() {
            Some(error) if error.code == OTHER_VIEW => self.swap(&going.url, how).await,
            _ if how == Arrival::Here => self.load_as(&going.url, how).await,
            Some(error) => Err(self.failure(format!("`{to}` was answered with {error}"))),
            None => Ok(()),
        }
    }

    /// The message `reference` was answered, with an error or not: if it took the page elsewhere, that is where it is.
    pub(super) fn went(&mut self, reference: u64, is_refused: bool) {
        let is_it = self
            .going
            .as_ref()
            .is_some_and(|(own, _)| *own == reference && !is_refused);
        if !is_it {
            return;
        }
        if let Some((_, Going { url, how })) = self.going.take() {
            if how == Arrival::Swap {
                self.history.push(&url);
            }
            self.url = url;
        }
    }

    /// The page's address has another query.
    pub(super) fn replace_query(&mut self, query: &str) {
        let path = url::path(&self.url);
        let url = match query {
            "" => path.to_owned(),
            query => format!("{path}?{query}"),
        };
        self.history.replace(&url);
        self.url = url;
    }
}
