//! What a step of a person makes the browser do: which actions, links and forms. Owns what clicking and changing means.

use scraper::{ElementRef, Html};
use serde_json::{Map, Value};

use crate::testing::failure::{Failure, Result};
use crate::testing::fields::{Fields, Key, is_box, kind};
use crate::testing::file::File;
use crate::testing::form::Entry;
use crate::testing::uploads::Uploads;
use crate::testing::wire::Body;
use crate::testing::wired::Wired;
use crate::testing::{body, fields, form, link, print, target};

/// One thing that the browser does.
#[derive(Debug, PartialEq)]
pub(super) enum Deed {
    /// The script sends an action. Where it succeeds, this form is reset.
    Act {
        action: String,
        data: Map<String, Value>,
        resets: Option<String>,
    },
    /// The script follows a link, if one runs.
    Follow(String),
    /// The browser loads an address.
    Load(String),
    /// The browser posts a form.
    Post { url: String, body: Body },
    /// Files were selected in an input with `lvt-upload`.
    Select {
        input: Key,
        upload: String,
        files: Vec<File>,
    },
    /// A file that was selected is not wanted any more.
    Cancel(u32),
    /// A form is reset.
    Reset(String),
    /// These files are sent first; what the test does is done then.
    Hold(Vec<u32>),
}

/// Events that no element around hears of (`focus` and its like do not bubble).
const ALONE: [&str; 8] = [
    "focus",
    "blur",
    "mouseenter",
    "mouseleave",
    "pointerenter",
    "pointerleave",
    "load",
    "toggle",
];

/// What a field tells of when it was changed and left.
const LEFT: [&str; 2] = ["input", "change"];

/// What answers to a click itself, wherever it stands.
const INTERACTIVE: [&str; 7] = [
    "button", "input", "select", "textarea", "label", "summary", "option",
];

/// A page as somebody does something to it.
pub(super) struct Stage<'h> {
    pub(super) html: &'h Html,
    pub(super) fields: &'h mut Fields,
    pub(super) wired: &'h Wired,
    pub(super) uploads: &'h Uploads,
    /// A form has waited for its files: what else the same click did is done.
    pub(super) has_waited: bool,
    /// The script runs.
    pub(super) scripted: bool,
}

impl<'h> Stage<'h> {
    /// A click on an element.
    pub(super) fn click(&mut self, el: ElementRef<'h>) -> Result<Vec<Deed>> {
        if form::is_disabled(el) {
            return Err(Failure::new(format!("{} is disabled", print::tag(el))));
        }
        let mut deeds = Vec::new();
        let mut prevented = false;
        if self.scripted && !self.has_waited {
            deeds.extend(self.cancels(el)?);
        }
        if self.scripted
            && !self.has_waited
            && let Some(heard) = hears(el, "click")
        {
            let between = std::iter::once(el).chain(around(el));
            let mut between = between.take_while(|inner| *inner != heard);
            // What answers to a click itself keeps it from what is around it.
            if !between.any(|inner| INTERACTIVE.contains(&inner.value().name()) || is_link(inner)) {
                deeds.push(self.act(heard, "click", None));
                prevented = heard.attr("lvt-mod:prevent").is_some();
            }
        }
        if prevented {
            return Ok(deeds);
        }
        let is_nothing = deeds.is_empty();
        match el.value().name() {
            "a" if is_link(el) => deeds.push(link::follow(el)?),
            "summary" => {}
            "label" => {
                if let Some(field) = target::labelled(self.html, el) {
                    return self.click(field);
                }
            }
            _ if is_box(el) => {
                let ticked = kind(el) == "radio" || !self.fields.is_checked(el);
                deeds.extend(self.tick(el, ticked)?);
            }
            "button" | "input" => deeds.extend(self.press(el, is_nothing)?),
            name if is_nothing => {
                let why = if self.scripted {
                    ""
                } else {
                    " without JavaScript"
                };
                return Err(Failure::new(format!(
                    "a click on {} does nothing{why}: <{name}> is no link and no button",
                    print::tag(el)
                )));
            }
            _ => {}
        }
        Ok(deeds)
    }

    /// What a button does beside `lvt-on:click`; `must` do something, or the test is told.
    fn press(&mut self, el: ElementRef<'h>, must: bool) -> Result<Vec<Deed>> {
        let form = form::owner(self.html, el);
        let says = |name| el.attr(name).map(str::to_ascii_lowercase);
        if says("type").as_deref() == Some("reset") {
            let form = form.map(|form| Deed::Reset(Fields::name_of(form)));
            return Ok(form.into_iter().collect());
        }
        if let (Some(form), true) = (form, form::is_submitter(el)) {
            return self.submit(form, Some(el));
        }
        let is_apart = || {
            let mut up = std::iter::once(el).chain(around(el));
            up.any(|el| el.attr("lvt-form:no-intercept").is_some())
        };
        if self.scripted
            && let Some(action) = el.attr("name").filter(|name| !name.is_empty())
            && el.value().name() == "button"
            && el.attr("command").is_none()
            && !is_apart()
        {
            let (action, data) = (action.to_owned(), form::button_payload(el));
            return Ok(vec![Deed::Act {
                action,
                data,
                resets: None,
            }]);
        }
        // What scripts of the application's own or the browser see to.
        let is_elsewhere = ["command", "popovertarget", "onclick"];
        if must && !is_elsewhere.iter().any(|name| el.attr(name).is_some()) {
            let why = if self.scripted {
                "it has no form, no name and no `lvt-on:click`"
            } else {
                "without JavaScript a button needs a form that it submits"
            };
            return Err(Failure::new(format!(
                "{} does nothing: {why}",
                print::tag(el)
            )));
        }
        Ok(Vec::new())
    }

