//! The files of a template: found, read, parsed, checked one by one. Owns nothing of how they belong together.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf, absolute};
use std::sync::Arc;

use super::config::{Config, Delimiters};
use super::context::{Parts, Source, offset_of};
use super::ir::{At, File, Problem};
use super::layout::Layout;
use super::parser::Parsed;

/// Reads and parses files until every reference is followed.
pub(crate) struct Loader<'a> {
    root: &'a Path,
    config: &'a Config,
    delimiters: &'a Delimiters,
    pub(crate) files: Vec<File>,
    pub(crate) problems: Vec<Problem>,
    pub(crate) sources: HashMap<Arc<Path>, Source>,
    seen: HashSet<Arc<Path>>,
}

impl<'a> Loader<'a> {
    pub(crate) fn new(
        root: &'a Path,
        config: &'a Config,
        delimiters: &'a Delimiters,
    ) -> Loader<'a> {
        Loader {
            root,
            config,
            delimiters,
            files: Vec::new(),
            problems: Vec::new(),
            sources: HashMap::new(),
            seen: HashSet::new(),
        }
    }

    /// Loads a file once; an error if it can't be read.
    pub(crate) fn load(&mut self, path: &Arc<Path>, included_at: Option<At>) -> Result<(), String> {
        if !self.seen.insert(Arc::clone(path)) {
            return Ok(());
        }
        let mut text = std::fs::read_to_string(path)
            .map_err(|error| format!("template `{}` can't be read: {error}", path.display()))?;
        // As askama does: the file's last newline is not part of the template.
        if text.ends_with('\n') {
            text.pop();
        }
        self.parse(path, text.into(), included_at, false);
        Ok(())
    }

    pub(crate) fn load_inline(&mut self, path: &Arc<Path>, text: Arc<str>) {
        self.seen.insert(Arc::clone(path));
        self.parse(path, text, None, true);
    }

    fn parse(&mut self, path: &Arc<Path>, text: Arc<str>, included_at: Option<At>, inline: bool) {
        let file = self.files.len();
        let (shown, absolute) = describe(self.root, path, inline);
        self.files.push(File {
            path: shown,
            absolute,
            source: Arc::clone(&text),
            included_at,
        });
        let mut problem = |offset, message: String| {
            self.problems.push(Problem {
                at: At { file, offset },
                message,
            });
        };
        let syntax = match self.delimiters.to_syntax() {
            Ok(syntax) => syntax,
            Err(message) => return problem(0, message),
        };
        let parsed = match Parsed::new(Arc::clone(&text), None, &syntax) {
            Ok(parsed) => parsed,
            Err(error) => {
                let message = error.message.map_or_else(
                    || "this is not valid template syntax".to_owned(),
                    std::borrow::Cow::into_owned,
                );
                return problem(error.offset, message);
            }
        };
        let layout = match Layout::of(&parsed, self.delimiters) {
            Ok(layout) => layout,
            Err(offset) => {
                return problem(
                    offset,
                    "livetpl can't find where this tag ends: please report this as a bug of livetpl".to_owned(),
                );
            }
        };
        let mut source = Source {
            path: Arc::clone(path),
            text: Arc::clone(&text),
            parsed,
            layout,
            extends: None,
            imports: HashMap::new(),
        };
        let mut next = Vec::new();
        self.check(file, &source.parsed);
        let parts = Parts::of(source.parsed.nodes());
        let references = parts
            .imports
            .iter()
            .map(|(_, import)| (import.path, Some(import.scope)))
            .chain(parts.includes.iter().map(|include| (include.path, None)));
        let mut imports = HashMap::new();
        for (written, scope) in references {
            if let Some(found) = self.find(file, path, source.parsed.source(), written) {
                if let Some(scope) = scope {
                    imports.insert(scope.to_owned(), found.0.clone());
                }
                next.push(found);
            }
        }
        let extends = parts
            .extends
            .and_then(|extends| self.find(file, path, source.parsed.source(), extends.path));
        source.extends = extends.as_ref().map(|(found, _)| Arc::clone(found));
        source.imports = imports;
        next.extend(extends);
        self.sources.insert(Arc::clone(path), source);
        for (found, at) in next {
            if let Err(message) = self.load(&found, Some(at)) {
                self.problems.push(Problem { at, message });
            }
        }
    }

    fn find(
        &mut self,
        file: usize,
        beside: &Path,
        text: &str,
        written: &str,
    ) -> Option<(Arc<Path>, At)> {
        let at = At {
            file,
            offset: offset_of(text, written),
        };
        match self.config.find(written, Some(beside)) {
            Ok(found) => Some((found, at)),
            Err(message) => {
                self.problems.push(Problem { at, message });
                None
            }
        }
    }

    /// What askama's derive would refuse, and what flattening would hide from it.
    fn check(&mut self, file: usize, parsed: &Parsed) {
        let parts = Parts::of(parsed.nodes());
        let mut problem = |part: &str, message: String| {
            let offset = offset_of(parsed.source(), part);
            self.problems.push(Problem {
                at: At { file, offset },
                message,
            });
        };
        for (part, message) in &parts.misplaced {
            problem(part, (*message).to_owned());
        }
        let mut names = HashSet::new();
        for block in &parts.blocks {
            if !names.insert(*block.name) {
                problem(
                    *block.name,
                    format!(
                        "block `{}` is already defined in this file; give one of them another name",
                        *block.name
                    ),
                );
            }
        }
    }
}

/// A file's name for people, and for `include_bytes!`.
pub(crate) fn describe(root: &Path, path: &Path, inline: bool) -> (String, Option<PathBuf>) {
    if inline {
        return ("<source>".to_owned(), None);
    }
    let root = absolute(root).unwrap_or_else(|_| root.to_owned());
    let shown = path.strip_prefix(&root).unwrap_or(path);
    (shown.display().to_string(), Some(path.to_owned()))
}
