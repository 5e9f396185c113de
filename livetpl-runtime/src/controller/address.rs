//! What a page's address says: the parameters of its path, and its query. Owns how both become values, and how values
//! become a query.

use std::sync::Arc;

use serde::de::value::SeqDeserializer;
use serde::de::{self, DeserializeOwned, Deserializer, Visitor};
use serde::{Serialize, forward_to_deserialize_any};
use serde_json::Value;

use crate::controller::convert::{self, Field, Fields, Refused};
use crate::controller::fields::read_urlencoded;

/// The parameters of a path, decoded, in its order. Cheap to clone.
#[doc(hidden)]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Params(Option<Arc<[Param]>>);

/// A name and its value.
type Param = (Box<str>, Box<str>);

impl FromIterator<Param> for Params {
    fn from_iter<I: IntoIterator<Item = Param>>(params: I) -> Self {
        let params: Vec<_> = params.into_iter().collect();
        Params((!params.is_empty()).then(|| params.into()))
    }
}

impl Params {
    fn pairs(&self) -> &[Param] {
        self.0.as_deref().unwrap_or_default()
    }

    /// The value of the parameter `name`.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let mut pairs = self.pairs().iter();
        pairs
            .find(|(known, _)| **known == *name)
            .map(|(_, value)| &**value)
    }

    /// The parameters as a `T`: a struct by their names, a tuple in their order, anything else the only one.
    pub(crate) fn read<T: DeserializeOwned>(&self) -> Result<T, String> {
        T::deserialize(Path(self)).map_err(|refused| refused.to_string())
    }

    fn fields(&self) -> impl Iterator<Item = Field> {
        self.pairs().iter().map(|(name, value)| Field {
            name: name.to_string(),
            value: Some(Value::from(&**value)),
        })
    }
}

/// A path's parameters as serde reads them.
struct Path<'a>(&'a Params);

impl Path<'_> {
    fn only(&self) -> Result<Field, Refused> {
        let mut fields = self.0.fields();
        match (fields.next(), fields.next()) {
            (Some(only), None) => Ok(only),
            _ => Err(de::Error::custom(format!(
                "the path has {} parameters: read them into a struct or tuple",
                self.0.pairs().len()
            ))),
        }
    }

    fn named(&self) -> Fields {
        let pairs = self.0.fields();
        Fields {
            present: pairs
                .map(|field| (field.name, field.value.unwrap_or_default()))
                .collect(),
            absent: Vec::new(),
        }
    }
}

macro_rules! of_the_only_one {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
            self.only()?.$method(visitor)
        }
    )*};
}

