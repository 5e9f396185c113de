//! askama.toml: directories, delimiters, whitespace. Owns how a template's file is found.
//!
//! Reads the same file by the same rules as askama's own derive (`askama_derive`'s `config.rs`, which is private).
//! Escapers stay with askama: only whether one is askama's own for HTML plays a part here.

use std::collections::HashMap;
use std::path::{Component, Path, PathBuf, absolute};
use std::sync::Arc;

use serde::Deserialize;

use super::parser::{Syntax, SyntaxBuilder, Whitespace};

/// What askama.toml says, with askama's defaults.
#[derive(Debug)]
pub(crate) struct Config {
    /// Where templates are looked for, in order.
    dirs: Vec<PathBuf>,
    /// The configured syntaxes by name; `default` is always there.
    syntaxes: HashMap<String, Delimiters>,
    default_syntax: String,
    /// What a tag without a mark does to the whitespace beside it.
    pub(crate) whitespace: Whitespace,
    /// The extensions that have an escaper of the application's own.
    escaped_otherwise: Vec<String>,
}

/// The extensions that askama escapes for HTML.
const HTML: &[&str] = &[
    "askama", "html", "htm", "j2", "jinja", "jinja2", "rinja", "svg", "xml",
];

/// The six delimiters of a syntax.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Delimiters {
    pub(crate) block_start: String,
    pub(crate) block_end: String,
    pub(crate) expr_start: String,
    pub(crate) expr_end: String,
    pub(crate) comment_start: String,
    pub(crate) comment_end: String,
}

#[derive(Default, Deserialize)]
struct Toml {
    general: Option<General>,
    syntax: Option<Vec<TomlSyntax>>,
    escaper: Option<Vec<TomlEscaper>>,
}

#[derive(Deserialize)]
struct TomlEscaper {
    extensions: Vec<String>,
}

#[derive(Default, Deserialize)]
struct General {
    dirs: Option<Vec<String>>,
    default_syntax: Option<String>,
    #[serde(default)]
    whitespace: Whitespace,
}

#[derive(Deserialize)]
struct TomlSyntax {
    name: String,
    block_start: Option<String>,
    block_end: Option<String>,
    expr_start: Option<String>,
    expr_end: Option<String>,
    comment_start: Option<String>,
    comment_end: Option<String>,
}

impl Config {
    /// Reads `askama.toml` below `root`, or the file that `config = "…"` names.
    pub(crate) fn read(root: &Path, config: Option<&str>) -> Result<Config, String> {
        let path = root.join(config.unwrap_or("askama.toml"));
        let toml: Toml = if path.exists() {
            let text = std::fs::read_to_string(&path)
                .map_err(|error| format!("`{}` can't be read: {error}", path.display()))?;
            basic_toml::from_str(&text)
                .map_err(|error| format!("`{}` is not valid: {error}", path.display()))?
        } else if config.is_some() {
            return Err(format!("`{}` does not exist", path.display()));
        } else {
            Toml::default()
        };
        Config::new(root, toml)
    }

    fn new(root: &Path, toml: Toml) -> Result<Config, String> {
        let general = toml.general.unwrap_or_default();
        let mut syntaxes = HashMap::from([("default".to_owned(), Delimiters::default())]);
        for syntax in toml.syntax.unwrap_or_default() {
            let delimiters = syntax.check()?;
            if syntaxes.insert(syntax.name.clone(), delimiters).is_some() {
                return Err(format!("syntax `{}` is already defined", syntax.name));
            }
        }
        let default_syntax = general
            .default_syntax
            .unwrap_or_else(|| "default".to_owned());
        if !syntaxes.contains_key(&default_syntax) {
            return Err(format!("default syntax `{default_syntax}` is not defined"));
        }
        let dirs = match general.dirs {
            Some(dirs) => dirs.iter().flat_map(|dir| expand_dir(root, dir)).collect(),
            None => vec![root.join("templates")],
        };
        Ok(Config {
            dirs,
            syntaxes,
            default_syntax,
            whitespace: general.whitespace,
            escaped_otherwise: toml
                .escaper
                .unwrap_or_default()
                .into_iter()
                .flat_map(|escaper| escaper.extensions)
                .collect(),
        })
    }

