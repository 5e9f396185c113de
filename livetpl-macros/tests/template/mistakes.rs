//! The page of the guide about mistakes in templates: each with its template before and after, and its message.
//!
//! `livetpl/guide/template_errors.md` is written from these tables by `tests/template/bless`.

use std::fmt::Write;
use std::path::Path;

use syn::parse_quote;

use crate::chapters::CHAPTERS;
use crate::problems::{REFUSED, assert_current, messages};
use crate::template::position::render_problem;
use crate::template::{cut, load};

/// The messages of an inline template.
pub(crate) fn problems(source: &str) -> Vec<String> {
    let input = parse_quote! { #[template(source = #source, ext = "html")] struct Page { x: u8 } };
    match load::load(&input) {
        Err(error) => error.into_iter().map(|error| error.to_string()).collect(),
        Ok((flat, _)) => {
            let (_, problems) = cut::plan(&flat);
            let shown = problems
                .iter()
                .map(|problem| render_problem(&flat, problem));
            shown.collect()
        }
    }
}

#[test]
fn the_guide_s_page_is_current() {
    let mut text = HEAD.to_owned();
    for (heading, mistakes) in CHAPTERS {
        let _ = write!(text, "\n## {heading}\n");
        for (name, before, after) in *mistakes {
            let found = problems(before);
            assert_eq!(
                found.len(),
                1,
                "one mistake is one message: {name}: {found:#?}"
            );
            assert_eq!(problems(after), [""; 0], "{name}: {after}");
            let message = found[0].replace("<source>", "page.html");
            let _ = write!(
                text,
                "\n### {}\n\n```text\n{message}\n```\n\nWrite instead:\n\n```html\n{}\n```\n",
                upper(name),
                after.trim_end(),
            );
        }
    }
    text.push_str("\n## Files, options and blocks\n");
    for (name, attr) in REFUSED {
        let shown = messages(attr)
            .join("\n\n")
            .replace("ROOT/tests/template/", "");
        let shown = shown.replace("tests/template/", "");
        let _ = write!(
            text,
            "\n### {}\n\n```text\n#[template({attr})]\n\n{shown}\n```\n",
            upper(name)
        );
    }
    text.push_str(TAIL);
    text.push_str(&shown_by_rustc());
    assert_current("../../../livetpl/guide/template_errors.md", &text);
}

/// What the compiler shows of each `livetpl/tests/ui/fail/template_*`.
fn shown_by_rustc() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../livetpl/tests/ui/fail");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("the fixtures")
        .map(|entry| entry.expect("a fixture").path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "stderr")
        })
        .filter(|path| {
            let name = path
                .file_name()
                .map(|name| name.to_string_lossy().into_owned());
            name.is_some_and(|name| name.starts_with("template_"))
        })
        .collect();
    files.sort();
    let mut text = String::new();
    for path in files {
        let shown = std::fs::read_to_string(&path).expect("the compiler's text");
        let source = std::fs::read_to_string(path.with_extension("rs")).expect("a fixture");
        let rule = source.lines().next().unwrap_or_default();
        let rule = rule.trim_start_matches("//! ").trim_end_matches('.');
        let _ = write!(text, "\n### {rule}\n\n```text\n{}\n```\n", shown.trim_end());
    }
    text
}

fn upper(name: &str) -> String {
    let mut chars = name.chars();
    let first = chars.next().map(|c| c.to_uppercase().to_string());
    first.unwrap_or_default() + chars.as_str()
}

/// House style: lower case, no full stop, and what to write instead.
#[test]
fn messages_say_what_to_write() {
    for (name, before, _) in CHAPTERS.iter().flat_map(|(_, mistakes)| *mistakes) {
        for message in problems(before) {
            let what = message.lines().next().unwrap_or_default();
            assert!(
                !what.starts_with(|c: char| c.is_ascii_uppercase()),
                "{name}: {what}"
            );
            assert!(!what.ends_with('.'), "{name}: {what}");
            let (_, how) = what.split_once(": ").unwrap_or_default();
            let verbs = [
                "write", "close", "take", "put", "use", "serve", "set", "end", "leave", "attach",
            ];
            assert!(
                verbs
                    .iter()
                    .any(|verb| how.contains(verb) || what.starts_with(verb)),
                "{name} says how: {what}"
            );
        }
    }
}

