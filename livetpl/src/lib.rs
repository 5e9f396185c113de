//! Web pages that live on the server: plain structs, askama templates, one WebSocket that carries actions up and patches
//! down. Publish and subscribe lets one user's action update other people's pages.
//!
//! ```no_run
//! use livetpl::prelude::*;
//!
//! #[live_controller]
//! #[derive(Clone, Default)]
//! #[template(ext = "html", source = r#"
//!   <p>Count: {{ count }}</p>
//!   <form method="post"><button name="increment">+1</button></form>"#)]
//! struct Counter {
//!     count: i64,
//! }
//!
//! #[live_controller]
//! impl Counter {
//!     #[action]
//!     fn increment(&mut self) {
//!         self.count += 1;
//!     }
//! }
//!
//! #[tokio::main]
//! async fn main() -> livetpl::Result {
//!     App::new().live("/", Counter::default()).serve("127.0.0.1:3000").await
//! }
//! ```
//!
//! # The guide
//!
//! In the order in which it is best read. Its code is compiled by the tests.
//!
#![doc = include_str!("../guide/chapters.md")]
//!
//! # Where things are
//!
//! | in | is |
//! | --- | --- |
//! | [`prelude`] | what a page needs |
//! | the crate's root | what its methods meet, and [`App`], which serves it |
//! | [`session`] | what an application sets up: who is who, where fields are kept, limits |
//! | [`relay`], `redis` | several processes as one application; with the feature `redis` |
//! | `testing` | the test kit, with the feature of its name |
//! | [`controller`] | the same as at the root, with what only the macros and the framework need |
//!
//! # Features
//!
//! None is on by default.
//!
//! | feature | brings |
//! | --- | --- |
//! | `garde` | [`Valid`]: payloads that garde validates |
//! | `redis` | `App::redis`, `redis::RedisRelay`, `redis::RedisStore` |
//! | `s3` | `S3`: uploads straight into a bucket |
//! | `testing` | the test kit; for `[dev-dependencies]` |
//!
//! This crate owns nothing: it re-exports what applications use.

pub mod guide;

/// The template engine, in the version that livetpl is built with: for what a filter of one's own names.
///
/// ```
/// use livetpl::LiveState;
///
/// mod filters {
///     use livetpl::askama::{Result, Values};
///     use std::fmt::Display;
///
///     #[livetpl::filter_fn]
///     pub fn shout(value: impl Display, _: &dyn Values, mark: &str) -> Result<String> {
///         Ok(format!("{value}{mark}"))
///     }
/// }
///
/// #[derive(Clone, LiveState)]
/// #[template(ext = "html", source = "<p>{{ name|shout(\"!\") }}</p>")]
/// struct Greeting {
///     name: String,
/// }
/// ```
pub use askama;
/// The validation that [`Valid`] asks, in the version that livetpl is built with.
#[cfg(feature = "garde")]
pub use garde;
/// # Examples
///
/// A state, and the controller that it belongs to:
///
/// ```
/// use livetpl::prelude::*;
///
/// #[derive(Clone, Default, LiveState)]
/// #[template(ext = "html", source = "<p>{{ hits }} of {{ tries }}</p>")]
/// struct Score {
///     #[persist]
///     hits: u32,
///     tries: u32,
/// }
///
/// #[live_controller(state = Score)]
/// struct Game;
///
/// #[live_controller]
/// impl Game {}
///
/// assert_eq!(<Score as LiveState>::PERSISTED, ["hits"]);
/// ```
pub use livetpl_macros::LiveState;
/// # Examples
///
/// ```
/// use livetpl::prelude::*;
///
/// #[derive(LiveTemplate)]
/// #[template(source = "<li>{{ name }}<ul>{% for child in children %}{{ child }}{% endfor %}</ul></li>", ext = "html")]
/// struct Folder<'a> {
///     name: &'a str,
///     children: Vec<Folder<'a>>,
/// }
///
/// let inner = Folder { name: "b", children: vec![] };
/// let outer = Folder { name: "a", children: vec![inner] };
/// assert_eq!(outer.to_string(), "<li>a<ul><li>b<ul></ul></li></ul></li>");
/// ```
pub use livetpl_macros::LiveTemplate;
/// # Examples
///
/// ```
/// mod filters {
///     use livetpl::askama::{Result, Values};
///
///     /// `{{ cents|price }}`
///     #[livetpl::filter_fn]
///     pub fn price(cents: &u64, _: &dyn Values) -> Result<String> {
///         Ok(format!("{}.{:02} €", cents / 100, cents % 100))
///     }
/// }
///
/// #[derive(Clone, livetpl::LiveState)]
/// #[template(ext = "html", source = "<p>{{ cents|price }}</p>")]
/// struct Offer {
///     cents: u64,
/// }
///
/// assert_eq!(Offer { cents: 1205 }.to_string(), "<p>12.05 €</p>");
/// ```
pub use livetpl_macros::filter_fn;
/// # Examples
///
/// ```
/// use livetpl::prelude::*;
///
/// #[live_controller]
/// #[derive(Clone, Default)]
/// #[template(ext = "html", source = r#"<p>{{ count }}</p><form method="post"><button name="add" value="5">+5</button></form>"#)]
/// struct Counter {
///     count: i64,
/// }
///
/// #[live_controller]
/// impl Counter {
///     #[action]
///     fn add(&mut self, value: i64) {
///         self.count += value;
///     }
/// }
///
/// assert_eq!(Counter::ADD.name(), "add");
/// ```
///
/// All that it takes and makes: [the macro](crate::guide::the_macro).
pub use livetpl_macros::live_controller;
pub use livetpl_runtime::bus::Metrics;
pub use livetpl_runtime::controller;
#[cfg(feature = "s3")]
pub use livetpl_runtime::controller::S3;
pub use livetpl_runtime::controller::{
    Action, Call, ConnectKind, Context, Controller, Cookie, Dispatch, Error, ErrorKind, Form,
    Identity, LiveState, Payload, Present, Reached, Result, SameSite, Session, Topic, Valid,
    Visibility,
};
pub use livetpl_runtime::controller::{
    FileInfo, Incoming, Presigned, Upload, UploadEntry, UploadName, Uploaded,
};
pub use livetpl_runtime::http::{App, ErrorPage, Service, Shell};
pub use livetpl_runtime::session::handle::Handle;
pub use livetpl_runtime::session::uploads::UploadMetrics;
pub use livetpl_runtime::template::{LiveTemplate, Lvt};

