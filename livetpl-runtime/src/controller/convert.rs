//! Converts what a form sends into the types of arguments: strings to numbers, `on` to `true`, empty to `None`.
//!
//! One conversion, from JSON values, for WebSocket, fetch and forms without JavaScript. It never panics: payloads are
//! whatever a browser, or somebody who isn't one, has sent.

use std::fmt;

use serde::de::value::{MapDeserializer, SeqDeserializer, StringDeserializer};
use serde::de::{
    self, DeserializeOwned, Deserializer, EnumAccess, IntoDeserializer, VariantAccess, Visitor,
};
use serde_json::{Map, Value};

/// The value of the field `name` as a `T`; the error is for the person who filled the form in.
pub(crate) fn field<T: DeserializeOwned>(
    fields: &Map<String, Value>,
    name: &str,
) -> Result<T, String> {
    let value = fields.get(name).cloned();
    T::deserialize(Field {
        name: name.to_owned(),
        value,
    })
    .map_err(|refused| refused.message)
}

/// All fields as a `T`; the error names the field.
pub(crate) fn fields<T: DeserializeOwned>(
    fields: &Map<String, Value>,
) -> Result<T, (String, String)> {
    // A field that is absent may still have a meaning: an unticked box, an empty list. Whether it is wanted, and has
    // no default of its own, only serde's refusal tells.
    let mut absent: Vec<String> = Vec::new();
    loop {
        match T::deserialize(Fields {
            present: fields.clone(),
            absent: absent.clone(),
        }) {
            Ok(value) => return Ok(value),
            Err(refused)
                if refused.missing
                    && !fields.contains_key(&refused.field)
                    && !absent.contains(&refused.field) =>
            {
                absent.push(refused.field);
            }
            Err(refused) => return Err((refused.field, refused.message)),
        }
    }
}

/// The names that serde knows the fields of `T` by; empty where it is no struct, or flattens others.
pub(crate) fn names<T: DeserializeOwned>() -> &'static [&'static str] {
    let mut names: &'static [&'static str] = &[];
    // It is refused as soon as it has said what it wants.
    let _ = T::deserialize(Names(&mut names));
    names
}

struct Names<'a>(&'a mut &'static [&'static str]);

impl<'de> Deserializer<'de> for Names<'_> {
    type Error = Refused;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Refused> {
        Err(de::Error::custom("only struct fields have names"))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Refused> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refused> {
        *self.0 = fields;
        self.deserialize_any(visitor)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct seq
        tuple tuple_struct map enum identifier ignored_any
    }
}

/// Why a value doesn't fit, and which.
#[derive(Debug)]
pub(super) struct Refused {
    field: String,
    message: String,
    /// serde asked for a field that the payload hasn't.
    missing: bool,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.field, self.message)
    }
}

impl std::error::Error for Refused {}

impl de::Error for Refused {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Refused {
            field: String::new(),
            message: message.to_string(),
            missing: false,
        }
    }

    fn missing_field(field: &'static str) -> Self {
        Refused {
            field: field.to_owned(),
            message: "is missing".to_owned(),
            missing: true,
        }
    }

    fn unknown_field(field: &str, _: &'static [&'static str]) -> Self {
        Refused {
            field: field.to_owned(),
            message: "is not expected here".to_owned(),
            missing: false,
        }
    }

    fn unknown_variant(_: &str, expected: &'static [&'static str]) -> Self {
        Self::custom(format!("must be one of {}", expected.join(", ")))
    }
}

/// A whole payload.
pub(super) struct Fields {
    pub(super) present: Map<String, Value>,
    /// Fields to be offered as absent.
    pub(super) absent: Vec<String>,
}

impl<'de> Deserializer<'de> for Fields {
    type Error = Refused;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        let absent = self
            .absent
            .into_iter()
            .map(|name| (name.clone(), Field { name, value: None }));
        visitor.visit_map(MapDeserializer::new(pairs(self.present).chain(absent)))
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

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        visitor.visit_some(self)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit_struct seq tuple
        tuple_struct map struct enum identifier ignored_any
    }
}

fn pairs(fields: Map<String, Value>) -> impl Iterator<Item = (String, Field)> {
    fields.into_iter().map(|(name, value)| {
        (
            name.clone(),
            Field {
                name,
                value: Some(value),
            },
        )
    })
}

/// One value; `None` where the field is absent.
#[derive(Clone)]
pub(super) struct Field {
    pub(super) name: String,
    pub(super) value: Option<Value>,
}

