//! A template after loading: one tree, whatever files it came from. Owns the types that the stages hand to each other.
//!
//! `load`/`flatten` make it, `plan` adds the marks, `instrument` prints it as askama source again. Nothing in it asks
//! for whitespace control: texts are as askama would write them.

use super::rules::Rule;

/// A place in one of the template's files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct At {
    /// Index into the flat template's files.
    pub(crate) file: usize,
    /// Bytes from the file's start.
    pub(crate) offset: usize,
}

/// A file that the template is made of.
#[derive(Clone, Debug)]
pub(crate) struct File {
    /// As shown to people: relative to the crate's root; `<source>` for an inline template.
    pub(crate) path: String,
    /// As `include_bytes!` needs it; `None` for an inline template.
    pub(crate) absolute: Option<std::path::PathBuf>,
    pub(crate) source: std::sync::Arc<str>,
    /// Where it was included or extended, if it was.
    pub(crate) included_at: Option<At>,
}

/// A template and all that it extends and includes, as one tree.
#[derive(Debug)]
pub(crate) struct Flat {
    pub(crate) files: Vec<File>,
    pub(crate) nodes: Vec<Node>,
}

/// A piece of a flat template.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    /// Literal text, byte for byte as it will be written. `at` is the place of its first byte.
    Text { text: String, at: At },
    /// `{{ expr }}`: the source between the braces, trimmed.
    Output { expr: String, at: At },
    /// `if`/`elif`/`else` or `match`.
    Branch {
        head: Option<String>,
        arms: Vec<Arm>,
        close: &'static str,
        at: At,
    },
    /// `for`.
    Loop {
        head: String,
        body: Vec<Node>,
        empty: Option<Vec<Node>>,
        at: At,
    },
    /// A call of a macro, or of `caller`: its nodes stand where it stands. Printed as a macro of its own.
    Call {
        /// Unlike that of every other call.
        name: String,
        /// `(x, y = 2)`, as the definition has them.
        parameters: String,
        /// `(a, y = b)`, as the call has them.
        arguments: String,
        /// It is a `call` block: in the macro `caller` is defined.
        is_block: bool,
        nodes: Vec<Node>,
        at: At,
    },
    /// `filter` or `let` around nodes whose text becomes a value: it has no structure.
    Capture {
        /// `filter upper`, `let x`.
        head: String,
        nodes: Vec<Node>,
        /// `endfilter` writes the value, `endlet` and `endset` do not.
        close: &'static str,
        at: At,
    },
    /// Nodes that write nothing, whatever is in them.
    Silent { nodes: Vec<Node>, at: At },
    /// A tag that writes nothing: `let`, `decl`, `mut`, and the scope of what was included.
    Code { tag: String, at: At },
    /// `break` or `continue`.
    Jump { keyword: &'static str, at: At },
    /// Put in by the plan.
    Mark(Mark),
}

impl Node {
    /// The node's place; a mark has none.
    pub(crate) fn at(&self) -> Option<At> {
        match self {
            Node::Text { at, .. }
            | Node::Output { at, .. }
            | Node::Branch { at, .. }
            | Node::Loop { at, .. }
            | Node::Call { at, .. }
            | Node::Capture { at, .. }
            | Node::Silent { at, .. }
            | Node::Code { at, .. }
            | Node::Jump { at, .. } => Some(*at),
            Node::Mark(_) => None,
        }
    }

    /// Lets every place in the node be in the file `by` files later.
    pub(crate) fn move_files(&mut self, by: usize) {
        let inside = |nodes: &mut Vec<Node>| nodes.iter_mut().for_each(|node| node.move_files(by));
        match self {
            Node::Text { at, .. }
            | Node::Output { at, .. }
            | Node::Code { at, .. }
            | Node::Jump { at, .. } => at.file += by,
            Node::Branch { arms, at, .. } => {
                at.file += by;
                for arm in arms {
                    arm.at.file += by;
                    inside(&mut arm.nodes);
                }
            }
            Node::Loop {
                body, empty, at, ..
            } => {
                at.file += by;
                inside(body);
                empty.iter_mut().for_each(inside);
            }
            Node::Call { nodes, at, .. }
            | Node::Capture { nodes, at, .. }
            | Node::Silent { nodes, at } => {
                at.file += by;
                inside(nodes);
            }
            Node::Mark(_) => {}
        }
    }
}

