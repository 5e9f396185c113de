//! What a method may know of the request that it runs for: its headers, and what layers before the application put beside them.

use http::HeaderMap;

use crate::controller::Context;

impl Context {
    /// The headers of the request, where the method runs for one: `mount` of a page or form, and a form's action.
    ///
    /// `None` over a socket, and for a page that goes on by fetch: what is needed later belongs into the state.
    ///
    /// ```
    /// # use livetpl::prelude::*;
    /// fn mount(language: &mut String, ctx: &Context) {
    ///     let said = ctx.headers().and_then(|headers| headers.get("accept-language"));
    ///     if let Some(said) = said.and_then(|said| said.to_str().ok()) {
    ///         *language = said.split([',', ';']).next().unwrap_or("en").to_owned();
    ///     }
    /// }
    /// ```
    pub fn headers(&self) -> Option<&HeaderMap> {
        Some(&self.around.request.as_ref()?.headers)
    }

    /// What a layer in front of the application has put into the request's extensions; `None` where
    /// [`headers`](Self::headers) are.
    ///
    /// ```
    /// # use livetpl::prelude::*;
    /// /// A layer of tower's has read it from the request.
    /// #[derive(Clone)]
    /// struct Tenant(String);
    ///
    /// fn mount(title: &mut String, ctx: &Context) {
    ///     if let Some(Tenant(name)) = ctx.extension() {
    ///         title.clone_from(name);
    ///     }
    /// }
    /// ```
    pub fn extension<T: Send + Sync + 'static>(&self) -> Option<&T> {
        self.around.request.as_ref()?.extensions.get()
    }
}
