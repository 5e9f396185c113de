//! A part of a page, in which a test does and finds what it does and finds on a whole one.

use crate::testing::act::{is_select, is_typed};
use crate::testing::element::{Element, text_of};
use crate::testing::failure::Result;
use crate::testing::fields::is_box;
use crate::testing::file::File;
use crate::testing::fill::FormFill;
use crate::testing::page::Page;
use crate::testing::target;
use crate::testing::upload::is_file;

/// A part of a page, in which names mean what they mean there.
///
/// ```
/// # use livetpl::testing::{Page, Result};
/// # async fn a_test(mut page: Page) -> Result {
/// let mut row = page.within("li[data-key='7']");
/// assert_eq!(row.find("b")?.text(), "Ann");
/// row.click("Delete").await?;
/// # Ok(())
/// # }
/// ```
pub struct Within<'p> {
    page: &'p mut Page,
    scope: String,
}

impl<'p> Within<'p> {
    pub(super) fn new(page: &'p mut Page, scope: &str) -> Self {
        Within {
            page,
            scope: scope.to_owned(),
        }
    }

    /// As [`Page::click`].
    ///
    /// ```
    /// # use livetpl::testing::{Page, Result};
    /// # async fn a_test(mut page: Page) -> Result {
    /// page.within("#cart").click("Remove").await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As that, and if the part is not there, or is there more than once.
    #[track_caller]
    pub fn click(self, target: &str) -> impl Future<Output = Result> {
        self.page.step_in(Some(self.scope), move |stage, scope| {
            stage.click(target::clickable(scope, target)?)
        })
    }

    /// As [`Page::fill`].
    ///
    /// ```
    /// # use livetpl::testing::{Page, Result};
    /// # async fn a_test(mut page: Page) -> Result {
    /// page.within("#billing").fill("Street", "Elm Street").await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`click`](Self::click).
    #[track_caller]
    pub fn fill(self, field: &str, text: &str) -> impl Future<Output = Result> {
        self.page.step_in(Some(self.scope), move |stage, scope| {
            stage.fill(target::field(scope, field, is_typed)?, text)
        })
    }

    /// As [`Page::check`].
    ///
    /// ```
    /// # use livetpl::testing::{Page, Result};
    /// # async fn a_test(mut page: Page) -> Result {
    /// page.within("#cart").check("Gift").await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`click`](Self::click).
    #[track_caller]
    pub fn check(self, field: &str) -> impl Future<Output = Result> {
        self.page.step_in(Some(self.scope), move |stage, scope| {
            stage.tick(target::field(scope, field, is_box)?, true)
        })
    }

    /// As [`Page::uncheck`].
    ///
    /// ```
    /// # use livetpl::testing::{Page, Result};
    /// # async fn a_test(mut page: Page) -> Result {
    /// page.within("#cart").uncheck("Gift").await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`click`](Self::click).
    #[track_caller]
    pub fn uncheck(self, field: &str) -> impl Future<Output = Result> {
        self.page.step_in(Some(self.scope), move |stage, scope| {
            stage.tick(target::field(scope, field, is_box)?, false)
        })
    }

    /// As [`Page::select`].
    ///
    /// ```
    /// # use livetpl::testing::{Page, Result};
    /// # async fn a_test(mut page: Page) -> Result {
    /// page.within("tr[data-key='7']").select("Role", "Admin").await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`click`](Self::click).
    #[track_caller]
    pub fn select(self, field: &str, option: &str) -> impl Future<Output = Result> {
        self.page.step_in(Some(self.scope), move |stage, scope| {
            stage.choose(target::field(scope, field, is_select)?, &[option])
        })
    }

    /// As [`Page::upload`].
    ///
    /// ```
    /// # use livetpl::testing::{File, Page, Result};
    /// # async fn a_test(mut page: Page) -> Result {
    /// page.within("#letter").upload("Papers", File::new("a.txt", "text/plain", "a")).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As that, and as [`click`](Self::click).
    #[track_caller]
    pub fn upload(self, field: &str, files: impl Into<Vec<File>>) -> impl Future<Output = Result> {
        let files = files.into();
        self.page.step_in(Some(self.scope), move |stage, scope| {
            stage.choose_files(target::field(scope, field, is_file)?, &files)
        })
    }

    /// Presses a key on the element that this part is: `page.within("#note").press("mod+Enter")`.
    ///
    /// As [`Page::press`], with that element in focus. `lvt-on:keydown` and `lvt-on:keyup` on it or around it hear of the key,
    /// too, and the browser does what it does by itself: a letter is written into a field (a bare key is no shortcut there), Enter
    /// submits a field's form, Enter and Space press a button.
    ///
    /// ```
    /// # use livetpl::testing::{Page, Result};
    /// # async fn a_test(mut page: Page) -> Result {
    /// page.within("[role=tablist]").press("ArrowRight").await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Page::press`] and [`click`](Self::click).
    #[track_caller]
    pub fn press(self, key: &str) -> impl Future<Output = Result> {
        self.page.press_in(Some(self.scope), key)
    }

    /// As [`Page::form`].
    ///
    /// ```
    /// # use livetpl::testing::{Page, Result};
    /// # async fn a_test(mut page: Page) -> Result {
    /// page.within("dialog").form("form").fill("Name", "Ann").submit().await?;
    /// # Ok(())
    /// # }
    /// ```
    #[track_caller]
    pub fn form(self, form: &str) -> FormFill<'p> {
        FormFill::new(self.page, Some(self.scope), form)
    }

    /// As [`Page::find`].
    ///
    /// ```
    /// # use livetpl::testing::{Page, Result};
    /// # async fn a_test(mut page: Page) -> Result {
    /// let total = page.within("#cart").find(".total")?;
    /// assert_eq!(total.text(), "12.00");
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`click`](Self::click).
    #[track_caller]
    pub fn find(&self, selector: &str) -> Result<Element> {
        let part = target::one(self.page.root(), &self.scope);
        let found = part.and_then(|part| target::one(part, selector));
        Ok(Element::of(self.page.here(found)?, &self.page.fields))
    }

    /// As [`Page::texts`].
    ///
    /// ```
    /// # use livetpl::testing::{Page, Result};
    /// # async fn a_test(mut page: Page) -> Result {
    /// assert_eq!(page.within("#done").texts("li")?, ["Bread"]);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`click`](Self::click).
    #[track_caller]
    pub fn texts(&self, selector: &str) -> Result<Vec<String>> {
        let part = target::one(self.page.root(), &self.scope);
        let found = part.and_then(|part| target::all(part, selector));
        Ok(self.page.here(found)?.into_iter().map(text_of).collect())
    }
}
