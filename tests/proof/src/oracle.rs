//! What must hold of every transition, on the server's side and in the Rust reader.
//!
//! Guarantee 2: the instrumented template renders what plain askama renders. Guarantee 1: the page that a browser had,
//! with the patch, is a fresh render; and there is no patch for a page that is as it should be.

use livetpl_runtime::template::ssr::Page;
use livetpl_runtime::template::{Recorder, Tree};
use serde_json::Value;

use crate::corpus::Template;
use crate::data::Data;
use crate::faults::{Honest, Wire};

/// What was wrong at a transition.
pub type Wrong = String;

/// A server with one page, and a browser that shows it.
pub struct Session {
    template: Template,
    /// Renders whole pages.
    recorder: Recorder,
    /// Renders for the tree, as a server does: what it knows to be as it was is left out.
    against: Recorder,
    tree: Tree,
    page: Page,
    /// The values of the state that is shown.
    values: Value,
}

/// One transition: what the server sent, and what it should lead to.
#[derive(Clone, Debug)]
pub struct Step {
    /// The patch; `None` where the page is as it was.
    pub patch: Option<Value>,
    /// A fresh render of the new state.
    pub html: String,
    /// The values of the new state.
    pub values: Value,
}

impl Session {
    /// Opens a page with this state.
    ///
    /// # Errors
    ///
    /// If what the browser gets is not what plain askama renders.
    pub fn open(template: &Template, data: &Data, wire: &mut dyn Wire) -> Result<Self, Wrong> {
        let mut recorder = Recorder::default();
        let html = recorded(template, data, &mut recorder, wire)?;
        let (tree, values) = built(template, &recorder)?;
        let page = Page::from_values(template.plan, &values).map_err(|error| error.to_string())?;
        same("the page built from values", &page.html(), &html)?;
        Ok(Session {
            template: *template,
            recorder,
            against: Recorder::default(),
            tree,
            page,
            values,
        })
    }

    /// The recorder of whole pages, as the last render left it.
    pub fn recorder(&self) -> &Recorder {
        &self.recorder
    }

    /// The values of the state that is shown.
    pub fn values(&self) -> &Value {
        &self.values
    }

    /// The server's half of a transition: render, compare, and write the patch. What the wire does to it is done.
    ///
    /// # Errors
    ///
    /// If guarantee 2 does not hold.
    pub fn send(&mut self, data: &Data, wire: &mut dyn Wire) -> Result<Step, Wrong> {
        let html = recorded(&self.template, data, &mut self.recorder, wire)?;
        (self.template.record_against)(data, &mut self.against, &mut self.tree)
            .map_err(|error| error.to_string())?;
        let mut patch = Vec::new();
        let changed = self
            .tree
            .update(&self.against, &mut patch)
            .map_err(|_| "the render doesn't follow the plan".to_owned())?;
        let patch = match changed {
            true => Some(json(&patch)?),
            false if patch.is_empty() => None,
            false => return Err("there is no patch, and yet something was written".to_owned()),
        };
        let (_, values) = built(&self.template, &self.recorder)?;
        let mut step = Step {
            patch,
            html,
            values,
        };
        wire.step(&mut step);
        Ok(step)
    }

    /// The browser's half: apply, and look.
    ///
    /// # Errors
    ///
    /// If guarantee 1 does not hold.
    pub fn receive(&mut self, step: &Step) -> Result<(), Wrong> {
        self.values.clone_from(&step.values);
        if let Some(patch) = &step.patch {
            let wanted = Page::from_values(self.template.plan, &step.values);
            if wanted.is_ok_and(|wanted| wanted == self.page) {
                return Err(format!(
                    "a patch, though the page is as it should be: {patch}"
                ));
            }
            self.page
                .apply(patch)
                .map_err(|error| format!("the patch was refused: {error}"))?;
        }
        same("the patched page", &self.page.html(), &step.html)?;
        sane(step)
    }
}

/// Guarantee 2 of one state: the instrumented template renders what plain askama renders.
///
/// # Errors
///
/// If it does not.
pub fn renders_alike(template: &Template, data: &Data) -> Result<(), Wrong> {
    recorded(template, data, &mut Recorder::default(), &mut Honest).map(drop)
}

/// Renders both templates; they must agree.
fn recorded(
    template: &Template,
    data: &Data,
    recorder: &mut Recorder,
    wire: &mut dyn Wire,
) -> Result<String, Wrong> {
    let plain = (template.plain)(data).map_err(|error| error.to_string())?;
    let live = (template.live)(data).map_err(|error| error.to_string())?;
    let live = wire.render(live);
    same("the instrumented template's render", &live, &plain)?;
    (template.record)(data, recorder).map_err(|error| error.to_string())?;
    let html = recorder.html();
    same("the recorder's text", &without_form_fields(html), &plain)?;
    Ok(html.to_owned())
}

/// A page without the hidden fields that name its forms: askama doesn't write them (PROTOCOL.md, "Forms").
fn without_form_fields(html: &str) -> String {
    let mut pieces = html.split("<input type=\"hidden\" name=\"lvt-form\" value=\"");
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let rest = piece.split_once("\" autocomplete=\"off\">");
        text.push_str(rest.map_or(piece, |(_, rest)| rest));
    }
    text
}

/// A tree made anew, and the values of the render.
fn built(template: &Template, recorder: &Recorder) -> Result<(Tree, Value), Wrong> {
    let mut values = Vec::new();
    let tree = Tree::build(template.plan, recorder, &mut values)
        .map_err(|_| "the render doesn't follow the plan".to_owned())?;
    Ok((tree, json(&values)?))
}

/// A patch is no larger than it can be with every text in it once, escaped for JSON.
fn sane(step: &Step) -> Result<(), Wrong> {
    let bytes = step
        .patch
        .as_ref()
        .map_or(0, |patch| patch.to_string().len());
    let most = 4 * step.html.len() + 4096;
    if bytes > most {
        return Err(format!(
            "a patch of {bytes} bytes for a page of {}",
            step.html.len()
        ));
    }
    Ok(())
}

fn same(what: &str, found: &str, wanted: &str) -> Result<(), Wrong> {
    if found == wanted {
        return Ok(());
    }
    let at = found
        .bytes()
        .zip(wanted.bytes())
        .take_while(|(a, b)| a == b)
        .count();
    let part = |text: &str| {
        String::from_utf8_lossy(&text.as_bytes()[at..text.len().min(at + 80)]).into_owned()
    };
    Err(format!(
        "{what} is another one from byte {at}:\n  found  {:?}\n  wanted {:?}",
        part(found),
        part(wanted)
    ))
}

fn json(bytes: &[u8]) -> Result<Value, Wrong> {
    serde_json::from_slice(bytes).map_err(|error| format!("what was written is no JSON: {error}"))
}
