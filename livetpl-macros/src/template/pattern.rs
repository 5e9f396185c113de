//! An HTML `pattern` in the words of the server's engine, so that its verdict is the browser's. Owns what of a browser's
//! regular expressions the server can check, and what to write instead of the rest.
//!
//! Browsers read a pattern with the flag `v` (HTML standard, section 4.10.5.3.7; ECMAScript, "Patterns"), and drop one that
//! they can't read: in silence, but for the console. So a mistake is told here, and nothing is left to the run. What differs
//! between the engines is written out: classes are ranges of characters (`pattern_chars`, `char_sets`), groups capture nothing, and
//! what is looked ahead for at the beginning is a regular expression of its own.

use super::char_sets::{CharSet, char_regex};
use super::pattern_chars::Escaped;

/// One regular expression: anchored, and whether a value has to match it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Check {
    pub(crate) regex: String,
    pub(crate) holds: bool,
}

/// The character at which a pattern can't be read, and why.
pub(crate) type Mistake = (usize, String);

pub(crate) const INSTEAD: &str = "or take the pattern out and check the field in the action";

/// What a value has to match for a browser to accept it.
///
/// # Errors
///
/// What a browser can't read, and what only a browser can.
pub(crate) fn read(pattern: &str) -> Result<Vec<Check>, Mistake> {
    let mut reader = Reader {
        chars: pattern.chars().collect(),
        at: 0,
        depth: 0,
        ahead: Vec::new(),
        named: Vec::new(),
    };
    let whole = reader.alternatives()?;
    if reader.at < reader.chars.len() {
        return Err(reader.unreadable(reader.at, "a `)` that closes nothing", "write `\\)`"));
    }
    let mut checks = reader.ahead;
    checks.push(Check {
        regex: format!("^(?:{whole})$"),
        holds: true,
    });
    match checks
        .iter()
        .all(|check| regex_lite::Regex::new(&check.regex).is_ok())
    {
        true => Ok(checks),
        false => Err((
            0,
            format!(
                "`pattern` is too large for the server: write smaller numbers in its `{{…}}`, {INSTEAD}"
            ),
        )),
    }
}

/// A pattern as it is read.
pub(crate) struct Reader {
    pub(crate) chars: Vec<char>,
    pub(crate) at: usize,
    /// How many groups are open.
    depth: usize,
    /// What was looked ahead for at the beginning.
    ahead: Vec<Check>,
    named: Vec<String>,
}

impl Reader {
    pub(crate) fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    pub(crate) fn follows(&self, text: &str) -> bool {
        let mut rest = self.chars[self.at..].iter();
        text.chars().all(|c| rest.next() == Some(&c))
    }

    pub(crate) fn take(&mut self, text: &str) -> bool {
        let found = self.follows(text);
        if found {
            self.at += text.chars().count();
        }
        found
    }

    /// What is taken up to `end`, which is taken, too.
    pub(crate) fn take_until(&mut self, end: char) -> Option<String> {
        let length = self.chars[self.at..].iter().position(|c| *c == end)?;
        let text = self.chars[self.at..self.at + length].iter().collect();
        self.at += length + 1;
        Some(text)
    }

    pub(crate) fn unreadable(&self, at: usize, what: &str, instead: &str) -> Mistake {
        let message = format!(
            "browsers can't read this `pattern` and would accept anything, because of {what}: {instead}"
        );
        (at, message)
    }

    pub(crate) fn only_browsers(&self, at: usize, what: &str, instead: &str) -> Mistake {
        let message =
            format!("the server could not check this `pattern`, because of {what}: {instead}");
        (at, message)
    }

    fn alternatives(&mut self) -> Result<String, Mistake> {
        let mut regex = String::new();
        // Only what stands before all else may look ahead: it is about the whole value.
        let mut begins = self.depth == 0;
        let start = self.at;
        loop {
            match self.peek() {
                None | Some(')') => return Ok(regex),
                Some('|') => {
                    if self.depth == 0 && !self.ahead.is_empty() {
                        return Err(self.only_browsers(
                            start,
                            "a look-ahead beside alternatives",
                            "put the alternatives into a group, `(?=…)(?:a|b)`",
                        ));
                    }
                    self.at += 1;
                    regex.push('|');
                    begins = false;
                }
                Some('^') if begins => {
                    self.at += 1;
                    regex.push('^');
                    self.no_quantifier()?;
                }
                Some('(') if begins && (self.follows("(?=") || self.follows("(?!")) => {
                    let holds = self.follows("(?=");
                    let open = self.at;
                    self.at += 3;
                    let inner = self.group(open)?;
                    let regex = format!("^(?:{inner})");
                    self.ahead.push(Check { regex, holds });
                    self.no_quantifier()?;
                }
                Some(_) => {
                    begins = false;
                    self.term(&mut regex)?;
                }
            }
        }
    }

