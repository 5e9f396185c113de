//! What is carried between processes: JSON with a version. Owns what is refused, whoever wrote it.
//!
//! `{"v":1,"from":"16 hex digits","seq":7, …}` and one of: `"action"` with `"data"` and `"hops"` (a publish on the topic
//! that the channel is; with `"trigger"` for all pages of the session group or user that the channel is), `"end"` (pages
//! of the channel's user or group end), `"resync"` (what was published on the channel is lost), `"presence"`.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::bus::mailbox::Delivery;
use crate::controller::Payload;

/// The version that is written, and the only one that is read.
const VERSION: u64 = 1;

/// The largest message between processes.
pub(super) const MAX_BYTES: usize = 1024 * 1024;

/// What one process tells the others on a channel.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Body {
    /// A call for the subscribers of the channel's topic.
    Publish(Delivery),
    /// A call for all pages of the channel's session group or user.
    Trigger(Delivery),
    /// The pages of the channel's session group or user end.
    End,
    /// Something on the channel was lost.
    Resync,
    /// Who is on a topic.
    Presence(Attendance),
}

/// Who is on a topic, as one process says it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Attendance {
    /// The sender lives.
    #[serde(skip_serializing_if = "is_false")]
    pub(super) beat: bool,
    /// Who is there? `""` asks all, otherwise the instance of that name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) ask: Option<String>,
    /// What follows is all that the sender has, not what changed since `prev`.
    #[serde(skip_serializing_if = "is_false")]
    pub(super) reset: bool,
    /// The version that this follows.
    pub(super) prev: u64,
    /// The version that it makes; 0 where nothing is said of entries.
    pub(super) version: u64,
    /// Pages that came, or whose meta changed.
    #[serde(rename = "in", skip_serializing_if = "Vec::is_empty")]
    pub(super) came: Vec<Came>,
    /// Pages that went.
    #[serde(rename = "out", skip_serializing_if = "Vec::is_empty")]
    pub(super) went: Vec<u64>,
}

/// One page on a topic: its number in its process, its key, when it said so (milliseconds since 1970), and its meta.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Came(
    pub(super) u64,
    pub(super) String,
    pub(super) u64,
    pub(super) Value,
);

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
fn is_false(flag: &bool) -> bool {
    !flag
}

/// A message that was read: who sent it, its number, and what it says.
#[derive(Debug, PartialEq)]
pub(super) struct Envelope {
    pub(super) from: String,
    pub(super) seq: u64,
    pub(super) body: Body,
}

/// Why a message is refused.
#[derive(Debug, PartialEq)]
pub(super) enum Refusal {
    /// It is of a later version: something was said that this process can't understand.
    Version(u64),
    /// It is no message at all.
    Malformed(String),
}

#[derive(Serialize)]
struct Written<'a> {
    v: u64,
    from: &'a str,
    seq: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    action: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<&'a Map<String, Value>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hops: Option<u8>,
    #[serde(skip_serializing_if = "is_false")]
    trigger: bool,
    #[serde(skip_serializing_if = "is_false")]
    end: bool,
    #[serde(skip_serializing_if = "is_false")]
    resync: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    presence: Option<&'a Attendance>,
}

#[derive(Deserialize)]
struct Read {
    v: u64,
    from: String,
    seq: u64,
    action: Option<String>,
    #[serde(default)]
    data: Map<String, Value>,
    #[serde(default)]
    hops: u8,
    #[serde(default)]
    trigger: bool,
    #[serde(default)]
    end: bool,
    #[serde(default)]
    resync: bool,
    presence: Option<Attendance>,
}

#[derive(Deserialize)]
struct Version {
    v: u64,
}

impl Body {
    /// The message's bytes.
    pub(super) fn write(&self, from: &str, seq: u64) -> Vec<u8> {
        let call = match self {
            Body::Publish(call) | Body::Trigger(call) => Some(call),
            _ => None,
        };
        let written = Written {
            v: VERSION,
            from,
            seq,
            action: call.map(|call| &*call.action),
            data: call
                .map(|call| call.payload.fields())
                .filter(|fields| !fields.is_empty()),
            hops: call.map(|call| call.hops),
            trigger: matches!(self, Body::Trigger(_)),
            end: *self == Body::End,
            resync: *self == Body::Resync,
            presence: match self {
                Body::Presence(attendance) => Some(attendance),
                _ => None,
            },
        };
        // Maps with string keys and plain values: nothing of it refuses to be serialised.
        serde_json::to_vec(&written).unwrap_or_default()
    }
}

