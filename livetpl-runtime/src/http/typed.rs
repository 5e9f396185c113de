//! Puts what somebody typed back into the form that was refused, in the page that says why. Owns which field gets what.
//!
//! The page is read with a tokenizer that reads as browsers do; what is not changed stays byte for byte. Passwords and
//! files are never put back. Only an answer to a form without JavaScript goes this way.

use std::collections::HashMap;
use std::fmt::Write;
use std::ops::Range;

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{StartTag, Token, Tokenizer};
use serde_json::{Map, Value};

use crate::http::reply::escape;
use crate::template::FORM_FIELD;

/// What was sent, field by field.
type Fields = Map<String, Value>;

/// A place in the page that is written anew.
struct Edit {
    start: usize,
    end: usize,
    text: String,
}

/// The page with `sent`, which was posted, in the form that it came from; as it is where that form is not found.
pub(crate) fn put_back(page: String, sent: &Fields) -> String {
    let Some(Value::String(id)) = sent.get(FORM_FIELD) else {
        return page;
    };
    let html = &page;
    let tokens = tokens(html, 0..html.len());
    let Some(form) = Form::sent(&tokens, id, sent) else {
        return page;
    };
    let mut out = String::with_capacity(html.len() + 256);
    let mut written = 0;
    for Edit { start, end, text } in form.edits(sent) {
        let Some(before) = html.get(written..start) else {
            continue;
        };
        out.push_str(before);
        out.push_str(&text);
        written = end;
    }
    out.push_str(html.get(written..).unwrap_or_default());
    out
}

/// What matters of a page, with the places of its bytes.
enum Part {
    Start(StartTag<usize>),
    End { name: Vec<u8>, start: usize },
    Text(String),
}

/// The parts of `html` in `range`, as a browser without scripts reads them.
fn tokens(html: &str, range: Range<usize>) -> Vec<Part> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let (mut parts, from) = (Vec::new(), range.start);
    // Where a `<noscript>` begins, whose content the tokenizer takes for text.
    let mut noscript = None;
    for token in Tokenizer::new_with_emitter(&html[range], emitter).flatten() {
        match token {
            Token::StartTag(mut tag) => {
                tag.span.start += from;
                tag.span.end += from;
                noscript = (**tag.name == *b"noscript").then_some(tag.span.end);
                parts.push(Part::Start(tag));
            }
            Token::EndTag(tag) => {
                let start = tag.span.start + from;
                if let Some(begin) = noscript.take() {
                    while parts.pop_if(|part| matches!(part, Part::Text(_))).is_some() {}
                    parts.extend(tokens(html, begin..start));
                }
                let name = tag.name.to_vec();
                parts.push(Part::End { name, start });
            }
            Token::String(text) => {
                let text = String::from_utf8_lossy(&text.value).into_owned();
                parts.push(Part::Text(text));
            }
            _ => {}
        }
    }
    parts
}

impl Part {
    fn ends(&self, name: &[u8]) -> bool {
        matches!(self, Part::End { name: own, .. } if own == name)
    }
}

/// The form that was sent, among all parts of the page.
struct Form<'t> {
    parts: &'t [Part],
    inside: Range<usize>,
    /// By what fields elsewhere say that they are its own.
    id: Option<String>,
}

impl<'t> Form<'t> {
    /// Of several that a loop has made, the form that was sent is the one whose hidden fields hold what came; where these
    /// don't tell, the buttons do.
    fn sent(parts: &'t [Part], name: &str, sent: &Fields) -> Option<Self> {
        let mut best: Option<(usize, Self)> = None;
        for (index, part) in parts.iter().enumerate() {
            let Part::Start(tag) = part else { continue };
            if **tag.name != *b"form" {
                continue;
            }
            let rest = &parts[index + 1..];
            let end = rest.iter().position(|part| part.ends(b"form"));
            let inside = index + 1..end.map_or(parts.len(), |end| index + 1 + end);
            if let Some(points) = likeness(&parts[inside.clone()], name, sent)
                && best.as_ref().is_none_or(|(most, _)| points > *most)
            {
                let id = attribute(tag, "id");
                best = Some((points, Form { parts, inside, id }));
            }
        }
        best.map(|(_, form)| form)
    }

