//! What the fields of a page hold before anybody edits them.

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{StartTag, Token, Tokenizer};

/// Whether a field called `name` holds `value` in this page, as the server rendered it.
pub(crate) fn holds(html: &str, name: &str, value: &str) -> bool {
    let mut emitter = DefaultEmitter::<()>::new_with_span();
    emitter.naively_switch_states(true);
    // A `<textarea>` of this name is open.
    let mut is_inside = false;
    Tokenizer::new_with_emitter(html, emitter)
        .flatten()
        .any(|token| match token {
            Token::StartTag(tag) => {
                let is_it = attribute(&tag, b"name") == Some(name.as_bytes());
                is_inside = is_it && **tag.name == *b"textarea";
                is_it
                    && **tag.name == *b"input"
                    && attribute(&tag, b"value") == Some(value.as_bytes())
            }
            // The parser drops a line break that comes first.
            Token::String(text) if is_inside => {
                let text = &**text.value;
                text.strip_prefix(b"\n").unwrap_or(text) == value.as_bytes()
            }
            Token::EndTag(_) => {
                is_inside = false;
                false
            }
            _ => false,
        })
}

fn attribute<'t>(tag: &'t StartTag<()>, name: &[u8]) -> Option<&'t [u8]> {
    let value = tag.attributes.get(name)?;
    Some(value.as_slice())
}

#[cfg(test)]
mod tests {
    use super::holds;

    #[test]
    fn a_field_holds_what_the_page_gives_it() {
        let page = "<!-- <input name=\"a\" value=\"no\"> --><p>no</p><input name=\"a\" value=\"x &amp; y\">\
                    <textarea name=\"b\">\n one\n&lt;two&gt;</textarea><input name=\"c\">no";
        for (name, value, expected) in [
            ("a", "x & y", true),
            ("a", "no", false),
            ("b", " one\n<two>", true),
            ("b", "x & y", false),
            ("c", "no", false),
            ("c", "x & y", false),
        ] {
            assert_eq!(holds(page, name, value), expected, "{name}={value}");
        }
    }
}
