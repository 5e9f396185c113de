//! Where temporary files are, how many bytes they may have in all, and what is counted of uploads.
//!
//! Each process has a directory of its own under the application's, and holds a lock in it for as long as it lives. So one
//! that comes later knows what the others left behind when they crashed, and removes it, and nothing else.
//!
//! Invariant: in a directory that everybody may write into, nobody else can have made or can change the one that is used.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use parking_lot::Mutex;

use crate::session::identity::random_hex;

/// How the names of directories of processes begin.
const PREFIX: &str = "process-";
const LOCK: &str = "lock";

/// The place for an application's uploads. Cheap to clone: all clones are one place.
#[derive(Clone)]
pub struct Space(Arc<Inner>);

struct Inner {
    /// Under what it is; `None`: under a directory of this user's, in the system's for temporary files.
    root: Mutex<Option<PathBuf>>,
    own: Mutex<Option<Own>>,
    reserved: AtomicU64,
    counters: Counters,
}

/// This process' directory.
struct Own {
    path: PathBuf,
    /// Locked for as long as this is there.
    _lock: File,
}

/// What became of the files that browsers uploaded: plain numbers, counted since the start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct UploadMetrics {
    /// Files that browsers have announced.
    pub begun: u64,
    /// Files that are there, or were: all of their bytes came.
    pub done: u64,
    /// Files that were refused, or failed.
    pub refused: u64,
    /// Files that were cancelled, or whose page has gone, before they were there.
    pub cancelled: u64,
    /// Bytes that came to this process.
    pub bytes: u64,
    /// Bytes that are held for temporary files at this moment.
    pub held_bytes: u64,
}

#[derive(Default)]
pub(super) struct Counters {
    pub(super) begun: AtomicU64,
    pub(super) done: AtomicU64,
    pub(super) refused: AtomicU64,
    pub(super) cancelled: AtomicU64,
    pub(super) bytes: AtomicU64,
}

impl Default for Space {
    fn default() -> Self {
        Space(Arc::new(Inner {
            root: Mutex::default(),
            own: Mutex::default(),
            reserved: AtomicU64::new(0),
            counters: Counters::default(),
        }))
    }
}

impl Space {
    /// A place under the directory `root`, which is made once it is needed.
    pub fn at(root: impl Into<PathBuf>) -> Self {
        let space = Space::default();
        space.move_to(root);
        space
    }

    /// Moves the place under another directory, before anything is in it.
    pub fn move_to(&self, root: impl Into<PathBuf>) {
        *self.0.root.lock() = Some(root.into());
    }

    /// The numbers.
    pub fn metrics(&self) -> UploadMetrics {
        let read = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        let counters = &self.0.counters;
        UploadMetrics {
            begun: read(&counters.begun),
            done: read(&counters.done),
            refused: read(&counters.refused),
            cancelled: read(&counters.cancelled),
            bytes: read(&counters.bytes),
            held_bytes: read(&self.0.reserved),
        }
    }

    pub(super) fn count(&self, of: impl Fn(&Counters) -> &AtomicU64, by: u64) {
        of(&self.0.counters).fetch_add(by, Ordering::Relaxed);
    }

    /// Makes this process' directory, and removes what processes left that are gone.
    ///
    /// # Errors
    ///
    /// If it can't be made.
    pub fn prepare(&self) -> io::Result<()> {
        self.directory().map(drop)
    }

    /// The path of a new temporary file.
    pub(super) fn new_path(&self) -> io::Result<PathBuf> {
        Ok(self.directory()?.join(random_hex::<16>()))
    }

    fn directory(&self) -> io::Result<PathBuf> {
        let mut own = self.0.own.lock();
        // Somebody may tidy up temporary directories.
        if let Some(own) = own.as_ref().filter(|own| own.path.is_dir()) {
            return Ok(own.path.clone());
        }
        let named = self.0.root.lock().clone();
        let root = match &named {
            Some(root) => root.clone(),
            None => default_root(&std::env::temp_dir())?,
        };
        private_directory(&root, true)?;
        // Whoever may change a link on the way there can't change what it led to.
        let root = fs::canonicalize(root)?;
        match (others_may_change(&root)?, named) {
            (false, _) => {}
            (true, Some(_)) => tracing::warn!(
                directory = %root.display(),
                "other users of this machine may change the directory for uploads, and so what is uploaded"
            ),
            (true, None) => {
                let message = format!(
                    "{} is not this user's own, or others may write into it: remove it, or set `App::upload_directory`",
                    root.display()
                );
                return Err(io::Error::new(io::ErrorKind::PermissionDenied, message));
            }
        }
        sweep(&root);
        let made = make_own(&root)?;
        Ok(own.insert(made).path.clone())
    }

