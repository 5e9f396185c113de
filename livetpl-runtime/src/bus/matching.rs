//! Which topics a pattern stands for: `*` is one whole segment.

/// Whether `topic` is one of those that `pattern` stands for.
pub(crate) fn matches(pattern: &str, topic: &str) -> bool {
    let (mut wanted, mut found) = (pattern.split('/'), topic.split('/'));
    loop {
        match (wanted.next(), found.next()) {
            (None, None) => return true,
            (Some(segment), Some(value)) if segment == "*" || segment == value => {}
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn a_star_is_one_segment() {
        let cases = [
            ("a/*", "a/b", true),
            ("a/*", "a/b/c", false),
            ("a/*", "a", false),
            ("*/b", "a/b", true),
            ("*", "a", true),
            ("*", "a/b", false),
            ("a/b", "a/b", true),
            ("a/b", "a/c", false),
        ];
        for (pattern, topic, expected) in cases {
            assert_eq!(matches(pattern, topic), expected, "{pattern} {topic}");
        }
    }
}
