//! A form that was posted without JavaScript: a page of its own, from its `mount` to the redirect behind its action.

use std::sync::Arc;

use crate::controller::{ConnectKind, Dispatch, Identity, Result};
use crate::session::answer::Answer;
use crate::session::uploads::{Posted, Typed};
use crate::session::view::{Location, View};

impl<C: Dispatch> View<C> {
    /// Runs the action of a form that was posted without JavaScript, to its end, even if the browser does not wait.
    ///
    /// # Errors
    ///
    /// `mount`'s or the action's.
    pub async fn submit(
        self: &Arc<Self>,
        identity: Identity,
        location: Location,
        form: Posted,
        typed: Typed,
    ) -> Result<Answer> {
        let view = self.clone();
        self.complete(async move { view.run_form(identity, location, form, &typed).await })
            .await
    }

    async fn run_form(
        &self,
        identity: Identity,
        location: Location,
        form: Posted,
        typed: &Typed,
    ) -> Result<Answer> {
        let mut page = self.page(identity, location, false).await?;
        page.mount(ConnectKind::Post).await?;
        // Who is sent on by `mount` comes to no action, and what else is on its way need not arrive.
        if !page.redirects() {
            let fields = form.read(&mut page, typed).await?;
            let (action, payload) = page.submitted(fields);
            page.act(&action, &payload).await?;
        }
        if !page.redirects() {
            // What can't be shown has not happened: the GET that follows would fail for as long as the fields are kept.
            page.fresh(|_, _| ()).await?;
        }
        let mut answer = self.answer(&mut page).await;
        self.carry(&mut answer).await;
        Ok(answer)
    }
}
