//! Payloads: what an action is called with, and how it becomes the action's arguments.

use std::sync::Arc;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::controller::Result;

/// The whole payload as one value: `Form(join): Form<Join>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form<T>(pub T);

/// What an action is called with: fields by name. Cheap to clone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Payload(Arc<Map<String, Value>>);

impl Payload {
    /// The payload with these fields, as a browser or a relay sent them.
    pub fn new(fields: Map<String, Value>) -> Self {
        Payload(Arc::new(fields))
    }

    pub(crate) fn from_serialize<T: Serialize>(value: &T) -> std::result::Result<Self, String> {
        match serde_json::to_value(value) {
            Ok(Value::Object(fields)) => Ok(Payload(Arc::new(fields))),
            Ok(Value::Null) => Ok(Payload::default()),
            Ok(_) => Err("a payload is a struct or a map".to_owned()),
            Err(error) => Err(error.to_string()),
        }
    }

    pub(crate) fn from_fields(
        names: &[&str],
        values: &[serde_json::Result<Value>],
    ) -> std::result::Result<Self, String> {
        let mut fields = Map::new();
        for (name, value) in names.iter().zip(values) {
            let value = value.as_ref().map_err(ToString::to_string)?;
            fields.insert((*name).to_owned(), value.clone());
        }
        Ok(Payload(Arc::new(fields)))
    }

    /// The fields.
    pub fn fields(&self) -> &Map<String, Value> {
        &self.0
    }

    /// The whole payload as a `Form<T>`.
    ///
    /// # Errors
    ///
    /// A field error for each field that doesn't fit.
    pub fn form<T: DeserializeOwned>(&self) -> Result<Form<T>> {
        todo!()
    }

    /// The by-name arguments `names`, as a tuple: `payload.arguments::<(u64, bool)>(&["id", "done"])`.
    ///
    /// # Errors
    ///
    /// A field error for each field that doesn't fit.
    pub fn arguments<A: Arguments>(&self, names: &[&str]) -> Result<A> {
        A::from_payload(self, names)
    }
}

/// A tuple of by-name arguments.
pub trait Arguments: Sized {
    /// Reads one field a place.
    #[doc(hidden)]
    fn from_payload(payload: &Payload, names: &[&str]) -> Result<Self>;
}
