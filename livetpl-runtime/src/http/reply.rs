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

/// A page that says what went wrong, where there is no view's page to say it: see [`App::error_page`](crate::http::App::error_page).
///
/// ```
/// let app = livetpl::App::new().error_page(|page| {
///     let style = "<link rel=\"stylesheet\" href=\"/style.css\"></head>";
///     page.to_html().replace("</head>", style)
/// });
/// ```
pub struct ErrorPage<'a> {
    /// The status of the answer.
    pub status: StatusCode,
    /// What its reader is told: a text, not HTML.
    pub message: &'a str,
    /// A relative address where the reader may go on.
    pub back: Option<&'a str>,
}

impl ErrorPage<'_> {
    /// The default page: what the status is called, the message, and the way back.
    ///
    /// ```
    /// use livetpl::{App, ErrorPage};
    ///
    /// let app = App::new().error_page(|page: &ErrorPage| page.to_html());
    /// ```
    pub fn to_html(&self) -> String {
        let reason = self.status.canonical_reason().unwrap_or("Error");
        let link = self.back.map_or_else(String::new, |path| {
            format!("<p><a href=\"{}\">Back to the page</a></p>", escape(path))
        });
        format!(
            "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
             <meta name=\"color-scheme\" content=\"light dark\"><title>{reason}</title></head>\
             <body><h1>{reason}</h1><p>{}</p>{link}</body></html>",
            escape(self.message)
        )
    }
}

pub(crate) type ErrorPageFn = dyn Fn(&ErrorPage<'_>) -> String + Send + Sync;

/// What an answer without a body says, for the page that is made of it.
#[derive(Clone)]
struct Refusal {
    message: String,
    back: Option<String>,
}

/// An answer that says what went wrong; `back` is where the reader may go on. [`written`] makes its page.
pub(crate) fn refusal(status: StatusCode, message: &str, back: Option<&str>) -> Reply {
    let mut reply = html(status, String::new());
    reply.extensions_mut().insert(Refusal {
        message: message.to_owned(),
        back: back.map(str::to_owned),
    });
    reply
}

/// The answer with its page, where it is a refusal.
pub(crate) fn written(mut reply: Reply, page: &ErrorPageFn) -> Reply {
    if let Some(Refusal { message, back }) = reply.extensions_mut().remove() {
        let page = page(&ErrorPage {
            status: reply.status(),
            message: &message,
            back: back.as_deref(),
        });
        *reply.body_mut() = Full::new(page.into());
    }
    reply
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
