//! From paths to folders: the tree that is shown, with the templates of its nodes.

use std::collections::BTreeSet;

use livetpl::prelude::*;

use crate::gallery::GROUPS;

/// A folder, with what is in it if it is open.
#[derive(LiveTemplate)]
#[template(path = "file_tree_folder.html")]
pub(super) struct Folder {
    path: String,
    name: String,
    open: bool,
    folders: Vec<Folder>,
    files: Vec<File>,
}

#[derive(LiveTemplate)]
#[template(path = "file_tree_file.html")]
struct File {
    path: &'static str,
    name: &'static str,
    selected: bool,
}

/// The paths of all files.
pub(super) fn sources() -> impl Iterator<Item = &'static str> {
    let examples = GROUPS.iter().flat_map(|group| group.examples);
    examples
        .flat_map(|example| example.sources)
        .map(|source| source.path)
}

/// What is in the file at `path`.
pub(super) fn contents(path: &str) -> Option<&'static str> {
    let examples = GROUPS.iter().flat_map(|group| group.examples);
    let mut sources = examples.flat_map(|example| example.sources);
    sources
        .find(|source| source.path == path)
        .map(|source| source.text)
}

impl Folder {
    /// The whole tree. Folders that are not in `open` are empty: nobody sees what is in them.
    pub(super) fn root(open: &BTreeSet<String>, selected: &str) -> Folder {
        let paths: BTreeSet<&str> = sources().collect();
        let mut root = Folder::at("", true);
        root.fill(&paths, open, selected);
        root
    }

    fn at(path: &str, open: bool) -> Folder {
        Folder {
            path: path.to_owned(),
            name: path.rsplit('/').next().unwrap_or_default().to_owned(),
            open,
            folders: Vec::new(),
            files: Vec::new(),
        }
    }

    fn fill(&mut self, paths: &BTreeSet<&'static str>, open: &BTreeSet<String>, selected: &str) {
        let prefix = match &*self.path {
            "" => String::new(),
            path => format!("{path}/"),
        };
        for path in paths.iter().copied() {
            let Some(rest) = path.strip_prefix(&prefix) else {
                continue;
            };
            match rest.split_once('/') {
                None => self.files.push(File {
                    path,
                    name: rest,
                    selected: path == selected,
                }),
                Some((name, _)) => {
                    // Paths are in order: a folder's are next to each other.
                    if self.folders.last().is_none_or(|last| last.name != name) {
                        let path = format!("{prefix}{name}");
                        let mut folder = Folder::at(&path, open.contains(&path));
                        if folder.open {
                            folder.fill(paths, open, selected);
                        }
                        self.folders.push(folder);
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_open_folders_show_what_is_in_them() {
        let closed = Folder::root(&BTreeSet::new(), "");
        assert!(closed.files.is_empty());
        let names: Vec<&str> = closed.folders.iter().map(|one| &*one.name).collect();
        assert_eq!(names, ["src", "templates"]);
        assert!(
            closed
                .folders
                .iter()
                .all(|one| one.folders.is_empty() && one.files.is_empty())
        );
        let open = ["src", "src/counter"].map(str::to_owned).into();
        let root = Folder::root(&open, "src/counter/mod.rs");
        let counter = root.folders[0]
            .folders
            .iter()
            .find(|one| one.name == "counter");
        let files = &counter.expect("a folder").files;
        assert_eq!((files[0].name, files[0].selected), ("mod.rs", true));
    }

    #[test]
    fn a_folder_stands_once_whatever_is_in_it() {
        let open = ["src".to_owned()].into();
        let folders = &Folder::root(&open, "").folders[0].folders;
        let names: BTreeSet<&str> = folders.iter().map(|one| &*one.name).collect();
        assert_eq!(names.len(), folders.len());
    }
}
