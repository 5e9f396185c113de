//! What a person does on a page, one step a method. Each step waits until the server has answered all that it caused.

use std::panic::Location;

use scraper::ElementRef;

use crate::testing::deed::{Deed, Stage};
use crate::testing::failure::{Result, step};
use crate::testing::fields::{is_box, kind};
use crate::testing::fill::FormFill;
use crate::testing::page::Page;
use crate::testing::within::Within;
use crate::testing::{form, target};

/// How an element is found and what is done to it: all at once, since what is found is the page's own.
pub(super) type Plan<'p> = &'p dyn for<'h> Fn(&mut Stage<'h>, ElementRef<'h>) -> Result<Vec<Deed>>;

impl Page {
    /// Clicks on a button, a link, or anything that hears of a click; named by its text, its label, its name, or a CSS
    /// selector.
    ///
    /// A button submits its form, with the fields that a browser would send; a link is followed; a checkbox is ticked.
    /// `required` and its like are left to the server, so that a test sees what it says.
    ///
    /// ```
    /// # use livetpl::testing::{Page, Result};
    /// # async fn a_test(mut page: Page) -> Result {
    /// page.click("Delete the draft").await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// If nothing, or more than one thing, is called so; if it is disabled, or does nothing.
    #[track_caller]
    pub fn click(&mut self, target: &str) -> impl Future<Output = Result> {
        self.step_in(None, move |stage, scope| {
            stage.click(target::clickable(scope, target)?)
        })
    }

    /// Types a text into a field, named by its label, its name, its placeholder, or a CSS selector, and leaves it.
    ///
    /// What was there is replaced. Where somebody hears of it (`lvt-on:input`, `lvt-on:change`, an action `change`), they do
    /// so at once, whatever `lvt-mod:debounce` says.
    ///
    /// ```
    /// # use livetpl::testing::{Page, Result};
    /// # async fn a_test(mut page: Page) -> Result {
    /// page.fill("Title", "Bread").await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// If there is no such field, or more than one, or it can't be changed.
    #[track_caller]
    pub fn fill(&mut self, field: &str, text: &str) -> impl Future<Output = Result> {
        self.step_in(None, move |stage, scope| {
            stage.fill(target::field(scope, field, is_typed)?, text)
        })
    }

    /// Ticks a checkbox, or chooses a radio button.
    ///
    /// ```
    /// # use livetpl::testing::{Page, Result};
    /// # async fn a_test(mut page: Page) -> Result {
    /// page.check("I agree").await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`fill`](Self::fill).
    #[track_caller]
    pub fn check(&mut self, field: &str) -> impl Future<Output = Result> {
        self.step_in(None, move |stage, scope| {
            stage.tick(target::field(scope, field, is_box)?, true)
        })
    }

    /// Takes the tick of a checkbox away.
    ///
    /// ```
    /// # use livetpl::testing::{Page, Result};
    /// # async fn a_test(mut page: Page) -> Result {
    /// page.uncheck("Newsletter").await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`fill`](Self::fill).
    #[track_caller]
    pub fn uncheck(&mut self, field: &str) -> impl Future<Output = Result> {
        self.step_in(None, move |stage, scope| {
            stage.tick(target::field(scope, field, is_box)?, false)
        })
    }

    /// Chooses an option of a `<select>`, by its text or its value.
    ///
    /// ```
    /// # use livetpl::testing::{Page, Result};
    /// # async fn a_test(mut page: Page) -> Result {
    /// page.select("Size", "Large").await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`fill`](Self::fill), and if there is no such option.
    #[track_caller]
    pub fn select(&mut self, field: &str, option: &str) -> impl Future<Output = Result> {
        self.step_in(None, move |stage, scope| {
            stage.choose(target::field(scope, field, is_select)?, &[option])
        })
    }

    /// Chooses these options of a `<select multiple>` and no others.
    ///
    /// ```
    /// # use livetpl::testing::{Page, Result};
    /// # async fn a_test(mut page: Page) -> Result {
    /// page.select_all("Toppings", &["Olives", "Capers"]).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`select`](Self::select).
    #[track_caller]
    pub fn select_all(&mut self, field: &str, options: &[&str]) -> impl Future<Output = Result> {
        self.step_in(None, move |stage, scope| {
            stage.choose(target::field(scope, field, is_select)?, options)
        })
    }

