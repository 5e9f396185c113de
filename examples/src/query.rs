//! The query of a page's URL as a struct.

use livetpl::prelude::*;
use serde::de::DeserializeOwned;

/// What the URL asks for; the default where it asks for what there isn't.
pub(crate) fn read<T: DeserializeOwned + Default>(ctx: &Context) -> T {
    let fields = form_urlencoded::parse(ctx.query().as_bytes())
        .map(|(name, value)| (name.into_owned(), value.into_owned().into()));
    let payload = livetpl::Payload::new(fields.collect());
    payload.form().map(|Form(read)| read).unwrap_or_default()
}
