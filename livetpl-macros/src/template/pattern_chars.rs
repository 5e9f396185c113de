//! What stands for characters in a `pattern`: escapes and classes, as browsers read them with the flag `v`
//! (ECMAScript, "CharacterEscape" and "ClassContents"). `pattern` reads what stands around them.

use super::char_sets::CharSet;
use super::pattern::{INSTEAD, Mistake, Reader};

/// What an escape stands for.
pub(crate) enum Escaped {
    Char(u32),
    Set(CharSet),
}

impl Reader {
    /// What stands behind a `\`, which was taken.
    pub(crate) fn escape(&mut self, at: usize, in_class: bool) -> Result<Escaped, Mistake> {
        let Some(c) = self.peek() else {
            return Err(self.unreadable(at, "a `\\` at its end", "write `\\\\`"));
        };
        self.at += 1;
        if let Some(set) = CharSet::of_escape(c) {
            return Ok(Escaped::Set(set));
        }
        let code = match c {
            't' => 9,
            'n' => 10,
            'v' => 11,
            'f' => 12,
            'r' => 13,
            'b' if in_class => 8,
            '0' if !self.peek().is_some_and(|c| c.is_ascii_digit()) => 0,
            'c' if self.peek().is_some_and(|c| c.is_ascii_alphabetic()) => {
                self.at += 1;
                self.chars[self.at - 1] as u32 % 32
            }
            'x' => self.hex(at, 2)?,
            'u' if self.take("{") => self
                .take_until('}')
                .and_then(|digits| u32::from_str_radix(&digits, 16).ok())
                .filter(|code| *code <= char::MAX as u32)
                .ok_or_else(|| self.unreadable(at, "`\\u{`", "write `\\u{1F600}`"))?,
            'u' => self.utf16(at)?,
            'p' | 'P' => return self.property(at, c == 'P'),
            '0'..='9' | 'k' if !in_class => {
                return Err(self.only_browsers(
                    at,
                    "a reference to one of its groups",
                    &format!("write out what may stand there, {INSTEAD}"),
                ));
            }
            'q' if in_class => {
                return Err(self.only_browsers(
                    at,
                    "strings in a class, which not all browsers know",
                    "write `(?:ab|cd)`",
                ));
            }
            c if "^$\\.*+?()[]{}|/".contains(c) => c as u32,
            c if in_class && "&-!#%,:;<=>@`~".contains(c) => c as u32,
            '-' => return Err(self.unreadable(at, "`\\-`", "write `-` where it is in no `[…]`")),
            c => {
                return Err(self.unreadable(
                    at,
                    &format!("`\\{c}`"),
                    &format!("write `{c}` for the character"),
                ));
            }
        };
        if char::from_u32(code).is_none() {
            return Err(self.only_browsers(
                at,
                "one half of a character",
                "write the character itself",
            ));
        }
        Ok(Escaped::Char(code))
    }

    fn hex(&mut self, at: usize, digits: usize) -> Result<u32, Mistake> {
        let text: String = self.chars[self.at..].iter().take(digits).collect();
        let is_hex = text.len() == digits && text.bytes().all(|b| b.is_ascii_hexdigit());
        match u32::from_str_radix(&text, 16).ok().filter(|_| is_hex) {
            Some(code) => {
                self.at += digits;
                Ok(code)
            }
            None => Err(self.unreadable(
                at,
                "an escape without its digits",
                "write two digits behind `\\x`, four behind `\\u`",
            )),
        }
    }

