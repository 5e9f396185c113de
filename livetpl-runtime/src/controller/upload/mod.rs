//! Files that browsers upload: how a controller takes them. Owns what `#[upload]` methods return.
//!
//! `rules` says which files are taken, `pipe` brings their bytes to whoever reads them, `file` is what an action gets of
//! them. What a template shows of them is in the template room; the session room moves the bytes.

mod file;
mod page;
mod pipe;
mod rules;
#[cfg(feature = "s3")]
mod s3;

use std::any::Any;
use std::future::Future;
use std::marker::PhantomData;
use std::sync::Arc;

use futures_util::future::BoxFuture;

use crate::controller::generated::{Outcome, outcome};
use crate::controller::{Apply, Context, Error, Result};

pub use crate::template::UploadEntry;
pub use file::{FileInfo, Place, TempFile, Uploaded};
pub use page::PageUploads;
pub use pipe::{Incoming, Pipe};
pub use rules::{Rules, SNIFFED_BYTES, file_name};
#[cfg(feature = "s3")]
pub use s3::S3;

/// How the files of one `lvt-upload` are taken: what a method with `#[upload]` returns.
///
/// The method is asked each time that files are selected, so what it returns may depend on the state and on who asks.
///
/// ```
/// # use livetpl_runtime::controller::{Upload, Uploaded};
/// fn avatar() -> Upload {
///     Upload::to_directory().accept("image/png, image/jpeg").max_bytes(2_000_000)
/// }
/// ```
#[derive(Clone)]
pub struct Upload {
    rules: Rules,
    mode: Mode,
}

/// Where the bytes go.
#[derive(Clone)]
#[doc(hidden)]
pub enum Mode {
    /// Into a temporary file.
    Directory,
    /// To a handler.
    Stream(Handler),
    /// From the browser straight to somewhere else.
    Presigned(Sign),
    /// Nowhere: the browser shows them.
    Preview,
}

/// Reads one file to its end; what is done to the page then.
#[doc(hidden)]
pub type Handler = Arc<dyn Fn(Incoming) -> BoxFuture<'static, Result<Apply>> + Send + Sync>;

/// Says where the browser puts one file.
#[doc(hidden)]
pub type Sign = Arc<dyn Fn(FileInfo) -> BoxFuture<'static, Result<Presigned>> + Send + Sync>;

impl Upload {
    fn new(mode: Mode) -> Self {
        Upload {
            rules: Rules::default(),
            mode,
        }
    }

    /// Files go into temporary files of the server, and an action takes them: [`Context::take_uploads`].
    ///
    /// What no action takes is removed with the page, at the latest.
    ///
    /// ```
    /// use livetpl::Upload;
    ///
    /// let upload = Upload::to_directory().max_files(3);
    /// ```
    pub fn to_directory() -> Self {
        Self::new(Mode::Directory)
    }

    /// Files go through the server to `handler`, a chunk at a time, and never to a disk.
    ///
    /// The browser sends no faster than the handler reads, so a file of any size needs little memory. What the handler
    /// returns goes to `apply`, which is like an action: it may change the state. A handler that fails refuses its file; the
    /// message of [`Error::msg`] stands beside the input. A file that ends early, as it does when its user cancels it, is an
    /// error of [`Incoming::chunk`].
    ///
    /// ```
    /// # use livetpl_runtime::controller::{Context, Incoming, Result, Upload};
    /// # struct Page { lines: usize }
    /// fn log() -> Upload {
    ///     let count = |mut file: Incoming| async move {
    ///         let mut lines = 0;
    ///         while let Some(chunk) = file.chunk().await? {
    ///             lines += chunk.iter().filter(|byte| **byte == b'\n').count();
    ///         }
    ///         Ok(lines)
    ///     };
    ///     Upload::stream(count, |page: &mut Page, lines, _ctx: &mut Context| page.lines += lines)
    /// }
    /// ```
    pub fn stream<S, T, F, R>(
        handler: impl Fn(Incoming) -> F + Send + Sync + 'static,
        apply: impl Fn(&mut S, T, &mut Context) -> R + Send + Sync + 'static,
    ) -> Self
    where
        S: 'static,
        T: Send + 'static,
        F: Future<Output = Result<T>> + Send + 'static,
        R: Outcome,
    {
        let apply = Arc::new(apply);
        Self::new(Mode::Stream(Arc::new(move |incoming| {
            let (work, apply) = (handler(incoming), apply.clone());
            Box::pin(async move {
                let result = work.await?;
                let apply: Apply = Box::new(move |state: &mut dyn Any, ctx: &mut Context| {
                    match state.downcast_mut::<S>() {
                        Some(state) => outcome(apply(state, result, ctx)),
                        None => Err(Error::internal(format!(
                            "`Upload::stream`: `apply` takes `{}`, and that is not the page's state",
                            std::any::type_name::<S>()
                        ))),
                    }
                });
                Ok(apply)
            })
        })))
    }

