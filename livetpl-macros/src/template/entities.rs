//! Character references: what `&amp;` is in the DOM. Owns the standard's table (HTML standard, section 13.5).

/// `name hex…` a line; a `!` behind means that browsers take the name without its semicolon too.
static TABLE: &str = include_str!("entities.txt");

/// The text of `source` as the DOM has it; `Err` is the offset of a reference that can't be read for sure, and why.
pub(crate) fn decode(source: &str) -> Result<String, (usize, String)> {
    let mut text = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(at) = rest.find('&') {
        text.push_str(&rest[..at]);
        let offset = source.len() - rest.len() + at;
        rest = &rest[at + 1..];
        let length = reference(rest, &mut text).map_err(|message| (offset, message))?;
        rest = &rest[length..];
    }
    text.push_str(rest);
    Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// Decodes the reference whose `&` stands before `rest`; how many bytes it has.
fn reference(rest: &str, text: &mut String) -> Result<usize, String> {
    if let Some(number) = rest.strip_prefix('#') {
        return numeric(number, text).map(|length| length + 1);
    }
    let end = rest
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(rest.len());
    let name = &rest[..end];
    if name.is_empty() {
        text.push('&');
        return Ok(0);
    }
    let closed = rest[end..].starts_with(';');
    for line in TABLE.lines() {
        let mut words = line.split(' ');
        let known = words.next().unwrap_or_default();
        if closed && known == name {
            text.extend(
                words
                    .filter_map(|word| u32::from_str_radix(word, 16).ok())
                    .filter_map(char::from_u32),
            );
            return Ok(end + 1);
        }
        if !closed && line.ends_with('!') && name.starts_with(known) {
            return Err(format!(
                "`&{known}` without `;` is read in two ways: write `&{known};` or `&amp;{known}`"
            ));
        }
    }
    if closed {
        return Err(format!(
            "there is no character `&{name};`: write the character itself, or `&amp;{name};`"
        ));
    }
    text.push('&');
    Ok(0)
}

fn numeric(rest: &str, text: &mut String) -> Result<usize, String> {
    let (digits, radix, skip) = match rest.strip_prefix(['x', 'X']) {
        Some(hex) => (hex, 16, 1),
        None => (rest, 10, 0),
    };
    let end = digits
        .find(|c: char| !c.is_digit(radix))
        .unwrap_or(digits.len());
    let wrong = || {
        format!(
            "`&#{}` is no character: write `&#123;`, or `&amp;`",
            &rest[..(skip + end).min(rest.len())]
        )
    };
    let code = u32::from_str_radix(&digits[..end], radix).map_err(|_| wrong())?;
    // What the standard replaces or reads as Windows-1252 is a mistake in a template.
    let allowed =
        matches!(code, 0x9 | 0xA | 0x20..=0x7E | 0xA0..) && digits[end..].starts_with(';');
    text.push(char::from_u32(code).filter(|_| allowed).ok_or_else(wrong)?);
    Ok(skip + end + 1)
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn references_become_characters() {
        let cases = [
            ("a &amp; b", "a & b"),
            ("&lt;&eacute;&nbsp;&#233;&#xE9;", "<é\u{a0}éé"),
            ("a & b && c", "a & b && c"),
            ("&NotEqualTilde;", "≂̸"),
            ("AT&T", "AT&T"),
            ("a\r\nb", "a\nb"),
        ];
        for (source, text) in cases {
            assert_eq!(decode(source).as_deref(), Ok(text), "{source}");
        }
    }

    #[test]
    fn doubtful_references_are_refused() {
        for source in [
            "&copy 2026",
            "?a=1&copy=2",
            "&nosuch;",
            "&#0;",
            "&#x80;",
            "&#12",
            "&#;",
        ] {
            assert!(decode(source).is_err(), "{source}");
        }
        assert_eq!(decode("ab &nosuch;").unwrap_err().0, 3);
    }
}
