//! Names and values as forms and queries have them, read into the fields of a payload. Owns that repeated names are lists.

use serde_json::{Map, Value};

/// The fields of `application/x-www-form-urlencoded`, a form's body or a query. Whatever the bytes are, they have some.
pub(crate) fn read_urlencoded(text: &[u8]) -> Map<String, Value> {
    let mut fields = Map::new();
    for (name, value) in form_urlencoded::parse(text) {
        add_field(&mut fields, name.into_owned(), value.into_owned());
    }
    fields
}

/// Adds a field; repeated names are lists.
pub(crate) fn add_field(fields: &mut Map<String, Value>, name: String, value: String) {
    let value = Value::String(value);
    match fields.get_mut(&name) {
        None => {
            fields.insert(name, value);
        }
        Some(Value::Array(values)) => values.push(value),
        Some(one) => *one = Value::Array(vec![one.take(), value]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn repeated_fields_are_lists() {
        let fields = read_urlencoded(b"a=1&b=x+y&a=%C3%A9&c=&a=3&%FF=%FF");
        let expected = json!({"a": ["1", "é", "3"], "b": "x y", "c": "", "\u{fffd}": "\u{fffd}"});
        assert_eq!(Value::Object(fields), expected);
    }
}
