//! What a template shows of a file that is uploaded.

use std::sync::Arc;

/// The files of a page, each with the name of its upload.
pub type Entered = Arc<[(&'static str, UploadEntry)]>;

/// One file that somebody selected: an item of `lvt.uploads("avatar")`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UploadEntry {
    /// Its number on the page: for `lvt-upload-cancel`, `lvt-upload-preview` and `data-key`.
    pub id: u32,
    /// Its name, without a path.
    pub name: String,
    /// Its size in bytes, as the browser says.
    pub size: u64,
    /// Its media type: `image/png`; by its first bytes where they tell.
    pub kind: String,
    /// How much of it is there, from 0 to 100.
    pub progress: u8,
    /// Why it is refused; nothing more of it is taken.
    pub error: Option<String>,
    /// All of it is there.
    pub done: bool,
}

impl UploadEntry {
    /// An entry of which nothing has come.
    #[doc(hidden)]
    pub fn new(id: u32, name: &str, size: u64, kind: &str) -> Self {
        UploadEntry {
            id,
            name: name.to_owned(),
            size,
            kind: kind.to_owned(),
            progress: 0,
            error: None,
            done: false,
        }
    }
}
