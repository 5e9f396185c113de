//! What makes a test fail: what was looked for, what is there instead, and the page.

use std::fmt;
use std::future::Future;
use std::panic::Location;

use crate::controller;

/// What a test returns: `async fn a_test() -> livetpl::testing::Result`.
///
/// ```
/// async fn a_test(page: livetpl::testing::Page) -> livetpl::testing::Result {
///     assert_eq!(page.find("h1")?.text(), "Todos");
///     Ok(())
/// }
/// ```
pub type Result<T = (), E = Failure> = std::result::Result<T, E>;

/// Why a test fails. Its `Debug`, which the test's output shows, is text for people.
///
/// Any `std::error::Error` becomes one with `?`, and so does `livetpl::Error`. As with that, this means that it can't be a
/// `std::error::Error` itself.
///
/// ```
/// # fn a_test() -> livetpl::testing::Result {
/// let seats: u32 = "12".parse()?;
/// livetpl::Topic::parse("seats")?;
/// # assert_eq!(seats, 12);
/// # Ok(())
/// # }
/// # a_test().unwrap();
/// ```
pub struct Failure(Box<Parts>);

struct Parts {
    what: String,
    at: Option<&'static Location<'static>>,
    page: Option<String>,
}

impl Failure {
    pub(super) fn new(what: impl Into<String>) -> Self {
        Failure(Box::new(Parts {
            what: what.into(),
            at: None,
            page: None,
        }))
    }

    /// With the page that it happened on, as text; the first that is given stays.
    pub(super) fn on(mut self, page: impl FnOnce() -> String) -> Self {
        self.0.page.get_or_insert_with(page);
        self
    }

    /// With the place in the test; the first that is given stays.
    pub(super) fn at(mut self, at: &'static Location<'static>) -> Self {
        self.0.at.get_or_insert(at);
        self
    }
}

/// A step of a test that knows where in the test it stands.
pub(super) async fn step<T>(
    at: &'static Location<'static>,
    work: impl Future<Output = Result<T>>,
) -> Result<T> {
    work.await.map_err(|failure| failure.at(at))
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.what)?;
        if let Some(at) = self.0.at {
            write!(f, "\n  at {}:{}", at.file(), at.line())?;
        }
        match &self.0.page {
            Some(page) => write!(f, "\n\n{page}"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl<E: std::error::Error> From<E> for Failure {
    #[track_caller]
    fn from(error: E) -> Self {
        let mut what = error.to_string();
        let mut cause = error.source();
        while let Some(error) = cause {
            what.push_str(&format!(": {error}"));
            cause = error.source();
        }
        Failure::new(what).at(Location::caller())
    }
}

impl From<controller::Error> for Failure {
    #[track_caller]
    fn from(error: controller::Error) -> Self {
        Failure::new(error.to_string()).at(Location::caller())
    }
}
