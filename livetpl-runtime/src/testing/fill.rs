//! A form that a test fills in and submits in one go.

use std::panic::Location;

use scraper::ElementRef;

use crate::testing::act::{is_select, is_typed};
use crate::testing::deed::{Deed, Stage};
use crate::testing::failure::{Result, step};
use crate::testing::fields::is_box;
use crate::testing::file::File;
use crate::testing::page::Page;
use crate::testing::target::Scope;
use crate::testing::upload::is_file;
use crate::testing::{form, target};

/// A form that is being filled in: what is said of it is done once it is submitted. Its fields are named as in
/// [`Page::fill`], and may stand elsewhere on the page, tied to it by `form=`.
///
/// ```
/// # use livetpl::testing::{Page, Result};
/// # async fn a_test(mut page: Page) -> Result {
/// page.form("#order")
///     .fill("Name", "Ann")
///     .select("Size", "Large")
///     .submit_with("Order")
///     .await?;
/// # Ok(())
/// # }
/// ```
#[must_use = "a form is filled in once it is submitted"]
pub struct FormFill<'p> {
    page: &'p mut Page,
    scope: Option<String>,
    form: String,
    steps: Vec<Step>,
    at: &'static Location<'static>,
}

enum Step {
    Fill(String, String),
    Tick(String, bool),
    Choose(String, Vec<String>),
    Select(String, Vec<File>),
}

impl<'p> FormFill<'p> {
    #[track_caller]
    pub(super) fn new(page: &'p mut Page, scope: Option<String>, form: &str) -> Self {
        FormFill {
            page,
            scope,
            form: form.to_owned(),
            steps: Vec::new(),
            at: Location::caller(),
        }
    }

    /// As [`Page::fill`], in this form.
    ///
    /// ```
    /// # use livetpl::testing::{Page, Result};
    /// # async fn a_test(mut page: Page) -> Result {
    /// page.form("#order").fill("Name", "Ann").submit().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn fill(self, field: &str, text: &str) -> Self {
        self.then(Step::Fill(field.to_owned(), text.to_owned()))
    }

    /// As [`Page::check`], in this form.
    ///
    /// ```
    /// # use livetpl::testing::{Page, Result};
    /// # async fn a_test(mut page: Page) -> Result {
    /// page.form("#order").check("Gift").submit().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn check(self, field: &str) -> Self {
        self.then(Step::Tick(field.to_owned(), true))
    }

    /// As [`Page::uncheck`], in this form.
    ///
    /// ```
    /// # use livetpl::testing::{Page, Result};
    /// # async fn a_test(mut page: Page) -> Result {
    /// page.form("#order").uncheck("Newsletter").submit().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn uncheck(self, field: &str) -> Self {
        self.then(Step::Tick(field.to_owned(), false))
    }

    /// As [`Page::select`], in this form.
    ///
    /// ```
    /// # use livetpl::testing::{Page, Result};
    /// # async fn a_test(mut page: Page) -> Result {
    /// page.form("#order").select("Size", "Large").submit().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn select(self, field: &str, option: &str) -> Self {
        self.select_all(field, &[option])
    }

    /// As [`Page::select_all`], in this form.
    ///
    /// ```
    /// # use livetpl::testing::{Page, Result};
    /// # async fn a_test(mut page: Page) -> Result {
    /// page.form("#order").select_all("Toppings", &["Olives"]).submit().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn select_all(self, field: &str, options: &[&str]) -> Self {
        let options = options.iter().map(ToString::to_string).collect();
        self.then(Step::Choose(field.to_owned(), options))
    }

    /// As [`Page::upload`], in this form.
    ///
    /// ```
    /// # use livetpl::testing::{File, Page, Result};
    /// # async fn a_test(mut page: Page) -> Result {
    /// let papers = [File::new("a.txt", "text/plain", "a"), File::new("b.txt", "text/plain", "b")];
    /// page.form("#letter").fill("Note", "two papers").upload("Papers", papers).submit().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn upload(self, field: &str, files: impl Into<Vec<File>>) -> Self {
        self.then(Step::Select(field.to_owned(), files.into()))
    }

    /// Submits it as by Enter: with its first button, if it has one.
    ///
    /// ```
    /// # use livetpl::testing::{Page, Result};
    /// # async fn a_test(mut page: Page) -> Result {
    /// page.form("#search").fill("q", "bread").submit().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// If the form or one of the fields is not there, or there more than once, or can't be changed so.
    pub async fn submit(self) -> Result {
        self.run(&|stage, form| {
            let button = form::default_button(stage.html, form);
            stage.submit(form, button)
        })
        .await
    }

    /// Submits it with one of its buttons, named as in [`Page::click`].
    ///
    /// ```
    /// # use livetpl::testing::{Page, Result};
    /// # async fn a_test(mut page: Page) -> Result {
    /// page.form("#draft").fill("Title", "Bread").submit_with("Publish").await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`submit`](Self::submit).
    pub async fn submit_with(self, button: &str) -> Result {
        self.run(&|stage, form| {
            stage.click(target::clickable(Scope::Form(stage.html, form), button)?)
        })
        .await
    }

    fn then(mut self, step: Step) -> Self {
        self.steps.push(step);
        self
    }

    async fn run(
        self,
        submit: &dyn for<'h> Fn(&mut Stage<'h>, ElementRef<'h>) -> Result<Vec<Deed>>,
    ) -> Result {
        let FormFill {
            page,
            scope,
            form,
            steps,
            at,
        } = self;
        let scope = scope.as_deref();
        step(at, async {
            // One by one: each may make the page another one.
            for step in &steps {
                page.perform(scope, &|stage, scope| {
                    step.take(stage, target::form(scope, &form)?)
                })
                .await?;
            }
            page.perform(scope, &|stage, scope| {
                submit(stage, target::form(scope, &form)?)
            })
            .await
        })
        .await
    }
}

impl Step {
    fn take<'h>(&self, stage: &mut Stage<'h>, form: ElementRef<'h>) -> Result<Vec<Deed>> {
        let form = Scope::Form(stage.html, form);
        match self {
            Step::Fill(field, text) => stage.fill(target::field(form, field, is_typed)?, text),
            Step::Tick(field, ticked) => stage.tick(target::field(form, field, is_box)?, *ticked),
            Step::Select(field, files) => {
                stage.choose_files(target::field(form, field, is_file)?, files)
            }
            Step::Choose(field, options) => {
                let options: Vec<&str> = options.iter().map(String::as_str).collect();
                stage.choose(target::field(form, field, is_select)?, &options)
            }
        }
    }
}
