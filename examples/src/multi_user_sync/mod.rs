//! Multi-user sync: one mosaic that everybody paints on, and everybody sees.
//!
//! The mosaic is in the controller, a field of the state is a pointer to it. Who paints publishes; the others take the new
//! pointer. However many paint at once, a page that is behind takes the last: calls of a `coalesce` action that wait are one.

#[cfg(test)]
mod tests;

use std::sync::Arc;

use livetpl::prelude::*;
use parking_lot::RwLock;

/// Where it is said that somebody has painted.
pub(crate) const TOPIC: &str = "mosaic";

const TILES: usize = 64;
const COLOURS: [&str; 5] = ["blank", "sun", "leaf", "sea", "ember"];

#[live_controller(state = MosaicState)]
#[derive(Default)]
pub(crate) struct MultiUserSync {
    mosaic: RwLock<Mosaic>,
}

/// Each tile's colour, by its place in `COLOURS`.
#[derive(Clone)]
struct Mosaic(Arc<Vec<usize>>);

impl Default for Mosaic {
    fn default() -> Self {
        Mosaic(Arc::new(vec![0; TILES]))
    }
}

#[derive(Clone, LiveState)]
#[template(path = "multi_user_sync.html")]
pub(crate) struct MosaicState {
    mosaic: Mosaic,
    /// What this visitor paints with.
    #[persist]
    colour: usize,
}

impl Default for MosaicState {
    fn default() -> Self {
        MosaicState {
            mosaic: Mosaic::default(),
            colour: 1,
        }
    }
}

#[live_controller]
impl MultiUserSync {
    fn mount(&self, state: &mut MosaicState, ctx: &mut Context) -> Result {
        ctx.subscribe(TOPIC)?;
        self.look(state);
        Ok(())
    }

    #[action]
    fn choose(&self, state: &mut MosaicState, value: usize) {
        if value < COLOURS.len() {
            state.colour = value;
        }
    }

    #[action]
    fn paint(&self, state: &mut MosaicState, value: usize, ctx: &mut Context) -> Result {
        if let Some(tile) = Arc::make_mut(&mut self.mosaic.write().0).get_mut(value) {
            *tile = state.colour.min(COLOURS.len() - 1);
        }
        self.look(state);
        ctx.publish(TOPIC, Self::LOOK)
    }

    #[action]
    fn wipe(&self, state: &mut MosaicState, ctx: &mut Context) -> Result {
        *self.mosaic.write() = Mosaic::default();
        self.look(state);
        ctx.publish(TOPIC, Self::LOOK)
    }

    /// Somebody has painted.
    #[action(internal, coalesce)]
    fn look(&self, state: &mut MosaicState) {
        state.mosaic = self.mosaic.read().clone();
    }
}