/// One arm of a branch.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Arm {
    /// The tag's inside: `if x`, `elif let Some(x) = y`, `else`, `when Some with (x)`.
    pub(crate) head: String,
    pub(crate) nodes: Vec<Node>,
    pub(crate) at: At,
}

/// The marks, as `livetpl-runtime`'s `template/marks.rs` names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    Begin,
    Finish,
    Slot,
    Item,
    End,
    Arm(u16),
    /// Before a value that a browser follows as a URL.
    Url,
    /// Before a URL that is only shown or played.
    Media,
    /// Behind the start tag of the form with this number: its hidden field.
    Form(u16),
}

/// A mistake in a template, at its place.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Problem {
    pub(crate) at: At,
    /// What, why, how: lower case, no full stop.
    pub(crate) message: String,
}

/// What the macro knows of a template; printed as `::livetpl::__private::Plan` and as the client's JSON.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    pub(crate) fragments: Vec<Fragment>,
    /// The client's JSON.
    pub(crate) client: String,
    pub(crate) head_end: Option<(u16, u32)>,
    pub(crate) actions: Vec<ActionUse>,
    pub(crate) uploads: Vec<UploadUse>,
    pub(crate) forms: Vec<FormUse>,
    pub(crate) submissions: Vec<Submission>,
}

#[derive(Debug, Default, PartialEq)]
pub(crate) struct Fragment {
    pub(crate) statics: Vec<String>,
    pub(crate) slots: Vec<Slot>,
    pub(crate) key: Option<u16>,
}

#[derive(Debug, PartialEq)]
pub(crate) enum Slot {
    Content { measured: bool },
    Foreign { measured: bool },
    Text,
    Attribute,
    Attributes,
    Branch { arms: Vec<u16> },
    List { item: u16, empty: Option<u16> },
}

/// An upload that the template names.
#[derive(Debug, PartialEq)]
pub(crate) struct UploadUse {
    /// snake_case
    pub(crate) name: String,
    pub(crate) at: At,
}

#[derive(Debug, PartialEq)]
pub(crate) struct ActionUse {
    /// snake_case
    pub(crate) name: String,
    pub(crate) at: At,
    /// A form sends it; otherwise an element without one.
    pub(crate) by_form: bool,
}

/// What one button of a form sends, or a form without one: the runtime's `Submission`.
#[derive(Debug, PartialEq)]
pub(crate) struct Submission {
    pub(crate) at: At,
    pub(crate) form_at: At,
    pub(crate) by_button: bool,
    pub(crate) action: String,
    pub(crate) named: bool,
    pub(crate) whole: bool,
    pub(crate) fields: Vec<String>,
    pub(crate) data: Vec<String>,
}

/// A form whose submissions are actions of the page. Names are those in HTML, actions in snake_case.
#[derive(Debug, PartialEq)]
pub(crate) struct FormUse {
    pub(crate) id: String,
    /// Its `lvt-form:action`.
    pub(crate) action: Option<String>,
    /// Only the run knows its `lvt-form:action`.
    pub(crate) dynamic: bool,
    /// What a submitter without a name sends: the form's own name, or `submit`; `None` where only the run knows.
    pub(crate) fallback: Option<String>,
    pub(crate) novalidate: bool,
    /// It may hold elements that only the run knows.
    pub(crate) open: bool,
    pub(crate) at: At,
    /// It posts, without the script, too.
    pub(crate) posts: bool,
    /// The script sends it by itself: `lvt-on:submit`.
    pub(crate) told: bool,
    /// Only the run knows a field's name.
    pub(crate) vague: bool,
    pub(crate) submitters: Vec<SubmitterUse>,
    /// Each name once.
    pub(crate) fields: Vec<FieldUse>,
}

#[derive(Debug, PartialEq)]
pub(crate) struct SubmitterUse {
    /// Empty where it has none.
    pub(crate) name: String,
    pub(crate) action: String,
    pub(crate) value: Option<String>,
    pub(crate) novalidate: bool,
    pub(crate) image: bool,
    pub(crate) data: Vec<(String, String)>,
    pub(crate) at: At,
    /// The names of its `data-…` that only the run knows.
    pub(crate) dynamic: Vec<String>,
}

#[derive(Debug, PartialEq)]
pub(crate) struct FieldUse {
    pub(crate) name: String,
    /// The name of the runtime's `FieldKind`.
    pub(crate) kind: &'static str,
    pub(crate) required: bool,
    pub(crate) rules: Vec<Rule>,
    /// What is wrong with its rules, until the form is known that they are of.
    pub(crate) problems: Vec<Problem>,
}
