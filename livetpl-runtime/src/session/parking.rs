//! Pages without a socket, of all views: how many of them are kept, and which go where there are too many.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Weak};

use parking_lot::Mutex;
use rustc_hash::FxHashMap;

/// Whoever keeps pages, and can let one go.
pub(crate) trait Keeper: Send + Sync {
    /// Ends the page under `token`, unless a browser has come for it.
    fn let_go(&self, token: &str);
}

/// The parked pages of an application, the oldest first.
pub(crate) struct Parking {
    most: usize,
    most_of_group: usize,
    places: Mutex<Places>,
}

#[derive(Default)]
struct Places {
    next: u64,
    by_age: BTreeMap<u64, Place>,
    groups: FxHashMap<Arc<str>, BTreeSet<u64>>,
}

/// One parked page.
struct Place {
    group: Arc<str>,
    token: Arc<str>,
    keeper: Weak<dyn Keeper>,
}

impl Parking {
    pub(crate) fn new(most: usize, most_of_group: usize) -> Self {
        Parking {
            most,
            most_of_group,
            places: Mutex::default(),
        }
    }

    /// A page is parked from now on; the number of its place.
    pub(crate) fn park(&self, group: &Arc<str>, token: &Arc<str>, keeper: Weak<dyn Keeper>) -> u64 {
        let mut places = self.places.lock();
        let number = places.next;
        places.next += 1;
        let (group, token) = (group.clone(), token.clone());
        let of_group = places.groups.entry(group.clone()).or_default();
        of_group.insert(number);
        let place = Place {
            group,
            token,
            keeper,
        };
        places.by_age.insert(number, place);
        number
    }

    /// A browser has come for the page, or it has ended.
    pub(crate) fn leave(&self, number: u64) {
        self.places.lock().remove(number);
    }

    /// Lets the oldest go where there are more than may be, of `group` and in all.
    pub(crate) fn let_surplus_go(&self, group: &str) {
        let mut gone = Vec::new();
        {
            let mut places = self.places.lock();
            while let Some(of_group) = places.groups.get(group)
                && of_group.len() > self.most_of_group
                && let Some(oldest) = of_group.first().copied()
            {
                gone.extend(places.remove(oldest));
            }
            while places.by_age.len() > self.most
                && let Some((oldest, _)) = places.by_age.first_key_value()
            {
                let oldest = *oldest;
                gone.extend(places.remove(oldest));
            }
        }
        for Place { token, keeper, .. } in gone {
            if let Some(keeper) = keeper.upgrade() {
                keeper.let_go(&token);
            }
        }
    }
}

impl Places {
    fn remove(&mut self, number: u64) -> Option<Place> {
        let place = self.by_age.remove(&number)?;
        if let Some(of_group) = self.groups.get_mut(&place.group) {
            of_group.remove(&number);
            if of_group.is_empty() {
                self.groups.remove(&place.group);
            }
        }
        Some(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Default)]
    struct Gone(Mutex<Vec<String>>);

    impl Keeper for Gone {
        fn let_go(&self, token: &str) {
            self.0.lock().push(token.to_owned());
        }
    }

    #[test]
    fn the_oldest_go_of_a_group_and_of_all_whoever_keeps_them() {
        let (parking, views) = (
            Parking::new(3, 2),
            [Arc::new(Gone::default()), Arc::default()],
        );
        let park = |group: &str, token: &str, view: usize| {
            let keeper: Weak<Gone> = Arc::downgrade(&views[view]);
            let number = parking.park(&group.into(), &token.into(), keeper);
            parking.let_surplus_go(group);
            number
        };
        let gone = || {
            views
                .each_ref()
                .map(|view| std::mem::take(&mut *view.0.lock()).join(" "))
        };
        park("ann", "a1", 0);
        let second = park("ann", "a2", 1);
        assert_eq!(gone(), ["", ""]);
        park("ann", "a3", 0);
        assert_eq!(gone(), ["a1", ""], "a group has two");
        park("ben", "b1", 1);
        park("cem", "c1", 1);
        assert_eq!(gone(), ["", "a2"], "all have three");
        parking.leave(second);
        park("dan", "d1", 0);
        assert_eq!(gone(), ["a3", ""]);
        let places = parking.places.lock();
        assert_eq!((places.by_age.len(), places.groups.len()), (3, 3));
    }
}
