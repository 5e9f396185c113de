//! By which way a page speaks to the server.

use std::fmt;

/// The three ways by which a page works. A test may run over [`ALL`](Self::ALL) of them.
///
/// ```
/// use livetpl::prelude::*;
/// use livetpl::testing::{Result, TestApp, Transport};
///
/// #[live_controller]
/// #[derive(Clone, Default)]
/// #[template(ext = "html", source = r#"<form method="post"><output>{{ count }}</output> <button name="add">Add</button></form>"#)]
/// struct Counter {
///     #[persist]
///     count: u32,
/// }
///
/// #[live_controller]
/// impl Counter {
///     #[action]
///     fn add(&mut self) {
///         self.count += 1;
///     }
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result {
/// for transport in Transport::ALL {
///     let app = TestApp::new(App::new().live("/", Counter::default()));
///     let mut page = app.user().open_by(transport, "/").await?;
///     page.click("Add").await?;
///     assert_eq!(page.find("output")?.text(), "1", "{transport}");
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Transport {
    /// A WebSocket: what browsers use.
    WebSocket,
    /// The script without its socket: actions go by fetch, and what others publish comes when the page asks for it.
    Fetch,
    /// No JavaScript: links and forms.
    Plain,
}

impl Transport {
    /// All of them.
    pub const ALL: [Transport; 3] = [Transport::WebSocket, Transport::Fetch, Transport::Plain];
}

impl fmt::Display for Transport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Transport::WebSocket => "by WebSocket",
            Transport::Fetch => "without WebSocket",
            Transport::Plain => "without JavaScript",
        })
    }
}
