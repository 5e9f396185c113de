//! The subscriptions of this process. Owns the index from topics to mailboxes.
//!
//! Invariant: no lock is held while a delivery is put into mailboxes, and a topic without subscribers is not in the index.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use parking_lot::RwLock;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::bus::mailbox::{Delivery, Mailbox};
use crate::bus::matching::matches;
use crate::bus::members::Members;
use crate::controller::Topic;

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

/// Publish and subscribe within the process. Cheap to clone: all clones are one bus.
#[derive(Clone, Default)]
pub struct Bus {
    index: Arc<RwLock<Index>>,
    /// The pages of this process, whatever they subscribed to.
    pub members: Members,
}

type Subscribers = Arc<Vec<(PageId, Mailbox)>>;

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

    fn remove(&mut self, page: PageId, topic: &Topic) {
        let index = self.of(topic);
        if let Some(subscribers) = index.get_mut(topic) {
            // Copies only where a publish is reading the list at this moment.
            let list = Arc::make_mut(subscribers);
            if let Ok(at) = list.binary_search_by_key(&page, |(page, _)| *page) {
                list.remove(at);
            }
            if list.is_empty() {
                index.remove(topic);
            }
        }
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
        true
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
            }
            index.remove(page, topic);
        }
    }

    /// Undoes every subscription of a page.
    pub fn unsubscribe_all(&self, page: PageId) {
        let mut index = self.index.write();
        for topic in index.pages.remove(&page).unwrap_or_default() {
            index.remove(page, &topic);
        }
    }

    /// Puts `delivery` into the mailbox of every subscriber but `except`, once; how many they were.
    ///
    /// All are filled when this returns, so a publisher's deliveries arrive in its order.
    pub fn publish(&self, topic: &Topic, delivery: &Delivery, except: Option<PageId>) -> usize {
        let (exact, patterns) = {
            let index = self.index.read();
            let matching = index
                .patterns
                .iter()
                .filter(|(pattern, _)| matches(pattern.as_str(), topic.as_str()));
            let patterns: Vec<Subscribers> = matching
                .map(|(_, subscribers)| subscribers.clone())
                .collect();
            (
                index.exact.get(topic).cloned().unwrap_or_default(),
                patterns,
            )
        };
        let mut reached = 0;
        let mut deliver = |page: PageId, mailbox: &Mailbox| {
            if except != Some(page) {
                mailbox.push(delivery.clone());
                reached += 1;
            }
        };
        for (page, mailbox) in exact.iter() {
            deliver(*page, mailbox);
        }
        let mut seen: FxHashSet<PageId> = FxHashSet::default();
        if !patterns.is_empty() {
            seen.extend(exact.iter().map(|(page, _)| *page));
        }
        for (page, mailbox) in patterns.iter().flat_map(|subscribers| subscribers.iter()) {
            if seen.insert(*page) {
                deliver(*page, mailbox);
            }
        }
        reached
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
        assert_eq!(bus.publish(&topic("rooms/1"), &call("a"), None), 2);
        assert_eq!(bus.publish(&topic("rooms/1"), &call("a"), Some(two)), 1);
        assert_eq!(bus.publish(&topic("rooms/1/2"), &call("a"), None), 0);
        assert_eq!((first.take().mail.len(), second.take().mail.len()), (2, 1));
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
