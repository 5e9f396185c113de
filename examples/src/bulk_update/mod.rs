//! Bulk update: several rows are ticked, and one button changes them all.
//!
//! Ticked boxes of one name are a list in the payload. Which are ticked is the browser's affair until then: no action
//! runs for a tick, and nothing that the server sends unticks a box.

#[cfg(test)]
mod tests;

use livetpl::prelude::*;

use crate::notice::Notice;

#[live_controller]
#[derive(Clone)]
#[template(path = "bulk_update.html")]
pub(crate) struct BulkUpdate {
    /// Whether each of the lamps is on.
    #[persist]
    on: Vec<bool>,
    #[persist]
    notice: Notice,
}

const LAMPS: [&str; 6] = ["Hall", "Kitchen", "Stairs", "Study", "Porch", "Attic"];

impl Default for BulkUpdate {
    fn default() -> Self {
        BulkUpdate {
            on: vec![false; LAMPS.len()],
            notice: Notice::default(),
        }
    }
}

#[live_controller]
impl BulkUpdate {
    fn mount(&mut self, ctx: &mut Context) {
        self.notice.mounted(ctx);
        // What was kept may be from before there were so many.
        self.on.resize(LAMPS.len(), false);
    }

    #[action]
    fn switch_on(&mut self, lamp: Vec<usize>) {
        self.switch(&lamp, true);
    }

    #[action]
    fn switch_off(&mut self, lamp: Vec<usize>) {
        self.switch(&lamp, false);
    }

    fn switch(&mut self, lamps: &[usize], to: bool) {
        let mut changed = 0;
        for &lamp in lamps {
            if let Some(on) = self.on.get_mut(lamp) {
                changed += usize::from(*on != to);
                *on = to;
            }
        }
        let word = if to { "on" } else { "off" };
        let lamps = if changed == 1 { "lamp" } else { "lamps" };
        self.notice
            .say(format!("{changed} {lamps} switched {word}."));
    }

    fn lamps(&self) -> impl Iterator<Item = (&'static str, bool)> {
        LAMPS.into_iter().zip(self.on.iter().copied())
    }
}
