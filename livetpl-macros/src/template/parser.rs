//! Askama's parser, as the other files of this room see it. The only file that names `askama_parser`.
//!
//! Askama's generator reads the same syntax tree, so that what we decide about a template is what it will do.

pub(crate) use askama_parser::expr::Call as CallExpr;
pub(crate) use askama_parser::node::{
    BlockDef, Call, Cond, Extends, FilterBlock, If, Import, Include, Let, Loop, Macro, Match,
    Whitespace, Ws,
};
pub(crate) use askama_parser::{
    Expr, Filter, LetValueOrBlock, Node, Parsed, PathOrIdentifier, Span, Syntax, SyntaxBuilder,
    Target, WithSpan,
};
