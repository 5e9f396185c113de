//! Guarantee 6 against a model: browsers, processes, a relay that fails, and a simple account of who must have received
//! what. Time is paused, every choice comes from a seed, and a failure prints the seed that replays it:
//!
//! ```text
//! LIVETPL_MODEL_SEED=7 LIVETPL_MODEL_ROUNDS=1 cargo test -p livetpl-runtime --test model
//! ```
//!
//! `rooms` is the application, `process` one process of it, `hub` the relay between them, `browser` a browser, `account`
//! what is known of who did and got what, `steps` what happens.

mod account;
mod browser;
mod hub;
mod process;
mod rng;
mod rooms;
mod steps;

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

fn number(name: &str, default: u64) -> u64 {
    let value = std::env::var(name).ok();
    value.and_then(|text| text.parse().ok()).unwrap_or(default)
}

#[test]
fn guarantee_6_whoever_subscribed_gets_everything_once_in_order_and_shows_the_truth() {
    let seed = number("LIVETPL_MODEL_SEED", 1);
    let rounds = number("LIVETPL_MODEL_ROUNDS", 300);
    let mut steps = 0;
    let mut seen = account::Seen::default();
    for seed in seed..seed + rounds {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .start_paused(true)
            .build()
            .expect("a runtime starts");
        let round = AssertUnwindSafe(|| runtime.block_on(steps::round(seed)));
        match catch_unwind(round) {
            Ok(round) => {
                steps += round.steps;
                seen.add(&round.seen);
            }
            Err(panic) => {
                eprintln!(
                    "this round again: LIVETPL_MODEL_SEED={seed} LIVETPL_MODEL_ROUNDS=1 cargo test -p livetpl-runtime --test model"
                );
                resume_unwind(panic);
            }
        }
    }
    println!("model: rounds={rounds} steps={steps} {seen}");
    assert!(
        rounds < 100 || seen.is_rich(),
        "the rounds have tried too little: {seen}"
    );
}
