//! A body of `multipart/form-data` (RFC 7578), as a stream that is read part by part.

use std::error::Error as StdError;

use bytes::Buf;
use futures_util::StreamExt;
use http::HeaderValue;
use http_body_util::BodyExt;
use hyper::body::Body;

use crate::session::uploads::{Parts, Posted};

/// What stands between the parts; `None` if the body is none of this type.
pub(crate) fn boundary(content_type: Option<&HeaderValue>) -> Option<String> {
    multer::parse_boundary(content_type?.to_str().ok()?).ok()
}

/// The form in a body.
pub(crate) fn form<B>(body: B, boundary: String) -> Posted
where
    B: Body + Send + 'static,
    B::Data: Buf + Send,
    B::Error: Into<Box<dyn StdError + Send + Sync>>,
{
    let chunks = body.into_data_stream().map(|chunk| match chunk {
        Ok(mut data) => Ok(data.copy_to_bytes(data.remaining())),
        Err(error) => Err(error.into()),
    });
    Posted::Parts(Box::new(Parts::new(chunks, boundary)))
}
