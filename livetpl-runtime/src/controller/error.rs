//! The one error type of applications and runtime. Owns its kinds and their codes in the browser.

use std::any::Any;
use std::borrow::Cow;
use std::fmt;

/// What actions, `mount` and `main` return: `()` or an [`Error`].
///
/// ```
/// fn title(text: &str) -> livetpl::Result<&str> {
///     match text.trim() {
///         "" => Err(livetpl::Error::field("title", "is empty")),
///         text => Ok(text),
///     }
/// }
/// ```
pub type Result<T = (), E = Error> = std::result::Result<T, E>;

/// What went wrong, and what was being done.
///
/// Any `std::error::Error` becomes one with `?`, so an action may use a database's or a parser's errors as they are.
/// Only the message of [`Error::msg`] and of [`Error::field`] reaches a browser; the others are logged and the browser
/// reads "internal error".
///
/// It is no `std::error::Error` itself, but becomes a boxed one with `?`, so that a `main` may return any; what isn't one
/// either (`anyhow::Error`, `String`) becomes an `Error` by [`Error::other`].
///
/// ```
/// # use livetpl_runtime::controller::{Error, ErrorKind, Result};
/// fn quantity(text: &str) -> Result<u32> {
///     Ok(text.parse()?)
/// }
/// assert_eq!(quantity("x").unwrap_err().kind(), ErrorKind::Internal);
/// assert_eq!(Error::field("title", "is taken").kind(), ErrorKind::Field);
/// ```
pub struct Error {
    kind: ErrorKind,
    message: Cow<'static, str>,
    fields: Vec<(String, String)>,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// The kinds of [`Error`].
///
/// ```
/// use livetpl::{Error, ErrorKind};
///
/// assert_eq!(Error::msg("the shop is closed").kind(), ErrorKind::Message);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The application refused, with a message for the user.
    Message,
    /// One or more fields of the payload were refused.
    Field,
    /// The controller has no such action, or a browser may not call it.
    UnknownAction,
    /// The topic is malformed, reserved, or not admitted by the ACL.
    TopicForbidden,
    /// A limit was reached.
    Limit,
    /// What was sent has more bytes than it may.
    TooLarge,
    /// Nobody is there any more.
    Disconnected,
    /// The message or request could not be understood.
    BadRequest,
    /// There is no such page, or nothing of what it would show.
    NotFound,
    /// The path is another view's: the browser loads it as a page of its own.
    OtherView,
    /// Anything else; details stay in the log.
    Internal,
}

impl ErrorKind {
    /// The code that reaches the browser. The whole list of them is this function.
    ///
    /// ```
    /// assert_eq!(livetpl::ErrorKind::Field.code(), "invalid-fields");
    /// ```
    pub const fn code(self) -> &'static str {
        match self {
            ErrorKind::Message => "refused",
            ErrorKind::Field => "invalid-fields",
            ErrorKind::UnknownAction => "unknown-action",
            ErrorKind::TopicForbidden => "topic_forbidden",
            ErrorKind::Limit => "limit",
            ErrorKind::TooLarge => "too-large",
            ErrorKind::Disconnected => "disconnected",
            ErrorKind::BadRequest => "bad-request",
            ErrorKind::NotFound => "not-found",
            ErrorKind::OtherView => "other-view",
            ErrorKind::Internal => "internal",
        }
    }

    /// Whether it says of a page that nothing is at its address, or nothing for who asks.
    pub(crate) fn is_of_the_address(self) -> bool {
        matches!(
            self,
            ErrorKind::NotFound | ErrorKind::BadRequest | ErrorKind::TopicForbidden
        )
    }
}

impl Error {
    /// Logs why the page at `path` could not be had. An address that there is not is its asker's mistake, not the application's.
    pub(crate) fn log(&self, path: &str, what: &str) {
        match self.kind {
            ErrorKind::NotFound | ErrorKind::BadRequest => {
                tracing::debug!(path, error = %self, "{what}");
            }
            _ => tracing::error!(path, error = %self, "{what}"),
        }
    }

    fn new(kind: ErrorKind, message: impl Into<Cow<'static, str>>) -> Self {
        Error {
            kind,
            message: message.into(),
            fields: Vec::new(),
            source: None,
        }
    }

    /// A refusal whose `message` the user reads.
    ///
    /// ```
    /// fn buy(open: bool) -> livetpl::Result {
    ///     if !open {
    ///         return Err(livetpl::Error::msg("the shop is closed"));
    ///     }
    ///     Ok(())
    /// }
    /// ```
    pub fn msg(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(ErrorKind::Message, message)
    }

