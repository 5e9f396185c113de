//! Colours for Rust and templates: enough to read them by, found by looking at characters alone.
//!
//! Invariant: the output without its tags is the input, escaped.

/// Words that the language has for itself.
const KEYWORDS: &[&str] = &[
    "as", "async", "await", "break", "const", "continue", "crate", "else", "enum", "false", "fn",
    "for", "if", "impl", "in", "let", "loop", "match", "mod", "move", "mut", "pub", "ref",
    "return", "self", "Self", "static", "struct", "super", "trait", "true", "type", "use", "where",
    "while",
];

/// `text` as HTML, in the colours of what kind of file `path` names.
pub(super) fn highlight(path: &str, text: &str) -> String {
    let mut writer = Writer(String::with_capacity(text.len() * 2));
    match path.rsplit('.').next() {
        Some("rs") => rust(text, &mut writer),
        Some("html") => template(text, &mut writer),
        _ => writer.plain(text),
    }
    writer.0
}

struct Writer(String);

impl Writer {
    fn plain(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                _ => self.0.push(c),
            }
        }
    }

    fn in_colour(&mut self, class: &str, text: &str) {
        self.0.push_str("<span class=\"");
        self.0.push_str(class);
        self.0.push_str("\">");
        self.plain(text);
        self.0.push_str("</span>");
    }
}

/// How long the word is that `text` begins with.
fn word(text: &str) -> usize {
    text.find(|c: char| !c.is_alphanumeric() && c != '_')
        .unwrap_or(text.len())
}

/// Up to and with the first `end` behind `from`, or all of it.
fn through(text: &str, from: usize, end: &str) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    rest.find(end)
        .map_or(text.len(), |at| from + at + end.len())
}

/// How long the string is that `text` begins with, escapes passed over.
fn string(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// How long the raw string is that `text` begins with (`r"…"`, `r#"…"#`), if it is one.
fn raw_string(text: &str) -> Option<usize> {
    let hashes = text.strip_prefix('r')?.bytes().take_while(|b| *b == b'#');
    let hashes = hashes.count();
    let opens = text[1 + hashes..].starts_with('"');
    opens.then(|| through(text, hashes + 2, &format!("\"{}", "#".repeat(hashes))))
}

/// How long the character is that `text` begins with; a lifetime is none.
fn character(text: &str) -> Option<usize> {
    let mut rest = text.char_indices().skip(1);
    let (_, first) = rest.next()?;
    if first == '\\' {
        return Some(through(text, 3, "'"));
    }
    let (at, second) = rest.next()?;
    (second == '\'').then_some(at + 1)
}

fn rust(mut text: &str, out: &mut Writer) {
    while let Some(first) = text.chars().next() {
        let (class, length) = if text.starts_with("//") {
            ("c", text.find('\n').unwrap_or(text.len()))
        } else if first == '"' {
            ("s", string(text))
        } else if let Some(length) = raw_string(text) {
            ("s", length)
        } else if first == '\'' {
            character(text).map_or(("", 1), |length| ("s", length))
        } else if let Some(rest) = text.strip_prefix("#[") {
            ("a", 2 + word(rest))
        } else if first.is_alphanumeric() || first == '_' {
            let length = word(text);
            let class = match &text[..length] {
                keyword if KEYWORDS.contains(&keyword) => "k",
                _ if first.is_uppercase() => "t",
                _ => "",
            };
            (class, length)
        } else {
            ("", first.len_utf8())
        };
        let (token, rest) = text.split_at(length);
        match class {
            "" => out.plain(token),
            class => out.in_colour(class, token),
        }
        text = rest;
    }
}

/// How long the comment or the piece of template language is that `text` begins with, and its colour.
fn dynamic(text: &str) -> Option<(&'static str, usize)> {
    let pairs = [
        ("{#", "#}", "c"),
        ("<!--", "-->", "c"),
        ("{%", "%}", "k"),
        ("{{", "}}", "t"),
    ];
    let (open, close, class) = pairs
        .into_iter()
        .find(|(open, ..)| text.starts_with(open))?;
    Some((class, through(text, open.len(), close)))
}

fn template(mut text: &str, out: &mut Writer) {
    let (mut in_tag, mut in_value) = (false, false);
    while let Some(first) = text.chars().next() {
        let (class, length) = if let Some(found) = dynamic(text) {
            found
        } else if in_value || (in_tag && first == '"') {
            // Up to its end, or to what is dynamic in it.
            let from = usize::from(!in_value);
            let at = text[from..].find(['"', '{']);
            let at = at.map_or(text.len(), |at| from + at);
            in_value = !text[at..].starts_with('"');
            ("s", if in_value && at > 0 { at } else { at + 1 })
        } else if in_tag && first == '>' {
            in_tag = false;
            ("g", 1)
        } else if in_tag && (first.is_alphabetic() || first == '_') {
            let end = text.find(|c: char| !c.is_alphanumeric() && !"-_:.".contains(c));
            ("a", end.unwrap_or(text.len()))
        } else if !in_tag && first == '<' {
            in_tag = true;
            let name = text.strip_prefix("</").map_or(1, |_| 2);
            ("g", name + word(&text[name..]))
        } else {
            ("", first.len_utf8())
        };
        let (token, rest) = text.split_at(length);
        match class {
            "" => out.plain(token),
            class => out.in_colour(class, token),
        }
        text = rest;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text that a browser shows of `html`.
    fn shown(html: &str) -> String {
        let mut text = String::new();
        let mut in_tag = false;
        for c in html.chars() {
            match c {
                '<' => in_tag = true,
                '>' if in_tag => in_tag = false,
                _ if !in_tag => text.push(c),
                _ => {}
            }
        }
        text.replace("&lt;", "<").replace("&amp;", "&")
    }

    #[test]
    fn every_file_of_the_gallery_is_shown_as_it_is() {
        for example in super::super::GROUPS.iter().flat_map(|group| group.examples) {
            for source in example.sources {
                let html = highlight(source.path, source.text);
                assert!(shown(&html) == source.text, "{} has changed", source.path);
            }
        }
    }

    #[test]
    fn what_is_what_in_rust_and_in_templates() {
        for (path, text, expected) in [
            ("a.rs", "// x", "<span class=\"c\">// x</span>"),
            ("a.rs", "&'a str", "&amp;'a str"),
            ("a.rs", "'\\''", "<span class=\"s\">'\\''</span>"),
            ("a.rs", "\"\\\"//\"", "<span class=\"s\">\"\\\"//\"</span>"),
            (
                "a.rs",
                "r#\"<\"//\"#;",
                "<span class=\"s\">r#\"&lt;\"//\"#</span>;",
            ),
            (
                "a.html",
                "<b id=\"x\">",
                "<span class=\"g\">&lt;b</span> <span class=\"a\">id</span>=<span class=\"s\">\"x\"</span><span class=\"g\">></span>",
            ),
            (
                "a.html",
                "{{ \"{\" }}",
                "<span class=\"t\">{{ \"{\" }}</span>",
            ),
            ("a.css", "a > b", "a > b"),
        ] {
            assert_eq!(highlight(path, text), expected, "{text}");
        }
    }

    #[test]
    fn what_does_not_end_ends_with_the_file() {
        for text in ["\"", "r#\"", "'", "'\\", "{{", "<", "<!--", "<a b=\"", "#["] {
            for path in ["a.rs", "a.html"] {
                assert_eq!(shown(&highlight(path, text)), text);
            }
        }
    }
}
