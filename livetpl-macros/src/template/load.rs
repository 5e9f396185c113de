//! From `#[template(…)]` to a flat template: the attribute, askama.toml, and every file that the template names.
//!
//! Owns the entry point, [`load`]. All mistakes that can be found side by side are reported together.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf, absolute};
use std::sync::Arc;

use syn::{DeriveInput, Error};

use super::config::{Config, Delimiters};
use super::context::{Parts, Source, Sources, offset_of};
use super::flatten::{Flattened, flatten};
use super::ir::{At, File, Flat, Problem};
use super::layout::Layout;
use super::parser::Parsed;
use super::position::render_problem;
use super::settings::{Errors, Settings, TemplateAttr, fields};

/// Reads a struct's template with all that it extends and includes, as one tree.
///
/// The error holds every mistake found, spanned on the attribute, with the template's own positions in its text.
pub(crate) fn load(ast: &DeriveInput) -> Result<(Flat, Settings), Error> {
    let root = std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| ".".into(), PathBuf::from);
    load_in(&root, ast)
}

/// [`load`] for a crate in `root`.
pub(crate) fn load_in(root: &Path, ast: &DeriveInput) -> Result<(Flat, Settings), Error> {
    let attr = TemplateAttr::parse(ast)?;
    let fields = fields(ast)?;
    let literal = attr.literal(ast)?;
    let config_path = attr.config.as_ref();
    let mut config = Config::read(root, config_path.map(syn::LitStr::value).as_deref())
        .map_err(|message| Error::new(config_path.unwrap_or(literal).span(), message))?;
    if let Some(whitespace) = attr.whitespace()? {
        config.whitespace = whitespace;
    }
    let settings = attr.settings(ast, &config)?;

    let mut loader = Loader {
        root,
        config: &config,
        delimiters: &settings.delimiters,
        files: Vec::new(),
        problems: Vec::new(),
        sources: HashMap::new(),
        seen: HashSet::new(),
    };
    let rejected = |files: Vec<File>, problems: &[Problem]| {
        let flat = Flat {
            files,
            nodes: Vec::new(),
        };
        reject(&flat, &settings, problems)
    };
    let path = match &attr.path {
        Some(path) => {
            let path = config
                .find(&path.value(), None)
                .map_err(|message| Error::new(path.span(), message))?;
            loader
                .load(&path, None)
                .map_err(|message| Error::new(literal.span(), message))?;
            path
        }
        None => {
            let ext = attr
                .ext
                .as_ref()
                .map(syn::LitStr::value)
                .unwrap_or_default();
            let path: Arc<Path> = PathBuf::from(format!("{}.{ext}", ast.ident)).into();
            loader.load_inline(&path, literal.value().into());
            path
        }
    };
    let Loader {
        files,
        problems,
        sources,
        ..
    } = loader;
    if !problems.is_empty() {
        return Err(rejected(files, &problems));
    }

    let sources = Sources {
        root: path,
        by_path: sources,
    };
    let block = attr.block.as_ref();
    let Flattened {
        files,
        nodes,
        problems,
        found_block,
    } = flatten(
        &sources,
        &config,
        &settings.delimiters,
        fields,
        block.map(syn::LitStr::value).as_deref(),
        |path| describe(root, path, attr.source.is_some() && *path == sources.root),
    );
    if let Some(block) = block
        && !found_block
    {
        return Err(Error::new(
            block.span(),
            format!("the template has no block `{}`", block.value()),
        ));
    }
    if !problems.is_empty() {
        return Err(rejected(files, &problems));
    }
    Ok((Flat { files, nodes }, settings))
}

/// Every problem as one compile error, on the `path` or `source` string.
pub(crate) fn reject(flat: &Flat, settings: &Settings, problems: &[Problem]) -> Error {
    let mut errors = Errors::default();
    for problem in problems {
        errors.push(Error::new(
            settings.literal.span(),
            render_problem(flat, problem),
        ));
    }
    errors.finish().err().unwrap_or_else(|| {
        Error::new(
            settings.literal.span(),
            "the template was refused for no reason: please report this as a bug of livetpl",
        )
    })
}

/// A file's name for people, and for `include_bytes!`.
fn describe(root: &Path, path: &Path, inline: bool) -> (String, Option<PathBuf>) {
    if inline {
        return ("<source>".to_owned(), None);
    }
    let root = absolute(root).unwrap_or_else(|_| root.to_owned());
    let shown = path.strip_prefix(&root).unwrap_or(path);
    (shown.display().to_string(), Some(path.to_owned()))
}

/// Reads and parses files until every reference is followed.
struct Loader<'a> {
    root: &'a Path,
    config: &'a Config,
    delimiters: &'a Delimiters,
    files: Vec<File>,
    problems: Vec<Problem>,
    sources: HashMap<Arc<Path>, Source>,
    seen: HashSet<Arc<Path>>,
}

impl Loader<'_> {
    /// Loads a file once; an error if it can't be read.
    fn load(&mut self, path: &Arc<Path>, included_at: Option<At>) -> Result<(), String> {
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

    fn load_inline(&mut self, path: &Arc<Path>, text: Arc<str>) {
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
        for (part, what) in &parts.misplaced {
            problem(
                part,
                format!(
                    "{what} must stand at the top of a file, outside of blocks, conditions and loops"
                ),
            );
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
