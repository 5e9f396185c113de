//! HTTP: the application as a tower service, its pages as documents, its sockets and assets.
//!
//! Read `app` first (what a program sets up), then `service` (what becomes of a request), `endpoint` (one view over
//! HTTP), `document`, `socket`, `arrival`, `origin`, `assets`, `serve`.

mod app;
mod arrival;
mod assets;
mod document;
mod endpoint;
mod multipart;
mod origin;
mod reply;
mod serve;
mod service;
mod socket;
mod stall;
mod stream;
mod typed;

pub use app::App;
pub use document::Shell;
pub use reply::ErrorPage;
pub use service::Service;
