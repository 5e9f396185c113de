//! The subscriptions of this process. Owns the index from topics to mailboxes.
//!
//! Invariant: no lock is held while a delivery is put into mailboxes, and a topic without subscribers is not in the index.
//! What other processes have to do with it is in `remote`.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use parking_lot::RwLock;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::bus::envelope::Body;
use crate::bus::mailbox::{Delivery, Mailbox};
use crate::bus::matching::matches;
use crate::bus::members::Members;
use crate::bus::presence::Presence;
use crate::bus::remote::Remote;
use crate::bus::surplus::give_back;
use crate::controller::{Reached, Topic};

/// A page, for as long as the process runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PageId(u64);

impl PageId {
    /// A number that no other page has.
    #[must_use]
    pub fn next() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        PageId(NEXT.fetch_add(1, Ordering::Relaxed))
    }
}

impl PageId {
    /// The number itself, for what is told to other processes.
    pub(super) fn number(self) -> u64 {
        self.0
    }
}

/// Publish and subscribe: within the process, and with a relay between processes. Cheap to clone: all clones are one bus.
#[derive(Clone, Default)]
pub struct Bus {
    index: Arc<RwLock<Index>>,
    /// The pages of this process, whatever they subscribed to.
    pub members: Members,
    pub(super) presence: Presence,
    /// The other processes; none without a relay.
    pub(super) remote: Arc<OnceLock<Remote>>,
}

pub(super) type Subscribers = Arc<Vec<(PageId, Mailbox)>>;

#[derive(Default)]
struct Index {
    exact: FxHashMap<Topic, Subscribers>,
    patterns: FxHashMap<Topic, Subscribers>,
    /// What each page subscribed to.
    pages: FxHashMap<PageId, FxHashSet<Topic>>,
}

impl Index {
    fn of(&mut self, topic: &Topic) -> &mut FxHashMap<Topic, Subscribers> {
        if topic.is_pattern() {
            &mut self.patterns
        } else {
            &mut self.exact
        }
    }

    /// Removes a subscription; whether it was the topic's last.
    fn remove(&mut self, page: PageId, topic: &Topic) -> bool {
        let index = self.of(topic);
        if let Some(subscribers) = index.get_mut(topic) {
            // Copies only where a publish is reading the list at this moment.
            let list = Arc::make_mut(subscribers);
            if let Ok(at) = list.binary_search_by_key(&page, |(page, _)| *page) {
                list.remove(at);
            }
            if list.capacity() / 4 > list.len() {
                list.shrink_to(2 * list.len());
            }
            if list.is_empty() {
                index.remove(topic);
                give_back(index);
                return true;
            }
        }
        false
    }
}

impl Bus {
    /// Delivers what is published on `topic` (or on the topics that it stands for) to `mailbox`; whether that is new.
    pub fn subscribe(&self, page: PageId, topic: &Topic, mailbox: &Mailbox) -> bool {
        let mut index = self.index.write();
        if !index.pages.entry(page).or_default().insert(topic.clone()) {
            return false;
        }
        let list = Arc::make_mut(index.of(topic).entry(topic.clone()).or_default());
        let at = list.partition_point(|(other, _)| *other < page);
        list.insert(at, (page, mailbox.clone()));
        if list.len() == 1 {
            self.begin_interest(topic.as_str());
        }
        true
    }

    /// Delivers to `mailbox` what a page's subscription to `topic` delivered elsewhere.
    pub fn redirect(&self, page: PageId, topic: &Topic, mailbox: &Mailbox) {
        let mut index = self.index.write();
        let Some(subscribers) = index.of(topic).get_mut(topic) else {
            return;
        };
        let list = Arc::make_mut(subscribers);
        if let Ok(at) = list.binary_search_by_key(&page, |(page, _)| *page) {
            list[at].1 = mailbox.clone();
        }
    }

    /// Undoes [`subscribe`](Self::subscribe).
    pub fn unsubscribe(&self, page: PageId, topic: &Topic) {
        let mut index = self.index.write();
        let Some(topics) = index.pages.get_mut(&page) else {
            return;
        };
        if topics.remove(topic) {
            if topics.is_empty() {
                index.pages.remove(&page);
                give_back(&mut index.pages);
            }
            if index.remove(page, topic) {
                self.end_interest(topic.as_str());
            }
        }
    }

    /// What a page subscribed to.
    pub fn subscribed(&self, page: PageId) -> Vec<Topic> {
        let index = self.index.read();
        let topics = index.pages.get(&page);
        topics.map_or_else(Vec::new, |topics| topics.iter().cloned().collect())
    }

    /// Undoes every subscription of a page.
    pub fn unsubscribe_all(&self, page: PageId) {
        let mut index = self.index.write();
        let topics = index.pages.remove(&page).unwrap_or_default();
        give_back(&mut index.pages);
        for topic in topics {
            if index.remove(page, &topic) {
                self.end_interest(topic.as_str());
            }
        }
    }

