//! URLs that a browser would run: `javascript:`, `vbscript:`, and `data:` of a type that can hold scripts.
//!
//! Reads a rendered value as a browser does: character references first, then what URL parsers leave out (URL standard,
//! section 4.4: control characters and spaces at the start, tabs and line breaks everywhere). What is found is made inert
//! by [`PREFIX`], so that the page still shows what was there. `render()` itself writes what askama writes.

/// Stands before a blocked URL: a scheme that no browser follows.
pub(crate) const PREFIX: &str = "unsafe:";

/// The longest beginning of a URL that is looked at, in characters.
const LOOKED_AT: usize = 64;

/// A value that begins in a render.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Url {
    /// Bytes from the start of the render.
    pub(crate) start: usize,
    /// Only shown or played, never followed.
    media: bool,
}

/// What a value is so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Harmless,
    Script,
    /// The text ends before one can tell.
    Open,
}

impl Url {
    #[inline]
    pub(crate) fn new(start: usize, media: bool) -> Self {
        Url { start, media }
    }

    /// Whether the first byte of the value that begins in `html` tells that it is harmless: nearly always.
    #[inline]
    pub(crate) fn is_plain(self, html: &str) -> bool {
        html.as_bytes().get(self.start).is_some_and(|first| {
            !matches!(
                first,
                b'j' | b'J' | b'v' | b'V' | b'd' | b'D' | b'&' | 0..=b' '
            )
        })
    }

    /// What the value that begins in `html` is.
    pub(crate) fn verdict(self, html: &str) -> Verdict {
        let text = html.get(self.start..).unwrap_or_default();
        let mut rest = Characters(text);
        let mut scheme = String::new();
        loop {
            match rest.next() {
                None => return Verdict::Open,
                Some(c) if scheme.is_empty() && c <= ' ' => {}
                Some('\t' | '\n' | '\r') => {}
                Some(':') => break,
                Some(c) if c.is_ascii_alphabetic() && scheme.len() < "javascript".len() => {
                    scheme.push(c.to_ascii_lowercase());
                }
                Some(_) => return Verdict::Harmless,
            }
        }
        match &*scheme {
            "javascript" | "vbscript" => Verdict::Script,
            "data" if !self.media => data(rest),
            _ => Verdict::Harmless,
        }
    }
}

/// What a `data:` URL is, by its type.
fn data(rest: Characters<'_>) -> Verdict {
    let mut kind = String::new();
    let mut ended = false;
    for c in rest.take(LOOKED_AT) {
        match c {
            '\t' | '\n' | '\r' => {}
            ';' | ',' | '"' | '\'' => {
                ended = true;
                break;
            }
            c => kind.push(c.to_ascii_lowercase()),
        }
    }
    let kind = kind.trim();
    let shown = ["image/", "audio/", "video/", "font/"]
        .iter()
        .any(|prefix| kind.starts_with(prefix));
    match ended {
        false if kind.len() < LOOKED_AT / 2 => Verdict::Open,
        true if shown && !kind.ends_with("+xml") => Verdict::Harmless,
        true if matches!(kind, "text/plain" | "text/csv") => Verdict::Harmless,
        _ => Verdict::Script,
    }
}

/// The characters of an attribute's value, with those references decoded that can matter in a scheme.
struct Characters<'a>(&'a str);

impl Iterator for Characters<'_> {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        let mut chars = self.0.chars();
        let c = chars.next()?;
        if c == '&'
            && let Some((c, length)) = reference(&self.0[1..])
        {
            self.0 = &self.0[1 + length..];
            return Some(c);
        }
        self.0 = chars.as_str();
        Some(c)
    }
}

/// The character that the reference in front of `rest`, behind its `&`, means; and how many bytes it has.
fn reference(rest: &str) -> Option<(char, usize)> {
    for (name, c) in [("Tab;", '\t'), ("NewLine;", '\n'), ("colon;", ':')] {
        if rest.starts_with(name) {
            return Some((c, name.len()));
        }
    }
    let number = rest.strip_prefix('#')?;
    let (digits, radix) = match number.strip_prefix(['x', 'X']) {
        Some(hex) => (hex, 16),
        None => (number, 10),
    };
    let length = digits
        .find(|c: char| !c.is_digit(radix))
        .unwrap_or(digits.len());
    let code = u32::from_str_radix(&digits[..length], radix).ok()?;
    let end = rest.len() - digits.len() + length;
    // Browsers take a number without its semicolon, too.
    let end = end + usize::from(digits[length..].starts_with(';'));
    Some((char::from_u32(code)?, end))
}

#[cfg(test)]
mod tests {
    use super::{Url, Verdict};

    #[test]
    fn scripts_are_known_however_they_are_written() {
        for script in [
            "javascript:alert(1)\"",
            "JAVASCRIPT:x\"",
            "JaVaScRiPt:x\"",
            " \u{1}javascript:x\"",
            "java\nscr\tipt\r:x\"",
            "&#106;avascript:x\"",
            "&#x6A;avascript&colon;x\"",
            "&#0000106avascript:x\"",
            "java&Tab;script&NewLine;:x\"",
            "vbscript:x\"",
            "data:text/html,<script>",
            "data: TEXT/html;base64,x\"",
            "data:image/svg+xml,x\"",
            "data:,x\"",
            "data:application/xhtml+xml,x\"",
        ] {
            let url = Url::new(0, false);
            assert!(!url.is_plain(script), "{script:?}");
            assert_eq!(url.verdict(script), Verdict::Script, "{script:?}");
        }
    }

    #[test]
    fn what_is_no_script_stays() {
        for url in [
            "/a\"",
            "a\"",
            "?javascript:x\"",
            "./javascript:x\"",
            "https://x\"",
            "java\"",
            "javascript\"",
            "javascripts:x\"",
            "j&#38;colon;\"",
            "\"",
            "data:image/png;base64,x\"",
            "data:text/csv,a\"",
            "mailto:a@b\"",
            "dat:x\"",
            "jürgen:x\"",
        ] {
            assert_eq!(
                Url::new(0, false).verdict(url),
                Verdict::Harmless,
                "{url:?}"
            );
        }
        assert_eq!(
            Url::new(0, true).verdict("data:image/svg+xml,x\""),
            Verdict::Harmless
        );
        assert_eq!(Url::new(0, true).verdict("javascript:x\""), Verdict::Script);
        for open in ["", "java", "data:", "data:ima", " "] {
            assert_eq!(Url::new(0, false).verdict(open), Verdict::Open, "{open:?}");
        }
    }
}
