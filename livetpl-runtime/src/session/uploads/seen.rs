//! What templates and actions see of a page's files, and how often progress makes the page render.

use std::time::Duration;

use tokio::time::Instant;

use super::{Entry, State, Uploads};
use crate::controller::upload::{FileInfo, PageUploads, Uploaded};
use crate::template::{Entered, UploadEntry};

/// How often progress alone makes a page render.
const PROGRESS_PERIOD: Duration = Duration::from_millis(100);

impl Entry {
    fn progress(&self) -> u8 {
        match self.state {
            State::Done(_) => 100,
            _ if self.size == 0 => 0,
            // All bytes being there is not yet done.
            _ => (self.came().min(self.size) as f64 / self.size as f64 * 99.0) as u8,
        }
    }

    fn shown(&self) -> UploadEntry {
        let FileInfo { name, kind, .. } = &self.info;
        let mut entry = UploadEntry::new(self.id, name, self.size, kind);
        entry.progress = self.progress();
        entry.done = matches!(self.state, State::Done(_));
        if let State::Refused(message) = &self.state {
            entry.error = Some(message.clone());
        }
        entry
    }
}

impl Uploads {
    /// Whether the page has to be rendered for what has happened; progress alone counts a few times a second.
    pub(crate) fn take_changed(&self) -> bool {
        let now = Instant::now();
        let mut entries = self.0.entries.lock();
        let mut changed = std::mem::take(&mut entries.changed);
        let is_due = entries
            .shown_at
            .is_none_or(|at| now.duration_since(at) >= PROGRESS_PERIOD);
        if changed || is_due {
            for entry in &mut entries.list {
                let progress = entry.progress();
                changed |= progress != std::mem::replace(&mut entry.shown, progress);
            }
        }
        if changed {
            entries.shown_at = Some(now);
        }
        changed
    }

    /// What templates show, with the names of the uploads.
    pub(crate) fn shown(&self) -> Entered {
        let entries = self.0.entries.lock();
        let shown = |entry: &Entry| (entry.upload, entry.shown());
        entries.list.iter().map(shown).collect()
    }
}

impl PageUploads for Uploads {
    fn whole(&self, upload: &str) -> Vec<(u32, Uploaded)> {
        let entries = self.0.entries.lock();
        let own = entries.list.iter().filter(|entry| entry.upload == upload);
        own.filter_map(|entry| match &entry.state {
            State::Done(place) => {
                let file = Uploaded::new(entry.info.clone(), entry.size, place.clone());
                Some((entry.id, file))
            }
            _ => None,
        })
        .collect()
    }

    fn list(&self, upload: &str) -> Vec<UploadEntry> {
        let entries = self.0.entries.lock();
        let own = entries.list.iter().filter(|entry| entry.upload == upload);
        own.map(Entry::shown).collect()
    }
}
