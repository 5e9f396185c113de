//! Presence: who is on this page, and who comes and goes.
//!
//! A page that says who it is tracks itself on a topic; all pages watch that topic. Nobody keeps a list by hand: who closes
//! the last tab, loses the network for too long, or whose server dies, has left.

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use livetpl::Present;
use livetpl::prelude::*;
use serde::{Deserialize, Serialize};

/// Where people are tracked.
pub(crate) const TOPIC: &str = "presence";

const MOST_IN_A_NAME: usize = 24;

/// The page is its own state: what all share is the presence itself.
#[live_controller]
#[derive(Clone, Default)]
#[template(path = "presence.html")]
pub(crate) struct Presence {
    /// Whoever has a name is tracked. Persisted: a reload neither asks for it again nor lets anybody leave.
    #[persist]
    name: String,
    #[persist]
    busy: bool,
    people: Vec<Present<Person>>,
    /// The names of those who were told of as having come: who has gone is no longer among the people.
    known: HashMap<String, String>,
    /// What happened last.
    news: String,
}

/// What the others are told about somebody.
#[derive(Clone, Serialize, Deserialize)]
struct Person {
    name: String,
    busy: bool,
}

#[live_controller]
impl Presence {
    fn mount(&mut self, ctx: &mut Context) -> Result {
        ctx.watch(TOPIC, Self::JOINED, Self::LEFT)?;
        self.track(ctx)?;
        let names = self
            .people
            .iter()
            .map(|person| (person.key.clone(), person.meta.name.clone()));
        self.known = names.collect();
        Ok(())
    }

    #[action]
    fn enter(&mut self, name: String, ctx: &mut Context) -> Result {
        let name = name.trim();
        if name.is_empty() || name.chars().count() > MOST_IN_A_NAME {
            return Err(Error::field(
                "name",
                format!("has 1 to {MOST_IN_A_NAME} characters"),
            ));
        }
        self.name = name.to_owned();
        self.track(ctx)
    }

    /// Tells the others that one is busy, or no longer.
    #[action]
    fn toggle(&mut self, ctx: &mut Context) -> Result {
        self.busy = !self.busy;
        self.track(ctx)
    }

    #[action]
    fn leave(&mut self, ctx: &mut Context) {
        self.name.clear();
        ctx.untrack(TOPIC);
    }

    /// Somebody's first page came, or what they tell of themselves has changed.
    #[action(internal)]
    fn joined(&mut self, key: String, ctx: &mut Context) -> Result {
        self.people = ctx.presence(TOPIC)?;
        let person = self.people.iter().find(|person| person.key == key);
        // Who is gone again already is told of by `left`.
        if let Some(name) = person.map(|person| person.meta.name.clone())
            && self.known.insert(key, name.clone()).is_none()
        {
            self.news = format!("{name} has come.");
        }
        Ok(())
    }

    /// Somebody's last page has gone.
    #[action(internal)]
    fn left(&mut self, key: String, ctx: &mut Context) -> Result {
        self.people = ctx.presence(TOPIC)?;
        if let Some(name) = self.known.remove(&key) {
            self.news = format!("{name} has gone.");
        }
        Ok(())
    }

    /// A key is a session group: two tabs of one browser are one person.
    fn track(&mut self, ctx: &mut Context) -> Result {
        if !self.name.is_empty() {
            let (key, name) = (ctx.identity().group.clone(), self.name.clone());
            ctx.track(
                TOPIC,
                &*key,
                &Person {
                    name,
                    busy: self.busy,
                },
            )?;
        }
        self.people = ctx.presence(TOPIC)?;
        Ok(())
    }
}
