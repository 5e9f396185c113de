//! The pages of one view, by token. Owns how long a page without a socket is kept, and who may take one over. How many there may be
//! is `parking`'s to know.

use std::sync::{Arc, Weak};
use std::time::Duration;

use parking_lot::Mutex;
use rustc_hash::FxHashMap;
use tokio::sync::{OwnedMappedMutexGuard, OwnedMutexGuard, watch};
use tokio::time::Instant;

use crate::bus::{Mailbox, give_back};
use crate::controller::{Dispatch, Identity};
use crate::session::identity::random_hex;
use crate::session::page::Page;
use crate::session::parking::Keeper;
use crate::session::shared::Shared;
use crate::session::sharing;
use crate::session::uploads::Uploads;

/// How long a page is kept whose browser has closed it.
const CLOSED_PATIENCE: Duration = Duration::from_secs(2);

pub(crate) struct Registry<C: Dispatch> {
    shared: Arc<Shared>,
    slots: Mutex<Slots<C>>,
}

struct Slots<C: Dispatch> {
    by_token: FxHashMap<Arc<str>, Arc<Slot<C>>>,
    sweeping: bool,
}

/// One page and the right to hold it.
struct Slot<C: Dispatch> {
    token: Arc<str>,
    /// Whose it is, whatever page is in it.
    identity: Identity,
    page: Arc<tokio::sync::Mutex<Option<Page<C>>>>,
    /// The page's, which says whether it is to end.
    mailbox: Mutex<Mailbox>,
    /// The page's: what comes for them goes past the page.
    uploads: Mutex<Option<Uploads>>,
    /// Counts who wants the page: whoever holds it for long lets it go when another comes.
    claims: watch::Sender<u64>,
    /// While nobody holds it.
    parked: Mutex<Option<Parked>>,
    registry: Weak<Registry<C>>,
    shared: Arc<Shared>,
}

/// Since when nobody holds a page, and the number of its place among the parked ones.
struct Parked {
    since: Instant,
    place: u64,
}

impl<C: Dispatch> Slot<C> {
    fn is_ended(&self) -> bool {
        self.mailbox.lock().is_ended()
    }

    /// Nobody holds the page any more.
    fn park(&self, since: Instant) {
        let keeper = self.registry.clone();
        let place = self
            .shared
            .parking
            .park(&self.identity.group, &self.token, keeper);
        *self.parked.lock() = Some(Parked { since, place });
    }

    /// The page is parked no more.
    fn unpark(&self) {
        if let Some(Parked { place, .. }) = self.parked.lock().take() {
            self.shared.parking.leave(place);
        }
    }
}

impl<C: Dispatch> Drop for Slot<C> {
    fn drop(&mut self) {
        self.unpark();
    }
}

/// A page that is held. Dropped, it is parked again.
pub(crate) struct Held<C: Dispatch> {
    slot: Arc<Slot<C>>,
    page: OwnedMappedMutexGuard<Option<Page<C>>, Page<C>>,
    claims: watch::Receiver<u64>,
    /// How long it counts as parked already when it is let go.
    waited: Duration,
}

impl<C: Dispatch> Held<C> {
    pub(crate) fn page(&mut self) -> &mut Page<C> {
        &mut self.page
    }

    /// Puts `next` in the page's place, under its token; the page that was there. Where that is to end, so is `next`: whoever
    /// was signed out goes on nowhere.
    pub(crate) fn replace(&mut self, next: Page<C>) -> Page<C> {
        let mut mailbox = self.slot.mailbox.lock();
        if mailbox.is_ended() {
            next.mailbox.end();
        }
        *mailbox = next.mailbox.clone();
        self.slot.uploads.lock().clone_from(&next.uploads);
        std::mem::replace(&mut self.page, next)
    }

    /// Whether the page is to end.
    pub(crate) fn is_ended(&self) -> bool {
        self.page.mailbox.is_ended()
    }

    /// The browser has closed the page: it is kept for a moment only. Not for none, since a tab that is restored at once,
    /// or a history that goes back, comes for it.
    pub(crate) fn leave_soon(&mut self, resume: Duration) {
        self.waited = resume.saturating_sub(CLOSED_PATIENCE);
    }

    pub(crate) fn token(&self) -> &Arc<str> {
        &self.slot.token
    }

    /// A channel that changes when another wants the page.
    pub(crate) fn claims(&self) -> watch::Receiver<u64> {
        self.claims.clone()
    }
}

impl<C: Dispatch> Drop for Held<C> {
    fn drop(&mut self) {
        let now = Instant::now();
        let since = now.checked_sub(self.waited).unwrap_or(now);
        self.slot.park(since);
    }
}

/// The page of a slot; `None` once it has ended.
fn held<C: Dispatch>(
    guard: OwnedMutexGuard<Option<Page<C>>>,
) -> Option<OwnedMappedMutexGuard<Option<Page<C>>, Page<C>>> {
    OwnedMutexGuard::try_map(guard, Option::as_mut).ok()
}

impl<C: Dispatch> Registry<C> {
    pub(crate) fn new(shared: Arc<Shared>) -> Self {
        let slots = Slots {
            by_token: FxHashMap::default(),
            sweeping: false,
        };
        Registry {
            shared,
            slots: Mutex::new(slots),
        }
    }