/// Who is at the other end, where fields are persisted, and what is allowed.
///
/// ```
/// use livetpl::App;
/// use livetpl::session::{Anonymous, Limits, MemoryStore};
///
/// // The defaults, written out.
/// let app = App::new()
///     .authenticator(Anonymous)
///     .store(MemoryStore::default())
///     .limits(Limits::default());
/// ```
pub mod session {
    pub use livetpl_runtime::session::basic::Basic;
    pub use livetpl_runtime::session::identity::{
        Anonymous, Authenticator, Identified, Refused, cookie,
    };
    pub use livetpl_runtime::session::limits::Limits;
    pub use livetpl_runtime::session::store::{BoxFuture, MemoryStore, SessionStore, StoreKey};
}

/// What carries publishes between processes.
pub mod relay {
    pub use livetpl_runtime::bus::relay::{Inbox, Relay, RelayHealth};
}

/// The same program as several processes: `App::redis` sets both.
#[cfg(feature = "redis")]
pub mod redis {
    pub use livetpl_runtime::bus::redis::RedisRelay;
    pub use livetpl_runtime::session::redis_store::RedisStore;
}

/// The test kit: pages in process, without a browser and without a port. With the feature `testing`; the guide's chapter
/// [testing](crate::guide::testing) shows how to use it.
#[cfg(feature = "testing")]
pub mod testing {
    pub use livetpl_runtime::testing::{
        ActionError, Element, Failure, File, FormFill, Page, Put, Reply, Result, TestApp,
        Transport, User, Within,
    };
}

/// What a page needs: `use livetpl::prelude::*;`.
pub mod prelude {
    pub use crate::{
        App, ConnectKind, Context, Cookie, Error, Form, LiveState, LiveTemplate, Result, Topic,
        Upload, Valid, live_controller,
    };
}

/// What generated code names. No part of the public interface.
#[doc(hidden)]
pub mod __private {
    pub use std::clone::Clone;
    pub use std::default::Default;
    pub use std::fmt;
    pub use std::option::Option::{self, None, Some};
    pub use std::result::Result::{Err, Ok};

    pub use askama;
    pub use livetpl_runtime::controller::check::{
        Argument, ArgumentsInfo, MayBeLeftOut, check_actions,
    };
    pub use livetpl_runtime::controller::generated::{
        check_controller, copy, load, no_field_to_load, no_field_to_save, outcome, own_state, save,
        unknown_action,
    };
    pub use livetpl_runtime::controller::{
        Action, ActionInfo, Context, Controller, Dispatch, Error, Form, LiveState, Payload, Result,
        Upload, UploadName, Visibility,
    };
    pub use livetpl_runtime::template::{
        ActionUse, FieldKind, FieldRule, FieldUse, FormUse, Fragment, LiveTemplate, Plan, Record,
        Slot, Submission, SubmitterUse, UploadUse, ValueKind, kept, marks,
    };
    pub use serde_json;
}
