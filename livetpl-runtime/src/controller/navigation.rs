//! Where a page is, as its methods read and change it: parameters, query, and the way to another place.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::controller::address::{read_query, write_query};
use crate::controller::redirect::check_target;
use crate::controller::{Context, Error, Result};

/// The longest query that a method may set, in bytes.
const MAX_QUERY_BYTES: usize = 4096;

impl Context {
    /// What stands before the application's paths in a browser, where it is mounted under a
    /// prefix (`App::prefix`): `/app`; else nothing.
    ///
    /// ```
    /// # use livetpl::prelude::*;
    /// fn leave(ctx: &mut Context) -> Result {
    ///     ctx.redirect(format!("{}/rooms", ctx.prefix()))
    /// }
    /// ```
    pub fn prefix(&self) -> &str {
        &self.around.prefix
    }

    /// The value of the path's parameter `name`, decoded: `room` of a view that is mounted at `/rooms/{room}`.
    ///
    /// `None` where the path has no such parameter.
    ///
    /// ```
    /// # use livetpl::prelude::*;
    /// // Mounted at `/rooms/{room}`.
    /// fn title(ctx: &Context) -> String {
    ///     format!("Room {}", ctx.param("room").unwrap_or_default())
    /// }
    /// ```
    pub fn param(&self, name: &str) -> Option<&str> {
        self.around.params.get(name)
    }

    /// The path's parameters as a `T`: a struct has them by name, a tuple in their order, anything else is the only one.
    ///
    /// ```
    /// # use livetpl_runtime::controller::{Context, Result};
    /// // Mounted at `/contacts/{id}`.
    /// fn mount(ctx: &mut Context) -> Result {
    ///     let id: u64 = ctx.path_as()?;
    /// #   let _ = id;
    ///     Ok(())
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NotFound`](crate::controller::ErrorKind::NotFound) if they don't fit, which from `mount` is a 404: there is
    /// no page `/contacts/x`.
    pub fn path_as<T: DeserializeOwned>(&self) -> Result<T> {
        self.around.params.read().map_err(|reason| {
            Error::not_found(format!("there is no page {}: {reason}", self.path()))
        })
    }

    /// The query as a `T`, read as a form's fields are: an `Option` is `None` where its name is absent or empty, a list is
    /// a name that is repeated, names that `T` lacks are passed over.
    ///
    /// ```
    /// # use livetpl_runtime::controller::{Context, Result};
    /// #[derive(serde::Deserialize)]
    /// struct Filter {
    ///     q: Option<String>,
    ///     page: Option<u32>,
    /// }
    ///
    /// fn mount(ctx: &mut Context) -> Result {
    ///     let filter: Filter = ctx.query_as()?;
    ///     let page = filter.page.unwrap_or(1);
    /// #   let _ = (page, filter.q);
    ///     Ok(())
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::BadRequest`](crate::controller::ErrorKind::BadRequest) if it doesn't fit, which from `mount` is a 400 that
    /// names the field. `ctx.query_as().unwrap_or_default()` shows the page as without a query instead.
    pub fn query_as<T: DeserializeOwned>(&self) -> Result<T> {
        read_query(self.query()).map_err(|(field, reason)| {
            Error::bad_request(format!("the query of this address: {field} {reason}"))
        })
    }

    /// Takes the browser to another place of this site once the method has succeeded, as a link to `target` would: it has
    /// a place in the history, another query of the same page is mounted on its connection (`Navigate`), and another page
    /// is fetched and put in place of this one.
    ///
    /// Without JavaScript, and from `mount` of a page that is not shown yet, it is a [`redirect`](Self::redirect). Asked
    /// for twice, or beside `redirect`, the last counts.
    ///
    /// ```
    /// # use livetpl::prelude::*;
    /// fn open(id: u64, ctx: &mut Context) -> Result {
    ///     ctx.navigate(format!("/contacts/{id}"))
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`redirect`](Self::redirect).
    pub fn navigate(&mut self, target: impl AsRef<str>) -> Result {
        self.effects.navigate = Some(check_target(target.as_ref())?);
        self.effects.redirect = None;
        Ok(())
    }

    /// Changes the query of the page's address, without another entry in the history and without a `mount`: what was
    /// chosen can be kept as a link. `query` is a struct, a map or pairs; what is `None` is left out.
    ///
    /// From then on [`query`](Self::query) is the new one, for this method, the next, and whichever `mount` comes. The
    /// browser shows it once the method has succeeded.
    ///
    /// ```
    /// # use livetpl_runtime::controller::{Context, Result};
    /// fn sort(by: &str, ctx: &mut Context) -> Result {
    ///     ctx.replace_query(&[("sort", by)])
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// If `query` is anything else, or longer than 4096 bytes.
    pub fn replace_query<T: Serialize + ?Sized>(&mut self, query: &T) -> Result {
        let query = write_query(query)
            .map_err(|reason| Error::internal(format!("this can't be a query: {reason}")))?;
        if query.len() > MAX_QUERY_BYTES {
            return Err(Error::internal(format!(
                "a query has at most {MAX_QUERY_BYTES} bytes"
            )));
        }
        self.query = query.into();
        self.effects.query = Some(self.query.clone());
        Ok(())
    }
}
