//! A client of Chromium's DevTools protocol: commands and events over one WebSocket.
//!
//! The published clients bring the whole protocol as generated code, or drive a WebDriver that can't see a WebSocket's
//! frames; what the tests need of it is this file.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use parking_lot::Mutex;
use serde_json::{Value, json};
use tokio::sync::{mpsc, oneshot};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;

const PATIENCE: Duration = Duration::from_secs(30);

type Pending = Arc<Mutex<HashMap<u64, oneshot::Sender<Value>>>>;
type Events = Arc<Mutex<HashMap<String, Vec<Value>>>>;

/// One connection to a browser.
#[derive(Clone)]
pub struct Cdp {
    send: mpsc::UnboundedSender<String>,
    pending: Pending,
    /// Events by session, as they came.
    events: Events,
    next: Arc<AtomicU64>,
}

impl Cdp {
    /// Connects to the browser that listens at `url`.
    pub async fn connect(url: &str) -> Cdp {
        let config = WebSocketConfig::default()
            .max_message_size(None)
            .max_frame_size(None);
        let connected = tokio_tungstenite::connect_async_with_config(url, Some(config), true).await;
        let (mut sink, mut stream) = connected.expect("the browser takes connections").0.split();
        let (send, mut outgoing) = mpsc::unbounded_channel::<String>();
        let (pending, events) = (Pending::default(), Events::default());
        let (answers, seen) = (pending.clone(), events.clone());
        crate::server::spawn(async move {
            while let Some(text) = outgoing.recv().await {
                if sink.send(Message::text(text)).await.is_err() {
                    return;
                }
            }
        });
        crate::server::spawn(async move {
            while let Some(Ok(message)) = stream.next().await {
                let Ok(text) = message.to_text() else {
                    continue;
                };
                let Ok(value) = serde_json::from_str::<Value>(text) else {
                    continue;
                };
                if let Some(id) = value["id"].as_u64() {
                    if let Some(waiting) = answers.lock().remove(&id) {
                        let _ = waiting.send(value);
                    }
                } else {
                    let session = value["sessionId"].as_str().unwrap_or_default().to_owned();
                    seen.lock().entry(session).or_default().push(value);
                }
            }
        });
        Cdp {
            send,
            pending,
            events,
            next: Arc::new(AtomicU64::new(1)),
        }
    }

    /// Runs a command in a session (`""` is the browser's own) and returns its result.
    pub async fn call(&self, session: &str, method: &str, params: Value) -> Value {
        let result = self.try_call(session, method, params).await;
        result.unwrap_or_else(|error| panic!("{method}: {error}"))
    }

    /// [`call`](Self::call), where the browser may refuse: a page that is being replaced answers nothing.
    pub async fn try_call(
        &self,
        session: &str,
        method: &str,
        params: Value,
    ) -> Result<Value, Value> {
        let id = self.next.fetch_add(1, Ordering::Relaxed);
        let (done, answer) = oneshot::channel();
        self.pending.lock().insert(id, done);
        let mut command = json!({"id": id, "method": method, "params": params});
        if !session.is_empty() {
            command["sessionId"] = session.into();
        }
        self.send
            .send(command.to_string())
            .expect("the browser runs");
        let answer = tokio::time::timeout(PATIENCE, answer).await;
        let mut answer = answer
            .unwrap_or_else(|_| panic!("{method} was not answered"))
            .expect("the browser runs");
        match answer["error"].take() {
            Value::Null => Ok(answer["result"].take()),
            error => Err(error),
        }
    }

    /// The events of a session so far.
    pub fn events(&self, session: &str) -> Vec<Value> {
        self.events.lock().get(session).cloned().unwrap_or_default()
    }
}
