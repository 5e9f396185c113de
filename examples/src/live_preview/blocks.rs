//! What a text is made of, read line by line.

/// A piece of a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Block<'a> {
    Heading(&'a str),
    List(Vec<&'a str>),
    Paragraph(String),
}

/// Reads headings (`# …`), lists (`- …`) and paragraphs, which end where a line is empty.
pub(super) fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    // Whether the next line goes on with the block before it.
    let mut is_open = false;
    for line in text.lines().map(str::trim) {
        if line.is_empty() {
            is_open = false;
        } else if let Some(heading) = line.strip_prefix('#') {
            blocks.push(Block::Heading(heading.trim_start_matches('#').trim()));
            is_open = false;
        } else if let Some(item) = line.strip_prefix("- ") {
            match blocks.last_mut() {
                Some(Block::List(items)) if is_open => items.push(item),
                _ => blocks.push(Block::List(vec![item])),
            }
            is_open = true;
        } else {
            match blocks.last_mut() {
                Some(Block::Paragraph(text)) if is_open => {
                    text.push(' ');
                    text.push_str(line);
                }
                _ => blocks.push(Block::Paragraph(line.to_owned())),
            }
            is_open = true;
        }
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_headings_lists_and_paragraphs() {
        let paragraph = |text: &str| Block::Paragraph(text.to_owned());
        for (text, expected) in [
            ("", vec![]),
            ("# A", vec![Block::Heading("A")]),
            ("a\r\nb\n\nc", vec![paragraph("a b"), paragraph("c")]),
            ("- a\n- b", vec![Block::List(vec!["a", "b"])]),
            (
                "- a\n\n- b",
                vec![Block::List(vec!["a"]), Block::List(vec!["b"])],
            ),
            (
                "a\n- b\nc",
                vec![paragraph("a"), Block::List(vec!["b"]), paragraph("c")],
            ),
            ("<b>#</b>", vec![paragraph("<b>#</b>")]),
            ("#", vec![Block::Heading("")]),
        ] {
            assert_eq!(blocks(text), expected, "{text:?}");
        }
    }
}
