//! Signs addresses at which browsers put files into a bucket of S3, or of whatever speaks its language. The one file that
//! imports `rusty_s3`.

use std::time::Duration;

use rusty_s3::{Bucket, Credentials, S3Action, UrlStyle, actions::PutObject};

use crate::controller::{Error, FileInfo, Presigned, Result};

/// How long an address may be used: a large file may begin late, behind others.
const VALID: Duration = Duration::from_hours(1);

/// A bucket, and who may write into it.
///
/// The bucket's CORS rules must let the site's pages `PUT`, and a strict CSP needs its origin in `connect-src`.
///
/// ```
/// # use livetpl_runtime::controller::{Result, S3, Upload};
/// # fn name() -> String { "17.png".to_owned() }
/// fn photos(s3: S3) -> Upload {
///     Upload::presigned(move |file| {
///         let to = s3.put(&format!("photos/{}", name()), &file);
///         async move { Ok(to) }
///     })
/// }
/// # fn main() -> Result {
/// let upload = photos(S3::new("https://s3.example.org", "my-bucket", "eu-central-1", "KEY", "SECRET")?);
/// # drop(upload);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct S3 {
    bucket: Bucket,
    credentials: Credentials,
}

impl S3 {
    /// The bucket `bucket` at `endpoint`, as `https://s3.eu-central-1.amazonaws.com`; its name stands in the path.
    ///
    /// ```
    /// let bucket = livetpl_runtime::controller::S3::new("https://s3.example.org", "photos", "eu-central-1", "KEY", "SECRET");
    /// assert!(bucket.is_ok());
    /// ```
    ///
    /// # Errors
    ///
    /// If the endpoint is no URL, or can't have a bucket of this name.
    pub fn new(
        endpoint: &str,
        bucket: &str,
        region: &str,
        key: &str,
        secret: &str,
    ) -> Result<Self> {
        let url = endpoint.parse()?;
        let (bucket, region) = (bucket.to_owned(), region.to_owned());
        Ok(S3 {
            bucket: Bucket::new(url, UrlStyle::Path, bucket, region)?,
            credentials: Credentials::new(key, secret),
        })
    }

    /// All of it in one text, as an environment variable may have it: `https://KEY:SECRET@s3.example.org/BUCKET?region=REGION`.
    /// Without a region it is `us-east-1`, which most that are not Amazon take.
    ///
    /// ```
    /// let bucket = livetpl_runtime::controller::S3::from_url("https://KEY:SECRET@s3.example.org/photos?region=eu-central-1");
    /// assert!(bucket.is_ok());
    /// ```
    ///
    /// # Errors
    ///
    /// If a part is missing. The error has nothing of the secret.
    pub fn from_url(text: &str) -> Result<Self> {
        let wrong = || {
            Error::internal("a bucket is written as `https://KEY:SECRET@HOST/BUCKET?region=REGION`")
        };
        let (scheme, rest) = text.split_once("://").ok_or_else(wrong)?;
        let (keys, rest) = rest.rsplit_once('@').ok_or_else(wrong)?;
        let (key, secret) = keys.split_once(':').ok_or_else(wrong)?;
        let (host, path) = rest.split_once('/').ok_or_else(wrong)?;
        let (bucket, query) = path.split_once('?').unwrap_or((path, ""));
        let region = query.strip_prefix("region=").unwrap_or("us-east-1");
        if bucket.is_empty() || bucket.contains('/') {
            return Err(wrong());
        }
        Self::new(&format!("{scheme}://{host}"), bucket, region, key, secret).map_err(|_| wrong())
    }

    /// Where `file` is put as `key`, for an hour. Size and type are signed: another file does not fit.
    ///
    /// ```
    /// use livetpl_runtime::controller::{FileInfo, Presigned, S3};
    ///
    /// fn to(bucket: &S3, file: &FileInfo) -> Presigned {
    ///     bucket.put("photos/17", file)
    /// }
    /// ```
    pub fn put(&self, key: &str, file: &FileInfo) -> Presigned {
        let mut put = PutObject::new(&self.bucket, Some(&self.credentials), key);
        let kind = Some(&file.kind).filter(|kind| !kind.is_empty());
        if let Some(kind) = kind {
            put.headers_mut().insert("content-type", kind.clone());
        }
        if let Some(size) = file.size {
            // The browser sends it by itself.
            put.headers_mut().insert("content-length", size.to_string());
        }
        let to = Presigned::put(put.sign(VALID)).key(key);
        match kind {
            Some(kind) => to.header("content-type", kind.clone()),
            None => to,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_is_read_from_one_text_and_no_error_tells_the_secret() {
        assert!(S3::from_url("http://K:S/x@127.0.0.1:9000/bucket").is_ok());
        for wrong in [
            "",
            "http://127.0.0.1/b",
            "http://K:TOP@127.0.0.1",
            "http://K:TOP@127.0.0.1/",
            "x://K:TOP@/b",
            "http://KTOP@h/b",
        ] {
            let error = S3::from_url(wrong).map(drop).unwrap_err().to_string();
            assert!(!error.contains("TOP"), "{error}");
        }
    }
}
