//! Who is at the other end: the session group and, where one is known, the user.

use std::sync::Arc;

/// The session group and the user of a request.
///
/// ```
/// let ann = livetpl::Identity::user("ann");
/// assert_eq!(ann.user.as_deref(), Some("ann"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// All tabs of one browser, or of one user: the key of persisted fields and of the self topic.
    pub group: Arc<str>,
    /// The user, where an authenticator knows one.
    pub user: Option<Arc<str>>,
}

impl Identity {
    /// A user whose pages, on all devices, are one session group: the user's name is both.
    ///
    /// ```
    /// assert_eq!(&*livetpl::Identity::user("ann").group, "ann");
    /// ```
    pub fn user(name: impl Into<Arc<str>>) -> Self {
        let name = name.into();
        Identity {
            group: name.clone(),
            user: Some(name),
        }
    }
}
