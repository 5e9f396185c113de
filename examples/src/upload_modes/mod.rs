//! Four ways that a file can go: into a directory, through a handler, straight to S3, and nowhere.

#[cfg(test)]
mod tests;

use livetpl::prelude::*;
use livetpl::{Incoming, S3};

/// Takes a file in each way.
#[live_controller(state = Modes)]
#[derive(Clone)]
pub(crate) struct UploadModes {
    /// Where files may be put: `GALLERY_S3=http://KEY:SECRET@127.0.0.1:9000/BUCKET`.
    s3: Option<S3>,
}

#[derive(Clone, Default, LiveState)]
#[template(path = "upload_modes.html")]
pub(crate) struct Modes {
    kept: String,
    lines: Option<usize>,
    put: String,
}

impl UploadModes {
    pub(crate) fn from_env() -> Result<Self> {
        let url = std::env::var("GALLERY_S3").ok();
        let s3 = url.map(|url| S3::from_url(&url)).transpose()?;
        Ok(UploadModes { s3 })
    }
}

#[live_controller]
impl UploadModes {
    /// A temporary file, which `keep` takes.
    #[upload]
    fn directory(&self) -> Upload {
        Upload::to_directory().max_bytes(100_000_000)
    }

    /// Read as it comes: never on a disk, and never more than a window of it in memory.
    #[upload]
    fn stream(&self) -> Upload {
        Upload::stream(
            count_lines,
            |state: &mut Modes, lines, _ctx: &mut Context| {
                state.lines = Some(lines);
            },
        )
        .max_bytes(1_000_000_000)
    }

    /// The browser puts it into a bucket by itself.
    #[upload]
    fn presigned(&self) -> Upload {
        let s3 = self.s3.clone();
        Upload::presigned(move |file| {
            let s3 = s3.clone();
            async move {
                let s3 = s3.ok_or_else(|| Error::msg("this gallery has no bucket"))?;
                Ok(s3.put(&format!("gallery/{}", file.name), &file))
            }
        })
    }

    /// It stays where it is.
    #[upload]
    fn preview(&self) -> Upload {
        Upload::preview().accept("image/*")
    }

    #[action]
    async fn keep(&self, state: &mut Modes, ctx: &mut Context) -> Result {
        for file in ctx.take_uploads(Self::DIRECTORY) {
            // `file.move_to(…)` would keep it.
            state.kept = format!("{}: {} bytes", file.name(), file.read().await?.len());
        }
        for file in ctx.take_uploads(Self::PRESIGNED) {
            state.put = file.key().unwrap_or_default().to_owned();
        }
        Ok(())
    }
}

async fn count_lines(mut file: Incoming) -> Result<usize> {
    let mut lines = 0;
    while let Some(chunk) = file.chunk().await? {
        lines += chunk.iter().filter(|byte| **byte == b'\n').count();
    }
    Ok(lines)
}
