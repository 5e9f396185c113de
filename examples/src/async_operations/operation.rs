//! What takes its time: stands for calls of other services.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// The operations that there are.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Operation {
    Quick,
    Slow,
    Failing,
    Broken,
}

impl Operation {
    pub(super) const ALL: [Operation; 4] = [
        Operation::Quick,
        Operation::Slow,
        Operation::Failing,
        Operation::Broken,
    ];

    /// As a button sends it.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Operation::Quick => "quick",
            Operation::Slow => "slow",
            Operation::Failing => "failing",
            Operation::Broken => "broken",
        }
    }

    pub(super) fn title(&self) -> &'static str {
        match self {
            Operation::Quick => "Ask the neighbour",
            Operation::Slow => "Ask the archive",
            Operation::Failing => "Ask somebody who is out",
            Operation::Broken => "Ask somebody who faints",
        }
    }

    /// Does it.
    ///
    /// # Errors
    ///
    /// What the visitor may read.
    pub(super) async fn run(self) -> Result<String, String> {
        let takes = match self {
            Operation::Quick => 300,
            Operation::Slow => 2_000,
            Operation::Failing | Operation::Broken => 700,
        };
        tokio::time::sleep(Duration::from_millis(takes)).await;
        match self {
            Operation::Quick => Ok("“It is a fine day.”".to_owned()),
            Operation::Slow => Ok("“It was a fine day in 1911, too.”".to_owned()),
            Operation::Failing => Err("Nobody answered.".to_owned()),
            Operation::Broken => panic!("an operation of the gallery panics, as it is meant to"),
        }
    }
}
