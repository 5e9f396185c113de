//! What all views of an application share.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use parking_lot::Mutex;
use rustc_hash::{FxHashMap, FxHashSet};
use tokio::time::Instant;

use crate::bus::Bus;
use crate::controller::{Reach, TopicAcl};
use crate::session::admission::Admission;
use crate::session::limits::Limits;
use crate::session::parking::Parking;
use crate::session::prefix::Prefix;
use crate::session::rates::Rates;
use crate::session::routes::Routes;
use crate::session::sharing::Sharing;
use crate::session::store::SessionStore;
use crate::session::tasks::Tasks;
use crate::session::uploads::Space;
use crate::template::{Plan, Recorder, Tree};

/// The application as its pages see it.
pub struct Shared {
    /// Publish and subscribe.
    pub bus: Bus,
    /// The bus, as methods reach sessions by it.
    pub(crate) reach: Arc<dyn Reach>,
    /// Who may use which topic; nobody where there is none.
    pub acl: Option<TopicAcl>,
    /// Every bound.
    pub limits: Limits,
    /// Where persisted fields are.
    pub store: Arc<dyn SessionStore>,
    /// The tasks that a stop waits for.
    pub tasks: Tasks,
    /// Where uploaded files are.
    pub uploads: Space,
    /// What stands before all paths in a browser.
    pub prefix: Prefix,
    /// The paths of all views, once the application is put together.
    pub(crate) routes: OnceLock<Routes>,
    pub(crate) admission: Admission,
    /// The pages without a socket, of all views.
    pub(crate) parking: Parking,
    /// What session groups send by requests.
    pub(crate) rates: Rates,
    pub(crate) sharing: Sharing,
    /// Buffers between renders: a page keeps none of its own.
    recorders: Mutex<Vec<Recorder>>,
    /// The templates that were found to give two items one key.
    warned_of: Mutex<FxHashSet<&'static str>>,
    /// When plans of nested templates were last saved for other processes.
    pub(crate) plans_saved: Arc<Mutex<FxHashMap<&'static str, Instant>>>,
    /// What the application does beside its pages has begun.
    started: AtomicBool,
    /// A test compares what patches made with fresh renders.
    #[cfg(feature = "testing")]
    pub(super) watched: AtomicBool,
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
        let parking = Parking::new(limits.parked, limits.parked_per_group);
        let rates = Rates::new(limits.messages_per_second, limits.messages_burst);
        Shared {
            reach: Arc::new(bus.clone()),
            bus,
            acl,
            limits,
            store,
            tasks: Tasks::default(),
            uploads: Space::default(),
            prefix: Prefix::default(),
            routes: OnceLock::new(),
            admission,
            parking,
            rates,
            sharing: Sharing::default(),
            recorders: Mutex::default(),
            warned_of: Mutex::default(),
            plans_saved: Arc::default(),
            started: AtomicBool::new(false),
            #[cfg(feature = "testing")]
            watched: AtomicBool::new(false),
        }
    }

    /// Keeps uploaded files in `space`.
    #[must_use]
    pub fn with_uploads(self, space: Space) -> Self {
        Shared {
            uploads: space,
            ..self
        }
    }

    /// Is reached under `prefix`.
    #[must_use]
    pub fn with_prefix(self, prefix: Prefix) -> Self {
        Shared { prefix, ..self }
    }

    /// Begins to exchange messages with other processes, if there is a relay; once, within a runtime. What is queued when
    /// the application stops is sent, in bounded time.
    pub fn start(&self) {
        if !self.started.swap(true, Ordering::Relaxed) {
            let (bus, ending) = (self.bus.clone(), self.tasks.ending());
            self.tasks.spawn_last(async move { bus.run(ending).await });
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
