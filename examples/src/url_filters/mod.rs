//! A list whose filters are in the address: a link keeps what was chosen, and so do reload, history and another browser.

#[cfg(test)]
mod tests;

use livetpl::prelude::*;
use serde::{Deserialize, Serialize};

/// What may be chosen; the query of the address, as it stands there.
#[derive(Clone, Default, Deserialize, Serialize)]
struct Filter {
    q: Option<String>,
    kind: Option<String>,
    sort: Option<Sort>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
enum Sort {
    Name,
    Height,
}

#[derive(Clone, Copy)]
struct Plant {
    name: &'static str,
    kind: &'static str,
    height_cm: u32,
}

const fn plant(name: &'static str, kind: &'static str, height_cm: u32) -> Plant {
    Plant {
        name,
        kind,
        height_cm,
    }
}

const KINDS: &[&str] = &["fern", "herb", "tree"];

const PLANTS: &[Plant] = &[
    plant("Silver birch", "tree", 2500),
    plant("Basil", "herb", 50),
    plant("Maidenhair", "fern", 40),
    plant("Rowan", "tree", 1500),
    plant("Lovage", "herb", 200),
    plant("Royal fern", "fern", 160),
    plant("Thyme", "herb", 30),
    plant("Field maple", "tree", 2000),
];

/// What the page shows.
#[live_controller]
#[derive(Clone, Default)]
#[template(path = "url_filters.html")]
pub(crate) struct UrlFilters {
    filter: Filter,
    kinds: &'static [&'static str],
    plants: Vec<Plant>,
}

#[live_controller]
impl UrlFilters {
    /// Runs for each address: when the page is loaded, and when a link, the form or the history leads to another query.
    /// A query that doesn't fit, typed by hand or of an old link, is none.
    fn mount(&mut self, ctx: &mut Context) {
        self.filter = ctx.query_as().unwrap_or_default();
        self.kinds = KINDS;
        self.choose();
    }

    /// Not worth a place in the history: the address changes where it is.
    #[action]
    fn sort(&mut self, value: Sort, ctx: &mut Context) -> Result {
        self.filter.sort = Some(value);
        self.choose();
        ctx.replace_query(&self.filter)
    }

    fn choose(&mut self) {
        let Filter { q, kind, sort } = &self.filter;
        let q = q.as_deref().unwrap_or_default().to_lowercase();
        let fits = |plant: &&Plant| {
            kind.as_ref().is_none_or(|kind| plant.kind == kind)
                && plant.name.to_lowercase().contains(&q)
        };
        self.plants = PLANTS.iter().filter(fits).copied().collect();
        match sort {
            Some(Sort::Name) => self.plants.sort_by_key(|plant| plant.name),
            Some(Sort::Height) => self.plants.sort_by_key(|plant| plant.height_cm),
            None => {}
        }
    }

    fn q(&self) -> &str {
        self.filter.q.as_deref().unwrap_or_default()
    }

    /// The value that stands in the address.
    fn sort_name(&self) -> &'static str {
        match self.filter.sort {
            Some(Sort::Name) => "name",
            Some(Sort::Height) => "height",
            None => "",
        }
    }

    fn is_kind(&self, kind: &str) -> bool {
        self.filter.kind.as_deref().unwrap_or_default() == kind
    }
}