    /// A form is submitted.
    pub(super) fn submit(
        &mut self,
        form: ElementRef<'h>,
        submitter: Option<ElementRef<'h>>,
    ) -> Result<Vec<Deed>> {
        if let Some(button) = submitter.filter(|button| form::is_disabled(*button)) {
            return Err(Failure::new(format!("{} is disabled", print::tag(button))));
        }
        if self.scripted {
            let waits_for = self.waits_for(form, submitter)?;
            if !waits_for.is_empty() {
                return Ok(vec![Deed::Hold(waits_for)]);
            }
            if let Some(heard) = hears(form, "submit") {
                return Ok(vec![self.act(heard, "submit", Some(form))]);
            }
            if form::is_ours(form, submitter) {
                return Ok(vec![Deed::Act {
                    action: form::action(form, submitter),
                    data: form::payload(self.html, self.fields, form, submitter),
                    resets: resets(form),
                }]);
            }
        }
        let own = |name: &str| {
            let by_button = submitter.and_then(|button| button.attr(&format!("form{name}")));
            by_button.or(form.attr(name)).unwrap_or_default().to_owned()
        };
        let target = own("target");
        link::check_target(form, &target, &own("action"))?;
        let entries = form::entries(self.html, self.fields, form, submitter);
        let (url, method) = (own("action"), own("method").to_ascii_lowercase());
        let is_multipart = method == "post" && own("enctype").eq_ignore_ascii_case(body::MULTIPART);
        let is_file = |(_, entry): &(String, Entry)| matches!(entry, Entry::File(Some(_)));
        if !is_multipart && method != "dialog" && entries.iter().any(is_file) {
            return Err(Failure::new(format!(
                "{} sends the names of its files and nothing else: it needs `method=\"post\"` and `enctype=\"multipart/form-data\"`",
                print::tag(form)
            )));
        }
        Ok(match &*method {
            "post" => vec![Deed::Post {
                url,
                body: match is_multipart {
                    true => body::multipart(&entries),
                    false => body::plain(&entries),
                },
            }],
            "dialog" => Vec::new(),
            _ => {
                let path = url.split(['?', '#']).next().unwrap_or_default();
                let to = format!("{path}?{}", body::encode(&entries));
                vec![match link::is_apart(form, &target) {
                    true => Deed::Load(to),
                    false => Deed::Follow(to),
                }]
            }
        })
    }

    /// A text is typed into a field, which is then left.
    pub(super) fn fill(&mut self, el: ElementRef<'h>, text: &str) -> Result<Vec<Deed>> {
        self.check_editable(el)?;
        self.fields.fill(el, text);
        Ok(self.changed(el, &LEFT))
    }

    /// A box is ticked or its tick taken away.
    pub(super) fn tick(&mut self, el: ElementRef<'h>, ticked: bool) -> Result<Vec<Deed>> {
        self.check_editable(el)?;
        if self.fields.is_checked(el) == ticked {
            return Ok(Vec::new());
        }
        self.fields.tick(self.html, el, ticked);
        Ok(self.changed(el, &LEFT))
    }

    /// Options are chosen.
    pub(super) fn choose(&mut self, el: ElementRef<'h>, wanted: &[&str]) -> Result<Vec<Deed>> {
        self.check_editable(el)?;
        if wanted.len() != 1 && el.attr("multiple").is_none() {
            let tag = print::tag(el);
            return Err(Failure::new(format!("{tag} takes one option at a time")));
        }
        let values: Result<Vec<String>> =
            wanted.iter().map(|one| target::option(el, one)).collect();
        self.fields.choose(el, values?);
        Ok(self.changed(el, &LEFT))
    }

    /// Files are selected in an input.
    pub(super) fn choose_files(&mut self, el: ElementRef<'h>, files: &[File]) -> Result<Vec<Deed>> {
        self.check_editable(el)?;
        let tag = print::tag(el);
        if files.len() > 1 && el.attr("multiple").is_none() {
            return Err(Failure::new(format!(
                "{tag} takes one file at a time: it has no `multiple`"
            )));
        }
        let form = form::owner(self.html, el);
        let is_sent = el.attr("lvt-upload").is_some();
        if self.scripted && !is_sent && form.is_none_or(|form| form::is_ours(form, None)) {
            return Err(Failure::new(format!(
                "{tag} has no `lvt-upload`: the script sends no files of it"
            )));
        }
        self.fields.select(el, files.to_vec());
        let mut deeds = self.changed(el, &LEFT);
        if self.scripted && is_sent {
            let said = |name| el.attr(name).filter(|said| !said.is_empty());
            let upload = said("lvt-upload").or(said("name"));
            deeds.push(Deed::Select {
                input: fields::key(el),
                upload: upload.unwrap_or_default().to_owned(),
                files: files.to_vec(),
            });
        }
        Ok(deeds)
    }

