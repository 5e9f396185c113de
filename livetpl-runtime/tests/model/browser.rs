//! A browser: it holds a page as the Rust reader of patches understands it, loses its socket, comes back, reads slowly.

use livetpl_runtime::controller::Identity;
use livetpl_runtime::session::connection::{Close, Received, Socket, Text};
use livetpl_runtime::session::view::Location;
use livetpl_runtime::template::ssr::Page;
use serde_json::Value;
use tokio::sync::mpsc;

use crate::process::{PATH, Process};

/// How many frames are on their way before the server has to wait.
const ON_THE_WAY: usize = 3;

pub(crate) struct Browser {
    identity: Identity,
    token: String,
    /// The number of the last frame that the page has applied.
    seq: i64,
    page: Option<Page>,
    socket: Option<BrowserEnd>,
    /// Sockets that the browser has forgotten and the server not yet.
    zombies: Vec<BrowserEnd>,
    /// It has stopped reading.
    pub(crate) stalled: bool,
    references: u64,
    /// Actions that were sent and not answered.
    waiting: Vec<u64>,
}

struct BrowserEnd {
    up: mpsc::UnboundedSender<String>,
    down: mpsc::Receiver<String>,
}

pub(crate) struct ServerEnd {
    up: mpsc::UnboundedReceiver<String>,
    down: mpsc::Sender<String>,
}

impl Socket for ServerEnd {
    async fn receive(&mut self) -> Option<Received> {
        self.up.recv().await.map(Received::Text)
    }

    async fn send(&mut self, text: Text) -> Result<(), ()> {
        self.down.send(text.into_string()).await.map_err(drop)
    }

    async fn ping(&mut self) -> Result<(), ()> {
        Ok(())
    }

    async fn close(&mut self, _: Close) {
        self.up.close();
    }
}

impl Browser {
    pub(crate) fn new(id: usize) -> Browser {
        let group = format!("browser-{id}").into();
        Browser {
            identity: Identity { group, user: None },
            token: String::new(),
            seq: -1,
            page: None,
            socket: None,
            zombies: Vec::new(),
            stalled: false,
            references: 0,
            waiting: Vec::new(),
        }
    }

    fn location() -> Location {
        Location {
            path: PATH.into(),
            query: "".into(),
            params: Default::default(),
            cookies: None,
            request: None,
        }
    }

    pub(crate) fn is_connected(&self) -> bool {
        self.socket.is_some()
    }

    /// Loads the page anew, and lets the old one go.
    pub(crate) async fn load(&mut self, process: &Process) {
        self.cut();
        let opened = process
            .view
            .open(self.identity.clone(), Self::location(), true);
        let (opened, _) = opened.await.expect("the page opens");
        let opened = opened.expect("nothing redirects");
        (self.token, self.seq, self.page) = (opened.token.to_string(), -1, None);
    }

    /// Opens a socket and joins.
    pub(crate) fn connect(&mut self, process: &Process) {
        let (up, server_up) = mpsc::unbounded_channel();
        let (server_down, down) = mpsc::channel(ON_THE_WAY);
        let server = ServerEnd {
            up: server_up,
            down: server_down,
        };
        process.attach(server, self.identity.clone(), Self::location());
        let join = format!("{{\"join\":\"{}\",\"seq\":{}}}", self.token, self.seq);
        // A socket that is closed at once shows when it is read.
        let _ = up.send(join);
        self.waiting.clear();
        self.socket = Some(BrowserEnd { up, down });
    }

    /// The socket is gone, with all that was on its way.
    pub(crate) fn cut(&mut self) {
        self.socket = None;
    }

    /// The socket is gone, but the server isn't told.
    pub(crate) fn cut_in_silence(&mut self) {
        self.zombies.extend(self.socket.take());
    }

    pub(crate) fn forget_zombies(&mut self) {
        self.zombies.clear();
    }

    /// Asks for an action; over fetch where there is no socket.
    pub(crate) async fn act(&mut self, process: &Process, action: &str, room: &str) {
        self.references += 1;
        let reference = self.references;
        let body =
            format!("\"action\":\"{action}\",\"ref\":{reference},\"data\":{{\"room\":\"{room}\"}}");
        if let Some(socket) = &self.socket {
            if socket.up.send(format!("{{{body}}}")).is_ok() {
                self.waiting.push(reference);
            }
            return;
        }
        let text = format!(
            "{{\"join\":\"{}\",\"seq\":{},{body}}}",
            self.token, self.seq
        );
        let (identity, location) = (self.identity.clone(), Self::location());
        let answer = process.view.exchange(identity, location, text).await;
        self.waiting = vec![reference];
        let (frame, _) = answer.expect("a fetch is answered");
        self.read(&frame);
        assert!(self.waiting.is_empty(), "a fetch answers its action");
    }

    /// Reads what has come.
    pub(crate) fn pump(&mut self) {
        if self.stalled {
            return;
        }
        loop {
            let Some(socket) = &mut self.socket else {
                return;
            };
            match socket.down.try_recv() {
                Ok(text) => self.read(&text),
                Err(mpsc::error::TryRecvError::Empty) => return,
                Err(mpsc::error::TryRecvError::Disconnected) => self.socket = None,
            }
        }
    }

    fn read(&mut self, text: &str) {
        let frame: Value = serde_json::from_str(text).expect("a frame is JSON");
        assert!(
            frame.get("reload").is_none() && frame.get("error").is_none(),
            "{text}"
        );
        if let Some(token) = frame["token"].as_str() {
            token.clone_into(&mut self.token);
        }
        for done in frame["done"].as_array().into_iter().flatten() {
            let reference = done.as_u64().or_else(|| done["ref"].as_u64());
            let at = self
                .waiting
                .iter()
                .position(|other| Some(*other) == reference);
            let at = at.unwrap_or_else(|| panic!("an answer that nothing asked for: {text}"));
            self.waiting.remove(at);
        }
        let seq = frame["seq"].as_i64().expect("a frame has a number");
        if let Some(values) = frame.get("values") {
            let page = Page::from_values(crate::rooms::plan(), values);
            self.page = Some(page.expect("values fit the plan"));
            self.seq = seq;
        } else if let Some(patch) = frame.get("patch") {
            let page = self.page.as_mut().expect("a patch follows values");
            if seq == self.seq + 1 {
                page.apply(patch).expect("a patch fits the page");
                self.seq = seq;
            } else if let Some(socket) = &self.socket {
                let _ = socket.up.send("{\"full\":1}".to_owned());
            }
        }
    }

    /// What the browser shows.
    pub(crate) fn html(&self) -> Option<String> {
        self.page.as_ref().map(Page::html)
    }

    /// Every action that was sent over the socket it has was answered.
    pub(crate) fn check_answered(&self) {
        assert!(
            self.waiting.is_empty(),
            "actions without an answer: {:?}",
            self.waiting
        );
    }
}