impl Envelope {
    /// Reads a message that anybody may have written.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Refusal> {
        if bytes.len() > MAX_BYTES {
            return Err(Refusal::Malformed(format!(
                "{} bytes are more than {MAX_BYTES}",
                bytes.len()
            )));
        }
        // A later version may look otherwise altogether, but for its number.
        let version = serde_json::from_slice::<Version>(bytes).map(|version| version.v);
        if let Ok(version) = version
            && version != VERSION
        {
            return Err(Refusal::Version(version));
        }
        let read: Read =
            serde_json::from_slice(bytes).map_err(|error| Refusal::Malformed(error.to_string()))?;
        debug_assert_eq!(read.v, VERSION);
        if read.from.len() != 16 || !read.from.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(Refusal::Malformed(
                "`from` is not 16 hexadecimal digits".to_owned(),
            ));
        }
        let body = if let Some(attendance) = read.presence {
            Body::Presence(attendance)
        } else if read.resync {
            Body::Resync
        } else if read.end {
            Body::End
        } else if let Some(action) = read.action {
            let call = Delivery {
                action: action.into(),
                payload: Payload::new(read.data),
                hops: read.hops,
            };
            if read.trigger {
                Body::Trigger(call)
            } else {
                Body::Publish(call)
            }
        } else {
            return Err(Refusal::Malformed("it says nothing".to_owned()));
        };
        Ok(Envelope {
            from: read.from,
            seq: read.seq,
            body,
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn call() -> Delivery {
        let fields = json!({"id": "7", "tags": ["a"]});
        Delivery {
            action: "moved".into(),
            payload: Payload::new(fields.as_object().cloned().unwrap()),
            hops: 2,
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let attendance = Attendance {
            reset: true,
            version: 3,
            came: vec![Came(1, "ann".into(), 5, json!({"colour": "red"}))],
            went: vec![2],
            ..Attendance::default()
        };
        for body in [
            Body::Publish(call()),
            Body::Trigger(call()),
            Body::End,
            Body::Resync,
            Body::Presence(attendance),
        ] {
            let bytes = body.write("0123456789abcdef", 9);
            let read = Envelope::read(&bytes).unwrap();
            assert_eq!((read.from.as_str(), read.seq), ("0123456789abcdef", 9));
            assert_eq!(read.body, body);
        }
        let text = String::from_utf8(Body::Publish(call()).write("0123456789abcdef", 9)).unwrap();
        assert_eq!(
            text,
            r#"{"v":1,"from":"0123456789abcdef","seq":9,"action":"moved","data":{"id":"7","tags":["a"]},"hops":2}"#
        );
    }

    #[test]
    fn a_version_is_told_from_nonsense() {
        let version = |text: &str| match Envelope::read(text.as_bytes()) {
            Err(Refusal::Version(version)) => Some(version),
            _ => None,
        };
        assert_eq!(version(r#"{"v":2,"anything":[]}"#), Some(2));
        assert_eq!(version(r#"{"v":0}"#), Some(0));
        let deep = "[".repeat(100_000);
        let malformed = [
            "",
            "null",
            r#"{"v":"1"}"#,
            r#"{"v":1}"#,
            r#"{"v":1,"from":"x","seq":1,"resync":true}"#,
            r#"{"v":1,"from":"0123456789abcdef","seq":-1,"resync":true}"#,
            r#"{"v":1,"from":"0123456789abcdef","seq":1}"#,
            r#"{"v":1,"from":"0123456789abcdef","seq":1,"action":"a","hops":256}"#,
            r#"{"v":1,"from":"0123456789abcdef","seq":1,"action":"a","data":[]}"#,
            &deep,
        ];
        for text in malformed {
            let read = Envelope::read(text.as_bytes());
            assert!(matches!(read, Err(Refusal::Malformed(_))), "{read:?}");
        }
        let long = format!(
            r#"{{"v":1,"from":"0123456789abcdef","seq":1,"action":"{}"}}"#,
            "a".repeat(MAX_BYTES)
        );
        assert!(Envelope::read(long.as_bytes()).is_err());
    }

    proptest! {
        #[test]
        fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), cut in 0usize..200) {
            let _ = Envelope::read(&bytes);
            let mut message = Body::Publish(call()).write("0123456789abcdef", 9);
            let at = cut.min(message.len());
            message.splice(at.., bytes);
            let _ = Envelope::read(&message);
        }
    }
}
