//! Files that a test selects: how they reach the server, as `client/src/parts/upload.ts` sends them. Which comes next,
//! `uploads` says.

use std::panic::Location;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderName};
use http::{Method, StatusCode};
use serde_json::{Value, json};
use tokio::time::{Instant, sleep_until};

use crate::session::uploads::ACTION;
use crate::testing::failure::{Result, step};
use crate::testing::fields::{Key, kind};
use crate::testing::file::{File, Put};
use crate::testing::load::ANSWER_PATIENCE;
use crate::testing::page::Page;
use crate::testing::target;
use crate::testing::transport::Transport;
use crate::testing::uploads::Next;
use crate::testing::wait::POLL;

impl Page {
    /// Selects files in an `<input type="file">`, named by its label, its name, or a CSS selector, in place of what was
    /// selected. One [`File`] or several.
    ///
    /// With `lvt-upload` they are sent at once, piece by piece, and the step ends when each is there, refused, or
    /// [stalls](File::stalls_at). That the server refuses a file is no failed step: the page shows it, by `lvt.uploads`. But the
    /// form is not sent while its input holds a refused file, as in a browser. Without JavaScript they go with their form.
    ///
    /// ```
    /// # use livetpl::testing::{File, Page, Result};
    /// # async fn a_test(mut page: Page) -> Result {
    /// page.upload("Your picture", File::new("me.png", "image/png", b"\x89PNG\r\n\x1a\n".as_slice())).await?;
    /// assert_eq!(page.find("progress")?.attr("value"), Some("100"));
    /// page.click("Save").await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// If there is no such input, or more than one; if it is disabled, takes one file at a time, or sends none; if the server
    /// does not take the files in time.
    #[track_caller]
    pub fn upload(
        &mut self,
        field: &str,
        files: impl Into<Vec<File>>,
    ) -> impl Future<Output = Result> {
        let files = files.into();
        self.step_in(None, move |stage, scope| {
            stage.choose_files(target::field(scope, field, is_file)?, &files)
        })
    }

    /// Sends the rest of the files that [stall](File::stalls_at), until each is there or refused.
    ///
    /// ```
    /// # use livetpl::testing::{File, Page, Result};
    /// # async fn a_test(mut page: Page) -> Result {
    /// page.upload("Film", File::new("film.mp4", "video/mp4", vec![0; 100_000]).stalls_at(50_000)).await?;
    /// page.finish_uploads().await?;
    /// assert_eq!(page.find("progress")?.attr("value"), Some("100"));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// If the server does not take them in time, or the page is disconnected.
    #[track_caller]
    pub fn finish_uploads(&mut self) -> impl Future<Output = Result> {
        step(Location::caller(), async move {
            self.drain().await?;
            let all = self.uploads.all();
            self.settle(&all).await
        })
    }

    /// What the server told the page's browser to put elsewhere (`Upload::presigned`). The kit sends no such request: it says that
    /// the file is there, or with [`File::fails`] that it could not be put.
    ///
    /// ```
    /// # use livetpl::testing::{File, Page, Result};
    /// # async fn a_test(mut page: Page) -> Result {
    /// page.upload("Photo", File::new("a.jpg", "image/jpeg", "…")).await?;
    /// assert_eq!(page.puts()[0].url, "https://files.example.org/photos/17");
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn puts(&self) -> &[Put] {
        self.uploads.puts()
    }

    /// Files were selected: the server is told, and they are sent.
    pub(super) async fn send_selected(
        &mut self,
        input: &Key,
        upload: &str,
        files: Vec<File>,
    ) -> Result {
        let said = self.uploads.select(input, upload, files);
        self.tell(said).await?;
        let files = self.uploads.busy(input);
        self.carry(&files).await
    }

    /// Sends all of these files.
    pub(super) async fn settle(&mut self, files: &[u32]) -> Result {
        self.uploads.let_flow(files);
        self.carry(files).await
    }

