//! The traps of BEHAVIOUR §12 that no other file has a test for. `tests/TRAPS.md` says which test is for which trap.

mod html;
mod http;
mod index;
mod lists;
mod load;
mod renders;
mod two_tabs;
mod untouched;
