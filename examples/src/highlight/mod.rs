//! A board of prices: what changes flashes, and nothing else does. Without JavaScript an arrow says what has changed.

use std::time::Duration;

use livetpl::prelude::*;

/// How often prices change while the board runs.
const EVERY: Duration = Duration::from_secs(1);
/// After so many rounds the prices are the first ones again.
const ROUNDS: u32 = 1_000;

const GOODS: [(&str, i64); 6] = [
    ("Apples", 240),
    ("Bread", 310),
    ("Cheese", 1_290),
    ("Dates", 560),
    ("Eggs", 330),
    ("Flour", 120),
];

/// What a price is, and by how much the last round has changed it.
#[derive(Clone)]
struct Price {
    goods: &'static str,
    cents: i64,
    step: i64,
}

/// The page is its own state.
#[live_controller]
#[derive(Clone, Default)]
#[template(path = "highlight.html")]
pub(crate) struct Highlight {
    prices: Vec<Price>,
    running: bool,
    /// How often the prices have changed. It is all that has to be kept.
    #[persist]
    rounds: u32,
}

#[live_controller]
impl Highlight {
    fn mount(&mut self) {
        self.show();
    }

    #[action]
    fn start(&mut self, ctx: &mut Context) -> Result {
        self.running = true;
        ctx.every(EVERY, Self::NEXT_ROUND)
    }

    #[action]
    fn stop(&mut self, ctx: &mut Context) {
        self.running = false;
        ctx.stop_every(Self::NEXT_ROUND);
    }

    /// One more round: a person may ask for it, and the timer does.
    #[action]
    fn next_round(&mut self) {
        self.rounds = (self.rounds + 1) % ROUNDS;
        self.show();
    }

    fn show(&mut self) {
        let price = |(at, (goods, cents))| {
            let mut steps = (1..=self.rounds % ROUNDS).map(|round| step(round, at));
            Price {
                goods,
                cents: cents + steps.clone().sum::<i64>(),
                step: steps.next_back().unwrap_or_default(),
            }
        };
        self.prices = GOODS.into_iter().enumerate().map(price).collect();
    }
}

impl Price {
    fn text(&self) -> String {
        format!("{}.{:02}", self.cents / 100, self.cents % 100)
    }
}

/// By how much a round changes a price: most of the time not at all. What one round adds another takes away again.
fn step(round: u32, at: usize) -> i64 {
    let place = (round as usize + 2 * at) % 8;
    match place {
        0 => 7,
        3 => 12,
        4 => -7,
        7 => -12,
        _ => 0,
    }
}
