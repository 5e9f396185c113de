//! Files of a form that was posted without JavaScript: nobody has announced them, nor how large they are.

use std::sync::Arc;

use bytes::{Bytes, BytesMut};

use super::{MOST_ENTRIES, State, Uploads, media_type};
use crate::controller::upload::{FileInfo, Pipe, SNIFFED_BYTES, Upload, file_name};
use crate::controller::{Error, Result};

/// One file while its bytes come.
pub(crate) struct PlainFile {
    uploads: Uploads,
    id: u32,
    /// The beginning, until it is long enough to tell what the file is.
    first: BytesMut,
    begun: bool,
}

impl Uploads {
    /// A file of the form; whether it is taken shows in the end.
    pub(crate) fn begin_plain(
        &self,
        upload: &'static str,
        how: Upload,
        name: &str,
        kind: &str,
    ) -> Result<PlainFile> {
        let (rules, mode) = how.into_parts();
        let mut entries = self.0.entries.lock();
        // Nobody knows them by their numbers.
        let id = entries.list.len() as u32;
        if entries.list.len() >= MOST_ENTRIES {
            return Err(Error::limit(format!(
                "a form may have {MOST_ENTRIES} files"
            )));
        }
        let info = FileInfo::new(file_name(name), None, media_type(kind));
        self.add(&mut entries, id, upload, info, &rules, &mode);
        drop(entries);
        Ok(PlainFile {
            uploads: self.clone(),
            id,
            first: BytesMut::new(),
            begun: false,
        })
    }

    /// Waits until nothing is on its way; what was refused, by upload.
    pub(crate) async fn settled(&self) -> Vec<(&'static str, String)> {
        loop {
            let mut settled = std::pin::pin!(self.0.settled.notified());
            settled.as_mut().enable();
            {
                let entries = self.0.entries.lock();
                if !entries.list.iter().any(super::Entry::is_running) {
                    let refused = entries.list.iter().filter_map(|entry| match &entry.state {
                        State::Refused(message) => {
                            Some((entry.upload, format!("{}: {message}", entry.info.name)))
                        }
                        _ => None,
                    });
                    return refused.collect();
                }
            }
            tokio::select! {
                () = settled => {}
                () = self.0.stop.cancelled() => {
                    return vec![("", "the server stops: please try again".to_owned())];
                }
            }
        }
    }
}

impl PlainFile {
    /// Takes more bytes, as fast as they are wanted; `false` once no more are.
    pub(crate) async fn push(&mut self, bytes: Bytes) -> bool {
        if self.begun {
            return self.pass(bytes).await;
        }
        self.first.extend_from_slice(&bytes);
        self.first.len() < SNIFFED_BYTES || self.begin().await
    }

    /// All bytes came.
    pub(crate) async fn finish(mut self) {
        if (self.begun || self.begin().await)
            && let Some(pipe) = self.pipe()
        {
            pipe.finish();
        }
    }

    async fn begin(&mut self) -> bool {
        self.begun = true;
        let first = self.first.split().freeze();
        {
            let mut entries = self.uploads.0.entries.lock();
            let Some(entry) = entries.find(self.id) else {
                return false;
            };
            if entry.is_running()
                && let Err(message) = self.uploads.sniff(entry, &first)
            {
                self.uploads.refuse(&mut entries, self.id, message);
            }
        }
        self.pass(first).await
    }

    async fn pass(&self, bytes: Bytes) -> bool {
        let Some(pipe) = self.pipe() else {
            return false;
        };
        let inner = &*self.uploads.0;
        let size = pipe.received() + bytes.len() as u64;
        {
            let mut entries = inner.entries.lock();
            let Some(entry) = entries.find(self.id) else {
                return false;
            };
            let checked = entry.rules.check_size(size, inner.limits.file_bytes);
            if let Err(message) = checked {
                self.uploads.refuse(&mut entries, self.id, message);
                return false;
            }
        }
        let length = bytes.len() as u64;
        inner.space.count(|counters| &counters.bytes, length);
        pipe.push(bytes);
        pipe.room(inner.limits.window_bytes as u64).await;
        true
    }

    fn pipe(&self) -> Option<Arc<Pipe>> {
        let mut entries = self.uploads.0.entries.lock();
        match &entries.find(self.id)?.state {
            State::Receiving(pipe) => Some(pipe.clone()),
            _ => None,
        }
    }
}
