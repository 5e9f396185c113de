//! Takes every template through its states. Owns the sizes, the seeds, and how a failure is reported.

use std::thread;

use crate::corpus::{SEED, Template, corpus};
use crate::data::Data;
use crate::faults::{FAULTS, Faulty, Honest, Wire};
use crate::oracle::{self, Session, Wrong};
use crate::rng::Rng;
use crate::sequence;

/// How many transitions in all, unless `LIVETPL_PROOF_TRANSITIONS` says otherwise.
const TRANSITIONS: usize = 44_000;

/// What was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Templates taken through their states.
    pub templates: usize,
    /// Transitions that held.
    pub transitions: usize,
    /// Transitions with a patch.
    pub patches: usize,
    /// Bytes of all patches.
    pub bytes: usize,
}

/// What was done, or the first transition that does not hold: its number, and what is wrong.
pub type Outcome = Result<Counts, (usize, Wrong)>;

/// A number from the environment.
///
/// # Panics
///
/// If it is none.
pub fn number(name: &str, default: usize) -> usize {
    match std::env::var(name) {
        Ok(text) => text
            .parse()
            .unwrap_or_else(|_| panic!("{name} is `{text}`: write a number")),
        Err(_) => default,
    }
}

/// The states of a template: always the same ones for one seed.
pub struct States {
    rng: Rng,
    state: Data,
}

impl States {
    /// The states of the template number `index`.
    pub fn of(index: usize) -> Self {
        let seed = SEED.parse().unwrap_or(0);
        let mut rng = Rng::new(seed).fork(index as u64 + 1_000_000);
        let state = sequence::first(&mut rng);
        States { rng, state }
    }

    /// The state that is shown now.
    pub fn current(&self) -> &Data {
        &self.state
    }

    /// Goes on to the next one.
    pub fn advance(&mut self) -> &Data {
        self.state = sequence::next(&self.state, &mut self.rng);
        &self.state
    }
}

/// Takes one template through `steps` transitions.
///
/// # Errors
///
/// The first transition that does not hold: its number, and what is wrong.
pub fn template(index: usize, template: &Template, steps: usize, wire: &mut dyn Wire) -> Outcome {
    let mut states = States::of(index);
    let mut session =
        Session::open(template, states.current(), wire).map_err(|wrong| (0, wrong))?;
    let mut counts = Counts {
        templates: 1,
        ..Counts::default()
    };
    for step in 1..=steps {
        let sent = session
            .send(states.advance(), wire)
            .map_err(|wrong| (step, wrong))?;
        session.receive(&sent).map_err(|wrong| (step, wrong))?;
        counts.transitions += 1;
        if let Some(patch) = &sent.patch {
            counts.patches += 1;
            counts.bytes += patch.to_string().len();
        }
    }
    Ok(counts)
}

/// Guarantee 2 over the corpus: every state renders as plain askama renders it.
///
/// # Errors
///
/// A report of the templates that failed.
pub fn guarantee_2() -> Result<Counts, String> {
    everything(&|index, template, steps| {
        let mut states = States::of(index);
        for step in 0..=steps {
            oracle::renders_alike(template, states.current()).map_err(|wrong| (step, wrong))?;
            states.advance();
        }
        Ok(Counts::default())
    })
}

/// Guarantee 1 over the corpus: every patched page is a fresh render.
///
/// # Errors
///
/// A report of the templates that failed.
pub fn guarantee_1() -> Result<Counts, String> {
    everything(&|index, one, steps| template(index, one, steps, &mut Honest))
}

/// Takes all templates through all states, on every core.
fn everything(
    check: &(dyn Fn(usize, &Template, usize) -> Outcome + Sync),
) -> Result<Counts, String> {
    let templates = corpus();
    let transitions = number("LIVETPL_PROOF_TRANSITIONS", TRANSITIONS);
    let steps = transitions.div_ceil(templates.len().max(1));
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let outcomes: Vec<(usize, Outcome)> = thread::scope(|scope| {
        let running: Vec<_> = (0..workers)
            .map(|worker| {
                scope.spawn(move || {
                    let mine = templates.iter().enumerate().skip(worker).step_by(workers);
                    mine.map(|(i, one)| (i, check(i, one, steps)))
                        .collect::<Vec<_>>()
                })
            })
            .collect();
        let joined = running.into_iter().map(thread::ScopedJoinHandle::join);
        joined
            .flat_map(|outcomes| outcomes.expect("a worker that ends"))
            .collect()
    });
    let mut counts = Counts::default();
    let mut failures = Vec::new();
    for (index, outcome) in outcomes {
        match outcome {
            Ok(one) => {
                counts.templates += 1;
                counts.transitions += one.transitions;
                counts.patches += one.patches;
                counts.bytes += one.bytes;
            }
            Err((step, wrong)) => failures.push(report(index, step, &wrong)),
        }
    }
    // The shortest one is the easiest to understand.
    failures.sort_by_key(String::len);
    if failures.is_empty() {
        return Ok(counts);
    }
    let shown = failures.len().min(number("LIVETPL_PROOF_REPORTS", 3));
    Err(format!(
        "{} of {} templates failed:\n\n{}",
        failures.len(),
        templates.len(),
        failures[..shown].join("\n\n")
    ))
}

/// Plants every fault that HTML can show, each in a part of the corpus; the names of those that nobody noticed.
pub fn unnoticed_faults() -> Vec<&'static str> {
    const STEPS: usize = 60;
    let visible = FAULTS.iter().filter(|fault| !fault.only_nodes);
    let missed = visible.filter(|fault| {
        !corpus().iter().enumerate().any(|(i, one)| {
            let mut wire = Faulty::new(**fault);
            template(i, one, STEPS, &mut wire).is_err() && wire.planted > 0
        })
    });
    missed.map(|fault| fault.name).collect()
}

/// A failure with what it takes to see it again.
pub fn report(index: usize, step: usize, wrong: &str) -> String {
    let template = &corpus()[index];
    format!(
        "template {} of seed {SEED}, transition {step}: {wrong}\nstate: {:?}\n{}",
        template.name,
        state_at(index, step),
        template.source
    )
}

fn state_at(index: usize, step: usize) -> Data {
    let mut states = States::of(index);
    for _ in 0..step {
        states.advance();
    }
    states.state
}