    /// Whether the field that begins with the part at `index` is one of the form's.
    fn owns(&self, index: usize, tag: &StartTag<usize>) -> bool {
        match attribute(tag, "form") {
            Some(form) => Some(form) == self.id,
            None => self.inside.contains(&index),
        }
    }

    fn edits(&self, sent: &Fields) -> Vec<Edit> {
        let mut edits = Vec::new();
        let mut taken = Taken::default();
        // The name of the `<select>` that is open.
        let mut select: Option<String> = None;
        for (index, tag) in self.parts.iter().enumerate() {
            let Part::Start(tag) = tag else {
                if tag.ends(b"select") {
                    select = None;
                }
                continue;
            };
            let name =
                attribute(tag, "name").filter(|name| !name.is_empty() && self.owns(index, tag));
            match (&**tag.name, name) {
                (b"input", Some(name)) => edits.extend(input(tag, &name, sent, &mut taken)),
                (b"textarea", Some(name)) => {
                    let end = self.parts[index + 1..]
                        .iter()
                        .find(|part| part.ends(b"textarea"));
                    if let (Some(text), Some(Part::End { start, .. })) =
                        (taken.next(sent, &name), end)
                    {
                        // The parser drops a line break that comes first.
                        let text = format!("\n{}", escape(&text));
                        let (start, end) = (tag.span.end, *start);
                        edits.push(Edit { start, end, text });
                    }
                }
                // Where nothing was sent of it, it was disabled, or nothing was chosen.
                (b"select", name) => {
                    let is_multiple = tag.attributes.contains_key(b"multiple".as_slice());
                    select = name.filter(|name| is_multiple || sent.contains_key(name));
                }
                (b"option", _) => {
                    if let Some(name) = &select {
                        let value = attribute(tag, "value")
                            .unwrap_or_else(|| text(self.parts.get(index + 1)));
                        edits.extend(switched(tag, "selected", has(sent, name, &value)));
                    }
                }
                _ => {}
            }
        }
        edits
    }
}

/// How many hidden fields and buttons of a form hold what was sent; `None` where it is another form.
fn likeness(form: &[Part], id: &str, sent: &Fields) -> Option<usize> {
    let mut is_it = false;
    let mut points = 0;
    for tag in form {
        let Part::Start(tag) = tag else { continue };
        let (name, value) = (attribute(tag, "name"), attribute(tag, "value"));
        let (name, value) = (name.unwrap_or_default(), value.unwrap_or_default());
        is_it |= name == FORM_FIELD && value == id;
        let is_hidden =
            attribute(tag, "type").is_some_and(|kind| kind.eq_ignore_ascii_case("hidden"));
        let is_button = **tag.name == *b"button";
        if is_hidden && has(sent, &name, &value) {
            points += 1000;
        } else if is_button && !value.is_empty() && has(sent, &name, &value) {
            points += 1;
        }
    }
    is_it.then_some(points)
}

/// An option's text, which is its value where it has no other.
fn text(part: Option<&Part>) -> String {
    match part {
        Some(Part::Text(text)) => text.split_ascii_whitespace().collect::<Vec<_>>().join(" "),
        _ => String::new(),
    }
}

fn input(tag: &StartTag<usize>, name: &str, sent: &Fields, taken: &mut Taken) -> Option<Edit> {
    let kind = attribute(tag, "type")
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    match &*kind {
        _ if tag.attributes.contains_key(b"disabled".as_slice()) => None,
        "checkbox" | "radio" => {
            let value = attribute(tag, "value").unwrap_or_else(|| "on".to_owned());
            switched(tag, "checked", has(sent, name, &value))
        }
        "hidden" | "password" | "file" | "submit" | "image" | "button" | "reset" => None,
        _ => {
            let value = taken.next(sent, name)?;
            (attribute(tag, "value").unwrap_or_default() != value)
                .then(|| rewritten(tag, "value", Some(&value)))
        }
    }
}

