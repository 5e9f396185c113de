//! Keys that a test presses: who hears of them, and what the browser does with them by itself.

use std::panic::Location;

use scraper::ElementRef;

use crate::testing::deed::{Deed, Stage};
use crate::testing::failure::{Failure, Result, step};
use crate::testing::fields::{is_box, kind};
use crate::testing::keys::{Miss, Stroke, is_typing};
use crate::testing::page::Page;
use crate::testing::{form, print, target};

/// Inputs into which keys write letters.
const LETTERED: [&str; 7] = [
    "text", "search", "email", "url", "tel", "password", "number",
];

impl Page {
    /// Presses a key and lets it go, with nothing in focus: `j`, `?`, `Escape`, `ctrl+s`, `mod+k`, as in `lvt-key`.
    ///
    /// `lvt-on:window:keydown` and `lvt-on:window:keyup` hear of it, by the script's own rules: a bare key counts only while no
    /// modifier is held, and nobody types. On an element it is pressed by [`within`](Self::within):
    /// `page.within("#note").press("mod+Enter")`.
    ///
    /// ```
    /// # use livetpl::testing::{Page, Result};
    /// # async fn a_test(mut page: Page) -> Result {
    /// page.press("j").await?;
    /// assert_eq!(page.find("[aria-current]")?.text(), "The second letter");
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// If browsers have no such key, or it does nothing here.
    #[track_caller]
    pub fn press(&mut self, key: &str) -> impl Future<Output = Result> {
        self.press_in(None, key)
    }

    #[track_caller]
    pub(super) fn press_in(
        &mut self,
        scope: Option<String>,
        key: &str,
    ) -> impl Future<Output = Result> {
        step(Location::caller(), async move {
            let stroke = Stroke::read(key)?;
            let scope = scope.as_deref();
            self.perform(scope, &|stage, el| stage.key_down(el, &stroke, key))
                .await?;
            // What it was pressed on may be gone by now.
            let is_there = |selector: &&str| target::one(self.root(), selector).is_ok();
            let scope = scope.filter(is_there);
            self.perform(scope, &|stage, el| {
                let (deeds, _) = stage.heard(focused(el), &stroke, "keyup");
                Ok(deeds)
            })
            .await
        })
    }
}

