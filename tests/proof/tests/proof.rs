//! The guarantees over the whole corpus. No test harness: what is counted is printed, in one line.
//!
//! `LIVETPL_PROOF_SEED`, `LIVETPL_PROOF_TEMPLATES` and `LIVETPL_PROOF_TRANSITIONS` choose another corpus or a larger one.

use livetpl_proof::chromium::Chromium;
use livetpl_proof::faults::FAULTS;
use livetpl_proof::run::{self, Counts};
use tokio::runtime::Runtime;

fn guarantee_2_an_instrumented_template_renders_as_plain_askama() {
    run::guarantee_2().unwrap_or_else(|report| fail(&report));
}

fn guarantee_1_a_patched_page_is_a_fresh_render() -> Counts {
    run::guarantee_1().unwrap_or_else(|report| fail(&report))
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

/// Guarantee 1 in a browser: its page is a fresh page, and what did not change are the same nodes.
fn guarantee_1_a_browser_s_page_is_a_fresh_page_of_the_same_nodes(
    chromium: &Chromium,
    runtime: &Runtime,
) -> usize {
    let held = runtime.block_on(chromium.everything());
    held.unwrap_or_else(|report| fail(&report))
}

fn every_planted_fault_is_noticed_in_a_browser(chromium: &Chromium, runtime: &Runtime) -> usize {
    let (missed, planted) = runtime.block_on(chromium.unnoticed_faults());
    if !missed.is_empty() {
        fail(&format!(
            "faults that nobody noticed in Chromium: {missed:#?}"
        ));
    }
    planted
}

fn main() {
    guarantee_2_an_instrumented_template_renders_as_plain_askama();
    let counts = guarantee_1_a_patched_page_is_a_fresh_render();
    let mut caught = every_planted_fault_is_noticed();
    let runtime = Runtime::new().expect("a runtime");
    let chromium = runtime.block_on(Chromium::start());
    let in_chromium =
        guarantee_1_a_browser_s_page_is_a_fresh_page_of_the_same_nodes(&chromium, &runtime);
    caught += every_planted_fault_is_noticed_in_a_browser(&chromium, &runtime);
    // Chromium ends with its runtime.
    runtime.block_on(async { drop(chromium) });
    println!(
        "proof: templates={} transitions={} chromium_transitions={in_chromium} planted_faults={caught} caught={caught}",
        counts.templates, counts.transitions,
    );
}
