//! A few linked pages, each at an address of its own: two views, one of them for all islands.

#[cfg(test)]
mod tests;

use livetpl::prelude::*;

/// One island.
pub(crate) struct Island {
    slug: &'static str,
    name: &'static str,
    text: &'static str,
}

const ISLANDS: &[Island] = &[
    Island {
        slug: "foula",
        name: "Foula",
        text: "Five kilometres long and as wide as its weather lets it be. It kept the Julian calendar: Christmas is on 6 January.",
    },
    Island {
        slug: "st-helena",
        name: "St Helena",
        text: "Two thousand kilometres from the next coast. The way up from the harbour has 699 steps.",
    },
    Island {
        slug: "tristan-da-cunha",
        name: "Tristan da Cunha",
        text: "Seven families share one village, and one potato field for each. Nobody lives farther away from everybody else.",
    },
];

/// The list, at `/spa-navigation`.
#[live_controller]
#[derive(Clone)]
#[template(path = "spa_navigation.html")]
pub(crate) struct Contents {
    islands: &'static [Island],
}

impl Default for Contents {
    fn default() -> Self {
        Contents { islands: ISLANDS }
    }
}

#[live_controller]
impl Contents {}

/// One island, at `/spa-navigation/{island}`.
#[live_controller]
#[derive(Clone)]
#[template(path = "spa_navigation_island.html")]
pub(crate) struct Place {
    island: &'static Island,
    next: &'static Island,
    /// Whether the page is bigger, as `?text=large` says: another look at the same island.
    large: bool,
    /// How this browser came here.
    came_by: &'static str,
    /// How many islands it has looked at: the pages of one view share what is persisted.
    #[persist]
    visits: u32,
}

impl Default for Place {
    fn default() -> Self {
        Place {
            island: &ISLANDS[0],
            next: &ISLANDS[1],
            large: false,
            came_by: "",
            visits: 0,
        }
    }
}

#[live_controller]
impl Place {
    fn mount(&mut self, ctx: &mut Context) -> Result {
        let slug = ctx.param("island").unwrap_or_default();
        let at = ISLANDS
            .iter()
            .position(|island| island.slug == slug)
            .ok_or_else(|| Error::not_found("There is no such island."))?;
        self.island = &ISLANDS[at];
        self.next = &ISLANDS[(at + 1) % ISLANDS.len()];
        self.large = ctx.query() == "text=large";
        self.came_by = match ctx.kind() {
            Some(ConnectKind::Navigate) => "over the page’s connection",
            _ => "as a page of its own",
        };
        if matches!(ctx.kind(), Some(ConnectKind::Get | ConnectKind::Navigate)) {
            self.visits = self.visits.saturating_add(1);
        }
        Ok(())
    }

    /// To any island: the server chooses where the link leads.
    #[action]
    fn drift(&self, ctx: &mut Context) -> Result {
        ctx.navigate(format!("/spa-navigation/{}", self.next.slug))
    }
}
