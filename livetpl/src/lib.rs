//! Web pages that live on the server: plain structs, askama templates, one WebSocket.
//!
//! Owns nothing: it re-exports what applications use. `prelude` is what a page needs, [`controller`] the rest of what
//! its methods meet, [`session`] what an application sets up.
//!
//! # The README
//!
#![doc = include_str!("../../README.md")]

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
pub use livetpl_macros::{LiveState, filter_fn, live_controller};
pub use livetpl_runtime::bus::Metrics;
pub use livetpl_runtime::controller;
pub use livetpl_runtime::controller::{
    Action, Call, ConnectKind, Context, Controller, Cookie, Dispatch, Error, ErrorKind, Form,
    Identity, LiveState, Payload, Present, Reached, Result, SameSite, Session, Topic, Valid,
    Visibility,
};
pub use livetpl_runtime::http::{App, Service, Shell};
pub use livetpl_runtime::session::handle::Handle;
pub use livetpl_runtime::template::{LiveTemplate, Lvt};

/// Who is at the other end, where fields are persisted, and what is allowed.
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
        ActionError, Element, Failure, FormFill, Page, Reply, Result, TestApp, Transport, User,
        Within,
    };
}

/// What a page needs: `use livetpl::prelude::*;`.
pub mod prelude {
    pub use crate::{
        App, ConnectKind, Context, Cookie, Error, Form, LiveState, LiveTemplate, Result, Topic,
        Valid, live_controller,
    };
}

/// What generated code names. No part of the public interface.
#[doc(hidden)]
pub mod __private {
    pub use std::clone::Clone;
    pub use std::default::Default;
    pub use std::fmt;
    pub use std::option::Option::{None, Some};
    pub use std::result::Result::{Err, Ok};

    pub use askama;
    pub use livetpl_runtime::controller::check::check_actions;
    pub use livetpl_runtime::controller::generated::{
        check_controller, copy, load, no_field_to_load, no_field_to_save, outcome, own_state, save,
        unknown_action,
    };
    pub use livetpl_runtime::controller::{
        Action, ActionInfo, Context, Controller, Dispatch, Error, Form, LiveState, Payload, Result,
        Visibility,
    };
    pub use livetpl_runtime::template::{
        ActionUse, FieldKind, FieldRule, FieldUse, FormUse, Fragment, LiveTemplate, Plan, Record,
        Slot, SubmitterUse, ValueKind, kept, marks,
    };
    pub use serde_json;
}
