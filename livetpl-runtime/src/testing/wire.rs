//! A browser's requests: given to the real service, without a port, with the browser's own cookies and headers.

use bytes::Bytes;
use http::header::{CONTENT_TYPE, COOKIE, HOST, HeaderName, HeaderValue, LOCATION, ORIGIN};
use http::{HeaderMap, Method, Request, StatusCode};
use http_body_util::{BodyExt, Full};
use parking_lot::Mutex;
use tower_service::Service as _;

use crate::http::Service;
use crate::session::watch::Served;
use crate::testing::failure::{Failure, Result};
use crate::testing::jar::Jar;
use crate::testing::url;

/// The most redirects that are followed one after another.
const MOST_REDIRECTS: usize = 10;

/// The content type of a plain form.
pub(super) const FORM: &str = "application/x-www-form-urlencoded";

/// An answer to a request.
///
/// ```
/// # use livetpl::testing::{Result, User};
/// # async fn a_test(user: User) -> Result {
/// let reply = user.get("/old").await?;
/// assert_eq!(reply.status, 303);
/// assert_eq!(reply.headers["location"], "/new");
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Reply {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body, as text.
    pub body: String,
    pub(super) served: Option<Served>,
}

/// What a form is posted as.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Body {
    pub(super) content_type: String,
    pub(super) bytes: Bytes,
}

/// What the tabs of one browser share.
pub(super) struct Browser {
    service: Result<Service, String>,
    pub(super) jar: Mutex<Jar>,
    headers: Mutex<HeaderMap>,
}

impl Browser {
    /// A browser that was nowhere yet.
    pub(super) fn new(service: Result<Service, String>) -> Browser {
        Browser {
            service,
            jar: Mutex::default(),
            headers: Mutex::default(),
        }
    }

    /// The application.
    ///
    /// # Errors
    ///
    /// If there is none: its environment sets a limit to something that is none.
    pub(super) fn service(&self) -> Result<&Service> {
        let service = self.service.as_ref();
        service.map_err(|error| Failure::new(format!("the application can't be served: {error}")))
    }

    /// A header of all requests from now on.
    pub(super) fn add_header(&self, name: &str, value: &str) -> Result {
        let name: HeaderName = name.parse()?;
        self.headers.lock().insert(name, value.parse()?);
        Ok(())
    }

    /// What the application sees of `url`: its prefix is taken away.
    ///
    /// # Errors
    ///
    /// If that is no address of the application.
    pub(super) fn seen<'u>(&self, url: &'u str) -> Result<&'u str> {
        let prefix = &self.service()?.shared().prefix;
        prefix.strip(url).ok_or_else(|| {
            let under = match prefix.is_empty() {
                true => "a path".to_owned(),
                false => format!("under the application's prefix `{}`", prefix.text()),
            };
            Failure::new(format!(
                "`{url}` is not {under}: a test names what a browser would"
            ))
        })
    }

    /// The head of a request for `url`, as this browser sends it.
    ///
    /// # Errors
    ///
    /// As [`seen`](Self::seen).
    pub(super) fn head(&self, method: Method, url: &str) -> Result<http::request::Builder> {
        let mut request = Request::builder()
            .method(method)
            .uri(self.seen(url)?)
            .header(HOST, url::HOST);
        for (name, value) in &*self.headers.lock() {
            request = request.header(name, value);
        }
        let path = url.split('?').next().unwrap_or_default();
        Ok(match self.jar.lock().header(path) {
            Some(cookies) => request.header(COOKIE, cookies),
            None => request,
        })
    }

    /// One request and its answer; redirects are not followed.
    pub(super) async fn send(
        &self,
        method: Method,
        url: &str,
        headers: &[(HeaderName, &str)],
        body: impl Into<Bytes>,
    ) -> Result<Reply> {
        let mut request = self.head(method.clone(), url)?;
        if method == Method::POST {
            request = request.header(ORIGIN, url::ORIGIN);
        }
        for (name, value) in headers {
            request = request.header(name, HeaderValue::from_str(value)?);
        }
        let request = request
            .body(Full::new(body.into()))
            .map_err(|error| Failure::new(format!("`{method} {url}` is no request: {error}")))?;
        let mut service = self.service()?.clone();
        let answer = match service.call(request).await {
            Ok(answer) => answer,
            Err(never) => match never {},
        };
        let (mut parts, body) = answer.into_parts();
        let bytes = match body.collect().await {
            Ok(body) => body.to_bytes(),
            Err(never) => match never {},
        };
        self.jar.lock().take(&parts.headers);
        Ok(Reply {
            status: parts.status,
            body: String::from_utf8_lossy(&bytes).into_owned(),
            served: parts.extensions.remove(),
            headers: parts.headers,
        })
    }

    /// A GET, and where it is redirected to; the answer and the address that it is of.
    pub(super) async fn get(&self, url: &str) -> Result<(Reply, String)> {
        let reply = self.send(Method::GET, url, &[], "").await?;
        self.follow(reply, url).await
    }

    /// A form as browsers send it, and where it is redirected to.
    pub(super) async fn post(&self, url: &str, body: Body) -> Result<(Reply, String)> {
        let Body {
            content_type,
            bytes,
        } = body;
        let headers = [(CONTENT_TYPE, &*content_type)];
        let reply = self.send(Method::POST, url, &headers, bytes).await?;
        self.follow(reply, url).await
    }

    /// A message by fetch, and the frame that answers it.
    pub(super) async fn fetch(&self, url: &str, message: String) -> Result<Reply> {
        let headers = [
            (CONTENT_TYPE, "application/json"),
            (HeaderName::from_static("x-livetpl"), "1"),
        ];
        self.send(Method::POST, url, &headers, message).await
    }

    async fn follow(&self, mut reply: Reply, url: &str) -> Result<(Reply, String)> {
        let mut url = url.to_owned();
        for _ in 0..MOST_REDIRECTS {
            let location = reply.headers.get(LOCATION);
            let Some(location) = location.filter(|_| reply.status.is_redirection()) else {
                return Ok((reply, url));
            };
            url = url::resolve(&url, &String::from_utf8_lossy(location.as_bytes()))?;
            reply = self.send(Method::GET, &url, &[], "").await?;
        }
        Err(Failure::new(format!(
            "more than {MOST_REDIRECTS} redirects lead from page to page; the last one to `{url}`"
        )))
    }
}
