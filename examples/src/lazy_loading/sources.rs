//! What takes its time: stands for a database, a neighbour's API, a report.

use std::time::Duration;

/// Where a panel's content comes from.
#[derive(Clone, Copy)]
pub(super) enum Source {
    Orders,
    Weather,
    Report,
}

impl Source {
    pub(super) const ALL: [Source; 3] = [Source::Orders, Source::Weather, Source::Report];

    pub(super) fn title(&self) -> &'static str {
        match self {
            Source::Orders => "Orders",
            Source::Weather => "Weather",
            Source::Report => "Report",
        }
    }

    /// Loads it, slowly.
    ///
    /// # Errors
    ///
    /// What the visitor may read.
    pub(super) async fn load(self) -> Result<String, String> {
        let (took, text) = match self {
            Source::Orders => (300, Ok("Three orders wait to be packed.")),
            Source::Weather => (900, Err("The weather station doesn’t answer.")),
            Source::Report => (1500, Ok("Sales are up by a fifth on last week.")),
        };
        tokio::time::sleep(Duration::from_millis(took)).await;
        text.map(str::to_owned).map_err(str::to_owned)
    }
}
