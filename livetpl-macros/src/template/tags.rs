//! Where a tag begins and ends in the source. Askama's syntax tree only knows each tag's keyword.
//!
//! Invariant: the scan agrees with askama's parser. `layout` checks that, by walking the syntax tree beside the scan.

use std::ops::Range;

use super::config::Delimiters;

/// One `{% … %}` or `{{ … }}`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Tag {
    /// The tag with its delimiters.
    pub(crate) whole: Range<usize>,
    /// What is between the delimiters, without whitespace marks, trimmed.
    pub(crate) inner: Range<usize>,
}

/// Reads tags out of one file.
#[derive(Clone, Copy)]
pub(crate) struct Scanner<'a> {
    pub(crate) source: &'a str,
    pub(crate) delimiters: &'a Delimiters,
}

impl<'a> Scanner<'a> {
    /// The `{% … %}` that begins at `at`.
    pub(crate) fn block(&self, at: usize) -> Option<Tag> {
        self.tag(at, &self.delimiters.block_start, &self.delimiters.block_end)
    }

    /// The `{{ … }}` that begins at `at`.
    pub(crate) fn expr(&self, at: usize) -> Option<Tag> {
        self.tag(at, &self.delimiters.expr_start, &self.delimiters.expr_end)
    }

    /// Passes over whitespace and comments.
    pub(crate) fn skip_blank(&self, mut at: usize) -> usize {
        loop {
            let rest = &self.source[at..];
            at += rest.len() - rest.trim_ascii_start().len();
            match self.comment(at) {
                Some(end) => at = end,
                None => return at,
            }
        }
    }

    /// The end of the comment that begins at `at`. Comments nest.
    fn comment(&self, at: usize) -> Option<usize> {
        let (open, close) = (
            self.delimiters.comment_start.as_str(),
            self.delimiters.comment_end.as_str(),
        );
        let mut rest = self.source[at..].strip_prefix(open)?;
        let mut depth = 1;
        while depth > 0 {
            let next = match (rest.find(open), rest.find(close)) {
                (Some(opened), Some(closed)) if opened < closed => {
                    depth += 1;
                    opened + open.len()
                }
                (_, Some(closed)) => {
                    depth -= 1;
                    closed + close.len()
                }
                (_, None) => return None,
            };
            rest = &rest[next..];
        }
        Some(self.source.len() - rest.len())
    }

    fn tag(&self, at: usize, open: &str, close: &str) -> Option<Tag> {
        let body = self.source.len() - self.source.get(at..)?.strip_prefix(open)?.len();
        let end = self.end(body, close)?;
        let mut inner = &self.source[body..end];
        let mut start = body;
        if let Some(rest) = inner.strip_prefix(is_mark) {
            start += 1;
            inner = rest;
        }
        inner = inner.strip_suffix(is_mark).unwrap_or(inner);
        start += inner.len() - inner.trim_ascii_start().len();
        let inner = inner.trim_ascii();
        Some(Tag {
            whole: at..end + close.len(),
            inner: start..start + inner.len(),
        })
    }

    /// Where `close` stands, outside of strings, characters and brackets.
    fn end(&self, from: usize, close: &str) -> Option<usize> {
        let mut at = from;
        let mut depth = 0usize;
        loop {
            let rest = &self.source[at..];
            let mut chars = rest.chars();
            let c = chars.next()?;
            if depth == 0 && rest.starts_with(close) {
                return Some(at);
            }
            at += match c {
                '(' | '[' | '{' => {
                    depth += 1;
                    1
                }
                ')' | ']' | '}' => {
                    depth = depth.saturating_sub(1);
                    1
                }
                '"' => string(rest)?,
                '\'' => character(rest),
                '/' if depth > 0 && rest.starts_with("//") => rest.find('\n')?,
                '/' if depth > 0 && rest.starts_with("/*") => rust_comment(rest)?,
                c if c == '_' || c.is_alphanumeric() => match raw_string(rest) {
                    Some(length) => length,
                    None => word(rest),
                },
                c => c.len_utf8(),
            };
        }
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '-' | '+' | '~')
}

