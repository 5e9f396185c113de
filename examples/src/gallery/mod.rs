//! The gallery's list: every example there is, where its source is, and what it needs. From it come the index, the frame
//! around each page, `examples/README.md`, and what the tests in Chromium run.
//!
//! A group is a file with its examples, in the order in which they are shown. How to add one: CONTRIBUTING.md.

mod feedback;
mod files;
mod first_steps;
mod forms;
mod frame;
mod highlight;
mod identity;
mod lists;
mod loading;
mod navigation;
mod people;
mod server;

pub(crate) use frame::frame;

/// All examples, by what they are about.
pub(crate) const GROUPS: &[Group] = &[
    first_steps::GROUP,
    forms::GROUP,
    files::GROUP,
    lists::GROUP,
    navigation::GROUP,
    loading::GROUP,
    feedback::GROUP,
    people::GROUP,
    server::GROUP,
    identity::GROUP,
];

/// Examples of one kind.
pub(crate) struct Group {
    pub(crate) title: &'static str,
    pub(crate) examples: &'static [Example],
}

/// One example: a page at `/` and its name.
pub(crate) struct Example {
    /// In kebab-case.
    pub(crate) name: &'static str,
    pub(crate) title: &'static str,
    /// One sentence: what there is to learn from it.
    pub(crate) shows: &'static str,
    /// What to do with the page to see it.
    pub(crate) hint: &'static str,
    pub(crate) needs: Needs,
    pub(crate) sources: &'static [Source],
}

/// What a browser has to have for an example to be of use, and why.
#[derive(Clone, Copy)]
pub(crate) enum Needs {
    /// Works over a WebSocket, by fetch, and as plain HTML.
    Nothing,
    /// Works over a WebSocket and by fetch.
    JavaScript(&'static str),
    /// Works over a WebSocket only.
    WebSocket(&'static str),
}

impl Needs {
    /// Over a WebSocket, by fetch, without JavaScript: an `Err` says why not.
    pub(crate) fn transports(self) -> [(&'static str, Result<(), &'static str>); 3] {
        let (fetch, plain) = match self {
            Needs::Nothing => (Ok(()), Ok(())),
            Needs::JavaScript(reason) => (Ok(()), Err(reason)),
            Needs::WebSocket(reason) => (Err(reason), Err(reason)),
        };
        [
            ("WebSocket", Ok(())),
            ("fetch", fetch),
            ("without JavaScript", plain),
        ]
    }
}

/// A file of an example, as it is shown beside its page.
pub(crate) struct Source {
    /// Within `examples/`.
    pub(crate) path: &'static str,
    pub(crate) text: &'static str,
}

/// The files of an example by their paths within `examples/`, the most telling first.
macro_rules! sources {
    ($($path:literal),+ $(,)?) => {
        &[$(crate::gallery::Source {
            path: $path,
            text: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/", $path)),
        }),+]
    };
}
use sources;

/// The example whose page is at `path`, or below it.
pub(crate) fn at(path: &str) -> Option<&'static Example> {
    let name = path.split('/').nth(1)?;
    let mut examples = GROUPS.iter().flat_map(|group| group.examples);
    examples.find(|example| example.name == name)
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    #[test]
    fn every_example_is_listed_once_and_says_what_it_is() {
        let mut names = std::collections::HashSet::new();
        for example in GROUPS.iter().flat_map(|group| group.examples) {
            let Example { name, sources, .. } = example;
            assert!(names.insert(name), "{name} is listed twice");
            assert!(
                name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'),
                "{name} is not in kebab-case"
            );
            let folder = format!("src/{}/", name.replace('-', "_"));
            assert!(
                sources[0].path.starts_with(&folder),
                "{name} begins with a file of {folder}"
            );
            for sentence in [example.shows, example.hint] {
                let ends = sentence.is_empty() || sentence.ends_with(['.', '!', '?']);
                assert!(ends, "{name}: this is no sentence: {sentence}");
            }
        }
    }

    #[test]
    fn a_page_belongs_to_the_example_that_its_path_begins_with() {
        for (path, name) in [
            ("/counter", Some("counter")),
            ("/counter/more", Some("counter")),
            ("/counters", None),
            ("/", None),
        ] {
            assert_eq!(at(path).map(|example| example.name), name, "{path}");
        }
    }

    #[test]
    fn the_readme_lists_the_examples() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
        let written = readme();
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(path, &written).expect("README.md can be written");
        }
        let found = std::fs::read_to_string(path).expect("README.md is there");
        assert!(
            found == written,
            "examples/README.md is not what the list says: `BLESS=1 cargo test -p livetpl-examples` writes it"
        );
    }

    /// The list as a document.
    fn readme() -> String {
        let mut text = String::from(README);
        for group in GROUPS.iter().filter(|group| !group.examples.is_empty()) {
            let _ = writeln!(
                text,
                "\n## {}\n\n| example | shows | WebSocket | fetch | no JavaScript |\n| --- | --- | --- | --- | --- |",
                group.title
            );
            for Example {
                name,
                shows,
                needs,
                sources,
                ..
            } in group.examples
            {
                let works = needs.transports().map(|(_, works)| match works {
                    Ok(()) => "yes".to_owned(),
                    Err(reason) => format!("no: {reason}"),
                });
                let file = sources[0].path;
                let _ = writeln!(
                    text,
                    "| [{name}]({file}) | {shows} | {} |",
                    works.join(" | ")
                );
            }
        }
        text
    }

    const README: &str = "# The gallery

Each example is one small page: a struct, a template, its actions. `cargo run -p livetpl-examples` serves them at
<http://127.0.0.1:3000>, each at `/` and its name, with its source beside it.

The last three columns say over what it works; the tests run each in Chromium over all that say yes. This page is written
from the list in `src/gallery/`: `BLESS=1 cargo test -p livetpl-examples`.
";
}
