//! What a file defines for others: its blocks, macros and imports; and what is visible where. Askama's `heritage.rs`.

use std::collections::HashMap;
use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;

use super::ir::At;
use super::layout::Layout;
use super::parser::{
    BlockDef, Extends, Import, Include, LetValueOrBlock, Macro, Node, Parsed, WithSpan,
};

/// One parsed file.
#[derive(Debug)]
pub(crate) struct Source {
    /// Absolute, or a made-up name for an inline template.
    pub(crate) path: Arc<Path>,
    pub(crate) text: Arc<str>,
    pub(crate) parsed: Parsed,
    pub(crate) layout: Layout,
    /// Where `extends` leads.
    pub(crate) extends: Option<Arc<Path>>,
    /// Where each `import` leads, by its scope.
    pub(crate) imports: HashMap<String, Arc<Path>>,
}

/// Every file that the template needs, by path.
#[derive(Debug)]
pub(crate) struct Sources {
    pub(crate) root: Arc<Path>,
    pub(crate) by_path: HashMap<Arc<Path>, Source>,
}

/// The parts of a file that matter to other files.
#[derive(Default)]
pub(crate) struct Parts<'a> {
    pub(crate) extends: Option<&'a WithSpan<Extends<'a>>>,
    pub(crate) blocks: Vec<&'a WithSpan<BlockDef<'a>>>,
    pub(crate) macros: Vec<(&'a Node<'a>, &'a WithSpan<Macro<'a>>)>,
    pub(crate) imports: Vec<(&'a Node<'a>, &'a WithSpan<Import<'a>>)>,
    pub(crate) includes: Vec<&'a WithSpan<Include<'a>>>,
    /// What stands where it can't: the place of each, and why not.
    pub(crate) misplaced: Vec<(&'a str, &'static str)>,
}

/// What is around a node of a file.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Top,
    /// A block, a condition, a loop.
    Inside,
    /// A macro, a call, a filter block, a `let` block.
    Captured,
}

impl<'a> Parts<'a> {
    pub(crate) fn of(nodes: &'a [Box<Node<'a>>]) -> Parts<'a> {
        let mut parts = Parts::default();
        parts.collect(nodes, Place::Top);
        parts
    }

    fn collect(&mut self, nodes: &'a [Box<Node<'a>>], place: Place) {
        let inside = match place {
            Place::Top | Place::Inside => Place::Inside,
            Place::Captured => Place::Captured,
        };
        for node in nodes {
            match &**node {
                Node::Extends(extends) => self.extends = Some(extends),
                Node::Macro(definition) if place == Place::Top => {
                    self.macros.push((node, definition));
                    self.collect(&definition.nodes, Place::Captured);
                }
                Node::Macro(definition) => self.misplaced.push((
                    *definition.name,
                    "a macro must stand at the top of a file, outside of blocks, conditions and loops",
                )),
                Node::Import(import) if place == Place::Top => self.imports.push((node, import)),
                Node::Import(import) => self.misplaced.push((
                    import.path,
                    "an import must stand at the top of a file, outside of blocks, conditions and loops",
                )),
                Node::Include(include) => self.includes.push(include),
                Node::BlockDef(block) if place == Place::Captured => self.misplaced.push((
                    *block.name,
                    "a block can't be inside of a macro, a call, a filter block or a `let` block; move it out",
                )),
                Node::BlockDef(block) => {
                    self.blocks.push(block);
                    self.collect(&block.nodes, inside);
                }
                Node::If(branches) => {
                    for branch in &branches.branches {
                        self.collect(&branch.nodes, inside);
                    }
                }
                Node::Loop(lap) => {
                    self.collect(&lap.body, inside);
                    self.collect(&lap.else_nodes, inside);
                }
                Node::Match(arms) => {
                    for arm in &arms.arms {
                        self.collect(&arm.nodes, inside);
                    }
                }
                Node::Call(call) => self.collect(&call.nodes, Place::Captured),
                Node::FilterBlock(filter) => self.collect(&filter.nodes, Place::Captured),
                Node::Let(set) => {
                    if let LetValueOrBlock::Block { nodes, .. } = &set.val {
                        self.collect(nodes, Place::Captured);
                    }
                }
                _ => {}
            }
        }
    }
}

