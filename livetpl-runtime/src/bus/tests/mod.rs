//! The bus over a relay, several processes in one: a relay of the test's own that can be cut, slowed and made to stutter.

mod between;
mod faults;
mod hub;
mod metrics;
mod present;

use std::future::pending;
use std::sync::Arc;
use std::time::Duration;

use serde_json::{Map, Value};
use tokio::task::JoinSet;

use crate::bus::tests::hub::{Hub, Wire};
use crate::bus::{Bus, Delivery, Mail, Mailbox, PageId};
use crate::controller::{ActionInfo, Identity, Payload, Topic, Visibility};

const ACTIONS: &[ActionInfo] = &[action("note"), action("joined"), action("left")];

const fn action(name: &'static str) -> ActionInfo {
    ActionInfo {
        name,
        visibility: Visibility::Internal,
        coalesce: false,
    }
}

/// One process of an application.
struct Process {
    bus: Bus,
    wire: Arc<Wire>,
    _task: JoinSet<()>,
}

impl Process {
    fn start(hub: &Arc<Hub>) -> Self {
        let bus = Bus::default();
        let wire = hub.wire();
        assert!(bus.connect(wire.clone()));
        let mut task = JoinSet::new();
        let running = bus.clone();
        task.spawn(async move { running.run(pending()).await });
        Process {
            bus,
            wire,
            _task: task,
        }
    }

    /// A page of the session group `group`.
    fn page(&self, group: &str) -> Page {
        let identity = Identity {
            group: group.into(),
            user: Some(format!("user of {group}").into()),
        };
        let page = Page {
            bus: self.bus.clone(),
            id: PageId::next(),
            identity,
            mailbox: Mailbox::new(1000, ACTIONS),
        };
        self.bus.enter(page.id, &page.identity, &page.mailbox);
        page
    }

    fn publish(&self, topic: &str, text: &str) {
        let topic = Topic::from_channel(topic).unwrap();
        let reached = self.bus.publish(&topic, &note(text), None);
        assert!(reached.relayed);
    }
}

/// A page; it is gone when this is dropped.
struct Page {
    bus: Bus,
    id: PageId,
    identity: Identity,
    mailbox: Mailbox,
}

impl Page {
    fn subscribe(&self, topic: &str) -> &Self {
        let topic = Topic::parse(topic).unwrap();
        self.bus.subscribe(self.id, &topic, &self.mailbox);
        self
    }

    /// What has arrived: the texts of notes, the actions and keys of presence; `!` if the page has to mount again.
    fn got(&self) -> String {
        let batch = self.mailbox.take();
        let lagged = batch.lagged.then(|| "!".to_owned());
        let texts = batch.mail.into_iter().filter_map(|mail| match mail {
            Mail::Call(call) => {
                let text = call.payload.fields()["text"].as_str().unwrap().to_owned();
                Some(match &*call.action {
                    "note" => text,
                    other => format!("{other}:{text}"),
                })
            }
            Mail::Done(_) => None,
        });
        lagged
            .into_iter()
            .chain(texts)
            .collect::<Vec<_>>()
            .join(" ")
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        self.bus.leave(self.id, &self.identity);
    }
}

fn note(text: &str) -> Delivery {
    let fields = Map::from_iter([("text".to_owned(), Value::from(text))]);
    Delivery {
        action: "note".into(),
        payload: Payload::new(fields),
        hops: 1,
    }
}

/// Lets everything run that can run now. Time is paused: it passes when nothing else is to be done.
async fn settle() {
    tokio::time::sleep(Duration::from_millis(1)).await;
}

async fn pass(milliseconds: u64) {
    tokio::time::sleep(Duration::from_millis(milliseconds)).await;
}
