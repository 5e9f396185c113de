//! Pages that are written by hand: one for each part of the protocol and of askama's syntax; and hostile input.

mod book;
mod fuzz;
mod protocol;
