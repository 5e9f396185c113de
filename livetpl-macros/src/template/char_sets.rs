//! Sets of characters, as a `pattern` asks for them: what `[…]`, `\s` and `\p{…}` stand for, and how the server's engine is told.

/// Ranges of code points, in order, apart from each other, both ends included.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct CharSet(Vec<(u32, u32)>);

const LAST: u32 = char::MAX as u32;

impl CharSet {
    pub(crate) fn of(ranges: impl IntoIterator<Item = (char, char)>) -> Self {
        let ranges = ranges.into_iter();
        CharSet(ranges.map(|(from, to)| (from as u32, to as u32)).collect()).merged()
    }

    /// From one code point to another.
    pub(crate) fn codes(from: u32, to: u32) -> Self {
        CharSet(vec![(from, to)])
    }

    fn one_by_one(holds: impl Fn(char) -> bool) -> Self {
        let chars = (0..=LAST).filter(|code| char::from_u32(*code).is_some_and(&holds));
        CharSet(chars.map(|code| (code, code)).collect()).merged()
    }

    fn merged(mut self) -> Self {
        self.0.sort_unstable();
        let mut merged: Vec<(u32, u32)> = Vec::new();
        for (from, to) in self.0 {
            match merged.last_mut().filter(|last| from <= last.1 + 1) {
                Some(last) => last.1 = last.1.max(to),
                None => merged.push((from, to)),
            }
        }
        CharSet(merged)
    }

    pub(crate) fn and(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self.merged()
    }

    pub(crate) fn not(self) -> Self {
        let mut next = 0;
        let mut gaps = Vec::new();
        for (from, to) in self.0 {
            if from > next {
                gaps.push((next, from - 1));
            }
            next = to + 1;
        }
        if next <= LAST {
            gaps.push((next, LAST));
        }
        CharSet(gaps)
    }

    pub(crate) fn within(self, other: Self) -> Self {
        self.not().and(other.not()).not()
    }

    /// What `\d`, `\s`, `\w` stand for in a browser: digits and words are ASCII's, spaces are Unicode's (ECMAScript,
    /// "CharacterClassEscape").
    pub(crate) fn of_escape(letter: char) -> Option<Self> {
        let set = match letter.to_ascii_lowercase() {
            'd' => CharSet::of([('0', '9')]),
            'w' => CharSet::of([('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')]),
            's' => CharSet::of([
                ('\t', '\r'),
                (' ', ' '),
                ('\u{a0}', '\u{a0}'),
                ('\u{1680}', '\u{1680}'),
                ('\u{2000}', '\u{200a}'),
                ('\u{2028}', '\u{2029}'),
                ('\u{202f}', '\u{202f}'),
                ('\u{205f}', '\u{205f}'),
                ('\u{3000}', '\u{3000}'),
                ('\u{feff}', '\u{feff}'),
            ]),
            _ => return None,
        };
        Some(if letter.is_ascii_uppercase() {
            set.not()
        } else {
            set
        })
    }

    /// What `\p{name}` stands for, of the properties that Rust knows, too.
    pub(crate) fn of_property(name: &str) -> Option<Self> {
        Some(match name {
            "Alphabetic" | "Alpha" => CharSet::one_by_one(char::is_alphabetic),
            "Uppercase" | "Upper" => CharSet::one_by_one(char::is_uppercase),
            "Lowercase" | "Lower" => CharSet::one_by_one(char::is_lowercase),
            "N" | "Number" | "gc=N" | "gc=Number" | "General_Category=Number" => {
                CharSet::one_by_one(char::is_numeric)
            }
            "White_Space" | "space" => CharSet::one_by_one(char::is_whitespace),
            "ASCII" => CharSet::of([('\0', '\x7f')]),
            "Any" => CharSet::default().not(),
            _ => return None,
        })
    }

    /// As the server's engine reads it.
    pub(crate) fn regex(&self) -> String {
        match &*self.0 {
            [] => return "[^\\x{0}-\\x{10FFFF}]".to_owned(),
            [(from, to)] if from == to => return char_regex(*from),
            _ => {}
        }
        let ranges = self.0.iter().map(|(from, to)| {
            // No character is half of a pair, and the engine refuses one as an end.
            let halves = 0xd800..=0xdfff;
            let from = if halves.contains(from) { 0xe000 } else { *from };
            let to = if halves.contains(to) { 0xd7ff } else { *to };
            match (from, to) {
                (from, to) if from > to => String::new(),
                (from, to) if from == to => char_regex(from),
                (from, to) => format!("{}-{}", char_regex(from), char_regex(to)),
            }
        });
        format!("[{}]", ranges.collect::<String>())
    }
}

/// One character, in brackets or without.
pub(crate) fn char_regex(code: u32) -> String {
    match char::from_u32(code) {
        Some(c) if c.is_ascii_alphanumeric() || c == '_' => c.to_string(),
        Some(c) if c.is_ascii_punctuation() && !matches!(c, '<' | '>') => format!("\\{c}"),
        _ => format!("\\x{{{code:X}}}"),
    }
}
