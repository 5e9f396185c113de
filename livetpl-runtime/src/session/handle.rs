//! The application from outside of its pages: jobs, webhooks, other threads.

use std::sync::Arc;

use crate::bus::{Bus, Delivery, Metrics};
use crate::controller::{Error, IntoCall, Reached, Result, Session, Topic};
use crate::session::uploads::{Space, UploadMetrics};

/// Reaches an application's pages from anywhere. Cheap to clone; works from any task or thread.
///
/// ```
/// # use livetpl_runtime::controller::{Action, Result};
/// # use livetpl_runtime::http::App;
/// # struct Board;
/// # impl Board { const REFRESH: Action<Board> = Action::new("refresh", &[]); }
/// # fn main() -> Result {
/// let app = App::new();
/// let handle = app.handle();
/// std::thread::spawn(move || handle.publish("board", Board::REFRESH))
///     .join()
///     .unwrap()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Handle {
    bus: Bus,
    uploads: Space,
}

impl Handle {
    pub(crate) fn new(bus: Bus, uploads: Space) -> Self {
        Handle { bus, uploads }
    }

    /// Runs `call` on every page that subscribed to `topic`; how many they are. No ACL is asked.
    ///
    /// ```
    /// # use livetpl::{Action, App, Result};
    /// # struct Board;
    /// # impl Board { const REFRESH: Action<Board> = Action::new("refresh", &[]); }
    /// # fn main() -> Result {
    /// let handle = App::new().handle();
    /// let reached = handle.publish("board", Board::REFRESH)?;
    /// println!("{} pages of this process look again", reached.local);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// If the topic is malformed, reserved or a pattern, or the payload can't be serialised.
    pub fn publish(&self, topic: impl AsRef<str>, call: impl IntoCall) -> Result<Reached> {
        let topic = Topic::parse(topic.as_ref())?;
        if topic.is_pattern() {
            return Err(Error::topic(
                topic.as_str(),
                "a pattern can't be published to; name one topic",
            ));
        }
        let delivery = Delivery::of(&call.into_call(), 1)?;
        Ok(self.bus.publish(&topic, &delivery, None))
    }

    /// All pages of a session group; of a user's, where the group is the user's name.
    ///
    /// ```
    /// let ann = livetpl::App::new().handle().session("ann");
    /// assert!(!ann.is_connected());
    /// ```
    pub fn session(&self, group: impl Into<Arc<str>>) -> Session {
        Session::new(group.into(), Some(Arc::new(self.bus.clone())))
    }

    /// Ends every page of a user: sockets close, tokens are dead, `on_disconnect` runs. How many pages they are.
    ///
    /// Their browsers load the page again, as who they are then. To be called once the user's credentials are no longer
    /// accepted: a browser that still has good ones comes back as the user.
    ///
    /// ```
    /// let handle = livetpl::App::new().handle();
    /// // Ann's password was changed: whoever used the old one is out.
    /// assert_eq!(handle.disconnect_user("ann").local, 0);
    /// ```
    pub fn disconnect_user(&self, id: &str) -> Reached {
        self.bus.end_user(id)
    }

    /// How the exchange with other processes fares. `up` is false without a relay, too.
    ///
    /// ```
    /// let metrics = livetpl::App::new().handle().metrics();
    /// assert_eq!(metrics.sent, 0);
    /// ```
    #[must_use]
    pub fn metrics(&self) -> Metrics {
        self.bus.metrics()
    }

    /// What became of the files that browsers uploaded to this process.
    ///
    /// ```
    /// let handle = livetpl::App::new().handle();
    /// assert_eq!(handle.upload_metrics(), livetpl::UploadMetrics::default());
    /// ```
    #[must_use]
    pub fn upload_metrics(&self) -> UploadMetrics {
        self.uploads.metrics()
    }
}