/// The tag with `attribute`, which has no value, if `on`, and without it otherwise; `None` where it is so already.
fn switched(tag: &StartTag<usize>, attribute: &str, on: bool) -> Option<Edit> {
    let is_on = tag.attributes.contains_key(attribute.as_bytes());
    (is_on != on).then(|| rewritten(tag, attribute, on.then_some("")))
}

/// The tag, written anew with this attribute.
fn rewritten(tag: &StartTag<usize>, changed: &str, value: Option<&str>) -> Edit {
    let mut text = format!("<{}", String::from_utf8_lossy(&tag.name));
    let mut write = |name: &str, value: &str| {
        let value = escape(value);
        // Writing to a string does not fail.
        let _ = match &*value {
            "" => write!(text, " {name}"),
            value => write!(text, " {name}=\"{value}\""),
        };
    };
    for (name, value) in &tag.attributes {
        if **name != *changed.as_bytes() {
            write(
                &String::from_utf8_lossy(name),
                &String::from_utf8_lossy(value),
            );
        }
    }
    if let Some(value) = value {
        write(changed, value);
    }
    text.push('>');
    Edit {
        start: tag.span.start,
        end: tag.span.end,
        text,
    }
}

fn attribute(tag: &StartTag<usize>, name: &str) -> Option<String> {
    let value = tag.attributes.get(name.as_bytes())?;
    Some(String::from_utf8_lossy(value).into_owned())
}

/// Whether `value` was sent under `name`.
fn has(sent: &Fields, name: &str, value: &str) -> bool {
    match sent.get(name) {
        Some(Value::Array(values)) => values.iter().any(|one| one == value),
        Some(one) => one == value,
        None => false,
    }
}

/// How many values of each name are in fields already: of a name that stands twice the second gets the second.
#[derive(Default)]
struct Taken(HashMap<String, usize>);

