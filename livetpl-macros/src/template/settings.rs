//! `#[template(…)]`: what the user wrote on the struct. Owns the attribute's keys; askama's derive reads them again.

use std::path::PathBuf;

use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Data, DeriveInput, Error, Expr, Fields, Ident, Lit, LitStr, MetaNameValue, Token};

use super::config::{Config, Delimiters};
use super::parser::Whitespace;

/// What the stages after loading need to know besides the template itself.
#[derive(Debug)]
pub(crate) struct Settings {
    /// For messages: the path as written, or the struct's name for an inline template.
    pub(crate) name: String,
    /// Where messages about the template point: the `path` or `source` string.
    pub(crate) literal: LitStr,
    /// The escaper's extension: `escape`, else the file's extension.
    pub(crate) escape: String,
    /// Values are escaped for HTML, so the output is HTML.
    pub(crate) is_html: bool,
    /// The delimiters that the template is written in, and printed in.
    pub(crate) delimiters: Delimiters,
    /// Handed on to askama's derive as written.
    pub(crate) syntax: Option<LitStr>,
    /// Handed on to askama's derive as written.
    pub(crate) config: Option<LitStr>,
    /// Handed on to askama's derive as written: it holds inside of macros and filter blocks.
    pub(crate) whitespace: Option<LitStr>,
    /// Handed on to askama's derive as written.
    pub(crate) print: Option<LitStr>,
}

/// The attribute's values.
#[derive(Default)]
pub(crate) struct TemplateAttr {
    pub(crate) path: Option<LitStr>,
    pub(crate) source: Option<LitStr>,
    pub(crate) ext: Option<LitStr>,
    pub(crate) escape: Option<LitStr>,
    pub(crate) syntax: Option<LitStr>,
    pub(crate) whitespace: Option<LitStr>,
    pub(crate) config: Option<LitStr>,
    pub(crate) block: Option<LitStr>,
    pub(crate) print: Option<LitStr>,
}

const KNOWN: &str =
    "`path`, `source`, `ext`, `escape`, `syntax`, `whitespace`, `config`, `block`, `print`";

impl TemplateAttr {
    /// Reads every `#[template(…)]` of the struct.
    pub(crate) fn parse(ast: &DeriveInput) -> Result<TemplateAttr, Error> {
        let mut attr = TemplateAttr::default();
        let mut errors = Errors::default();
        let mut found = false;
        for attribute in &ast.attrs {
            if !attribute.path().is_ident("template") {
                continue;
            }
            found = true;
            let pairs = attribute
                .parse_args_with(Punctuated::<MetaNameValue, Token![,]>::parse_terminated)?;
            for pair in pairs {
                errors.keep(attr.set(&pair));
            }
        }
        if !found {
            return Err(Error::new_spanned(
                &ast.ident,
                format!(
                    "`{}` has no template: write `#[template(path = \"….html\")]`",
                    ast.ident
                ),
            ));
        }
        errors.finish()?;
        Ok(attr)
    }

    fn set(&mut self, pair: &MetaNameValue) -> Result<(), Error> {
        let key = pair.path.get_ident().map(Ident::to_string);
        let place = match key.as_deref() {
            Some("path") => &mut self.path,
            Some("source") => &mut self.source,
            Some("ext") => &mut self.ext,
            Some("escape") => &mut self.escape,
            Some("syntax") => &mut self.syntax,
            Some("whitespace") => &mut self.whitespace,
            Some("config") => &mut self.config,
            Some("block") => &mut self.block,
            Some("print") => &mut self.print,
            Some(known @ ("blocks" | "in_doc" | "askama")) => {
                return Err(Error::new_spanned(
                    &pair.path,
                    format!(
                        "`{known}` is an option of askama that a live template can't have; remove it"
                    ),
                ));
            }
            _ => {
                return Err(Error::new_spanned(
                    &pair.path,
                    format!("unknown template option; known are {KNOWN}"),
                ));
            }
        };
        let value = string(&pair.value)?;
        if place.replace(value).is_some() {
            return Err(Error::new_spanned(
                &pair.path,
                "this template option is already set",
            ));
        }
        Ok(())
    }

