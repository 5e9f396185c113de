//! How a tab comes to a document, and the document's page to its server: requests, the join, and what is asked for by its number.

use serde_json::{Map, Value, json};
use tokio::time::Instant;

use crate::testing::document::Document;
use crate::testing::failure::{Failure, Result};
use crate::testing::fields::Fields;
use crate::testing::page::{Live, Page};
use crate::testing::socket::Socket;
use crate::testing::transport::Transport;
use crate::testing::travel::Going;
use crate::testing::uploads::Uploads;
use crate::testing::url;
use crate::testing::wire::{Body, Reply};

/// How many times the patience for other things the answer to an action may take.
pub(super) const ANSWER_PATIENCE: u32 = 5;

/// What a document that came is in the tab's history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Arrival {
    /// The browser has loaded it.
    Load,
    /// The script has put it in place.
    Swap,
    /// It is loaded where the tab is: back, forward, or again.
    Here,
}

impl Page {
    /// Loads an address into this tab, as the browser does by itself.
    pub(super) async fn load(&mut self, target: &str) -> Result {
        self.load_as(target, Arrival::Load).await
    }

    /// Loads an address; `how` says what that is in the tab's history.
    pub(super) async fn load_as(&mut self, target: &str, how: Arrival) -> Result {
        let target = url::resolve(&self.url, target)?;
        // The browser leaves the page first.
        self.live = None;
        let (reply, url) = self.browser.get(&target).await?;
        self.arrive(reply, url, how).await
    }

    /// Puts another page in place of the one that is shown, which is there until the other one is.
    pub(super) async fn swap(&mut self, target: &str, how: Arrival) -> Result {
        let (reply, url) = self.browser.get(target).await?;
        // Only a page of this application is put in place; else the browser loads it.
        let how = match how {
            Arrival::Swap if reply.served.is_none() => Arrival::Load,
            how => how,
        };
        self.arrive(reply, url, how).await
    }

    async fn arrive(&mut self, reply: Reply, url: String, how: Arrival) -> Result {
        let failed = (!reply.status.is_success()).then(|| {
            let (status, text) = (reply.status, &reply.body);
            Failure::new(format!("`{url}` was answered with {status}:\n{text}"))
        });
        self.show(reply, url, how).await?;
        failed.map_or(Ok(()), Err)
    }

    /// Posts a form as a browser does, and shows what comes of it, whatever its status.
    pub(super) async fn post(&mut self, target: &str, body: Body) -> Result {
        let target = url::resolve(&self.url, target)?;
        self.live = None;
        let (reply, url) = self.browser.post(&target, body).await?;
        self.show(reply, url, Arrival::Load).await
    }

    async fn show(&mut self, reply: Reply, url: String, how: Arrival) -> Result {
        let Reply {
            status,
            body,
            served,
            ..
        } = reply;
        self.document = Document::new(&body, served)?;
        match how {
            Arrival::Load => self.history.load(&url),
            Arrival::Swap => self.history.push(&url),
            Arrival::Here => self.history.load_here(&url),
        }
        (self.status, self.url) = (status, url);
        self.pages += 1;
        self.fields = Fields::default();
        self.uploads = Uploads::default();
        self.errors.clear();
        self.answered.clear();
        let live = self.script();
        if self.transport != Transport::Plain
            && let Some(live) = live
        {
            self.live = Some(live);
            if self.transport == Transport::WebSocket {
                return Box::pin(self.join()).await;
            }
        }
        Ok(())
    }

    /// What the script reads of its own tag.
    fn script(&self) -> Option<Live> {
        let mut all = self.root().descendent_elements();
        let tag = all.find(|el| el.attr("data-lvt-plan").is_some())?;
        let own = |name| tag.attr(name).map(str::to_owned);
        let plan = own("data-lvt-plan")?;
        let (_, plan) = plan.split_once("/_livetpl/plan-")?;
        let plan = plan.strip_suffix(".json")?;
        Some(Live {
            token: own("data-lvt-token").unwrap_or_default(),
            plan: plan.to_owned(),
            user: own("data-lvt-user"),
            root: own("data-lvt-root-hash"),
            seq: 0,
            socket: None,
        })
    }

    /// Opens a socket for the page and reads the answer to its join.
    pub(super) async fn join(&mut self) -> Result {
        let socket = Socket::open(&self.browser, &self.url).await?;
        let Some(live) = &mut self.live else {
            return Ok(());
        };
        socket.send(Value::Object(live.join()).to_string());
        live.socket = Some(socket);
        let until = Instant::now() + self.patience * ANSWER_PATIENCE;
        self.receive("the answer to the join", until).await
    }

    /// Sends an action and waits for its answer.
    pub(super) async fn act(&mut self, action: &str, data: Map<String, Value>) -> Result {
        let message = json!({"action": action, "data": data});
        let what = format!("action `{action}`");
        self.ask(message, &what, None).await
    }

    /// Sends a message that is answered by its number, and waits for that. `to` is where the page is once it is done.
    pub(super) async fn ask(
        &mut self,
        mut message: Value,
        what: &str,
        to: Option<Going>,
    ) -> Result {
        self.drain().await?;
        self.errors.clear();
        let reference = self.next;
        self.next += 1;
        message["ref"] = reference.into();
        self.going = to.map(|to| (reference, to));
        if self.transport == Transport::Fetch {
            return self.fetch(message).await;
        }
        let Some(socket) = self.live.as_ref().and_then(|live| live.socket.as_ref()) else {
            let how = match self.live {
                Some(_) => "the page is disconnected; `page.reconnect()` comes first",
                None => "no script runs on this page",
            };
            return Err(self.failure(format!("{what} can't be sent: {how}")));
        };
        socket.send(message.to_string());
        let until = Instant::now() + self.patience * ANSWER_PATIENCE;
        let page = self.pages;
        // Where the browser is taken elsewhere, there is nobody left to answer.
        while !self.answered.contains(&reference) && self.pages == page {
            self.receive(&format!("the answer to {what}"), until)
                .await?;
        }
        Ok(())
    }
}
