//! What is known of who did and got what, written down as it happens, and the rules that it must keep.
//!
//! A page is known by its `Life`: from its first mount to its end. Time is the index of what happened.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use parking_lot::Mutex;

/// One page, from its first mount on.
pub(crate) type Life = u32;

/// What happened.
#[derive(Clone, Debug)]
enum Event {
    /// `mount` read the truth.
    Mounted(Life),
    Entered(Life, String),
    Left(Life, String),
    /// The action that wrote `number` succeeded.
    Wrote(Life, String, u32),
    Got(Life, String, u32),
}

/// The account of a round. Clones are one account.
#[derive(Clone, Default)]
pub(crate) struct Account(Arc<Mutex<Inner>>);

#[derive(Default)]
struct Inner {
    events: Vec<Event>,
    lives: u32,
    numbers: u32,
    /// The database that all processes share: what is written in each room.
    truth: BTreeMap<String, Vec<u32>>,
}

/// How much a test has seen: it must not pass for having tried nothing.
#[derive(Clone, Debug, Default)]
pub(crate) struct Seen {
    pub(crate) writes: usize,
    pub(crate) deliveries: usize,
    pub(crate) mounts: usize,
    pub(crate) lives: usize,
}

impl Seen {
    pub(crate) fn add(&mut self, other: &Seen) {
        self.writes += other.writes;
        self.deliveries += other.deliveries;
        self.mounts += other.mounts;
        self.lives += other.lives;
    }

    pub(crate) fn is_rich(&self) -> bool {
        self.writes > 1000
            && self.deliveries > self.writes
            && self.lives > 100
            && self.mounts > self.lives
    }
}

impl fmt::Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Seen {
            writes,
            deliveries,
            mounts,
            lives,
        } = self;
        write!(
            f,
            "writes={writes} deliveries={deliveries} pages={lives} mounts={mounts}"
        )
    }
}

/// Whether `entered`, a room or a pattern, is about `room`.
pub(crate) fn is_about(entered: &str, room: &str) -> bool {
    let in_pattern = || {
        room.strip_prefix("rooms/")
            .is_some_and(|rest| !rest.contains('/'))
    };
    entered == room || entered == "rooms/*" && in_pattern()
}

impl Account {
    pub(crate) fn new_life(&self) -> Life {
        let mut inner = self.0.lock();
        inner.lives += 1;
        inner.lives
    }

    pub(crate) fn mounted(&self, life: Life) {
        self.0.lock().events.push(Event::Mounted(life));
    }

    pub(crate) fn entered(&self, life: Life, room: &str) {
        self.0
            .lock()
            .events
            .push(Event::Entered(life, room.to_owned()));
    }

    pub(crate) fn left(&self, life: Life, room: &str) {
        self.0
            .lock()
            .events
            .push(Event::Left(life, room.to_owned()));
    }

    /// Writes a new number into the truth.
    pub(crate) fn write(&self, life: Life, room: &str) -> u32 {
        let mut inner = self.0.lock();
        inner.numbers += 1;
        let number = inner.numbers;
        inner.truth.entry(room.to_owned()).or_default().push(number);
        inner
            .events
            .push(Event::Wrote(life, room.to_owned(), number));
        number
    }

    pub(crate) fn got(&self, life: Life, room: &str, number: u32) {
        self.0
            .lock()
            .events
            .push(Event::Got(life, room.to_owned(), number));
    }

    /// What is written in `room`.
    pub(crate) fn read(&self, room: &str) -> Vec<u32> {
        self.0.lock().truth.get(room).cloned().unwrap_or_default()
    }

    /// The rooms that a page is in, in the order of entering.
    pub(crate) fn entered_by(&self, life: Life) -> Vec<String> {
        let mut entered = Vec::new();
        for event in &self.0.lock().events {
            match event {
                Event::Entered(who, room) if *who == life && !entered.contains(room) => {
                    entered.push(room.clone());
                }
                Event::Left(who, room) if *who == life => entered.retain(|other| other != room),
                _ => {}
            }
        }
        entered
    }

    /// The rooms that something is written in.
    pub(crate) fn rooms(&self) -> Vec<String> {
        self.0.lock().truth.keys().cloned().collect()
    }

    pub(crate) fn seen(&self) -> Seen {
        let inner = self.0.lock();
        let count = |is: fn(&Event) -> bool| inner.events.iter().filter(|event| is(event)).count();
        Seen {
            writes: count(|event| matches!(event, Event::Wrote(..))),
            deliveries: count(|event| matches!(event, Event::Got(..))),
            mounts: count(|event| matches!(event, Event::Mounted(..))),
            lives: inner.lives as usize,
        }
    }

    /// Checks every delivery, and that none is missing at the pages that are `alive`, now that all is quiet.
    ///
    /// # Errors
    ///
    /// The first rule that is broken, and all that happened.
    pub(crate) fn check(&self, alive: &BTreeSet<Life>) -> Result<(), String> {
        let inner = self.0.lock();
        let mut ledger = Ledger::default();
        let all = inner
            .events
            .iter()
            .enumerate()
            .try_for_each(|(at, event)| ledger.add(at, event));
        all.and_then(|()| ledger.check_nothing_is_missing(alive))
            .map_err(|wrong| format!("{wrong}, in {:?}", inner.events))
    }
}

