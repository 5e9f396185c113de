//! A seat picker: two click on one seat, one gets it. A held seat is free again when its time is over, or when the last
//! page of whoever holds it is gone for good.

mod hall;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use livetpl::Handle;
use livetpl::prelude::*;
use parking_lot::Mutex;
use tokio::time::MissedTickBehavior;

pub(crate) use hall::Hall;
use hall::{MOST_HELD, Picked, Rows};

/// Where it is said that the hall has changed.
pub(crate) const TOPIC: &str = "seats";

/// The box office: the hall, and how many pages each session group looks at it with.
#[live_controller(state = SeatState)]
pub(crate) struct SeatPicker {
    hall: Arc<Hall>,
    pages: Mutex<HashMap<Arc<str>, usize>>,
}

/// What one visitor sees.
#[derive(Clone, Default, LiveState)]
#[template(path = "seat_picker.html")]
pub(crate) struct SeatState {
    /// The visitor: a session group. So two tabs of one browser hold seats together, and a plain form holds them, too.
    me: Arc<str>,
    rows: Rows,
    /// Seconds until the first of the visitor's holds is over.
    left: Option<u64>,
    /// The page is one of those that are counted.
    counted: bool,
}

impl SeatState {
    fn held(&self) -> usize {
        self.rows
            .iter()
            .flatten()
            .filter(|seat| seat.is_held_by(&self.me))
            .count()
    }

    fn bought(&self) -> usize {
        self.rows
            .iter()
            .flatten()
            .filter(|seat| seat.is_sold_to(&self.me))
            .count()
    }
}

#[live_controller]
impl SeatPicker {
    pub(crate) fn new(hall: Arc<Hall>) -> Self {
        let pages = Mutex::default();
        SeatPicker { hall, pages }
    }

    fn mount(&self, state: &mut SeatState, ctx: &mut Context) -> Result {
        ctx.subscribe(TOPIC)?;
        state.me = ctx.identity().group.clone();
        self.look(state);
        Ok(())
    }

    /// Counts pages with a socket only: of others nobody would know when they are gone. Their holds just run out.
    fn on_connect(&self, state: &mut SeatState) {
        if !std::mem::replace(&mut state.counted, true) {
            *self.pages.lock().entry(state.me.clone()).or_default() += 1;
        }
    }

    /// Runs when the page did not come back in time.
    fn on_disconnect(&self, state: &mut SeatState, ctx: &mut Context) -> Result {
        if state.counted && self.was_last_page(&state.me) && self.hall.release(&state.me) > 0 {
            ctx.publish(TOPIC, Self::LOOK)?;
        }
        Ok(())
    }

    #[action]
    fn pick(&self, state: &mut SeatState, value: String, ctx: &mut Context) -> Result {
        let said = match self.hall.pick(&value, &state.me) {
            Picked::Held => format!("Seat {value} is held for you."),
            Picked::Released => format!("Seat {value} is free again."),
            Picked::Taken => format!("Somebody else was faster: seat {value} is taken."),
            Picked::TooMany => format!("You can hold {MOST_HELD} seats at a time."),
            Picked::NoSuchSeat => return Err(Error::field("value", "is no seat of this hall")),
        };
        self.changed(state, said, ctx)
    }

    #[action]
    fn buy(&self, state: &mut SeatState, ctx: &mut Context) -> Result {
        let said = match self.hall.buy(&state.me) {
            0 => "Your time was over: no seat is held for you any more.".to_owned(),
            1 => "The seat is yours.".to_owned(),
            seats => format!("All {seats} seats are yours."),
        };
        self.changed(state, said, ctx)
    }

    #[action]
    fn give_back(&self, state: &mut SeatState, ctx: &mut Context) -> Result {
        self.hall.give_back(&state.me);
        self.changed(state, "Thank you: others may have them.".to_owned(), ctx)
    }

    /// The hall has changed, or a second is over.
    #[action(internal, coalesce)]
    fn look(&self, state: &mut SeatState) {
        state.rows = self.hall.rows();
        let mine = state
            .rows
            .iter()
            .flatten()
            .filter(|seat| seat.is_held_by(&state.me));
        let left = mine.filter_map(hall::Seat::left).min();
        // Rounded up: nobody reads "0 seconds" and still holds a seat.
        state.left = left.map(|left| (left + Duration::from_millis(999)).as_secs());
    }

    fn changed(&self, state: &mut SeatState, said: String, ctx: &mut Context) -> Result {
        ctx.flash("info", said);
        self.look(state);
        ctx.publish(TOPIC, Self::LOOK)
    }

    fn was_last_page(&self, visitor: &str) -> bool {
        let mut pages = self.pages.lock();
        let left = pages.get_mut(visitor).map_or(0, |count| {
            *count -= 1;
            *count
        });
        if left == 0 {
            pages.remove(visitor);
        }
        left == 0
    }
}

/// Frees seats whose time is over, for all pages: the only timer of this example. It ends with whoever awaits it.
pub(crate) async fn expire(hall: Arc<Hall>, handle: Handle) -> Result {
    let mut second = tokio::time::interval(Duration::from_secs(1));
    second.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        second.tick().await;
        if hall.tick() {
            handle.publish(TOPIC, SeatPicker::LOOK)?;
        }
    }
}