/// A macro, and the file that it is in.
#[derive(Clone, Copy)]
pub(crate) struct Defined<'a> {
    pub(crate) definition: &'a WithSpan<Macro<'a>>,
    pub(crate) node: &'a Node<'a>,
    pub(crate) source: &'a Source,
}

/// What is visible at some place of the template.
#[derive(Clone)]
pub(crate) struct Context<'a> {
    pub(crate) source: &'a Source,
    /// Index of the file, as it was opened here, among the flat template's files.
    pub(crate) file: usize,
    pub(crate) macros: HashMap<&'a str, Defined<'a>>,
    pub(crate) imports: HashMap<&'a str, &'a Arc<Path>>,
    pub(crate) blocks: HashMap<&'a str, &'a WithSpan<BlockDef<'a>>>,
}

impl<'a> Context<'a> {
    pub(crate) fn new(source: &'a Source, file: usize) -> Context<'a> {
        let parts = Parts::of(source.parsed.nodes());
        Context {
            source,
            file,
            macros: parts
                .macros
                .iter()
                .map(|&(node, definition)| {
                    let defined = Defined {
                        definition,
                        node,
                        source,
                    };
                    (*definition.name, defined)
                })
                .collect(),
            imports: source
                .imports
                .iter()
                .map(|(scope, path)| (scope.as_str(), path))
                .collect(),
            blocks: parts
                .blocks
                .iter()
                .map(|block| (*block.name, *block))
                .collect(),
        }
    }

    /// What `outer` sees is seen here, too, where this file has nothing of that name.
    pub(crate) fn inherit(&mut self, outer: &Context<'a>) {
        for (name, defined) in &outer.macros {
            self.macros.entry(name).or_insert(*defined);
        }
        for (scope, path) in &outer.imports {
            self.imports.entry(scope).or_insert(path);
        }
    }

    /// The path after `extends`, as written.
    pub(crate) fn extends_path(&self) -> Option<&'a str> {
        Some(Parts::of(self.source.parsed.nodes()).extends?.path)
    }

    pub(crate) fn at(&self, offset: usize) -> At {
        At {
            file: self.file,
            offset,
        }
    }

    /// The place of a piece of this file's own text.
    pub(crate) fn at_str(&self, part: &str) -> At {
        self.at(offset_of(self.source.parsed.source(), part))
    }
}

/// Where `part`, a slice of `source`, begins in it.
pub(crate) fn offset_of(source: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(source.as_ptr() as usize)
}

/// A block's definition, and what is visible where it stands.
type Definition<'a> = (Rc<Context<'a>>, &'a WithSpan<BlockDef<'a>>);

/// Which block is shown where: the definitions of each name, from the template down to what it extends.
pub(crate) struct Heritage<'a> {
    /// The file whose text is the page: the last of the `extends` chain.
    pub(crate) root: Context<'a>,
    pub(crate) blocks: HashMap<&'a str, Vec<Definition<'a>>>,
}

impl<'a> Heritage<'a> {
    /// From the contexts of an `extends` chain, the template first.
    pub(crate) fn new(chain: Vec<Context<'a>>) -> Option<Heritage<'a>> {
        let root = chain.last()?.clone();
        let mut blocks: HashMap<&'a str, Vec<Definition<'a>>> = HashMap::new();
        for context in chain {
            let context = Rc::new(context);
            for (name, block) in &context.blocks {
                blocks
                    .entry(*name)
                    .or_default()
                    .push((Rc::clone(&context), *block));
            }
        }
        Some(Heritage { root, blocks })
    }
}
