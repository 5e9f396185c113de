//! What is served as it is: the script, plans, and the application's own files.

use std::sync::LazyLock;

use bytes::Bytes;
use http::header::{CACHE_CONTROL, HeaderValue};
use http::{Method, StatusCode};
use sha2::{Digest, Sha256};

use crate::http::reply::{Reply, method_not_allowed, reply};
use crate::template::{Plan, hex, plan_named};

/// Where the framework's own assets are.
pub(crate) const PREFIX: &str = "/_livetpl/";

static SCRIPT: &[u8] = include_bytes!("../../client/dist/livetpl.js");

static SCRIPT_PATH: LazyLock<String> =
    LazyLock::new(|| format!("{PREFIX}livetpl-{}.js", hex(&Sha256::digest(SCRIPT)[..8])));

/// The script's path: it changes with the script.
pub(crate) fn script_path() -> &'static str {
    &SCRIPT_PATH
}

/// The path of the plan with this hash.
pub(crate) fn plan_path(hash: &str) -> String {
    format!("{PREFIX}plan-{hash}.json")
}

/// The application's own files.
#[derive(Default)]
pub(crate) struct Assets(Vec<Asset>);

struct Asset {
    path: String,
    content_type: &'static str,
    bytes: &'static [u8],
}

impl Assets {
    pub(crate) fn add(&mut self, path: &str, content_type: &'static str, bytes: &'static [u8]) {
        self.0.push(Asset {
            path: path.to_owned(),
            content_type,
            bytes,
        });
    }

    pub(crate) fn find(&self, path: &str) -> Option<(&'static str, &'static [u8])> {
        self.0
            .iter()
            .find(|asset| asset.path == path)
            .map(|asset| (asset.content_type, asset.bytes))
    }
}

/// A file of the application's, which may change with its next start.
pub(crate) fn file(method: &Method, content_type: &'static str, bytes: &'static [u8]) -> Reply {
    serve(method, content_type, Bytes::from_static(bytes), "no-cache")
}

/// The script, if `path` is its path now.
pub(crate) fn script(method: &Method, path: &str) -> Option<Reply> {
    let body = Bytes::from_static(SCRIPT);
    (path == script_path())
        .then(|| serve(method, "text/javascript; charset=utf-8", body, IMMUTABLE))
}

/// The plan with this path, if this process has met it.
pub(crate) fn plan_at(path: &str) -> Option<&'static Plan> {
    plan_named(plan_name_at(path)?)
}

/// The name of the plan with this path.
pub(crate) fn plan_name_at(path: &str) -> Option<&str> {
    let name = path.strip_prefix(PREFIX)?.strip_prefix("plan-")?;
    name.strip_suffix(".json")
}

/// A plan.
pub(crate) fn plan(method: &Method, plan: Bytes) -> Reply {
    serve(method, "application/json", plan, IMMUTABLE)
}

const IMMUTABLE: &str = "public, max-age=31536000, immutable";

fn serve(method: &Method, content_type: &'static str, body: Bytes, cache: &'static str) -> Reply {
    if method != Method::GET && method != Method::HEAD {
        return method_not_allowed("GET, HEAD");
    }
    let mut reply = reply(StatusCode::OK, HeaderValue::from_static(content_type), body);
    reply
        .headers_mut()
        .insert(CACHE_CONTROL, HeaderValue::from_static(cache));
    reply
}
