//! One process of the application: a bus, a view, its end of the relay. The store is common to all.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use livetpl_runtime::bus::{Bus, Delivery};
use livetpl_runtime::controller::{Identity, IntoCall, Topic, TopicAcl};
use livetpl_runtime::session::limits::Limits;
use livetpl_runtime::session::shared::Shared;
use livetpl_runtime::session::store::MemoryStore;
use livetpl_runtime::session::view::{Location, View};

use crate::account::{Account, Life};
use crate::browser::ServerEnd;
use crate::hub::{Cable, Hub};
use crate::rooms::Rooms;

pub(crate) const PATH: &str = "/rooms";

pub(crate) struct Process {
    pub(crate) view: Arc<View<Rooms>>,
    pub(crate) cable: Arc<Cable>,
    shared: Arc<Shared>,
    dead: Arc<AtomicBool>,
    /// Who writes from outside of pages.
    job: Life,
}

impl Process {
    pub(crate) fn start(hub: &Hub, store: &Arc<MemoryStore>, account: &Account) -> Process {
        let mut limits = Limits::default();
        limits.mailbox = 6;
        limits.resume = Duration::from_secs(8);
        limits.messages_burst = 1_000_000;
        limits.send = Duration::from_secs(20);
        let bus = Bus::default();
        let cable = hub.plug();
        let shared = Arc::new(Shared::new(
            bus,
            Some(TopicAcl::Now(Arc::new(|_: &Topic, _: &Identity| true))),
            limits,
            store.clone(),
        ));
        shared.bus.connect(cable.clone());
        let (bus, tasks) = (shared.bus.clone(), shared.tasks.clone());
        shared.tasks.spawn(async move {
            let stopping = tasks.clone();
            bus.run(async move { stopping.stopping().await }).await;
        });
        let dead = Arc::new(AtomicBool::new(false));
        let rooms = Rooms {
            account: account.clone(),
            dead: dead.clone(),
        };
        let view = Arc::new(View::new(PATH, rooms, shared.clone()));
        Process {
            view,
            cable,
            shared,
            dead,
            job: account.new_life(),
        }
    }

    /// Drives a page over `socket`, as the service does.
    pub(crate) fn attach(&self, socket: ServerEnd, identity: Identity, location: Location) {
        let admitted = self.view.admit(&identity).expect("there is place");
        let attached = self
            .view
            .clone()
            .attach(socket, identity, location, admitted);
        self.shared.tasks.spawn(attached);
    }

    /// A job of the server's writes into a room.
    pub(crate) fn write(&self, account: &Account, room: &str) {
        let number = account.write(self.job, room);
        let call = Rooms::WRITTEN.with(room.to_owned(), number).into_call();
        let delivery = Delivery::of(&call, 1).expect("numbers can be serialised");
        let topic = Topic::parse(room).expect("a room is a topic");
        self.shared.bus.publish(&topic, &delivery, None);
    }

    /// Nothing of it reaches anybody any more: as if the process had been killed.
    pub(crate) fn kill(&self) {
        self.dead.store(true, Ordering::Relaxed);
        self.cable.cut();
    }
}
