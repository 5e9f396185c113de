//! From `#[template(…)]` to a flat template: the attribute, askama.toml, and every file that the template names.
//!
//! Owns the entry point, [`load`]. All mistakes that can be found side by side are reported together.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use syn::{DeriveInput, Error};

use super::config::Config;
use super::context::Sources;
use super::files::{Loader, describe};
use super::flatten::{Flattened, flatten};
use super::ir::{File, Flat, Problem};
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

    let mut loader = Loader::new(root, &config, &settings.delimiters);
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
///
/// A file that is used many times has each of its mistakes once.
pub(crate) fn reject(flat: &Flat, settings: &Settings, problems: &[Problem]) -> Error {
    let mut errors = Errors::default();
    let mut seen = HashSet::new();
    for problem in problems {
        let path = flat.files.get(problem.at.file).map(|file| &file.path);
        if !seen.insert((path, problem.at.offset, &problem.message)) {
            continue;
        }
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
