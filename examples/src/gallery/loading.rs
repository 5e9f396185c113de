//! What takes a while.

use super::{Example, Group, Needs, sources};

pub(super) const GROUP: Group = Group {
    title: "Loading",
    examples: &[
        Example {
            name: "lazy-loading",
            title: "Lazy loading",
            shows: "A page that is there at once: `mount` begins what is slow beside it, and each part is shown when it has come.",
            hint: "Reload the page and watch: one of the three parts fails, and can be tried again.",
            needs: Needs::Nothing,
            sources: sources!(
                "src/lazy_loading/mod.rs",
                "templates/lazy_loading.html",
                "src/lazy_loading/sources.rs"
            ),
        },
        Example {
            name: "progress-bar",
            title: "Progress bar",
            shows: "A job that runs beside its page, which looks how far it is and can stop it. When the page is closed, the job ends.",
            hint: "Start the job, and stop it or not.",
            needs: Needs::Nothing,
            sources: sources!(
                "src/progress_bar/mod.rs",
                "templates/progress_bar.html",
                "src/progress_bar/job.rs"
            ),
        },
        Example {
            name: "async-operations",
            title: "Async operations",
            shows: "Several things at once, each with its own end. One fails and one panics, which takes nothing else with it.",
            hint: "Start all of them, one right after another.",
            needs: Needs::Nothing,
            sources: sources!(
                "src/async_operations/mod.rs",
                "templates/async_operations.html",
                "src/async_operations/operation.rs"
            ),
        },
    ],
};
