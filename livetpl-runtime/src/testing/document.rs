//! What a page shows: the document that was served, and what frames made of it. Owns the comparison with a fresh render.

use scraper::Html;
use serde_json::Value;

use crate::session::watch::Served;
use crate::template::ssr;
use crate::testing::failure::{Failure, Result};
use crate::testing::wired::Wired;

/// How much is shown around the place where two renders differ.
const CONTEXT_BYTES: usize = 60;

/// A document, as text and as elements.
pub(super) struct Document {
    parsed: Html,
    wired: Wired,
    /// The page in it, where a live page was served.
    live: Option<Live>,
}

/// A page by its plan: what the browser's script holds.
struct Live {
    page: ssr::Page,
    html: String,
    /// The document around the template's HTML; empty where the template is the document.
    before: String,
    after: String,
    plan: &'static crate::template::Plan,
}

impl Document {
    /// A document as it was served.
    pub(super) fn new(text: &str, served: Option<Served>) -> Result<Document> {
        let live = served.map(|served| Live::new(text, served)).transpose()?;
        let parsed = Html::parse_document(text);
        let plan = live.as_ref().map_or("", |live| live.plan.client);
        Ok(Document {
            wired: Wired::of(&parsed, plan),
            parsed,
            live,
        })
    }

    /// The elements.
    pub(super) fn html(&self) -> &Html {
        &self.parsed
    }

    /// The fields that tell of their changes.
    pub(super) fn wired(&self) -> &Wired {
        &self.wired
    }

    /// Applies what a frame says of the page; whether it changed. Then compares it with the fresh render that the frame
    /// carries.
    pub(super) fn apply(&mut self, frame: &Value) -> Result<bool> {
        let Some(live) = &mut self.live else {
            return Ok(false);
        };
        let read = match (frame.get("values"), frame.get("patch")) {
            (Some(values), _) => ssr::Page::from_values(live.plan, values).map(Some),
            (None, Some(patch)) => {
                let mut page = live.page.clone();
                page.apply(patch).map(|()| Some(page))
            }
            (None, None) => Ok(None),
        };
        let page = read.map_err(|misfit| {
            Failure::new(format!(
                "a frame does not fit what the page shows: {misfit}\n  the frame: {frame}"
            ))
        })?;
        if let Some(page) = page {
            live.page = page;
        }
        let html = live.page.html();
        if let Some(fresh) = frame.get("fresh").and_then(Value::as_str)
            && fresh != html
        {
            return Err(Failure::new(differ(&html, fresh, frame)));
        }
        let changed = html != live.html;
        if changed {
            live.html = html;
            let text = [&*live.before, &live.html, &live.after].concat();
            self.parsed = Html::parse_document(&text);
        }
        Ok(changed)
    }
}

impl Live {
    fn new(text: &str, served: Served) -> Result<Live> {
        let Served { plan, html, values } = served;
        let page = serde_json::from_slice(&values)
            .map_err(|error| error.to_string())
            .and_then(|values| {
                ssr::Page::from_values(plan, &values).map_err(|misfit| misfit.to_string())
            })
            .map_err(|error| {
                Failure::new(format!("the values of `{}` don't fit: {error}", plan.name))
            })?;
        let from_values = page.html();
        if from_values != html {
            return Err(Failure::new(differ(&from_values, &html, &Value::Null)));
        }
        let (before, after) = match plan.head_end {
            Some(_) => ("", ""),
            None => around(text, &html)?,
        };
        Ok(Live {
            before: before.to_owned(),
            after: after.to_owned(),
            page,
            html,
            plan,
        })
    }
}

/// What stands before and behind the page in its shell.
fn around<'t>(text: &'t str, html: &str) -> Result<(&'t str, &'t str)> {
    // The script's tag has attributes that begin alike.
    let mut roots = text.match_indices(" data-lvt-root");
    let root = roots.find_map(|(at, name)| {
        let rest = text[at..].strip_prefix(name)?;
        let end = rest.find('>').filter(|_| !rest.starts_with('-'))?;
        Some(at + name.len() + end + 1)
    });
    let split = root.and_then(|at| text.split_at_checked(at));
    split
        .and_then(|(before, rest)| Some((before, rest.strip_prefix(html)?)))
        .ok_or_else(|| {
            Failure::new(
                "the shell does not put `content`, with nothing beside it, into an element with `data-lvt-root`",
            )
        })
}

fn differ(patched: &str, fresh: &str, frame: &Value) -> String {
    let same = patched
        .bytes()
        .zip(fresh.bytes())
        .take_while(|(a, b)| a == b)
        .count();
    let mut frame = frame.clone();
    if let Some(object) = frame.as_object_mut() {
        object.remove("fresh");
    }
    format!(
        "the page that was patched is not what a fresh render of the same state shows; the template may read what is not \
         in its state, as a clock, or livetpl has an error\n  patched: {}\n  fresh:   {}\n  the frame: {frame}",
        near(patched, same),
        near(fresh, same),
    )
}

/// `text` around `at`.
fn near(text: &str, at: usize) -> String {
    let start = text.floor_char_boundary(at.saturating_sub(CONTEXT_BYTES));
    let end = text.floor_char_boundary((at + CONTEXT_BYTES).min(text.len()));
    format!("…{:?}…", &text[start..end])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template::{Fragment, Plan, Slot};
    use serde_json::json;

    static PLAN: Plan = Plan {
        name: "a.html",
        fragments: &[Fragment {
            statics: &["<p>", "</p>"],
            slots: &[Slot::Text],
            key: None,
        }],
        client: "",
        head_end: None,
        actions: &[],
        uploads: &[],
        forms: &[],
    };

    fn document() -> Document {
        let served = Served {
            plan: &PLAN,
            html: "<p>a</p>".to_owned(),
            values: br#"["a"]"#.to_vec(),
        };
        let text =
            "<body><script data-lvt-root-hash=\"0\"></script><main data-lvt-root><p>a</p></main>";
        Document::new(text, Some(served)).unwrap()
    }

    #[test]
    fn a_planted_fault_in_a_patch_is_noticed() {
        let cases = [
            (json!({"patch": {"0": "b"}, "fresh": "<p>b</p>"}), "true"),
            (json!({"fresh": "<p>a</p>"}), "false"),
            (
                json!({"patch": {"0": "b"}, "fresh": "<p>c</p>"}),
                "is not what a fresh render",
            ),
            (json!({"fresh": "<p>b</p>"}), "is not what a fresh render"),
            (
                json!({"values": ["é"], "fresh": "<p>è</p>"}),
                "is not what a fresh render",
            ),
            (
                json!({"patch": {"1": "b"}}),
                "does not fit what the page shows",
            ),
            (json!({"values": []}), "does not fit what the page shows"),
        ];
        for (frame, expected) in cases {
            let said = match document().apply(&frame) {
                Ok(changed) => changed.to_string(),
                Err(failure) => failure.to_string(),
            };
            assert!(said.contains(expected), "{frame}: {said}");
        }
    }

    #[test]
    fn what_stands_around_the_page_stays() {
        let mut document = document();
        document.apply(&json!({"patch": {"0": "b"}})).unwrap();
        let html = document.html().html();
        assert!(
            html.contains("<main data-lvt-root=\"\"><p>b</p></main>"),
            "{html}"
        );
        assert!(html.contains("data-lvt-root-hash"));
    }
}