impl IntoDeserializer<'_, Refused> for Field {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl Field {
    fn refuse<T>(&self, message: &str) -> Result<T, Refused> {
        Err(Refused {
            field: self.name.clone(),
            message: message.to_owned(),
            missing: false,
        })
    }

    /// The value as the text that a person typed.
    fn text(&self) -> Result<String, Refused> {
        match &self.value {
            Some(Value::String(text)) => Ok(text.clone()),
            Some(Value::Number(number)) => Ok(number.to_string()),
            Some(Value::Bool(yes)) => Ok(yes.to_string()),
            None | Some(Value::Null) => self.refuse("is missing"),
            Some(Value::Array(_)) => self.refuse("must be one value"),
            Some(Value::Object(_)) => self.refuse("must be a text"),
        }
    }

    fn number<T: std::str::FromStr>(&self, whole: bool) -> Result<T, Refused> {
        let text = self.text()?;
        let text = text.trim();
        if text.is_empty() {
            return self.refuse("is missing");
        }
        text.parse().or_else(|_| {
            let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
            let is_whole = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
            self.refuse(match (whole, is_whole) {
                (true, true) if text.starts_with('-') => "is too small",
                (true, true) => "is too large",
                (true, false) => "must be a whole number",
                (false, _) => "must be a number",
            })
        })
    }

    /// A number that `fits`: one beyond what the type holds would be infinite in it.
    fn float(&self, fits: impl Fn(f64) -> bool) -> Result<f64, Refused> {
        let number: f64 = self.number(false)?;
        if fits(number) {
            return Ok(number);
        }
        let has_digits = self.text()?.bytes().any(|byte| byte.is_ascii_digit());
        self.refuse(match has_digits {
            // `NaN` and `inf`, which Rust reads, and no field of a browser.
            false => "must be a number",
            true if number < 0.0 => "is too small",
            true => "is too large",
        })
    }

    fn is_empty(&self) -> bool {
        match &self.value {
            None | Some(Value::Null) => true,
            Some(Value::String(text)) => text.is_empty(),
            Some(_) => false,
        }
    }

    /// Gives an error that serde's own code made the name of this field.
    fn named<T>(self_name: String, result: Result<T, Refused>) -> Result<T, Refused> {
        result.map_err(|refused| match refused.field.as_str() {
            "" => Refused {
                field: self_name,
                ..refused
            },
            inner if inner == self_name => refused,
            inner => Refused {
                field: format!("{self_name}.{inner}"),
                ..refused
            },
        })
    }
}

macro_rules! whole_numbers {
    ($($method:ident $visit:ident;)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
            let number = self.number(true)?;
            Field::named(self.name, visitor.$visit(number))
        }
    )*};
}

impl<'de> Deserializer<'de> for Field {
    type Error = Refused;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        let name = self.name.clone();
        let result = match self.value {
            None | Some(Value::Null) => visitor.visit_unit(),
            Some(Value::Bool(yes)) => visitor.visit_bool(yes),
            Some(Value::String(text)) => visitor.visit_string(text),
            Some(Value::Number(number)) => {
                match (number.as_u64(), number.as_i64(), number.as_f64()) {
                    (Some(n), _, _) => visitor.visit_u64(n),
                    (_, Some(n), _) => visitor.visit_i64(n),
                    (_, _, n) => visitor.visit_f64(n.unwrap_or_default()),
                }
            }
            Some(Value::Array(_)) => return self.deserialize_seq(visitor),
            Some(Value::Object(fields)) => visitor.visit_map(MapDeserializer::new(pairs(fields))),
        };
        Field::named(name, result)
    }

    whole_numbers! {
        deserialize_i8 visit_i8;
        deserialize_i16 visit_i16;
        deserialize_i32 visit_i32;
        deserialize_i64 visit_i64;
        deserialize_i128 visit_i128;
        deserialize_u8 visit_u8;
        deserialize_u16 visit_u16;
        deserialize_u32 visit_u32;
        deserialize_u64 visit_u64;
        deserialize_u128 visit_u128;
    }

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        let number = self.float(|number| (number as f32).is_finite())? as f32;
        Field::named(self.name, visitor.visit_f32(number))
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        let number = self.float(f64::is_finite)?;
        Field::named(self.name, visitor.visit_f64(number))
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        let yes = match &self.value {
            None | Some(Value::Null) => false,
            Some(_) => match self.text()?.as_str() {
                "on" | "true" | "1" => true,
                "" | "off" | "false" | "0" => false,
                _ => return self.refuse("must be yes or no"),
            },
        };
        Field::named(self.name, visitor.visit_bool(yes))
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        let text = self.text()?;
        let mut chars = text.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) => Field::named(self.name, visitor.visit_char(c)),
            _ => self.refuse("must be one character"),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        self.deserialize_string(visitor)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        let text = self.text()?;
        Field::named(self.name, visitor.visit_string(text))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        if self.is_empty() {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Refused> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        let values = match self.value {
            None | Some(Value::Null) => Vec::new(),
            Some(Value::Array(values)) => values,
            Some(one) => vec![one],
        };
        let name = self.name.clone();
        let items = values.into_iter().map(|value| Field {
            name: name.clone(),
            value: Some(value),
        });
        Field::named(self.name, visitor.visit_seq(SeqDeserializer::new(items)))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refused> {
        let text = self.text()?;
        Field::named(self.name, visitor.visit_enum(Variant(text)))
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! {
        bytes byte_buf unit_struct tuple tuple_struct map struct identifier ignored_any
    }
}

/// The name of an enum's variant.
struct Variant(String);

impl<'de> EnumAccess<'de> for Variant {
    type Error = Refused;
    type Variant = Unit;

    fn variant_seed<V: de::DeserializeSeed<'de>>(
        self,
        seed: V,
    ) -> Result<(V::Value, Unit), Refused> {
        let name: StringDeserializer<Refused> = self.0.into_deserializer();
        Ok((seed.deserialize(name)?, Unit))
    }
}

/// A variant without content: a form can't send another.
struct Unit;

impl<'de> VariantAccess<'de> for Unit {
    type Error = Refused;

    fn unit_variant(self) -> Result<(), Refused> {
        Ok(())
    }

    fn newtype_variant_seed<T: de::DeserializeSeed<'de>>(self, _: T) -> Result<T::Value, Refused> {
        Err(de::Error::custom("is not a plain choice"))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Refused> {
        Err(de::Error::custom("is not a plain choice"))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Refused> {
        Err(de::Error::custom("is not a plain choice"))
    }
}
