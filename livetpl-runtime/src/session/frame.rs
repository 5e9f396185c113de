//! What the server sends, as it is written: see PROTOCOL.md, "Frames".

use std::borrow::Cow;
use std::fmt::Write as _;
use std::sync::Arc;

use bytes::Bytes;
use serde_json::{Map, Value, json};

use crate::controller::{Error, Event};

/// One frame while it is put together.
#[derive(Default)]
pub(crate) struct Frame {
    /// `"patch":{…}` or `"values":[…]`, as JSON.
    pub(crate) content: Bytes,
    done: Vec<Value>,
    error: Option<Value>,
    pub(crate) token: Option<String>,
    /// The ticket of cookies that wait for the browser.
    pub(crate) cookies: Option<String>,
    /// Where the browser goes.
    pub(crate) redirect: Option<String>,
    /// Where the browser goes as if a link led there.
    pub(crate) navigate: Option<String>,
    /// The query that the page's address has from now on.
    pub(crate) query: Option<Arc<str>>,
    /// What the page's scripts are told.
    pub(crate) events: Vec<Event>,
    /// What the page is, rendered anew: for a test that watches.
    #[cfg(feature = "testing")]
    pub(crate) fresh: Option<String>,
}

impl Frame {
    /// Answers the action with this reference.
    pub(crate) fn done(&mut self, reference: Option<u64>, result: Result<(), &Error>) {
        match (reference, result) {
            (Some(reference), Ok(())) => self.done.push(reference.into()),
            (Some(reference), Err(error)) => self
                .done
                .push(json!({"ref": reference, "error": as_json(error)})),
            (None, Ok(())) => {}
            (None, Err(error)) => self.error(error),
        }
    }

    /// What ran could not be shown: every answer so far is this error.
    pub(crate) fn failed(&mut self, error: &Error) {
        self.content = Bytes::new();
        for done in &mut self.done {
            if let Some(reference) = done.as_u64() {
                *done = json!({"ref": reference, "error": as_json(error)});
            }
        }
        self.error(error);
    }

    /// The page shows its errors: nobody else has to.
    pub(crate) fn errors_are_shown(&mut self) {
        let answers = self
            .done
            .iter_mut()
            .filter_map(|done| done.get_mut("error"));
        for error in answers.chain(&mut self.error) {
            error["shown"] = true.into();
        }
    }

    /// Whether an action is answered.
    pub(crate) fn answers(&self) -> bool {
        !self.done.is_empty()
    }

    /// Tells of an error that belongs to no action.
    pub(crate) fn error(&mut self, error: &Error) {
        self.error = Some(as_json(error));
    }

    /// Whether there is nothing to send.
    pub(crate) fn is_empty(&self) -> bool {
        #[cfg(feature = "testing")]
        if self.fresh.is_some() {
            return false;
        }
        self.content.is_empty()
            && self.done.is_empty()
            && self.error.is_none()
            && self.token.is_none()
            && self.cookies.is_none()
            && self.redirect.is_none()
            && self.navigate.is_none()
            && self.query.is_none()
            && self.events.is_empty()
    }

    /// The frame as JSON.
    pub(crate) fn into_text(self, seq: u64) -> Text {
        let comma = if self.content.is_empty() { "" } else { "," };
        let mut head = String::with_capacity(32);
        // A String takes every text.
        let _ = write!(head, "{{\"seq\":{seq}{comma}");
        let mut tail = String::new();
        let mut member = |name: &str, value: Option<Value>| {
            if let Some(value) = value {
                tail.push_str(&format!(",\"{name}\":{value}"));
            }
        };
        member("done", (!self.done.is_empty()).then(|| self.done.into()));
        member("error", self.error);
        member("token", self.token.map(Value::from));
        member("cookies", self.cookies.map(Value::from));
        member("redirect", self.redirect.map(Value::from));
        member("navigate", self.navigate.map(Value::from));
        member("query", self.query.map(|query| Value::from(&*query)));
        member(
            "events",
            (!self.events.is_empty()).then(|| json!(self.events)),
        );
        #[cfg(feature = "testing")]
        member("fresh", self.fresh.map(Value::from));
        let tail = if tail.is_empty() {
            Cow::Borrowed("}")
        } else {
            Cow::Owned(tail + "}")
        };
        Text {
            head,
            // Written by the template room as JSON, which is UTF-8.
            shared: self.content,
            tail,
        }
    }
}

/// A text message in pieces: what many browsers are sent is copied for none of them.
#[derive(Debug)]
pub struct Text {
    head: String,
    shared: Bytes,
    tail: Cow<'static, str>,
}

impl Text {
    /// The pieces, in order: together they are UTF-8.
    pub(crate) fn pieces(&self) -> [&[u8]; 3] {
        [self.head.as_bytes(), &self.shared, self.tail.as_bytes()]
    }

    /// The message in one piece.
    pub fn into_string(self) -> String {
        String::from_utf8(self.pieces().concat()).unwrap_or_default()
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Text {
            head: text.to_owned(),
            shared: Bytes::new(),
            tail: Cow::Borrowed(""),
        }
    }
}

fn as_json(error: &Error) -> Value {
    let mut object = Map::new();
    object.insert("code".to_owned(), error.kind().code().into());
    object.insert("message".to_owned(), error.public_message().into());
    if let Some(topic) = error.refused_topic() {
        object.insert("topic".to_owned(), topic.into());
    }
    if !error.fields().is_empty() {
        let mut fields = Map::new();
        for (name, message) in error.fields() {
            // The first of several complaints about a field is the one that is shown.
            fields
                .entry(name.clone())
                .or_insert_with(|| message.as_str().into());
        }
        object.insert("fields".to_owned(), fields.into());
    }
    object.into()
}