impl Taken {
    fn next(&mut self, sent: &Fields, name: &str) -> Option<String> {
        let index = self.0.entry(name.to_owned()).or_default();
        let value = match sent.get(name)? {
            Value::Array(values) => values.get(*index)?,
            one => (*index == 0).then_some(one)?,
        };
        *index += 1;
        value.as_str().map(str::to_owned)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn put(html: &str, sent: Value) -> String {
        let hidden = "<input type=\"hidden\" name=\"lvt-form\" value=\"f-0\">";
        let page = html.replace("<form>", &format!("<form>{hidden}"));
        let mut fields = sent.as_object().cloned().unwrap_or_default();
        fields.insert(FORM_FIELD.to_owned(), json!("f-0"));
        put_back(page, &fields).replace(hidden, "")
    }

    #[test]
    fn what_was_typed_stands_in_its_fields_again() {
        let cases = [
            (
                "<form><input name=a value=\"old\"><input name=\"b\"></form>",
                json!({"a": "new", "b": "\"><script>"}),
                "<form><input name=\"a\" value=\"new\"><input name=\"b\" value=\"&quot;&gt;&lt;script&gt;\"></form>",
            ),
            // What was emptied is empty.
            (
                "<form><input name=\"a\" value=\"old\"></form>",
                json!({"a": ""}),
                "<form><input name=\"a\" value></form>",
            ),
            (
                "<form><textarea name=\"a\">old &lt;text&gt;</textarea></form>",
                json!({"a": "</textarea><b>"}),
                "<form><textarea name=\"a\">\n&lt;/textarea&gt;&lt;b&gt;</textarea></form>",
            ),
            (
                "<form><select name=\"s\"><option value=\"1\" selected>x<option value=\"2\">y<option> A  b </select></form>",
                json!({"s": "A b"}),
                "<form><select name=\"s\"><option value=\"1\">x<option value=\"2\">y<option selected> A  b </select></form>",
            ),
            (
                "<form><input type=\"checkbox\" name=\"c\" checked><input type=\"checkbox\" name=\"d\" value=\"1\"><input type=\"radio\" name=\"r\" value=\"2\"></form>",
                json!({"d": ["1"], "r": "2"}),
                "<form><input name=\"c\" type=\"checkbox\"><input name=\"d\" type=\"checkbox\" value=\"1\" checked><input name=\"r\" type=\"radio\" value=\"2\" checked></form>",
            ),
            (
                "<form><input name=\"a\"><input name=\"a\"></form>",
                json!({"a": ["x", "y"]}),
                "<form><input name=\"a\" value=\"x\"><input name=\"a\" value=\"y\"></form>",
            ),
            // Secrets and files don't come back, and other forms stay as they are.
            (
                "<form><input type=\"PASSWORD\" name=\"a\"><input type=\"file\" name=\"b\"></form><form id=x><input name=\"a\"></form>",
                json!({"a": "x", "b": "y"}),
                "<form><input type=\"PASSWORD\" name=\"a\"><input type=\"file\" name=\"b\"></form><form id=x><input name=\"a\"></form>",
            ),
            // What says whose it is, wherever it stands.
            (
                "<input name=\"a\" form=\"x\"><form><input name=\"lvt-form\" value=\"f-0\"></form>",
                json!({"a": "new"}),
                "<input name=\"a\" form=\"x\"><form><input name=\"lvt-form\" value=\"f-0\"></form>",
            ),
            (
                "<input name=\"a\" form=\"x\"><form id=\"x\"><input name=\"lvt-form\" value=\"f-0\"><input name=\"a\" form=\"y\"></form><select name=\"s\" form=\"x\"><option>1<option>2</select>",
                json!({"a": "new", "s": "2"}),
                "<input form=\"x\" name=\"a\" value=\"new\"><form id=\"x\"><input name=\"lvt-form\" value=\"f-0\"><input name=\"a\" form=\"y\"></form><select name=\"s\" form=\"x\"><option>1<option selected>2</select>",
            ),
            // What only a browser without scripts sees.
            (
                "<noscript>é &amp; <form><input name=\"a\"><textarea name=\"b\">x</textarea></form></noscript><input name=\"a\">",
                json!({"a": "new", "b": "y"}),
                "<noscript>é &amp; <form><input name=\"a\" value=\"new\"><textarea name=\"b\">\ny</textarea></form></noscript><input name=\"a\">",
            ),
            // A comment or a text that looks like a field is none.
            (
                "<!--<form><input name=\"a\">--><title><form></title><form><script>\"<input name='a'>\"</script><input name=\"a\"></form>",
                json!({"a": "x"}),
                "<!--<form><input name=\"a\">--><title><form></title><form><script>\"<input name='a'>\"</script><input name=\"a\" value=\"x\"></form>",
            ),
        ];
        for (html, sent, expected) in cases {
            assert_eq!(put(html, sent), expected, "{html}");
        }
    }

    #[test]
    fn of_a_loops_forms_the_one_that_was_sent_is_filled() {
        let row = |id: u32, value: &str| {
            format!(
                "<form><input type=\"hidden\" name=\"id\" value=\"{id}\"><input name=\"a\"{value}></form>"
            )
        };
        let page = row(1, "") + &row(2, "") + &row(3, "");
        let expected = row(1, "") + &row(2, " value=\"x\"") + &row(3, "");
        assert_eq!(put(&page, json!({"id": "2", "a": "x"})), expected);
    }

    #[test]
    fn a_form_that_is_not_there_changes_nothing() {
        let page = "<form><input name=\"a\"></form>".to_owned();
        for sent in [
            json!({"a": "x"}),
            json!({"a": "x", "lvt-form": "g-0"}),
            json!({"lvt-form": ["f-0"]}),
        ] {
            let fields = sent.as_object().cloned().unwrap_or_default();
            assert_eq!(put_back(page.clone(), &fields), page, "{sent}");
        }
    }
}
