//! The guarantees over the whole corpus. No test harness: what is counted is printed, in one line.
//!
//! `LIVETPL_PROOF_SEED`, `LIVETPL_PROOF_TEMPLATES` and `LIVETPL_PROOF_TRANSITIONS` choose another corpus or a larger one.

use livetpl_proof::faults::FAULTS;
use livetpl_proof::run::{self, Counts};

/// Guarantees 1 and 2 on the server's side: bytes, and the Rust reader.
fn guarantee_1_and_2_patched_pages_and_instrumented_renders_are_plain_renders() -> Counts {
    run::everything().unwrap_or_else(|report| fail(&report))
}

fn every_planted_fault_is_noticed() -> usize {
    let missed = run::unnoticed_faults();
    if !missed.is_empty() {
        fail(&format!("faults that nobody noticed: {missed:#?}"));
    }
    FAULTS.iter().filter(|fault| !fault.only_nodes).count()
}

fn fail(report: &str) -> ! {
    eprintln!("{report}");
    std::process::exit(1);
}

fn main() {
    let counts = guarantee_1_and_2_patched_pages_and_instrumented_renders_are_plain_renders();
    let caught = every_planted_fault_is_noticed();
    println!(
        "proof: templates={} transitions={} chromium_transitions=0 planted_faults={caught} caught={caught}",
        counts.templates, counts.transitions,
    );
}