    /// A part of the space, which is `most` in all: nothing of it yet.
    pub(super) fn reserve(&self, most: u64) -> Reserved {
        Reserved {
            space: self.clone(),
            most,
            bytes: AtomicU64::new(0),
        }
    }
}

/// A part of the space, until it is dropped.
pub(super) struct Reserved {
    space: Space,
    most: u64,
    bytes: AtomicU64,
}

impl Reserved {
    /// Whether there is room for `bytes` more at this moment.
    pub(super) fn has_room_for(&self, bytes: u64) -> bool {
        let held = self.space.0.reserved.load(Ordering::Relaxed);
        held.checked_add(bytes).is_some_and(|sum| sum <= self.most)
    }

    /// Holds `bytes` more; `false` if that were more than there is in all.
    pub(super) fn grow(&self, bytes: u64) -> bool {
        let fits = |held: u64| held.checked_add(bytes).filter(|sum| *sum <= self.most);
        let reserved = &self.space.0.reserved;
        let grown = reserved.fetch_update(Ordering::Relaxed, Ordering::Relaxed, fits);
        if grown.is_ok() {
            self.bytes.fetch_add(bytes, Ordering::Relaxed);
        }
        grown.is_ok()
    }
}

impl Drop for Reserved {
    fn drop(&mut self) {
        let bytes = *self.bytes.get_mut();
        self.space.0.reserved.fetch_sub(bytes, Ordering::Relaxed);
    }
}

impl Drop for Own {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.path) {
            tracing::debug!(%error, "the directory for uploads could not be removed");
        }
    }
}

/// Where temporary files are if the application doesn't say, in the directory `temp` of all users: each has one of its own.
fn default_root(temp: &Path) -> io::Result<PathBuf> {
    #[cfg(unix)]
    let name = format!("livetpl-uploads-{}", user(temp)?);
    #[cfg(not(unix))]
    let name = "livetpl-uploads";
    Ok(temp.join(name))
}

/// The number of this process' user, as what it makes in `directory` has it.
#[cfg(unix)]
fn user(directory: &Path) -> io::Result<u32> {
    use std::os::unix::fs::MetadataExt;
    let made = directory.join(format!("livetpl-{}", random_hex::<8>()));
    private_directory(&made, false)?;
    let user = fs::metadata(&made).map(|made| made.uid());
    fs::remove_dir(&made)?;
    user
}

/// Whether users but this one and the system's may change what is in `directory`.
fn others_may_change(directory: &Path) -> io::Result<bool> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let found = fs::metadata(directory)?;
        let is_trusted = found.uid() == 0 || user(directory).is_ok_and(|user| user == found.uid());
        Ok(!is_trusted || found.mode() & 0o022 != 0)
    }
    #[cfg(not(unix))]
    {
        let _ = directory;
        Ok(false)
    }
}

/// A directory that only this user may look into.
fn private_directory(path: &Path, with_parents: bool) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(with_parents);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(path)
}

/// Makes a directory with a locked file in it. It gets its name once the lock is held, so that nobody takes it for left.
fn make_own(root: &Path) -> io::Result<Own> {
    let name = random_hex::<8>();
    let (new, path) = (
        root.join(format!("new-{name}")),
        root.join(format!("{PREFIX}{name}")),
    );
    private_directory(&new, false)?;
    let lock = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(new.join(LOCK))?;
    lock.lock()?;
    fs::rename(&new, &path)?;
    Ok(Own { path, _lock: lock })
}