    /// The `path` or `source` string, whichever is there.
    pub(crate) fn literal(&self, ast: &DeriveInput) -> Result<&LitStr, Error> {
        match (&self.path, &self.source) {
            (Some(path), None) => Ok(path),
            (None, Some(source)) => Ok(source),
            (Some(_), Some(source)) => Err(Error::new_spanned(
                source,
                "a template has either a `path` or a `source`; remove one",
            )),
            (None, None) => Err(Error::new_spanned(
                &ast.ident,
                "a template needs a `path` or a `source`",
            )),
        }
    }

    /// The extension that askama would choose the escaper by.
    fn escape(&self) -> Result<String, Error> {
        if let Some(escape) = &self.escape {
            return Ok(escape.value());
        }
        match (&self.path, &self.ext, &self.source) {
            (Some(path), _, _) => Ok(PathBuf::from(path.value())
                .extension()
                .and_then(|extension| extension.to_str())
                .unwrap_or_default()
                .to_owned()),
            (None, Some(ext), _) => Ok(PathBuf::from(format!("x.{}", ext.value()))
                .extension()
                .and_then(|extension| extension.to_str())
                .unwrap_or_default()
                .to_owned()),
            (None, None, source) => Err(Error::new_spanned(
                source,
                "a `source` needs an `ext`: write `ext = \"html\"`",
            )),
        }
    }

    /// What `whitespace = "…"` says, if it is there.
    pub(crate) fn whitespace(&self) -> Result<Option<Whitespace>, Error> {
        let Some(value) = &self.whitespace else {
            return Ok(None);
        };
        value.value().parse().map(Some).map_err(|_| {
            Error::new_spanned(
                value,
                "unknown whitespace mode; known are `preserve`, `suppress`, `minimize`",
            )
        })
    }

    pub(crate) fn settings(&self, ast: &DeriveInput, config: &Config) -> Result<Settings, Error> {
        let literal = self.literal(ast)?;
        let delimiters = config
            .delimiters(self.syntax.as_ref().map(LitStr::value).as_deref())
            .map_err(|message| Error::new(self.syntax.as_ref().unwrap_or(literal).span(), message))?
            .clone();
        Ok(Settings {
            name: match &self.path {
                Some(path) => path.value(),
                None => ast.ident.to_string(),
            },
            literal: literal.clone(),
            is_html: config.escapes_html(&self.escape()?),
            escape: self.escape()?,
            delimiters,
            syntax: self.syntax.clone(),
            config: self.config.clone(),
            whitespace: self.whitespace.clone(),
            print: self.print.clone(),
        })
    }
}

/// The struct's fields: what `is defined` knows.
pub(crate) fn fields(ast: &DeriveInput) -> Result<Vec<String>, Error> {
    match &ast.data {
        Data::Struct(data) => Ok(match &data.fields {
            Fields::Named(fields) => fields
                .named
                .iter()
                .filter_map(|field| field.ident.as_ref().map(Ident::to_string))
                .collect(),
            _ => Vec::new(),
        }),
        Data::Enum(_) => Ok(Vec::new()),
        Data::Union(union) => Err(Error::new_spanned(
            union.union_token,
            "a live template is a struct or an enum",
        )),
    }
}

fn string(value: &Expr) -> Result<LitStr, Error> {
    match value {
        Expr::Lit(expr) => match &expr.lit {
            Lit::Str(string) => Ok(string.clone()),
            other => Err(Error::new(other.span(), "expected a string")),
        },
        Expr::Group(group) => string(&group.expr),
        other => Err(Error::new(other.span(), "expected a string")),
    }
}

/// Collects errors, so that one compile shows all of them.
#[derive(Default)]
pub(crate) struct Errors(Option<Error>);

impl Errors {
    pub(crate) fn push(&mut self, error: Error) {
        match &mut self.0 {
            Some(all) => all.combine(error),
            None => self.0 = Some(error),
        }
    }

    pub(crate) fn keep<T>(&mut self, result: Result<T, Error>) -> Option<T> {
        result.map_err(|error| self.push(error)).ok()
    }

    pub(crate) fn finish(self) -> Result<(), Error> {
        match self.0 {
            Some(error) => Err(error),
            None => Ok(()),
        }
    }
}
