//! What all views of an application share.

use std::sync::Arc;

use parking_lot::Mutex;
use rustc_hash::FxHashSet;

use crate::bus::{Bus, Delivery, Reached};
use crate::controller::{Call, Error, Result, Topic, TopicAcl};
use crate::session::admission::Admission;
use crate::session::limits::Limits;
use crate::session::sharing::Sharing;
use crate::session::store::SessionStore;
use crate::session::tasks::Tasks;
use crate::template::{Plan, Recorder, Tree};

/// The application as its pages see it.
pub struct Shared {
    /// Publish and subscribe.
    pub bus: Bus,
    /// Who may use which topic; nobody where there is none.
    pub acl: Option<TopicAcl>,
    /// Every bound.
    pub limits: Limits,
    /// Where persisted fields are.
    pub store: Arc<dyn SessionStore>,
    /// The tasks that a stop waits for.
    pub tasks: Tasks,
    pub(crate) admission: Admission,
    pub(crate) sharing: Sharing,
    /// Buffers between renders: a page keeps none of its own.
    recorders: Mutex<Vec<Recorder>>,
    /// The templates that were found to give two items one key.
    warned_of: Mutex<FxHashSet<&'static str>>,
}

/// How many recorders are kept for the next renders.
const KEPT_RECORDERS: usize = 16;

impl Shared {
    /// An application without pages.
    pub fn new(
        bus: Bus,
        acl: Option<TopicAcl>,
        limits: Limits,
        store: Arc<dyn SessionStore>,
    ) -> Self {
        let admission = Admission::new(limits.connections, limits.connections_per_group);
        Shared {
            bus,
            acl,
            limits,
            store,
            tasks: Tasks::default(),
            admission,
            sharing: Sharing::default(),
            recorders: Mutex::default(),
            warned_of: Mutex::default(),
        }
    }

    /// Lends a recorder.
    pub(crate) fn with_recorder<T>(&self, work: impl FnOnce(&mut Recorder) -> T) -> T {
        let mut recorder = self.recorders.lock().pop().unwrap_or_default();
        let result = work(&mut recorder);
        recorder.clear();
        let mut kept = self.recorders.lock();
        if kept.len() < KEPT_RECORDERS {
            kept.push(recorder);
        }
        result
    }

    /// Says once for each template that two items of a list have one key.
    pub(crate) fn warn_of_duplicate_keys(&self, plan: &'static Plan, tree: &Tree) {
        if tree.has_duplicate_keys() && self.warned_of.lock().insert(plan.name) {
            tracing::warn!(
                template = plan.name,
                "two items of a list have the same `data-key`: the page is right, but rows may move that need not"
            );
        }
    }
}

/// Publishes from outside of any page: `App::publisher`.
///
/// # Errors
///
/// If the topic is malformed, reserved or a pattern, or the payload can't be serialised.
pub fn publish(bus: &Bus, topic: &str, call: &Call) -> Result<Reached> {
    let topic = Topic::parse(topic)?;
    if topic.is_pattern() {
        return Err(Error::topic(
            topic.as_str(),
            "a pattern can't be published to; name one topic",
        ));
    }
    let delivery = Delivery {
        action: call.action().into(),
        payload: call.payload()?.clone(),
        hops: 1,
    };
    Ok(bus.publish(&topic, &delivery, None))
}