    /// Keeps a new page under a new token, held by the caller.
    pub(crate) fn insert(self: &Arc<Self>, page: Page<C>) -> Held<C> {
        let token: Arc<str> = random_hex::<16>().into();
        let (identity, mailbox) = (page.identity.clone(), page.mailbox.clone());
        let uploads = page.uploads.clone();
        let page = Arc::new(tokio::sync::Mutex::new(Some(page)));
        let slot = Arc::new(Slot {
            token: token.clone(),
            identity,
            page: page.clone(),
            mailbox: Mutex::new(mailbox),
            uploads: Mutex::new(uploads),
            claims: watch::Sender::new(0),
            parked: Mutex::new(None),
            registry: Arc::downgrade(self),
            shared: self.shared.clone(),
        });
        let claims = slot.claims.subscribe();
        // Nobody else knows the mutex yet.
        let page = page.try_lock_owned().ok().and_then(held);
        let page = page.unwrap_or_else(|| unreachable!("a new mutex is free, and has its page"));
        let start = {
            let mut slots = self.slots.lock();
            slots.by_token.insert(token, slot.clone());
            !std::mem::replace(&mut slots.sweeping, true)
        };
        if start {
            self.start_sweeping();
        }
        self.shared.parking.let_surplus_go(&slot.identity.group);
        Held {
            slot,
            page,
            claims,
            waited: Duration::ZERO,
        }
    }

    /// The slot under `token`, for whose it is.
    fn own(&self, token: &str, identity: &Identity) -> Option<Arc<Slot<C>>> {
        let slots = self.slots.lock();
        let slot = slots.by_token.get(token)?;
        // The user as well as the group: a browser may keep its group when its user signs in or out.
        let is_own = slot.identity == *identity && !slot.is_ended();
        is_own.then(|| slot.clone())
    }

    /// The uploads of the page under `token`, whoever holds it, for whose it is.
    pub(crate) fn uploads(&self, token: &str, identity: &Identity) -> Option<Uploads> {
        self.own(token, identity)?.uploads.lock().clone()
    }

    /// Takes the page under `token`, from whoever holds it, for whose it is. Whoever holds it finishes what it does first:
    /// how long that may be waited for is the caller's affair.
    ///
    /// # Cancel safety
    ///
    /// The page stays where it is.
    pub(crate) async fn adopt(&self, token: &str, identity: &Identity) -> Option<Held<C>> {
        let slot = self.own(token, identity)?;
        let mut claims = slot.claims.subscribe();
        slot.claims.send_modify(|count| *count += 1);
        claims.mark_unchanged();
        let guard = slot.page.clone().lock_owned().await;
        let page = held(guard).filter(|page| !page.mailbox.is_ended())?;
        slot.unpark();
        Some(Held {
            slot,
            page,
            claims,
            waited: Duration::ZERO,
        })
    }

    /// Ends the page of a slot that is no longer in the registry.
    fn end(&self, slot: Arc<Slot<C>>) {
        self.shared.tasks.spawn(async move {
            let page = slot.page.lock().await.take();
            if let Some(page) = page {
                page.end().await;
            }
        });
    }

    fn start_sweeping(self: &Arc<Self>) {
        let registry = Arc::downgrade(self);
        let shared = self.shared.clone();
        let period = (shared.limits.resume / 4).clamp(Duration::from_millis(50), sharing::PERIOD);
        let tasks = shared.tasks.clone();
        let mut ends = shared.bus.members.ends();
        tasks.spawn(async move {
            loop {
                let stopping = tokio::select! {
                    () = shared.tasks.stopping() => true,
                    _ = ends.changed() => false,
                    () = tokio::time::sleep(period) => false,
                };
                let Some(registry) = registry.upgrade() else {
                    return;
                };
                if stopping {
                    // Each page ends once its connection lets it go.
                    let all = registry.slots.lock().take_all();
                    return all.into_iter().for_each(|slot| registry.end(slot));
                }
                shared.sharing.forget();
                let (gone, done) = registry.slots.lock().expired(shared.limits.resume);
                gone.into_iter().for_each(|slot| registry.end(slot));
                if done {
                    return;
                }
            }
        });
    }
}

impl<C: Dispatch> Keeper for Registry<C> {
    fn let_go(&self, token: &str) {
        let gone = {
            let mut slots = self.slots.lock();
            let slot = slots.by_token.get(token);
            let is_parked = slot.is_some_and(|slot| slot.parked.lock().is_some());
            is_parked.then(|| slots.by_token.remove(token)).flatten()
        };
        if let Some(slot) = gone {
            self.end(slot);
        }
    }
}

impl<C: Dispatch> Slots<C> {
    fn take_all(&mut self) -> Vec<Arc<Slot<C>>> {
        // A page that comes later, of a request that still runs, finds nobody who sweeps, and starts it again.
        self.sweeping = false;
        self.by_token.drain().map(|(_, slot)| slot).collect()
    }

    /// Removes what was parked too long or is to end; the second value says that nothing is left to sweep.
    ///
    /// A page that is to end and is held ends once whoever holds it lets it go; nobody else gets it.
    fn expired(&mut self, resume: Duration) -> (Vec<Arc<Slot<C>>>, bool) {
        let now = Instant::now();
        let over = |slot: &Arc<Slot<C>>| {
            let parked = slot.parked.lock();
            let since = parked.as_ref().map(|parked| parked.since);
            slot.is_ended() || since.is_some_and(|since| now.duration_since(since) >= resume)
        };
        let tokens: Vec<Arc<str>> = self
            .by_token
            .values()
            .filter(|slot| over(slot))
            .map(|slot| slot.token.clone())
            .collect();
        let gone = tokens
            .iter()
            .filter_map(|token| self.by_token.remove(token))
            .collect();
        give_back(&mut self.by_token);
        self.sweeping = !self.by_token.is_empty();
        (gone, !self.sweeping)
    }
}