#[test]
fn all_mistakes_of_a_page_are_told_at_once_and_once() {
    let source = "<table><tr><td>{{ x }}</td></tr></table>\n<p title={{ x }}>a</p>\n{% if x == 1 %}<div>{% endif %}</div>\n<b onclick=\"{{ x }}\">c</b>";
    let found = problems(source);
    let lines: Vec<&str> = found
        .iter()
        .map(|one| one.lines().next().unwrap_or_default())
        .collect();
    assert_eq!(found.len(), 4, "{lines:#?}");
    for source in [
        "<p>a<p>{{ x }}",
        "<ul><li>a<li>{{ x }}</ul>",
        "<ruby><rt>a<rt>b</ruby>",
        "<plaintext>{{ x }}",
        "<button>a<button>b</button></button>",
    ] {
        let found = problems(source);
        assert_eq!(found.len(), 1, "{source}: {found:#?}");
    }
    let called_twice = "{% macro m() %}<p><div></div></p>{% endmacro %}{{ m() }}{{ m() }}";
    assert_eq!(problems(called_twice).len(), 1);
}

const HEAD: &str = "# Errors in templates

Every message of livetpl's that a template can get at compile time, with what to write instead (rustc's own have no place: the last
section says which those are). Each names its place,
`path:line:column` from 1, shows the line, and names the files that led there. All mistakes of a page are told in one compile.

A browser's parser repairs what it reads: it closes, moves and leaves out elements. livetpl finds the places of your values
again in what the parser made, so a template must be HTML that needs no repair; then the page is what the template says,
in every browser. What could run a value as a script is refused, or made harmless (below).

## URLs

A value at the start of `href`, `src`, `action`, `formaction`, `xlink:href`, `data`, `poster`, `cite`, `background`,
`longdesc`, `manifest` or `codebase` may be any URL. Where it is one that browsers would run (`javascript:`, `vbscript:`, and
`data:` of a type that can hold scripts, however it is spelt), what is sent to a browser begins with `unsafe:`, a scheme that
no browser follows. `render()` itself writes what askama writes. `data:` URLs stay as they are where they are only shown or
played: `<img>`, `<video>`, `<audio>`, `<source>`, `<track>`, `<input>`, SVG's `<image>`; and everywhere if their type is
`image/…` (without `+xml`), `audio/…`, `video/…`, `font/…`, `text/plain` or `text/csv`. A value behind a fixed beginning such
as `/users/` or `https://` needs no look.

Refused at compile time, since no look at the value would make it safe: values in `on…` attributes, in `srcdoc`, in
`<script>` and `<style>`, in a script's `src`, in `<base href>`, `<object data>`, `<embed src>`, in `<meta http-equiv>` and its
`content`, in an SVG animation of a link, and behind `javascript:`. What you mark with `|safe` is yours to vouch for.
";

const TAIL: &str = "
## Actions

```text
templates/log.html:2:35: no action `snd` in controller `Log`: its actions are `send`; did you mean `send`?
templates/log.html:2:67: action `new_message` of `Log` is internal: a browser can't call it
```

Buttons (`name`), forms (`name`, `lvt-form:action`) and `lvt-on:…` name actions; `save-draft` and `saveDraft` are `save_draft`.
Forms and buttons that send elsewhere (`method=\"get\"`, `action`, `formaction`, `target`, `lvt-form:no-intercept`, also of a form
that a button names with `form=\"id\"`) name none. A name that is a value (`name=\"{{ x }}\"`) is checked when it is called: the
answer, the log and the browser's console say that there is no such action.

## What forms send

```text
templates/todos.html:4:3: this button has no name, so that it sends the action `submit`, which controller `Todos` lacks: write `name=\"add\"` on the button
templates/todos.html:9:1: this form sends no `text`, which the action `add` takes: its fields are `txt`; did you mean `name=\"text\"` instead of `txt`?
```

The chapter [forms](crate::guide::forms) says what of a form is held against its action, and what is not.

## As the compiler shows them

All of these stand at the `path` or `source` of the template, actions and forms at the controller. What stands in `{{ … }}` is Rust.
Its first name is looked for among the struct's fields and the template's variables, and told with its place if it is neither. All else
is rustc's own error, which names the field or the type, but has no place inside of the template: look for the name there. So it is with
a field of a field (`{{ issue.titel }}`), a method, a function, a type that doesn't fit (`editing == Some(issue.id)`), a value that can't be
shown, and with `self.name`, which is how to write what a struct has by a `Deref` of its own.
";
