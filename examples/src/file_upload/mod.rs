//! Several files and a note in one form, which works just so without JavaScript.

#[cfg(test)]
mod tests;

use livetpl::prelude::*;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Takes files, and tells what came.
#[live_controller(state = Letter)]
#[derive(Clone, Default)]
pub(crate) struct FileUpload;

#[derive(Clone, Default, LiveState)]
#[template(path = "file_upload.html")]
pub(crate) struct Letter {
    #[persist]
    note: String,
    #[persist]
    files: Vec<Came>,
}

/// A file that came. Nothing of it is kept.
#[derive(Clone, Serialize, Deserialize)]
struct Came {
    name: String,
    bytes: u64,
    sha256: String,
}

#[live_controller]
impl FileUpload {
    #[upload]
    fn papers(&self) -> Upload {
        Upload::to_directory().max_bytes(10_000_000).max_files(5)
    }

    #[action]
    async fn send(&self, state: &mut Letter, note: String, ctx: &mut Context) -> Result {
        let mut files = Vec::new();
        for file in ctx.take_uploads(Self::PAPERS) {
            let digest = Sha256::digest(file.read().await?);
            files.push(Came {
                name: file.name().to_owned(),
                bytes: file.size(),
                sha256: digest.iter().map(|byte| format!("{byte:02x}")).collect(),
            });
        }
        *state = Letter { note, files };
        Ok(())
    }
}
