//! A file that is there: what an action takes, and the temporary file under it.
//!
//! Invariant: a temporary file is removed when the last value that knows it is dropped, unless it was moved.

use std::any::Any;
use std::fmt;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::controller::{Error, Result};

/// What the browser says of a file.
///
/// ```
/// use livetpl::FileInfo;
///
/// fn is_large(file: &FileInfo) -> bool {
///     file.size.is_some_and(|bytes| bytes > 1_000_000)
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FileInfo {
    /// Its name, without a path, without control characters, at most 255 bytes.
    pub name: String,
    /// Its size in bytes; without JavaScript a browser doesn't say it.
    pub size: Option<u64>,
    /// Its media type, in lower case; empty where the browser knows none.
    pub kind: String,
}

impl FileInfo {
    /// What is known of a file.
    #[doc(hidden)]
    pub fn new(name: String, size: Option<u64>, kind: String) -> Self {
        FileInfo { name, size, kind }
    }
}

/// A file on its way to whoever wants it. Removed when it is dropped.
#[doc(hidden)]
pub struct TempFile {
    path: PathBuf,
    moved: AtomicBool,
    /// What is counted for it, until it is gone.
    _counted: Box<dyn Any + Send + Sync>,
}

impl TempFile {
    /// The file at `path`, which this owns from now on.
    pub fn new(path: PathBuf, counted: impl Any + Send + Sync) -> Self {
        TempFile {
            path,
            moved: AtomicBool::new(false),
            _counted: Box::new(counted),
        }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether somebody has moved it.
    pub fn is_moved(&self) -> bool {
        self.moved.load(Ordering::Acquire)
    }
}

impl Drop for TempFile {
    fn drop(&mut self) {
        if self.is_moved() {
            return;
        }
        match std::fs::remove_file(&self.path) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                tracing::warn!(%error, "a temporary file could not be removed");
            }
            _ => {}
        }
    }
}

/// Where the bytes of a file are that is there.
#[derive(Clone)]
#[doc(hidden)]
pub enum Place {
    /// In a temporary file.
    File(Arc<TempFile>),
    /// Where the browser has put them, by the key that the application gave.
    Elsewhere(String),
    /// A handler has had them, or the browser still has them.
    Nowhere,
}

/// A file that is there, as an action takes it: [`Context::take_uploads`](crate::controller::Context::take_uploads).
///
/// ```
/// # use livetpl_runtime::controller::{Result, Uploaded};
/// # fn new_name() -> String { "17".to_owned() }
/// async fn keep(file: &Uploaded) -> Result<String> {
///     // A name of one's own: the user's may be another's, or mean something to a server.
///     let name = format!("{}.png", new_name());
///     file.move_to(format!("avatars/{name}")).await?;
///     Ok(name)
/// }
/// ```
#[derive(Clone)]
pub struct Uploaded {
    info: FileInfo,
    size: u64,
    place: Place,
}

impl Uploaded {
    /// A file that is there.
    #[doc(hidden)]
    pub fn new(info: FileInfo, size: u64, place: Place) -> Self {
        Uploaded { info, size, place }
    }

    /// The name that it has with its user: no path, no control characters, at most 255 bytes. To be shown, not to be
    /// written to.
    ///
    /// ```
    /// # fn look(file: &livetpl::Uploaded) {
    /// let caption = format!("{} is there", file.name());
    /// # }
    /// ```
    pub fn name(&self) -> &str {
        &self.info.name
    }

    /// Its size in bytes.
    ///
    /// ```
    /// # fn look(file: &livetpl::Uploaded) {
    /// let kilobytes = file.size().div_ceil(1024);
    /// # }
    /// ```
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Its media type: by its first bytes where they tell, otherwise what the browser says.
    ///
    /// ```
    /// # fn look(file: &livetpl::Uploaded) {
    /// let is_image = file.kind().starts_with("image/");
    /// # }
    /// ```
    pub fn kind(&self) -> &str {
        &self.info.kind
    }

    /// The key of a file that a browser has put elsewhere: what `Presigned::key` named.
    ///
    /// ```
    /// # fn look(file: &livetpl::Uploaded) {
    /// if let Some(key) = file.key() {
    ///     println!("https://files.example.org/{key}");
    /// }
    /// # }
    /// ```
    pub fn key(&self) -> Option<&str> {
        match &self.place {
            Place::Elsewhere(key) => Some(key),
            _ => None,
        }
    }

    /// Where it is until the action ends; `None` if it is in no file, or was moved.
    ///
    /// ```
    /// # fn look(file: &livetpl::Uploaded) {
    /// if let Some(path) = file.path() {
    ///     println!("{}", path.display());
    /// }
    /// # }
    /// ```
    pub fn path(&self) -> Option<&Path> {
        match &self.place {
            Place::File(file) if !file.is_moved() => Some(file.path()),
            _ => None,
        }
    }

    fn file(&self) -> Result<&TempFile> {
        match &self.place {
            Place::File(file) if !file.is_moved() => Ok(file),
            _ => Err(Error::internal(format!(
                "`{}` is in no file of the server's, or was moved before",
                self.name()
            ))),
        }
    }

    /// Moves it to `path`, where it stays. A file that is there is replaced.
    ///
    /// ```
    /// async fn keep(file: &livetpl::Uploaded) -> livetpl::Result {
    ///     file.move_to("avatars/17.png").await
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// If it is in no file, was moved before, or can't be written there. It is still there then.
    pub async fn move_to(&self, path: impl AsRef<Path>) -> Result {
        let (file, path) = (self.file()?, path.as_ref());
        match tokio::fs::rename(&file.path, path).await {
            Ok(()) => {}
            // To another file system: a copy beside the target first, so that nobody sees half a file.
            Err(error) if error.kind() == ErrorKind::CrossesDevices => {
                let mut beside = path.as_os_str().to_owned();
                beside.push(".part");
                let copied = async {
                    tokio::fs::copy(&file.path, &beside).await?;
                    tokio::fs::rename(&beside, path).await
                };
                if let Err(error) = copied.await {
                    let _ = tokio::fs::remove_file(&beside).await;
                    return Err(error.into());
                }
                let _ = tokio::fs::remove_file(&file.path).await;
            }
            Err(error) => return Err(error.into()),
        }
        file.moved.store(true, Ordering::Release);
        Ok(())
    }

    /// All of its bytes. They are in memory at once: for files that are known to be small.
    ///
    /// ```
    /// async fn lines(file: &livetpl::Uploaded) -> livetpl::Result<usize> {
    ///     Ok(file.read().await?.split(|byte| *byte == b'\n').count())
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// If it is in no file, was moved, or can't be read.
    pub async fn read(&self) -> Result<Vec<u8>> {
        Ok(tokio::fs::read(&self.file()?.path).await?)
    }
}

impl fmt::Debug for Uploaded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Uploaded");
        debug.field("info", &self.info).field("size", &self.size);
        debug.field("key", &self.key()).finish_non_exhaustive()
    }
}