    /// Browsers put files straight where `sign` says, as into S3, and the server sees none of their bytes.
    ///
    /// An action gets what [`Presigned::key`] named by [`Context::take_uploads`]. That the file is there is the browser's
    /// word: where it matters, look. Type and size are checked by what the browser says; let the signature bind them.
    ///
    /// It needs JavaScript: a form that is posted without is refused where it has such a file.
    ///
    /// ```
    /// use livetpl::{Presigned, Upload};
    ///
    /// let upload = Upload::presigned(|file| async move {
    ///     let url = format!("https://files.example.org/{}?signature=…", file.size.unwrap_or(0));
    ///     Ok(Presigned::put(url).key("17"))
    /// });
    /// ```
    pub fn presigned<F>(sign: impl Fn(FileInfo) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<Presigned>> + Send + 'static,
    {
        Self::new(Mode::Presigned(Arc::new(move |info| Box::pin(sign(info)))))
    }

    /// Files stay in the browser, which shows them: `<img lvt-upload-preview="{{ entry.id }}">`.
    ///
    /// ```
    /// use livetpl::Upload;
    ///
    /// let upload = Upload::preview().accept("image/*");
    /// ```
    pub fn preview() -> Self {
        Self::new(Mode::Preview)
    }

    /// Takes files of these types only, written as in the input's `accept`: `"image/*, .pdf, text/csv"`.
    ///
    /// The name, what the browser says, and the first bytes are looked at: a file must be what it is called.
    ///
    /// ```
    /// use livetpl::Upload;
    ///
    /// let upload = Upload::to_directory().accept("image/*, .pdf, text/csv");
    /// ```
    #[must_use]
    pub fn accept(mut self, types: &str) -> Self {
        self.rules.accept(types);
        self
    }

    /// Takes files of at most this size; the default is `Limits::upload_bytes`.
    ///
    /// ```
    /// use livetpl::Upload;
    ///
    /// let upload = Upload::to_directory().max_bytes(2_000_000);
    /// ```
    #[must_use]
    pub fn max_bytes(mut self, bytes: u64) -> Self {
        self.rules.max_bytes = Some(bytes);
        self
    }

    /// Takes at most this many files at once; the default is `Limits::upload_files`.
    ///
    /// ```
    /// use livetpl::Upload;
    ///
    /// let upload = Upload::to_directory().max_files(1);
    /// ```
    #[must_use]
    pub fn max_files(mut self, files: usize) -> Self {
        self.rules.max_files = Some(files);
        self
    }

    /// Which files are taken, and where they go.
    #[doc(hidden)]
    pub fn into_parts(self) -> (Rules, Mode) {
        (self.rules, self.mode)
    }
}

/// Where and how a browser puts one file: what [`Upload::presigned`]'s closure returns.
///
/// ```
/// # use livetpl_runtime::controller::Presigned;
/// let to = Presigned::put("https://files.example.org/a.png?signature=…")
///     .header("content-type", "image/png")
///     .key("a.png");
/// # let _ = to;
/// ```
#[derive(Clone, Debug, serde::Serialize)]
pub struct Presigned {
    method: &'static str,
    url: String,
    headers: Vec<(String, String)>,
    fields: Vec<(String, String)>,
    #[serde(skip)]
    key: String,
}

impl Presigned {
    fn new(method: &'static str, url: impl Into<String>) -> Self {
        Presigned {
            method,
            url: url.into(),
            headers: Vec::new(),
            fields: Vec::new(),
            key: String::new(),
        }
    }

    /// The file is the body of a PUT.
    ///
    /// ```
    /// use livetpl::Presigned;
    ///
    /// let to = Presigned::put("https://files.example.org/17?signature=…");
    /// ```
    pub fn put(url: impl Into<String>) -> Self {
        Self::new("PUT", url)
    }

    /// The file is the last field, `file`, of a POST of `multipart/form-data`.
    ///
    /// ```
    /// use livetpl::Presigned;
    ///
    /// let to = Presigned::post("https://files.example.org/").field("policy", "…");
    /// ```
    pub fn post(url: impl Into<String>) -> Self {
        Self::new("POST", url)
    }

    /// Adds a header.
    ///
    /// ```
    /// use livetpl::Presigned;
    ///
    /// let to = Presigned::put("https://files.example.org/17").header("content-type", "image/png");
    /// ```
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Adds a field, which stands before the file in a POST.
    ///
    /// ```
    /// use livetpl::Presigned;
    ///
    /// let to = Presigned::post("https://files.example.org/").field("key", "17");
    /// ```
    #[must_use]
    pub fn field(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.fields.push((name.into(), value.into()));
        self
    }

    /// Names the file for the action that takes it; the browser is not told.
    ///
    /// ```
    /// use livetpl::Presigned;
    ///
    /// let to = Presigned::put("https://files.example.org/17").key("17");
    /// ```
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.key = key.into();
        self
    }

    /// What [`key`](Self::key) said.
    #[doc(hidden)]
    pub fn into_key(self) -> String {
        self.key
    }
}

/// An upload of the controller `C`, as a constant: `Self::AVATAR` for the method `avatar`.
///
/// ```
/// use livetpl::prelude::*;
///
/// #[live_controller]
/// #[derive(Clone, Default)]
/// #[template(ext = "html", source = "<p>{{ name }}</p>")]
/// struct Profile {
///     name: String,
/// }
///
/// #[live_controller]
/// impl Profile {
///     #[upload]
///     fn avatar(&self) -> Upload {
///         Upload::to_directory()
///     }
/// }
///
/// assert_eq!(Profile::AVATAR.name(), "avatar");
/// ```
pub struct UploadName<C> {
    name: &'static str,
    of: PhantomData<fn() -> C>,
}

impl<C> Clone for UploadName<C> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<C> Copy for UploadName<C> {}

impl<C> UploadName<C> {
    /// The constant of the upload `name`. Written by the macro.
    #[doc(hidden)]
    pub const fn new(name: &'static str) -> Self {
        UploadName {
            name,
            of: PhantomData,
        }
    }

    /// The name in `lvt-upload`.
    ///
    /// ```
    /// # use livetpl::UploadName;
    /// # struct Profile;
    /// # impl Profile { const AVATAR: UploadName<Profile> = UploadName::new("avatar"); }
    /// assert_eq!(Profile::AVATAR.name(), "avatar");
    /// ```
    pub const fn name(self) -> &'static str {
        self.name
    }
}
