//! A form with files that was posted without JavaScript: its fields, and its files as they come. Nothing of a file is kept
//! in memory but what its reader has not taken.

use std::sync::Arc;
use std::time::Duration;

use multer::{Field, Multipart};
use parking_lot::Mutex;
use serde_json::{Map, Value};
use tokio::time::timeout;

use crate::controller::fields::add_field;
use crate::controller::{Dispatch, Error, Result};
use crate::session::page::Page;

/// How long a browser may send nothing.
const PATIENCE: Duration = Duration::from_secs(30);

/// What a field costs beside its value: many empty ones are not free.
const FIELD_BYTES: usize = 64;

/// The fields of a form that are no files, as they were typed: for the page that shows them again.
pub type Typed = Arc<Mutex<Map<String, Value>>>;

/// What a browser posts without JavaScript.
pub enum Posted {
    /// All of a form's fields.
    Fields(Map<String, Value>),
    /// A form whose files are still on their way.
    Multipart(Box<Multipart<'static>>),
}

impl Posted {
    /// Reads the form; its files go where the page's controller wants them. Files of no upload are passed over.
    ///
    /// # Errors
    ///
    /// If a file is refused, the form is too large, ends early or comes too slowly.
    pub(crate) async fn read<C: Dispatch>(
        self,
        page: &mut Page<C>,
        typed: &Typed,
    ) -> Result<Map<String, Value>> {
        let mut form = match self {
            Posted::Fields(fields) => {
                typed.lock().clone_from(&fields);
                return Ok(fields);
            }
            Posted::Multipart(form) => form,
        };
        let mut fields = Map::new();
        // A redirect needs none of it.
        if page.redirects() {
            return Ok(fields);
        }
        let mut budget = page.shared.limits.body_bytes;
        let mut total = page.most_upload_bytes().saturating_add(budget as u64);
        let mut left = |bytes: usize| {
            total = total.checked_sub(bytes as u64).ok_or_else(too_large)?;
            Ok::<_, Error>(())
        };
        while let Some(mut field) = within(form.next_field()).await? {
            let name = field.name().unwrap_or_default().to_owned();
            if field.file_name().is_none() {
                let text = text(&mut field, &mut budget).await?;
                add_field(&mut fields, name, text);
                continue;
            }
            let mut file = page.plain_file(&name, &field)?;
            while let Some(bytes) = within(field.chunk()).await? {
                left(bytes.len())?;
                // What is refused is read all the same: the browser reads the answer when it has sent everything.
                if let Some(file) = &mut file {
                    file.push(bytes).await;
                }
            }
            if let Some(file) = file {
                file.finish().await;
            }
        }
        typed.lock().clone_from(&fields);
        let Some(uploads) = page.uploads.clone() else {
            return Ok(fields);
        };
        let refused = uploads.settled().await;
        let mut refused = refused.into_iter();
        if let Some((name, message)) = refused.next() {
            let first = Error::field(name, message);
            return Err(refused.fold(first, |error, (name, message)| {
                error.and_field(name, message)
            }));
        }
        // What handlers made of their files.
        let batch = page.mailbox.take();
        page.deliver(batch).await;
        Ok(fields)
    }
}

impl<C: Dispatch> Page<C> {
    /// What all files of a form may have together.
    fn most_upload_bytes(&self) -> u64 {
        let limits = &self.shared.limits;
        let most = |name: &&'static str| {
            let (rules, _) = self.upload(name).ok()?.1.into_parts();
            let bytes = rules.max_bytes.unwrap_or(limits.upload_bytes as u64);
            let files = rules.max_files.unwrap_or(limits.upload_files) as u64;
            Some(bytes.saturating_mul(files))
        };
        C::UPLOADS
            .iter()
            .filter_map(most)
            .fold(0, u64::saturating_add)
    }

    /// A file of the form; `None` where nobody wants it, or where none was selected: then browsers send an empty one without a name.
    fn plain_file(&self, name: &str, field: &Field<'_>) -> Result<Option<super::PlainFile>> {
        let said = field.file_name().unwrap_or_default();
        let Some(uploads) = self.uploads.as_ref().filter(|_| !said.is_empty()) else {
            return Ok(None);
        };
        let Ok((upload, how)) = self.upload(name) else {
            return Ok(None);
        };
        let kind = field.content_type().map(AsRef::as_ref).unwrap_or_default();
        uploads.begin_plain(upload, how, said, kind).map(Some)
    }
}

/// A field that is no file.
async fn text(field: &mut Field<'_>, budget: &mut usize) -> Result<String> {
    let mut bytes = Vec::new();
    *budget = budget.checked_sub(FIELD_BYTES).ok_or_else(too_large)?;
    while let Some(more) = within(field.chunk()).await? {
        *budget = budget.checked_sub(more.len()).ok_or_else(too_large)?;
        bytes.extend_from_slice(&more);
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

async fn within<T>(reading: impl Future<Output = multer::Result<T>>) -> Result<T> {
    match timeout(PATIENCE, reading).await {
        Ok(Ok(read)) => Ok(read),
        Ok(Err(error)) => {
            tracing::debug!(%error, "a form with files could not be read");
            Err(Error::bad_request("the form ended early, or is none"))
        }
        Err(_) => Err(Error::bad_request("the form took too long to arrive")),
    }
}

fn too_large() -> Error {
    Error::too_large("the form is too large")
}
