//! Waiting for what others do: woken by what the socket brings, and bounded.

use std::panic::Location;
use std::time::Duration;

use serde_json::json;
use tokio::time::{Instant, sleep_until};

use crate::testing::failure::{Result, step};
use crate::testing::page::Page;
use crate::testing::transport::Transport;

/// How often a page without a socket asks. The script does each 5 seconds, and nobody who loads a page again is faster.
pub(super) const POLL: Duration = Duration::from_millis(50);

impl Page {
    /// Waits until `is_so`. An error of it means not yet: `page.wait_for(|page| Ok(page.find("#left")?.text() == "3"))`.
    ///
    /// A page without a socket asks again and again, one without JavaScript is loaded again.
    ///
    /// ```
    /// # use livetpl::testing::{Page, Result};
    /// # async fn a_test(mut page: Page) -> Result {
    /// page.wait_for(|page| Ok(page.find("#left")?.text() == "3")).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// If it does not become so in time; see [`TestApp::patience`](crate::testing::TestApp::patience).
    #[track_caller]
    pub fn wait_for(
        &mut self,
        is_so: impl Fn(&Page) -> Result<bool>,
    ) -> impl Future<Output = Result> {
        self.wait("what the test waits for", is_so)
    }

    /// Waits until a reader reads this text anywhere on the page.
    ///
    /// ```
    /// # use livetpl::testing::{Page, Result};
    /// # async fn a_test(mut page: Page) -> Result {
    /// page.wait_for_text("Bob has joined").await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`wait_for`](Self::wait_for).
    #[track_caller]
    pub fn wait_for_text(&mut self, text: &str) -> impl Future<Output = Result> {
        self.wait(format!("the text {text:?}"), move |page| {
            Ok(page.has_text(text))
        })
    }

    /// Waits until a reader no longer reads this text.
    ///
    /// ```
    /// # use livetpl::testing::{Page, Result};
    /// # async fn a_test(mut page: Page) -> Result {
    /// page.wait_for_no_text("Loading").await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`wait_for`](Self::wait_for).
    #[track_caller]
    pub fn wait_for_no_text(&mut self, text: &str) -> impl Future<Output = Result> {
        self.wait(format!("that the text {text:?} is gone"), move |page| {
            Ok(!page.has_text(text))
        })
    }

    /// Waits until a CSS selector matches something.
    ///
    /// ```
    /// # use livetpl::testing::{Page, Result};
    /// # async fn a_test(mut page: Page) -> Result {
    /// page.wait_for_element("#report").await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`wait_for`](Self::wait_for), and if it is no CSS selector.
    #[track_caller]
    pub fn wait_for_element(&mut self, selector: &str) -> impl Future<Output = Result> {
        self.wait(
            format!("an element that `{selector}` matches"),
            move |page| Ok(page.count(selector)? > 0),
        )
    }

    /// Waits until a CSS selector matches so many elements.
    ///
    /// ```
    /// # use livetpl::testing::{Page, Result};
    /// # async fn a_test(mut page: Page) -> Result {
    /// page.wait_for_count("li", 3).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`wait_for_element`](Self::wait_for_element).
    #[track_caller]
    pub fn wait_for_count(&mut self, selector: &str, count: usize) -> impl Future<Output = Result> {
        self.wait(
            format!("{count} elements that `{selector}` matches"),
            move |page| Ok(page.count(selector)? == count),
        )
    }

    #[track_caller]
    fn wait(
        &mut self,
        what: impl Into<String>,
        is_so: impl Fn(&Page) -> Result<bool>,
    ) -> impl Future<Output = Result> {
        let (at, what) = (Location::caller(), what.into());
        step(at, async move {
            let until = Instant::now() + self.patience;
            loop {
                self.drain().await?;
                if is_so(self).unwrap_or(false) {
                    return Ok(());
                }
                let now = Instant::now();
                if now >= until {
                    return Err(self.failure(format!("{what} did not come in time")));
                }
                match self.transport {
                    Transport::WebSocket => self.receive(&what, until).await?,
                    Transport::Fetch => {
                        sleep_until(until.min(now + POLL)).await;
                        self.fetch(json!({})).await?;
                    }
                    Transport::Plain => {
                        sleep_until(until.min(now + POLL)).await;
                        self.reload().await?;
                    }
                }
            }
        })
    }
}