    /// A refusal of the field `name`; more fields can be added with [`and_field`](Self::and_field).
    ///
    /// ```
    /// let error = livetpl::Error::field("email", "is taken");
    /// ```
    pub fn field(name: impl Into<String>, message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Field, "some fields were refused").and_field(name, message)
    }

    /// Adds the refusal of another field.
    ///
    /// ```
    /// let error = livetpl::Error::field("from", "is after the end").and_field("to", "is before the start");
    /// assert_eq!(error.fields().len(), 2);
    /// ```
    #[must_use]
    pub fn and_field(mut self, name: impl Into<String>, message: impl Into<String>) -> Self {
        self.kind = ErrorKind::Field;
        self.fields.push((name.into(), message.into()));
        self
    }

    /// A failure, made of what has a way to be a boxed error: `anyhow::Error`, a `String`. The browser reads "internal error".
    ///
    /// ```
    /// fn load() -> Result<u32, String> {
    ///     Err("the file is empty".to_owned())
    /// }
    ///
    /// fn mount() -> livetpl::Result<u32> {
    ///     load().map_err(livetpl::Error::other)
    /// }
    /// assert_eq!(mount().unwrap_err().to_string(), "the file is empty");
    /// ```
    pub fn other(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Error {
            source: Some(source.into()),
            ..Self::internal("internal error")
        }
    }

    /// There is nothing to show at this address: from `mount` of a page that is loaded it is a 404.
    ///
    /// ```
    /// fn find(name: Option<&str>) -> livetpl::Result<&str> {
    ///     name.ok_or_else(|| livetpl::Error::not_found("There is no such contact."))
    /// }
    /// ```
    pub fn not_found(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(ErrorKind::NotFound, message)
    }

    /// The path is no page of the view that was asked for it.
    pub(crate) fn other_view(path: &str) -> Self {
        Self::new(
            ErrorKind::OtherView,
            format!("`{path}` is no path of this page's view"),
        )
    }

    /// There is no such action for this caller.
    #[doc(hidden)]
    pub fn unknown_action(action: &str) -> Self {
        Self::new(
            ErrorKind::UnknownAction,
            format!("there is no action `{action}` that a browser may call"),
        )
    }

    /// The topic is refused, because of `reason`.
    pub(crate) fn topic(topic: &str, reason: &str) -> Self {
        Self::new(
            ErrorKind::TopicForbidden,
            format!("topic `{topic}`: {reason}"),
        )
        .and_topic(topic)
    }

    /// A limit was reached.
    pub(crate) fn limit(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(ErrorKind::Limit, message)
    }

    /// More bytes than may be.
    pub(crate) fn too_large(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(ErrorKind::TooLarge, message)
    }

    /// A session group has no page left.
    pub(crate) fn disconnected() -> Self {
        Self::new(
            ErrorKind::Disconnected,
            "the session has no page that is connected",
        )
    }

    /// User code panicked: what `who` did has failed. Logs it.
    pub(crate) fn panicked(who: &str, panic: &(dyn Any + Send)) -> Self {
        let reason = panic
            .downcast_ref::<&str>()
            .copied()
            .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
            .unwrap_or_default();
        tracing::error!(who, reason, "user code panicked");
        Self::internal(format!("{who} panicked: {reason}"))
    }

    /// A message or request that can't be understood.
    pub(crate) fn bad_request(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(ErrorKind::BadRequest, message)
    }

    /// A failure of the server's; `message` goes to the log only.
    pub(crate) fn internal(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(ErrorKind::Internal, message)
    }

    fn and_topic(mut self, topic: &str) -> Self {
        self.fields = vec![("topic".to_owned(), topic.to_owned())];
        self
    }

    /// What kind of error this is.
    ///
    /// ```
    /// use livetpl::{Error, ErrorKind};
    ///
    /// assert_eq!(Error::field("title", "is taken").kind(), ErrorKind::Field);
    /// ```
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The refused fields and why, for [`ErrorKind::Field`].
    ///
    /// ```
    /// let error = livetpl::Error::field("title", "is taken");
    /// assert_eq!(error.fields(), [("title".to_owned(), "is taken".to_owned())]);
    /// ```
    pub fn fields(&self) -> &[(String, String)] {
        if self.kind == ErrorKind::Field {
            &self.fields
        } else {
            &[]
        }
    }

    /// The refused topic, for [`ErrorKind::TopicForbidden`].
    ///
    /// ```
    /// let error = livetpl::Topic::parse("no spaces").unwrap_err();
    /// assert_eq!(error.refused_topic(), Some("no spaces"));
    /// ```
    pub fn refused_topic(&self) -> Option<&str> {
        if self.kind != ErrorKind::TopicForbidden {
            return None;
        }
        self.fields.first().map(|(_, topic)| topic.as_str())
    }

    /// The message as a browser may read it: an internal error's details are left out.
    ///
    /// ```
    /// let error: livetpl::Error = "x".parse::<u8>().unwrap_err().into();
    /// assert_eq!(error.to_string(), "invalid digit found in string");
    /// assert_eq!(error.public_message(), "internal error");
    /// ```
    pub fn public_message(&self) -> &str {
        if self.kind == ErrorKind::Internal {
            "internal error"
        } else {
            &self.message
        }
    }
}

