//! Several things at once, of which some fail and one panics: each has its own end, and the page goes on whatever happens.

mod operation;
#[cfg(test)]
mod tests;

use livetpl::prelude::*;
use serde::{Deserialize, Serialize};

use operation::Operation;

/// The page is its own state: how each operation is doing.
#[live_controller]
#[derive(Clone, Default)]
#[template(path = "async_operations.html")]
pub(crate) struct AsyncOperations {
    /// Persisted for those who come without JavaScript, to whom another page shows what came of it.
    #[persist]
    ended: Vec<Ended>,
    running: Vec<Operation>,
    /// The page of a form without JavaScript has nothing beside it: it waits.
    plain: bool,
}

/// What came of an operation. The newest of each counts.
#[derive(Clone, Serialize, Deserialize)]
struct Ended {
    operation: Operation,
    times: u32,
    result: std::result::Result<String, String>,
}

#[live_controller]
impl AsyncOperations {
    fn mount(&mut self, ctx: &mut Context) {
        self.plain = ctx.kind() == Some(ConnectKind::Post);
    }

    /// Begins an operation: one of each kind at a time.
    #[action]
    async fn start(&mut self, value: Operation, ctx: &mut Context) -> Result {
        if self.plain {
            let result = value.run().await;
            self.end(value, result);
            return Ok(());
        }
        if self.is_running(&value) {
            return Ok(());
        }
        self.running.push(value);
        ctx.spawn(
            value.run(),
            move |page: &mut AsyncOperations, result, _ctx| {
                // The outer `Err` is a panic. Its details are in the log, which is where they belong.
                page.end(
                    value,
                    result.unwrap_or_else(|_| Err("It broke. We have been told.".to_owned())),
                );
            },
        )
    }

    #[action]
    fn clear(&mut self) {
        self.ended.clear();
    }

    fn end(&mut self, operation: Operation, result: std::result::Result<String, String>) {
        self.running.retain(|one| *one != operation);
        let at = self.ended.iter().position(|one| one.operation == operation);
        let times = at.map_or(0, |at| self.ended.remove(at).times) + 1;
        self.ended.push(Ended {
            operation,
            times,
            result,
        });
    }
}

impl AsyncOperations {
    fn is_running(&self, operation: &Operation) -> bool {
        self.running.contains(operation)
    }

    fn ended(&self, operation: &Operation) -> Option<&Ended> {
        self.ended.iter().find(|one| one.operation == *operation)
    }
}
