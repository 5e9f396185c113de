//! What browser and server say to each other of uploads: see PROTOCOL.md, "Uploads".

use bytes::{Buf, Bytes};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::controller::{Error, Payload, Presigned, Result};

/// The name under which the script speaks of uploads, as of an action. No controller has an action of such a name.
pub(crate) const ACTION: &str = "lvt:upload";

/// What the script asks.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    /// The name in `lvt-upload`.
    pub(crate) upload: String,
    /// Files that were selected, or that the browser still has after a new connection.
    pub(crate) files: Vec<Announced>,
    /// Files that are not wanted any more.
    pub(crate) cancel: Vec<u32>,
    /// How many bytes the browser has put elsewhere.
    pub(crate) sent: Vec<(u32, u64)>,
    /// Files that the browser could not put elsewhere, or not read.
    pub(crate) failed: Vec<u32>,
}

/// A file: its number on the page, name, size and type.
#[derive(Debug, Deserialize)]
pub(crate) struct Announced(
    pub(crate) u32,
    pub(crate) String,
    pub(crate) u64,
    pub(crate) String,
);

impl Asked {
    pub(crate) fn read(payload: &Payload) -> Result<Self> {
        let fields = Value::Object(payload.fields().clone());
        serde_json::from_value(fields)
            .map_err(|error| Error::bad_request(format!("this says nothing of uploads: {error}")))
    }
}

/// A piece of a file, as bytes: the file's number, where the piece begins (both big-endian), and the piece.
pub(crate) struct Chunk {
    pub(crate) id: u32,
    pub(crate) offset: u64,
    pub(crate) bytes: Bytes,
}

impl Chunk {
    /// How many bytes stand before the piece.
    pub(crate) const HEAD_BYTES: usize = 12;

    /// Reads a binary message; `None` if it is too short.
    pub(crate) fn read(mut message: Bytes) -> Option<Self> {
        (message.len() > Self::HEAD_BYTES).then(|| Chunk {
            id: message.get_u32(),
            offset: message.get_u64(),
            bytes: message,
        })
    }
}

/// What the server says of one file.
#[derive(Clone, Debug)]
pub(crate) enum Told {
    /// So many bytes are taken: the browser may send a window more.
    Taken(u64),
    Done,
    Refused(String),
    /// The browser puts the file elsewhere.
    To(Presigned),
    /// There is no such file; it was taken by an action, cancelled, or the page is another one.
    Gone,
}

impl Told {
    fn to_json(&self) -> Value {
        match self {
            Told::Taken(bytes) => (*bytes).into(),
            Told::Done => true.into(),
            Told::Refused(message) => message.as_str().into(),
            Told::To(to) => json!(to),
            Told::Gone => Value::Null,
        }
    }
}

/// All that is said at once: how large a chunk may be, how many bytes may be on their way, and each file's state.
pub(crate) fn tell(chunk: usize, window: usize, told: &[(u32, Told)]) -> Value {
    let files: Map<String, Value> = told
        .iter()
        .map(|(id, told)| (id.to_string(), told.to_json()))
        .collect();
    json!({"chunk": chunk, "window": window, "files": files})
}