    /// `\uD83D\uDE00` is one character.
    fn utf16(&mut self, at: usize) -> Result<u32, Mistake> {
        let first = self.hex(at, 4)?;
        let behind = self.at;
        if (0xd800..0xdc00).contains(&first) && self.take("\\u") {
            let second = self.hex(at, 4)?;
            if (0xdc00..0xe000).contains(&second) {
                return Ok(0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00));
            }
            self.at = behind;
        }
        Ok(first)
    }

    fn property(&mut self, at: usize, negated: bool) -> Result<Escaped, Mistake> {
        let name = self.take("{").then(|| self.take_until('}')).flatten();
        let Some(name) = name else {
            return Err(self.unreadable(at, "`\\p` without its `{…}`", "write `\\p{Alphabetic}`"));
        };
        let Some(set) = CharSet::of_property(&name) else {
            let near = match &*name {
                "L" | "Letter" | "gc=L" => "write `\\p{Alphabetic}`".to_owned(),
                "Lu" | "Uppercase_Letter" => "write `\\p{Uppercase}`".to_owned(),
                "Ll" | "Lowercase_Letter" => "write `\\p{Lowercase}`".to_owned(),
                "Nd" | "Decimal_Number" => {
                    "write `\\d`, or `\\p{N}` for digits of all scripts".to_owned()
                }
                _ => format!(
                    "write `\\p{{…}}` with Alphabetic, Uppercase, Lowercase, N, White_Space or ASCII, {INSTEAD}"
                ),
            };
            return Err(self.only_browsers(at, &format!("`\\p{{{name}}}`"), &near));
        };
        Ok(Escaped::Set(if negated { set.not() } else { set }))
    }

    /// `[…]`, whose `[` was taken. ECMAScript, "ClassContents" with the flag `v`.
    pub(crate) fn class(&mut self, open: usize) -> Result<CharSet, Mistake> {
        let negated = self.take("^");
        let mut set = CharSet::default();
        let mut parts = 0;
        let mut operator = None;
        let mut has_range = false;
        loop {
            if self.peek().is_none() {
                return Err(self.unreadable(
                    open,
                    "a `[` that is not closed",
                    "write its `]`, or `\\[` for the character",
                ));
            }
            if self.take("]") {
                break;
            }
            let at = self.at;
            let sign = ["--", "&&"].into_iter().find(|sign| self.take(sign));
            let fits = parts == 0 && sign.is_none()
                || parts == 1 && operator.is_none()
                || sign == operator;
            // What is taken away or in common is of single parts; a range is none.
            let is_single = sign.is_none() || parts > 0 && !has_range && !self.follows("&");
            if !fits || !is_single {
                return Err(self.unreadable(
                    at,
                    "a class of several kinds",
                    "write each part of it in a `[…]` of its own",
                ));
            }
            if parts == 1 && sign.is_some() {
                operator = sign;
            }
            let (part, is_range) = self.class_part(sign.is_none())?;
            has_range |= is_range;
            parts += 1;
            set = match sign {
                None => set.and(part),
                Some("--") => set.within(part.not()),
                Some(_) => set.within(part),
            };
        }
        Ok(if negated { set.not() } else { set })
    }

    /// A class in a class, an escape, a character, or a range of them; whether it is a range.
    fn class_part(&mut self, may_be_range: bool) -> Result<(CharSet, bool), Mistake> {
        let at = self.at;
        if self.take("[") {
            return Ok((self.class(at)?, false));
        }
        let from = match self.class_char()? {
            Escaped::Set(set) => return Ok((set, false)),
            Escaped::Char(code) => code,
        };
        let is_range = may_be_range && self.follows("-") && !self.follows("--");
        if !is_range {
            return Ok((CharSet::codes(from, from), false));
        }
        let hyphen = self.at;
        self.at += 1;
        if self.peek().is_none_or(|c| c == ']') {
            return Err(self.unreadable(hyphen, "`-` in `[…]`", "write `\\-`"));
        }
        match self.class_char()? {
            Escaped::Char(to) if from <= to => Ok((CharSet::codes(from, to), true)),
            Escaped::Char(_) => Err(self.unreadable(
                at,
                "a range that ends before it begins",
                "write the smaller character first, or `\\-` for the character",
            )),
            Escaped::Set(_) => Err(self.unreadable(hyphen, "`-` in `[…]`", "write `\\-`")),
        }
    }

    fn class_char(&mut self) -> Result<Escaped, Mistake> {
        let at = self.at;
        let Some(c) = self.peek() else {
            return Ok(Escaped::Set(CharSet::default()));
        };
        self.at += 1;
        if c == '\\' {
            return self.escape(at, true);
        }
        let doubled = self.peek() == Some(c) && "&!#$%*+,.:;<=>?@^`~".contains(c);
        if doubled {
            return Err(self.unreadable(
                at,
                &format!("`{c}{c}` in `[…]`"),
                "write the character once",
            ));
        }
        if "()[]{}/-|".contains(c) {
            return Err(self.unreadable(at, &format!("`{c}` in `[…]`"), &format!("write `\\{c}`")));
        }
        Ok(Escaped::Char(c as u32))
    }
}
