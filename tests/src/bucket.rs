//! A bucket as S3 has them, on loopback: it takes what is put under an address that was signed for just that (AWS
//! Signature Version 4, "Authenticating Requests: Using Query Parameters").

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::Arc;

use bytes::Bytes;
use hmac::{Hmac, KeyInit, Mac};
use http::{HeaderMap, Method, Request, Response, StatusCode};
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper_util::rt::TokioIo;
use parking_lot::Mutex;
use sha2::{Digest, Sha256};
use tokio::net::TcpListener;

const KEY: &str = "gallery";
const SECRET: &str = "not+a/secret";
const NAME: &str = "files";

/// What was put, by its path.
type Objects = Arc<Mutex<BTreeMap<String, Bytes>>>;

/// A running bucket.
pub struct Bucket {
    address: String,
    objects: Objects,
    refused: Arc<Mutex<Vec<String>>>,
}

impl Bucket {
    /// An empty bucket.
    pub async fn start() -> Bucket {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("its address").to_string();
        let (objects, refused) = (Objects::default(), Arc::default());
        let bucket = Bucket {
            address,
            objects,
            refused,
        };
        let (objects, refused) = (bucket.objects.clone(), bucket.refused.clone());
        crate::server::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (objects, refused) = (objects.clone(), refused.clone());
                let service = hyper::service::service_fn(move |request| {
                    answer(request, objects.clone(), refused.clone())
                });
                crate::server::spawn(async move {
                    let http = hyper::server::conn::http1::Builder::new();
                    let _ = http.serve_connection(TokioIo::new(stream), service).await;
                });
            }
        });
        bucket
    }

    /// What an application needs to know of it, in one text.
    pub fn url(&self) -> String {
        format!("http://{KEY}:{SECRET}@{}/{NAME}", self.address)
    }

    /// What was put under `key`.
    pub fn get(&self, key: &str) -> Option<Bytes> {
        self.objects.lock().get(&format!("/{NAME}/{key}")).cloned()
    }

    /// Why requests were refused.
    pub fn refused(&self) -> Vec<String> {
        self.refused.lock().clone()
    }
}

async fn answer(
    request: Request<Incoming>,
    objects: Objects,
    refused: Arc<Mutex<Vec<String>>>,
) -> Result<Response<Full<Bytes>>, Infallible> {
    let mut response = Response::new(Full::default());
    let headers = response.headers_mut();
    for (name, value) in [
        ("access-control-allow-origin", "*"),
        ("access-control-allow-methods", "PUT"),
        ("access-control-allow-headers", "content-type"),
    ] {
        headers.insert(name, value.parse().expect("a header value"));
    }
    if request.method() == Method::OPTIONS {
        return Ok(response);
    }
    let (parts, body) = request.into_parts();
    let path = parts.uri.path().to_owned();
    let query = parts.uri.query().unwrap_or_default();
    match check(&parts.method, &path, query, &parts.headers) {
        Ok(()) => {
            let body = body.collect().await;
            let bytes = body
                .map(http_body_util::Collected::to_bytes)
                .unwrap_or_default();
            objects.lock().insert(path, bytes);
        }
        Err(reason) => {
            refused.lock().push(reason);
            *response.status_mut() = StatusCode::FORBIDDEN;
        }
    }
    Ok(response)
}

/// Whether the request is what the address was signed for.
fn check(method: &Method, path: &str, query: &str, headers: &HeaderMap) -> Result<(), String> {
    let mut pairs: Vec<&str> = query.split('&').collect();
    let signature = pairs
        .iter()
        .position(|pair| pair.starts_with("X-Amz-Signature="))
        .ok_or("it is not signed")?;
    let signature = pairs
        .remove(signature)
        .rsplit('=')
        .next()
        .unwrap_or_default();
    pairs.sort_unstable();
    let parameters: BTreeMap<String, String> = form_urlencoded::parse(query.as_bytes())
        .into_owned()
        .collect();
    let parameter = |name: &str| {
        let value = parameters.get(name);
        value
            .map(String::as_str)
            .ok_or(format!("{name} is missing"))
    };
    let signed = parameter("X-Amz-SignedHeaders")?;
    let mut canonical = String::new();
    for name in signed.split(';') {
        let value = headers.get(name).and_then(|value| value.to_str().ok());
        let value = value.ok_or(format!("the header {name} was signed and is not there"))?;
        canonical.push_str(&format!("{name}:{}\n", value.trim()));
    }
    let request = format!(
        "{method}\n{path}\n{}\n{canonical}\n{signed}\nUNSIGNED-PAYLOAD",
        pairs.join("&")
    );
    let date = parameter("X-Amz-Date")?;
    let credential = parameter("X-Amz-Credential")?;
    let scope = credential
        .strip_prefix(&format!("{KEY}/"))
        .ok_or("another key has signed it")?;
    let digest = hex(&Sha256::digest(request.as_bytes()));
    let to_sign = format!("AWS4-HMAC-SHA256\n{date}\n{scope}\n{digest}");
    let mut key = format!("AWS4{SECRET}").into_bytes();
    for part in scope.split('/') {
        key = sign(&key, part);
    }
    if hex(&sign(&key, &to_sign)) == signature {
        Ok(())
    } else {
        Err(format!("the signature is not of this request:\n{request}"))
    }
}

fn sign(key: &[u8], text: &str) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("any key will do");
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().to_vec()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
