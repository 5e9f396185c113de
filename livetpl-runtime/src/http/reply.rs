//! Answers: the few shapes that a response has, and the headers that all of them carry.

use bytes::Bytes;
use http::header::{
    ALLOW, CACHE_CONTROL, CONTENT_TYPE, HeaderName, HeaderValue, REFERRER_POLICY, RETRY_AFTER,
    X_CONTENT_TYPE_OPTIONS,
};
use http::{Response, StatusCode};
use http_body_util::Full;

/// A response as the service gives it.
pub(crate) type Reply = Response<Full<Bytes>>;

const HTML: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");

pub(crate) fn reply(
    status: StatusCode,
    content_type: HeaderValue,
    body: impl Into<Bytes>,
) -> Reply {
    let mut reply = Response::new(Full::new(body.into()));
    *reply.status_mut() = status;
    let headers = reply.headers_mut();
    headers.insert(CONTENT_TYPE, content_type);
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    // Pages hold a token; assets say otherwise for themselves.
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    reply
}

pub(crate) fn html(status: StatusCode, body: String) -> Reply {
    reply(status, HTML, body)
}

pub(crate) fn json(body: String) -> Reply {
    reply(
        StatusCode::OK,
        HeaderValue::from_static("application/json"),
        body,
    )
}

/// A page that says what went wrong; `back` is where the reader may go on.
pub(crate) fn refusal(status: StatusCode, message: &str, back: Option<&str>) -> Reply {
    let reason = status.canonical_reason().unwrap_or("Error");
    let link = back.map_or_else(String::new, |path| {
        format!("<p><a href=\"{}\">Back to the page</a></p>", escape(path))
    });
    let body = format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\"><title>{reason}</title></head>\
         <body><h1>{reason}</h1><p>{}</p>{link}</body></html>",
        escape(message)
    );
    html(status, body)
}

/// A refusal that need not last: `Retry-After` says when to ask again.
pub(crate) fn busy(status: StatusCode, message: &str) -> Reply {
    let mut reply = refusal(status, message, None);
    let seconds = HeaderValue::from_static("5");
    reply.headers_mut().insert(RETRY_AFTER, seconds);
    reply
}

pub(crate) fn method_not_allowed(allow: &'static str) -> Reply {
    let mut reply = refusal(
        StatusCode::METHOD_NOT_ALLOWED,
        "This address does not take such requests.",
        None,
    );
    reply
        .headers_mut()
        .insert(ALLOW, HeaderValue::from_static(allow));
    reply
}

pub(crate) fn with(mut reply: Reply, name: HeaderName, value: Option<HeaderValue>) -> Reply {
    if let Some(value) = value {
        reply.headers_mut().append(name, value);
    }
    reply
}

/// `text` for HTML text and quoted attributes.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}
