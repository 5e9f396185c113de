//! The application under test: rooms in which numbers are written. A page shows the rooms that it has entered.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use livetpl::prelude::*;

use crate::account::{Account, Life, is_about};

/// The controller of one process; the account is what all processes share, as a database would be.
#[live_controller(state = RoomsState)]
#[derive(Default)]
pub(crate) struct Rooms {
    pub(crate) account: Account,
    /// The process was killed: what its tasks still do is not happening.
    pub(crate) dead: Arc<AtomicBool>,
}

/// A room as a page shows it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Room {
    pub(crate) name: String,
    pub(crate) numbers: Vec<u32>,
}

#[derive(Clone, Default, LiveState)]
#[template(
    ext = "html",
    source = "<p>{{ life }}</p><ol>{% for room in entered %}<li>{{ room }}</li>{% endfor %}</ol><ul>{% for room in rooms %}<li data-key=\"{{ room.name }}\">{{ room.name }}{% for n in room.numbers %}<b>{{ n }}</b>{% endfor %}</li>{% endfor %}</ul>"
)]
pub(crate) struct RoomsState {
    pub(crate) life: Life,
    #[persist]
    pub(crate) entered: Vec<String>,
    pub(crate) rooms: Vec<Room>,
}

#[live_controller]
impl Rooms {
    fn mount(&self, state: &mut RoomsState, ctx: &mut Context) -> Result {
        if state.life == 0 {
            state.life = self.account.new_life();
        }
        for room in &state.entered {
            ctx.subscribe(room)?;
            self.account.entered(state.life, room);
        }
        self.account.mounted(state.life);
        self.read_all(state);
        Ok(())
    }

    #[action]
    fn enter(&self, state: &mut RoomsState, room: String, ctx: &mut Context) -> Result {
        ctx.subscribe(&room)?;
        self.account.entered(state.life, &room);
        if !state.entered.contains(&room) {
            state.entered.push(room);
        }
        self.read_all(state);
        Ok(())
    }

    #[action]
    fn leave(&self, state: &mut RoomsState, room: String, ctx: &mut Context) {
        ctx.unsubscribe(&room);
        self.account.left(state.life, &room);
        state.entered.retain(|other| *other != room);
        self.read_all(state);
    }

    #[action]
    fn write(&self, state: &mut RoomsState, room: String, ctx: &mut Context) -> Result {
        if self.dead.load(Ordering::Relaxed) {
            return Err(Error::msg("dead"));
        }
        let number = self.account.write(state.life, &room);
        self.read(state, &room);
        ctx.publish(&room, Self::WRITTEN.with(room.clone(), number))
    }

    /// Publishes, and then fails: nobody may hear of it.
    #[action]
    fn fail(&self, state: &mut RoomsState, room: String, ctx: &mut Context) -> Result {
        state.rooms.clear();
        ctx.publish(&room, Self::WRITTEN.with(room.clone(), 0))?;
        Err(Error::msg("no"))
    }

    #[action(internal)]
    pub(crate) fn written(&self, state: &mut RoomsState, room: String, number: u32) {
        self.account.got(state.life, &room, number);
        self.read(state, &room);
    }

    /// Reads one room again, if the page shows it: what another publish should have told stays unknown.
    fn read(&self, state: &mut RoomsState, name: &str) {
        if !state.entered.iter().any(|entered| is_about(entered, name)) {
            return;
        }
        let (name, numbers) = (name.to_owned(), self.account.read(name));
        match state.rooms.iter_mut().find(|room| room.name == name) {
            Some(room) => room.numbers = numbers,
            None => {
                state.rooms.push(Room { name, numbers });
                state.rooms.sort_by(|a, b| a.name.cmp(&b.name));
            }
        }
    }

    fn read_all(&self, state: &mut RoomsState) {
        state.rooms = rooms_of(&self.account, &state.entered);
    }
}

/// What a page that has entered `entered` must show.
pub(crate) fn rooms_of(account: &Account, entered: &[String]) -> Vec<Room> {
    let names = account.rooms().into_iter();
    let shown = names.filter(|name| entered.iter().any(|entered| is_about(entered, name)));
    shown
        .map(|name| Room {
            numbers: account.read(&name),
            name,
        })
        .collect()
}

/// The plan of the rooms' page.
pub(crate) fn plan() -> &'static livetpl_runtime::template::Plan {
    <RoomsState as livetpl::LiveTemplate>::PLAN
}