    /// The inside of a group whose beginning was taken.
    fn group(&mut self, open: usize) -> Result<String, Mistake> {
        self.depth += 1;
        let inner = self.alternatives()?;
        self.depth -= 1;
        if !self.take(")") {
            return Err(self.unreadable(
                open,
                "a group that is not closed",
                "write its `)`, or `\\(` for the character",
            ));
        }
        Ok(inner)
    }

    fn term(&mut self, regex: &mut String) -> Result<(), Mistake> {
        let at = self.at;
        let Some(c) = self.peek() else { return Ok(()) };
        self.at += 1;
        let atom = match c {
            '^' | '$' => {
                regex.push(c);
                return self.no_quantifier();
            }
            '\\' if matches!(self.peek(), Some('b' | 'B')) => {
                regex.extend(['\\', self.chars[self.at]]);
                self.at += 1;
                return self.no_quantifier();
            }
            '(' => {
                self.opening(at)?;
                format!("(?:{})", self.group(at)?)
            }
            '[' => self.class(at)?.regex(),
            '.' => CharSet::of(['\n', '\r', '\u{2028}', '\u{2029}'].map(|c| (c, c)))
                .not()
                .regex(),
            '\\' => match self.escape(at, false)? {
                Escaped::Char(code) => char_regex(code),
                Escaped::Set(set) => set.regex(),
            },
            '*' | '+' | '?' => {
                return Err(self.unreadable(
                    at,
                    &format!("`{c}` behind nothing that it could repeat"),
                    &format!("write `\\{c}` for the character"),
                ));
            }
            ']' | '{' | '}' => {
                return Err(self.unreadable(
                    at,
                    &format!("`{c}` without a `\\`"),
                    &format!("write `\\{c}`"),
                ));
            }
            c => char_regex(c as u32),
        };
        regex.push_str(&atom);
        self.quantifier(regex)
    }

    /// What stands behind the `(` of a group.
    fn opening(&mut self, at: usize) -> Result<(), Mistake> {
        if !self.take("?") || self.take(":") {
            return Ok(());
        }
        if self.follows("=") || self.follows("!") {
            return Err(self.only_browsers(
                at,
                "a look-ahead that does not stand at its beginning",
                &format!("write it first, {INSTEAD}"),
            ));
        }
        if self.follows("<=") || self.follows("<!") {
            return Err(self.only_browsers(
                at,
                "what it looks behind for",
                &format!("write a look-ahead at its beginning, {INSTEAD}"),
            ));
        }
        let name = self.take("<").then(|| self.take_until('>')).flatten();
        match name {
            Some(name) if is_name(&name) && !self.named.contains(&name) => {
                self.named.push(name);
                Ok(())
            }
            Some(_) => Err(self.unreadable(at, "the name of a group", "write `(?:…)`")),
            // `(?i:…)`
            None if self
                .peek()
                .is_some_and(|c| matches!(c, 'i' | 'm' | 's' | '-')) =>
            {
                Err(self.only_browsers(
                    at,
                    "flags in a group, which not all browsers know",
                    "write both cases, `[aA]`",
                ))
            }
            None => Err(self.unreadable(at, "a `?` behind `(`", "write `(?:…)`, or `\\(`")),
        }
    }

    fn no_quantifier(&mut self) -> Result<(), Mistake> {
        let is_repeated = matches!(self.peek(), Some('*' | '+' | '?' | '{'));
        match is_repeated {
            true => Err(self.unreadable(
                self.at,
                "a repetition behind what has no length",
                "take it out",
            )),
            false => Ok(()),
        }
    }

    fn quantifier(&mut self, regex: &mut String) -> Result<(), Mistake> {
        let at = self.at;
        match self.peek() {
            Some(c @ ('*' | '+' | '?')) => {
                self.at += 1;
                regex.push(c);
            }
            Some('{') => {
                self.at += 1;
                let inside = self.take_until('}').unwrap_or_default();
                let (from, to) = inside.split_once(',').unwrap_or((&inside, &inside));
                let count = |text: &str| {
                    let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
                    digits.then(|| text.parse().unwrap_or(u32::MAX))
                };
                let in_order = match (count(from), count(to)) {
                    (Some(from), Some(to)) => from <= to,
                    (Some(_), None) => to.is_empty(),
                    _ => false,
                };
                if !in_order {
                    return Err(self.unreadable(
                        at,
                        "`{`",
                        "write `{2}`, `{2,}` or `{2,5}` for a repetition, `\\{` for the character",
                    ));
                }
                regex.push_str(&format!("{{{inside}}}"));
            }
            _ => return Ok(()),
        }
        if self.take("?") {
            regex.push('?');
        }
        Ok(())
    }
}

fn is_name(name: &str) -> bool {
    let is_start = |c: char| c.is_alphabetic() || matches!(c, '_' | '$');
    name.starts_with(is_start) && name.chars().all(|c| is_start(c) || c.is_numeric())
}