    /// Whether values in a template with this extension are escaped for HTML, by askama itself.
    pub(crate) fn escapes_html(&self, extension: &str) -> bool {
        HTML.contains(&extension)
            && !self
                .escaped_otherwise
                .iter()
                .any(|other| other == extension)
    }

    /// The delimiters of the named syntax, or of the default one.
    pub(crate) fn delimiters(&self, name: Option<&str>) -> Result<&Delimiters, String> {
        let name = name.unwrap_or(&self.default_syntax);
        self.syntaxes.get(name).ok_or_else(|| {
            let mut known: Vec<_> = self.syntaxes.keys().map(String::as_str).collect();
            known.sort_unstable();
            format!(
                "syntax `{name}` is not defined; known are: {}",
                known.join(", ")
            )
        })
    }

    /// A template's absolute path: beside the file that names it, else in the configured directories.
    pub(crate) fn find(&self, path: &str, beside: Option<&Path>) -> Result<Arc<Path>, String> {
        let relative = beside.map(|file| file.with_file_name(path));
        let found = relative
            .into_iter()
            .chain(self.dirs.iter().map(|dir| dir.join(path)))
            .find(|candidate| candidate.exists());
        let Some(found) = found else {
            let dirs: Vec<_> = self
                .dirs
                .iter()
                .map(|dir| format!("`{}`", dir.display()))
                .collect();
            return Err(format!(
                "template `{path}` was not found in {}",
                dirs.join(", ")
            ));
        };
        absolute(&found)
            .map(|path| Arc::from(clean(&path)))
            .map_err(|error| format!("`{}` has no absolute path: {error}", found.display()))
    }
}

/// Without `.` and `..`: one file has one path, however it is written.
fn clean(path: &Path) -> PathBuf {
    let mut clean = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                clean.pop();
            }
            component => clean.push(component),
        }
    }
    clean
}

/// A directory of the configuration; with a `*` in it, every directory that matches.
fn expand_dir(root: &Path, dir: &str) -> Vec<PathBuf> {
    let path = root.join(dir);
    if dir.contains('*')
        && let Some(pattern) = path.to_str()
        && let Ok(matches) = glob::glob(pattern)
    {
        matches.flatten().filter(|path| path.is_dir()).collect()
    } else {
        vec![path]
    }
}

impl TomlSyntax {
    fn check(&self) -> Result<Delimiters, String> {
        let builder = SyntaxBuilder {
            name: &self.name,
            block_start: self.block_start.as_deref(),
            block_end: self.block_end.as_deref(),
            expr_start: self.expr_start.as_deref(),
            expr_end: self.expr_end.as_deref(),
            comment_start: self.comment_start.as_deref(),
            comment_end: self.comment_end.as_deref(),
        };
        Ok(Delimiters::from(builder.to_syntax()?))
    }
}

impl Delimiters {
    /// The same delimiters as askama's parser takes them.
    pub(crate) fn to_syntax(&self) -> Result<Syntax<'_>, String> {
        SyntaxBuilder {
            name: "",
            block_start: Some(&self.block_start),
            block_end: Some(&self.block_end),
            expr_start: Some(&self.expr_start),
            expr_end: Some(&self.expr_end),
            comment_start: Some(&self.comment_start),
            comment_end: Some(&self.comment_end),
        }
        .to_syntax()
    }
}

impl From<Syntax<'_>> for Delimiters {
    fn from(syntax: Syntax<'_>) -> Delimiters {
        Delimiters {
            block_start: syntax.block_start.to_owned(),
            block_end: syntax.block_end.to_owned(),
            expr_start: syntax.expr_start.to_owned(),
            expr_end: syntax.expr_end.to_owned(),
            comment_start: syntax.comment_start.to_owned(),
            comment_end: syntax.comment_end.to_owned(),
        }
    }
}

impl Default for Delimiters {
    fn default() -> Delimiters {
        Delimiters::from(Syntax::default())
    }
}