impl<E: std::error::Error + Send + Sync + 'static> From<E> for Error {
    fn from(source: E) -> Self {
        Self::other(source)
    }
}

/// What an [`Error`] is among `std`'s. It has no source: its text says all.
struct Boxed(Error);

impl fmt::Display for Boxed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Boxed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl std::error::Error for Boxed {}

/// What became an [`Error`] by `?` is again what it was.
///
/// ```no_run
/// # use livetpl::prelude::*;
/// # #[live_controller] #[derive(Clone, Default)] #[template(ext = "html", source = "Hello")] struct Hello {}
/// # #[live_controller] impl Hello {}
/// fn main() -> Result<(), Box<dyn std::error::Error>> {
///     let service = App::new().live("/", Hello::default()).into_service()?;
///     // `axum::Router::new().fallback_service(service)`
/// #   drop(service);
///     Ok(())
/// }
/// ```
impl From<Error> for Box<dyn std::error::Error + Send + Sync> {
    fn from(error: Error) -> Self {
        match error {
            Error {
                kind: ErrorKind::Internal,
                source: Some(source),
                ..
            } => source,
            error => Box::new(Boxed(error)),
        }
    }
}

impl From<Error> for Box<dyn std::error::Error + Send> {
    fn from(error: Error) -> Self {
        Box::<dyn std::error::Error + Send + Sync>::from(error)
    }
}

impl From<Error> for Box<dyn std::error::Error> {
    fn from(error: Error) -> Self {
        Box::<dyn std::error::Error + Send + Sync>::from(error)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.source {
            Some(source) => write!(f, "{source}")?,
            None => f.write_str(&self.message)?,
        }
        if self.kind == ErrorKind::Field {
            for (name, message) in &self.fields {
                write!(f, "; {name}: {message}")?;
            }
        }
        let mut cause = self.source.as_deref().and_then(std::error::Error::source);
        while let Some(error) = cause {
            write!(f, ": {error}")?;
            cause = error.source();
        }
        Ok(())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use parking_lot::Mutex;
    use tracing::span::{Attributes, Id, Record};
    use tracing::{Level, Metadata, Subscriber};

    use super::*;

    /// Notes how loud each event is.
    #[derive(Clone, Default)]
    struct Levels(Arc<Mutex<Vec<Level>>>);

    impl Subscriber for Levels {
        fn enabled(&self, _: &Metadata<'_>) -> bool {
            true
        }

        fn event(&self, event: &tracing::Event<'_>) {
            self.0.lock().push(*event.metadata().level());
        }

        fn new_span(&self, _: &Attributes<'_>) -> Id {
            Id::from_u64(1)
        }

        fn record(&self, _: &Id, _: &Record<'_>) {}

        fn record_follows_from(&self, _: &Id, _: &Id) {}

        fn enter(&self, _: &Id) {}

        fn exit(&self, _: &Id) {}
    }

    type BoxError = Box<dyn std::error::Error + Send + Sync>;

    #[test]
    fn an_error_goes_where_std_s_errors_go_and_comes_back() {
        fn parsed() -> Result<u8> {
            Ok("x".parse::<u8>()?)
        }
        fn boxed() -> Result<u8, BoxError> {
            Ok(parsed()?)
        }
        fn without_traits() -> Result<u8, Box<dyn std::error::Error>> {
            Err(Error::field("title", "is taken"))?
        }
        let error = boxed().unwrap_err();
        assert!(error.is::<std::num::ParseIntError>(), "{error:?}");
        assert_eq!(
            without_traits().unwrap_err().to_string(),
            "some fields were refused; title: is taken"
        );
        let back = Error::other(error);
        assert_eq!(back.kind(), ErrorKind::Internal);
        assert_eq!(back.to_string(), "invalid digit found in string");
        assert_eq!(Error::other("plain").public_message(), "internal error");
    }

    #[test]
    fn an_address_that_there_is_not_is_no_error_in_the_log() {
        let levels = Levels::default();
        tracing::subscriber::with_default(levels.clone(), || {
            for error in [
                Error::not_found("there is no such room"),
                Error::bad_request("page must be a number"),
                Error::msg("the shop is closed"),
                Error::internal("the database is gone"),
            ] {
                error.log("/rooms/x", "a page could not be opened");
            }
        });
        let expected = [Level::DEBUG, Level::DEBUG, Level::ERROR, Level::ERROR];
        assert_eq!(*levels.0.lock(), expected);
    }
}
