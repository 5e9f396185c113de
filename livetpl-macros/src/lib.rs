//! The macros of livetpl. Owns the entry points only; each room beside it owns one half of an application's types.
//!
//! This crate never depends on the runtime: what it generates names `::livetpl::__private::…`.

mod controller;
mod state;
#[allow(dead_code, reason = "until the entry points use it")]
mod template;
