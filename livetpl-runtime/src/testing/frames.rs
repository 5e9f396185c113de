//! What the server sends to a page, and what its tab does about it: as `client/src/transport.ts`, `page.ts` and `follow.ts`.

use http::StatusCode;
use serde_json::{Value, json};
use tokio::time::{Instant, timeout_at};

use crate::session::uploads;
use crate::testing::failure::Result;
use crate::testing::page::{ActionError, Page};
use crate::testing::socket::Said;
use crate::testing::wire::Reply;

/// The close code with which the server ends a page: its browser loads it again.
const ENDED: u16 = 4401;

/// The most times that a page loads again by itself, one after another.
const MOST_RELOADS: usize = 5;

impl Page {
    /// Sends a message by fetch and takes the frame that answers it.
    pub(super) async fn fetch(&mut self, message: Value) -> Result {
        let Some(live) = &self.live else {
            return Err(self.failure("no script runs on this page"));
        };
        let mut whole = live.join();
        if let Value::Object(message) = message {
            whole.extend(message);
        }
        let text = Value::Object(whole).to_string();
        let reply = self.browser.fetch(&self.url, text).await?;
        // Whoever this browser is now may not have what the page shows.
        if reply.status == StatusCode::UNAUTHORIZED {
            return Box::pin(self.reload_by_itself()).await;
        }
        if reply.status != StatusCode::OK {
            let Reply { status, body, .. } = reply;
            return Err(self.failure(format!("the server answered a fetch with {status}: {body}")));
        }
        self.take(&reply.body).await
    }

    /// Waits for the next thing that the socket brings, and does what it says.
    pub(super) async fn receive(&mut self, what: &str, until: Instant) -> Result {
        let Some(socket) = self.live.as_mut().and_then(|live| live.socket.as_mut()) else {
            return Err(self.failure(format!("{what} can't come: the page is disconnected")));
        };
        match timeout_at(until, socket.next()).await {
            Ok(said) => self.said(said).await,
            Err(_) => Err(self.failure(format!("{what} did not come in time"))),
        }
    }

    /// Takes what has come already.
    pub(super) async fn drain(&mut self) -> Result {
        while let Some(socket) = self.live.as_mut().and_then(|live| live.socket.as_mut()) {
            let Some(said) = socket.try_next() else { break };
            self.said(said).await?;
        }
        Ok(())
    }

    async fn said(&mut self, said: Said) -> Result {
        match said {
            Said::Text(text) => self.take(&text).await,
            Said::Closed(code) => {
                if let Some(live) = &mut self.live {
                    live.socket = None;
                }
                match code {
                    ENDED => Box::pin(self.reload_by_itself()).await,
                    code => Err(self.failure(format!(
                        "the server closed the page's socket with {code}; `page.reconnect()` opens another one"
                    ))),
                }
            }
        }
    }

    async fn reload_by_itself(&mut self) -> Result {
        self.reloads += 1;
        if self.reloads > MOST_RELOADS {
            return Err(self.failure(format!(
                "the server told the page to load again {} times, one after another",
                self.reloads
            )));
        }
        self.reload().await
    }

    /// Takes a frame: what it says of the page, of actions, and of where the browser goes.
    async fn take(&mut self, text: &str) -> Result {
        let frame: Value = serde_json::from_str(text)
            .map_err(|error| self.failure(format!("a frame is no JSON ({error}): {text}")))?;
        if frame.get("reload").is_some() {
            return Box::pin(self.reload_by_itself()).await;
        }
        let Some(live) = &mut self.live else {
            return Ok(());
        };
        if let Some(token) = frame.get("token").and_then(Value::as_str) {
            (live.token, live.seq) = (token.to_owned(), 0);
        }
        if frame.get("patch").is_some() || frame.get("values").is_some() {
            let seq = frame.get("seq").and_then(Value::as_i64).unwrap_or_default();
            if frame.get("patch").is_some() && seq != live.seq + 1 {
                let shown = live.seq;
                return Err(self.failure(format!(
                    "a patch that follows frame {} came while the page shows frame {shown}",
                    seq - 1
                )));
            }
            (live.seq, live.root) = (seq, None);
        }
        self.reloads = 0;
        let applied = self.document.apply(&frame);
        if self.on_page(applied)? {
            self.fields.follow(self.document.html());
        }
        let noted = self.note(&frame);
        self.on_page(noted)?;
        self.go(&frame).await
    }

    /// Notes answers, errors and events, and where the page is.
    fn note(&mut self, frame: &Value) -> Result {
        let list = |name: &str| {
            frame
                .get(name)
                .and_then(Value::as_array)
                .cloned()
                .unwrap_or_default()
        };
        let read = |error: &Value| serde_json::from_value::<ActionError>(error.clone()).ok();
        for done in list("done") {
            let reference = done.as_u64().or_else(|| done.get("ref")?.as_u64());
            self.answered.extend(reference);
            let error = done.get("error");
            self.errors.extend(error.and_then(read));
            if let Some(reference) = reference {
                self.went(reference, error.is_some());
            }
        }
        self.errors.extend(frame.get("error").and_then(read));
        for event in list("events") {
            match serde_json::from_value::<(String, Value)>(event) {
                Ok((name, told)) if name == uploads::ACTION => self.uploads.hear(&told)?,
                Ok(event) => self.events.push(event),
                Err(_) => {}
            }
        }
        Ok(())
    }

    /// Fetches cookies that wait, and goes where the frame says.
    async fn go(&mut self, frame: &Value) -> Result {
        if let Some(ticket) = frame.get("cookies").and_then(Value::as_str) {
            let text = json!({"cookies": ticket}).to_string();
            let reply = self.browser.fetch(&self.url, text).await?;
            if reply.status != StatusCode::OK {
                let Reply { status, body, .. } = reply;
                return Err(self.failure(format!("the cookies were refused with {status}: {body}")));
            }
        }
        let said = |name: &str| frame.get(name).and_then(Value::as_str);
        if let Some(query) = said("query") {
            self.replace_query(query);
        }
        match (said("redirect"), said("navigate")) {
            (Some(target), _) => Box::pin(self.load(target)).await,
            (None, Some(target)) => self.sent_to(target).await,
            (None, None) => Ok(()),
        }
    }
}