    /// Puts `delivery` into the mailbox of every subscriber but `except`, once, and hands it to the relay.
    ///
    /// All mailboxes of this process are filled when this returns, so a publisher's deliveries arrive in its order; other
    /// processes get it when they get it.
    pub fn publish(&self, topic: &Topic, delivery: &Delivery, except: Option<PageId>) -> Reached {
        Reached {
            local: self.deliver(topic, delivery, except),
            relayed: self.tell(topic.as_str(), || Body::Publish(delivery.clone())),
        }
    }

    /// Puts `delivery` into the mailbox of every subscriber of this process but `except`, once; how many they were.
    pub(super) fn deliver(
        &self,
        topic: &Topic,
        delivery: &Delivery,
        except: Option<PageId>,
    ) -> usize {
        let mut reached = 0;
        self.each_subscriber(topic, |page, mailbox| {
            if except != Some(page) {
                mailbox.push(delivery.clone());
                reached += 1;
            }
        });
        reached
    }

    /// Calls `reach` once for each page that a publish on `topic` is for. No lock is held meanwhile.
    fn each_subscriber(&self, topic: &Topic, mut reach: impl FnMut(PageId, &Mailbox)) {
        let (exact, patterns) = {
            let index = self.index.read();
            // A pattern stands for developers' topics only: `*` for no session's.
            let matching = index.patterns.iter().filter(|(pattern, _)| {
                !topic.is_reserved() && matches(pattern.as_str(), topic.as_str())
            });
            let patterns: Vec<Subscribers> = matching
                .map(|(_, subscribers)| subscribers.clone())
                .collect();
            (
                index.exact.get(topic).cloned().unwrap_or_default(),
                patterns,
            )
        };
        for (page, mailbox) in exact.iter() {
            reach(*page, mailbox);
        }
        let mut seen: FxHashSet<PageId> = FxHashSet::default();
        if !patterns.is_empty() {
            seen.extend(exact.iter().map(|(page, _)| *page));
        }
        for (page, mailbox) in patterns.iter().flat_map(|subscribers| subscribers.iter()) {
            if seen.insert(*page) {
                reach(*page, mailbox);
            }
        }
    }

    /// The mailboxes of all pages that a publish on `topic` is for.
    pub(super) fn reached_by(&self, topic: &Topic) -> Vec<Mailbox> {
        let mut mailboxes = Vec::new();
        self.each_subscriber(topic, |_, mailbox| mailboxes.push(mailbox.clone()));
        mailboxes
    }

    /// The mailboxes of all subscriptions; a page may be there several times.
    pub(super) fn all_subscribers(&self) -> Vec<Mailbox> {
        let index = self.index.read();
        let lists = index.exact.values().chain(index.patterns.values());
        let all = lists.flat_map(|subscribers| subscribers.iter());
        all.map(|(_, mailbox)| mailbox.clone()).collect()
    }

    /// Everything that subscribed to `topic`, a pattern counting as itself.
    pub(super) fn subscribers(&self, topic: &str) -> Subscribers {
        let index = self.index.read();
        let known = index.exact.get(topic).or_else(|| index.patterns.get(topic));
        known.cloned().unwrap_or_default()
    }

