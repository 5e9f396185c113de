//! Todos: one list for everybody, which each looks at in their own way.
//!
//! The list is in the controller. Search, order and page are the visitor's, and persisted, so that they outlive a reload
//! and work without JavaScript. Who changes the list publishes; the others look again.

mod list;
#[cfg(test)]
mod tests;

use livetpl::prelude::*;

use list::{Look, MOST_IN_A_TITLE, MOST_TODOS, Seen, Sort, Todos as List};

/// Where it is said that the list has changed.
pub(crate) const TOPIC: &str = "todos";

#[live_controller(state = TodosState)]
#[derive(Default)]
pub(crate) struct Todos {
    list: List,
}

#[derive(Clone, Default, LiveState)]
#[template(path = "todos.html")]
pub(crate) struct TodosState {
    #[persist]
    look: Look,
    seen: Seen,
}

#[live_controller]
impl Todos {
    fn mount(&self, state: &mut TodosState, ctx: &mut Context) -> Result {
        ctx.subscribe(TOPIC)?;
        self.look(state);
        Ok(())
    }

    #[action]
    fn add(&self, state: &mut TodosState, title: String, ctx: &mut Context) -> Result {
        let title: String = title.trim().chars().take(MOST_IN_A_TITLE).collect();
        if title.is_empty() {
            return Ok(());
        }
        if !self.list.add(&title) {
            let full = format!("There are {MOST_TODOS} todos: do some of them first.");
            ctx.flash("error", full);
            return Ok(());
        }
        // Whoever adds something wants to see it.
        state.look = Look::default();
        self.changed(state, ctx)
    }

    #[action]
    fn toggle(&self, state: &mut TodosState, value: u64, ctx: &mut Context) -> Result {
        self.list.toggle(value);
        self.changed(state, ctx)
    }

    #[action]
    fn delete(&self, state: &mut TodosState, value: u64, ctx: &mut Context) -> Result {
        self.list.delete(value);
        self.changed(state, ctx)
    }

    #[action]
    fn clear_done(&self, state: &mut TodosState, ctx: &mut Context) -> Result {
        self.list.clear_done();
        self.changed(state, ctx)
    }

    /// Somebody types into the search or chooses an order; without JavaScript the form's button calls it.
    #[action]
    fn change(&self, state: &mut TodosState, query: String, sort: Sort) {
        let query = query.chars().take(MOST_IN_A_TITLE).collect();
        state.look = Look {
            query,
            sort,
            page: 0,
        };
        self.look(state);
    }

    #[action]
    fn turn(&self, state: &mut TodosState, value: usize) {
        state.look.page = value;
        self.look(state);
    }

    /// The list has changed.
    #[action(internal, coalesce)]
    fn look(&self, state: &mut TodosState) {
        state.seen = state.look.at(&self.list.read());
    }

    fn changed(&self, state: &mut TodosState, ctx: &mut Context) -> Result {
        ctx.clear_flash("error");
        self.look(state);
        ctx.publish(TOPIC, Self::LOOK)
    }
}
