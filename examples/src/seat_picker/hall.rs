//! The hall: which seats are free, held or sold, and who may change that. No page and no topic in here.
//!
//! Invariant: everything is decided under one lock, so that of two who want a seat one gets it. A hold that is over
//! counts for nothing, whether or not it was swept away yet.

use std::sync::Arc;
use std::time::Duration;

use parking_lot::Mutex;
use tokio::time::Instant;

const ROWS: &str = "ABCDEF";
const SEATS_IN_A_ROW: usize = 8;
/// How many seats one visitor may hold at a time.
pub(crate) const MOST_HELD: usize = 4;

/// The seats, as pages show them: one pointer for all.
pub(crate) type Rows = Arc<Vec<Vec<Seat>>>;

/// A seat, and whose it is.
#[derive(Clone)]
pub(crate) struct Seat {
    pub(crate) name: String,
    taken: Taken,
}

#[derive(Clone)]
enum Taken {
    Free,
    Held { by: Arc<str>, until: Instant },
    Sold { to: Arc<str> },
}

/// What became of a click on a seat.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Picked {
    Held,
    Released,
    /// Somebody else has it.
    Taken,
    /// The visitor holds as many as one may.
    TooMany,
    NoSuchSeat,
}

/// All seats of one hall, shared by all pages.
pub(crate) struct Hall {
    rows: Mutex<Rows>,
    hold: Duration,
}

impl Hall {
    /// An empty hall in which a seat is held for `hold`.
    pub(crate) fn new(hold: Duration) -> Self {
        let seat = |row: char, number: usize| Seat {
            name: format!("{row}{number}"),
            taken: Taken::Free,
        };
        let row = |row: char| {
            (1..=SEATS_IN_A_ROW)
                .map(|number| seat(row, number))
                .collect()
        };
        Hall {
            rows: Mutex::new(Arc::new(ROWS.chars().map(row).collect())),
            hold,
        }
    }

    /// The seats as they are now.
    pub(crate) fn rows(&self) -> Rows {
        self.rows.lock().clone()
    }

    /// Holds a free seat for `who`, or lets go what `who` holds.
    pub(crate) fn pick(&self, name: &str, who: &Arc<str>) -> Picked {
        let mut rows = self.rows.lock();
        let held = rows
            .iter()
            .flatten()
            .filter(|seat| seat.is_held_by(who))
            .count();
        let Some(seat) = Arc::make_mut(&mut rows)
            .iter_mut()
            .flatten()
            .find(|seat| seat.name == name)
        else {
            return Picked::NoSuchSeat;
        };
        if seat.is_held_by(who) {
            seat.taken = Taken::Free;
            return Picked::Released;
        }
        if !seat.is_free() {
            return Picked::Taken;
        }
        if held == MOST_HELD {
            return Picked::TooMany;
        }
        let (by, until) = (who.clone(), Instant::now() + self.hold);
        seat.taken = Taken::Held { by, until };
        Picked::Held
    }

    /// Sells what `who` holds; how many seats that are.
    pub(crate) fn buy(&self, who: &Arc<str>) -> usize {
        let sold = Taken::Sold { to: who.clone() };
        self.change(|seat| seat.is_held_by(who), &sold)
    }

    /// Takes back what `who` bought; how many seats that are.
    pub(crate) fn give_back(&self, who: &str) -> usize {
        self.change(|seat| seat.is_sold_to(who), &Taken::Free)
    }

    /// Lets go what `who` holds; how many seats that are.
    pub(crate) fn release(&self, who: &str) -> usize {
        self.change(|seat| seat.is_held_by(who), &Taken::Free)
    }

    /// Frees the seats whose hold is over; whether pages have to look again: seats were freed, or a hold runs down.
    pub(crate) fn tick(&self) -> bool {
        let freed = self.change(Seat::is_over, &Taken::Free);
        freed > 0
            || self
                .rows
                .lock()
                .iter()
                .flatten()
                .any(|seat| matches!(seat.taken, Taken::Held { .. }))
    }

    fn change(&self, of: impl Fn(&Seat) -> bool, to: &Taken) -> usize {
        let mut rows = self.rows.lock();
        // The pages' snapshots stay the same where nothing changes.
        if !rows.iter().flatten().any(&of) {
            return 0;
        }
        let seats = Arc::make_mut(&mut rows).iter_mut().flatten();
        seats
            .filter(|seat| of(seat))
            .map(|seat| seat.taken = to.clone())
            .count()
    }
}

