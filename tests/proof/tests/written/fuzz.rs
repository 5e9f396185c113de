//! Hostile input for the Rust reader: never a panic, and a patch that is refused leaves the page as it was.

use livetpl_proof::corpus::corpus;
use livetpl_proof::faults::Honest;
use livetpl_proof::oracle::Session;
use livetpl_proof::rng::Rng;
use livetpl_proof::run::{States, number};
use livetpl_runtime::template::Plan;
use livetpl_runtime::template::ssr::Page;
use serde_json::{Value, json};

/// A target: reads `values` and then `patch`, whatever they are.
fn read(plan: &'static Plan, values: &Value, patch: &Value) {
    let Ok(mut page) = Page::from_values(plan, values) else {
        return;
    };
    let before = page.clone();
    if page.apply(patch).is_err() {
        assert_eq!(page, before, "a refused patch changes nothing: {patch}");
    }
    // Whatever was taken can be shown.
    page.html();
}

/// What was true, somewhere broken: another value, one more, one less, one elsewhere.
fn broken(value: &mut Value, rng: &mut Rng) {
    if rng.chance(25) {
        *value = any(rng, 2);
        return;
    }
    match value {
        Value::Array(values) if !values.is_empty() => {
            let at = rng.below(values.len());
            match rng.below(5) {
                0 => drop(values.remove(at)),
                1 => values.insert(at, any(rng, 2)),
                2 => values.swap(0, at),
                _ => broken(&mut values[at], rng),
            }
        }
        Value::Object(members) if !members.is_empty() => {
            let at = rng.below(members.len());
            if let Some(member) = members.values_mut().nth(at) {
                broken(member, rng);
            }
        }
        _ => *value = any(rng, 2),
    }
}

fn any(rng: &mut Rng, depth: usize) -> Value {
    match rng.below(if depth == 0 { 6 } else { 9 }) {
        0 => Value::Null,
        1 => json!(rng.chance(50)),
        2 => json!(rng.below(4)),
        3 => rng
            .pick(&[json!(-1), json!(1.5), json!(u64::MAX), json!(1e300)].each_ref())
            .clone(),
        4 => json!(rng.pick(&["", "x", "i", "d", "m", "u", "r", "ops", "0", "<b>"])),
        5 => json!([]),
        6 => json!({"ops": [any(rng, depth - 1), any(rng, depth - 1)]}),
        7 => json!({rng.pick(&["0", "1", "ops", "99", "-1", ""]): any(rng, depth - 1)}),
        _ => Value::Array((0..rng.below(4)).map(|_| any(rng, depth - 1)).collect()),
    }
}

#[test]
fn hostile_values_and_patches_never_panic() {
    let rounds = number("LIVETPL_PROOF_FUZZ_ROUNDS", 40);
    let mut rng = Rng::new(number("LIVETPL_PROOF_FUZZ_SEED", 1) as u64);
    for (index, template) in corpus().iter().enumerate() {
        let mut states = States::of(index);
        let mut session = Session::open(template, states.current(), &mut Honest).expect("a page");
        let values = session.values().clone();
        let mut patches: Vec<Value> = Vec::new();
        for _ in 0..6 {
            let step = session.send(states.advance(), &mut Honest).expect("a step");
            patches.extend(step.patch);
        }
        for _ in 0..rounds {
            let mut patch = match patches.is_empty() {
                true => any(&mut rng, 3),
                false => patches[rng.below(patches.len())].clone(),
            };
            broken(&mut patch, &mut rng);
            read(template.plan, &values, &patch);
            let mut others = values.clone();
            broken(&mut others, &mut rng);
            read(template.plan, &others, &patch);
        }
    }
}
