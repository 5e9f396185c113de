//! The test kit: pages in process, without a browser and without a port.
//!
//! [`TestApp`] is the application under test, [`User`] a browser with its cookies, [`Page`] a tab that shows a page. Requests
//! go through the real service, the socket through a real handshake over a pipe in memory; only what a browser does with
//! the page is played here. The guide's chapter "Testing" shows how to use it.
//!
//! Read `app` and `page` first, then `act` (what a person does), `form` (what a form sends), `document` (what a page shows,
//! and the comparison with a fresh render), `target` (how elements are found), `fields` (what was typed), `frames` (what
//! the server sends), `wire` and `socket`. What a browser's script does beside: `travel` (from place to place), `press` (keys),
//! `upload` (files; which piece comes next, `uploads` says).

mod act;
mod app;
mod body;
mod deed;
mod document;
mod element;
mod failure;
mod fields;
mod file;
mod fill;
mod form;
mod frames;
mod history;
mod jar;
mod keys;
mod link;
mod load;
mod page;
mod press;
mod print;
mod socket;
mod target;
mod transport;
mod travel;
mod upload;
mod uploads;
mod url;
mod wait;
mod wire;
mod wired;
mod within;

pub use app::{TestApp, User};
pub use element::Element;
pub use failure::{Failure, Result};
pub use file::{File, Put};
pub use fill::FormFill;
pub use page::{ActionError, Page};
pub use transport::Transport;
pub use wire::Reply;
pub use within::Within;
