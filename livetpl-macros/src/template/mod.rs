//! The template compiler: from `#[template(…)]` to a plan and instrumented askama source.
//!
//! Read in this order: `ir` (what the stages hand to each other), `load` (attribute, configuration, files), `flatten`
//! (files and whitespace control become one tree), `instrument` (the tree becomes askama source and code),
//! `position` (how a mistake is shown). What the parser doesn't tell is found by `tags` and `layout`.

pub(crate) mod blame;
pub(crate) mod config;
pub(crate) mod context;
pub(crate) mod control;
pub(crate) mod definitions;
pub(crate) mod files;
pub(crate) mod flatten;
pub(crate) mod inherit;
pub(crate) mod instrument;
pub(crate) mod ir;
pub(crate) mod layout;
pub(crate) mod load;
pub(crate) mod parser;
pub(crate) mod position;
pub(crate) mod scope;
pub(crate) mod settings;
pub(crate) mod tags;
pub(crate) mod verbatim;
pub(crate) mod whitespace;
