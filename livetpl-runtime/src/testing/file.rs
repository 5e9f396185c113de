//! A file that a test selects, and what the browser would put elsewhere.

use bytes::Bytes;
use serde::Deserialize;

/// A file as somebody selects it: its name, its media type as a browser would say it, and its bytes.
///
/// ```
/// # use livetpl::testing::{File, Page, Result};
/// # async fn a_test(mut page: Page) -> Result {
/// page.upload("Papers", [
///     File::new("a.csv", "text/csv", "1,2\n"),
///     File::new("b.bin", "", vec![0; 100_000]),
/// ]).await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) bytes: Bytes,
    pub(super) stalls_at: Option<u64>,
    pub(super) fails: bool,
}

impl File {
    /// A file. An empty media type is that of a file whose type the browser doesn't know.
    ///
    /// ```
    /// # use livetpl::testing::File;
    /// let cat = File::new("cat.png", "image/png", b"\x89PNG\r\n\x1a\n".as_slice());
    /// ```
    #[must_use]
    pub fn new(name: &str, media_type: &str, bytes: impl Into<Bytes>) -> File {
        File {
            name: name.to_owned(),
            kind: media_type.to_owned(),
            bytes: bytes.into(),
            stalls_at: None,
            fails: false,
        }
    }

    /// Only its first `bytes` go out, at least 8 KiB, as over a network that is slow: a test sees how the page looks meanwhile.
    ///
    /// [`Page::finish_uploads`](crate::testing::Page::finish_uploads) sends the rest, and so does a form that waits for it.
    ///
    /// ```
    /// # use livetpl::testing::{File, Page, Result};
    /// # async fn a_test(mut page: Page) -> Result {
    /// page.upload("Film", File::new("film.mp4", "video/mp4", vec![0; 100_000]).stalls_at(50_000)).await?;
    /// assert_eq!(page.find("progress")?.attr("value"), Some("49"));
    /// page.finish_uploads().await?;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn stalls_at(mut self, bytes: u64) -> File {
        self.stalls_at = Some(bytes);
        self
    }

    /// The browser can't read it, or can't put it where the server says.
    ///
    /// ```
    /// # use livetpl::testing::{File, Page, Result};
    /// # async fn a_test(mut page: Page) -> Result {
    /// page.upload("Photo", File::new("a.jpg", "image/jpeg", "").fails()).await?;
    /// assert!(page.has_text("the file could not be sent"));
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn fails(mut self) -> File {
        self.fails = true;
        self
    }

    pub(super) fn size(&self) -> u64 {
        self.bytes.len() as u64
    }
}

impl From<File> for Vec<File> {
    fn from(file: File) -> Self {
        vec![file]
    }
}

/// A file that the server told the browser to put elsewhere (`Upload::presigned`), and how. The kit sends no such request.
///
/// ```
/// # use livetpl::testing::{File, Page, Result};
/// # async fn a_test(mut page: Page) -> Result {
/// page.upload("Photo", File::new("a.jpg", "image/jpeg", "…")).await?;
/// let put = &page.puts()[0];
/// assert_eq!(put.method, "PUT");
/// assert!(put.url.starts_with("https://files.example.org/photos/"));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Put {
    /// The name of the file.
    #[serde(skip)]
    pub file: String,
    /// `PUT`, or `POST` of a form.
    pub method: String,
    /// Where.
    pub url: String,
    /// The request's headers.
    pub headers: Vec<(String, String)>,
    /// The fields of a form, before the file.
    pub fields: Vec<(String, String)>,
}
