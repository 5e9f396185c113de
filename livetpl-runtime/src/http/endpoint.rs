//! One view over HTTP: GET, POST and the upgrade.

use std::sync::Arc;

use bytes::Bytes;
use http::header::SET_COOKIE;
use http::{HeaderValue, StatusCode};
use serde_json::{Map, Value};

use crate::controller::{Cookie, Dispatch, Error, ErrorKind, Identity};
use crate::http::document::{Shell, document};
use crate::http::reply::{Reply, html, json, refusal, reply, with};
use crate::http::socket::WebSocket;
use crate::http::typed;
use crate::session::admission::{Admitted, Full};
use crate::session::answer::Answer;
use crate::session::prefix::Prefix;
use crate::session::store::BoxFuture;
use crate::session::uploads::{Posted, Typed};
use crate::session::view::{Location, Opened, View};

/// A view, whatever its controller.
pub(crate) trait Endpoint: Send + Sync {
    /// The page. With `park` it waits for its socket.
    fn get<'a>(
        &'a self,
        identity: Identity,
        location: Location,
        secure: bool,
        shell: &'a ShellFn,
        park: bool,
    ) -> BoxFuture<'a, Reply>;

    /// A form without JavaScript.
    fn post<'a>(
        &'a self,
        identity: Identity,
        location: Location,
        secure: bool,
        shell: &'a ShellFn,
        form: Posted,
    ) -> BoxFuture<'a, Reply>;

    /// A piece of a file by fetch, for the page under `token`.
    fn chunk(&self, identity: Identity, token: String, bytes: Bytes) -> BoxFuture<'_, Reply>;

    /// A message of the script's by fetch.
    fn exchange(
        &self,
        identity: Identity,
        location: Location,
        secure: bool,
        text: String,
    ) -> BoxFuture<'_, Reply>;

    /// Counts a connection.
    fn admit(&self, identity: &Identity) -> Result<Admitted, Full>;

    /// Drives a page over a socket until one of the two ends.
    fn attach(
        &self,
        socket: WebSocket,
        identity: Identity,
        location: Location,
        admitted: Admitted,
    ) -> BoxFuture<'static, ()>;
}

pub(crate) type ShellFn = dyn Fn(&Shell<'_>) -> String + Send + Sync;

pub(crate) struct LiveEndpoint<C: Dispatch>(Arc<View<C>>);

impl<C: Dispatch> LiveEndpoint<C> {
    pub(crate) fn new(view: View<C>) -> Self {
        LiveEndpoint(Arc::new(view))
    }
}

impl<C: Dispatch> Endpoint for LiveEndpoint<C> {
    fn get<'a>(
        &'a self,
        identity: Identity,
        location: Location,
        secure: bool,
        shell: &'a ShellFn,
        park: bool,
    ) -> BoxFuture<'a, Reply> {
        Box::pin(async move {
            let asked = Asked {
                location: &location,
                secure,
                shell,
            };
            let opened = self.0.open(identity.clone(), location.clone(), park).await;
            let error = match opened {
                Ok((Some(opened), answer)) => {
                    return self.page(StatusCode::OK, opened, &answer, &asked, None);
                }
                Ok((None, answer)) => return self.see_other(&location, answer, secure),
                Err(error) => error,
            };
            error.log(&location.path, "a page could not be opened");
            let status = status(&error, false);
            let refused = self.0.refused(&error, identity, location.clone(), false);
            match refused.await {
                Some((opened, answer)) => self.page(status, opened, &answer, &asked, None),
                None => refusal(status, error.public_message(), None),
            }
        })
    }

    fn post<'a>(
        &'a self,
        identity: Identity,
        location: Location,
        secure: bool,
        shell: &'a ShellFn,
        form: Posted,
    ) -> BoxFuture<'a, Reply> {
        Box::pin(async move {
            let typed = Typed::default();
            let done = self
                .0
                .submit(identity.clone(), location.clone(), form, typed.clone());
            let error = match done.await {
                Ok(answer) => return self.see_other(&location, answer, secure),
                Err(error) => error,
            };
            let status = status(&error, true);
            if status.is_server_error() {
                tracing::error!(path = &*location.path, %error, "a form failed");
            }
            let asked = Asked {
                location: &location,
                secure,
                shell,
            };
            let refused = self.0.refused(&error, identity, location.clone(), true);
            match refused.await {
                Some((opened, answer)) => {
                    self.page(status, opened, &answer, &asked, Some(&typed.lock()))
                }
                None => refusal(
                    status,
                    &complaints(&error),
                    Some(&back(self.0.prefix(), &location.path, &location.query)),
                ),
            }
        })
    }

    fn exchange(
        &self,
        identity: Identity,
        location: Location,
        secure: bool,
        text: String,
    ) -> BoxFuture<'_, Reply> {
        Box::pin(async move {
            match self.0.exchange(identity, location, text).await {
                Ok((frame, cookies)) => with_cookies(json(frame), &cookies, secure),
                Err(error) => not_understood(&error),
            }
        })
    }

    fn chunk(&self, identity: Identity, token: String, bytes: Bytes) -> BoxFuture<'_, Reply> {
        Box::pin(async move {
            match self.0.chunk(&identity, &token, bytes).await {
                Ok(told) => json(told),
                Err(error) => not_understood(&error),
            }
        })
    }

    fn admit(&self, identity: &Identity) -> Result<Admitted, Full> {
        self.0.admit(identity)
    }

    fn attach(
        &self,
        socket: WebSocket,
        identity: Identity,
        location: Location,
        admitted: Admitted,
    ) -> BoxFuture<'static, ()> {
        Box::pin(self.0.clone().attach(socket, identity, location, admitted))
    }
}