/// What has the focus: nothing is the body.
fn focused(el: ElementRef<'_>) -> ElementRef<'_> {
    if el.value().name() != "html" {
        return el;
    }
    let mut parts = el.child_elements();
    parts.find(|el| el.value().name() == "body").unwrap_or(el)
}

impl<'h> Stage<'h> {
    /// A key goes down on an element.
    fn key_down(&mut self, el: ElementRef<'h>, stroke: &Stroke, said: &str) -> Result<Vec<Deed>> {
        let el = focused(el);
        if form::is_disabled(el) {
            return Err(Failure::new(format!("{} is disabled", print::tag(el))));
        }
        let down = self.heard(el, stroke, "keydown");
        let up = self.heard(el, stroke, "keyup");
        let (mut deeds, heard) = down;
        if !heard.iter().any(Hearer::prevents) {
            match self.by_itself(el, stroke)? {
                Some(more) => deeds.extend(more),
                None if deeds.is_empty() && up.0.is_empty() => {
                    let all = [heard, up.1].concat();
                    return Err(self.nobody_hears(el, said, &all));
                }
                None => {}
            }
        }
        Ok(deeds)
    }

    /// What a key causes by `lvt-on:`, and who waits for keys, of these or others.
    fn heard(
        &self,
        target: ElementRef<'h>,
        stroke: &Stroke,
        event: &'static str,
    ) -> (Vec<Deed>, Vec<Hearer<'h>>) {
        if !self.scripted || self.has_waited {
            return (Vec::new(), Vec::new());
        }
        let global = format!("window:{event}");
        let mut hearers: Vec<Hearer<'h>> = Vec::new();
        let mut ask = |el: ElementRef<'h>, event: &str, is_global: bool| {
            let attribute = format!("lvt-on:{event}");
            if el.attr(&attribute).is_none_or(str::is_empty) {
                return;
            }
            let is_off = !is_global && el.attr("disabled").is_some();
            let is_own = el == target;
            let fits = stroke.fits(el.attr("lvt-key"), is_global, is_own, is_typing(target));
            hearers.push(Hearer {
                el,
                event: event.to_owned(),
                fits: fits.map_err(Some).and(match is_off {
                    true => Err(None),
                    false => Ok(()),
                }),
            });
        };
        // The window hears of it first.
        for el in self.html.root_element().descendent_elements() {
            ask(el, &global, true);
        }
        let attribute = format!("lvt-on:{event}");
        let around = target.ancestors().filter_map(ElementRef::wrap);
        let mut up = std::iter::once(target).chain(around);
        if let Some(nearest) = up.find(|el| el.attr(&attribute).is_some()) {
            ask(nearest, event, false);
        }
        let heard = hearers.iter().filter(|hearer| hearer.fits.is_ok());
        let deeds = heard.map(|hearer| {
            let mut deed = self.act(hearer.el, &hearer.event, None);
            if let Deed::Act { data, .. } = &mut deed {
                let key = || stroke.key.as_str().into();
                data.entry("key").or_insert_with(key);
            }
            deed
        });
        (deeds.collect(), hearers)
    }

    /// What a browser does with a key on an element; `None` where that is nothing which a test could see.
    fn by_itself(&mut self, el: ElementRef<'h>, stroke: &Stroke) -> Result<Option<Vec<Deed>>> {
        if !stroke.is_bare() {
            return Ok(None);
        }
        let name = el.value().name();
        let is_button =
            name == "button" || matches!(&*kind(el), "submit" | "button" | "reset" | "image");
        let is_pressed = is_button || name == "summary";
        match &*stroke.key {
            "Enter" if is_pressed || name == "a" && el.attr("href").is_some() => {
                self.click(el).map(Some)
            }
            " " if is_pressed || is_box(el) => self.click(el).map(Some),
            "Enter" if name == "input" => {
                let Some(form) = form::owner(self.html, el) else {
                    return Ok(None);
                };
                let button = form::default_button(self.html, form);
                self.submit(form, button).map(Some)
            }
            key => {
                let is_lettered = name == "textarea" || LETTERED.contains(&&*kind(el));
                let is_written = stroke.is_letter() || matches!(key, "Enter" | "Backspace");
                if !is_lettered || !is_written || el.attr("readonly").is_some() {
                    return Ok(None);
                }
                let mut text = self.fields.value(el);
                match key {
                    "Backspace" => drop(text.pop()),
                    "Enter" => text.push('\n'),
                    key => text.push_str(key),
                }
                self.fields.fill(el, &text);
                Ok(Some(self.changed(el, &["input"])))
            }
        }
    }

    fn nobody_hears(&self, el: ElementRef<'h>, said: &str, hearers: &[Hearer<'h>]) -> Failure {
        let tag = print::tag(el);
        let why = if !self.scripted {
            "no script runs on this page".to_owned()
        } else if hearers.is_empty() {
            format!(
                "nothing on the page has `lvt-on:window:keydown`, and neither {tag} nor what is around it `lvt-on:keydown`"
            )
        } else {
            let all: Vec<String> = hearers.iter().map(Hearer::why).collect();
            all.join("; ")
        };
        Failure::new(format!("`{said}` on {tag} does nothing: {why}"))
    }
}

/// An element that waits for keys, and whether this is one for it; why not, where it is not only disabled.
#[derive(Clone)]
struct Hearer<'h> {
    el: ElementRef<'h>,
    event: String,
    fits: Result<(), Option<Miss>>,
}

impl Hearer<'_> {
    fn prevents(&self) -> bool {
        self.fits.is_ok() && self.el.attr("lvt-mod:prevent").is_some()
    }

    fn why(&self) -> String {
        let tag = print::tag(self.el);
        let keys = self.el.attr("lvt-key").unwrap_or_default();
        match self.fits {
            Ok(()) => format!("{tag} hears of it"),
            Err(None) => format!("{tag} is disabled"),
            Err(Some(Miss::OtherKey)) => format!("{tag} waits for `{keys}`"),
            Err(Some(Miss::Modifier)) => {
                format!("{tag} waits for `{keys}`, with these modifiers and no others")
            }
            Err(Some(Miss::Held)) => {
                format!(
                    "{tag} waits for `{keys}`, a bare key, which counts only while no modifier is held"
                )
            }
            Err(Some(Miss::Typing)) => {
                format!(
                    "{tag} waits for `{keys}`, a bare key, which counts only while nobody types"
                )
            }
        }
    }
}
