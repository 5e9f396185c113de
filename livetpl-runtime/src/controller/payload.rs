//! Payloads: what an action is called with, and how it becomes the action's arguments.

use std::sync::Arc;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::controller::valid::{Valid, Validated};
use crate::controller::{Error, Result, convert};

/// The whole payload as one value: `Form(join): Form<Join>`.
///
/// ```
/// use livetpl::prelude::*;
///
/// #[derive(serde::Deserialize)]
/// struct Join { name: String, newsletter: bool }
///
/// #[live_controller]
/// #[derive(Clone, Default)]
/// #[template(ext = "html", source = r#"<form method="post"><input name="name">
///     <input type="checkbox" name="newsletter"><button name="join">Join</button></form>"#)]
/// struct Club { members: Vec<String> }
///
/// #[live_controller]
/// impl Club {
///     #[action]
///     fn join(&mut self, Form(join): Form<Join>) {
///         self.members.push(join.name);
///     }
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form<T>(pub T);

/// What an action is called with: fields by name. Cheap to clone.
///
/// ```
/// # fn main() -> livetpl::Result {
/// let fields = [("by".to_owned(), "2".into())].into_iter().collect();
/// let payload = livetpl::Payload::new(fields);
/// assert_eq!(payload.arguments::<(u32,)>(&["by"])?, (2,));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Payload(Arc<Map<String, Value>>);

impl Payload {
    /// The payload with these fields, as a browser or a relay sent them.
    ///
    /// ```
    /// let empty = livetpl::Payload::new(Default::default());
    /// assert!(empty.fields().is_empty());
    /// ```
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
    ///
    /// ```
    /// let payload = livetpl::Payload::new([("a".to_owned(), "007".into())].into_iter().collect());
    /// assert_eq!(payload.fields()["a"], "007");
    /// ```
    pub fn fields(&self) -> &Map<String, Value> {
        &self.0
    }

    /// The whole payload as a `Form<T>`.
    ///
    /// ```
    /// # fn main() -> livetpl::Result {
    /// #[derive(serde::Deserialize)]
    /// struct Order { count: u8, gift: bool }
    ///
    /// let payload = livetpl::Payload::new([("count".to_owned(), "7".into())].into_iter().collect());
    /// let order = payload.form::<Order>()?.0;
    /// assert_eq!((order.count, order.gift), (7, false));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// A field error for each field that doesn't fit.
    pub fn form<T: DeserializeOwned>(&self) -> Result<Form<T>> {
        convert::fields(&self.0)
            .map(Form)
            .map_err(|(name, message)| Error::field(name, message))
    }

    /// The whole payload as a [`Valid<T>`].
    ///
    /// ```
    /// use livetpl::controller::{Payload, Result, Validated};
    ///
    /// /// What an action does that takes `Valid(join): Valid<T>`.
    /// fn read<T: serde::de::DeserializeOwned + Validated>(payload: &Payload) -> Result<T> {
    ///     let livetpl::Valid(join) = payload.valid::<T>()?;
    ///     Ok(join)
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// A field error for each field that doesn't fit or breaks a rule.
    pub fn valid<T: DeserializeOwned + Validated>(&self) -> Result<Valid<T>> {
        let Form(value) = self.form::<T>()?;
        value.validated(convert::names::<T>())?;
        Ok(Valid(value))
    }

    /// The by-name arguments `names`, as a tuple: `payload.arguments::<(u64, bool)>(&["id", "done"])`.
    ///
    /// ```
    /// let payload = livetpl::Payload::new([("id".to_owned(), "x".into())].into_iter().collect());
    /// let error = payload.arguments::<(u64,)>(&["id"]).unwrap_err();
    /// assert_eq!(error.fields()[0].0, "id");
    /// ```
    ///
    /// # Errors
    ///
    /// A field error for each field that doesn't fit.
    pub fn arguments<A: Arguments>(&self, names: &[&str]) -> Result<A> {
        A::from_payload(self, names)
    }
}

/// A tuple of by-name arguments.
///
/// ```
/// # fn main() -> livetpl::Result {
/// let fields = [("id".to_owned(), "7".into()), ("done".to_owned(), "on".into())];
/// let payload = livetpl::Payload::new(fields.into_iter().collect());
/// let (id, done): (u64, bool) = payload.arguments(&["id", "done"])?;
/// assert_eq!((id, done), (7, true));
/// # Ok(())
/// # }
/// ```
pub trait Arguments: Sized {
    /// Reads one field a place.
    #[doc(hidden)]
    fn from_payload(payload: &Payload, names: &[&str]) -> Result<Self>;
}

macro_rules! arguments {
    ($($T:ident $value:ident $at:tt),+) => {
        impl<$($T: DeserializeOwned),+> Arguments for ($($T,)+) {
            fn from_payload(payload: &Payload, names: &[&str]) -> Result<Self> {
                let mut refused: Option<Error> = None;
                let mut note = |name: &str, message: String| {
                    refused = Some(match refused.take() {
                        Some(error) => error.and_field(name, message),
                        None => Error::field(name, message),
                    });
                };
                let read = ($({
                    let name = names.get($at).copied().unwrap_or_default();
                    convert::field::<$T>(&payload.0, name).map_err(|message| note(name, message)).ok()
                },)+);
                match (read, refused) {
                    (($(Some($value),)+), None) => Ok(($($value,)+)),
                    (_, refused) => Err(refused.unwrap_or_else(|| Error::internal("an argument was not read"))),
                }
            }
        }
    };
}

