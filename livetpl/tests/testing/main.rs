//! The test kit against small pages: what it does, and what it says where something is wrong.

mod failures;
mod forms;
mod keys;
mod log;
mod message_log;
mod places;
mod prefix;
mod travel;
mod unchanged;
mod uploads;
mod watching;

/// What a step that must fail says.
fn said<T>(result: livetpl::testing::Result<T>) -> String {
    match result {
        Ok(_) => "it did not fail".to_owned(),
        Err(failure) => format!("{failure:?}"),
    }
}
