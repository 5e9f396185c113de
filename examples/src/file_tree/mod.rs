//! A file tree: folders in folders, each a template of its own that shows itself again.
//!
//! `{{ child }}` in a template is a nested live template. A folder that opens is a patch for that folder, however deep it
//! lies. The tree is the gallery's own source.

#[cfg(test)]
mod tests;
mod tree;

use std::collections::BTreeSet;

use livetpl::prelude::*;

use tree::{Folder, contents, sources};

#[live_controller]
#[derive(Clone, Default)]
#[template(path = "file_tree.html")]
pub(crate) struct FileTree {
    /// The paths of open folders.
    #[persist]
    open: BTreeSet<String>,
    #[persist]
    selected: String,
}

#[live_controller]
impl FileTree {
    /// Only what is in the tree is kept: a browser may send anything.
    #[action]
    fn toggle(&mut self, value: String) {
        let is_folder = sources().any(|path| path.starts_with(&format!("{value}/")));
        if !self.open.remove(&value) && is_folder {
            self.open.insert(value);
        }
    }

    #[action]
    fn select(&mut self, value: String) {
        if contents(&value).is_some() {
            self.selected = value;
        }
    }

    /// The tree as it is shown: made where it is rendered, for it costs nothing to make.
    fn root(&self) -> Folder {
        Folder::root(&self.open, &self.selected)
    }

    fn text(&self) -> &'static str {
        contents(&self.selected).unwrap_or_default()
    }
}