arguments!(A a 0);
arguments!(A a 0, B b 1);
arguments!(A a 0, B b 1, C c 2);
arguments!(A a 0, B b 1, C c 2, D d 3);
arguments!(A a 0, B b 1, C c 2, D d 3, E e 4);
arguments!(A a 0, B b 1, C c 2, D d 3, E e 4, F f 5);
arguments!(A a 0, B b 1, C c 2, D d 3, E e 4, F f 5, G g 6);
arguments!(A a 0, B b 1, C c 2, D d 3, E e 4, F f 5, G g 6, H h 7);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde::Deserialize;
    use serde_json::{Value, json};

    use super::Payload;

    fn payload(value: Value) -> Payload {
        match value {
            Value::Object(fields) => Payload::new(fields),
            _ => Payload::default(),
        }
    }

    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(rename_all = "lowercase")]
    enum Colour {
        Red,
        Green,
    }

    #[derive(Debug, Deserialize, PartialEq)]
    struct Order {
        name: String,
        count: u8,
        gift: bool,
        note: Option<String>,
        tags: Vec<String>,
        #[serde(default = "five")]
        stars: u8,
        colour: Option<Colour>,
    }

    fn five() -> u8 {
        5
    }

    #[test]
    fn a_form_converts_what_browsers_send() {
        let form = json!({"name": "007", "count": " 7 ", "gift": "on", "note": "", "tags": "a", "colour": "red", "stars": "1"});
        let order = payload(form).form::<Order>().unwrap().0;
        let expected = Order {
            name: "007".into(),
            count: 7,
            gift: true,
            note: None,
            tags: vec!["a".into()],
            stars: 1,
            colour: Some(Colour::Red),
        };
        assert_eq!(order, expected);
    }

    #[test]
    fn arguments_name_every_field_that_does_not_fit() {
        let cases: &[(Value, &[(&str, &str)])] = &[
            (json!({"a": "1", "b": "2"}), &[]),
            (
                json!({"a": "x", "b": "-1"}),
                &[("a", "must be a whole number"), ("b", "is too small")],
            ),
            (
                json!({"a": "300"}),
                &[("a", "is too large"), ("b", "is missing")],
            ),
            (
                json!({"a": "1e5", "b": ""}),
                &[("a", "must be a whole number"), ("b", "is missing")],
            ),
            (
                json!({"a": ["1", "2"], "b": {"c": 1}}),
                &[("a", "must be one value"), ("b", "must be a text")],
            ),
        ];
        for (value, refused) in cases {
            let result = payload(value.clone()).arguments::<(u8, u8)>(&["a", "b"]);
            let fields = result
                .err()
                .map(|error| error.fields().to_vec())
                .unwrap_or_default();
            let fields: Vec<(&str, &str)> = fields
                .iter()
                .map(|(a, b)| (a.as_str(), b.as_str()))
                .collect();
            assert_eq!(fields, *refused, "{value}");
        }
    }

    #[test]
    fn texts_arrive_as_typed() {
        let typed = json!({"a": " 1e5 ", "b": "1234567890123456789"});
        let (a, b) = payload(typed)
            .arguments::<(String, String)>(&["a", "b"])
            .unwrap();
        assert_eq!((a.as_str(), b.as_str()), (" 1e5 ", "1234567890123456789"));
        for bad in ["NaN", "inf", "1e999"] {
            assert!(
                payload(json!({"a": bad}))
                    .arguments::<(f64,)>(&["a"])
                    .is_err(),
                "{bad}"
            );
        }
    }

    #[test]
    fn an_absent_box_is_unticked_and_an_absent_list_is_empty() {
        let (gift, tags, note) = Payload::default()
            .arguments::<(bool, Vec<u8>, Option<u8>)>(&["a", "b", "c"])
            .unwrap();
        assert_eq!((gift, tags, note), (false, vec![], None));
        let absent = json!({"name": "n", "count": "1"});
        let order = payload(absent).form::<Order>().unwrap().0;
        assert_eq!((order.gift, order.tags.len(), order.stars), (false, 0, 5));
        let error = payload(json!({"name": "n", "count": "many"}))
            .form::<Order>()
            .unwrap_err();
        assert_eq!(
            error.fields(),
            [("count".to_owned(), "must be a whole number".to_owned())]
        );
        let error = payload(json!({"count": "1"})).form::<Order>().unwrap_err();
        assert_eq!(
            error.fields(),
            [("name".to_owned(), "is missing".to_owned())]
        );
    }

    fn any_json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            ".{0,8}".prop_map(Value::from),
        ];
        leaf.prop_recursive(3, 16, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::hash_map("name|count|gift|tags|.", inner, 0..4)
                    .prop_map(|map| Value::Object(map.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn no_payload_panics(value in any_json()) {
            let payload = payload(value);
            let _ = payload.form::<Order>();
            let _ = payload.arguments::<(u8, f32, Option<Colour>, Vec<bool>)>(&["name", "count", "gift", "tags"]);
        }
    }
}