impl Seat {
    fn is_over(&self) -> bool {
        matches!(self.taken, Taken::Held { until, .. } if until <= Instant::now())
    }

    fn is_free(&self) -> bool {
        matches!(self.taken, Taken::Free) || self.is_over()
    }

    /// Whether `who` holds it, and for now.
    pub(crate) fn is_held_by(&self, who: &str) -> bool {
        matches!(&self.taken, Taken::Held { by, .. } if **by == *who) && !self.is_over()
    }

    /// Whether `who` has bought it.
    pub(crate) fn is_sold_to(&self, who: &str) -> bool {
        matches!(&self.taken, Taken::Sold { to } if **to == *who)
    }

    /// How long it is still held.
    pub(crate) fn left(&self) -> Option<Duration> {
        match self.taken {
            Taken::Held { until, .. } => Some(until.duration_since(Instant::now())),
            _ => None,
        }
    }

    /// How the seat is for `who`, in a word for style sheets.
    pub(crate) fn look(&self, who: &str) -> &'static str {
        match self.taken {
            _ if self.is_free() => "free",
            _ if self.is_held_by(who) => "mine",
            _ if self.is_sold_to(who) => "bought",
            Taken::Sold { .. } => "sold",
            _ => "held",
        }
    }

    /// The same in words for people.
    pub(crate) fn words(&self, who: &str) -> &'static str {
        match self.look(who) {
            "free" => "free",
            "mine" => "held for you",
            "bought" => "yours",
            "sold" => "sold",
            _ => "held by somebody else",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOLD: Duration = Duration::from_secs(60);

    fn look(hall: &Hall, name: &str, who: &str) -> &'static str {
        let rows = hall.rows();
        let seat = rows.iter().flatten().find(|seat| seat.name == name);
        seat.expect("the seat").look(who)
    }

    #[tokio::test(start_paused = true)]
    async fn a_hold_ends_by_itself_and_a_sale_does_not() {
        let (hall, ann, bob) = (Hall::new(HOLD), "ann".into(), "bob".into());
        assert_eq!(hall.pick("A1", &ann), Picked::Held);
        assert_eq!(hall.pick("A2", &ann), Picked::Held);
        assert_eq!(hall.pick("A1", &bob), Picked::Taken);
        assert_eq!(hall.pick("A2", &ann), Picked::Released);
        assert_eq!(hall.buy(&ann), 1);
        assert_eq!(hall.pick("B1", &ann), Picked::Held);
        assert!(hall.tick(), "a hold runs down");
        tokio::time::advance(HOLD).await;
        // Nobody has swept yet, and the hold is over all the same.
        assert_eq!(
            (look(&hall, "B1", "bob"), look(&hall, "A1", "bob")),
            ("free", "sold")
        );
        assert_eq!(hall.buy(&ann), 0, "too late");
        assert!(hall.tick(), "it is swept away");
        assert!(!hall.tick(), "nothing is left to do");
        assert_eq!(hall.pick("B1", &bob), Picked::Held);
        assert_eq!(
            (hall.give_back("ann"), look(&hall, "A1", "bob")),
            (1, "free")
        );
    }

    #[tokio::test(start_paused = true)]
    async fn nobody_holds_more_than_their_share_or_what_is_no_seat() {
        let (hall, ann) = (Hall::new(HOLD), "ann".into());
        for name in ["A1", "A2", "A3", "A4"] {
            assert_eq!(hall.pick(name, &ann), Picked::Held);
        }
        assert_eq!(hall.pick("A5", &ann), Picked::TooMany);
        for name in ["", "A9", "G1", "a1", "A1 "] {
            assert_eq!(hall.pick(name, &ann), Picked::NoSuchSeat, "{name}");
        }
        assert_eq!(hall.release("ann"), 4);
        assert_eq!(look(&hall, "A1", "ann"), "free");
    }

    #[test]
    fn of_many_at_once_one_wins() {
        let hall = Hall::new(HOLD);
        let won = std::thread::scope(|scope| {
            let pick = |n: usize| hall.pick("C4", &n.to_string().into());
            let all: Vec<_> = (0..8).map(|n| scope.spawn(move || pick(n))).collect();
            let outcomes = all.into_iter().map(|one| one.join().expect("no panic"));
            outcomes.filter(|picked| *picked == Picked::Held).count()
        });
        assert_eq!(won, 1);
    }
}
