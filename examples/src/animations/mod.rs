//! Rows that come, go and move, and are seen to. Entrances are an attribute; what leaves and what moves is shown by an
//! object of the page's own, in `animations.js`. Who prefers reduced motion sees none of it.

use livetpl::prelude::*;

const MOST_LEAVES: usize = 12;

/// The script of this page.
pub(crate) const SCRIPT: &[u8] = include_bytes!("animations.js");

/// The page is its own state: which leaves there are, by number, and the next number.
#[live_controller]
#[derive(Clone)]
#[template(path = "animations.html")]
pub(crate) struct Animations {
    #[persist]
    leaves: Vec<u32>,
    #[persist]
    next: u32,
}

impl Default for Animations {
    fn default() -> Self {
        Animations {
            leaves: vec![1, 2, 3, 4],
            next: 5,
        }
    }
}

#[live_controller]
impl Animations {
    /// A leaf comes in the middle, so that others have to make room. Of too many the first goes.
    #[action]
    fn add(&mut self) {
        self.leaves.insert(self.leaves.len() / 2, self.next);
        self.next = self.next.wrapping_add(1);
        if self.leaves.len() > MOST_LEAVES {
            self.leaves.remove(0);
        }
    }

    #[action]
    fn remove(&mut self, value: u32) {
        self.leaves.retain(|leaf| *leaf != value);
    }

    /// As cards are shuffled: the leaves of the two halves in turn.
    #[action]
    fn shuffle(&mut self) {
        let (left, right) = self.leaves.split_at(self.leaves.len() / 2);
        let mut left = left.iter();
        let both = right.iter().flat_map(|leaf| [Some(leaf), left.next()]);
        self.leaves = both.flatten().copied().collect();
    }
}
