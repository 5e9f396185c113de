//! The document around each page: what the list says of it above, its source beside it. None of it is in the live root, so
//! no action renders it again.

use std::collections::HashMap;

use livetpl::Shell;
use livetpl::prelude::*;

use super::{Example, GROUPS, at, highlight};

/// The document's body. What is the example's own stands in `content`.
#[derive(LiveTemplate)]
#[template(path = "frame.html")]
struct Frame<'a> {
    example: Option<&'static Example>,
    files: &'a [File],
    content: &'a str,
}

/// A source file as it is shown: with colours, in HTML.
struct File {
    path: &'static str,
    html: String,
}

/// The gallery's `App::shell`. Sources get their colours once, here.
pub(crate) fn frame() -> impl Fn(&Shell<'_>) -> String + Send + Sync + 'static {
    let examples = GROUPS.iter().flat_map(|group| group.examples);
    let files: HashMap<&str, Vec<File>> = examples
        .map(|example| {
            let files = example.sources.iter().map(|source| File {
                path: source.path,
                html: highlight::highlight(source.path, source.text),
            });
            (example.name, files.collect())
        })
        .collect();
    move |shell| {
        let example = at(shell.path);
        let files = example.and_then(|example| files.get(example.name));
        let frame = Frame {
            example,
            files: files.map_or(&[], Vec::as_slice),
            content: shell.content,
        };
        format!(
            r#"<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>{} · livetpl</title>
  <link rel="icon" href="data:,">
  <link rel="stylesheet" href="/style.css">
  {}
</head>
<body>
{frame}
</body>
</html>
"#,
            example.map_or("Gallery", |example| example.title),
            shell.script,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_stands_in_its_frame_with_its_source_outside_of_the_live_root() {
        let html = frame()(&Shell {
            prefix: "",
            path: "/counter",
            script: "<script defer src=\"/x.js\"></script>",
            content: "<p>{{ 1 < 2 }}</p>",
        });
        let root = html.find("data-lvt-root>").expect("a root");
        assert!(
            html[root..].starts_with("data-lvt-root><p>{{ 1 < 2 }}</p></div>"),
            "nothing stands beside the content"
        );
        let head = &html[..html.find("</head>").expect("a head")];
        assert!(head.contains("<script defer src=\"/x.js\"></script>"));
        assert!(head.contains("<title>Counter · livetpl</title>"));
        assert!(html[root..].contains("src/counter/mod.rs"));
    }

    #[test]
    fn a_page_of_no_example_has_no_source() {
        let html = frame()(&Shell {
            prefix: "",
            path: "/",
            script: "",
            content: "<p>1</p>",
        });
        assert!(!html.contains("<pre"), "{html}");
        assert_eq!(html.matches("<h1").count(), 1);
    }
}
