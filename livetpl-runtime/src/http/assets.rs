//! What is served as it is: the script and its parts, plans, and the application's own files.

use std::sync::LazyLock;

use bytes::Bytes;
use http::header::{CACHE_CONTROL, HeaderValue};
use http::{Method, StatusCode};
use sha2::{Digest, Sha256};

use crate::http::reply::{Reply, method_not_allowed, reply};
use crate::template::{Plan, hex, plan_named};

/// Where the framework's own assets are.
pub(crate) const FOLDER: &str = "/_livetpl/";

/// The script, and the parts that it loads where a page needs them: `client/dist/NAME.js`.
macro_rules! scripts {
    ($($name:literal)*) => {
        &[$(($name, include_bytes!(concat!("../../client/dist/", $name, ".js")))),*]
    };
}

static SCRIPTS: &[(&str, &[u8])] = scripts! {
    "livetpl" "anew" "aria-invalid" "autofocus" "change" "dialog" "drop" "el" "elsewhere" "follow" "form" "fx" "hook" "life" "nav" "notice" "on" "preview" "progress" "scroll" "swap" "typed" "upload"
};

/// One hash of all: the script finds its parts beside itself, under its own.
static SCRIPTS_HASH: LazyLock<String> = LazyLock::new(|| {
    let mut all = Sha256::new();
    for (_, bytes) in SCRIPTS {
        all.update(Sha256::digest(bytes));
    }
    hex(&all.finalize()[..8])
});

static SCRIPT_PATH: LazyLock<String> =
    LazyLock::new(|| format!("{FOLDER}livetpl-{}.js", *SCRIPTS_HASH));

/// The script's path: it changes with the script and its parts.
pub(crate) fn script_path() -> &'static str {
    &SCRIPT_PATH
}

/// The path of the plan with this hash.
pub(crate) fn plan_path(hash: &str) -> String {
    format!("{FOLDER}plan-{hash}.json")
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

/// The script or one of its parts, if `path` is its path now.
pub(crate) fn script(method: &Method, path: &str) -> Option<Reply> {
    let file = path.strip_prefix(FOLDER)?.strip_suffix(".js")?;
    let name = file
        .strip_suffix(SCRIPTS_HASH.as_str())?
        .strip_suffix('-')?;
    let (_, bytes) = SCRIPTS.iter().find(|(known, _)| *known == name)?;
    let body = Bytes::from_static(bytes);
    Some(serve(
        method,
        "text/javascript; charset=utf-8",
        body,
        IMMUTABLE,
    ))
}

/// The plan with this path, if this process has met it.
pub(crate) fn plan_at(path: &str) -> Option<&'static Plan> {
    plan_named(plan_name_at(path)?)
}

/// The name of the plan with this path.
pub(crate) fn plan_name_at(path: &str) -> Option<&str> {
    let name = path.strip_prefix(FOLDER)?.strip_prefix("plan-")?;
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

#[cfg(test)]
mod tests {
    use super::*;

    fn status(path: &str) -> Option<StatusCode> {
        script(&Method::GET, path).map(|reply| reply.status())
    }

    #[test]
    fn parts_stand_beside_the_script_under_its_hash() {
        assert_eq!(status(script_path()), Some(StatusCode::OK));
        for (name, _) in SCRIPTS {
            let beside = script_path().replace("livetpl-", &format!("{name}-"));
            assert_eq!(status(&beside), Some(StatusCode::OK), "{beside}");
        }
        assert_eq!(status("/_livetpl/on-0000000000000000.js"), None);
        assert_eq!(status(&script_path().replace("livetpl-", "")), None);
    }

    #[test]
    fn every_built_file_is_served() {
        let dist = concat!(env!("CARGO_MANIFEST_DIR"), "/client/dist");
        for file in std::fs::read_dir(dist).expect("the script is built") {
            let name = file.expect("a file").file_name();
            let name = name.to_string_lossy().replace(".js", "");
            assert!(SCRIPTS.iter().any(|(known, _)| *known == name), "{name}");
        }
    }
}