/// The length of the string literal that `rest` begins with.
fn string(rest: &str) -> Option<usize> {
    let mut escaped = false;
    rest.char_indices().skip(1).find_map(|(index, c)| match c {
        _ if escaped => {
            escaped = false;
            None
        }
        '\\' => {
            escaped = true;
            None
        }
        '"' => Some(index + 1),
        _ => None,
    })
}

/// The length of the character literal, or of the quote alone where it begins a lifetime.
fn character(rest: &str) -> usize {
    let mut chars = rest.char_indices().skip(1);
    match chars.next() {
        Some((_, '\\')) => {
            let after = chars.next().map_or(rest.len(), |(at, c)| at + c.len_utf8());
            match rest[after..].find('\'') {
                Some(end) => after + end + 1,
                None => 1,
            }
        }
        Some(_) => match chars.next() {
            Some((end, '\'')) => end + 1,
            _ => 1,
        },
        None => 1,
    }
}

/// The length of `r"…"`, `br#"…"#` and the like.
fn raw_string(rest: &str) -> Option<usize> {
    let body = ["r", "br", "cr"].iter().find_map(|prefix| {
        rest.strip_prefix(prefix)
            .filter(|body| body.starts_with(['"', '#']))
    })?;
    let hashes = body.len() - body.trim_start_matches('#').len();
    let content = body[hashes..].strip_prefix('"')?;
    let close = format!("\"{}", "#".repeat(hashes));
    let end = content.find(&close)?;
    Some(rest.len() - content.len() + end + close.len())
}

fn word(rest: &str) -> usize {
    rest.find(|c: char| c != '_' && !c.is_alphanumeric())
        .unwrap_or(rest.len())
}

/// The length of a Rust block comment; they nest.
fn rust_comment(rest: &str) -> Option<usize> {
    let mut depth = 0usize;
    let mut at = 0;
    while at < rest.len() {
        let tail = &rest[at..];
        if tail.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if tail.starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return Some(at);
            }
        } else {
            at += tail.chars().next()?.len_utf8();
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_tag_is_outside_of_strings_characters_and_brackets() {
        let delimiters = Delimiters::default();
        for (source, inner) in [
            ("{{ a }}", "a"),
            ("{{- a ~}}", "a"),
            ("{{-a-}}", "a"),
            ("{{ -a }}", "-a"),
            (r#"{{ "}}" }}"#, r#""}}""#),
            (r#"{{ "\"}}" }}"#, r#""\"}}""#),
            ("{{ '}' }}", "'}'"),
            (r"{{ '\'' }}", r"'\''"),
            ("{{ f::<'a>(x) }}", "f::<'a>(x)"),
            ("{{ A { b: B { c: 1 }} }}", "A { b: B { c: 1 }}"),
            ("{{ m!(r#\"\"}}\"#) }}", "m!(r#\"\"}}\"#)"),
            ("{{ m!(/* }} */ a) }}", "m!(/* }} */ a)"),
            ("{{ bar }}", "bar"),
            ("{{ é|f }}", "é|f"),
        ] {
            let scanner = Scanner {
                source,
                delimiters: &delimiters,
            };
            let tag = scanner
                .expr(0)
                .unwrap_or_else(|| panic!("no tag in {source}"));
            assert_eq!(&source[tag.inner], inner);
            assert_eq!(tag.whole, 0..source.len());
        }
    }

    #[test]
    fn comments_nest() {
        let delimiters = Delimiters::default();
        let source = " {# a {# b #} c #}\n{# d #} x";
        let scanner = Scanner {
            source,
            delimiters: &delimiters,
        };
        assert_eq!(&source[scanner.skip_blank(0)..], "x");
    }
}