/// A script's message that is none, or for no page.
fn not_understood(error: &Error) -> Reply {
    let body = serde_json::json!({"error": {"code": error.kind().code(), "message": error.public_message()}});
    reply(
        StatusCode::BAD_REQUEST,
        HeaderValue::from_static("application/json"),
        body.to_string(),
    )
}

/// What a page is served for.
struct Asked<'a> {
    location: &'a Location,
    secure: bool,
    shell: &'a ShellFn,
}

impl<C: Dispatch> LiveEndpoint<C> {
    /// The answer that is a page; with what was typed into its form, where that was refused.
    fn page(
        &self,
        status: StatusCode,
        opened: Opened,
        answer: &Answer,
        asked: &Asked<'_>,
        typed: Option<&Map<String, Value>>,
    ) -> Reply {
        let path = &asked.location.path;
        let mut page = document(
            &opened,
            self.0.plan_hash(),
            self.0.prefix(),
            path,
            asked.shell,
        );
        if let Some(fields) = typed {
            page = typed::put_back(page, fields);
        }
        let reply = html(status, page);
        // A page that holds what was typed is no render, and a test compares renders.
        #[cfg(feature = "testing")]
        let reply = match typed {
            None => crate::session::watch::served(reply, self.0.plan(), opened),
            Some(_) => reply,
        };
        with_cookies(reply, &answer.cookies, asked.secure)
    }

    /// On by GET: where a method said, or back to the same page.
    fn see_other(&self, location: &Location, mut answer: Answer, secure: bool) -> Reply {
        let target = answer.target().unwrap_or_else(|| {
            let query = answer.query.as_ref().unwrap_or(&location.query);
            back(self.0.prefix(), &location.path, query)
        });
        let target = HeaderValue::from_str(&target).unwrap_or(HeaderValue::from_static("?"));
        let mut reply = html(StatusCode::SEE_OTHER, String::new());
        reply.headers_mut().insert(http::header::LOCATION, target);
        with_cookies(reply, &answer.cookies, secure)
    }
}

fn with_cookies(reply: Reply, cookies: &[Cookie], secure: bool) -> Reply {
    cookies.iter().fold(reply, |reply, cookie| {
        // What a cookie may hold was checked when it was set.
        let value = HeaderValue::from_str(&cookie.to_header(secure)).ok();
        with(reply, SET_COOKIE, value)
    })
}

/// The way back to the same page. Without a prefix it is relative to itself, its last segment and its query, so that one that
/// a proxy took away and nobody spoke of comes back; with one it is the whole path, since `/app` alone is relative to `/`.
fn back(prefix: &Prefix, path: &str, query: &str) -> String {
    let query = match query {
        "" => String::new(),
        query => format!("?{query}"),
    };
    if !prefix.is_empty() {
        return prefix.before(path) + &query;
    }
    let last = path.rsplit('/').next().unwrap_or_default();
    let last = if last.is_empty() { "./" } else { last };
    // A colon in the first segment would make it a scheme.
    let dot = if last.contains(':') { "./" } else { "" };
    format!("{dot}{last}{query}")
}

/// The status that says what went wrong; `posted`: with a form.
fn status(error: &Error, posted: bool) -> StatusCode {
    match error.kind() {
        ErrorKind::TopicForbidden => StatusCode::FORBIDDEN,
        ErrorKind::Message | ErrorKind::Field if posted => StatusCode::UNPROCESSABLE_ENTITY,
        ErrorKind::UnknownAction | ErrorKind::BadRequest if posted => StatusCode::BAD_REQUEST,
        ErrorKind::Limit => StatusCode::TOO_MANY_REQUESTS,
        ErrorKind::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        ErrorKind::BadRequest => StatusCode::BAD_REQUEST,
        ErrorKind::NotFound => StatusCode::NOT_FOUND,
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// The message and what is said of fields, for a page that shows neither.
fn complaints(error: &Error) -> String {
    let mut message = error.public_message().to_owned();
    for (field, complaint) in error.fields() {
        message.push_str(&format!(" — {field} {complaint}"));
    }
    message
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_redirect_leads_back_to_the_same_page() {
        let prefix = Prefix::with_env("/app").unwrap();
        for (path, query, expected) in [
            ("/", "", "./"),
            ("/counter", "", "counter"),
            ("/a/b", "x=1&y", "b?x=1&y"),
            ("/a/", "", "./"),
            ("/a:b", "", "./a:b"),
        ] {
            assert_eq!(back(&Prefix::default(), path, query), expected);
            let query = if query.is_empty() {
                String::new()
            } else {
                format!("?{query}")
            };
            let whole = back(&prefix, path, query.trim_start_matches('?'));
            assert_eq!(whole, format!("/app{path}{query}"));
        }
    }
}
