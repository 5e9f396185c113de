//! Files for a browser to select: a directory of their own, which goes when this is dropped.

use std::hash::{BuildHasher, RandomState};
use std::path::{Path, PathBuf};

/// A directory with files.
pub struct Papers(PathBuf);

/// The smallest image that is one: a pixel.
#[rustfmt::skip]
pub const PNG: &[u8] = &[
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48, 0x44, 0x52, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x06, 0x00, 0x00, 0x00, 0x1f, 0x15, 0xc4, 0x89, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9c, 0x63, 0xf8, 0xcf, 0xc0, 0xf0, 0x1f, 0x00, 0x05, 0x00, 0x01, 0xff, 0x89, 0x99, 0x3d, 0x1d, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
];

impl Papers {
    /// An empty directory.
    pub fn new() -> Self {
        let name = format!("livetpl-papers-{:016x}", RandomState::new().hash_one(0));
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).expect("a directory can be made");
        Papers(path)
    }

    /// Writes a file; `name` may have directories before it.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        let parent = path.parent().unwrap_or(Path::new("."));
        std::fs::create_dir_all(parent).expect("a directory can be made");
        std::fs::write(&path, content).expect("a file can be written");
        path
    }
}

impl Default for Papers {
    fn default() -> Self {
        Self::new()
    }
}

impl Drop for Papers {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