    /// How many topics and patterns have subscribers.
    pub fn topics(&self) -> usize {
        let index = self.index.read();
        index.exact.len() + index.patterns.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bus::mailbox::Mail;
    use crate::controller::{ActionInfo, Payload, Visibility};

    const ACTIONS: &[ActionInfo] = &[
        ActionInfo {
            name: "a",
            visibility: Visibility::Public,
            coalesce: false,
        },
        ActionInfo {
            name: "merge",
            visibility: Visibility::Internal,
            coalesce: true,
        },
    ];

    fn call(action: &str) -> Delivery {
        Delivery {
            action: action.into(),
            payload: Payload::default(),
            hops: 0,
        }
    }

    fn topic(text: &str) -> Topic {
        Topic::parse(text).unwrap()
    }

    #[test]
    fn guarantee_6_exact_and_pattern_deliver_once_and_not_to_the_sender() {
        let bus = Bus::default();
        let (one, two) = (PageId::next(), PageId::next());
        let (first, second) = (Mailbox::new(9, ACTIONS), Mailbox::new(9, ACTIONS));
        for text in ["rooms/1", "rooms/*", "*/1"] {
            bus.subscribe(one, &topic(text), &first);
            bus.subscribe(one, &topic(text), &first);
        }
        bus.subscribe(two, &topic("rooms/*"), &second);
        assert_eq!(bus.publish(&topic("rooms/1"), &call("a"), None).local, 2);
        assert_eq!(
            bus.publish(&topic("rooms/1"), &call("a"), Some(two)).local,
            1
        );
        assert_eq!(bus.publish(&topic("rooms/1/2"), &call("a"), None).local, 0);
        assert_eq!((first.take().mail.len(), second.take().mail.len()), (2, 1));
    }

    #[test]
    fn guarantee_5_a_pattern_stands_for_no_reserved_topic() {
        let bus = Bus::default();
        let (spy, own) = (Mailbox::new(9, ACTIONS), Mailbox::new(9, ACTIONS));
        bus.subscribe(PageId::next(), &topic("*"), &spy);
        bus.subscribe(PageId::next(), &topic("*/*"), &spy);
        bus.subscribe(PageId::next(), &Topic::user("*/x"), &spy);
        bus.subscribe(PageId::next(), &Topic::user("ann/x"), &own);
        for reserved in [
            Topic::session("g"),
            Topic::session("g/h"),
            Topic::user("ann/x"),
        ] {
            bus.publish(&reserved, &call("a"), None);
        }
        assert_eq!((spy.take().mail.len(), own.take().mail.len()), (0, 1));
    }

    #[test]
    fn a_thousand_pages_leave_nothing_behind() {
        let bus = Bus::default();
        for _ in 0..1000 {
            let page = PageId::next();
            let mailbox = Mailbox::new(1, ACTIONS);
            bus.subscribe(page, &topic("rooms/1"), &mailbox);
            bus.subscribe(page, &topic("rooms/*"), &mailbox);
            bus.unsubscribe(page, &topic("rooms/*"));
            bus.unsubscribe_all(page);
        }
        assert_eq!(bus.topics(), 0);
        assert!(bus.index.read().pages.is_empty());
    }

    #[test]
    fn guarantee_7_a_full_mailbox_lags_and_stays_bounded() {
        let mailbox = Mailbox::new(2, ACTIONS);
        for action in ["merge", "merge", "unknown", "a"] {
            mailbox.push(call(action));
        }
        let batch = mailbox.take();
        assert_eq!((batch.mail.len(), batch.lagged), (2, false));
        for _ in 0..1000 {
            mailbox.push(call("a"));
        }
        let batch = mailbox.take();
        assert_eq!((batch.mail.len(), batch.lagged), (0, true));
        mailbox.push(call("a"));
        assert_eq!(mailbox.take().mail.len(), 1);
    }

    #[test]
    fn publishers_keep_their_order() {
        let bus = Bus::default();
        let mailbox = Mailbox::new(10_000, ACTIONS);
        bus.subscribe(PageId::next(), &topic("t"), &mailbox);
        std::thread::scope(|scope| {
            for publisher in 0..4u8 {
                let bus = bus.clone();
                scope.spawn(move || {
                    for hops in 0..100 {
                        let fields =
                            serde_json::Map::from_iter([("p".to_owned(), publisher.into())]);
                        let delivery = Delivery {
                            payload: Payload::new(fields),
                            hops,
                            ..call("a")
                        };
                        bus.publish(&topic("t"), &delivery, None);
                    }
                });
            }
        });
        let mail = mailbox.take().mail;
        let calls = mail.into_iter().filter_map(|mail| match mail {
            Mail::Call(delivery) => Some(delivery),
            Mail::Done(_) => None,
        });
        let deliveries: Vec<Delivery> = calls.collect();
        assert_eq!(deliveries.len(), 400);
        for publisher in 0..4u8 {
            let of = |delivery: &&Delivery| delivery.payload.fields()["p"] == publisher;
            let order: Vec<u8> = deliveries
                .iter()
                .filter(of)
                .map(|delivery| delivery.hops)
                .collect();
            assert!(order.is_sorted() && order.len() == 100);
        }
    }

    #[test]
    fn a_gate_holds_back_and_keeps_the_order() {
        let bus = Bus::default();
        let (page, mailbox) = (PageId::next(), Mailbox::new(9, ACTIONS));
        let say = |hops| {
            let delivery = Delivery { hops, ..call("a") };
            bus.publish(&topic("t"), &delivery, None);
        };
        let heard = || {
            let mail = mailbox.take().mail;
            let hops = |mail| match mail {
                Mail::Call(delivery) => delivery.hops,
                Mail::Done(_) => u8::MAX,
            };
            mail.into_iter().map(hops).collect::<Vec<u8>>()
        };
        let gate = mailbox.gate();
        bus.subscribe(page, &topic("t"), &gate);
        say(1);
        assert!(mailbox.is_empty());
        gate.open(&mailbox);
        // A publisher that looked before the gate was opened comes through it.
        say(2);
        bus.redirect(page, &topic("t"), &mailbox);
        say(3);
        assert_eq!(heard(), [1, 2, 3]);
        gate.resync();
        assert!(mailbox.take().lagged, "so does a resync");

        let gate = mailbox.gate();
        bus.subscribe(page, &topic("u"), &gate);
        bus.publish(&topic("u"), &call("a"), None);
        bus.unsubscribe(page, &topic("u"));
        assert!(gate.shut(), "it held something back");
        gate.push(call("a"));
        gate.resync();
        assert!(mailbox.is_empty() && gate.is_empty() && !gate.shut());
    }

    #[tokio::test]
    async fn ready_waits_for_a_delivery() {
        let mailbox = Mailbox::new(1, ACTIONS);
        let waiting = mailbox.ready();
        tokio::pin!(waiting);
        assert!(futures_util::poll!(&mut waiting).is_pending());
        mailbox.push(call("a"));
        waiting.await;
    }
}
