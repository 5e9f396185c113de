//! The test kit against small pages: what it does, and what it says where something is wrong.

mod log;
mod message_log;
