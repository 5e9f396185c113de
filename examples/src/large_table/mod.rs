//! A table of 10,000 rows that everybody has a hand in: filter, sort, append, change, delete. What it costs is what changed.

mod stock;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use livetpl::prelude::*;
use serde::{Deserialize, Serialize};

use stock::{Row, Rows, Stock};

/// Where it is said that a row has changed.
pub(crate) const TOPIC: &str = "stock";

/// The most characters that are looked for.
const MOST_CHARACTERS: usize = 60;

/// The table: one for everybody.
#[live_controller(state = TableState)]
#[derive(Default)]
pub(crate) struct LargeTable {
    stock: Stock,
}

/// What one page shows of it. The rows are pointers: however a page filters and sorts them, none is copied.
#[derive(Clone, Default, LiveState)]
#[template(path = "large_table.html")]
pub(crate) struct TableState {
    rows: Rows,
    all: usize,
    look: Look,
    /// The link to the page as it was loaded: without JavaScript a row is picked by a link, which keeps filter and order.
    here: String,
    /// The row that the buttons are about.
    picked: Option<Arc<Row>>,
}

/// How a page looks at the table. It stands in the address: so it can be linked to, needs no JavaScript, and `mount`
/// finds it there whenever it runs again.
#[derive(Clone, Default, PartialEq, Deserialize, Serialize)]
#[serde(default)]
struct Look {
    #[serde(skip_serializing_if = "String::is_empty")]
    q: String,
    sort: Sort,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    down: bool,
    /// The number of the picked row.
    row: Option<u32>,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
enum Sort {
    #[default]
    Newest,
    Name,
    Price,
    Left,
}

impl Look {
    /// The link of a column's head: sorts by it, and once more the other way round.
    fn sorted(&self, by: Sort) -> String {
        let down = self.sort == by && !self.down;
        Look {
            sort: by,
            down,
            ..self.clone()
        }
        .link()
    }

    /// What the links of rows begin with.
    fn without_row(&self) -> Self {
        Look {
            row: None,
            ..self.clone()
        }
    }

    fn link(&self) -> String {
        let mut query = form_urlencoded::Serializer::new("?".to_owned());
        query.append_pair("sort", self.sort.name());
        if self.down {
            query.append_pair("down", "on");
        }
        if !self.q.is_empty() {
            query.append_pair("q", &self.q);
        }
        if let Some(row) = self.row {
            query.append_pair("row", &row.to_string());
        }
        query.finish()
    }

    /// For `aria-sort`.
    fn order(&self, by: Sort) -> &'static str {
        // The newest have the highest numbers.
        let falls = self.down != (by == Sort::Newest);
        match (self.sort == by, falls) {
            (false, _) => "none",
            (true, false) => "ascending",
            (true, true) => "descending",
        }
    }
}

impl Sort {
    /// As the columns stand.
    const ALL: [Sort; 4] = [Sort::Name, Sort::Price, Sort::Left, Sort::Newest];

    fn title(self) -> &'static str {
        match self {
            Sort::Newest => "No.",
            Sort::Name => "Name",
            Sort::Price => "Price",
            Sort::Left => "Left",
        }
    }

    fn name(self) -> &'static str {
        match self {
            Sort::Newest => "newest",
            Sort::Name => "name",
            Sort::Price => "price",
            Sort::Left => "left",
        }
    }
}

#[live_controller]
impl LargeTable {
    fn mount(&self, state: &mut TableState, ctx: &mut Context) -> Result {
        ctx.subscribe(TOPIC)?;
        state.look = ctx.query_as().unwrap_or_default();
        self.refresh(state);
        Ok(())
    }

    #[action]
    fn filter(&self, state: &mut TableState, value: String, ctx: &mut Context) -> Result {
        state.look.q = value.chars().take(MOST_CHARACTERS).collect();
        self.refresh(state);
        ctx.replace_query(&state.look)
    }

    #[action]
    fn append(&self, state: &mut TableState, ctx: &mut Context) -> Result {
        self.stock.append();
        self.changed(state, ctx)
    }

    #[action]
    fn pick(&self, state: &mut TableState, row: u32, ctx: &mut Context) -> Result {
        state.look.row = Some(row);
        self.refresh(state);
        ctx.replace_query(&state.look)
    }

    #[action]
    fn sell(&self, state: &mut TableState, ctx: &mut Context) -> Result {
        if let Some(row) = state.look.row {
            self.stock.sell(row);
        }
        self.changed(state, ctx)
    }

    #[action]
    fn delete(&self, state: &mut TableState, ctx: &mut Context) -> Result {
        if let Some(row) = state.look.row.take() {
            self.stock.delete(row);
            ctx.replace_query(&state.look)?;
        }
        self.changed(state, ctx)
    }

    /// Somebody has changed the table. Two calls that wait are one.
    #[action(internal, coalesce)]
    fn refresh(&self, state: &mut TableState) {
        let all = self.stock.all();
        state.here = state.look.without_row().link();
        state.all = all.len();
        state.picked = state.look.row.and_then(|row| stock::find(&all, row));
        state.rows = stock::select(&all, &state.look);
    }

    fn changed(&self, state: &mut TableState, ctx: &mut Context) -> Result {
        self.refresh(state);
        ctx.publish(TOPIC, Self::REFRESH)
    }
}
