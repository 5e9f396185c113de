//! Bulk update: several rows are ticked, and one button changes them all.
//!
//! Ticked boxes of one name are a list in the payload. Which are ticked is the browser's affair until then: no action
//! runs for a tick, and nothing that the server sends unticks a box.

#[cfg(test)]
mod tests;

use livetpl::prelude::*;

#[live_controller]
#[derive(Clone)]
#[template(path = "bulk_update.html")]
pub(crate) struct BulkUpdate {
    /// Whether each of the lamps is on.
    #[persist]
    on: Vec<bool>,
}

const LAMPS: [&str; 6] = ["Hall", "Kitchen", "Stairs", "Study", "Porch", "Attic"];

impl Default for BulkUpdate {
    fn default() -> Self {
        BulkUpdate {
            on: vec![false; LAMPS.len()],
        }
    }
}

#[live_controller]
impl BulkUpdate {
    fn mount(&mut self) {
        // What was kept may be from before there were so many.
        self.on.resize(LAMPS.len(), false);
    }

    #[action]
    fn switch_on(&mut self, lamp: Vec<usize>, ctx: &mut Context) {
        let changed = self.switch(&lamp, true);
        ctx.flash("info", format!("{} switched on.", lamps(changed)));
    }

    #[action]
    fn switch_off(&mut self, lamp: Vec<usize>, ctx: &mut Context) {
        let changed = self.switch(&lamp, false);
        ctx.flash("info", format!("{} switched off.", lamps(changed)));
    }

    /// Switches those of `lamps` that there are; how many were not so already.
    fn switch(&mut self, lamps: &[usize], to: bool) -> usize {
        let mut changed = 0;
        for &lamp in lamps {
            if let Some(on) = self.on.get_mut(lamp) {
                changed += usize::from(*on != to);
                *on = to;
            }
        }
        changed
    }

    fn lamps(&self) -> impl Iterator<Item = (&'static str, bool)> {
        LAMPS.into_iter().zip(self.on.iter().copied())
    }
}

fn lamps(count: usize) -> String {
    format!("{count} lamp{}", if count == 1 { "" } else { "s" })
}
