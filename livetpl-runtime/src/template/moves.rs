//! The fewest moves from one order to another: the longest increasing subsequence stays, the rest moves around it.

/// One item taken from `from` and put so that it ends up at `to`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Move {
    pub(crate) from: usize,
    pub(crate) to: usize,
}

/// The moves, one after another, that bring items into a new order. `order[i]` is the old index of the i-th item of the
/// new order; every index from 0 to `order.len() - 1` occurs once.
pub(crate) fn moves(order: &[usize]) -> Vec<Move> {
    let stays = stays(order);
    let mut found = Vec::new();
    if stays.iter().all(|stay| *stay) {
        return found;
    }
    // While the new order is laid down from the left, the list holds: placed items in the new order, items that stay,
    // and between them, at their old places, the movers that are not placed yet. A placed mover stands in the group of
    // the last staying item before it. `after` numbers groups: 0 before all items, i + 1 after the old index i.
    let mut fixed = Counts::new(order.len() + 1);
    let mut waiting = Counts::new(order.len() + 1);
    let mut placed = Counts::new(order.len() + 1);
    for (at, &old) in order.iter().enumerate() {
        if stays[at] { &mut fixed } else { &mut waiting }.add(old, 1);
    }
    let mut group = 0;
    for (at, &old) in order.iter().enumerate() {
        if stays[at] {
            group = old + 1;
            continue;
        }
        waiting.add(old, -1);
        // Groups up to `old` stand before the old place of this item.
        let from = fixed.below(old) + waiting.below(old) + placed.below(old + 1);
        let to = at + waiting.below(group);
        placed.add(group, 1);
        if from != to {
            found.push(Move { from, to });
        }
    }
    found
}

/// Which items of the new order are in a longest increasing subsequence of the old indexes.
fn stays(order: &[usize]) -> Vec<bool> {
    let mut tails: Vec<usize> = Vec::new(); // positions in `order`, by length of the subsequence that ends there
    let mut previous = vec![usize::MAX; order.len()];
    for (at, &old) in order.iter().enumerate() {
        let length = tails.partition_point(|&tail| order[tail] < old);
        if length > 0 {
            previous[at] = tails[length - 1];
        }
        if length == tails.len() {
            tails.push(at);
        } else {
            tails[length] = at;
        }
    }
    let mut stays = vec![false; order.len()];
    let mut at = tails.last().copied().unwrap_or(usize::MAX);
    while at != usize::MAX {
        stays[at] = true;
        at = previous[at];
    }
    stays
}

/// Counts by index, with fast prefix sums (a Fenwick tree).
struct Counts(Vec<isize>);

impl Counts {
    fn new(len: usize) -> Self {
        Counts(vec![0; len + 1])
    }

    fn add(&mut self, index: usize, count: isize) {
        let mut i = index + 1;
        while i < self.0.len() {
            self.0[i] += count;
            i += i & i.wrapping_neg();
        }
    }

    /// How many have an index below `index`.
    fn below(&self, index: usize) -> usize {
        let mut i = index;
        let mut sum = 0;
        while i > 0 {
            sum += self.0[i];
            i -= i & i.wrapping_neg();
        }
        usize::try_from(sum).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn apply(order: &[usize]) -> Vec<usize> {
        let mut list: Vec<usize> = (0..order.len()).collect();
        for Move { from, to } in moves(order) {
            let item = list.remove(from);
            list.insert(to, item);
        }
        list
    }

    #[test]
    fn one_item_moves_alone() {
        assert_eq!(moves(&[1, 2, 3, 0]), [Move { from: 0, to: 3 }]);
        assert_eq!(moves(&[3, 0, 1, 2]), [Move { from: 3, to: 0 }]);
        assert_eq!(moves(&[0, 1, 2]), []);
    }

    proptest! {
        #[test]
        fn moves_reach_every_order(order in (0usize..40).prop_flat_map(|n| Just((0..n).collect::<Vec<_>>()).prop_shuffle())) {
            prop_assert_eq!(apply(&order), order.clone());
            let longest = stays(&order).iter().filter(|stay| **stay).count();
            prop_assert!(moves(&order).len() <= order.len() - longest);
        }
    }
}