    /// The file that a click on an element lets go.
    fn cancels(&self, el: ElementRef<'h>) -> Result<Option<Deed>> {
        let mut up = std::iter::once(el).chain(around(el));
        let Some(said) = up.find_map(|el| el.attr("lvt-upload-cancel")) else {
            return Ok(None);
        };
        let id = said.parse().map_err(|_| {
            Failure::new(format!(
                "`lvt-upload-cancel=\"{said}\"` is no file's number: it is `{{{{ file.id }}}}` of an entry of `lvt.uploads`"
            ))
        })?;
        Ok(Some(Deed::Cancel(id)))
    }

    /// The files that a form waits for before it is sent.
    fn waits_for(
        &self,
        form: ElementRef<'h>,
        submitter: Option<ElementRef<'h>>,
    ) -> Result<Vec<u32>> {
        let mut files = Vec::new();
        let mut refused = Vec::new();
        for el in self.html.root_element().descendent_elements() {
            if el.attr("lvt-upload").is_none() || form::owner(self.html, el) != Some(form) {
                continue;
            }
            let input = fields::key(el);
            let by = el.attr("lvt-upload-with").filter(|by| !by.is_empty());
            let is_for = by.is_none() || by == submitter.and_then(|button| button.attr("name"));
            if is_for {
                files.extend(self.uploads.busy(&input));
            }
            refused.extend(self.uploads.refused(Some(&input)));
        }
        let is_unchecked = form.attr("novalidate").is_some()
            || submitter.is_some_and(|button| button.attr("formnovalidate").is_some());
        if refused.is_empty() || is_unchecked {
            return Ok(files);
        }
        Err(Failure::new(format!(
            "a browser does not send the form: its file {}",
            refused.join(", ")
        )))
    }

    /// An event of an element.
    pub(super) fn fire(&mut self, el: ElementRef<'h>, event: &str) -> Result<Vec<Deed>> {
        let why = if !self.scripted {
            "no script runs on this page".to_owned()
        } else if let Some(heard) = hears(el, event) {
            let form = (event == "submit").then_some(heard);
            return Ok(vec![self.act(heard, event, form)]);
        } else {
            format!("neither it nor what is around it has `lvt-on:{event}`")
        };
        let tag = print::tag(el);
        Err(Failure::new(format!(
            "`{event}` on {tag} does nothing: {why}"
        )))
    }

    fn check_editable(&self, el: ElementRef<'h>) -> Result {
        if form::is_disabled(el) || el.attr("readonly").is_some() {
            let tag = print::tag(el);
            return Err(Failure::new(format!(
                "{tag} can't be changed: it is disabled or read-only"
            )));
        }
        Ok(())
    }

    /// What hears of a field that was changed, whatever its debounce.
    pub(super) fn changed(&mut self, el: ElementRef<'h>, events: &[&str]) -> Vec<Deed> {
        if !self.scripted {
            return Vec::new();
        }
        let heard = events
            .iter()
            .filter_map(|event| Some((hears(el, event)?, event)));
        let deeds = heard.map(|(heard, event)| self.act(heard, event, None));
        let change = self.wired.payload(self.html, self.fields, el);
        let change = change.map(|data| Deed::Act {
            action: "change".to_owned(),
            data,
            resets: None,
        });
        deeds.chain(change).collect()
    }

    pub(super) fn act(
        &self,
        el: ElementRef<'h>,
        event: &str,
        form: Option<ElementRef<'h>>,
    ) -> Deed {
        Deed::Act {
            action: attr(el, &format!("lvt-on:{event}")),
            data: form::element_payload(self.html, self.fields, el),
            resets: form.and_then(resets),
        }
    }
}

fn resets(form: ElementRef<'_>) -> Option<String> {
    let keeps = form.attr("lvt-form:preserve").is_some();
    (!keeps).then(|| Fields::name_of(form))
}

fn attr(el: ElementRef<'_>, name: &str) -> String {
    el.attr(name).unwrap_or_default().to_owned()
}

fn is_link(el: ElementRef<'_>) -> bool {
    el.value().name() == "a" && el.attr("href").is_some()
}

fn around(el: ElementRef<'_>) -> impl Iterator<Item = ElementRef<'_>> {
    el.ancestors().filter_map(ElementRef::wrap)
}

/// The element that hears of an event of `el`: itself or what is around it.
fn hears<'h>(el: ElementRef<'h>, event: &str) -> Option<ElementRef<'h>> {
    let attribute = format!("lvt-on:{event}");
    let names_one =
        |el: &ElementRef<'h>| el.attr(&attribute).is_some_and(|action| !action.is_empty());
    let own = Some(el).filter(|el| names_one(el));
    if ALONE.contains(&event) {
        return own;
    }
    own.or_else(|| around(el).find(names_one))
}