    /// Presses Enter in a form: its first button submits it, or it goes without one.
    ///
    /// ```
    /// # use livetpl::testing::{Page, Result};
    /// # async fn a_test(mut page: Page) -> Result {
    /// page.fill("Search", "bread").await?;
    /// page.submit("form[role=search]").await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// If there is no such form, or more than one.
    #[track_caller]
    pub fn submit(&mut self, form: &str) -> impl Future<Output = Result> {
        self.step_in(None, move |stage, scope| {
            let form = target::form(scope, form)?;
            let button = form::default_button(stage.html, form);
            stage.submit(form, button)
        })
    }

    /// Fires an event of the one element that a CSS selector matches: `page.fire("dragend", "#card-1")`. The nearest
    /// `lvt-on:` of that event hears of it, at once.
    ///
    /// ```
    /// # use livetpl::testing::{Page, Result};
    /// # async fn a_test(mut page: Page) -> Result {
    /// page.fire("dragend", "#card-1").await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// If nothing, or more than one element, matches; if nothing hears of the event.
    #[track_caller]
    pub fn fire(&mut self, event: &str, selector: &str) -> impl Future<Output = Result> {
        self.step_in(None, move |stage, scope| {
            stage.fire(target::one(scope, selector)?, event)
        })
    }

    /// A form to fill in and submit: by a CSS selector, its name, or its `aria-label`.
    ///
    /// ```
    /// # async fn a_test(mut page: livetpl::testing::Page) -> livetpl::testing::Result {
    /// page.form("#order").fill("name", "Ann").select("Size", "Large").check("Gift").submit().await?;
    /// # Ok(())
    /// # }
    /// ```
    #[track_caller]
    pub fn form(&mut self, form: &str) -> FormFill<'_> {
        FormFill::new(self, None, form)
    }

    /// The part of the page that a CSS selector matches: a row, a card, a dialog.
    ///
    /// ```
    /// # async fn a_test(mut page: livetpl::testing::Page) -> livetpl::testing::Result {
    /// page.within("li[data-key='7']").click("Delete").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn within(&mut self, selector: &str) -> Within<'_> {
        Within::new(self, selector)
    }

    /// Does what `plan` says of an element in `scope`, and waits for what comes of it.
    #[track_caller]
    pub(super) fn step_in(
        &mut self,
        scope: Option<String>,
        plan: impl for<'h> Fn(&mut Stage<'h>, ElementRef<'h>) -> Result<Vec<Deed>>,
    ) -> impl Future<Output = Result> {
        let at = Location::caller();
        step(
            at,
            async move { self.perform(scope.as_deref(), &plan).await },
        )
    }

    pub(super) async fn perform(&mut self, scope: Option<&str>, plan: Plan<'_>) -> Result {
        // What has come until now is what the person sees.
        self.drain().await?;
        self.hops = 0;
        // A form that had to wait for its files is sent by the same step, done once more.
        let mut has_waited = false;
        loop {
            let deeds = self.plan(scope, plan, has_waited);
            has_waited = false;
            for deed in self.on_page(deeds)? {
                has_waited |= matches!(deed, Deed::Hold(_));
                self.done(deed).await?;
            }
            if !has_waited {
                return Ok(());
            }
        }
    }

    /// What a step makes the browser do.
    fn plan(&mut self, scope: Option<&str>, plan: Plan<'_>, has_waited: bool) -> Result<Vec<Deed>> {
        let html = self.document.html();
        let root = html.root_element();
        let mut stage = Stage {
            html,
            fields: &mut self.fields,
            wired: self.document.wired(),
            uploads: &self.uploads,
            has_waited,
            scripted: self.live.is_some(),
        };
        let scope = match scope {
            Some(selector) => target::one(root, selector),
            None => Ok(root),
        };
        scope.and_then(|scope| plan(&mut stage, scope))
    }

    async fn done(&mut self, deed: Deed) -> Result {
        match deed {
            Deed::Follow(url) => self.follow(&url).await,
            Deed::Load(url) => self.load(&url).await,
            Deed::Post { url, body } => self.post(&url, body).await,
            Deed::Act {
                action,
                data,
                resets,
            } => {
                self.act(&action, data).await?;
                if let Some(form) = resets
                    && self.errors().is_empty()
                {
                    self.reset(&form).await?;
                }
                Ok(())
            }
            Deed::Select {
                input,
                upload,
                files,
            } => self.send_selected(&input, &upload, files).await,
            Deed::Cancel(file) => self.cancel(file).await,
            Deed::Reset(form) => self.reset(&form).await,
            Deed::Hold(files) => self.settle(&files).await,
        }
    }
}

/// A field that takes a text.
pub(super) fn is_typed(el: ElementRef<'_>) -> bool {
    !is_select(el) && !is_box(el) && kind(el) != "file"
}

pub(super) fn is_select(el: ElementRef<'_>) -> bool {
    el.value().name() == "select"
}
