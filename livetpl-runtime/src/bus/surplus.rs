//! Gives back the memory of tables that have become nearly empty: what came at once and left again would hold it for good.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hash};

/// Tables below this size are not worth the work.
const SMALL: usize = 64;

/// Shrinks a table that has at least four times the places that it needs; it keeps twice as many, so this is rarely done.
pub(crate) fn give_back<K: Eq + Hash, V, S: BuildHasher>(table: &mut HashMap<K, V, S>) {
    if table.capacity() > SMALL && table.capacity() / 4 > table.len() {
        table.shrink_to(2 * table.len());
    }
}

#[cfg(test)]
mod tests {
    use super::{SMALL, give_back};
    use rustc_hash::FxHashMap;

    #[test]
    fn a_table_that_many_left_is_small_again() {
        let mut table: FxHashMap<usize, ()> = (0..10_000).map(|at| (at, ())).collect();
        for at in 0..9_990 {
            table.remove(&at);
            give_back(&mut table);
            assert!(table.capacity() >= table.len());
        }
        assert_eq!(table.len(), 10);
        assert!(table.capacity() <= SMALL);
    }
}
