//! A form with files that was posted without JavaScript: its fields, and its files as they come. Nothing of a file is kept
//! in memory but what its reader has not taken.

use std::sync::Arc;

use multer::Field;
use parking_lot::Mutex;
use serde_json::{Map, Value};

use super::parts::{Parts, too_large};
use crate::controller::fields::add_field;
use crate::controller::{Dispatch, Error, Result};
use crate::session::page::Page;

/// What a part costs beside its name and its value: many empty ones are not free.
const FIELD_BYTES: usize = 64;

/// The fields of a form that are no files, as they were typed and as far as they came: for the page that shows them again.
pub type Typed = Arc<Mutex<Map<String, Value>>>;

/// What a browser posts without JavaScript.
pub enum Posted {
    /// All of a form's fields.
    Fields(Map<String, Value>),
    /// A form whose files are still on their way.
    Parts(Box<Parts>),
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
            Posted::Parts(form) => form,
        };
        let mut budget = page.shared.limits.body_bytes;
        form.at_most(page.most_upload_bytes().saturating_add(budget as u64));
        while let Some(mut field) = form.next().await? {
            let name = field.name().unwrap_or_default().to_owned();
            spend(&mut budget, FIELD_BYTES + name.len())?;
            if field.file_name().is_none() {
                let mut text = Vec::new();
                while let Some(more) = form.more(&mut field).await? {
                    spend(&mut budget, more.len())?;
                    text.extend_from_slice(&more);
                }
                let text = String::from_utf8_lossy(&text).into_owned();
                add_field(&mut typed.lock(), name, text);
                continue;
            }
            let mut file = page.plain_file(&name, &field)?;
            while let Some(bytes) = form.more(&mut field).await? {
                // What is refused is read all the same: the browser reads the answer when it has sent everything.
                if let Some(file) = &mut file {
                    file.push(bytes).await;
                }
            }
            if let Some(file) = file {
                file.finish().await;
            }
        }
        let fields = typed.lock().clone();
        let Some(uploads) = page.uploads.clone() else {
            return Ok(fields);
        };
        uploads.settled().await;
        // What handlers made of their files, which may be that they are refused.
        let batch = page.mailbox.take();
        page.deliver(batch).await;
        let refused = uploads.settled().await;
        let mut refused = refused.into_iter();
        if let Some((name, message)) = refused.next() {
            let first = Error::field(name, message);
            return Err(refused.fold(first, |error, (name, message)| {
                error.and_field(name, message)
            }));
        }
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

/// Takes `bytes` off what fields may have.
fn spend(budget: &mut usize, bytes: usize) -> Result {
    *budget = budget.checked_sub(bytes).ok_or_else(too_large)?;
    Ok(())
}
