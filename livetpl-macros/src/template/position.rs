//! A place in a template, as people read it: `path:line:column`, the line, a caret, who included the file.
//!
//! Askama's own positions are not used: its column is off by one at a line's start.

use std::fmt::Write;

use super::ir::{At, File, Flat, Problem};

/// Line and column, both from 1; the column counts characters.
pub(crate) fn line_column(source: &str, offset: usize) -> (usize, usize) {
    let before = &source[..floor(source, offset)];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
    (line, before[line_start..].chars().count() + 1)
}

/// `path:line:column`.
pub(crate) fn position(flat: &Flat, at: At) -> String {
    match flat.files.get(at.file) {
        Some(file) => in_file(file, at.offset),
        None => "<template>".to_owned(),
    }
}

/// The whole message: what is wrong, where, the line with a caret, and the files that led there.
pub(crate) fn render_problem(flat: &Flat, problem: &Problem) -> String {
    let mut text = problem.message.clone();
    let Some(file) = flat.files.get(problem.at.file) else {
        return text;
    };
    let offset = floor(&file.source, problem.at.offset);
    let (line, column) = line_column(&file.source, offset);
    let shown = line_at(&file.source, offset);
    let gutter = " ".repeat(line.to_string().len());
    // A tab stays a tab, so that the caret stands below its character.
    let indent: String = shown
        .chars()
        .take(column - 1)
        .map(|c| if c == '\t' { '\t' } else { ' ' })
        .collect();
    // Writing to a string never fails.
    let _ = write!(
        text,
        "\n{gutter}--> {}\n{gutter} |\n{line} | {shown}\n{gutter} | {indent}^",
        in_file(file, offset)
    );
    let mut from = file.included_at;
    while let Some(at) = from {
        let Some(file) = flat.files.get(at.file) else {
            break;
        };
        let _ = write!(text, "\n{gutter} = used at {}", in_file(file, at.offset));
        from = file.included_at;
    }
    text
}

fn in_file(file: &File, offset: usize) -> String {
    let (line, column) = line_column(&file.source, offset);
    format!("{}:{line}:{column}", file.path)
}

/// The line around `offset`, without its line break.
fn line_at(source: &str, offset: usize) -> &str {
    let start = source[..offset]
        .rfind('\n')
        .map_or(0, |newline| newline + 1);
    let end = source[offset..]
        .find('\n')
        .map_or(source.len(), |newline| offset + newline);
    let line = &source[start..end];
    line.strip_suffix('\r').unwrap_or(line)
}

/// `offset`, or the nearest place before it where a character begins.
fn floor(source: &str, offset: usize) -> usize {
    source.floor_char_boundary(offset)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, source: &str, included_at: Option<At>) -> File {
        File {
            path: path.to_owned(),
            absolute: None,
            source: source.into(),
            included_at,
        }
    }

    #[test]
    fn line_and_column_count_from_one() {
        for (source, offset, expected) in [
            ("", 0, (1, 1)),
            ("abc", 0, (1, 1)),
            ("abc", 2, (1, 3)),
            ("abc", 3, (1, 4)),
            ("abc", 99, (1, 4)),
            ("a\nb", 1, (1, 2)),
            ("a\nb", 2, (2, 1)),
            ("a\n", 2, (2, 1)),
            ("a\n\n\nb", 4, (4, 1)),
            ("a\r\nb", 3, (2, 1)),
            ("a\r\nb", 1, (1, 2)),
            ("äöü x", 7, (1, 5)),
            ("a\nä€😀x", 2 + 2 + 3 + 4, (2, 4)),
            ("ä", 1, (1, 1)),
        ] {
            assert_eq!(
                line_column(source, offset),
                expected,
                "{source:?} at {offset}"
            );
        }
    }

    #[test]
    fn a_problem_shows_its_line_a_caret_and_who_included_the_file() {
        let flat = Flat {
            files: vec![
                file("templates/page.html", "{% include \"row.html\" %}", None),
                file(
                    "templates/row.html",
                    "<tr>\r\n\t<tä x=1>\r\n</tr>",
                    Some(At {
                        file: 0,
                        offset: 11,
                    }),
                ),
            ],
            nodes: Vec::new(),
        };
        let problem = |offset| Problem {
            at: At { file: 1, offset },
            message: "no such element".to_owned(),
        };
        assert_eq!(
            render_problem(&flat, &problem(12)),
            "no such element\n --> templates/row.html:2:6\n  |\n2 | \t<tä x=1>\n  | \t    ^\n  = used at templates/page.html:1:12"
        );
        assert_eq!(
            render_problem(&flat, &problem(23)),
            "no such element\n --> templates/row.html:3:6\n  |\n3 | </tr>\n  |      ^\n  = used at templates/page.html:1:12"
        );
    }
}
