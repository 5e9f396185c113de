//! What the macros implement and user code touches: traits, actions, payloads, context, errors.
//!
//! Read `traits` first: it is the contract between the macros and the session room.

pub mod action;
mod address;
pub mod check;
pub mod context;
mod convert;
mod cookie;
pub mod error;
pub mod event;
pub(crate) mod fields;
mod flash;
pub(crate) mod form;
#[doc(hidden)]
pub mod generated;
pub mod identity;
mod navigation;
pub mod payload;
pub mod presence;
pub(crate) mod redirect;
mod request;
mod session;
pub mod topic;
pub mod traits;
pub mod upload;
pub mod valid;
mod work;

pub use action::{Action, ActionInfo, Call, IntoCall, Visibility};
pub use address::Params;
pub use context::{ConnectKind, Context, Effects, Subscriber, Surroundings};
pub use cookie::{Cookie, SameSite, find_cookie};
pub use error::{Error, ErrorKind, Result};
pub use event::{Event, MAX_EVENTS};
pub use flash::{Flash, FlashChange, MAX_FLASH_BYTES};
pub use generated::{Outcome, StateOf};
pub use identity::Identity;
pub use payload::{Arguments, Form, Payload};
pub use presence::{Attendance, Notice, Present};
pub use session::{Reach, Reached, Session};
pub use topic::{Topic, TopicAcl};
pub use traits::{Controller, Dispatch, LiveState};
#[cfg(feature = "s3")]
pub use upload::S3;
pub use upload::{FileInfo, Incoming, Presigned, Upload, UploadEntry, UploadName, Uploaded};
pub use valid::{Valid, Validated};
pub use work::{Apply, StateType, Timer, Work};