/// The account, read from its beginning.
#[derive(Default)]
struct Ledger<'a> {
    /// By number: when, who, where.
    writes: BTreeMap<u32, (usize, Life, &'a str)>,
    stays: BTreeMap<Life, Vec<Stay<'a>>>,
    mounted: BTreeMap<Life, usize>,
    got: BTreeMap<Life, Vec<u32>>,
}

impl<'a> Ledger<'a> {
    fn add(&mut self, at: usize, event: &'a Event) -> Result<(), String> {
        match event {
            Event::Mounted(life) => {
                self.mounted.insert(*life, at);
            }
            Event::Entered(life, room) => {
                let stays = self.stays.entry(*life).or_default();
                if !stays.iter().any(|stay| stay.is_in(room)) {
                    let (from, to) = (at, usize::MAX);
                    stays.push(Stay { room, from, to });
                }
            }
            Event::Left(life, room) => {
                let stays = self.stays.entry(*life).or_default();
                stays
                    .iter_mut()
                    .filter(|stay| stay.is_in(room))
                    .for_each(|stay| stay.to = at);
            }
            Event::Wrote(life, room, number) => {
                self.writes.insert(*number, (at, *life, room));
            }
            Event::Got(life, room, number) => self.add_delivery(at, *life, room, *number)?,
        }
        Ok(())
    }

    fn add_delivery(
        &mut self,
        at: usize,
        life: Life,
        room: &str,
        number: u32,
    ) -> Result<(), String> {
        let what = format!("page {life} got {number} of {room}");
        let Some((written, writer, written_in)) = self.writes.get(&number) else {
            return Err(format!("{what}, which nobody wrote"));
        };
        if room != *written_in || life == *writer {
            return Err(format!("{what}, which {writer} wrote in {written_in}"));
        }
        let stays = self.stays.get(&life).map_or(&[][..], Vec::as_slice);
        let while_there = |stay: &Stay<'_>| stay.from < at && stay.to > *written;
        if !stays
            .iter()
            .any(|stay| is_about(stay.room, room) && while_there(stay))
        {
            return Err(format!("{what}, which it had not subscribed to"));
        }
        let got = self.got.entry(life).or_default();
        if got.contains(&number) {
            return Err(format!("{what} twice"));
        }
        let by_same = |other: &&u32| {
            self.writes
                .get(other)
                .is_some_and(|(_, by, _)| by == writer)
        };
        if let Some(later) = got.iter().filter(by_same).find(|other| **other > number) {
            return Err(format!("{what} after {later} of the same writer"));
        }
        got.push(number);
        Ok(())
    }

    /// What was published while a page was subscribed has reached it, or it was mounted again since.
    fn check_nothing_is_missing(&self, alive: &BTreeSet<Life>) -> Result<(), String> {
        for life in alive {
            let mounted = self.mounted.get(life).copied().unwrap_or_default();
            let stays = self.stays.get(life).map_or(&[][..], Vec::as_slice);
            let got = self.got.get(life).map_or(&[][..], Vec::as_slice);
            for (number, (written, writer, room)) in &self.writes {
                let here = |stay: &Stay<'_>| {
                    is_about(stay.room, room) && stay.from < *written && stay.to == usize::MAX
                };
                let expected = *written > mounted && writer != life && stays.iter().any(here);
                if expected && !got.contains(number) {
                    return Err(format!("page {life} did not get {number} of {room}"));
                }
            }
        }
        Ok(())
    }
}

/// A page's subscription to a room.
struct Stay<'a> {
    room: &'a str,
    from: usize,
    to: usize,
}

impl Stay<'_> {
    fn is_in(&self, room: &str) -> bool {
        self.room == room && self.to == usize::MAX
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Page 1 writes, page 2 is in the room; `more` happens then.
    fn is_accepted(more: impl FnOnce(&Account)) -> bool {
        let account = Account::default();
        account.mounted(2);
        account.entered(2, "rooms/*");
        for _ in 0..2 {
            account.write(1, "rooms/1");
        }
        more(&account);
        account.check(&BTreeSet::from([2])).is_ok()
    }

    #[test]
    fn the_account_notices_what_is_wrong() {
        let got = |numbers: &'static [u32]| {
            move |account: &Account| {
                for number in numbers {
                    account.got(2, "rooms/1", *number);
                }
            }
        };
        assert!(is_accepted(got(&[1, 2])));
        assert!(
            is_accepted(|account| account.mounted(2)),
            "a mount reads the truth"
        );
        assert!(!is_accepted(got(&[1])), "one is missing");
        assert!(!is_accepted(got(&[1, 2, 2])), "one came twice");
        assert!(!is_accepted(got(&[2, 1])), "the order is wrong");
        assert!(!is_accepted(got(&[1, 2, 3])), "nobody wrote it");
        let to = |life: Life, room: &'static str| {
            move |account: &Account| {
                got(&[1, 2])(account);
                account.got(life, room, 1);
            }
        };
        assert!(!is_accepted(to(3, "rooms/1")), "it was not subscribed");
        assert!(!is_accepted(to(1, "rooms/1")), "it came back");
        assert!(!is_accepted(to(2, "rooms/2")), "it is another room's");
    }
}