    /// Somebody wants a file no longer.
    pub(super) async fn cancel(&mut self, id: u32) -> Result {
        if let Some((input, files)) = self.uploads.cancel(id) {
            self.fields.set_files(&input, files);
        }
        self.tell(json!({"cancel": [id]})).await
    }

    /// A form was reset, and its files are let go.
    pub(super) async fn reset(&mut self, form: &str) -> Result {
        self.fields.reset(form);
        match &*self.uploads.drop_form(form) {
            [] => Ok(()),
            left => self.tell(json!({"cancel": left})).await,
        }
    }

    /// After a new connection: the server says how far each file is, and it goes on from there.
    pub(super) async fn resume(&mut self) -> Result {
        for said in self.uploads.resume() {
            self.tell(said).await?;
        }
        let all = self.uploads.all();
        self.carry(&all).await
    }

    /// Sends files on, each as far as it goes for now, and sees to it that the page shows what came of that.
    async fn carry(&mut self, files: &[u32]) -> Result {
        let page = self.pages;
        let mut until = self.patience_ends();
        let mut has_waited = false;
        while self.pages == page {
            let waits = match self.uploads.next(files) {
                Next::Rest => break,
                Next::Say(said) => {
                    self.tell(said).await?;
                    None
                }
                Next::Piece(piece) => {
                    self.piece(piece).await?;
                    None
                }
                Next::Wait(what) => Some(what),
            };
            let Some(what) = waits else {
                (until, has_waited) = (self.patience_ends(), false);
                continue;
            };
            if self.transport == Transport::WebSocket {
                self.receive(&what, until).await?;
                continue;
            }
            let now = Instant::now();
            if now >= until {
                return Err(self.failure(format!("{what} did not come in time")));
            }
            if std::mem::replace(&mut has_waited, true) {
                sleep_until(until.min(now + POLL)).await;
            }
            self.tell(json!({})).await?;
        }
        if files.is_empty() || self.pages != page {
            return Ok(());
        }
        // What the last piece came to is shown by a later frame.
        self.tell(json!({})).await
    }

    fn patience_ends(&self) -> Instant {
        Instant::now() + self.patience * ANSWER_PATIENCE
    }

    /// Says something of uploads. It is no action of the test's: errors of those stay.
    async fn tell(&mut self, said: Value) -> Result {
        let before = std::mem::take(&mut self.errors);
        let message = json!({"action": ACTION, "data": said});
        let page = self.pages;
        self.ask(message, "the message about the files", None)
            .await?;
        if self.pages != page {
            return Ok(());
        }
        if let Some(refused) = self.errors.first() {
            return Err(self.failure(format!("the server refused the files: {refused}")));
        }
        self.errors = before;
        Ok(())
    }

    async fn piece(&mut self, piece: Bytes) -> Result {
        let Some(live) = &self.live else {
            return Err(self.failure("no script runs on this page"));
        };
        if let Some(socket) = &live.socket {
            socket.send(piece);
            return Ok(());
        }
        if self.transport == Transport::WebSocket {
            return Err(self.failure(
                "a file can't be sent: the page is disconnected; `page.reconnect()` comes first",
            ));
        }
        let headers = [
            (CONTENT_TYPE, "application/octet-stream"),
            (HeaderName::from_static("x-livetpl"), "1"),
            (HeaderName::from_static("x-livetpl-token"), &*live.token),
        ];
        let sent = self.browser.send(Method::POST, &self.url, &headers, piece);
        let reply = sent.await?;
        if reply.status != StatusCode::OK {
            let (status, body) = (reply.status, reply.body);
            return Err(self.failure(format!(
                "the server answered a piece of a file with {status}: {body}"
            )));
        }
        let told = serde_json::from_str(&reply.body)
            .map_err(|error| self.failure(format!("an answer is no JSON ({error})")))?;
        let heard = self.uploads.hear(&told);
        self.on_page(heard)
    }
}

/// An input of files.
pub(super) fn is_file(el: scraper::ElementRef<'_>) -> bool {
    kind(el) == "file"
}
