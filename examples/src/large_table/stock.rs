//! The rows, and how a page's part of them is found: filtered and sorted, without copying one.

use std::cmp::Ordering;
use std::sync::Arc;

use parking_lot::RwLock;

use super::{Look, Sort};

/// How many rows there are at first.
const ROWS: u32 = 10_000;
/// The oldest go when there are more.
const MOST: usize = 10_500;
/// The newest come back when there are fewer.
const FEWEST: usize = 9_500;

const KINDS: [&str; 10] = [
    "Bowl", "Chair", "Clock", "Kettle", "Ladder", "Lamp", "Mirror", "Scarf", "Table", "Vase",
];
const LOOKS: [&str; 10] = [
    "Amber", "Brass", "Copper", "Ebony", "Felt", "Glass", "Linen", "Marble", "Oak", "Slate",
];

/// Rows that are shared by all who show them.
pub(super) type Rows = Arc<Vec<Arc<Row>>>;

/// One thing on sale.
#[derive(Clone)]
pub(super) struct Row {
    pub(super) id: u32,
    pub(super) name: String,
    cents: u32,
    pub(super) left: u32,
}

impl Row {
    /// The row with this number, the same in each process.
    fn new(id: u32) -> Row {
        // A mix that looks like chance; Knuth's multiplier.
        let mixed = id.wrapping_mul(2_654_435_761) >> 7;
        let of = |all: &[&'static str; 10], by: u32| all[(by % 10) as usize];
        Row {
            id,
            name: format!("{} {}", of(&LOOKS, mixed), of(&KINDS, mixed / 10)),
            cents: 100 + mixed / 100 % 20_000,
            left: 1 + mixed / 1000 % 40,
        }
    }

    pub(super) fn price(&self) -> String {
        format!("{}.{:02}", self.cents / 100, self.cents % 100)
    }
}

/// All rows, by number. Bounded on both sides: it is everybody's.
pub(super) struct Stock(RwLock<Rows>);

impl Default for Stock {
    fn default() -> Self {
        let rows = (1..=ROWS).map(|id| Arc::new(Row::new(id)));
        Stock(RwLock::new(Arc::new(rows.collect())))
    }
}

impl Stock {
    pub(super) fn all(&self) -> Rows {
        self.0.read().clone()
    }

    pub(super) fn append(&self) {
        let mut rows = self.0.write();
        let rows = Arc::make_mut(&mut rows);
        add(rows);
        if rows.len() > MOST {
            rows.remove(0);
        }
    }

    /// One less is left. Of a row that somebody has deleted meanwhile nothing can be sold.
    pub(super) fn sell(&self, id: u32) {
        let mut rows = self.0.write();
        if let Some(at) = place(&rows, id) {
            let row = Arc::make_mut(&mut Arc::make_mut(&mut rows)[at]);
            row.left = row.left.saturating_sub(1);
        }
    }

    pub(super) fn delete(&self, id: u32) {
        let mut rows = self.0.write();
        if let Some(at) = place(&rows, id) {
            let rows = Arc::make_mut(&mut rows);
            rows.remove(at);
            if rows.len() < FEWEST {
                add(rows);
            }
        }
    }
}

fn add(rows: &mut Vec<Arc<Row>>) {
    let id = rows.last().map_or(1, |row| row.id + 1);
    rows.push(Arc::new(Row::new(id)));
}

fn place(rows: &[Arc<Row>], id: u32) -> Option<usize> {
    rows.binary_search_by_key(&id, |row| row.id).ok()
}

/// The row with this number, unless somebody has deleted it.
pub(super) fn find(all: &Rows, id: u32) -> Option<Arc<Row>> {
    Some(all[place(all, id)?].clone())
}

/// The rows that a page shows, in its order.
pub(super) fn select(all: &Rows, look: &Look) -> Rows {
    let wanted = look.q.trim().to_lowercase();
    let fits = |row: &&Arc<Row>| wanted.is_empty() || row.name.to_lowercase().contains(&wanted);
    let mut rows: Vec<Arc<Row>> = all.iter().rev().filter(fits).cloned().collect();
    let by: fn(&Row, &Row) -> Ordering = match look.sort {
        Sort::Newest => |a, b| b.id.cmp(&a.id),
        Sort::Name => |a, b| a.name.cmp(&b.name),
        Sort::Price => |a, b| a.cents.cmp(&b.cents),
        Sort::Left => |a, b| a.left.cmp(&b.left),
    };
    // A stable sort: what is equal stays newest first.
    rows.sort_by(|a, b| if look.down { by(b, a) } else { by(a, b) });
    Arc::new(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_stays_within_its_bounds() {
        let stock = Stock::default();
        for _ in 0..1_000 {
            stock.append();
        }
        assert_eq!(stock.all().len(), MOST);
        let first = stock.all()[0].id;
        for id in first..first + 2_000 {
            stock.delete(id);
        }
        assert_eq!(stock.all().len(), FEWEST);
        let ids: Vec<u32> = stock.all().iter().map(|row| row.id).collect();
        assert!(ids.is_sorted_by(|a, b| a < b), "no number comes twice");
    }

    #[test]
    fn a_row_that_is_sold_leaves_all_others_where_they_are() {
        let stock = Stock::default();
        let before = stock.all();
        stock.sell(7);
        let after = stock.all();
        assert_eq!(after[6].left + 1, before[6].left);
        let copied = before.iter().zip(after.iter());
        assert_eq!(copied.filter(|(a, b)| !Arc::ptr_eq(a, b)).count(), 1);
    }
}
