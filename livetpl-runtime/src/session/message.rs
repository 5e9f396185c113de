//! What a browser sends, as the server reads it: see PROTOCOL.md, "Frames".

use serde::Deserialize;
use serde_json::{Map, Value};

/// One message. Whatever bytes come, it is a message or an error.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Message {
    /// The page's token: the first message.
    pub(crate) join: Option<String>,
    /// The hash of the plan that the browser has.
    pub(crate) plan: Option<String>,
    /// Whose page it is, where it is a user's.
    pub(crate) user: Option<String>,
    /// The root hash of the page that the browser shows, if it knows it.
    pub(crate) root: Option<String>,
    /// The number of the last frame that it has applied; 0 for a page as it was loaded, -1 where it doesn't know.
    pub(crate) seq: i64,
    pub(crate) action: Option<String>,
    #[serde(rename = "ref")]
    pub(crate) reference: Option<u64>,
    /// A path of the page's view, with its query, which the page goes to.
    pub(crate) navigate: Option<String>,
    pub(crate) data: Option<Map<String, Value>>,
    pub(crate) ping: Option<Value>,
    /// By fetch: the ticket of cookies.
    pub(crate) cookies: Option<String>,
    /// The browser asks for values.
    pub(crate) full: Option<Value>,
}

impl Message {
    /// Whether this is just a sign of life.
    pub(crate) fn is_ping(text: &str) -> bool {
        Message::read(text).is_ok_and(|message| message.ping.is_some())
    }

    /// Reads a message; `Err` has the reference, where it could be read, and why the message is none.
    pub(crate) fn read(text: &str) -> Result<Message, (Option<u64>, String)> {
        serde_json::from_str(text).map_err(|error| {
            let reference = Self::reference(text);
            (reference, format!("this is no message: {error}"))
        })
    }

    /// The reference of a message, whatever else it says.
    pub(crate) fn reference(text: &str) -> Option<u64> {
        #[derive(Deserialize)]
        struct Reference {
            #[serde(rename = "ref")]
            reference: Option<u64>,
        }
        let read: Option<Reference> = serde_json::from_str(text).ok();
        read.and_then(|read| read.reference)
    }
}