/// Removes the directories whose processes are gone.
fn sweep(root: &Path) {
    let Ok(entries) = fs::read_dir(root) else {
        return;
    };
    for entry in entries.flatten() {
        if !entry.file_name().to_string_lossy().starts_with(PREFIX) {
            continue;
        }
        let Ok(lock) = OpenOptions::new().write(true).open(entry.path().join(LOCK)) else {
            continue;
        };
        if lock.try_lock().is_ok() {
            tracing::info!("files that a process has left are removed");
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A directory of the test's own.
    struct Root(PathBuf);

    impl Root {
        fn new() -> Self {
            Root(std::env::temp_dir().join(format!("livetpl-space-{}", random_hex::<8>())))
        }

        fn names(&self) -> Vec<String> {
            let entries = fs::read_dir(&self.0).into_iter().flatten().flatten();
            entries
                .map(|entry| entry.file_name().to_string_lossy().into_owned())
                .collect()
        }
    }

    impl Drop for Root {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn what_a_crash_left_is_removed_and_what_others_use_is_not() {
        let root = Root::new();
        let crashed = root.0.join("process-0000");
        fs::create_dir_all(&crashed).unwrap();
        fs::write(crashed.join(LOCK), "").unwrap();
        fs::write(crashed.join("left"), "secret").unwrap();
        fs::write(root.0.join("foreign"), "").unwrap();
        let first = Space::at(&root.0);
        first.prepare().unwrap();
        assert!(!crashed.exists());
        let used = first.new_path().unwrap();
        fs::write(&used, "a").unwrap();
        let second = Space::at(&root.0);
        second.prepare().unwrap();
        assert!(used.exists());
        assert_eq!(root.names().len(), 3, "{:?}", root.names());
        drop((first, second));
        assert_eq!(root.names(), ["foreign"]);
    }

    #[test]
    fn a_directory_that_somebody_removed_is_made_again() {
        let root = Root::new();
        let space = Space::at(&root.0);
        let first = space.new_path().unwrap();
        fs::remove_dir_all(&root.0).unwrap();
        let second = space.new_path().unwrap();
        assert_ne!(first.parent(), second.parent());
        assert!(second.parent().unwrap().is_dir());
    }

    #[cfg(unix)]
    #[test]
    fn a_directory_that_others_may_change_is_noticed() {
        use std::os::unix::fs::{MetadataExt, PermissionsExt};
        let root = Root::new();
        private_directory(&root.0, true).unwrap();
        assert!(!others_may_change(&root.0).unwrap());
        for mode in [0o777, 0o770, 0o1777] {
            fs::set_permissions(&root.0, fs::Permissions::from_mode(mode)).unwrap();
            assert!(others_may_change(&root.0).unwrap(), "{mode:o}");
        }
        let uid = fs::metadata(&root.0).unwrap().uid();
        // Only the system's user can give a directory away.
        if uid == 0 {
            fs::set_permissions(&root.0, fs::Permissions::from_mode(0o700)).unwrap();
            std::os::unix::fs::chown(&root.0, Some(12345), None).unwrap();
            assert!(others_may_change(&root.0).unwrap());
        }
        let default = default_root(&root.0).unwrap();
        assert_eq!(default, root.0.join(format!("livetpl-uploads-{uid}")));
        assert_eq!(root.names().len(), 0, "nothing is left of finding out");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_is_changed_later_changes_nothing() {
        let root = Root::new();
        let (meant, link) = (root.0.join("meant"), root.0.join("link"));
        private_directory(&meant, true).unwrap();
        std::os::unix::fs::symlink(&meant, &link).unwrap();
        let path = Space::at(&link).new_path().unwrap();
        assert!(
            path.starts_with(fs::canonicalize(&meant).unwrap()),
            "{path:?}"
        );
    }

    #[test]
    fn space_is_held_up_to_the_bound_and_given_back() {
        let space = Space::at("nowhere");
        let (first, second) = (space.reserve(10), space.reserve(10));
        assert!(first.has_room_for(10) && !first.has_room_for(11));
        assert!(first.grow(4) && first.grow(2));
        assert!(!second.has_room_for(5) && !second.grow(5) && !second.grow(u64::MAX));
        assert!(second.grow(4));
        assert_eq!(space.metrics().held_bytes, 10);
        drop((first, second));
        assert_eq!(space.metrics().held_bytes, 0);
    }
}
