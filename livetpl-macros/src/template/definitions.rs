//! The macros and imports of all files of a page. They move to the top of the flat template, into one namespace.
//!
//! Askama gives each file its own namespace. Where joining them would change what a name means, the template is
//! refused; nothing is renamed.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use super::config::{Config, Delimiters};
use super::context::{Context, Parts};
use super::ir::{At, Node, Problem};
use super::verbatim::Verbatim;

/// What was defined so far.
#[derive(Default)]
pub(crate) struct Definitions<'a> {
    /// The definitions as source, in the order in which the files were opened.
    pub(crate) nodes: Vec<Node>,
    macros: HashMap<&'a str, &'a Arc<Path>>,
    imports: HashMap<&'a str, &'a Arc<Path>>,
    files: HashSet<&'a Arc<Path>>,
    /// Calls of names that are not macros where they are called.
    plain_calls: Vec<(&'a str, At)>,
}

impl<'a> Definitions<'a> {
    /// Adds the macros and imports of a file that has been opened.
    pub(crate) fn add(
        &mut self,
        context: &Context<'a>,
        config: &'a Config,
        delimiters: &'a Delimiters,
        problems: &mut Vec<Problem>,
    ) {
        let path = &context.source.path;
        if !self.files.insert(path) {
            return;
        }
        let parts = Parts::of(context.source.parsed.nodes());
        for (_, import) in parts.imports {
            let scope = import.scope;
            // Of two imports into one scope the last one counts; it is the one that the context has.
            let Some(target) = context.imports.get(scope) else {
                continue;
            };
            let at = context.at_str(scope);
            match self.imports.insert(scope, target) {
                None => match config.name_of(target) {
                    Ok(literal) => self.nodes.push(Node::Code {
                        source: format!(
                            "{}+ import \"{literal}\" as {scope} +{}",
                            delimiters.block_start, delimiters.block_end
                        ),
                        at,
                    }),
                    Err(message) => problems.push(Problem { at, message }),
                },
                Some(before) if before == *target => {}
                Some(_) => problems.push(Problem {
                    at,
                    message: format!(
                        "another file of this page imports something else as `{scope}`; use another name"
                    ),
                }),
            }
        }
        let verbatim = Verbatim {
            config,
            delimiters,
            context,
        };
        for (node, definition) in parts.macros {
            let name = *definition.name;
            let at = context.at_str(name);
            match self.macros.insert(name, path) {
                // Of two macros of one name in one file the last one counts, for askama as well.
                Some(before) if before != path => problems.push(Problem {
                    at,
                    message: format!(
                        "another file of this page defines a macro `{name}`, too; use another name"
                    ),
                }),
                _ => {
                    let source = verbatim.print(node, problems);
                    self.nodes.push(Node::Code { source, at });
                }
            }
        }
    }

    /// Notes a call of a name that is no macro at its place.
    pub(crate) fn plain_call(&mut self, name: &'a str, at: At) {
        self.plain_calls.push((name, at));
    }

    /// Refuses what would mean something else after joining.
    pub(crate) fn check(&self, problems: &mut Vec<Problem>) {
        for (name, at) in &self.plain_calls {
            let problem = Problem {
                at: *at,
                message: format!(
                    "`{name}` is a macro in another file of this page, but not here; give one of them another name"
                ),
            };
            if self.macros.contains_key(name) && !problems.contains(&problem) {
                problems.push(problem);
            }
        }
    }
}
