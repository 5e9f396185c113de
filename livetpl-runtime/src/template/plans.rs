//! The plans that this process has met, by hash: what a browser may ask for. Owns how a plan is named.
//!
//! A page's plan is known from the start; a nested template's only once a render contains it. There are as many as the
//! program has templates, so none is ever forgotten.

use std::collections::HashMap;

use parking_lot::RwLock;
use rustc_hash::{FxBuildHasher, FxHashMap};
use sha2::{Digest, Sha256};

use crate::template::plan::Plan;
use crate::template::values::hex;

#[derive(Default)]
struct Met {
    /// By address: one plan may have several.
    hashes: FxHashMap<usize, &'static str>,
    plans: FxHashMap<&'static str, &'static Plan>,
}

static MET: RwLock<Met> = RwLock::new(Met {
    hashes: HashMap::with_hasher(FxBuildHasher),
    plans: HashMap::with_hasher(FxBuildHasher),
});

/// The name of a plan, 16 hex digits: equal for equal plans, in every process. From now on [`plan_named`] knows it.
pub fn plan_name(plan: &'static Plan) -> &'static str {
    let address = std::ptr::from_ref(plan).addr();
    if let Some(hash) = MET.read().hashes.get(&address) {
        return hash;
    }
    let hash = hex(&Sha256::digest(plan.client.as_bytes())[..8]);
    let mut met = MET.write();
    let hash = match met.plans.get_key_value(&*hash) {
        Some((known, _)) => *known,
        None => {
            let hash: &'static str = hash.leak();
            met.plans.insert(hash, plan);
            hash
        }
    };
    met.hashes.insert(address, hash);
    hash
}

/// The plan with this name, if this process has met it.
pub fn plan_named(name: &str) -> Option<&'static Plan> {
    MET.read().plans.get(name).copied()
}

/// All plans that this process has met.
pub(crate) fn plans_met() -> Vec<&'static Plan> {
    MET.read().plans.values().copied().collect()
}