impl<'de> Deserializer<'de> for Path<'_> {
    type Error = Refused;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        self.named().deserialize_any(visitor)
    }

    of_the_only_one! {
        deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128 deserialize_u8
        deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128 deserialize_f32 deserialize_f64
        deserialize_char deserialize_str deserialize_string
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refused> {
        self.only()?.deserialize_enum(name, variants, visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        visitor.visit_some(self)
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        visitor.visit_unit()
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Refused> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        visitor.visit_seq(SeqDeserializer::new(self.0.fields()))
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, Refused> {
        let has = self.0.pairs().len();
        if has != length {
            return Err(de::Error::custom(format!(
                "the path has {has} parameters, and not {length}"
            )));
        }
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, Refused> {
        self.deserialize_tuple(length, visitor)
    }

    forward_to_deserialize_any! {
        bytes byte_buf unit_struct map struct identifier ignored_any
    }
}

/// A query as a `T`, as a form's fields are read; the error names the field.
pub(crate) fn read_query<T: DeserializeOwned>(query: &str) -> Result<T, (String, String)> {
    convert::fields(&read_urlencoded(query.as_bytes()))
}

/// `value`, a struct, a map or pairs, as a query that [`read_query`] reads: what is `None` is left out, and a list's name
/// is repeated.
pub(crate) fn write_query<T: Serialize + ?Sized>(value: &T) -> Result<String, String> {
    let value = serde_json::to_value(value).map_err(|error| error.to_string())?;
    let mut query = form_urlencoded::Serializer::new(String::new());
    let mut put = |name: &str, value: &Value| -> Result<(), String> {
        let values = match value {
            Value::Array(values) => &values[..],
            one => std::slice::from_ref(one),
        };
        for value in values {
            match value {
                Value::Null => {}
                Value::String(text) => {
                    query.append_pair(name, text);
                }
                Value::Bool(_) | Value::Number(_) => {
                    query.append_pair(name, &value.to_string());
                }
                Value::Array(_) | Value::Object(_) => {
                    return Err(format!(
                        "`{name}` is no text, number, yes or no, or list of these"
                    ));
                }
            }
        }
        Ok(())
    };
    match &value {
        Value::Null => {}
        Value::Object(fields) => {
            for (name, value) in fields {
                put(name, value)?;
            }
        }
        Value::Array(pairs) => {
            for pair in pairs {
                match pair.as_array().map(Vec::as_slice) {
                    Some([Value::String(name), value]) => put(name, value)?,
                    _ => return Err("a query is a struct, a map or pairs of name and value".into()),
                }
            }
        }
        _ => return Err("a query is a struct, a map or pairs of name and value".into()),
    }
    Ok(query.finish())
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    fn params(pairs: &[(&str, &str)]) -> Params {
        let pairs = pairs.iter();
        pairs
            .map(|(name, value)| ((*name).into(), (*value).into()))
            .collect()
    }

    #[derive(Debug, PartialEq, Deserialize)]
    struct Place {
        room: String,
        seat: u8,
    }

    #[test]
    fn parameters_are_read_by_name_in_order_or_alone() {
        let both = params(&[("room", "a b"), ("seat", "7")]);
        let place = Place {
            room: "a b".into(),
            seat: 7,
        };
        assert_eq!(both.read(), Ok(place));
        assert_eq!(both.read(), Ok(("a b".to_owned(), 7u8)));
        assert_eq!(both.read(), Ok(vec!["a b".to_owned(), "7".to_owned()]));
        assert_eq!(both.get("seat"), Some("7"));
        assert_eq!(both.get("other"), None);
        assert!(both.read::<u8>().unwrap_err().contains("2 parameters"));
        assert!(both.read::<(String, u8, u8)>().is_err());
        let one = params(&[("id", "300")]);
        assert_eq!(one.read(), Ok(300u16));
        assert_eq!(one.read(), Ok((300u16,)));
        assert_eq!(one.read(), Ok("300".to_owned()));
        assert!(one.read::<u8>().unwrap_err().contains("id: is too large"));
        assert!(Params::default().read::<u8>().is_err());
        assert_eq!(Params::default().read(), Ok(()));
    }

    #[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
    struct Filter {
        q: Option<String>,
        page: Option<u32>,
        #[serde(default)]
        tags: Vec<String>,
        open: bool,
    }

    #[test]
    fn a_query_is_read_as_forms_are_and_written_as_it_is_read() {
        assert_eq!(read_query(""), Ok(Filter::default()));
        assert_eq!(read_query("q=&page=&other=1"), Ok(Filter::default()));
        let filter = Filter {
            q: Some("a b&=é".into()),
            page: Some(2),
            tags: vec!["x".into(), "y z".into()],
            open: true,
        };
        let query = write_query(&filter).unwrap();
        assert_eq!(query, "open=true&page=2&q=a+b%26%3D%C3%A9&tags=x&tags=y+z");
        assert_eq!(read_query(&query), Ok(filter));
        assert_eq!(
            read_query::<Filter>("page=x").unwrap_err(),
            ("page".to_owned(), "must be a whole number".to_owned())
        );
        assert!(read_query::<Filter>("page=1&page=2").is_err());
    }

    #[test]
    fn a_query_is_written_from_pairs_and_from_nothing() {
        assert_eq!(
            write_query(&[("b", "1"), ("a", "x y")]),
            Ok("b=1&a=x+y".into())
        );
        assert_eq!(
            write_query(&[("a", Some(1)), ("b", None)]),
            Ok("a=1".into())
        );
        assert_eq!(write_query(&()), Ok(String::new()));
        assert!(write_query("a=1").is_err());
        assert!(write_query(&[1]).is_err());
        assert!(write_query(&[("a", [("b", 1)])]).is_err());
    }
}
